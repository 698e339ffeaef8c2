"""What is kept of the group when it becomes a supergroup: it has a new id, and every message of before stays behind."""

from sqlite3 import Connection

from storage import cards, company, outbox


def move_group(conn: Connection, old: int, new: int) -> None:
    """Go on in the new chat: what waits is said there, and the cards of open cases are shown there.

    Once: what is edited in the old chat later says again that it has moved, to where we are already.
    """
    if old == new or company.was_group(conn, old):
        return
    company.move_group(conn, old, new)
    outbox.leave_behind(conn, old)
    cards.leave_behind(conn, old)
