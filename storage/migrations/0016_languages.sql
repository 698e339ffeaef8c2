-- The language a Telegram account chose for its private chat, enrolled or not.
CREATE TABLE languages (
  telegram_id INTEGER PRIMARY KEY,
  language TEXT NOT NULL CHECK (language IN ('zh-Hant', 'zh-Hans', 'en'))
) STRICT;
