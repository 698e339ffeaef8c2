-- Each case may have a topic of its own in a group with topics.

CREATE TABLE topics (
  case_id INTEGER PRIMARY KEY,
  chat_id INTEGER NOT NULL,
  thread INTEGER NOT NULL,
  closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1))
) STRICT;

CREATE INDEX topics_open ON topics (case_id) WHERE closed = 0;
