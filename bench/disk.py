"""What the disk itself costs meanwhile: a commit waits for it, and on a shared machine it sometimes waits long."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter
from typing import Final

EVERY_SECONDS: Final = 0.1
PAGE: Final = bytes(4096)


@asynccontextmanager
async def watched(folder: Path) -> AsyncIterator[list[float]]:
    """Write a page through to the disk ten times a second; the list holds what each took, in milliseconds."""
    took: list[float] = []
    watching = asyncio.create_task(_watch(folder / "probe", took))
    try:
        yield took
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)


async def _watch(path: Path, took: list[float]) -> None:
    while True:
        took.append(await asyncio.to_thread(_write_through, path))
        await asyncio.sleep(EVERY_SECONDS)


def _write_through(path: Path) -> float:
    began = perf_counter()
    with path.open("wb") as file:
        file.write(PAGE)
        file.flush()
        os.fsync(file.fileno())
    return 1000 * (perf_counter() - began)
