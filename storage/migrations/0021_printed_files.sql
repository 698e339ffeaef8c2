-- What was printed and sent: known again when another version of the program prints the same document otherwise.

CREATE TABLE printed_files (
  sha256 TEXT PRIMARY KEY,
  number TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
