"""config.yaml as the bot uses it: the sample company, defaults, and what the documents promise."""

import re
from datetime import date, datetime, time
from pathlib import Path

import pytest

from bot import holidays
from bot.config import Config, load, warnings
from bot.config_values import Section
from bot.config_words import ACCEPTED, POST_NAMES, ROLE_NAMES
from workflow.calendar import Calendar
from workflow.directory import Directory, Post
from workflow.values import Duration, PenaltyMode, Position, Role, Rules

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "config.yaml"
MANUAL = (ROOT / "docs" / "config.md").read_text(encoding="utf-8")
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def sample() -> Config:
    return load(SAMPLE)


@pytest.fixture
def smallest(tmp_path: Path) -> Path:
    """The example at the end of the manual."""
    (example,) = re.findall(r"```yaml\n(.*?)```", MANUAL, re.DOTALL)
    path = tmp_path / "config.yaml"
    path.write_text(example, encoding="utf-8")
    return path


def keys_of(section: type[Section], prefix: str = "") -> list[str]:
    return [
        key
        for name, below in section.groups().items()
        for key in [prefix + name, *(keys_of(below, f"{prefix}{name}.") if below else [])]
    ]


def test_every_key_is_explained_in_the_manual_and_nothing_else_is() -> None:
    explained = re.findall(r"^\| `([a-z_.]+)` \|(?=(?:[^|]*\|){3}$)", MANUAL, re.MULTILINE)
    assert explained == keys_of(Config)


def test_every_key_has_words_for_what_is_accepted() -> None:
    assert set(ACCEPTED) == set(keys_of(Config))


def test_every_duty_position_and_post_is_explained() -> None:
    for name in (*Role, *Position):
        assert f"| `{name}` |" in MANUAL
    assert set(ROLE_NAMES) == set(Role)
    assert set(POST_NAMES) == set(Post)


def test_the_sample_company_has_the_figures_of_the_regulation(sample: Config) -> None:
    assert sample.company == "輝煌"
    assert sample.rules() == Rules()
    assert sample.rules().reply == Duration(seconds=7200)
    assert sample.rules().penalty.amount == 50
    assert sample.rules().penalty.mode is PenaltyMode.AUTO
    assert sample.schedule.daily_summary == time(18)
    assert (sample.schedule.weekly_chart.weekday, sample.schedule.weekly_chart.at) == (0, time(9))


def test_the_sample_company_can_start_without_a_warning(sample: Config) -> None:
    assert warnings(sample, today=TODAY) == ()


def test_every_role_of_the_sample_company_is_held(sample: Config) -> None:
    departments, people = sample.directory_seed()
    directory = Directory(departments=departments, people=people)
    assert directory.vacant_roles() == ()
    assert len({person.telegram_id for person in people}) == len(people)
    names = {role: [department.name for department in directory.with_role(role)] for role in Role}
    assert names[Role.ACCEPT_PRODUCT] == names[Role.EXECUTE] == ["打單部"]
    assert names[Role.INVESTIGATE] == ["生產部", "採購部", "物流部"]
    (li,) = directory.find_people("李小明")
    assert [head.name for head in directory.chain(li)] == ["陳經理", "張副總", "王總"]
    assistant = directory.gm_assistant()
    assert assistant is not None
    assert (assistant.name, assistant.department) == ("丁小玲", "purchasing")


def test_the_sample_calendar_counts_as_the_regulation_does(sample: Config) -> None:
    calendar = sample.calendar()
    start = datetime(2026, 11, 23, 10, 21, tzinfo=calendar.zone)
    assert calendar.add(start, sample.rules().reply) == datetime(2026, 11, 23, 13, 51, tzinfo=calendar.zone)
    assert not calendar.is_working_day(date(2026, 2, 17))  # Spring Festival
    assert calendar.is_working_day(date(2026, 9, 20))  # a Sunday in exchange for National Day
    assert not calendar.is_working_day(date(2026, 11, 22))


def test_public_holidays_end_where_the_announcements_end() -> None:
    public = holidays.china()
    assert date(2026, 10, 7) in public.days_off
    assert public.known_years is not None
    assert {2025, 2026} <= public.known_years
    assert not public.days_off & public.extra_days


def test_a_year_without_data_is_a_warning_a_month_before_it_begins(sample: Config) -> None:
    (warning,) = warnings(sample, today=date(2026, 12, 20))
    assert "2027" in warning


def test_paths_are_relative_to_the_file_not_to_where_one_stands(sample: Config) -> None:
    assert sample.storage.path == ROOT / "var" / "tousu.db"
    assert sample.texts.folder is None


def test_the_smallest_configuration_of_the_manual_loads(smallest: Path) -> None:
    config = load(smallest)
    assert config.timezone == "Asia/Shanghai"
    assert config.telegram.base_url == "https://api.telegram.org/bot"
    assert config.rules() == Rules()
    vacant = "\n".join(warnings(config, today=TODAY))
    assert "沒有人負責 pay" in vacant
    assert "工場沒有負責人" in vacant
    assert "沒有人擔任副總" in vacant


def test_people_without_a_number_are_named(smallest: Path) -> None:
    smallest.write_text(
        smallest.read_text(encoding="utf-8") + "  - {name: 小陳, department: workshop}\n", encoding="utf-8"
    )
    assert any(
        "未填 telegram_id" in line and "小陳" in line for line in warnings(load(smallest), today=TODAY)
    )


@pytest.mark.parametrize(
    ("calendar", "certain"),
    [
        ("{mode: always}", True),
        ('{holidays: none, hours: {mon-fri: ["09:00-18:00"]}}', True),
        ('{hours: {"mon, wed": ["09:00-18:00"], FRI: ["20:00-24:00"]}}', False),
    ],
)
def test_calendars_of_other_companies(smallest: Path, calendar: str, certain: bool) -> None:  # noqa: FBT001 - a table
    text = re.sub(
        r"calendar:.*?(?=departments)", f"calendar: {calendar}\n", smallest.read_text(), flags=re.DOTALL
    )
    smallest.write_text(text, encoding="utf-8")
    config = load(smallest)
    made = config.calendar()
    assert isinstance(made, Calendar)
    moment = datetime(2030, 1, 1, tzinfo=made.zone)
    assert made.is_certain(moment, moment) is certain


def test_times_need_no_quotes(smallest: Path) -> None:
    smallest.write_text(
        smallest.read_text() + "schedule: {daily_summary: 17:30, weekly_chart: fri 08:00}\n", encoding="utf-8"
    )
    schedule = load(smallest).schedule
    assert schedule.daily_summary == time(17, 30)
    assert (schedule.weekly_chart.weekday, schedule.weekly_chart.at) == (4, time(8))
