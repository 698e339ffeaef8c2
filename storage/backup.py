"""Dated copies of the database, made while it is in use."""

from datetime import datetime
from pathlib import Path


async def backup(source: Path, folder: Path, *, now: datetime, keep: int = 14) -> Path:
    """Copy the database into `<folder>/<name>-<UTC time>.db`, drop the oldest copies beyond `keep`; return the copy."""
    raise NotImplementedError


def restore(copy: Path, target: Path) -> None:
    """Put a copy in place of the database, which is kept beside it; hold the `ProcessLock` meanwhile."""
    raise NotImplementedError
