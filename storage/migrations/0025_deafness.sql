-- When the bot could not hear the group while Telegram could be read: out of it, or shown only what is meant for it.
CREATE TABLE deafness (
  starts_at INTEGER PRIMARY KEY,
  known_at INTEGER NOT NULL CHECK (known_at >= starts_at),
  ends_at INTEGER CHECK (ends_at >= known_at),
  why TEXT NOT NULL CHECK (why IN ('out', 'privacy'))
) STRICT;
