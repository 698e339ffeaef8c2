"""The clocks of the running process: the machine's, and one that the sandbox steers. The only place here that reads real time."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from typing import Final, NamedTuple, Protocol
from urllib.parse import urlsplit

import httpx
import structlog

from bot.authorities import authorities

_log = structlog.stdlib.get_logger()

_SLICE: Final = 30.0
"""The machine may be suspended or its clock set while somebody sleeps, and asyncio's timers count neither."""

_READING_SECONDS: Final = 60.0
_RETRY_SECONDS: Final = 0.5


class RemoteClockError(Exception):
    """A test clock was asked for where real people are on the other side."""


class Clock(Protocol):
    """What time it is, and sleeping by it; all of the bot's pacing, ticks and gaps run on one of these."""

    @property
    def is_steered(self) -> bool:
        """Tell whether it is jumped and sped up, so that a stretch of it may take no real time at all."""

    @property
    def version(self) -> int:
        """Return a number that grows with each jump and each change of rate."""

    @property
    def rate(self) -> float:
        """Return how many of its seconds pass in a real one; 0 while it stands still."""

    def now(self) -> datetime:
        """Return the moment in UTC."""

    async def refresh(self) -> None:
        """Take a new reading, if it is read from elsewhere."""

    async def sleep(self, seconds: float) -> None:
        """Return after so many seconds of this clock."""

    async def sleep_until(self, moment: datetime) -> None:
        """Return at a moment of this clock, at once if it has passed."""

    async def changed(self, since: int) -> None:
        """Return once `version` is past `since`; never, on the machine's clock."""


class SystemClock:
    """The machine's clock."""

    is_steered: Final = False
    version: Final = 0
    rate: Final = 1.0

    def now(self) -> datetime:
        """Return the moment in UTC."""
        return datetime.now(UTC)

    async def refresh(self) -> None:
        """Do nothing: it is always right."""

    async def sleep(self, seconds: float) -> None:
        """Return after so many seconds."""
        await self.sleep_until(self.now() + timedelta(seconds=seconds))

    async def sleep_until(self, moment: datetime) -> None:
        """Return at a moment, at once if it has passed."""
        while (left := (moment - self.now()).total_seconds()) > 0:  # noqa: ASYNC110  (time is no event)
            await asyncio.sleep(min(left, _SLICE))

    async def changed(self, since: int) -> None:  # noqa: ARG002  (the machine's clock has one version)
        """Never return."""
        await asyncio.Event().wait()


class SteeredClock:
    """A clock that runs `rate` times as fast as real time (0: frozen) from the last reading it was given."""

    is_steered: Final = True

    def __init__(self, start: datetime, *, rate: float = 1.0, version: int = 1) -> None:
        self.version = version
        self.rate = rate
        self._base = start.astimezone(UTC)
        self._read_at = time.monotonic()
        self._steered = asyncio.Event()

    def now(self) -> datetime:
        """Return the moment in UTC."""
        return self._base + timedelta(seconds=(time.monotonic() - self._read_at) * self.rate)

    def steer(self, moment: datetime, *, rate: float | None = None, version: int | None = None) -> None:
        """Take a new reading and wake everybody who sleeps.

        The reading is right even if it lies a little behind: it was the clock that had run on while it travelled.
        """
        self._base = moment.astimezone(UTC)
        self._read_at = time.monotonic()
        self.rate = self.rate if rate is None else rate
        self.version = self.version + 1 if version is None else version
        steered, self._steered = self._steered, asyncio.Event()
        steered.set()

    async def refresh(self) -> None:
        """Do nothing: whoever steers it says so."""

    async def sleep(self, seconds: float) -> None:
        """Return after so many seconds of this clock."""
        await self.sleep_until(self.now() + timedelta(seconds=seconds))

    async def sleep_until(self, moment: datetime) -> None:
        """Return at a moment of this clock, however it comes about."""
        while (left := (moment - self.now()).total_seconds()) > 0:
            with suppress(TimeoutError):
                async with asyncio.timeout(left / self.rate if self.rate else None):
                    await self._steered.wait()

    async def changed(self, since: int) -> None:
        """Return once `version` is past `since`."""
        while self.version <= since:
            await self._steered.wait()


class Reading(NamedTuple):
    """What the sandbox says of its clock."""

    now: datetime
    rate: float
    version: int


class SandboxClock(SteeredClock):
    """The sandbox's clock, followed over HTTP."""

    def __init__(self, client: httpx.AsyncClient, reading: Reading) -> None:
        super().__init__(reading.now, rate=reading.rate, version=reading.version)
        self._client = client

    async def refresh(self) -> None:
        """Take a new reading now instead of waiting to be told of a jump."""
        self._take(await _read(self._client))

    async def follow(self) -> None:
        """Take a new reading at each jump and each change of rate, for ever."""
        while True:
            try:
                self._take(await _read(self._client, after=self.version))
            except httpx.HTTPError as error:
                _log.debug("sandbox clock lost", error=type(error).__name__)
                await asyncio.sleep(_RETRY_SECONDS)

    def _take(self, reading: Reading) -> None:
        if reading.version > self.version:
            self.steer(reading.now, rate=reading.rate, version=reading.version)


@asynccontextmanager
async def sandbox_clock(base_url: str) -> AsyncIterator[SandboxClock]:
    """Follow the clock of the sandbox behind a Bot API address; raise `RemoteClockError` if that is another machine."""
    require_loopback(base_url)
    parts = urlsplit(base_url)
    async with httpx.AsyncClient(
        base_url=f"{parts.scheme}://{parts.netloc}", timeout=_READING_SECONDS, verify=authorities()
    ) as client:
        clock = SandboxClock(client, await _read(client))
        following = asyncio.create_task(clock.follow(), name="sandbox clock")
        try:
            yield clock
        finally:
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)


def require_loopback(base_url: str) -> None:
    """Raise `RemoteClockError` unless the address is this machine's own."""
    host = urlsplit(base_url).hostname or ""
    with suppress(ValueError):
        if ip_address(host).is_loopback:
            return
    if host != "localhost":
        raise RemoteClockError(
            f"TOUSU_TEST_CLOCK needs a sandbox on this machine, and telegram.base_url is {base_url}"
        )


async def _read(client: httpx.AsyncClient, *, after: int | None = None) -> Reading:
    params = {} if after is None else {"after": after}
    answer = (await client.get("/sandbox/clock", params=params)).raise_for_status().json()
    return Reading(datetime.fromisoformat(answer["now"]), float(answer["rate"]), int(answer["version"]))
