"""The commands for whoever looks after the bot: `doctor`, `init`, `backup`, `restore`, `verify`, `verify-form`,
`rebuild`."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot import operator_words as words
from bot import upkeep
from bot.cli_manners import DEFAULT_CONFIG, ENV_FILE, ConfigFile, fail, load, refuse, told_in_a_sentence
from bot.clock import SystemClock

CopyFile = Annotated[Path, typer.Argument(metavar="COPY", help="A copy made by `tousu backup`.")]
FormFile = Annotated[Path, typer.Argument(metavar="FILE", help="A PDF that the bot has sent.")]
Offline = Annotated[bool, typer.Option("--offline", help="Ask Telegram nothing.")]
Output = Annotated[Path, typer.Option("--output", help="Where to write the configuration.")]
AnswerFile = Annotated[
    Path | None, typer.Option("--answers", help="Take the answers from a file, a line each.")
]


def doctor(config: ConfigFile = DEFAULT_CONFIG, *, offline: Offline = False) -> None:
    """Examine everything the bot needs, and say what to do; reads only, while the bot runs or not."""
    from bot.doctor.examining import examine  # noqa: PLC0415  as in `run`
    from bot.doctor.findings import is_well  # noqa: PLC0415

    settings = load(config)
    with told_in_a_sentence(settings):
        findings = asyncio.run(examine(settings, env_file=ENV_FILE, offline=offline))
    for finding in findings:
        typer.echo(finding)
    if not is_well(findings):
        raise typer.Exit(1)


def init(output: Output = DEFAULT_CONFIG, *, answers: AnswerFile = None) -> None:
    """Ask about the company, and write a configuration."""
    from bot.founding.interview import Interview, Unanswered  # noqa: PLC0415  as in `run`
    from bot.founding.settling import settle  # noqa: PLC0415

    if not output.absolute().parent.is_dir():
        refuse(words.NO_FOLDER.format(path=output.absolute().parent))
    if answers is not None and not answers.is_file():
        refuse(words.NO_FILE.format(path=answers))
    interview = Interview.typed() if answers is None else Interview.read_from(answers)
    try:
        problems = settle(output, interview, env_file=ENV_FILE)
    except Unanswered as question:
        refuse(str(question))
    if problems is None:
        fail(words.LEFT_ALONE.format(path=output))
    if problems:
        refuse(words.WRITTEN_WITH_MISTAKES.format(path=output, count=len(problems)), *problems)
    typer.echo(words.WRITTEN.format(path=output))


def backup(config: ConfigFile = DEFAULT_CONFIG) -> None:
    """Copy the database, while the bot runs or not."""
    settings = load(config)
    with told_in_a_sentence(settings):
        copy = asyncio.run(upkeep.copy(settings.storage.path, now=SystemClock().now()))
    typer.echo(words.COPIED.format(copy=copy))


def restore(copy: CopyFile, config: ConfigFile = DEFAULT_CONFIG) -> None:
    """Put a copy in place of the database, which is kept; the bot must not run meanwhile."""
    settings = load(config)
    if not copy.is_file():
        refuse(words.NO_FILE.format(path=copy))
    with told_in_a_sentence(settings):
        replaced = upkeep.restore(copy, settings.storage.path, now=SystemClock().now())
    typer.echo(words.RESTORED.format(copy=copy, path=settings.storage.path))
    if replaced is not None:
        typer.echo(words.SET_ASIDE.format(replaced=replaced))


def verify(config: ConfigFile = DEFAULT_CONFIG) -> None:
    """Check that nobody has changed the journal."""
    settings = load(config)
    with told_in_a_sentence(settings):
        finding = asyncio.run(upkeep.verify(settings.storage.path))
    if finding.broken_at is not None:
        fail(words.JOURNAL_BROKEN.format(row=finding.broken_at))
    typer.echo(words.JOURNAL_INTACT.format(count=finding.events, hash=finding.last_hash))


def verify_form(pdf: FormFile, config: ConfigFile = DEFAULT_CONFIG) -> None:
    """Tell whether a printed form is the recorded one. Exit code 0: the current one; 1: an older one; 2: neither."""
    from bot.form_checks import EXIT_CODES, check_form, sentence  # noqa: PLC0415  as in `run`

    settings = load(config)
    if not pdf.is_file():
        refuse(words.NO_FILE.format(path=pdf))
    with told_in_a_sentence(settings):
        check = asyncio.run(check_form(settings, pdf.read_bytes()))
    typer.echo(sentence(check, settings))
    raise typer.Exit(EXIT_CODES[check.standing])


def rebuild(config: ConfigFile = DEFAULT_CONFIG) -> None:
    """Make everything that follows from the journal again; the bot must not run meanwhile."""
    settings = load(config)
    with told_in_a_sentence(settings):
        count = asyncio.run(upkeep.rebuild(settings.storage.path, now=SystemClock().now()))
    typer.echo(words.REBUILT.format(count=count))


COMMANDS = (doctor, init, backup, restore, verify, verify_form, rebuild)
