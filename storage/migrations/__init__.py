"""Numbered SQL scripts; an applied one is never edited. `storage/schema.sql` shows what they add up to.

Before one is added, `python -m tests.integration.storage.recording` writes down a database of the version before it.
"""
