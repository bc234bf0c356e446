-- A journal entry that had to leave something out names the change; all of its plans are read by it.
create index plans_change_id on plumbline.plans (change_id);
