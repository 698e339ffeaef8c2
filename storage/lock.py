"""One process at a time: a lock on a file beside the database."""

import fcntl
import os
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self


class AlreadyRunning(Exception):
    """Another process holds the database; `pid` is its number, None if it could not be read."""

    def __init__(self, pid: int | None) -> None:
        super().__init__(f"another process ({pid or 'unknown'}) is using the database")
        self.pid = pid


class ProcessLock:
    """Holds `<database>.lock` within `with`; the kernel lets go of it when the process ends, however it ends."""

    def __init__(self, database: Path) -> None:
        self.path = database.with_name(database.name + ".lock")
        self._file = -1

    def __enter__(self) -> Self:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(self.path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(self._file, 20, 0)
            os.close(self._file)
            raise AlreadyRunning(int(holder) if holder.isdigit() else None) from None
        with suppress(OSError):  # on a full disk it is held all the same, only nobody can read by whom
            os.ftruncate(self._file, 0)
            os.pwrite(self._file, str(os.getpid()).encode(), 0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # The file stays: removing it would let two processes lock two files of one name.
        os.close(self._file)
