-- Logins devices refused: not tried again with the same credential before a person says so.
create table plumbline.refused_logins (
  unit_id text not null,
  access text not null check (access in ('read', 'write')),
  -- Keyed: says whether a credential is the refused one, and nothing else about it.
  digest text not null,
  refused_at timestamptz not null,
  reason text not null,
  primary key (unit_id, access)
);
