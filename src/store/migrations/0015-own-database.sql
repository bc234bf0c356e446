-- Whether this database knows all that Plumbline did: one restored from a backup does not (semantics.md 9).

-- Where this database is: which server's files, which database in them, on which timeline. Restored, it is mostly somewhere
-- else. Null where the role may not ask.
create function plumbline.place() returns text language plpgsql as $$
begin
  return (select system_identifier from pg_control_system())
    || '/' || (select oid from pg_database where datname = current_database())
    || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8);
exception when others then
  return null;
end
$$;

alter table plumbline.netbox_watch
  add column place text,
  -- By NetBox's clock: until then this database knows everything Plumbline did there.
  add column current_until timestamptz,
  -- Why it may be older than what was done; ends once every unit was looked at since.
  add column outdated text,
  add column outdated_since timestamptz;

-- By this database's clock, whatever the clock of the process that began it.
alter table plumbline.sweeps add column begun_at timestamptz not null default clock_timestamp();
