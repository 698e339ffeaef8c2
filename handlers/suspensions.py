"""/suspend: what HR types to stop the clocks, and presses to let them run again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from forms import read_suspension
from handlers.errand_codes import ErrandPress
from handlers.pressing import Presser, Reader
from storage.books import Books
from workflow.commands import Command, Decline
from workflow.company_commands import EndSuspension, ShowSuspensions, Suspend
from workflow.directory import Directory
from workflow.errands import Errand


def suspend_asked(words: str, directory: Directory, now: datetime) -> Command:
    """Return what /suspend wants; `now` is local, and what cannot be read comes back with an example."""
    if not words:
        return ShowSuspensions()
    read = read_suspension(words, directory, now)
    if read.span is None:
        return Decline(name="suspend_unread", facts={"text": words})
    if read.is_for_all == bool(read.departments):
        known = [one.name for one in directory.departments]
        return Decline(name="suspend_where", facts={"known": known})
    ids, span = tuple(one.id for one in read.departments), read.span
    return Suspend(starts_at=span.starts_at, ends_at=span.ends_at, departments=ids, reason=span.rest)


# Private functions


def _end(press: ErrandPress, _presser: Presser, _books: Books) -> Command | None:
    return EndSuspension(suspension=press.subject) if press.subject else None


READERS: Final[Mapping[Errand, Reader]] = {Errand.END_SUSPENSION: _end}
