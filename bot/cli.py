"""The command line: `tousu run`, `check`, `parse`, `demo`, and the commands of `cli_operating.py` and `cli_records.py`."""

import asyncio
import json
import signal
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

import forms
from bot import cli_operating, cli_records, logs, own_texts, upkeep
from bot import config as configuration
from bot import operator_words as words
from bot.cli_manners import (
    DEFAULT_CONFIG,
    UNUSABLE_FILE,
    ConfigFile,
    load,
    moment_typed,
    refuse,
    told_in_a_sentence,
)
from bot.cli_manners import secrets as load_secrets
from bot.clock import SystemClock, sandbox_clock
from bot.config import Config
from bot.config_secrets import Secrets
from bot.garbage import nothing_to_sweep

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

TextFile = Annotated[str, typer.Argument(help="A file, or - for standard input.")]


def main() -> None:
    """Run the command line."""
    app()


@app.command()
def run(config: ConfigFile = DEFAULT_CONFIG) -> None:
    """Run the bot until it is told to stop (SIGTERM, Ctrl-C)."""
    settings, secrets = load(config), load_secrets()
    token = secrets.token.get_secret_value()
    level = logs.LEVELS[settings.logging.level]
    logs.configure(token=token, as_json=not sys.stderr.isatty(), level=level)
    with told_in_a_sentence(settings, of_the_file=UNUSABLE_FILE):
        asyncio.run(_run(settings, secrets))


@app.command()
def check(config: ConfigFile = DEFAULT_CONFIG) -> None:
    """Read the configuration and the company's own texts, and tell every mistake in them at once."""
    settings = load(config)
    today = settings.calendar().local(SystemClock().now()).date()
    with told_in_a_sentence(settings):
        differences = asyncio.run(upkeep.differences(settings))
    for line in (*configuration.warnings(settings, today=today), *differences):
        typer.echo(line)
    broken = list(own_texts.mistakes(settings))
    if broken:
        told = {"path": config, "folder": settings.texts.folder, "count": len(broken)}
        refuse(words.TEXTS_BROKEN.format(**told), *broken)
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
    reading = forms.read(text, now=moment_typed(now) if now else SystemClock().now().astimezone())
    typer.echo(json.dumps(reading.as_json(), ensure_ascii=False, indent=2))


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


for command in (*cli_operating.COMMANDS, *cli_records.COMMANDS):
    app.command()(command)


# Private functions


async def _run(settings: Config, secrets: Secrets) -> None:
    # Here and not above: the other commands need neither Telegram nor charts.
    with nothing_to_sweep():
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


def _text_of(file: str) -> str:
    if file == "-":
        return sys.stdin.read()
    try:
        return Path(file).read_text("utf-8")
    except OSError:
        refuse(words.NO_FILE.format(path=file))
