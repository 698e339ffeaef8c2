"""Forms that are being filled in step by step: one a person, as far as it is; gone once filed or given up."""

from datetime import datetime
from sqlite3 import Connection
from typing import Final, NamedTuple

from storage.moments import stamp
from storage.rows import first
from workflow.wizard import Wizard


class WizardRow(NamedTuple):
    """A form and when its person was last at it."""

    wizard: Wizard
    touched_at: datetime


def get(conn: Connection, person: int) -> WizardRow | None:
    """Return the form a person is filling in."""
    row = first(conn, WizardRow, _OF_PERSON, (person,))
    return None if row is None or row.wizard.is_over else row


def last_turn(conn: Connection, person: int) -> int:
    """Return the number of the last question put to a person in any form, 0 if there was none."""
    row = first(conn, WizardRow, _OF_PERSON, (person,))
    return row.wizard.turn if row else 0


def keep(conn: Connection, wizard: Wizard, now: datetime) -> None:
    """Keep it as it is now; of one that is over only the number of its last turn."""
    if wizard.is_over:
        wizard = Wizard(person=wizard.person, turn=wizard.turn, is_over=True)
    row = "INSERT OR REPLACE INTO wizards (person, wizard, touched_at) VALUES (?, ?, ?)"
    conn.execute(row, (wizard.person, wizard.model_dump_json(), stamp(now)))


def give_up(conn: Connection, person: int, now: datetime) -> Wizard | None:
    """End it; return what was filled in so far, if anything was begun."""
    row = get(conn, person)
    if row is not None:
        keep(conn, row.wizard.model_copy(update={"is_over": True}), now)
    return row.wizard if row else None


def prune(conn: Connection, before: datetime) -> None:
    """Forget those nobody has touched since before that moment."""
    conn.execute("DELETE FROM wizards WHERE touched_at < ?", (stamp(before),))


# Private functions

_OF_PERSON: Final = "FROM wizards WHERE person = ?"
