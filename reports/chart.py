"""The weekly chart, drawn in a process of its own, so that the bot's loop never waits for matplotlib."""

import asyncio
import json
import os
import sys
import tempfile
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from reports.stages import Facts
from reports.wording import LANGUAGE

PATIENCE: Final = 60.0
"""Seconds; a drawing takes two, the very first one on a machine some more: matplotlib looks through its fonts."""


class ChartFailed(Exception):
    """The drawing process took too long, or died; its last words are the message."""


async def draw(
    facts: Facts,
    path: Path,
    *,
    language: str = LANGUAGE,
    patience: float = PATIENCE,
    fonts: Path | None = None,
) -> Path:
    """Draw the facts of `weekly_chart` into a PNG at `path`, worded in a language; raise ChartFailed if that is impossible.

    The file appears complete or not at all, and is readable by its owner alone. matplotlib keeps its list of fonts in the
    folder `fonts`; if none is named, beside the charts.
    """
    environment = _environment(fonts or path.parent / ".matplotlib")
    with _appearing(path) as unfinished:
        await _run(facts, unfinished, language, patience, environment)
    return path


# Private functions


@contextmanager
def _appearing(path: Path) -> Iterator[Path]:
    """Lend a file that takes its name when it is finished."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(suffix=".png", prefix=".drawing-", dir=path.parent)
    os.close(handle)
    unfinished = Path(name)
    try:
        yield unfinished
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


async def _run(
    facts: Facts, target: Path, language: str, patience: float, environment: Mapping[str, str]
) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "reports.drawing", str(target), language),
        stdin=PIPE,
        stdout=DEVNULL,
        stderr=PIPE,
        env=environment,
    )
    try:
        async with asyncio.timeout(patience):
            _, complaints = await process.communicate(json.dumps(facts).encode())
    except TimeoutError:
        raise ChartFailed(f"not drawn within {patience:g} s") from None
    finally:
        await _end(process)
    if process.returncode:
        raise ChartFailed(_last_line(complaints) or f"exit status {process.returncode}")


async def _end(process: Process) -> None:
    if process.returncode is None:
        process.kill()
        await process.wait()


def _environment(fonts: Path) -> dict[str, str]:
    """Return what the process needs to know, and no secret."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    packages = Path(__file__).resolve().parent.parent
    return {**kept, "PYTHONPATH": str(packages), "MPLCONFIGDIR": str(fonts.resolve())}


def _last_line(complaints: bytes) -> str:
    return next(iter(complaints.decode(errors="replace").strip().splitlines()[-1:]), "")
