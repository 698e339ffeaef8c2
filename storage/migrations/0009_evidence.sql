-- Evidence (J02). `waiting_files` is a primary table, `evidence` a projection.

CREATE TABLE waiting_files (
  chat_id INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  album TEXT NOT NULL,
  person INTEGER NOT NULL,
  at INTEGER NOT NULL,
  evidence TEXT NOT NULL CHECK (json_valid(evidence)),
  PRIMARY KEY (chat_id, message_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX waiting_files_by_album ON waiting_files (chat_id, album) WHERE album <> '';
CREATE INDEX waiting_files_by_time ON waiting_files (at);

CREATE TABLE evidence (
  case_id INTEGER NOT NULL REFERENCES cases (id),
  unique_id TEXT NOT NULL,
  medium TEXT NOT NULL CHECK (medium IN (
    'photo', 'document', 'video', 'voice', 'audio', 'animation', 'video_note')),
  file_id TEXT NOT NULL,
  size INTEGER NOT NULL,
  name TEXT NOT NULL,
  chat_id INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  album TEXT NOT NULL,
  department TEXT NOT NULL,
  person INTEGER REFERENCES people (id),
  added_at INTEGER NOT NULL,
  path TEXT NOT NULL,
  not_kept TEXT CHECK (not_kept IN ('too_large', 'gone')),
  PRIMARY KEY (case_id, unique_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX evidence_by_album ON evidence (chat_id, album) WHERE album <> '';
CREATE INDEX evidence_without_copy ON evidence (added_at) WHERE path = '' AND not_kept IS NULL;
