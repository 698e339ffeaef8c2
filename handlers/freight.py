"""支出證明 as typed in answer to its question: what was read goes to the desk, mistakes and all (C35)."""

from collections.abc import Iterator
from typing import Final

from forms.freight import FreightReading, ShareRead, read_freight
from forms.money import MoneyProblem, suggested
from workflow.commands import Do, Mistake
from workflow.directory import Directory
from workflow.vouchers import WHOLE, Bearing, FreightWish, equal_bearings


def freight(do: Do, text: str, directory: Directory) -> Do:
    """Return the act with the freight as read; departments left out are the desk's to fill in."""
    reading = read_freight(text)
    mistakes = (*_of_amount(reading), *_of_shares(reading, directory))
    return do.model_copy(
        update={"freight": _wish(reading, directory, mistakes), "mistakes": mistakes, "typed": text.strip()}
    )


# Private functions

_PERCENTS: Final = range(1, WHOLE + 1)


def _wish(reading: FreightReading, directory: Directory, mistakes: tuple[Mistake, ...]) -> FreightWish:
    is_unclear = any(one.field == "bearings" for one in mistakes)
    return FreightWish(
        amount=reading.amount if isinstance(reading.amount, int) else None,
        carrier=reading.carrier,
        payee=reading.payee,
        reason=reading.reason,
        bearings=() if is_unclear else _bearings(reading.shares, directory),
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
    shares = reading.shares
    for share in shares:
        if directory.find_department(share.name) is None:
            yield Mistake(field="bearings", problem="unknown_department", quote=share.name)
        elif share.percent is not None and share.percent not in _PERCENTS:
            yield Mistake(field="bearings", problem="no_percent", quote=share.name)
    if 0 < sum(share.percent is None for share in shares) < len(shares):
        yield Mistake(field="bearings", problem="percent_missing", quote=reading.bearings)


def _bearings(shares: tuple[ShareRead, ...], directory: Directory) -> tuple[Bearing, ...]:
    """The shares with the departments' ids; departments without percents bear it equally."""
    departments = tuple(one.id for share in shares if (one := directory.find_department(share.name)))
    if all(share.percent is None for share in shares):
        return equal_bearings(departments) if departments else ()
    return tuple(
        Bearing(department=department, percent=share.percent or 0)
        for department, share in zip(departments, shares, strict=True)
    )
