"""Copies evidence from Telegram to the disk beside the database (`evidence.keep_files`), beside the serial loop.

What has no copy is a question to the database, so a restart loses nothing; each outcome is a command (`KeepEvidence`).
"""

import asyncio
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Final

import structlog
from telegram import Bot
from telegram.constants import FileSizeLimit
from telegram.error import BadRequest, TelegramError

from bot.count import Count
from bot.telegram_time import TelegramTime
from storage import exhibits
from storage.database import Database
from storage.exhibits import Uncopied
from workflow.commands import KeepEvidence, Stimulus
from workflow.desk import Desk
from workflow.evidence import NotKept

_log = structlog.stdlib.get_logger()

FOLDER: Final = "evidence"
_LARGEST: Final = int(FileSizeLimit.FILESIZE_DOWNLOAD)
_TOO_BIG: Final = "file is too big"
_FIRST_PAUSE: Final = timedelta(seconds=30)
_LONGEST_PAUSE: Final = timedelta(hours=1)
_REFUSALS: Final = 5
"""So often Telegram may refuse a file before it counts as gone."""
_LOOK_AGAIN: Final = timedelta(minutes=1)


class Copier:
    """The copying loop: one file at a time, what fails later again."""

    def __init__(
        self, bot: Bot, database: Database, desk: Desk, *, time: TelegramTime, is_wanted: bool
    ) -> None:
        self._bot, self._database, self._desk, self._time = bot, database, desk, time
        self._is_wanted = is_wanted
        self._folder = database.path.parent / FOLDER
        self._woken = asyncio.Event()
        self._stopping = False
        self._looks = Count()
        self._failures: dict[tuple[int, str], tuple[int, datetime]] = {}  # how often, and when to try again

    def wake(self) -> None:
        """Look whether there is something to copy."""
        self._woken.set()

    def stop(self) -> None:
        """End `run` after the present file."""
        self._stopping = True
        self._woken.set()

    async def settled(self) -> None:
        """Return once everything that can be copied now is."""
        if self._is_wanted:
            self.wake()
            await self._looks.next_whole()

    async def run(self) -> None:
        """Copy until `stop`."""
        while not self._stopping:
            self._woken.clear()
            if self._is_wanted:
                with self._looks.another():
                    await self._look()
            await self._sleep()

    # Private

    async def _look(self) -> None:
        for file in await self._database.read(exhibits.uncopied):
            _, again_at = self._failures.get((file.case_id, file.unique_id), (0, self._time.now()))
            if self._stopping or again_at > self._time.now():
                continue
            await self._copy(file)

    async def _sleep(self) -> None:
        woken = asyncio.create_task(self._woken.wait())
        passed = asyncio.create_task(self._time.sleep_until(self._time.now() + _LOOK_AGAIN))
        await asyncio.wait({woken, passed}, return_when=asyncio.FIRST_COMPLETED)
        for task in (woken, passed):
            task.cancel()

    async def _copy(self, file: Uncopied) -> None:
        if file.size > _LARGEST:
            await self._record(file, reason=NotKept.TOO_LARGE)
            return
        try:
            path, content = await self._fetched(file)
        except BadRequest as refusal:
            await self._refused(file, refusal)
        except (TelegramError, OSError) as error:
            self._try_later(file, error)
        else:
            digest = sha256(content).hexdigest()
            await self._record(file, path=path, sha256=digest, size=len(content))

    async def _fetched(self, file: Uncopied) -> tuple[str, bytes]:
        """Return the content and where it lies now, from the folder of the database."""
        found = await self._bot.get_file(file.file_id)
        content = bytes(await found.download_as_bytearray())
        suffix = PurePath(file.name or found.file_path or "").suffix[:10]
        name = PurePath(FOLDER, str(file.case_id), f"{sha256(content).hexdigest()[:16]}{suffix}")
        await asyncio.to_thread(_write, self._folder.parent / name, content)
        return name.as_posix(), content

    async def _refused(self, file: Uncopied, refusal: BadRequest) -> None:
        failures, _ = self._failures.get((file.case_id, file.unique_id), (0, None))
        if _TOO_BIG in refusal.message.lower():
            await self._record(file, reason=NotKept.TOO_LARGE)
        elif failures + 1 >= _REFUSALS:
            await self._record(file, reason=NotKept.GONE)
        else:
            self._try_later(file, refusal)

    def _try_later(self, file: Uncopied, error: Exception) -> None:
        key = (file.case_id, file.unique_id)
        failures = self._failures.get(key, (0, self._time.now()))[0] + 1
        pause = min(_FIRST_PAUSE * 2 ** min(failures - 1, 10), _LONGEST_PAUSE)
        self._failures[key] = failures, self._time.now() + pause
        _log.warning("evidence not copied yet", case=file.case_id, failures=failures, error=repr(error))

    async def _record(self, file: Uncopied, **outcome: object) -> None:
        now = self._time.now()
        about = {"case": file.case_id, "unique_id": file.unique_id, **outcome}
        await self._desk.perform(KeepEvidence.model_validate(about), Stimulus(now=now, at=now))
        self._failures.pop((file.case_id, file.unique_id), None)


def _write(path: Path, content: bytes) -> None:
    """Write a file for our eyes only, whole or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.part")
    half.touch(mode=0o600)
    half.write_bytes(content)
    half.replace(path)
