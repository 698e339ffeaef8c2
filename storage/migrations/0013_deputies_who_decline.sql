-- A deputy may decline: the absence stands, without her.

ALTER TABLE absences ADD COLUMN declined_at INTEGER;
