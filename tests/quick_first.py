"""A pytest plugin for `make mutants`: pure tests run before those with a database, since the first failure ends a run."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort by where a test lives; the rest of the order stays."""
    items.sort(key=lambda item: "integration" in item.nodeid)
