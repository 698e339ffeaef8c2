"""What is wrong with a freight as typed, beside what could not be read: every mistake, each with the words it is about."""

from collections.abc import Collection, Iterator

from workflow.commands import Mistake
from workflow.vouchers import LONGEST_NAME, LONGEST_REASON, MOST_FEN, WHOLE, FreightWish

LONGEST = {"carrier": LONGEST_NAME, "payee": LONGEST_NAME, "reason": LONGEST_REASON}


def mistakes_in(wish: FreightWish, known: Collection[str]) -> tuple[Mistake, ...]:
    """Return the mistakes; `known` are the ids of the company's departments."""
    return (*_of_amount(wish.amount), *_of_words(wish), *_of_bearings(wish, known))


# Private functions


def _of_amount(amount: int | None) -> Iterator[Mistake]:
    if amount is None:  # named by who read it
        return
    if amount <= 0:
        yield Mistake(field="amount", problem="not_positive")
    if amount > MOST_FEN:
        yield Mistake(field="amount", problem="too_large")


def _of_words(wish: FreightWish) -> Iterator[Mistake]:
    for field, longest in LONGEST.items():
        typed: str = getattr(wish, field)
        if not typed:
            yield Mistake(field=field, problem="missing")
        elif len(typed) > longest:
            yield Mistake(field=field, problem="too_long", quote=typed)


def _of_bearings(wish: FreightWish, known: Collection[str]) -> Iterator[Mistake]:
    departments = [one.department for one in wish.bearings]
    total = sum(one.percent for one in wish.bearings)
    if len(set(departments)) < len(departments):
        yield Mistake(field="bearings", problem="named_twice")
    if not set(departments) <= set(known):
        yield Mistake(field="bearings", problem="unknown_department")
    if wish.bearings and total != WHOLE:
        yield Mistake(field="bearings", problem="not_whole", quote=f"{total}%")
