"""What is loaded once is not looked through for garbage again; what is made later is."""

import subprocess
import sys

AT_WORK = """
import gc, weakref
from bot.garbage import nothing_to_sweep

with nothing_to_sweep():
    assert not gc.isenabled()
    import bot.app
assert gc.isenabled() and gc.get_freeze_count() > 50_000

class Knot: ...
knot = Knot()
knot.itself = knot
seen = weakref.ref(knot)
del knot
gc.collect()
assert seen() is None
"""


def test_modules_are_loaded_unswept_and_garbage_made_later_is_found() -> None:
    done = subprocess.run([sys.executable, "-c", AT_WORK], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
