"""/open: the open complaints, narrowed down in words; who supervises sees everything, what waits for approval too (V03)."""

from datetime import datetime
from typing import Final

from forms import OpenWish, read_open_wish
from handlers.lookups import PAGE, Asked, line, today
from handlers.pages import turning
from storage import docket
from storage.docket import Count, Wanted
from workflow.commands import Decline, Tell
from workflow.directory import Directory
from workflow.duties import Duty
from workflow.facts import Facts
from workflow.values import Person, Position, Role


def open_list(asked: Asked) -> Tell | Decline:
    """The open complaints: late for the reader, then the overdue, then the urgent, then those that are due first."""
    directory, wish = asked.scene.directory, read_wish(asked)
    supervises = asked.is_private and may_supervise(asked.person, directory, asked.at)
    if wish.unknown:
        known = [one.name for one in directory.departments]
        return Decline(name="open_words", facts={"unknown": list(wish.unknown), "known": known})
    if wish.drafts and not (supervises or (wish.mine and asked.is_private)):
        return Decline(name="open_drafts")
    if wish.enquiries:
        return Tell(name="open_enquiries", facts={"text": asked.words})
    return _told(asked, wish, _wanted(asked, wish, supervises=supervises))


def read_wish(asked: Asked) -> OpenWish:
    """Return what the words behind the command want to see."""
    directory = asked.scene.directory
    return read_open_wish(asked.words, lambda item: tuple(one.id for one in directory.find_departments(item)))


def may_supervise(person: Person, directory: Directory, at: datetime) -> bool:
    """Tell whether a person watches over everything: 人力資源部, 監察部, 王總 and who works for him."""
    if person.position in _ON_TOP:
        return True
    offices = (*directory.with_role(Role.HR), *directory.with_role(Role.SUPERVISE))
    return any(directory.acts_for(person, one.id, at) for one in offices)


# Private functions

_ON_TOP: Final = frozenset({Position.VICE_PRESIDENT, Position.GM_ASSISTANT, Position.GENERAL_MANAGER})


def _wanted(asked: Asked, wish: OpenWish, *, supervises: bool) -> Wanted:
    return Wanted(
        kind=wish.kind,
        overdue=wish.overdue,
        owing=wish.departments,
        person=asked.person.id if wish.mine else None,
        drafts=supervises or (wish.mine and asked.is_private),
        only_drafts=wish.drafts,
        marks=wish.marks,
        reader=asked.person.id,
        own=asked.person.department,
    )


def _told(asked: Asked, wish: OpenWish, wanted: Wanted) -> Tell:
    conn, start = asked.books.conn, asked.start
    rows = docket.page(conn, wanted, start=start, length=PAGE)
    counted = docket.count(conn, wanted)
    more = counted.cases > start + len(rows)
    buttons = turning("open", asked.words, start + PAGE) if more else ()
    lines = [line(row, asked, lambda duty: _is_meant(duty, wish, asked)) for row in rows]
    return Tell(name="open_list", facts=_facts(asked, counted, lines), buttons=buttons)


def _facts(asked: Asked, counted: Count, lines: list[Facts]) -> Facts:
    return {
        "cases": lines,
        "text": asked.words,
        "count": counted._asdict(),
        "first": asked.start + 1,
        "last": asked.start + len(lines),
        "day": today(asked),
    }


def _is_meant(duty: Duty, wish: OpenWish, asked: Asked) -> bool:
    """Of a department's list, its own duty is told and not another's that is due before."""
    if not wish.departments:
        return True
    owner = asked.scene.directory.person(duty.person) if duty.person is not None else None
    return duty.department in wish.departments or (owner is not None and owner.department in wish.departments)
