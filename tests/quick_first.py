"""A pytest plugin for `make mutants`: what is quick comes first, since the first failure ends a run.

Long random histories reach nearly every function, so each survivor would have to sit through them: they are left out.
"""

from collections.abc import Iterable
from typing import Final

import pytest

LEFT_OUT: Final = (
    "test_flow_walk.py::TestWalk",
    "test_freight_machine.py::TestFreight",
    "test_power_loss.py",
    "test_rebuild.py::test_rebuilt_equals_live_after_any_history",
    "test_upgrading.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort by where a test lives, the rest of the order stays; drop what takes too long."""
    items[:] = sorted(_short(items), key=lambda item: "integration" in item.nodeid)


def _short(items: Iterable[pytest.Item]) -> Iterable[pytest.Item]:
    return (item for item in items if not any(name in item.nodeid for name in LEFT_OUT))
