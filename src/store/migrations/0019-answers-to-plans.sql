-- The one answer a waiting plan gets (approved, superseded, expired, and by which change): without it an approval given in the
-- moment a newer change voids the plan would be sent to a workflow that no longer reads it.
alter table plumbline.plans add column waiting_answer text;
