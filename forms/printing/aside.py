"""Printing in a process of its own: the bot's loop does not wait for it, and the memory for the type is given back."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path
from typing import Final

from forms.printing.orders import Order, Printed

PATIENCE: Final = 30.0
"""Seconds; a page takes less than one."""


class PrintingFailed(Exception):
    """The printing process took too long, or died; its last words are the message."""


async def print_aside(order: Order, *, patience: float = PATIENCE) -> Printed:
    """Return what `press.print_paper` does; raise PrintingFailed if that is impossible."""
    return Printed.unpacked(await _run(order, patience))


# Private functions


async def _run(order: Order, patience: float) -> bytes:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "forms.printing.press"),
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        env=_environment(),
    )
    try:
        async with asyncio.timeout(patience):
            answer, complaints = await process.communicate(order.model_dump_json().encode())
    except TimeoutError:
        raise PrintingFailed(f"not printed within {patience:g} s") from None
    finally:
        await _end(process)
    if process.returncode:
        raise PrintingFailed(_last_line(complaints) or f"exit status {process.returncode}")
    return answer


async def _end(process: Process) -> None:
    if process.returncode is None:
        process.kill()
        await process.wait()


def _environment() -> dict[str, str]:
    """Return what the process needs to know, and no secret."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return {**kept, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}


def _last_line(complaints: bytes) -> str:
    return next(iter(complaints.decode(errors="replace").strip().splitlines()[-1:]), "")
