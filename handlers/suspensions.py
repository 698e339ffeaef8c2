"""/suspend: what HR types to stop the clocks, and presses to let them run again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from forms import read_span
from handlers.errand_codes import ErrandPress
from handlers.pressing import Presser, Reader
from storage.books import Books
from workflow.commands import Command, Decline
from workflow.company_commands import EndSuspension, ShowSuspensions, Suspend
from workflow.directory import Directory
from workflow.errands import Errand

ALL: Final = ("全公司", "所有部門", "全部部門", "全部", "所有部门", "全部部门")


def suspend_asked(words: str, directory: Directory, now: datetime) -> Command:
    """Return what /suspend wants; `now` is local, and what cannot be read comes back with an example."""
    if not words:
        return ShowSuspensions()
    departments = directory.find_departments(words)
    is_for_all = any(name in words for name in ALL)
    span = read_span(_without([*ALL, *(one.name for one in departments)], words), now)
    if span is None:
        return Decline(name="suspend_unread", facts={"text": words})
    if is_for_all == bool(departments):
        known = [one.name for one in directory.departments]
        return Decline(name="suspend_where", facts={"known": known})
    ids = tuple(one.id for one in departments)
    return Suspend(starts_at=span.starts_at, ends_at=span.ends_at, departments=ids, reason=span.rest)


# Private functions


def _without(names: list[str], words: str) -> str:
    for name in names:
        words = words.replace(name, " ")
    return words.replace("、", " ").replace("，", " ")


def _end(press: ErrandPress, _presser: Presser, _books: Books) -> Command | None:
    return EndSuspension(suspension=press.subject) if press.subject else None


READERS: Final[Mapping[Errand, Reader]] = {Errand.END_SUSPENSION: _end}
