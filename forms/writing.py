"""Write the official form out, prefilled with what is known, so that `read` reads it back."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from forms.labels import PART_SLOTS, SLOTS, TITLES, WRITTEN, Slot
from forms.scanning import Page
from forms.vocabulary import FORM
from workflow.values import Kind

BLANK_TIME = "　年　月　日　時　分"


def write(kind: Kind, fields: Mapping[str, str], *, blank_time: str = BLANK_TIME) -> str:
    """Return the form in Traditional Chinese, its labels in official order, unknown values left blank.

    `fields` are named and spelt as in `Reading.fields`. `blank_time` stands for an unknown 投訴時間.
    Times are written without their offset: reading them back takes the offset of the moment of reading.
    """
    lines = [TITLES[kind]]
    for slot in SLOTS[kind]:
        if slot is Slot.EVENT:
            lines += _event_lines(fields)
        elif slot not in PART_SLOTS:
            lines.append(f"{WRITTEN[slot]}：{_written(slot, fields) or _unknown(slot, blank_time)}")
    return "\n".join(lines)


def blank(kind: Kind) -> str:
    """Return the official form with every field left blank."""
    return write(kind, {})


def _event_lines(fields: Mapping[str, str]) -> Iterator[str]:
    """Yield the event as it was typed, and a line for each of its four parts that it does not name."""
    event = fields.get(Slot.EVENT, "")
    named = {label.slot for label in Page(event).labels(FORM)}
    yield f"{WRITTEN[Slot.EVENT]}："
    if event:
        yield event
    for part in PART_SLOTS:
        if part not in named:
            yield f"{WRITTEN[part]}：{fields.get(part, '')}"


def _written(slot: Slot, fields: Mapping[str, str]) -> str:
    value = fields.get(slot, "")
    if slot not in _IN_WORDS:
        return value
    try:
        return _IN_WORDS[slot](value)
    except ValueError:
        return value


def _unknown(slot: Slot, blank_time: str) -> str:
    return blank_time if slot is Slot.COMPLAINED_AT else ""


def _day(value: str) -> str:
    day = date.fromisoformat(value)
    return f"{day.year}年{day.month}月{day.day}日"


def _moment(value: str) -> str:
    at = datetime.fromisoformat(value)
    return f"{at.year}年{at.month}月{at.day}日{at.hour}時{at.minute:02}分"


_IN_WORDS = {Slot.SHIPPED_ON: _day, Slot.COMPLAINED_AT: _moment}
