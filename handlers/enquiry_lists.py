"""Enquiries beside the complaints of a list: what is open, what somebody owes or asked, and what a search finds."""

from collections.abc import Callable, Iterable
from typing import Final

from forms import OpenWish
from handlers.lookups import Asked
from handlers.opening import read_wish
from storage import enquiries
from storage.enquiries import EnquiryRow
from workflow import facts
from workflow.commands import Decline, Tell
from workflow.enquiry_notices import told_of
from workflow.names import plain
from workflow.values import Role


def with_enquiries(name: str, asked: Asked, answer: Tell | Decline) -> Tell | Decline:
    """Return the answer to a command with the enquiries that belong into its list."""
    rows = _LISTS[name](asked) if name in _LISTS and isinstance(answer, Tell) else ()
    listed = [_line(row, asked) for row in rows]
    return answer.model_copy(update={"facts": {**answer.facts, "enquiries": listed}}) if listed else answer


# Private functions


def _line(row: EnquiryRow, asked: Asked) -> facts.Facts:
    enquiry = enquiries.get(asked.books.conn, row.id)
    assert enquiry is not None
    told = told_of(enquiry, asked.scene)
    is_late = enquiry.is_open and enquiry.due_at < asked.at
    return {**{key: told[key] for key in ("case", "status", "office", "text", "due_at")}, "late": is_late}


def _open(asked: Asked) -> Iterable[EnquiryRow]:
    """Words narrow them down as they do complaints; those of a kind, a mark or a draft are never enquiries."""
    wish = read_wish(asked)
    if wish.kind or wish.marks or wish.drafts:
        return ()
    return (row for row in enquiries.open_ones(asked.books.conn) if _is_wanted(row, wish, asked))


def _is_wanted(row: EnquiryRow, wish: OpenWish, asked: Asked) -> bool:
    hr = {one.id for one in asked.scene.directory.with_role(Role.HR)}
    owing = {row.department} if row.department else hr
    return (
        (not wish.overdue or row.due_at < asked.at)
        and (not wish.departments or bool(owing & set(wish.departments)))
        and (not wish.mine or asked.person.id in {row.asker, row.watcher})
    )


def _owed(asked: Asked) -> Iterable[EnquiryRow]:
    directory = asked.scene.directory
    mine = {one.id for one in directory.departments if directory.acts_for(asked.person, one.id, asked.at)}
    if mine & {one.id for one in directory.with_role(Role.HR)}:
        mine.add("")
    return (
        row
        for row in enquiries.open_ones(asked.books.conn)
        if (row.department in mine and row.asker != asked.person.id) or row.watcher == asked.person.id
    )


def _asked(asked: Asked) -> Iterable[EnquiryRow]:
    return enquiries.asked_by(asked.books.conn, asked.person.id)


def _found(asked: Asked) -> Iterable[EnquiryRow]:
    return enquiries.search(asked.books.conn, [plain(word) for word in asked.words.split()])


_LISTS: Final[dict[str, Callable[[Asked], Iterable[EnquiryRow]]]] = {
    "open": _open,
    "todo": _owed,
    "mine": _asked,
    "search": _found,
}
