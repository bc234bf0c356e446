-- What the durable runtime keeps beside DBOS's own schema: which processes live, and which workflows were given up.

create table plumbline.lease (
  executor_id text primary key,
  application_version text not null,
  -- Start of the server under which the lock was taken: after a restart a free lock proves nothing for a while.
  postmaster_started timestamptz not null,
  taken_at timestamptz not null default now(),
  -- Set by a process that stopped in order: its work may be continued at once, whatever happened to the server since.
  released_at timestamptz
);

create table plumbline.lost_workflow (
  workflow_id text primary key,
  reason text not null,
  told_at timestamptz not null default now()
);
