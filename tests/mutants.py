"""`make mutants`: change the code of the regulation and of the books in small ways, and see whether a test notices.

python -m tests.mutants [--sample N] [--seed N] [--children N] [--only PATTERN]

mutmut makes the mutants of workflow/ and storage/ and runs, for each, the tests that reach the function it stands in. A
sample is drawn uniformly over all of them; 0 takes all. Run it again and it goes on where it was stopped: what was caught
stays caught, and what survived is tried again, because the tests may have become better. `mutmut show NAME` prints one.
What is left alive on purpose is argued in docs/mutants.md.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatch
from math import sqrt
from pathlib import Path
from random import Random
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
MUTANTS: Final = ROOT / "mutants"
STATS: Final = MUTANTS / "mutmut-stats.json"
"""Which tests reach which function."""
MUTMUT: Final = Path(sys.executable).with_name("mutmut")
PACKAGES: Final = ("workflow", "storage")
CHEAP: Final = "workflow.hours.x__plain*"
"""mutmut makes all mutants before it runs any, and is never asked only for the former."""
CAUGHT: Final = frozenset({1, 3, 24, -24, 36, 152, 255})
"""Exit codes, as mutmut reads them: a test failed, or the tests ran on for ever."""
NO_TESTS: Final = 33
Z: Final = 1.96
"""Standard deviations on both sides of an interval that holds in 95 of 100 samples."""

Verdicts = dict[str, int | None]


def main() -> int:
    """Judge the sample, print the score of each module, and list the survivors."""
    wanted = _arguments()
    if is_older(STATS, (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))):
        STATS.unlink()  # mutmut asks only new tests again: what an old one reaches now would seem untested
    _mutmut([CHEAP], children=wanted.children)
    names = [name for name in sorted(verdicts()) if fnmatch(name, wanted.only)]
    sample = names if not wanted.sample else drawn(names, wanted.sample, seed=wanted.seed)
    _mutmut(_undecided(sample), children=wanted.children)
    known = verdicts()
    print(report({name: known[name] for name in sample}, of=len(names), seed=wanted.seed))  # noqa: T201
    return 0


def drawn(names: Sequence[str], count: int, *, seed: int) -> list[str]:
    """Return a uniform sample; one seed draws the same from the same mutants."""
    return sorted(Random(seed).sample(names, min(count, len(names))))


def verdicts() -> Verdicts:
    """Return how the tests ended for each mutant there is, None where they were not run."""
    found: Verdicts = {}
    for package in PACKAGES:
        for path in sorted((MUTANTS / package).glob("**/*.py.meta")):
            found |= json.loads(path.read_text("utf-8"))["exit_code_by_key"]
    return found


def is_older(made: Path, sources: Iterable[Path]) -> bool:
    """Tell whether there is something made of sources that have changed since."""
    return made.exists() and any(path.stat().st_mtime > made.stat().st_mtime for path in sources)


def interval(caught: int, tried: int) -> tuple[float, float]:
    """Return the bounds between which the share of all mutants lies, with 95 % confidence (Wilson)."""
    if not tried:
        return 0.0, 1.0
    share, spread = caught / tried, Z**2 / tried
    middle, half = share + spread / 2, Z * sqrt(share * (1 - share) / tried + spread / (4 * tried))
    return max(0.0, (middle - half) / (1 + spread)), min(1.0, (middle + half) / (1 + spread))


def report(judged: Mapping[str, int | None], *, of: int, seed: int) -> str:
    """Return the scores of the packages and their modules, and who survived."""
    lines = [f"{len(judged)} of {of} mutants, seed {seed}", ""]
    for package in PACKAGES:
        lines += _scores(package, {name: code for name, code in judged.items() if name.startswith(package)})
    alive = sorted(name for name, code in judged.items() if code not in CAUGHT)
    return "\n".join([*lines, "", "survivors:", *(f"  {name}{_why(judged[name])}" for name in alive)])


# Private functions


def _scores(package: str, judged: Mapping[str, int | None]) -> Iterator[str]:
    low, high = interval(_caught(judged.values()), len(judged))
    yield f"{_score(f'{package}/', judged.values())}  95 % sure of {low:.1%} to {high:.1%}"
    for module in sorted({name.split(".")[1] for name in judged}):
        yield _score(f"  {module}", (code for name, code in judged.items() if name.split(".")[1] == module))
    yield ""


def _score(title: str, codes: Iterable[int | None]) -> str:
    codes = list(codes)
    caught = _caught(codes)
    return f"{title:<24} {caught:>5} of {len(codes):>5} caught  {caught / max(1, len(codes)):>6.1%}"


def _caught(codes: Iterable[int | None]) -> int:
    return sum(code in CAUGHT for code in codes)


def _why(code: int | None) -> str:
    return {NO_TESTS: "  (no test comes by)", None: "  (not tried)"}.get(code, "")


def _undecided(names: Iterable[str]) -> list[str]:
    known = verdicts()
    return [name for name in names if known[name] not in CAUGHT]


def _mutmut(names: Sequence[str], *, children: int) -> None:
    """Make the mutants as far as the code has changed, and judge these."""
    if names:
        command = [str(MUTMUT), "run", "--max-children", str(children), *names]
        subprocess.run(command, cwd=ROOT, check=True, stdout=sys.stderr)


def _arguments() -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="make mutants")
    asked.add_argument("--sample", type=int, default=600, help="how many mutants; 0: all (hours)")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--children", type=int, default=1, help="how many at a time")
    asked.add_argument("--only", default="*", help='mutants whose names are like this, "workflow.closing.*"')
    return asked.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
