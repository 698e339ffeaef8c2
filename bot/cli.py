"""The command line: `tousu run`, `check`, `parse`, `verify`, `rebuild`, `backup`, `demo`.

Exit codes: 0 done; 1 it could not be done; 2 a mistake in the configuration or on the command line.
"""

import asyncio
import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import httpx
import typer

import forms
from bot import config as configuration
from bot import logs, upkeep
from bot import operator_words as words
from bot.clock import RemoteClockError, SystemClock, sandbox_clock
from bot.config import Config
from bot.config_problems import ConfigProblems
from bot.config_secrets import Secrets, load_secrets
from bot.intake import Fatal
from storage.lock import AlreadyRunning
from storage.schema import SchemaMismatch

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

ConfigFile = Annotated[Path, typer.Option("--config", help="The configuration file.")]
TextFile = Annotated[str, typer.Argument(help="A file, or - for standard input.")]

DEFAULT_CONFIG = Path("config.yaml")
ENV_FILE = Path(".env")


def main() -> None:
    """Run the command line."""
    app()


@app.command()
def run(config: ConfigFile = DEFAULT_CONFIG) -> None:
    """Run the bot until it is told to stop (SIGTERM, Ctrl-C)."""
    settings, secrets = _load(config), _secrets()
    token = secrets.token.get_secret_value()
    level = logs.LEVELS[settings.logging.level]
    logs.configure(token=token, as_json=not sys.stderr.isatty(), level=level)
    with _told_in_a_sentence(settings):
        asyncio.run(_run(settings, secrets))


@app.command()
def check(config: ConfigFile = DEFAULT_CONFIG) -> None:
    """Read the configuration, and tell every mistake in it at once."""
    settings = _load(config)
    today = settings.calendar().local(SystemClock().now()).date()
    with _told_in_a_sentence(settings):
        differences = asyncio.run(upkeep.differences(settings))
    for line in (*configuration.warnings(settings, today=today), *differences):
        typer.echo(line)
    typer.echo(words.CONFIG_FINE.format(path=config))


@app.command()
def parse(
    file: TextFile = "-",
    now: Annotated[str, typer.Option(help="When it was posted, e.g. 2026-11-23T10:05:00+08:00.")] = "",
    *,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='One {"text", "now"} a line, one reading a line.')
    ] = False,
) -> None:
    """Read a post as a complaint form, and print what was understood as JSON."""
    text = _text_of(file)
    if jsonl:
        for line in forms.read_jsonl(text.removesuffix("\n").split("\n")):
            typer.echo(line)
        return
    reading = forms.read(text, now=_moment(now) if now else SystemClock().now().astimezone())
    typer.echo(json.dumps(reading.as_json(), ensure_ascii=False, indent=2))


@app.command()
def verify(config: ConfigFile = DEFAULT_CONFIG) -> None:
    """Check that nobody has changed the journal."""
    settings = _load(config)
    with _told_in_a_sentence(settings):
        finding = asyncio.run(upkeep.verify(settings.storage.path))
    if finding.broken_at is not None:
        _fail(words.JOURNAL_BROKEN.format(row=finding.broken_at))
    typer.echo(words.JOURNAL_INTACT.format(count=finding.events, hash=finding.last_hash))


@app.command()
def rebuild(config: ConfigFile = DEFAULT_CONFIG) -> None:
    """Make everything that follows from the journal again; the bot must not run meanwhile."""
    settings = _load(config)
    with _told_in_a_sentence(settings):
        count = asyncio.run(upkeep.rebuild(settings.storage.path))
    typer.echo(words.REBUILT.format(count=count))


@app.command()
def backup(config: ConfigFile = DEFAULT_CONFIG) -> None:
    """Copy the database, while the bot runs or not."""
    settings = _load(config)
    with _told_in_a_sentence(settings):
        copy = asyncio.run(upkeep.copy(settings.storage.path, now=SystemClock().now()))
    typer.echo(words.COPIED.format(copy=copy))


@app.command()
def demo(
    *,
    headless: Annotated[bool, typer.Option("--headless", help="Play the day, print it, and end.")] = False,
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, help="The port of the chat page, else 8787; 0: a free one."),
    ] = None,
) -> None:
    """Play a day at the sample company in a browser; no token, no Telegram."""
    from bot.demo.run import demo as play  # noqa: PLC0415  as below

    logs.configure(level=logs.LEVELS["WARNING"])
    raise typer.Exit(asyncio.run(play(headless=headless, port=port)))


# Private functions


async def _run(settings: Config, secrets: Secrets) -> None:
    # Here and not above: the other commands need neither Telegram nor charts.
    from bot.app import Bot  # noqa: PLC0415

    async def until_stopped(**clock: Any) -> None:
        async with Bot(settings, token=secrets.token.get_secret_value(), **clock) as bot:
            for number in (signal.SIGTERM, signal.SIGINT):
                asyncio.get_running_loop().add_signal_handler(number, bot.request_stop)
            await bot.run_until_stopped()

    if not secrets.test_clock:
        await until_stopped()
        return
    async with sandbox_clock(settings.telegram.base_url) as clock:
        await until_stopped(clock=clock)


def _load(path: Path) -> Config:
    try:
        return configuration.load(path)
    except ConfigProblems as found:
        _refuse(words.CONFIG_BROKEN.format(path=path, count=len(found.problems)), *found.problems)


def _secrets() -> Secrets:
    try:
        return load_secrets(ENV_FILE)
    except ConfigProblems as found:
        _refuse(*found.problems, words.HOW_TO_TRY)


@contextmanager
def _told_in_a_sentence(settings: Config) -> Iterator[None]:
    """Turn what an operator can put right into a sentence; a mistake of ours keeps its traceback."""
    path, base_url = settings.storage.path, settings.telegram.base_url
    try:
        yield
    except Fatal as reason:
        _fail(str(reason))
    except AlreadyRunning as other:
        _fail(words.ALREADY_RUNNING.format(pid=other.pid or "?"))
    except SchemaMismatch as mismatch:
        _fail(words.WRONG_SCHEMA.format(path=path, reason=mismatch))
    except FileNotFoundError:
        _fail(words.NO_DATABASE.format(path=path))
    except RemoteClockError:
        _refuse(words.REMOTE_CLOCK.format(base_url=base_url))
    except httpx.HTTPError:
        _fail(words.NO_SANDBOX.format(base_url=base_url))


def _text_of(file: str) -> str:
    if file == "-":
        return sys.stdin.read()
    try:
        return Path(file).read_text("utf-8")
    except OSError:
        _refuse(words.NO_FILE.format(path=file))


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.utcoffset() is None:
        _refuse(words.NOT_A_MOMENT.format(text=text))
    return moment


def _fail(*lines: object) -> NoReturn:
    _say(lines)
    raise typer.Exit(1)


def _refuse(*lines: object) -> NoReturn:
    _say(lines)
    raise typer.Exit(2)


def _say(lines: tuple[object, ...]) -> None:
    for line in lines:
        typer.echo(line, err=True)
