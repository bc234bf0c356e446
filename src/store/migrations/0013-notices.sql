-- What people are told, each once: kept with the verdict it tells of, delivered apart from it (docs/notifications.md).

create table plumbline.notices (
  notice_id text primary key,
  kind text not null,
  unit_id text not null,
  noted_at timestamptz not null default clock_timestamp(),
  sealed bytea not null,
  -- When it was found out who is told; until then this row is what is tried again.
  addressed_at timestamptz,
  next_try timestamptz not null default clock_timestamp(),
  failures integer not null default 0,
  last_code text
);
create index notices_unaddressed on plumbline.notices (next_try) where addressed_at is null;
create index notices_noted_at on plumbline.notices (noted_at);

-- One row for each place a notice goes to: what makes a repeated step tell once.
create table plumbline.notice_deliveries (
  notice_id text not null references plumbline.notices on delete cascade,
  target text not null,
  -- Whose bell; empty where the target is told once for everybody.
  recipient text not null,
  -- Who is told, with e-mail addresses.
  sealed bytea not null,
  next_try timestamptz not null default clock_timestamp(),
  failures integer not null default 0,
  last_code text,
  ended_at timestamptz,
  result text,
  primary key (notice_id, target, recipient)
);
create index notice_deliveries_due on plumbline.notice_deliveries (target, next_try) where ended_at is null;

-- How a place does: one that fails has a pause, whatever waits for it.
create table plumbline.notice_targets (
  target text primary key,
  failures integer not null default 0,
  failing_since timestamptz,
  last_code text,
  next_try timestamptz not null default clock_timestamp()
);
