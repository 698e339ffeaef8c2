"""The examination: gather the facts, then go through the checks in the order in which they are read."""

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator, Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Final

from bot.clock import Clock, SystemClock, sandbox_clock
from bot.config import Config
from bot.config_problems import ConfigProblems
from bot.config_secrets import Secrets, load_secrets
from bot.doctor import machine_checks as machine
from bot.doctor import people_checks as people
from bot.doctor import telegram_checks as telegram
from bot.doctor.asking import ask
from bot.doctor.facts import Answers, Facts, Machine
from bot.doctor.findings import Finding, found
from bot.watch import OUTAGE
from storage.backup import copies_beside, copies_of
from storage.inspection import Inspection, inspect

Check = Callable[[Facts], Iterable[Finding]]

CHECKS: Final[tuple[Check, ...]] = (
    telegram.telegram,
    telegram.moved_group,
    people.reachable,
    people.bound,
    people.held,
    people.agreeing,
    machine.calendar,
    machine.type_,
    machine.disk,
    machine.database,
    machine.copies,
)


async def examine(
    config: Config, *, env_file: Path | None = None, offline: bool = False
) -> tuple[Finding, ...]:
    """Return what every check finds; changes nothing, and needs no lock."""
    inspection = await asyncio.to_thread(inspect, config.storage.path)
    here = Facts(config=config, now=SystemClock().now(), machine=_machine(config), inspection=inspection)
    answers = None if offline else await _answers(config, inspection, env_file)
    facts = here.model_copy(update={"telegram": answers})
    return tuple(finding for check in CHECKS for finding in check(facts))


# Private functions


async def _answers(config: Config, inspection: Inspection | None, env_file: Path | None) -> Answers:
    try:
        secrets = load_secrets(env_file)
    except ConfigProblems as missing:
        return Answers(found("token_missing", problem=missing))
    records = inspection.records if inspection else None
    group_id = records.group.chat_id if records and records.group else config.telegram.group_id
    async with _clock(config, secrets) as clock:
        return await ask(
            config,
            secrets.token.get_secret_value(),
            group_id,
            clock=clock,
            may_peek=not _is_polling(inspection, clock.now()),
        )


@contextlib.asynccontextmanager
async def _clock(config: Config, secrets: Secrets) -> AsyncIterator[Clock]:
    if not secrets.test_clock:
        yield SystemClock()
        return
    async with sandbox_clock(config.telegram.base_url) as clock:
        yield clock


def _is_polling(inspection: Inspection | None, now: datetime) -> bool:
    """Tell whether a bot reads Telegram now: a second reader would be in its way."""
    poll = inspection.records.last_poll if inspection and inspection.records else None
    return poll is not None and abs(now - poll.ended_at) < OUTAGE


def _machine(config: Config) -> Machine:
    path = config.storage.path
    folder = next(one for one in path.absolute().parents if one.exists())
    return Machine(
        free_bytes=shutil.disk_usage(folder).free,
        newest_copy=max(copies_of(path, copies_beside(path)), default=None),
        type_error=_type_error(),
        is_readable_by_others=path.exists() and bool(path.stat().st_mode & 0o077),
    )


def _type_error() -> str:
    """Return what is wrong with the two typefaces that charts are set in, nothing if they are there."""
    try:
        from pylopdf_fonts_zh_cn import sans_path as simplified  # noqa: PLC0415  their absence is a finding
        from pylopdf_fonts_zh_tw import sans_path as traditional  # noqa: PLC0415
    except ImportError as error:
        return str(error)
    missing = [path for path in (traditional(), simplified()) if not Path(path).is_file()]
    return ", ".join(map(str, missing))
