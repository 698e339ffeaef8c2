"""A form too long for the message it stands in: every word of it, page by page, for who has to judge it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from workflow import facts
from workflow.case import Case
from workflow.messages import Said, to_person
from workflow.values import Person
from workflow.wizard import EVENT_PARTS
from workflow.world import World

ROOM: Final = 3600
"""UTF-16 units of text that stand in one message together with the words around them, whatever the language."""
NEVER_CUT: Final = 120
"""A field as short as this stands whole wherever it is shown."""
_LABEL: Final = 40
"""What the name of a field and its lines take, in any language."""
_PART: Final = ROOM // 2 - 2 * _LABEL
"""Two parts of a long field and a short one stand on a page."""
_NEVER_LONG: Final = frozenset({"complainant", "shipped_on", "complained_at", *EVENT_PARTS})


class Piece(NamedTuple):
    """A field of the form, or as much of it as the page holds."""

    field: str
    text: str
    goes_on: bool


def whole_beside(said: facts.Facts, case: Case) -> tuple[facts.Facts, ...]:
    """Return the pages of the case's form as facts of `form_whole`; none where all that is said fits into one message."""
    pieces = list(_pieces(case))
    if _units_in(said) <= ROOM or max(_units(piece.text) for piece in pieces) <= NEVER_CUT:
        return ()
    pages = list(_pages(pieces))
    return tuple(
        {"pieces": [piece._asdict() for piece in page], "page": number, "pages": len(pages)}
        for number, page in enumerate(pages, 1)
    )


def read_first(person: Person, case: Case, world: World) -> Said:
    """Put the whole of a long form before the request that shows only the beginnings of its fields."""
    for page in whole_beside({"form": [piece.text for piece in _pieces(case)]}, case):
        yield to_person(person, "form_whole", case, world, **page).model_copy(update={"fallback": False})


# Private functions


def _units(text: str) -> int:
    """Count as Telegram does."""
    return len(text.encode("utf-16-le")) // 2


def _units_in(said: object) -> int:
    """Count what all texts take together."""
    match said:
        case str():
            return _units(said)
        case Mapping():
            return sum(map(_units_in, said.values()))
        case list() | tuple():
            return sum(map(_units_in, said))
    return 0


def _pieces(case: Case) -> Iterator[Piece]:
    for field, text in facts.form(case).items():
        if field not in _NEVER_LONG:
            for nth, part in enumerate(_parts(str(text))):
                yield Piece(field, part, goes_on=nth > 0)


def _parts(text: str) -> Iterator[str]:
    """Break a text into parts that fit on a page: at the end of a line, a sentence or a clause where there is one."""
    while _units(text) > _PART:
        most = text.encode("utf-16-le")[: 2 * _PART].decode("utf-16-le", "ignore")
        end = max(most.rfind(mark) for mark in "\n。；，") + 1
        cut = end if end > len(most) // 2 else len(most)
        yield text[:cut]
        text = text[cut:]
    yield text


def _pages(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    page: list[Piece] = []
    for piece in pieces:
        if page and sum(_units(one.text) + _LABEL for one in (*page, piece)) > ROOM:
            yield page
            page = []
        page.append(piece)
    if page:
        yield page
