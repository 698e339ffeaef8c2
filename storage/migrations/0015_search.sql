-- What can be found in a case, folded (storage/finding.py), and the index over it: pairs of neighbouring letters, fed by us.
CREATE TABLE case_texts (
  case_id INTEGER PRIMARY KEY REFERENCES cases (id),
  words TEXT NOT NULL,
  hidden TEXT NOT NULL,
  people TEXT NOT NULL,
  readers TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE search USING fts5 (words, hidden, people, readers, content = '', tokenize = 'ascii');
