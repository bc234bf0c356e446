-- How far a look at every unit has come, for whoever waits for it.
create table plumbline.sweeps (
  sweep_id text primary key,
  started_at timestamptz not null,
  ended_at timestamptz,
  units integer not null
);
create index sweeps_started_at on plumbline.sweeps (started_at desc);

create table plumbline.sweep_units (
  sweep_id text not null references plumbline.sweeps on delete cascade,
  unit_id text not null,
  -- Null: not in scope, or gone.
  state text,
  primary key (sweep_id, unit_id)
);

-- What NetBox rendered for a unit last: a sweep asks again only when an edit touched the unit, or after a day.
create table plumbline.renders (
  unit_id text primary key,
  rendered_at timestamptz not null,
  -- Null: an edit touched the unit since, and what was begun to be rendered before must not come back.
  sealed bytea
);
