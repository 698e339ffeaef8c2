"""支出證明 as typed in answer to its question: what was read goes to the desk, mistakes and all (C35)."""

import re
from collections.abc import Iterator
from typing import Final

from forms.freight import FreightReading, read_freight
from forms.money import MoneyProblem, suggested
from forms.shares import ShareProblem, ShareRead, read_share
from workflow.commands import Do, Mistake
from workflow.directory import DEPARTMENT, Directory
from workflow.names import called
from workflow.vouchers import WHOLE, Bearing, FreightWish, equal_bearings


def freight(do: Do, text: str, directory: Directory) -> Do:
    """Return the act with the freight as read; departments left out are the desk's to fill in."""
    reading = read_freight(text)
    mistakes = (*_of_amount(reading), *_of_shares(reading, directory))
    return do.model_copy(
        update={"freight": _wish(reading, directory, mistakes), "mistakes": mistakes, "typed": text.strip()}
    )


# Private functions


def _wish(reading: FreightReading, directory: Directory, mistakes: tuple[Mistake, ...]) -> FreightWish:
    is_unclear = any(one.field == "bearings" for one in mistakes)
    return FreightWish(
        amount=reading.amount if isinstance(reading.amount, int) else None,
        carrier=reading.carrier,
        payee=reading.payee,
        reason=reading.reason,
        bearings=() if is_unclear else _bearings(reading, directory),
    )


def _of_amount(reading: FreightReading) -> Iterator[Mistake]:
    if reading.amount is None:
        yield Mistake(field="amount", problem="missing")
    elif isinstance(reading.amount, MoneyProblem):
        typed = reading.typed_amount
        yield Mistake(field="amount", problem=_MONEY[reading.amount], quote=typed, example=suggested(typed))


_MONEY: Final[dict[MoneyProblem, str]] = {
    MoneyProblem.UNCLEAR: "invalid",
    MoneyProblem.NOT_POSITIVE: "not_positive",
    MoneyProblem.TOO_FINE: "too_fine",
    MoneyProblem.TOO_LARGE: "too_large",
}


def _of_shares(reading: FreightReading, directory: Directory) -> Iterator[Mistake]:
    items = reading.shares
    shares = [_share(item, directory) for item in items]
    for item, share in zip(items, shares, strict=True):
        if _department(share.name, directory) is None:
            yield _unnamed(item, share, directory)
        elif share.problem:
            yield Mistake(field="bearings", problem=share.problem, quote=item)
    if 0 < sum(share.is_bare for share in shares) < len(shares):
        yield Mistake(field="bearings", problem="percent_missing", quote=reading.bearings)
    elif any(share.fen is not None for share in shares):
        yield from _of_amounts(reading, shares)


def _unnamed(item: str, share: ShareRead, directory: Directory) -> Mistake:
    """More than a department's name, or none at all."""
    if directory.find_departments(item):
        return Mistake(field="bearings", problem=ShareProblem.UNCLEAR, quote=item)
    return Mistake(field="bearings", problem="unknown_department", quote=share.name)


def _of_amounts(reading: FreightReading, shares: list[ShareRead]) -> Iterator[Mistake]:
    """Amounts are shares only where they make up the whole, and each is a whole percent of it."""
    fen = [share.fen for share in shares if share.fen is not None]
    if len(fen) < len(shares):
        yield Mistake(field="bearings", problem="shares_mixed", quote=reading.bearings)
    elif not isinstance(reading.amount, int):
        return  # named already
    elif sum(fen) != reading.amount:
        yield Mistake(field="bearings", problem="amounts_not_whole", quote=reading.bearings)
    elif any(one * WHOLE % reading.amount for one in fen):
        yield Mistake(field="bearings", problem="amounts_no_percent", quote=reading.bearings)


def _bearings(reading: FreightReading, directory: Directory) -> tuple[Bearing, ...]:
    """The shares with the departments' ids; departments of which nothing else is said bear it equally."""
    shares = [_share(item, directory) for item in reading.shares]
    departments = tuple(one for share in shares if (one := _department(share.name, directory)))
    if all(share.is_bare for share in shares):
        return equal_bearings(departments) if departments else ()
    if not isinstance(reading.amount, int) and any(share.fen is not None for share in shares):
        return ()  # parts of an amount that is not known
    return tuple(
        Bearing(department=department, percent=_percent(share, reading))
        for department, share in zip(departments, shares, strict=True)
    )


def _percent(share: ShareRead, reading: FreightReading) -> int:
    if share.percent is not None:
        return share.percent
    assert share.fen is not None
    assert isinstance(reading.amount, int)
    return share.fen * WHOLE // reading.amount


def _share(item: str, directory: Directory) -> ShareRead:
    """What an item says; a department's whole name is no share, though it may end in a number."""
    return ShareRead(item) if _department(item, directory) else read_share(item)


_LETTERS: Final = re.compile(r"[\w\s]+")


def _department(name: str, directory: Directory) -> str | None:
    """The department of which this is the name, and nothing else; a sign behind it would be a share left blank."""
    exact = {one.name: one.id for one in directory.departments}
    if name in exact or not _LETTERS.fullmatch(name):
        return exact.get(name)
    return called(name, {one: (known,) for known, one in exact.items()}, optional_suffix=DEPARTMENT)
