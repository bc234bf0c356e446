-- The audit table is the record behind the journal: what was written stays, whoever asks.
create function plumbline.refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'plumbline.audit is append-only: % is refused', tg_op using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_is_append_only
  before update or delete or truncate on plumbline.audit
  for each statement execute function plumbline.refuse_audit_change();
