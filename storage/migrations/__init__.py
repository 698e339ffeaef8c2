"""Numbered SQL scripts; an applied one is never edited. `storage/schema.sql` shows what they add up to."""
