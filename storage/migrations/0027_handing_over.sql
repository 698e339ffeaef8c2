-- When who stands in for somebody was asked for what waits, and when the one who is back was.

ALTER TABLE absences ADD COLUMN handed_over_at INTEGER;
ALTER TABLE absences ADD COLUMN handed_back_at INTEGER;
