-- What Plumbline remembers. Columns named `sealed` hold encrypted documents (src/store/keyring.ts); hashes, labels and
-- sentences (redacted before they come here) are in clear. Times of edits are the database's own clock.

-- One known text per key that ever encrypted here: a start without one of these keys is refused.
create table plumbline.key_proofs (
  key_id text primary key,
  sealed bytea not null
);

-- Received webhooks, by the SHA-256 of their bytes: NetBox sends no delivery id.
create table plumbline.inbox (
  id text primary key,
  request_id text not null,
  received_at timestamptz not null default clock_timestamp(),
  sealed bytea not null
);
create index inbox_received_at on plumbline.inbox (received_at);

-- One row per generation of a NetBox request.
create table plumbline.edits (
  request_id text not null,
  generation integer not null,
  username text not null,
  message text not null default '',
  edit_time text not null,
  first_fact timestamptz not null default clock_timestamp(),
  completed_at timestamptz,
  completion_failures integer not null default 0,
  completion_code text,
  complete_after timestamptz not null default clock_timestamp(),
  started_at timestamptz,
  primary key (request_id, generation)
);
create index edits_waiting on plumbline.edits (first_fact) where started_at is null;
create index edits_started_at on plumbline.edits (started_at);

-- Every object of a request, once, with the generation it opened or joined. The last fact of a generation is its newest
-- `seen_at`: kept here and not on the edit, so that deliveries of one request do not queue for one row.
create table plumbline.edit_objects (
  request_id text not null,
  object_type text not null,
  object_id bigint not null,
  generation integer not null,
  action text not null,
  name text not null,
  device_id bigint,
  interface_id bigint,
  seen_at timestamptz not null default clock_timestamp(),
  position bigint generated always as identity,
  primary key (request_id, object_type, object_id)
);

create table plumbline.units (
  unit_id text primary key,
  name text,
  state text,
  state_before text,
  state_at timestamptz,
  note text not null default '',
  checked_at timestamptz,
  hold_by text,
  hold_reason text,
  hold_since timestamptz
);

-- The row with the highest number is the current baseline; the others are history.
create table plumbline.baselines (
  number bigint generated always as identity primary key,
  unit_id text not null,
  because text not null,
  written_at timestamptz not null,
  sealed bytea not null
);
create index baselines_unit on plumbline.baselines (unit_id, number desc);

create table plumbline.findings (
  number bigint generated always as identity primary key,
  unit_id text not null,
  class text not null,
  kind text not null,
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  ended_at timestamptz,
  sealed bytea not null
);
create index findings_open on plumbline.findings (unit_id) where ended_at is null;
create index findings_ended_at on plumbline.findings (ended_at);

create table plumbline.plans (
  hash text primary key,
  commands_hash text not null,
  change_id text not null,
  unit_id text not null,
  created_at timestamptz not null,
  sealed bytea not null,
  waiting_workflow text,
  waiting_until timestamptz,
  waiting_reason text
);
create index plans_hash_prefix on plumbline.plans (hash text_pattern_ops);
create index plans_waiting on plumbline.plans (unit_id) where waiting_workflow is not null;
create index plans_created_at on plumbline.plans (created_at);

create table plumbline.changes (
  change_id text primary key,
  origin_kind text not null,
  origin_user text not null,
  origin_message text not null,
  origin_time timestamptz not null,
  opened_at timestamptz not null,
  closed_at timestamptz
);
create index changes_opened_at on plumbline.changes (opened_at desc);

create table plumbline.change_units (
  change_id text not null references plumbline.changes,
  unit_id text not null,
  unit_name text not null,
  position integer not null,
  ending jsonb,
  ended_at timestamptz,
  primary key (change_id, unit_id)
);

-- Attempts to write that came as far as the first command.
create table plumbline.writings (
  change_id text not null,
  unit_id text not null,
  attempt integer not null,
  begun_at timestamptz not null,
  primary key (change_id, unit_id, attempt),
  foreign key (change_id, unit_id) references plumbline.change_units
);

create table plumbline.snapshots (
  change_id text not null,
  unit_id text not null,
  taken_at timestamptz not null,
  sealed bytea not null,
  primary key (change_id, unit_id)
);
create index snapshots_unit on plumbline.snapshots (unit_id, taken_at desc);

-- Mutual exclusion between changes: one row, one owner.
create table plumbline.claims (
  unit_id text primary key,
  change_id text not null,
  claimed_at timestamptz not null
);
create index claims_change on plumbline.claims (change_id);

create table plumbline.marks (
  number bigint generated always as identity primary key,
  unit_id text not null,
  kind text not null,
  change_id text not null,
  since timestamptz not null,
  reason text not null,
  sealed bytea not null
);
create index marks_unit on plumbline.marks (unit_id);

create table plumbline.audit (
  number bigint generated always as identity primary key,
  recorded_at timestamptz not null default clock_timestamp(),
  key text not null unique,
  at timestamptz not null,
  who text not null,
  what text not null,
  unit_id text,
  change_id text,
  detail text not null
);
