-- Freight vouchers (C34-C41), and duties that are about one of them.

DROP VIEW duty_list;
ALTER TABLE duties RENAME TO duties_before;
DROP INDEX duties_next;
DROP INDEX duties_of_department;
DROP INDEX duties_of_person;
DROP INDEX duties_by_due;

CREATE TABLE duties (
  case_id INTEGER NOT NULL REFERENCES cases (id),
  kind TEXT NOT NULL CHECK (kind IN (
    'approve', 'post_for', 'accept', 'complete', 'publish', 'route', 'reply', 'settle_claim', 'adjudicate', 'notify',
    'acknowledge', 'appeal', 'settle', 'sign', 'forward', 'opine', 'decide', 'execute', 'voucher_mend', 'voucher_sign',
    'voucher_countersign', 'voucher_pay', 'voucher_keep', 'voucher_write_off')),
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

INSERT INTO duties
  SELECT case_id, kind, round, department, '' AS subject, person, starts_at, due_at, next_at, awaits_judgement,
    ended_at, ending, missed_at, late
  FROM duties_before;

DROP TABLE duties_before;

CREATE INDEX duties_next ON duties (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX duties_of_department ON duties (department, due_at) WHERE ending IS NULL;
CREATE INDEX duties_of_person ON duties (person, due_at) WHERE ending IS NULL AND person IS NOT NULL;
CREATE INDEX duties_by_due ON duties (due_at);

CREATE VIEW duty_list AS
  SELECT duties.*, cases.name AS case_name FROM duties JOIN cases ON cases.id = duties.case_id;

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
