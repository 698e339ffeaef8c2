-- Who wants to be enrolled, and what became of it.
CREATE TABLE applications (
  id INTEGER PRIMARY KEY,
  telegram_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  department TEXT NOT NULL,
  position TEXT CHECK (position IN (
    'staff', 'assistant', 'order_follower', 'manager', 'vice_president', 'gm_assistant', 'general_manager')),
  status TEXT NOT NULL CHECK (status IN ('filling', 'waiting', 'admitted', 'refused')),
  applied_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  decided_by INTEGER REFERENCES people (id),
  person INTEGER REFERENCES people (id)
) STRICT;
