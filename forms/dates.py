"""Read the days people write (T1-T3, T5): 11月18日, 11/18, 民國115年…, 二〇二六年…, 18號, 上周二, 昨天."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from forms.english_dates import speaks_of_day
from forms.numerals import NUMERAL, number

_N = f"{NUMERAL}++"
_ALONE = f"(?<!{NUMERAL})"
_MARK = " *[-/.] *"
_NO_CLOCK = "(?! *[:点时])"
_NO_PLACE = "(?![线楼樓机车库仓门厂炉爐窑窯柜櫃])"  # 2號線 is no day
_EXACT = "(?![几多来])"
_WEEK = "(?:周|星期|礼拜)"
_DAYPART = "早晨上下中晚夜凌傍午"

_REPUBLIC = 1911  # 民國115年 is 2026
_CENTURY = 2000
_YEARS = range(1900, 9999)  # a day may be moved to another time zone and must survive it
_YEARS_AROUND = range(-8, 2)  # 29 February comes back within eight years
_MONTHS_BACK = 12

Days = tuple[date, ...]


class Day(NamedTuple):
    """A date found in a text: the days it may mean (none: an impossible one) and where it stands."""

    candidates: Days
    start: int
    end: int

    def latest(self, today: date) -> date | None:
        """Return the day that a thing past happened on: without a year the latest not after today (T1)."""
        if len(self.candidates) == 1:
            return self.candidates[0]
        return max((day for day in self.candidates if day <= today), default=None)


def find_day(folded: str, today: date, *, ahead: bool = False) -> Day | None:
    """Return the first date in the text (folded), None if it holds none; a bare weekday is the last resort.

    A weekday or a day of the month alone is the last one, or with `ahead` the one to come.
    """
    for forms in (_DATES, _WEEKDAYS):
        found = [
            (match.start(), order)
            for order, (pattern, _) in enumerate(forms)
            if (match := pattern.search(folded))
        ]
        if found:
            start, order = min(found)
            pattern, read = forms[order]
            match = pattern.search(folded, start)
            assert match
            read = _AHEAD.get(read, read) if ahead else read
            return Day(read(match, today), *match.span())
    return None


def has_date_words(folded: str) -> bool:
    """Tell whether any part of the text speaks of a day or a time of day, however vaguely."""
    return bool(_DATE_WORDS.search(folded)) or speaks_of_day(folded)


def _day(year: int | None, month: int | None, day: int | None) -> Days:
    if year is None or month is None or day is None or year not in _YEARS:
        return ()
    try:
        return (date(year, month, day),)
    except (ValueError, OverflowError):
        return ()


def _shifted(today: date, days: int) -> Days:
    try:
        return (today + timedelta(days=days),)
    except OverflowError:
        return ()


def _year(text: str, *, of_the_republic: bool) -> int | None:
    year = number(text)
    if year is None or year == 0 or (len(text) > 3 and year < 1000 and "百" not in text):
        return None
    if of_the_republic or 100 <= year < 1000:
        return year + _REPUBLIC
    return year + _CENTURY if year < 100 else year


def _dated(match: re.Match[str], _: date) -> Days:
    year = _year(match["y"], of_the_republic=bool(match["era"]))
    return _day(year, number(match["m"]), number(match["d"]))


def _month_first(match: re.Match[str], _: date) -> Days:
    return _day(number(match["y"]), number(match["m"]), number(match["d"]))


def _yearless(match: re.Match[str], today: date) -> Days:
    month, day = number(match["m"]), number(match["d"])
    return tuple(found for shift in _YEARS_AROUND for found in _day(today.year + shift, month, day))


def _in_a_year(match: re.Match[str], today: date) -> Days:
    year = today.year + {"去": -1, "前": -2, "明": 1}.get(match["which"], 0)
    return _day(year, number(match["m"]), number(match["d"]))


def _in_a_month(match: re.Match[str], today: date) -> Days:
    return _day(*_months_before(today, match["which"].count("上")), number(match["d"]))


def _day_of_month(match: re.Match[str], today: date) -> Days:
    months = (_months_before(today, back) for back in range(_MONTHS_BACK))
    days = (day for month in months for day in _day(*month, number(match["d"])) if day <= today)
    return tuple(day for day in [next(days, None)] if day)


def _day_to_come(match: re.Match[str], today: date) -> Days:
    months = (_months_before(today, -ahead) for ahead in range(_MONTHS_BACK))
    days = (day for month in months for day in _day(*month, number(match["d"])) if day >= today)
    return tuple(day for day in [next(days, None)] if day)


def _months_before(today: date, months: int) -> tuple[int, int]:
    index = today.year * 12 + today.month - 1 - months
    return index // 12, index % 12 + 1


def _in_a_week(match: re.Match[str], today: date) -> Days:
    weeks = match["which"].count("下") - match["which"].count("上")
    return _shifted(today, 7 * weeks + _weekday(match) - today.weekday())


def _last_weekday(match: re.Match[str], today: date) -> Days:
    return _shifted(today, -((today.weekday() - _weekday(match)) % 7))


def _weekday_to_come(match: re.Match[str], today: date) -> Days:
    return _shifted(today, (_weekday(match) - today.weekday()) % 7)


def _weekday(match: re.Match[str]) -> int:
    return "一二三四五六日天1234567".index(match["wd"]) % 7 if match["wd"] != "天" else 6


def _near(match: re.Match[str], today: date) -> Days:
    return _shifted(today, _NEAR_DAYS[match["which"]])


def _ago(match: re.Match[str], today: date) -> Days:
    count = number(match["n"])
    unit = 1 if match["unit"] == "天" else 7
    return () if count is None else _shifted(today, -unit * count)


_NEAR_DAYS = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3}

_Read = Callable[[re.Match[str], date], Days]
_Form = tuple[re.Pattern[str], _Read]
_AHEAD: dict[_Read, _Read] = {_day_of_month: _day_to_come, _last_weekday: _weekday_to_come}


def _form(pattern: str, read: _Read) -> _Form:
    return re.compile(pattern), read


_ERA = "(?P<era>民国)? *"
_MONTH_DAY = rf"(?P<m>{_N}) *(?:月|{_MARK}) *(?P<d>{_N}){_EXACT}"

# Of the dates in a text the first counts, of two that begin at the same place the one higher up here.
_DATES: tuple[_Form, ...] = (
    _form(rf"{_ALONE}{_ERA}{_ALONE}(?P<y>{_N}) *年 *{_MONTH_DAY}", _dated),
    _form(rf"(?P<which>[今本去前明])年 *{_MONTH_DAY}", _in_a_year),
    _form(
        rf"{_ALONE}(?P<m>[0-9]{{1,2}}){_MARK}(?P<d>[0-9]{{1,2}}){_MARK}(?P<y>[0-9]{{4}})(?![0-9])",
        _month_first,
    ),
    _form(
        rf"{_ALONE}{_ERA}{_ALONE}(?P<y>[0-9]++){_MARK}(?P<m>[0-9]++){_MARK}(?P<d>[0-9]++){_NO_CLOCK}", _dated
    ),
    _form(rf"{_ALONE}(?P<era>)(?P<y>[0-9]{{4}})(?P<m>[0-9]{{2}})(?P<d>[0-9]{{2}})(?![0-9])", _dated),
    _form(rf"{_ALONE}{_ERA}{_ALONE}(?P<y>[0-9]{{3}})(?P<m>[0-9]{{2}})(?P<d>[0-9]{{2}})(?![0-9])", _dated),
    _form(rf"(?P<which>(?:[本这当]|上+)个?)月 *(?P<d>{_N}){_EXACT}", _in_a_month),
    _form(rf"{_ALONE}(?P<m>{_N}) *月 *(?P<d>{_N}){_EXACT}", _yearless),
    _form(rf"{_ALONE}(?P<m>[0-9]++){_MARK}(?P<d>[0-9]++){_NO_CLOCK}", _yearless),
    _form(rf"{_ALONE}(?P<n>{_N}) *个?(?P<unit>天|{_WEEK})(?:之|以)?前", _ago),
    _form(rf"{_ALONE}(?P<d>{_N}) *(?:日|号{_NO_PLACE})", _day_of_month),
    _form(
        rf"(?P<which>[上下]+|[本这])(?:一?个)? *{_WEEK} *(?P<wd>[一二三四五六日天]|[1-7](?![0-9]))",
        _in_a_week,
    ),
    _form(rf"(?P<which>大?前|昨|今|明|大?后)(?:[天日]|(?=[{_DAYPART}]))", _near),
)
_WEEKDAYS: tuple[_Form, ...] = (_form(rf"{_WEEK} *(?P<wd>[一二三四五六日天]|[1-7](?![0-9]))", _last_weekday),)

_DATE_WORDS = re.compile(
    rf"{NUMERAL} *[年月]|{NUMERAL} *[日号](?:$|[ ,({_DAYPART}])|[0-9]{_MARK}[0-9]|[昨今明前后][天日晚早晨]"
    rf"|{_WEEK} *[一二三四五六日天1-7]|[上本这]个?(?:周|星期|礼拜|月)"
    "|上午|下午|中午|早上|早晨|晚上|凌晨|清晨|傍晚|夜里|半夜|[月上中下][旬底初]|大概|大约|左右|刚才|刚刚|^[约早晚]$"
)
