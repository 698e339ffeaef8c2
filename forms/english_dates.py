"""Put the days and times of English into the words our readers know: 20 Nov, November 20th, last Friday, 3:15 pm, now.

A weekday with last or next is that of the calendar week before or after, as 上周五 and 下周五 are.
"""

import re
from collections.abc import Callable
from typing import Final

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def in_our_words(text: str) -> str:
    """Return the text with every English day and time as it is written in Chinese; all other words stay."""
    if not _LETTERS.search(text):
        return text
    for pattern, put in _PHRASES:
        text = pattern.sub(put, text)
    return text


def month_in_figures(text: str) -> str:
    """Return Nov 2026, November or Nov. as 2026-11 or 11, any other text as it is (but in small letters)."""
    found = _MONTH.fullmatch(text)
    if not found:
        return text.lower()
    month = str(_month(found))
    return f"{found['year']}-{month}" if found["year"] else month


def speaks_of_day(text: str) -> bool:
    """Tell whether English words for a day stand in the text; a short weekday alone may be a name (Sun)."""
    return bool(_DAY_WORDS.search(text))


# Private functions

_Put = Callable[[re.Match[str]], str]

_MONTH_NAMES: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_WEEKDAY_NAMES: Final = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_SHORT: Final = "tues?|thur?s?|fri"
_SHORT_AND_WORDS: Final = "mon|wed|sat|sun"  # words as well, unless they are written as names are
_DAY: Final = r"(?<![0-9:.])(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?![0-9a-z]|:[0-9])"
_TO_DAY: Final = _DAY.replace("<day>", "<last>").removeprefix("(?<![0-9:.])")
_DAY_BEFORE_MONTH: Final = _DAY.replace("0-9a-z", "0-9")
_YEAR: Final = r"(?:[,/. -]{0,3}(?P<year>(?:19|20)[0-9]{2})(?![0-9:]))?"
_GAP: Final = "[/. -]{0,3}(?:of +)?"
_OUR_DAYS: Final = {
    "day before yesterday": "前天",
    "day after tomorrow": "后天",
    "yesterday": "昨天",
    "today": "今天",
    "tomorrow": "明天",
    "last night": "昨晚",
    "tonight": "今晚",
    "this morning": "今天上午",
    "this afternoon": "今天下午",
    "this evening": "今天晚上",
    "right now": "现在",
    "now": "现在",
}
_PERIODS: Final = {"morning": "上午", "afternoon": "下午", "evening": "晚上", "night": "晚上"}
_WEEKS: Final = {"last": "上", "next": "下", "this": "本", "coming": "下", "": ""}
_COUNTS: Final = {
    word: str(count)
    for count, words in enumerate(
        ("a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
    )
    for word in words.split()
}
_FIGURE: Final = "[0-9今明昨前后上下本周现]"


def _dated(found: re.Match[str]) -> str:
    year = found["year"] or ""
    told = f"20{year}年" if len(year) == len("26") else f"{year}年" if year else ""
    return f"{told}{_month(found)}月{int(found['day'])}日 "


def _from_to(found: re.Match[str]) -> str:
    year = f"{found['year']}年" if found["year"] else ""
    first, last = (f"{year}{_month(found)}月{int(found[which])}日" for which in ("day", "last"))
    return f"{first}至{last} "


def _month(found: re.Match[str]) -> int:
    return MONTHS.index(found["month"][:3].lower()) + 1


def _weekday(found: re.Match[str]) -> str:
    which = (found["which"] or found["week"] or "").lower()
    names = [name[:3] for name in _WEEKDAY_NAMES.split("|")]
    return f"{_WEEKS[which]}周{'一二三四五六日'[names.index(found['weekday'][:3].lower())]} "


def _ago(found: re.Match[str]) -> str:
    count = found["count"].lower()
    return f"{_COUNTS.get(count, count)}{'天' if found['unit'].lower() == 'day' else '周'}前 "


def _clock(found: re.Match[str]) -> str:
    """Write a time of twelve hours as one of twenty-four, so that 12 am is midnight."""
    hour = int(found["hour"])
    if hour <= 12:
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    return f"{hour}:{found['minute'] or '00'} "


def _phrase(
    pattern: str, put: _Put | str, *, flags: re.RegexFlag = re.IGNORECASE
) -> tuple[re.Pattern[str], _Put]:
    return re.compile(pattern, flags), put if callable(put) else lambda found: found.expand(put)


def _words(names: dict[str, str]) -> str:
    return "|".join(word.replace(" ", " +") for word in names)


def _named(names: dict[str, str]) -> _Put:
    return lambda found: names[" ".join(found["word"].lower().split())] + " "


_WEEK: Final = "(?P<which>last|next|this|coming)"
_ANY_WEEKDAY: Final = rf"(?P<weekday>{_WEEKDAY_NAMES}|{_SHORT}|{_SHORT_AND_WORDS})\b\.?"
_CAPITAL: Final = "|".join(name.capitalize() for name in _SHORT_AND_WORDS.split("|"))

# Read in this order: what is longer stands before what is part of it.
_PHRASES: Final = (
    _phrase(rf"\b(?:the +)?(?P<word>{_words(_OUR_DAYS)})\b", _named(_OUR_DAYS)),
    _phrase(rf"\b(?P<count>[0-9]{{1,3}}|{'|'.join(_COUNTS)}) +(?P<unit>day|week)s? +ago\b", _ago),
    _phrase(rf"{_DAY} *(?:-|–|—|~|to|until|till|through) *{_TO_DAY}{_GAP}{_MONTH_NAMES}{_YEAR}", _from_to),
    _phrase(rf"(?<![0-9])(?P<year>(?:19|20)[0-9]{{2}})[,/. -]{{0,3}}{_MONTH_NAMES}{_GAP}{_DAY}", _dated),
    _phrase(
        rf"{_DAY_BEFORE_MONTH}(?P<mark>[/-]){_MONTH_NAMES}(?P=mark)(?P<year>[0-9]{{2}})(?![0-9:.a-z/-])",
        _dated,
    ),
    _phrase(rf"{_DAY_BEFORE_MONTH}{_GAP}{_MONTH_NAMES}{_YEAR}", _dated),
    _phrase(rf"(?<![a-z]){_MONTH_NAMES}{_GAP}(?:the +)?{_DAY}{_YEAR}", _dated),
    _phrase(r"\b(?:the +)?([0-9]{1,2})(?:st|nd|rd|th)\b", r"\1日 "),
    _phrase(rf"\b{_WEEK} +week(?:'s|,| +on)? +(?P<week>){_ANY_WEEKDAY}", _weekday),
    _phrase(rf"\b(?P<which>){_ANY_WEEKDAY}(?: +of)? +(?P<week>last|next|this) +week\b", _weekday),
    _phrase(rf"\b{_WEEK} +(?P<week>){_ANY_WEEKDAY}", _weekday),
    _phrase(rf"\b(?P<which>)(?P<week>)(?P<weekday>{_WEEKDAY_NAMES}|{_SHORT})\b\.?", _weekday),
    _phrase(rf"\b(?P<which>)(?P<week>)(?P<weekday>{_CAPITAL})\b\.?", _weekday, flags=re.NOFLAG),
    _phrase(
        r"(?<![0-9:.])(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2}))?(?::[0-9]{2})? *(?P<half>[ap])\.?m(?![a-z])\.?",
        _clock,
    ),
    _phrase(r"\b([0-9]{1,2}) *o['’]?clock\b", r"\1:00 "),
    _phrase(r"\bhalf +past +([0-9]{1,2})\b", r"\1:30 "),
    _phrase(r"\b(?:12 +)?noon\b", "12:00 "),
    _phrase(
        r"([0-9]{1,2}:[0-9]{2}) +in +the +(?P<word>morning|afternoon|evening)\b",
        lambda found: f"{_PERIODS[found['word'].lower()]}{found[1]} ",
    ),
    _phrase(
        r"(?<=[天日一二三四五六] ) *(?:in +the +)?(?P<word>morning|afternoon|evening|night)\b",
        _named(_PERIODS),
    ),
    _phrase(rf"^ *(?:until|till) +(?={_FIGURE})", "现在至"),
    _phrase(rf"(?<=[0-9天日午上晚在一二三四五六]) +(?:to|until|till|through) +(?={_FIGURE})", "至"),
    _phrase(rf"\b(?:from|on|at|around|about) +(?={_FIGURE})", ""),
)
_MONTH: Final = re.compile(_MONTH_NAMES + _YEAR, re.IGNORECASE)
_LETTERS: Final = re.compile("[A-Za-z]")
_DAY_WORDS: Final = re.compile(
    rf"\b(?:yesterday|today|tomorrow|{_WEEKDAY_NAMES})\b|{_DAY_BEFORE_MONTH}{_GAP}{_MONTH_NAMES}"
    rf"|(?<![a-z]){_MONTH_NAMES.replace('<month>', '<after>')}{_GAP}[0-9]",
    re.IGNORECASE,
)
