-- Rulings typed under nothing and the case each was taken for, so that an edit stays with it. A primary table.

CREATE TABLE placed_rulings (
  chat_id INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  case_id INTEGER NOT NULL,
  PRIMARY KEY (chat_id, message_id)
) STRICT, WITHOUT ROWID;
