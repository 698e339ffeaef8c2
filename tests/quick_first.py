"""A pytest plugin for `make mutants`: what notices most and costs least comes first, since the first failure ends a run.

What reaches nearly every function and takes long is left out: each survivor would have to sit through it.
"""

from collections.abc import Iterable
from typing import Final

import pytest

LEFT_OUT: Final = (
    "test_flow_walk.py::TestWalk",
    "test_freight_machine.py::TestFreight",
    "test_fund_statement.py::test_the_balance_is_paid_less",
    "test_power_loss.py",
    "test_records.py::test_the_figures_of_a_period_become",
    "test_rebuild.py::test_rebuilt_equals_live_after_any_history",
    "test_table.py::test_phase_by_act",
    "test_upgrading.py",
)
ORDER: Final = ("test_minutes.py", "tests/unit", "")
"""The minutes tell most of what the regulation does; a database comes last."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort by where a test lives, the rest of the order stays; drop what takes too long."""
    items[:] = sorted(_short(items), key=_rank)


def _short(items: Iterable[pytest.Item]) -> Iterable[pytest.Item]:
    return (item for item in items if not any(name in item.nodeid for name in LEFT_OUT))


def _rank(item: pytest.Item) -> int:
    return next(rank for rank, part in enumerate(ORDER) if part in item.nodeid)
