"""Everything the checks look at, gathered before the first of them."""

from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from bot.config import Config
from bot.doctor.findings import Finding
from storage.inspection import Inspection, Records
from workflow.directory import Directory


class Group(NamedTuple):
    """The group as the bot finds it; `moved_to` is its new id, `error` why it was not found, `seen` the groups heard of."""

    id: int
    title: str = ""
    status: str = ""
    is_silenced: bool = False
    moved_to: int = 0
    error: str = ""
    seen: tuple[str, ...] = ()
    is_forum: bool = False
    may_manage_topics: bool = False


class Answers(NamedTuple):
    """What Telegram said; `refusal` if it said nothing of use. `skew` is by how much our clock is ahead."""

    refusal: Finding | None = None
    username: str = ""
    reads_all: bool = False
    webhook: str = ""
    group: Group = Group(0)
    skew: timedelta = timedelta(0)


class Machine(NamedTuple):
    """This machine: the space left, the newest copy of the database, and what is wrong with the type."""

    free_bytes: int
    newest_copy: Path | None
    type_error: str
    is_readable_by_others: bool


class Facts(BaseModel):
    """The facts; `telegram` is None where it was not asked, `inspection` None where there is no database."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    config: Config
    now: datetime
    machine: Machine
    inspection: Inspection | None = None
    telegram: Answers | None = None

    @property
    def records(self) -> Records | None:
        """Return what the database says, if it can be read."""
        return self.inspection.records if self.inspection else None

    @property
    def today(self) -> date:
        return self.config.calendar().local(self.now).date()

    @cached_property
    def directory(self) -> Directory:
        """Return who is who: by the database, before the first start by the configuration."""
        departments, configured = self.config.directory_seed()
        people = self.records.people if self.records else configured
        return Directory(departments=departments, people=people)
