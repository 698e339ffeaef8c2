-- A card that was sent once more because nobody knows what became of the first copy says so.

ALTER TABLE cards ADD COLUMN repeated INTEGER NOT NULL DEFAULT 0 CHECK (repeated IN (0, 1));
