-- The fruit fund: what was spent, its book, and the register of exports. Projections.

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
