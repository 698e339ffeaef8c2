-- What a case is marked as; few have a mark. A projection.
CREATE TABLE marks (
  case_id INTEGER NOT NULL REFERENCES cases (id),
  mark TEXT NOT NULL CHECK (mark IN ('urgent', 'important')),
  PRIMARY KEY (case_id, mark)
) STRICT, WITHOUT ROWID;
