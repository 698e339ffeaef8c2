-- What all migrations add up to; tests/integration/storage/test_schema.py holds it.

CREATE TABLE migrations (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL
) STRICT;

-- Moments are whole microseconds since 1970 in UTC (storage/moments.py). Partial indexes keep what is open or waiting
-- small, however much is archived beside it.

-- 1. Primary tables: they hold what cannot be computed again. They do not refer to projections, which may be emptied.

-- Everything that ever happened; `hash` covers the row and the hash of the row before it.
CREATE TABLE journal (
  id INTEGER PRIMARY KEY,
  stream TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  type TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  recorded_at INTEGER NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  UNIQUE (stream, seq)
) STRICT;

CREATE INDEX journal_by_time ON journal (recorded_at);

CREATE TRIGGER journal_refuses_update BEFORE UPDATE ON journal
BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER journal_refuses_delete BEFORE DELETE ON journal
BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only');
END;

-- What Telegram sent, as it came, in order of arrival.
CREATE TABLE inbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  update_id INTEGER NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  received_at INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'done', 'failed')),
  attempts INTEGER NOT NULL DEFAULT 0,
  error TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX inbox_by_update ON inbox (update_id, received_at);
CREATE INDEX inbox_undone ON inbox (id) WHERE state = 'new';
CREATE INDEX inbox_failed ON inbox (received_at) WHERE state = 'failed';

-- What the bot has to say and has said. `cause` names the stimulus, `nth` counts the notices of one name that it has
-- for one lane: a stimulus that is handled twice collides here, and the second handling is rolled back.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  cause TEXT NOT NULL,
  name TEXT NOT NULL,
  lane TEXT NOT NULL,
  nth INTEGER NOT NULL,
  case_id INTEGER,
  notice TEXT NOT NULL CHECK (json_valid(notice)),
  urgency INTEGER NOT NULL,
  after_card INTEGER NOT NULL CHECK (after_card IN (0, 1)),
  created_at INTEGER NOT NULL,
  not_before INTEGER NOT NULL DEFAULT 0,
  expires_at INTEGER,
  state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'sending', 'sent', 'unknown', 'dead', 'dropped')),
  attempts INTEGER NOT NULL DEFAULT 0,
  doubts INTEGER NOT NULL DEFAULT 0,
  error TEXT NOT NULL DEFAULT '',
  chat_id INTEGER,
  message_id INTEGER,
  sent_at INTEGER,
  question TEXT,
  asked INTEGER,
  answered_at INTEGER, topic TEXT, stale INTEGER NOT NULL DEFAULT 0,
  UNIQUE (cause, name, lane, nth),
  CHECK (state <> 'sent' OR (chat_id IS NOT NULL AND message_id IS NOT NULL AND sent_at IS NOT NULL))
) STRICT;

CREATE INDEX outbox_queued ON outbox (lane, urgency, id) WHERE state = 'new';
CREATE INDEX outbox_expiring ON outbox (expires_at) WHERE state = 'new' AND expires_at IS NOT NULL;
CREATE INDEX outbox_sending ON outbox (id) WHERE state = 'sending';
CREATE INDEX outbox_stuck ON outbox (id) WHERE state IN ('unknown', 'dead');
CREATE INDEX outbox_by_message ON outbox (chat_id, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX outbox_questions ON outbox (asked, id)
  WHERE question IS NOT NULL AND answered_at IS NULL AND (state = 'sent' OR attempts > 0)
    AND state NOT IN ('dead', 'dropped');
-- Messages whose buttons ask for something, by what they are about; and those to be changed since it is over.
CREATE INDEX outbox_standing ON outbox (topic) WHERE topic IS NOT NULL;
CREATE INDEX outbox_stale ON outbox (lane, id) WHERE stale > 0;

-- Messages that are edited in place: the group card ('case') and the penalty notices (by their number) of a case.
-- A card is looked at again while `wanted` is ahead of `shown`.
CREATE TABLE cards (
  case_id INTEGER NOT NULL,
  part TEXT NOT NULL,
  chat_id INTEGER,
  message_id INTEGER,
  sent_at INTEGER,
  shown_hash TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'idle' CHECK (state IN ('idle', 'sending', 'unknown', 'dead')),
  wanted INTEGER NOT NULL DEFAULT 1,
  shown INTEGER NOT NULL DEFAULT 0,
  not_before INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  doubts INTEGER NOT NULL DEFAULT 0,
  error TEXT NOT NULL DEFAULT '',
  repeated INTEGER NOT NULL DEFAULT 0 CHECK (repeated IN (0, 1)),
  PRIMARY KEY (case_id, part),
  CHECK ((chat_id IS NULL) = (message_id IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX cards_wanted ON cards (message_id IS NOT NULL, case_id, part)
  WHERE wanted > shown AND state = 'idle';
CREATE INDEX cards_sending ON cards (case_id, part) WHERE state = 'sending';
CREATE INDEX cards_stuck ON cards (case_id, part) WHERE state IN ('unknown', 'dead');
CREATE INDEX cards_by_message ON cards (chat_id, message_id) WHERE message_id IS NOT NULL;

-- Where a chat of ours is now; it wins over the configuration once the group has migrated.
CREATE TABLE chats (
  key TEXT PRIMARY KEY,
  chat_id INTEGER NOT NULL UNIQUE,
  topic INTEGER
) STRICT, WITHOUT ROWID;

-- The topic of its own that a case has in a group with topics.
CREATE TABLE topics (
  case_id INTEGER PRIMARY KEY,
  chat_id INTEGER NOT NULL,
  thread INTEGER NOT NULL,
  closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1))
) STRICT;

CREATE INDEX topics_open ON topics (case_id) WHERE closed = 0;

-- The last successful getUpdates: our clock before and after, Telegram's clock, and the next update asked for.
CREATE TABLE polls (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  started_at INTEGER NOT NULL,
  ended_at INTEGER NOT NULL,
  telegram_at INTEGER NOT NULL,
  next_update INTEGER NOT NULL
) STRICT;

-- When the bot last called a group, so that a restart in a burst keeps Telegram's limit.
CREATE TABLE recent_calls (
  id INTEGER PRIMARY KEY,
  chat_id INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX recent_calls_by_time ON recent_calls (at);

-- Rulings typed where it cannot be told which case they answer, and the reply duties they may answer.
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

-- Rulings typed under nothing and the case each was taken for, so that an edit stays with it.
CREATE TABLE placed_rulings (
  chat_id INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  case_id INTEGER NOT NULL,
  PRIMARY KEY (chat_id, message_id)
) STRICT, WITHOUT ROWID;

-- Files people sent of which it is not known yet to which case they belong: parts of albums whose caption is to come.
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

-- Forms that are being filled in step by step, one a person.
CREATE TABLE wizards (
  person INTEGER PRIMARY KEY,
  wizard TEXT NOT NULL CHECK (json_valid(wizard)),
  touched_at INTEGER NOT NULL
) STRICT;

CREATE INDEX wizards_by_time ON wizards (touched_at);

-- The documents that were printed and sent, by the SHA-256 of the file; `number` is the document's.
CREATE TABLE printed_files (
  sha256 TEXT PRIMARY KEY,
  number TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- 2. Projections: `storage/rebuild.py` makes them again from the journal.

CREATE TABLE people (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  department TEXT NOT NULL,
  position TEXT NOT NULL CHECK (position IN (
    'staff', 'assistant', 'order_follower', 'manager', 'vice_president', 'gm_assistant', 'general_manager')),
  telegram_id INTEGER UNIQUE,
  reachable INTEGER NOT NULL CHECK (reachable IN (0, 1)),
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

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

-- The language a Telegram account chose for its private chat, enrolled or not.
CREATE TABLE languages (
  telegram_id INTEGER PRIMARY KEY,
  language TEXT NOT NULL CHECK (language IN ('zh-Hant', 'zh-Hans', 'en'))
) STRICT;

CREATE TABLE absences (
  person INTEGER NOT NULL REFERENCES people (id),
  deputy INTEGER NOT NULL REFERENCES people (id),
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  registered_at INTEGER NOT NULL,
  accepted_at INTEGER, declined_at INTEGER, handed_over_at INTEGER, handed_back_at INTEGER,
  PRIMARY KEY (person, deputy, registered_at)
) STRICT, WITHOUT ROWID;

-- `name` is the number, or the draft's until there is one; `department` the complainant's when the form was filed.
CREATE TABLE cases (
  id INTEGER PRIMARY KEY,
  draft TEXT NOT NULL UNIQUE,
  number TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('product', 'service')),
  phase TEXT NOT NULL CHECK (phase IN (
    'draft', 'posting', 'accepting', 'completing', 'handing_over', 'handling', 'notifying', 'acknowledging',
    'settling', 'appealing', 'closed')),
  outcome TEXT CHECK (outcome IN ('acknowledged', 'unopposed', 'withdrawn', 'cancelled')),
  round INTEGER NOT NULL,
  author INTEGER REFERENCES people (id),
  complainant INTEGER NOT NULL REFERENCES people (id),
  department TEXT NOT NULL,
  customer TEXT NOT NULL,
  brand TEXT NOT NULL,
  target TEXT NOT NULL,
  settlement INTEGER NOT NULL CHECK (settlement IN (0, 1)),
  source_chat INTEGER NOT NULL,
  source_message INTEGER NOT NULL,
  filed_at INTEGER NOT NULL,
  posted_at INTEGER,
  accepted_at INTEGER,
  handed_over_at INTEGER,
  closed_at INTEGER,
  version INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX cases_by_number ON cases (number) WHERE number <> '';
CREATE INDEX cases_open ON cases (id) WHERE phase <> 'closed';
CREATE INDEX cases_open_by_post ON cases (posted_at) WHERE phase <> 'closed' AND posted_at IS NOT NULL;
CREATE INDEX cases_by_source ON cases (source_chat, source_message);
CREATE INDEX cases_by_complainant ON cases (complainant, id);
CREATE INDEX cases_by_post ON cases (posted_at) WHERE posted_at IS NOT NULL;
CREATE INDEX cases_by_end ON cases (closed_at) WHERE closed_at IS NOT NULL;

-- `subject` is the number of the voucher that a duty is about, else empty.
CREATE TABLE duties (
  case_id INTEGER NOT NULL REFERENCES cases (id),
  kind TEXT NOT NULL CHECK (kind IN (
    'approve', 'post_for', 'accept', 'complete', 'publish', 'route', 'reply', 'name_responsible', 'settle_claim',
    'adjudicate', 'notify', 'acknowledge', 'appeal', 'settle', 'sign', 'forward', 'opine', 'decide', 'execute',
    'voucher_mend', 'voucher_sign', 'voucher_countersign', 'voucher_pay', 'voucher_keep', 'voucher_write_off',
    'review_fine')),
  round INTEGER NOT NULL,
  department TEXT NOT NULL,
  subject TEXT NOT NULL,
  person INTEGER REFERENCES people (id),
  starts_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  next_at INTEGER,
  awaits_judgement INTEGER NOT NULL CHECK (awaits_judgement IN (0, 1)),
  ended_at INTEGER,
  ending TEXT CHECK (ending IN (
    'done', 'released', 'disclaimed', 'concurred', 'excused', 'unanswered', 'cancelled')),
  missed_at INTEGER,
  late INTEGER NOT NULL CHECK (late IN (0, 1)),
  PRIMARY KEY (case_id, kind, round, department, subject)
) STRICT, WITHOUT ROWID;

CREATE INDEX duties_next ON duties (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX duties_of_department ON duties (department, due_at) WHERE ending IS NULL;
CREATE INDEX duties_of_person ON duties (person, due_at) WHERE ending IS NULL AND person IS NOT NULL;
CREATE INDEX duties_by_due ON duties (due_at);
CREATE INDEX duties_to_review ON duties (starts_at) WHERE kind = 'review_fine';

CREATE VIEW duty_list AS
  SELECT duties.*, cases.name AS case_name FROM duties JOIN cases ON cases.id = duties.case_id;

-- What people sent as evidence (J02), and where its copy is if there is one.
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

-- What can be found in a case, folded (storage/finding.py), and the index over it: pairs of neighbouring letters, fed by us.
CREATE TABLE case_texts (
  case_id INTEGER PRIMARY KEY REFERENCES cases (id),
  words TEXT NOT NULL,
  hidden TEXT NOT NULL,
  people TEXT NOT NULL,
  readers TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE search USING fts5 (words, hidden, people, readers, content = '', tokenize = 'ascii');

CREATE TABLE fines (
  number TEXT PRIMARY KEY,
  notice TEXT NOT NULL,
  case_id INTEGER NOT NULL REFERENCES cases (id),
  round INTEGER NOT NULL,
  department TEXT NOT NULL,
  person INTEGER REFERENCES people (id),
  amount INTEGER NOT NULL CHECK (amount > 0),
  status TEXT NOT NULL CHECK (status IN (
    'held', 'issued', 'objected', 'upheld', 'dropped', 'waived', 'lifted', 'revoked', 'paid', 'refund_owed',
    'refunded')),
  due_at INTEGER NOT NULL,
  issued_at INTEGER NOT NULL,
  UNIQUE (case_id, round, department)
) STRICT, WITHOUT ROWID;

CREATE INDEX fines_of_person ON fines (person, issued_at);
CREATE INDEX fines_unsettled ON fines (issued_at) WHERE status IN ('held', 'issued', 'objected', 'upheld');

CREATE VIEW fine_list AS
  SELECT fines.*, cases.name AS case_name FROM fines JOIN cases ON cases.id = fines.case_id;

-- What became of the fines, when, by whom and why, so that figures can be given as of a cut-off.
CREATE TABLE fine_changes (
  number TEXT NOT NULL,
  nth INTEGER NOT NULL,
  status TEXT NOT NULL,
  at INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  by INTEGER,
  reason TEXT NOT NULL,
  PRIMARY KEY (number, nth)
) STRICT, WITHOUT ROWID;

CREATE INDEX fine_changes_by_time ON fine_changes (at);

-- Freight vouchers; money is whole fen, `balance` what was paid and not yet borne by a department.
CREATE TABLE vouchers (
  number TEXT PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES cases (id),
  status TEXT NOT NULL CHECK (status IN (
    'signing', 'countersigning', 'returned', 'paying', 'keeping', 'writing_off', 'written_off', 'cancelled')),
  revision INTEGER NOT NULL CHECK (revision > 0),
  amount INTEGER NOT NULL CHECK (amount > 0),
  balance INTEGER NOT NULL CHECK (balance BETWEEN 0 AND amount),
  drafted_by INTEGER NOT NULL REFERENCES people (id),
  drafted_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  paid_at INTEGER,
  CHECK (balance = 0 OR paid_at IS NOT NULL),
  CHECK (status <> 'written_off' OR balance = 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX vouchers_open ON vouchers (drafted_at) WHERE status NOT IN ('written_off', 'cancelled');

CREATE TABLE voucher_shares (
  number TEXT NOT NULL REFERENCES vouchers (number),
  department TEXT NOT NULL,
  percent INTEGER NOT NULL CHECK (percent BETWEEN 1 AND 100),
  amount INTEGER NOT NULL,
  kept_at INTEGER,
  PRIMARY KEY (number, department)
) STRICT, WITHOUT ROWID;

CREATE VIEW voucher_list AS
  SELECT vouchers.*, cases.name AS case_name FROM vouchers JOIN cases ON cases.id = vouchers.case_id;

-- The last number given of each series (D, P, S, F, V) on each local day.
CREATE TABLE counters (
  day TEXT NOT NULL,
  series TEXT NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (day, series)
) STRICT, WITHOUT ROWID;

-- When the bot could not see the group.
CREATE TABLE outages (
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  PRIMARY KEY (starts_at, ends_at)
) STRICT, WITHOUT ROWID;

CREATE INDEX outages_by_end ON outages (ends_at);

-- When the bot could not hear the group while Telegram could be read: out of it, or shown only what is meant for it.
CREATE TABLE deafness (
  starts_at INTEGER PRIMARY KEY,
  known_at INTEGER NOT NULL CHECK (known_at >= starts_at),
  ends_at INTEGER CHECK (ends_at >= known_at),
  why TEXT NOT NULL CHECK (why IN ('out', 'privacy'))
) STRICT;

-- The summaries and charts that were posted.
CREATE TABLE reports (
  kind TEXT NOT NULL,
  period TEXT NOT NULL,
  posted_at INTEGER NOT NULL,
  PRIMARY KEY (kind, period)
) STRICT, WITHOUT ROWID;

CREATE INDEX fine_changes_of_money ON fine_changes (at) WHERE status IN ('paid', 'refunded');
CREATE INDEX fines_owed_back ON fines (number) WHERE status = 'refund_owed';

-- What was spent from the fruit fund, in fen, and what was taken back of that; `what` is the reason of a correction.
CREATE TABLE fund_spending (
  number TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('spending', 'correction')),
  amount INTEGER NOT NULL CHECK (amount > 0),
  at INTEGER NOT NULL,
  by INTEGER,
  what TEXT NOT NULL,
  corrects TEXT UNIQUE,
  CHECK ((kind = 'correction') = (corrects IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX fund_spending_by_time ON fund_spending (at);

-- The fund's book: what came in (+) and went out (-), in fen; the balance is their sum.
CREATE VIEW fund_book AS
  SELECT number, iif(status = 'paid', 'payment', 'refund') AS kind, at, by,
    iif(status = 'paid', 100, -100) * amount AS amount, reason AS what, NULL AS corrects
  FROM fine_changes WHERE status IN ('paid', 'refunded')
  UNION ALL
  SELECT number, kind, at, by, iif(kind = 'spending', -amount, amount), what, corrects FROM fund_spending;

-- Which records left the bot as files: the register that an auditor reads (J17-J18).
CREATE TABLE exports (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  by INTEGER,
  recipient INTEGER NOT NULL,
  what TEXT NOT NULL,
  period TEXT NOT NULL,
  digest TEXT NOT NULL
) STRICT;

-- When HR let the clocks of departments stand still (a `Suspension` each, as JSON).
CREATE TABLE suspensions (
  id INTEGER PRIMARY KEY,
  body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

-- Enquiries and suggestions, as they stand (`body`: an `Enquiry` as JSON); `words` are those that can be searched for.
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

CREATE INDEX enquiries_next ON enquiries (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX enquiries_open ON enquiries (due_at) WHERE status = 'open';
CREATE INDEX enquiries_by_opening ON enquiries (opened_at);
CREATE INDEX enquiries_by_answer ON enquiries (answered_at) WHERE answered_at IS NOT NULL;
CREATE INDEX enquiries_of_asker ON enquiries (asker, id) WHERE asker IS NOT NULL;

-- What a case is marked as; few have a mark. A projection.
CREATE TABLE marks (
  case_id INTEGER NOT NULL REFERENCES cases (id),
  mark TEXT NOT NULL CHECK (mark IN ('urgent', 'important')),
  PRIMARY KEY (case_id, mark)
) STRICT, WITHOUT ROWID;
