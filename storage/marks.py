"""The marks of cases (緊急, 重點) as a table of their own: few cases have one."""

from sqlite3 import Connection

from storage.rows import insert
from workflow.case import Case


def keep(conn: Connection, before: Case, after: Case) -> None:
    """Bring the marks of a case up to date."""
    if before.marks.keys() == after.marks.keys():
        return
    conn.execute("DELETE FROM marks WHERE case_id = ?", (after.id,))
    for mark in after.marks:
        insert(conn, "marks", {"case_id": after.id, "mark": mark})
