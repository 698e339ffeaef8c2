"""`make chaos`: everything that is proven about failures, at length, with a report.

python -m tests.chaos [--seed N] [--schedules N] [--cases N] [--kills N] [--only TRIAL ...] [--write FILE]
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import SystemRandom

from tests.chaos.report import Part, as_text
from tests.chaos.trials import killing_day, outage_rule, penalty_path

TRIALS: tuple[Callable[[argparse.Namespace, Path], Part], ...] = (killing_day, penalty_path, outage_rule)


def main() -> int:
    """Run every trial, print the report, and return how many found something wrong."""
    wanted = _arguments()
    parts = list(_tried(wanted))
    text = as_text(parts, seed=wanted.seed)
    if wanted.write:
        Path(wanted.write).write_text(text, "utf-8")
    print(text)  # noqa: T201  the report is what it is for
    return sum(bool(part.wrong) for part in parts)


def _tried(wanted: argparse.Namespace) -> Iterator[Part]:
    with tempfile.TemporaryDirectory() as folder:
        for trial in (one for one in TRIALS if one.__name__ in wanted.only):
            place = Path(folder) / trial.__name__
            place.mkdir()
            part = trial(wanted, place)
            print(f"{part.title}: {len(part.wrong)} wrong, {part.seconds:.0f} s", file=sys.stderr)  # noqa: T201
            yield part


def _arguments() -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="make chaos")
    asked.add_argument("--seed", type=int, default=SystemRandom().randrange(10**6))
    names = [trial.__name__ for trial in TRIALS]
    asked.add_argument("--only", nargs="+", choices=names, default=names)
    asked.add_argument("--schedules", type=int, default=1000)
    asked.add_argument("--cases", type=int, default=120)
    asked.add_argument("--kills", type=int, default=40)
    asked.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    asked.add_argument("--write", default="")
    return asked.parse_args()


if __name__ == "__main__":
    sys.exit(main())
