-- When the bot last called a group, so that a restart in a burst keeps Telegram's limit. A primary table.

CREATE TABLE recent_calls (
  id INTEGER PRIMARY KEY,
  chat_id INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX recent_calls_by_time ON recent_calls (at);
