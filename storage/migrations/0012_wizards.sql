-- Forms that are being filled in step by step, one a person. A primary table.

CREATE TABLE wizards (
  person INTEGER PRIMARY KEY,
  wizard TEXT NOT NULL CHECK (json_valid(wizard)),
  touched_at INTEGER NOT NULL
) STRICT;

CREATE INDEX wizards_by_time ON wizards (touched_at);
