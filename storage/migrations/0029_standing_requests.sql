-- A message whose buttons ask for something is changed when that is over, or when what it tells is another now.
-- `topic` is what it is about; `stale` counts the changes that the chat does not show yet.
ALTER TABLE outbox ADD COLUMN topic TEXT;
ALTER TABLE outbox ADD COLUMN stale INTEGER NOT NULL DEFAULT 0;

CREATE INDEX outbox_standing ON outbox (topic) WHERE topic IS NOT NULL;
CREATE INDEX outbox_stale ON outbox (lane, id) WHERE stale > 0;
