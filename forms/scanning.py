"""Find where labels stand in a message (L2-L4)."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from forms.folding import fold
from forms.labels import NOTES, PARTS, Slot
from forms.lines import NUMBER, Line, is_bullet, lines_in
from forms.titles import Header, header_in
from forms.vocabulary import FORM, Vocabulary


class Label(NamedTuple):
    """One label in the text: the value before it ends at `start`, its own begins at `end`."""

    slot: Slot
    name: str
    start: int
    end: int
    leads_line: bool


_NUMBER_BEFORE = re.compile(rf"(?:{NUMBER}|第(?:[0-9]|[一二三四五六七八九十]){{1,2}}[点条项]?[,、.:]?) *$")
_ORDINALS = "0123456789", "零一二三四五六七八九"
_NUMBER_LENGTH = 8
_PARTING = frozenset(' ;,、|([{<【「『《〈“"')
_LAST = frozenset("。.!?…~" + ")]}>】」』》〉”’")
"""What a value may end with: unlike a mark that only parts it from the next label, it stays with the value."""
_NOTES_PARTING = frozenset(" ;|【")

_COLON = re.compile(r"[」』》〉”\"]?(?: *(?:如下|[是为即]))? *:(?: *[】\]])?")
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


class _Found:
    """What the labels found so far tell about where the next one may stand."""

    def __init__(self, headers: Iterable[Header]) -> None:
        self.openings = {
            header.end for header in headers
        }  # what may directly follow a title or a label's colon
        self.parting = _PARTING | {
            ":"
        }  # 「物流部回覆：質量鑒定結果：」: before the first label stands no value
        self.next = 1

    def add(self, label: Label) -> None:
        self.openings.add(label.end)
        self.parting = _PARTING
        self.next += 1

    def numbers(self, number: str) -> bool:
        """Tell the number of the next item (淨2、處理意見) from a number that ends a value (長60、處理意見)."""
        return any(digits[self.next % 10] == number.rstrip(" .、") for digits in _ORDINALS)


def _labels(page: Page, vocabulary: Vocabulary) -> Iterator[Label]:
    found = _Found(page.headers)
    for line in page.lines:
        for word in vocabulary.pattern.finditer(page.folded, line.start, line.end):
            at = vocabulary.without_owner(page.folded, line.lead, word.start())
            place = _place(page.folded, line, at, found)
            label = _label(page.folded, vocabulary, line, word, place) if place else None
            if label:
                found.add(label)
                yield label


def _place(folded: str, line: Line, at: int, found: _Found) -> _Place | None:
    if at == line.lead:
        return _Place(line.start, "")
    number = _NUMBER_BEFORE.search(folded, max(line.lead, at - _NUMBER_LENGTH), at)
    behind = _place_behind(folded, line, number.start(), found) if number else None
    if number and behind is None and (folded[number.start()] == "(" or found.numbers(number.group())):
        return _Place(number.start(), folded[number.start() - 1])
    return behind or _place_behind(folded, line, at, found)


def _place_behind(folded: str, line: Line, begin: int, found: _Found) -> _Place | None:
    """Return the place of what begins at `begin`, where something stands before it that may part it from a value."""
    if begin <= line.lead:
        return _Place(line.start, "")
    before = folded[begin - 1]
    if begin in found.openings or before in _LAST:
        return _Place(begin, before)
    if before not in found.parting and not is_bullet(before):
        return None
    return _Place(line.start if begin - 1 <= line.lead else begin - 1, before)


def _label(
    folded: str, vocabulary: Vocabulary, line: Line, word: re.Match[str], place: _Place
) -> Label | None:
    name = word.group().replace(" ", "").lower()
    slot = vocabulary.slots[name]
    leads_line = place.cut == line.start
    if name.isascii() and not leads_line:
        return None
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
