"""Read the moment of a complaint (T1, T4, T5): a day as in `dates`, and a time of day."""

import re
from datetime import date, datetime, time
from typing import NamedTuple

from forms.dates import Day, find_day
from forms.english_dates import in_our_words
from forms.folding import fold
from forms.numerals import NUMERAL, number

_READ = 200  # whatever stands further behind is not the date
_NOON = 12
_NOW = "现在"
_HALVES = {"半": 30, "一刻": 15, "1刻": 15, "三刻": 45, "3刻": 45}

_PERIOD = (
    "(?P<period>凌晨|清晨|早晨|早上|上午|中午|正午|午间|下午|午后|傍晚|晚上|晚间|深夜|半夜|夜里|夜间|[早晨晚夜]"
    "|[AaPp][Mm])"
)
_CLOCK = re.compile(
    rf"(?:{_PERIOD} *(?:大概|大约|约|的)? *)?(?<!{NUMERAL})(?P<hour>{NUMERAL}++) *"
    rf"(?:: *(?P<minute>[0-9]++)|[点时](?: *(?:(?P<part>半|[一1三3]刻)|过? *(?P<counted>{NUMERAL}++)))?)"
    rf"(?: *:? *[0-9]*+ *(?P<half>[AaPp][Mm]))?"
)
_VAGUE_DAY = re.compile("[年月周旬日号天期拜]")  # 十月中旬9點, 那天9點
_GAP = re.compile("[^0-9]{0,12}")


class _Clock(NamedTuple):
    """A time of day found in a text, and the text before it; an impossible time is None."""

    time: time | None
    before: str


def read_day(text: str, today: date) -> date | None:
    """Return the day a thing was shipped on, None where the text names none or an impossible one."""
    found = find_day(_folded(text), today)
    return found.latest(today) if found else None


def read_moment(text: str, now: datetime, *, ahead: bool = False) -> datetime | None:
    """Return the moment the text names in now's own offset, None where it names none or an impossible one.

    A clock time alone is today's; a day alone counts from midnight; a weekday alone is to come where `ahead` says so.
    """
    folded, local = _folded(text), now.replace(tzinfo=None)
    if _is_now(folded):
        return now
    day = find_day(folded, local.date(), ahead=ahead)
    clock = _clock(folded, day)
    if (clock and not clock.time) or not (clock or day):
        return None
    at = clock.time if clock and clock.time else time.min
    days = day.candidates if day else (local.date(),)
    moments = [datetime.combine(each, at) for each in days]
    nearest = min(moments, key=lambda moment: abs(moment - local), default=None)
    return nearest and nearest.replace(tzinfo=now.tzinfo)


def names_clock(text: str, now: datetime) -> bool:
    """Tell whether the text names a time of day, not the day alone; 現在 does."""
    folded = _folded(text)
    return _is_now(folded) or _clock(folded, find_day(folded, now.date())) is not None


def begins_with_time(line: str) -> bool:
    """Tell whether a line of its own begins as a date or a time does, not as chatter."""
    return bool(_BEGINNING.match(_folded(line)))


def _folded(text: str) -> str:
    return in_our_words(fold(text[:_READ]))


def _is_now(folded: str) -> bool:
    return folded.strip(" .。") == _NOW


def _clock(folded: str, day: Day | None) -> _Clock | None:
    return _clock_beside(folded, day) if day else _lone_clock(folded)


def _clock_beside(folded: str, day: Day) -> _Clock | None:
    behind = _find_clock(folded[day.end :])
    if behind and _GAP.fullmatch(behind.before):
        return behind
    return _find_clock(folded[: day.start])


def _lone_clock(folded: str) -> _Clock | None:
    clock = _find_clock(folded)
    return None if clock and _VAGUE_DAY.search(clock.before) else clock


def _find_clock(folded: str) -> _Clock | None:
    match = _CLOCK.search(folded)
    return _Clock(_time(match), folded[: match.start()]) if match else None


def _time(match: re.Match[str]) -> time | None:
    hour, minute = number(match["hour"]), _minute(match)
    if hour is None or minute is None or hour >= 24 or minute >= 60:
        return None
    return time(hour + _NOON if _is_later_half(match, hour) else hour, minute)


def _minute(match: re.Match[str]) -> int | None:
    if match["part"]:
        return _HALVES[match["part"]]
    written = match["minute"] or match["counted"]
    return number(written) if written else 0


def _is_later_half(match: re.Match[str], hour: int) -> bool:
    """Tell whether 12 is to be added: 下午 and 晚 say so, 中午 for one and two, 夜 from six on."""
    if hour >= _NOON:
        return False
    period = (match["half"] or match["period"] or "").lower()
    if period in {"中午", "正午", "午间"}:
        return hour <= 2
    if "夜" in period:
        return hour >= 6
    return period in {"下午", "午后", "pm"} or "晚" in period


_BEGINNING = re.compile(
    rf"[ (]*(?:{NUMERAL}|民国|大概|大约|约|[今昨明前][天日早晚晨年]|大前天|[上下本这]+个?(?:周|星期|礼拜|月|午)"
    rf"|周[一二三四五六日天]|星期|礼拜|早|凌晨|清晨|中午|傍晚|晚|刚)"
)
