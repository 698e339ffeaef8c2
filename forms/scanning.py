"""Find where labels stand in a message (L2-L4)."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from forms.folding import fold
from forms.labels import NOTES, PARTS, Slot
from forms.lines import NUMBER, Line, is_circled, lines_in
from forms.titles import Header, header_in
from forms.vocabulary import FORM, Vocabulary


class Label(NamedTuple):
    """One label in the text: the value before it ends at `start`, its own begins at `end`."""

    slot: Slot
    name: str
    start: int
    end: int
    leads_line: bool


_NUMBER_BEFORE = re.compile(rf"{NUMBER} *$")
_NUMBER_LENGTH = 8
_PARTING = frozenset(" ;,|([{<【「『《〈")
_NOTES_PARTING = frozenset(" ;|【")

_COLON = re.compile(r" *:(?: *[】\]])?")
_CLOSED = re.compile(r" *[】\]](?: *:)?")
_NOTE = re.compile(r" *\(([^()\n]{0,40})\)")
_OPENED_PART = re.compile(
    rf" *(?=[(\[【] *(?:{'|'.join(name for names in PARTS.values() for name in names)}) *[:】\]])"
)
_PUNCTUATION = re.compile(r"[\s:、,./;和及或与]+")


class Page:
    """A message, its folded twin of the same length, and its lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)

    @cached_property
    def lines(self) -> list[Line]:
        return list(lines_in(self.folded))

    @cached_property
    def headers(self) -> list[Header]:
        found = (header_in(self.folded, line) for line in self.lines)
        return [header for header in found if header]

    def labels(self, vocabulary: Vocabulary) -> list[Label]:
        """Return every label of the vocabulary, in the order of the text."""
        return list(_labels(self, vocabulary))


def leads_with_label(line: str) -> bool:
    """Tell whether a line begins with a form's label or header, whatever bullets stand before it."""
    page = Page(line)
    return bool(page.headers) or any(label.leads_line for label in page.labels(FORM))


class _Place(NamedTuple):
    """Where a label word is free to stand: `cut` ends the value before, `before` is the character in front."""

    cut: int
    before: str


def _labels(page: Page, vocabulary: Vocabulary) -> Iterator[Label]:
    openings = {header.end for header in page.headers}  # what may directly follow a title or a label's colon
    for line in page.lines:
        for word in vocabulary.pattern.finditer(page.folded, line.start, line.end):
            place = _place(page.folded, line, word.start(), openings)
            label = _label(page.folded, vocabulary, line, word, place) if place else None
            if label:
                openings.add(label.end)
                yield label


def _place(folded: str, line: Line, at: int, openings: set[int]) -> _Place | None:
    if at == line.lead:
        return _Place(line.start, "")
    number = _NUMBER_BEFORE.search(folded, max(line.lead, at - _NUMBER_LENGTH), at)
    begin = number.start() if number else at
    if begin <= line.lead:
        return _Place(line.start, "")
    before = folded[begin - 1]
    if begin in openings or (number and folded[begin] == "("):
        return _Place(begin, before)
    if before not in _PARTING and not is_circled(before):
        return None
    return _Place(line.start if begin - 1 <= line.lead else begin - 1, before)


def _label(
    folded: str, vocabulary: Vocabulary, line: Line, word: re.Match[str], place: _Place
) -> Label | None:
    name = word.group().replace(" ", "")
    slot = vocabulary.slots[name]
    leads_line = place.cut == line.start
    if slot is Slot.NOTE and not leads_line and place.before not in _NOTES_PARTING:
        return None
    official = name in vocabulary.bare
    end = _marked_end(folded, slot, word.end(), place.before, official=official)
    if end is None and official and leads_line and name == word.group():
        end = _bare_end(folded, slot, word.end(), line.end)
    return None if end is None else Label(slot, name, place.cut, end, leads_line)


def _marked_end(folded: str, slot: Slot, at: int, before: str, *, official: bool) -> int | None:
    """Return where the value begins behind a colon, a closing 】, or the bracket of an event's parts."""
    behind_note = _behind_note(folded, slot, at, official=official)
    marks = [_COLON.match(folded, behind_note)]
    if before in {"【", "["}:
        marks.append(_CLOSED.match(folded, behind_note))
    if slot is Slot.EVENT:
        marks.append(_OPENED_PART.match(folded, at))
    return next((mark.end() for mark in marks if mark), None)


def _bare_end(folded: str, slot: Slot, at: int, line_end: int) -> int | None:
    """Return where the value begins behind an official label without a colon."""
    note = _NOTE.match(folded, at, line_end)
    if note and _is_printed(slot, note[1]):
        return note.end()
    return at if at == line_end or folded[at] == " " else None


def _behind_note(folded: str, slot: Slot, at: int, *, official: bool) -> int:
    """Return where the bracketed note of the printed form ends (L4), or the writer's own behind a full label."""
    note = _NOTE.match(folded, at)
    if note and ((official and ":" not in note[1]) or _is_printed(slot, note[1])):
        return note.end()
    return at


def _is_printed(slot: Slot, note: str) -> bool:
    words = NOTES.get(slot, ())
    return bool(words) and not _PUNCTUATION.sub("", re.sub("|".join(words), "", note))
