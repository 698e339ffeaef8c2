-- An enquiry can be withdrawn by who asked. SQLite cannot change a CHECK, so the table is made anew. A projection.

CREATE TABLE enquiries_before AS SELECT * FROM enquiries;

DROP TABLE enquiries;

CREATE TABLE enquiries (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL CHECK (status IN ('open', 'answered', 'satisfied', 'withdrawn')),
  department TEXT NOT NULL,
  asker INTEGER REFERENCES people (id),
  watcher INTEGER REFERENCES people (id),
  source_chat INTEGER NOT NULL,
  source_message INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  next_at INTEGER,
  answered_at INTEGER,
  withdrawn_at INTEGER,
  words TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  UNIQUE (source_chat, source_message)
) STRICT;

INSERT INTO enquiries
  SELECT id, number, status, department, asker, watcher, source_chat, source_message, opened_at, due_at, next_at,
    answered_at, NULL, words, body
  FROM enquiries_before;
DROP TABLE enquiries_before;

CREATE INDEX enquiries_next ON enquiries (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX enquiries_open ON enquiries (due_at) WHERE status = 'open';
CREATE INDEX enquiries_by_opening ON enquiries (opened_at);
CREATE INDEX enquiries_by_answer ON enquiries (answered_at) WHERE answered_at IS NOT NULL;
CREATE INDEX enquiries_of_asker ON enquiries (asker, id) WHERE asker IS NOT NULL;
