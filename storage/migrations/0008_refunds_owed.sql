-- A fine that comes to nothing after payment is owed back (待退還) until the person has the money (已退還); and the
-- books say who changed a fine, and why. SQLite cannot change a CHECK, so the table is made anew. Projections.

CREATE TABLE fines_before AS SELECT * FROM fines;

DROP VIEW fine_list;
DROP TABLE fines;

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

INSERT INTO fines SELECT * FROM fines_before;
DROP TABLE fines_before;

CREATE INDEX fines_of_person ON fines (person, issued_at);
CREATE INDEX fines_unsettled ON fines (issued_at) WHERE status IN ('held', 'issued', 'objected', 'upheld');

CREATE VIEW fine_list AS
  SELECT fines.*, cases.name AS case_name FROM fines JOIN cases ON cases.id = fines.case_id;

CREATE TABLE fine_changes_before AS SELECT * FROM fine_changes;
DROP TABLE fine_changes;

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

INSERT INTO fine_changes
  WITH told AS (
    SELECT json_extract(body, '$.number') AS number,
      1 + row_number() OVER (PARTITION BY json_extract(body, '$.number') ORDER BY id) AS nth,
      json_extract(body, '$.by') AS by, json_extract(body, '$.reason') AS reason
    FROM journal WHERE type = 'FineChanged')
  SELECT was.number, was.nth, was.status, was.at, was.amount, told.by, coalesce(told.reason, '')
  FROM fine_changes_before AS was LEFT JOIN told ON told.number = was.number AND told.nth = was.nth;
DROP TABLE fine_changes_before;
