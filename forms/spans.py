"""Read a stretch of time to come: 「11/24-11/28」, 「11/24 13:30-15:00」, 「明天 下午1點半至6點」, 「現在-16:00」, 「30 Nov - 1 Dec」.

A day alone is the whole day, so a last day counts to its end; an end that is only a time is on the day of the start.
"""

import re
from datetime import datetime, time, timedelta
from typing import NamedTuple

from forms.dates import find_day
from forms.english_dates import in_our_words
from forms.folding import fold
from forms.moments import read_moment

_DAY = timedelta(days=1)
_CLOCK = re.compile(r"[0-9一二三四五六七八九十两半] *[:点时]")
_NOW = re.compile(r"^(?:现在|即刻|马上|now)$", re.IGNORECASE)
_BETWEEN = re.compile(r" *(?:至|到|~|—|–|―) *| +- +")
_HYPHEN = re.compile(r" *- *")
_MARKED = re.compile(r"[/月:日号点时天后今明]|现在|(?:周|星期|礼拜)[一二三四五六日天]")
_WORD = re.compile(
    r"[0-9]|^(?:[今明后]天|大后天|现在|即刻|马上|now|[上下]午|中午|早上|晚上|至|到|[-~—–―]+"
    r"|[上下本这]*(?:一?个)?(?:周|星期|礼拜)[一二三四五六日天])+$",
    re.IGNORECASE,
)
_FROM_NOW = re.compile(r"[今明后][天日早晚]|[上下本这](?:一?个)?(?:周|星期|礼拜)|现在")
_DAY_ONLY = re.compile(r"([0-9]{1,2})[日号]?")


class Span(NamedTuple):
    """From when until when, and the words that are no part of it."""

    starts_at: datetime
    ends_at: datetime
    rest: str


def read_span(text: str, now: datetime) -> Span | None:
    """Return the stretch of time a text begins with or holds, None where it names none; `now` is local.

    Words without a figure are left over, but for 今天, 上午, 下周一 and the like.
    """
    words = in_our_words(" ".join(text.split())).split()
    folded = [fold(word) for word in words]
    ours = [bool(_WORD.search(word)) for word in folded]
    rest = " ".join(word for word, is_time in zip(words, ours, strict=True) if not is_time)
    written = " ".join(word for word, is_time in zip(folded, ours, strict=True) if is_time)
    begin, end = _with_day_behind(*_sides(written), now)
    starts_at = _start(begin, now)
    ends_at = _end(end, starts_at, now) if starts_at else None
    return Span(starts_at, ends_at, rest) if starts_at and ends_at else None


# Private functions


def _sides(written: str) -> tuple[str, str]:
    """Part the text at what stands for "until"; a hyphen does where a day or a time is complete before it."""
    parts = _BETWEEN.split(written, maxsplit=1)
    if len(parts) == 1:
        found = [m for m in _HYPHEN.finditer(written) if _MARKED.search(written[: m.start()])]
        parts = [written[: found[0].start()], written[found[0].end() :]] if found else parts
    return parts[0].strip(), parts[1].strip() if len(parts) > 1 else ""


def _with_day_behind(begin: str, end: str, now: datetime) -> tuple[str, str]:
    """Take the day named behind two times for that of both: 「14:00-16:00 11/24」, 2 pm to 4 pm tomorrow."""
    day = find_day(end, now.date(), ahead=True)
    is_behind = day is not None and _CLOCK.search(end[: day.start]) and _CLOCK.search(begin)
    if day is None or not is_behind or find_day(begin, now.date()):
        return begin, end
    return f"{end[day.start : day.end]} {begin}", end


def _start(text: str, now: datetime) -> datetime | None:
    if _NOW.match(text):
        return now
    return None if _names_two_days(text, now) else read_moment(text, now, ahead=True)


def _end(text: str, start: datetime, now: datetime) -> datetime | None:
    """Read the end as seen from the start, 明天 and 下周一 from now; a day means its end, and so does no end at all."""
    if not text:
        return _midnight_after(start)
    only_day = _DAY_ONLY.fullmatch(text)
    if only_day:
        text = f"{start.month}/{only_day[1]}"
    seen_from = now if _FROM_NOW.search(text) else start
    end = read_moment(text, seen_from, ahead=True)
    if end is None or _names_two_days(text, seen_from):
        return None
    return end if _CLOCK.search(text) else _midnight_after(end)


def _names_two_days(text: str, now: datetime) -> bool:
    """Tell whether a second day stands behind the first: 今天和明天 must not be read as today alone."""
    first = find_day(text, now.date(), ahead=True)
    second = first and find_day(text[first.end :], now.date(), ahead=True)
    return bool(first and second and not set(first.candidates) & set(second.candidates))


def _midnight_after(moment: datetime) -> datetime:
    return datetime.combine(moment.date() + _DAY, time.min, moment.tzinfo)
