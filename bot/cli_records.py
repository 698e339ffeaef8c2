"""The commands that read the records: `replay`, `report`, `export`; the bot may run meanwhile."""

import asyncio
import getpass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from bot import operator_words as words
from bot.cli_manners import (
    DEFAULT_CONFIG,
    ConfigFile,
    fail,
    load,
    moment_typed,
    refuse,
    told_in_a_sentence,
)
from bot.clock import SystemClock
from bot.config import Config
from bot.storytelling import Storyteller
from reports.periods import Period
from reports.typed_periods import Span, current, span_of, typed_period
from storage import journal, replaying
from storage.extracts import Extract

CaseName = Annotated[str, typer.Option("--case", help="Only this case, e.g. P-20261123-001.")]
Until = Annotated[str, typer.Option("--until", help="Up to this moment, e.g. 2026-11-23T13:51:00+08:00.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Say only whether the records are in order.")]
SpanName = Annotated[Span | None, typer.Option("--period", help="How long; `--of` tells it as well.")]
Of = Annotated[
    str, typer.Option("--of", help="2026-11-23, 2026-W47 or 2026-11; the present one if left out.")
]
ReportFile = Annotated[Path | None, typer.Option("--output", help="A new file: .txt, .png or .xlsx.")]
ExportFile = Annotated[Path, typer.Option("--output", help="A new file: .csv, .xlsx or .jsonl.")]
What = Annotated[Extract, typer.Argument(help="What to take away.")]


def replay(
    config: ConfigFile = DEFAULT_CONFIG, *, case: CaseName = "", until: Until = "", quiet: Quiet = False
) -> None:
    """Tell step by step what happened, and check that journal and tables agree; reads only."""
    settings = load(config)
    moment = moment_typed(until) if until else None
    with told_in_a_sentence(settings):
        _tell_story(settings, case=case, until=moment, quiet=quiet)
        _check_records(settings.storage.path)


def report(
    config: ConfigFile = DEFAULT_CONFIG, *, period: SpanName = None, of: Of = "", output: ReportFile = None
) -> None:
    """Print the figures of a day, week or month, or write them into a file; reads only."""
    from bot.figures_on_paper import SUFFIXES, write_report  # noqa: PLC0415  as in `run`

    settings = load(config)
    span, chosen = _period(settings, period, of)
    if output is not None:
        _require_new(output, SUFFIXES)
    with told_in_a_sentence(settings):
        text = asyncio.run(write_report(settings, span, chosen, output))
    typer.echo(text if output is None else words.WRITTEN_TO.format(path=output))


def export(what: What, output: ExportFile, config: ConfigFile = DEFAULT_CONFIG, *, of: Of = "") -> None:
    """Write a list of a period into a file, and into the journal who took it."""
    from bot.exporting import export as write_list  # noqa: PLC0415  as in `run`
    from reports.tables import FORMS  # noqa: PLC0415

    settings = load(config)
    _, chosen = _period(settings, None, of or current(Span.MONTH, _today(settings)))
    _require_new(output, tuple(FORMS))
    with told_in_a_sentence(settings):
        work = write_list(settings, what, chosen, output, operator=getpass.getuser(), now=SystemClock().now())
        count = asyncio.run(work)
    typer.echo(words.EXPORTED.format(count=count, path=output))


COMMANDS: Final = (replay, report, export)


# Private functions


def _tell_story(settings: Config, *, case: str, until: datetime | None, quiet: bool) -> None:
    teller = Storyteller(settings)
    with replaying.reading(settings.storage.path) as conn:
        case_id = replaying.case_named(conn, case) if case else None
        if case and case_id is None:
            refuse(words.NO_CASE.format(case=case))
        for step in () if quiet else replaying.steps(conn, until=until):
            if case_id is None or step.case_id == case_id:
                typer.echo(teller.line(step))
        if case_id is not None:
            typer.echo(teller.standing(replaying.case_as_of(conn, case_id, until=until)))


def _check_records(path: Path) -> None:
    with replaying.reading(path) as conn:
        broken = journal.verify(conn)
        (count,) = conn.execute("SELECT count(*) FROM journal").fetchone()
    if broken is not None:
        fail(words.JOURNAL_BROKEN.format(row=broken))
    differing = replaying.tables_that_differ(path)
    if differing:
        fail(words.TABLES_DIFFER.format(tables="、".join(differing)))
    typer.echo(words.REPLAYED.format(count=count))


def _period(settings: Config, span: Span | None, of: str) -> tuple[Span, Period]:
    now = SystemClock().now()
    text = of or current(span or Span.DAY, _today(settings))
    found = typed_period(text, now=now, cut_off=settings.schedule.daily_summary, calendar=settings.calendar())
    length = span_of(text)
    if found is None or length is None or (span is not None and span is not length):
        refuse(words.NOT_A_PERIOD.format(text=text))
    if found.since >= now:
        refuse(words.NOT_YET.format(text=text))
    return length, found


def _today(settings: Config) -> date:
    return settings.calendar().local(SystemClock().now()).date()


def _require_new(output: Path, suffixes: tuple[str, ...]) -> None:
    if output.suffix not in suffixes:
        refuse(words.WRONG_SUFFIX.format(path=output, suffixes=" ".join(suffixes)))
    if output.exists():
        refuse(words.FILE_EXISTS.format(path=output))
