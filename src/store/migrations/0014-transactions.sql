-- The change the device takes back by itself unless it is confirmed: its name there, minutes, and until when it certainly waits.
-- Null: nothing was armed.
alter table plumbline.writings add column transaction jsonb;
