-- Which NetBox is served, how far its changelog was read, and what follows from it (semantics.md 9).

create table plumbline.netbox_watch (
  only_row boolean primary key default true check (only_row),
  url text not null,
  -- The runtime account as that NetBox's database knows it: no other database has the same.
  mark text not null,
  -- The newest changelog entry seen: after a restore, or in a copy that went its own way, it is another one or none.
  entry_id bigint,
  entry_request text,
  entry_time timestamptz,
  pinned_by text not null,
  pinned_at timestamptz not null default clock_timestamp(),
  -- Why this may be another NetBox; stays until somebody accepts it.
  doubt text,
  doubt_since timestamptz,
  looked_at timestamptz,
  -- Edits start only while the changelog was read recently enough.
  fresh_until timestamptz,
  -- Since when edits appear in the changelog and no webhook arrives.
  missing_since timestamptz,
  -- Why everything has to be compared once, until that has been started.
  comparison_wanted text
);

-- Changelog entries taken up, as long as they may be read again.
create table plumbline.changelog_seen (
  id bigint primary key,
  entry_time timestamptz not null
);
create index changelog_seen_entry_time on plumbline.changelog_seen (entry_time);

-- Work that one process does at a time.
create table plumbline.turns (
  name text primary key,
  owner text not null,
  until timestamptz not null
);

-- Why the plans of an edit wait for an approval whatever the policy says.
alter table plumbline.edits add column needs_approval text;
alter table plumbline.changes add column needs_approval text;

-- What an object's data named that leads to its units.
alter table plumbline.edit_objects add column related jsonb;

create index inbox_request_id on plumbline.inbox (request_id);

-- When the units of an edit were determined: until then it covers older edits of the same devices.
alter table plumbline.edits add column inventoried_at timestamptz;
update plumbline.edits set inventoried_at = started_at;
create index edits_not_inventoried on plumbline.edits (request_id, generation) where inventoried_at is null;
create index edit_objects_device on plumbline.edit_objects (device_id);
create index edit_objects_object on plumbline.edit_objects (object_type, object_id);

-- As in 0003; a later generation also inherits why its plans wait for an approval.
create or replace function plumbline.add_facts(
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
    perform from unnest(p_types, p_ids) as fact (object_type, object_id)
      where not exists (
        select from plumbline.edit_objects held
          where held.request_id = p_request
            and held.object_type = fact.object_type and held.object_id = fact.object_id);
    if not found then
      return;
    end if;
    exit when latest.started_at is null;
    insert into plumbline.edits (request_id, generation, username, message, edit_time, needs_approval)
      values (p_request, latest.generation + 1, latest.username, latest.message, p_time, latest.needs_approval)
      on conflict do nothing;
  end loop;
  insert into plumbline.edit_objects
      (request_id, generation, object_type, object_id, action, name, device_id, interface_id)
    select p_request, latest.generation, fact.* from
      unnest(p_types, p_ids, p_actions, p_names, p_devices, p_interfaces) as fact
    on conflict do nothing;
end
$$;
