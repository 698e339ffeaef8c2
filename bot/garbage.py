"""Python's search for garbage, kept away from what is no garbage.

Looking through all that modules consist of takes 70 ms in which nothing else runs, and happens again and again while a
process grows.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def nothing_to_sweep() -> Iterator[None]:
    """Load modules without looking for garbage; what is there at the end is never looked through again."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
