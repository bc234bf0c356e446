-- How deliveries and changelog rows become edits. Functions, because each decision must see what others committed while
-- this one waited for its lock, and because a delivery has to be stored in one round trip.

-- Adds objects to an edit. What the edit holds already changes nothing; what is new joins the generation that was not
-- started, or opens the next one. The share lock on the generation keeps the poller (`for update skip locked`) from starting
-- it between the decision and the insert; without it an object could join a generation that nobody looks at any more.
create function plumbline.add_facts(
  p_request text, p_user text, p_time text,
  p_types text[], p_ids bigint[], p_actions text[], p_names text[], p_devices bigint[], p_interfaces bigint[]
) returns void language plpgsql as $$
declare
  latest plumbline.edits;
begin
  loop
    select * into latest from plumbline.edits
      where request_id = p_request order by generation desc limit 1 for share;
    if not found then
      insert into plumbline.edits (request_id, generation, username, edit_time)
        values (p_request, 1, p_user, p_time) on conflict do nothing returning * into latest;
      exit when found;
      continue;
    end if;
    -- Checked under the lock: otherwise a late duplicate would open a generation without objects.
    perform from unnest(p_types, p_ids) as fact (object_type, object_id)
      where not exists (
        select from plumbline.edit_objects held
          where held.request_id = p_request
            and held.object_type = fact.object_type and held.object_id = fact.object_id);
    if not found then
      return;
    end if;
    exit when latest.started_at is null;
    insert into plumbline.edits (request_id, generation, username, message, edit_time)
      values (p_request, latest.generation + 1, latest.username, latest.message, p_time) on conflict do nothing;
  end loop;
  insert into plumbline.edit_objects
      (request_id, generation, object_type, object_id, action, name, device_id, interface_id)
    select p_request, latest.generation, fact.* from
      unnest(p_types, p_ids, p_actions, p_names, p_devices, p_interfaces) as fact
    on conflict do nothing;
end
$$;

-- Stores one delivery with its fact; false when the same bytes were stored before.
create function plumbline.store_delivery(
  p_id text, p_sealed bytea, p_request text, p_user text, p_time text,
  p_type text, p_object bigint, p_action text, p_name text, p_device bigint, p_interface bigint
) returns boolean language plpgsql as $$
begin
  insert into plumbline.inbox (id, request_id, sealed) values (p_id, p_request, p_sealed) on conflict do nothing;
  if not found then
    return false;
  end if;
  -- The usual case once the changelog was read: nothing new, no lock taken.
  perform from plumbline.edit_objects
    where request_id = p_request and object_type = p_type and object_id = p_object;
  if not found then
    perform plumbline.add_facts(p_request, p_user, p_time, array[p_type], array[p_object], array[p_action],
      array[p_name], array[p_device], array[p_interface]);
  end if;
  return true;
end
$$;
