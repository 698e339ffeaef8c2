"""Cut a message into the values behind those of its labels that count (V2, V5)."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from forms.labels import FREE_TEXT, HALVES, PART_SLOTS, SLOTS, WISHED, Slot
from forms.moments import begins_with_time
from forms.scanning import Label, Page
from forms.trimming import is_blank, lines_of, trim, unwrap
from workflow.values import Kind


class Section(NamedTuple):
    """A label that counts and the raw text behind it, from `begin` to `end`; `start` is the label's own."""

    slot: Slot
    start: int
    begin: int
    end: int


def form_values(page: Page, labels: Iterable[Label], kind: Kind) -> dict[Slot, str]:
    """Return the values of a form as typed, blank ones left out."""
    sections = cut(page, choose(page, labels, kind))
    values = values_of(page, sections)
    filled = [slot for slot in (Slot.EVENT, *PART_SLOTS) if slot in values]
    if kind is Kind.SERVICE and filled:
        values[Slot.EVENT] = unwrap("\n".join(_event_pieces(page, sections)))
    return values


def values_of(page: Page, sections: Iterable[Section]) -> dict[Slot, str]:
    """Return the trimmed values, those of the same slot joined by a blank; blank ones and notes are left out."""
    values: dict[Slot, str] = {}
    for section in sections:
        if section.slot is Slot.NOTE:
            continue
        raw = page.text[section.begin : section.end]
        value = trim(_time_line(raw) if section.slot is Slot.COMPLAINED_AT else raw)
        if not is_blank(value):
            values[section.slot] = f"{values[section.slot]} {value}" if section.slot in values else value
    return values


def _time_line(raw: str) -> str:
    """Return the one line that may hold the time; below a label left blank, chatter is no time (V2)."""
    beside, _, below = raw.partition("\n")
    if not is_blank(trim(beside)):
        return beside
    first = lines_of(below).partition("\n")[0]
    return first if begins_with_time(first) else ""


def cut(page: Page, labels: list[Label]) -> list[Section]:
    """Return the sections of the labels: each runs to the next label, the last as far as a last value runs."""
    if not labels:
        return []
    ends = [label.start for label in labels[1:]] + [_last_end(page.text, labels[-1].end)]
    return [Section(label.slot, label.start, label.end, end) for label, end in zip(labels, ends, strict=True)]


def _last_end(text: str, begin: int) -> int:
    """Return where the last value ends: at a blank line or a line beginning with @ (V2)."""
    end = text.find("\n", begin)
    while end != -1:
        following = text[end + 1 : end + 2]
        if following in {"", "\n", "@", "＠"}:
            return end
        end = text.find("\n", end + 1)
    return len(text)


def _event_pieces(page: Page, sections: Iterable[Section]) -> Iterator[str]:
    """Yield what makes up the event: behind its label, or from its first part on where the label is left out."""
    begin = end = None
    for section in sections:
        belongs = section.slot is Slot.EVENT or section.slot in PART_SLOTS
        if not belongs and begin is not None:
            yield page.text[begin:end]
            begin = None
        elif belongs:
            opening = section.begin if section.slot is Slot.EVENT else section.start
            begin, end = opening if begin is None else begin, section.end
    if begin is not None:
        yield page.text[begin:end]


def choose(page: Page, labels: Iterable[Label], kind: Kind) -> list[Label]:
    """Return the labels that count in a form of this kind; the others are words of a value."""
    labels = [label._replace(slot=_slot(label.slot, kind)) for label in labels]
    has_event = any(label.slot is Slot.EVENT for label in labels)
    chooser = _Chooser(page, kind, has_event=has_event)
    for label in labels:
        chooser.consider(label)
    return chooser.chosen


def _slot(slot: Slot, kind: Kind) -> Slot:
    return WISHED[kind] if slot is Slot.WISH else slot


class _Chooser:
    """Takes the labels one after the other; what was chosen before decides about the next."""

    def __init__(self, page: Page, kind: Kind, *, has_event: bool) -> None:
        self.chosen: list[Label] = []
        self._page = page
        self._own = SLOTS[kind]
        self._has_event = has_event
        self._opened: dict[str, int] = {}  # where in `chosen` a field was opened
        self._filled: set[str] = set()

    def consider(self, label: Label) -> None:
        if label.slot in PART_SLOTS and not self._part_may_stand(label):
            return
        if label.slot in self._own:
            if not self._is_repeated(label):
                self._opened |= dict.fromkeys(_keys(label), len(self.chosen))
                self.chosen.append(label)
        elif label.slot is Slot.NOTE or self._slot_before() not in FREE_TEXT:
            self.chosen.append(label._replace(slot=Slot.NOTE))

    def _part_may_stand(self, label: Label) -> bool:
        in_event = self._slot_before() in {Slot.EVENT, *PART_SLOTS}
        return label.slot in self._own and (in_event or label.leads_line or not self._has_event)

    def _slot_before(self) -> Slot | None:
        return self.chosen[-1].slot if self.chosen else None

    def _is_repeated(self, label: Label) -> bool:
        """Tell a word of a value from a label: a field that has its value already is not opened again."""
        return any(self._is_filled(key, label.start) for key in _keys(label) if key in self._opened)

    def _is_filled(self, key: str, here: int) -> bool:
        if key not in self._filled:
            at = self._opened[key]
            end = self.chosen[at + 1].start if at + 1 < len(self.chosen) else here
            if not is_blank(trim(self._page.text[self.chosen[at].end : end])):
                self._filled.add(key)
        return key in self._filled


def _keys(label: Label) -> tuple[str, ...]:
    """Name the fields that a label fills: 规格 and 数量 one half each, 规格及数量 both."""
    if label.slot is not Slot.SPEC_QUANTITY:
        return (label.slot,)
    return (label.name,) if label.name in HALVES else tuple(HALVES)
