-- A question whose sending was interrupted may stand in the chat, and be answered there, before it is sent once more.

DROP INDEX outbox_questions;

CREATE INDEX outbox_questions ON outbox (asked, id)
  WHERE question IS NOT NULL AND answered_at IS NULL AND (state = 'sent' OR attempts > 0)
    AND state NOT IN ('dead', 'dropped');
