"""What holds for every test: no example of Hypothesis is hurried, because the machine may be busy.

The examples are the same in each run, so that a green suite stays green; `--hypothesis-profile=search` draws new ones.
"""

import gc

from hypothesis import settings

settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
settings.register_profile("search", deadline=None)
settings.register_profile("mutants", deadline=None, max_examples=25, derandomize=True, database=None)
settings.load_profile("repeatable")


def pytest_collection_finish() -> None:
    """Never look through what modules and collected tests consist of again: 70 ms each time."""
    gc.collect()
    gc.freeze()
