-- A fine that the ruling speaks against is owed a review.

DROP VIEW duty_list;
ALTER TABLE duties RENAME TO duties_before;
DROP INDEX duties_next;
DROP INDEX duties_of_department;
DROP INDEX duties_of_person;
DROP INDEX duties_by_due;

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

INSERT INTO duties SELECT * FROM duties_before;

DROP TABLE duties_before;

CREATE INDEX duties_next ON duties (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX duties_of_department ON duties (department, due_at) WHERE ending IS NULL;
CREATE INDEX duties_of_person ON duties (person, due_at) WHERE ending IS NULL AND person IS NOT NULL;
CREATE INDEX duties_by_due ON duties (due_at);
CREATE INDEX duties_to_review ON duties (starts_at) WHERE kind = 'review_fine';

CREATE VIEW duty_list AS
  SELECT duties.*, cases.name AS case_name FROM duties JOIN cases ON cases.id = duties.case_id;
