-- Rulings typed where it cannot be told which case they answer, and the reply duties they may answer. Primary tables.

CREATE TABLE unclear_replies (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  chat_id INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  person INTEGER NOT NULL,
  at INTEGER NOT NULL,
  text TEXT NOT NULL,
  answered_at INTEGER,
  UNIQUE (chat_id, message_id, at)
) STRICT;

CREATE TABLE unclear_candidates (
  reply_id INTEGER NOT NULL REFERENCES unclear_replies (id),
  case_id INTEGER NOT NULL,
  department TEXT NOT NULL,
  PRIMARY KEY (case_id, reply_id, department)
) STRICT, WITHOUT ROWID;
