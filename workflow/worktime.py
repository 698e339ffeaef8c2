"""Counting working time: an ordered line of stretches, looked up by bisection, a month at a time.

Everything here is in UTC and half-open: a stretch from 08:30 to 12:00 contains 08:30 and not 12:00.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import accumulate, pairwise
from typing import NamedTuple, Protocol

NOTHING = timedelta()


class Stretch(NamedTuple):
    """An uninterrupted piece of time."""

    start: datetime
    end: datetime

    def within(self, other: "Stretch") -> "Stretch":
        """Cut this stretch to another; nothing is left if its end is not after its start."""
        return Stretch(max(self.start, other.start), min(self.end, other.end))


class Worktime(Protocol):
    """What a calendar asks of its working time."""

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        """Count the working time between two moments in order."""

    def advance(self, start: datetime, span: timedelta) -> datetime:
        """Return the earliest moment by which `span` of working time has passed since `start`."""

    def opening(self, moment: datetime) -> datetime:
        """Return the moment itself if it is working time, else the start of the next stretch."""

    def covering(self, span: Stretch) -> Iterator[Stretch]:
        """Yield the working stretches from the last one before the span to the first one after it."""


class AllTime:
    """Every second counts."""

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        return end - start

    def advance(self, start: datetime, span: timedelta) -> datetime:
        return start + span

    def opening(self, moment: datetime) -> datetime:
        return moment

    def covering(self, span: Stretch) -> Iterator[Stretch]:
        yield span


class Line:
    """The stretches of one month, with the working time that has passed by the end of each."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        self.stretches = tuple(joined(stretches))
        self._starts = [stretch.start for stretch in self.stretches]
        self._passed = list(accumulate(stretch.end - stretch.start for stretch in self.stretches))
        self.total = self._passed[-1] if self._passed else NOTHING

    def passed(self, moment: datetime) -> timedelta:
        """Count the working time of the month before a moment."""
        index = bisect_right(self._starts, moment) - 1
        if index < 0:
            return NOTHING
        return self._passed[index] - max(NOTHING, self.stretches[index].end - moment)

    def moment(self, passed: timedelta) -> datetime:
        """Return the earliest moment with this much working time behind it (more than none, at most all)."""
        index = bisect_left(self._passed, passed)
        return self.stretches[index].end - (self._passed[index] - passed)

    def following(self, moment: datetime) -> Stretch | None:
        """Return the stretch that contains a moment, else the next one of this month."""
        index = bisect_right(self._starts, moment)
        if index and moment < self.stretches[index - 1].end:
            return self.stretches[index - 1]
        return self.stretches[index] if index < len(self.stretches) else None

    def preceding(self, moment: datetime) -> Stretch | None:
        """Return the last stretch that starts before a moment."""
        index = bisect_left(self._starts, moment)
        return self.stretches[index - 1] if index else None


class Hours:
    """Working time by the month; a month is laid out when it is first asked for."""

    def __init__(
        self, *, month_of: Callable[[datetime], int], stretches_of: Callable[[int], Iterable[Stretch]]
    ) -> None:
        self._month_of = month_of
        self._stretches_of = stretches_of
        self._lines: dict[int, Line] = {}

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        first, last = self._month_of(start), self._month_of(end)
        whole_months = sum((self._line(month).total for month in range(first, last)), NOTHING)
        return whole_months + self._line(last).passed(end) - self._line(first).passed(start)

    def advance(self, start: datetime, span: timedelta) -> datetime:
        if not span:
            return start
        month = self._month_of(start)
        ahead = self._line(month).passed(start) + span
        while ahead > self._line(month).total:
            ahead -= self._line(month).total
            month += 1
        return self._line(month).moment(ahead)

    def opening(self, moment: datetime) -> datetime:
        return max(moment, self._following(moment).start)

    def covering(self, span: Stretch) -> Iterator[Stretch]:
        stretch = self._preceding(span.start)
        yield stretch
        while stretch.end < span.end:
            stretch = self._following(stretch.end)
            yield stretch

    def _line(self, month: int) -> Line:
        if month not in self._lines:
            self._lines[month] = Line(self._stretches_of(month))
        return self._lines[month]

    def _following(self, moment: datetime) -> Stretch:
        month = self._month_of(moment)
        while (stretch := self._line(month).following(moment)) is None:
            month += 1
        return stretch

    def _preceding(self, moment: datetime) -> Stretch:
        month = self._month_of(moment)
        while (stretch := self._line(month).preceding(moment)) is None:
            month -= 1
        return stretch


def joined(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Yield the stretches in order, those that touch or overlap made one and the empty left out."""
    current: Stretch | None = None
    for stretch in sorted(stretch for stretch in stretches if stretch.start < stretch.end):
        if current is not None and stretch.start <= current.end:
            current = Stretch(current.start, max(current.end, stretch.end))
            continue
        if current is not None:
            yield current
        current = stretch
    if current is not None:
        yield current


def between(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Yield what lies between each stretch and the next one."""
    for before, after in pairwise(stretches):
        yield Stretch(before.end, after.start)


def without(stretches: Iterable[Stretch], holes: Iterable[Stretch]) -> Iterator[Stretch]:
    """Yield what the holes (in order, apart from each other) leave of the stretches."""
    holes = tuple(holes)
    for stretch in stretches:
        cuts = [cut for hole in holes if (cut := hole.within(stretch)).start < cut.end]
        edges = [Stretch(stretch.start, stretch.start), *cuts, Stretch(stretch.end, stretch.end)]
        yield from (piece for piece in between(edges) if piece.start < piece.end)
