"""config.yaml: the company, its people, its hours and its limits; the token is a secret of the environment."""

from datetime import date, time, timedelta
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from bot import holidays
from bot.config_checks import cross_check, stopping_vacancies
from bot.config_problems import ConfigProblems
from bot.config_telling import faults_of, sentence, tell
from bot.config_values import (
    WEEKDAYS,
    Account,
    Address,
    Clock,
    Day,
    Integer,
    Limit,
    Place,
    Section,
    Text,
    WeekHours,
    Weekly,
    WeeklyMoment,
    Zone,
)
from bot.config_words import POST_NAMES
from bot.config_yaml import read_yaml
from workflow.calendar import Calendar, Mode
from workflow.directory import Directory, Vacancy
from workflow.values import Department, Language, Penalty, PenaltyMode, Person, Position, Role, Rules

_LOOK_AHEAD = timedelta(days=30)


class TelegramKeys(Section):
    group_id: Annotated[Integer, Field(lt=0)]
    admin_ids: Annotated[tuple[Account, ...], Field(min_length=1)]
    topic: Account | None = None
    topic_per_case: bool = False
    base_url: Address = "https://api.telegram.org/bot"
    base_file_url: Address = "https://api.telegram.org/file/bot"


class StorageKeys(Section):
    path: Place


class CalendarKeys(Section):
    mode: Mode = Mode.WORKING
    hours: WeekHours = Field(default_factory=dict)
    holidays: Literal["CN", "none"] = "CN"
    closed: tuple[Day, ...] = ()
    open: tuple[Day, ...] = ()

    @model_validator(mode="after")
    def _needs_hours(self) -> Self:
        if self.mode is Mode.WORKING and not any(self.hours.values()):
            raise PydanticCustomError("no_hours", "working hours are missing")
        return self


class DepartmentKeys(Section):
    id: Annotated[Text, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    name: Text
    duties: tuple[Role, ...] = ()
    superior: Text | None = None


class PersonKeys(Section):
    name: Text
    department: Text
    position: Position = Position.STAFF
    telegram_id: Account | None = None


class PenaltyKeys(Section):
    amount: Account = 50
    mode: PenaltyMode = PenaltyMode.AUTO


class RulesKeys(Section):
    accept: Limit = Rules().accept
    publish: Limit = Rules().publish
    route: Limit = Rules().route
    reply: Limit = Rules().reply
    notify: Limit = Rules().notify
    penalty: PenaltyKeys = PenaltyKeys()
    appeal_window: Limit = Rules().appeal_window


class ScheduleKeys(Section):
    daily_summary: Clock = time(18)
    weekly_chart: Weekly = WeeklyMoment(weekday=0, at=time(9))


class TextsKeys(Section):
    folder: Place | None = None


class EvidenceKeys(Section):
    keep_files: bool = False


class HealthKeys(Section):
    port: Annotated[Account, Field(le=65535)] | None = None


class LoggingKeys(Section):
    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"


class Config(Section):
    """The whole file, checked; paths are absolute."""

    company: Text
    timezone: Zone = "Asia/Shanghai"
    language: Language = Language.ZH_HANT
    telegram: TelegramKeys
    storage: StorageKeys
    calendar_keys: CalendarKeys = Field(alias="calendar")
    departments: Annotated[tuple[DepartmentKeys, ...], Field(min_length=1)]
    people: tuple[PersonKeys, ...]
    rules_keys: RulesKeys = Field(alias="rules", default=RulesKeys())
    schedule: ScheduleKeys = ScheduleKeys()
    texts: TextsKeys = TextsKeys()
    logging: LoggingKeys = LoggingKeys()
    evidence: EvidenceKeys = EvidenceKeys()
    health: HealthKeys = HealthKeys()

    def calendar(self) -> Calendar:
        """Return the working time of the company."""
        keys = self.calendar_keys
        public = holidays.china() if keys.holidays == "CN" else holidays.NONE
        by_day = {day: shifts for days, shifts in keys.hours.items() for day in days}
        return Calendar(
            timezone=self.timezone,
            mode=keys.mode,
            hours=tuple(by_day.get(day, ()) for day in range(len(WEEKDAYS))),
            closed=frozenset(keys.closed),
            opened=frozenset(keys.open),
            **public._asdict(),
        )

    def directory_seed(self) -> tuple[tuple[Department, ...], tuple[Person, ...]]:
        """Return the departments, and the people an empty database begins with, numbered from 1."""
        departments = tuple(
            Department(id=keys.id, name=keys.name, roles=frozenset(keys.duties), superior=keys.superior)
            for keys in self.departments
        )
        people = tuple(Person(id=number, **dict(keys)) for number, keys in enumerate(self.people, start=1))
        return departments, people

    def rules(self) -> Rules:
        """Return the limits of the regulation."""
        keys = dict(self.rules_keys)
        return Rules(**keys | {"penalty": Penalty(**dict(self.rules_keys.penalty))})


def load(path: Path) -> Config:
    """Read a configuration; raise `ConfigProblems` with every mistake in it."""
    document = read_yaml(path)
    if document.faults and not document.tree:
        raise ConfigProblems(tell(document.faults, document))
    faults = [*document.faults, *cross_check(document.tree)]
    try:
        config = Config.model_validate(document.tree, context={"folder": path.resolve().parent})
    except ValidationError as error:
        faults += faults_of(error.errors(include_url=False), Config)
    if not any(fault.at[:1] in {("departments",), ("people",)} for fault in faults):
        faults += stopping_vacancies(document.tree)
    if faults:
        raise ConfigProblems(tell(faults, document))
    return config


def warnings(config: Config, *, today: date) -> tuple[str, ...]:
    """Return what the group can start without, but should know."""
    departments, people = config.directory_seed()
    directory = Directory(departments=departments, people=people)
    lines = [vacancy_told(vacancy, directory) for vacancy in directory.vacant_roles()]
    unbound = [person.name for person in people if person.telegram_id is None]
    if unbound:
        lines.append(sentence("unbound", names=unbound))
    return (*lines, *_unknown_years(config.calendar(), today))


def vacancy_told(vacancy: Vacancy, directory: Directory) -> str:
    """Return the sentence for a role or post that nobody holds."""
    if isinstance(vacancy.what, Role):
        return sentence("vacant_duty", role=vacancy.what)
    post = POST_NAMES[vacancy.what]
    department = directory.department(vacancy.department or "")
    if department is None:
        return sentence("vacant_post", post=post)
    return sentence("vacant_in", department=department.name, post=post)


def _unknown_years(calendar: Calendar, today: date) -> list[str]:
    known = calendar.known_years
    if calendar.mode is Mode.ALWAYS or known is None:
        return []
    years = sorted({today.year, (today + _LOOK_AHEAD).year} - known)
    return [sentence("unknown_year", year=year) for year in years]
