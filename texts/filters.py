"""How moments, times, money and people are written; the words come from `labels.yaml`, the day from the facts."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from texts.fitting import Room, one_line, shorten
from texts.labels import Labels

Fact = Mapping[str, Any]

ROOM, ALERT = "_room", "_alert"
"""What a template knows beside the facts: the `Room` it is rendered with, and whether it answers a press."""

_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_DATE_ONLY = 10
_MINUTE = 60
_INSTANT = timedelta(microseconds=1)
_MIDNIGHT = "24:00"


@dataclass(frozen=True)
class Filters:
    """The filters of the templates, for one company's words and time zone."""

    labels: Labels
    zone: ZoneInfo

    def by_name(self) -> dict[str, Callable[..., Any]]:
        """Return them as templates call them."""
        ours = (
            *(
                self.label,
                self.clock,
                self.exactly,
                self.span,
                self.day,
                self.weekday,
                self.in_full,
                self.month,
            ),
            *(
                self.minutes,
                self.duration,
                self.limit,
                self.money,
                self.fen,
                self.mention,
                self.who,
                cut,
                some,
                unlisted,
            ),
        )
        return {function.__name__: function for function in ours}

    def label(self, key: object, group: str, kind: str = "") -> str:
        return self.labels.of(group, key, kind)

    @pass_context
    def clock(self, context: Context, moment: str, of: str = "") -> str:
        """`09:12`, and `11/24 09:12` where the day is not that of `of`, else of the case, else of the report."""
        local = self._local(moment)
        known = _day_in(of) or _day_in(context.get("case")) or _day_in(context.get("day"))
        time = self._format("clock", local)
        return time if local.date() == known else f"{self._short_day(local, known)} {time}"

    @pass_context
    def exactly(self, context: Context, moment: str, of: str = "") -> str:
        """The same with the seconds, where there are any: `09:12:40`."""
        second = self._local(moment).second
        return self.clock(context, moment, of) + (f":{second:02}" if second else "")

    @pass_context
    def span(self, context: Context, starts_at: str, ends_at: str) -> str:
        """`11/24–11/26` of whole days, `13:30–18:00` within one, `11/24 13:30–11/25 10:00` else."""
        starts, ends = self._local(starts_at), self._local(ends_at)
        last = ends - _INSTANT
        if starts < ends and not any((starts.hour, starts.minute, ends.hour, ends.minute)):
            days = (starts,) if last.date() == starts.date() else (starts, last)
            known = _day_in(context.get("case")) or _day_in(context.get("day"))
            return "–".join(self._short_day(day, known) for day in days)
        until = _MIDNIGHT if not (ends.hour or ends.minute) and last.date() == starts.date() else None
        return f"{self.clock(context, starts_at)}–{until or self.clock(context, ends_at, starts_at)}"

    def day(self, moment: str) -> str:
        """`11/23`."""
        return self._format("short_day", self._local(moment))

    def weekday(self, moment: str) -> str:
        return self.labels.of("weekdays", self._local(moment).weekday())

    def in_full(self, moment: str) -> str:
        """The day, or the moment to the minute, as the official form writes it."""
        return self._format("date" if len(moment) == _DATE_ONLY else "moment", self._local(moment))

    def month(self, month: str) -> str:
        """`2026 年 11 月`, from `2026-11`."""
        return self._format("month", datetime.fromisoformat(f"{month}-01"))

    def minutes(self, count: int) -> str:
        """`2 小時 5 分鐘`."""
        hours, rest = divmod(count, 60)
        parts = [("hour", hours), ("minute", rest)]
        said = [self.labels.of("formats", unit).format(number) for unit, number in parts if number]
        return " ".join(said) or self.labels.of("formats", "minute").format(0)

    def duration(self, seconds: int, *, up: bool = False) -> str:
        """A length of time in whole minutes: those that are over, or rounded `up`."""
        if seconds < _MINUTE and not up:
            return self.labels.of("formats", "less_than_a_minute")
        return self.minutes(-(-seconds // _MINUTE) if up else seconds // _MINUTE)

    def limit(self, limit: Fact) -> str:
        """`3 個工作日`, or a length of working time."""
        days = limit["working_days"]
        return (
            self.labels.of("formats", "working_day", days).format(days)
            if days
            else self.minutes(limit["minutes"])
        )

    def money(self, yuan: int) -> str:
        """`1,200 元`."""
        return self.labels.of("formats", "money").format(yuan)

    def fen(self, amount: int, *, signed: bool = False) -> str:
        """`1,200 元`, `120.50 元`: an amount in fen; `signed` writes `+120 元` and `−120 元`."""
        yuan, cents = divmod(abs(amount), 100)
        sign = "−" if amount < 0 else "+" if signed and amount else ""
        written = f"{sign}{yuan:,}" + (f".{cents:02}" if cents else "")
        return self.labels.of("formats", "fen").format(written)

    def mention(self, person: Fact) -> Markup:
        """A link that notifies the person; the name alone where Telegram does not know her."""
        stood_for = self._if_deputy("mentioned_for", person)
        if person["telegram_id"] is None:
            return escape(person["name"] + stood_for)
        link = Markup('<a href="tg://user?id={}">@{}</a>').format(person["telegram_id"], person["name"])
        return link + stood_for

    def who(self, person: Fact) -> str:
        """The department and the name, as one: 打單部王五; of a deputy also for whom: 打單部林助理代王五."""
        named = self.labels.of("formats", "who").format(department=person["department"], name=person["name"])
        return named + self._if_deputy("acts_for", person)

    def _if_deputy(self, name: str, person: Fact) -> str:
        stands_for = person.get("stands_for")
        return self.labels.of("formats", name).format(stands_for) if stands_for else ""

    def _short_day(self, local: datetime, known: date | None) -> str:
        same_year = known is None or known.year == local.year
        return self._format("short_day" if same_year else "short_day_of_year", local)

    def _format(self, name: str, local: datetime) -> str:
        return self.labels.of("formats", name).format(local)

    def _local(self, moment: str) -> datetime:
        """Read a moment, or a day as its first moment."""
        read = datetime.fromisoformat(moment)
        return read.astimezone(self.zone) if read.tzinfo else read


def cut(text: str, units: int) -> str:
    """A text on one line, no longer than `units`."""
    return shorten(one_line(text), units)


@pass_context
def some(context: Context, items: Sequence[Any]) -> Sequence[Any]:
    """As many items as there is room for."""
    return items[: _room(context).items]


@pass_context
def unlisted(context: Context, items: Sequence[Any]) -> int:
    """How many items `some` leaves out."""
    return len(items) - len(some(context, items))


# Private functions


def _room(context: Context) -> Room:
    room: Room = context.get(ROOM, Room())
    return room


def _day_in(text: object) -> date | None:
    """The day of an ISO moment, or in the number of a case."""
    found = _DAY.search(text) if isinstance(text, str) else None
    return date(*map(int, found.groups())) if found else None
