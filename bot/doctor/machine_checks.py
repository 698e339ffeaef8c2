"""The machine and its files: calendar data, type, disk, database, copies."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from bot.doctor.facts import Facts
from bot.doctor.findings import SEPARATOR, Finding, found
from storage.backup import made_at
from storage.inspection import Inspection
from workflow.calendar import Mode

_MEGABYTE: Final = 1 << 20
FULL: Final = 100 * _MEGABYTE
TIGHT: Final = 1024 * _MEGABYTE
STALE: Final = timedelta(days=2)
"""The bot copies its database every day; one day may be missed."""


def calendar(facts: Facts) -> Iterator[Finding]:
    """Check that the days off of this year and the next are known."""
    known = facts.config.calendar().known_years
    this_year = facts.today.year
    if known is None or facts.config.calendar_keys.mode is Mode.ALWAYS:
        yield found("calendar_own")
        return
    for code, year in (("year_missing", this_year), ("next_year_missing", this_year + 1)):
        if year not in known:
            yield found(code, year=year)
    if {this_year, this_year + 1} <= known:
        yield found("calendar_known", years=SEPARATOR.join((str(this_year), str(this_year + 1))))


def type_(facts: Facts) -> Iterator[Finding]:
    """Check that charts can be written in Chinese."""
    error = facts.machine.type_error
    yield found("type_missing", error=error) if error else found("type_present")


def disk(facts: Facts) -> Iterator[Finding]:
    """Check that the database has room."""
    free = facts.machine.free_bytes
    code = "disk_full" if free < FULL else "disk_tight" if free < TIGHT else "disk_fine"
    yield found(code, free=free // _MEGABYTE)


def database(facts: Facts) -> Iterator[Finding]:
    """Check that the database is whole, as it was written, and of our version."""
    path = facts.config.storage.path
    if facts.inspection is None:
        yield found("database_none", path=path)
        return
    if facts.machine.is_readable_by_others:
        yield found("database_open", path=path)
    inspection = facts.inspection
    about = inspection._asdict() | {
        "path": path,
        "damage": "；".join(inspection.damage[:3]),
        "row": inspection.broken_at,
    }
    yield found(_condition(inspection), **about)


def copies(facts: Facts) -> Iterator[Finding]:
    """Check that there is a recent copy."""
    if facts.inspection is None:
        return
    newest = facts.machine.newest_copy
    if newest is None:
        yield found("backup_none")
        return
    age = facts.now - made_at(newest)
    yield found("backup_old" if age > STALE else "backup_fresh", days=age.days, name=newest.name)


def _condition(inspection: Inspection) -> str:
    conditions = {
        "database_damaged": bool(inspection.damage),
        "database_empty": inspection.version == 0,
        "schema_new": inspection.version > inspection.wanted,
        "journal_broken": inspection.broken_at is not None,
        "schema_old": inspection.version < inspection.wanted,
        "database_sound": True,
    }
    return next(code for code, is_so in conditions.items() if is_so)
