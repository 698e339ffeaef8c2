"""What a reminder knows of the questions its reader was asked in the group and has not answered."""

from sqlite3 import Connection
from typing import Final

from storage import outbox
from workflow.notices import Notice

REMINDERS: Final = frozenset({"reminder"})


def with_open_question(conn: Connection, notice: Notice, case_id: int | None) -> Notice:
    """Return a reminder with the act about which its reader was asked in the group: whoever answered elsewhere sees so."""
    if notice.name not in REMINDERS or notice.to is None or case_id is None:
        return notice
    asked = (row for row in outbox.open_questions(conn, notice.to) if row.case_id == case_id)
    acts = [row.notice.question for row in asked if row.notice.to is None]
    if not acts:
        return notice
    return notice.model_copy(update={"facts": {**notice.facts, "unanswered": acts[0]}})
