"""Enquiries beside the complaints of a list: what is open, what somebody owes or asked, and what a search finds.

A list that has pages shows on each as many enquiries as complaints; where the complaints end, the enquiries go on alone.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from handlers.lookups import PAGE, Asked
from handlers.opening import read_wish
from handlers.pages import turning
from storage import enquiries
from storage.enquiries import EnquiryRow, Wanted
from workflow import facts
from workflow.commands import Decline, Tell
from workflow.enquiry_notices import told_of
from workflow.errands import Errand
from workflow.names import plain
from workflow.notices import Button
from workflow.values import Role


def with_enquiries(name: str, asked: Asked, answer: Tell | Decline) -> Tell | Decline:
    """Return the answer to a question with the enquiries that belong into its list."""
    listed = _LISTS[name](asked) if name in _LISTS and isinstance(answer, Tell) else None
    if listed is None or not listed.rows or isinstance(answer, Decline):
        return answer
    if asked.start and not answer.facts.get("cases"):
        return Tell(name="more_enquiries", facts=_told(listed, asked), buttons=_turning(name, listed, asked))
    buttons = answer.buttons if _turns(answer) else (*answer.buttons, *_turning(name, listed, asked))
    return answer.model_copy(update={"facts": {**answer.facts, **_told(listed, asked)}, "buttons": buttons})


# Private functions


class _Listed(NamedTuple):
    """The enquiries of a page, and how many there are on all pages."""

    rows: tuple[EnquiryRow, ...]
    of: int


def _told(listed: _Listed, asked: Asked) -> facts.Facts:
    """`enquiry_page` says which of how many these are."""
    first = asked.start + 1
    place = {"count": listed.of, "first": first, "last": asked.start + len(listed.rows)}
    return {"enquiries": [_line(row, asked) for row in listed.rows], "enquiry_page": place}


def _line(row: EnquiryRow, asked: Asked) -> facts.Facts:
    enquiry = enquiries.get(asked.books.conn, row.id)
    assert enquiry is not None
    told = told_of(enquiry, asked.scene)
    is_late = enquiry.is_open and enquiry.due_at < asked.at
    return {**{key: told[key] for key in ("case", "status", "office", "text", "due_at")}, "late": is_late}


def _turns(answer: Tell) -> bool:
    return any(button.errand is Errand.NEXT_PAGE for row in answer.buttons for button in row)


def _turning(name: str, listed: _Listed, asked: Asked) -> tuple[tuple[Button, ...], ...]:
    more = listed.of > asked.start + len(listed.rows)
    return turning(name, asked.words if name == "open" else "", asked.start + PAGE) if more else ()


def _open(asked: Asked) -> _Listed | None:
    """Words narrow them down as they do complaints; those of a kind, a mark or a draft are never enquiries."""
    wish = read_wish(asked)
    if wish.kind or wish.marks or wish.drafts:
        return None
    hr = {one.id for one in asked.scene.directory.with_role(Role.HR)}
    nobodys = ("",) if hr & set(wish.departments) else ()
    wanted = Wanted(
        late_at=asked.at if wish.overdue else None,
        owing=(*wish.departments, *nobodys),
        person=asked.person.id if wish.mine else None,
    )
    return _page(wanted, asked)


def _owed(asked: Asked) -> _Listed:
    directory = asked.scene.directory
    mine = {one.id for one in directory.departments if directory.acts_for(asked.person, one.id, asked.at)}
    nobodys = {""} if mine & {one.id for one in directory.with_role(Role.HR)} else set()
    return _page(Wanted(owing=tuple(mine | nobodys), answering=asked.person.id), asked)


def _page(wanted: Wanted, asked: Asked) -> _Listed:
    conn = asked.books.conn
    rows = enquiries.open_ones(conn, wanted, start=asked.start, length=PAGE)
    return _Listed(rows, enquiries.count_open(conn, wanted))


def _asked(asked: Asked) -> _Listed:
    conn, person = asked.books.conn, asked.person.id
    rows = enquiries.asked_by(conn, person, start=asked.start, length=PAGE)
    return _Listed(rows, enquiries.count_asked_by(conn, person))


def _found(asked: Asked) -> _Listed | None:
    """Beside the first page of the complaints; theirs goes on behind a case, and not behind a number of lines."""
    if asked.start:
        return None
    rows = enquiries.search(asked.books.conn, [plain(word) for word in asked.words.split()])
    return _Listed(rows, len(rows))


_LISTS: Final[dict[str, Callable[[Asked], _Listed | None]]] = {
    "open": _open,
    "todo": _owed,
    "mine": _asked,
    "search": _found,
}
