"""Each check of the doctor, from facts to what an operator reads."""

import ast
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.doctor import findings, machine_checks, people_checks, telegram_checks
from bot.doctor.asking import least_skew
from bot.doctor.examining import CHECKS
from bot.doctor.facts import Answers, Group
from bot.doctor.findings import Mark, found, is_well
from bot.doctor.words import SAYINGS
from storage.company import Chat
from storage.inspection import Inspection, Records
from tests.unit.doctor.samples import (
    ANSWERS,
    CONFIG,
    GROUP,
    MACHINE,
    MEMBER,
    NOW,
    PEOPLE,
    SOUND,
    codes,
    facts,
    with_people,
)
from workflow.values import Person, Position, Role

DOCTOR = Path(findings.__file__).parent


def everything(**changes: Any) -> list[str]:
    return codes(finding for check in CHECKS for finding in check(facts(**changes)))


def test_where_all_is_well_only_the_next_year_is_doubtful() -> None:
    found_codes = everything()
    assert [code for code in found_codes if SAYINGS[code][0] != Mark.GOOD] == ["next_year_missing"]


def test_without_telegram_nothing_is_said_about_it() -> None:
    assert codes(telegram_checks.telegram(facts(telegram=None))) == []


def test_a_refused_token_is_the_only_thing_said_about_telegram() -> None:
    refused = Answers(found("token_unknown"))
    assert codes(telegram_checks.telegram(facts(telegram=refused))) == ["token_unknown"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reads_all": False}, "blind"),
        ({"reads_all": False, "group": MEMBER._replace(status="administrator")}, "sees_as_administrator"),
        ({"reads_all": False, "group": MEMBER._replace(status="creator")}, "sees_as_administrator"),
        ({"group": MEMBER._replace(status="left")}, "group_left"),
        ({"group": MEMBER._replace(status="kicked")}, "group_left"),
        ({"group": MEMBER._replace(is_silenced=True)}, "group_silent"),
        ({"group": Group(GROUP, error="Chat not found")}, "group_unknown"),
        ({"group": Group(GROUP, error="Chat not found", seen=("輝煌（-1005）",))}, "group_seen"),
        ({"group": Group(GROUP, moved_to=-1009)}, "group_moved"),
        ({"webhook": "https://example.com"}, "webhook"),
        ({"skew": timedelta(seconds=3)}, "clock_fast"),
        ({"skew": timedelta(seconds=-3)}, "clock_slow"),
        ({"skew": timedelta(seconds=2)}, "clock_right"),
    ],
)
def test_what_telegram_says_is_told(changes: dict[str, Any], code: str) -> None:
    assert code in codes(telegram_checks.telegram(facts(telegram=ANSWERS._replace(**changes))))


FORUM = {"is_forum": True}
MANAGED = {**FORUM, "may_manage_topics": True}


@pytest.mark.parametrize(
    ("configured", "group", "code"),
    [
        ({}, {}, None),
        ({}, FORUM, None),
        ({"topic": 15}, FORUM, None),
        ({"topic": 15}, {}, "topics_off"),
        ({"topic_per_case": True}, {}, "topics_off"),
        ({"topic_per_case": True}, FORUM, "topics_denied"),
        ({"topic_per_case": True}, MANAGED, "topics_own"),
        ({"topic_per_case": True}, {"title": "", "status": "left"}, None),  # that is told already
    ],
)
def test_topics_that_are_configured_need_a_group_with_topics_and_the_right_to_open_them(
    configured: dict[str, Any], group: dict[str, Any], code: str | None
) -> None:
    config = CONFIG.model_copy(update={"telegram": CONFIG.telegram.model_copy(update=configured)})
    answers = ANSWERS._replace(group=MEMBER._replace(**group))
    said = codes(telegram_checks.telegram(facts(config, telegram=answers)))
    assert [one for one in said if one.startswith("topics")] == ([code] if code else [])


@pytest.mark.parametrize(("seconds", "direction"), [(7, "快 7 秒"), (-7, "慢 7 秒")])
def test_a_wrong_clock_is_told_with_direction_and_seconds(seconds: int, direction: str) -> None:
    answers = ANSWERS._replace(skew=timedelta(seconds=seconds))
    lines = [str(finding) for finding in telegram_checks.telegram(facts(telegram=answers))]
    assert any(direction in line for line in lines)


@given(
    offset=st.floats(-3600, 3600), out=st.floats(0, 30), back=st.floats(0, 30), fraction=st.floats(0, 0.999)
)
def test_a_slow_network_never_makes_a_right_clock_look_wrong(
    offset: float, out: float, back: float, fraction: float
) -> None:
    """Whatever the way took: the skew told is never more than the true one, and never on the other side."""
    written = datetime(2026, 11, 23, tzinfo=UTC) + timedelta(seconds=fraction)
    ours = written + timedelta(seconds=offset)
    told = least_skew(
        ours - timedelta(seconds=out), ours + timedelta(seconds=back), written.replace(microsecond=0)
    ).total_seconds()
    assert abs(told) <= abs(offset) + 0.001
    assert told * offset >= 0


def test_a_group_that_moved_since_is_told_apart_from_the_configured_one() -> None:
    moved = SOUND._replace(records=Records(PEOPLE, Chat(-1009, None), None))
    assert codes(telegram_checks.moved_group(facts(inspection=moved))) == ["group_differs"]


def test_people_who_cannot_be_told_things_are_named() -> None:
    def deafen(person: Person) -> Person:
        return person.model_copy(update={"reachable": person.id not in {4, 7}})

    (finding,) = people_checks.reachable(with_people(deafen))
    assert "李小明、孫強" in finding.what
    assert finding.mark is Mark.DOUBTFUL


def test_people_without_an_account_are_unbound_and_not_also_unreachable() -> None:
    def unbind(person: Person) -> Person:
        return person.model_copy(update={"telegram_id": None, "reachable": False} if person.id == 4 else {})

    assert codes(people_checks.reachable(with_people(unbind))) == ["all_reachable"]
    (finding,) = people_checks.bound(with_people(unbind))
    assert "李小明" in finding.what


def test_people_who_left_are_not_waited_for() -> None:
    def dismiss(person: Person) -> Person:
        gone = {"active": False, "reachable": False, "telegram_id": None}
        return person.model_copy(update=gone if person.id == 4 else {})

    assert codes(people_checks.reachable(with_people(dismiss))) == ["all_reachable"]
    assert codes(people_checks.bound(with_people(dismiss))) == ["all_bound"]


@pytest.mark.parametrize("role", [Role.ACCEPT_PRODUCT, Role.HR])
def test_a_role_without_which_complaints_stop_is_bad_when_nobody_holds_it(role: Role) -> None:
    (department,) = facts().directory.with_role(role)

    def empty(person: Person) -> Person | None:
        return None if person.department == department.id else person

    found_here = list(people_checks.held(with_people(empty)))
    assert "role_vacant" in codes(found_here)
    assert not is_well(found_here)


@pytest.mark.parametrize(
    ("emptied", "well"), [({"supervision"}, True), ({"supervision", "administration"}, False)]
)
def test_one_of_the_two_judges_is_enough(emptied: set[str], *, well: bool) -> None:
    def empty(person: Person) -> Person | None:
        return None if person.department in emptied else person

    told = list(people_checks.held(with_people(empty)))
    assert is_well(told) is well
    assert ["至少要有一項" in finding.advice for finding in told if finding.mark is Mark.BAD] == [True][well:]


def test_a_duty_that_complaints_can_do_without_is_doubtful() -> None:
    def empty(person: Person) -> Person | None:
        return None if person.department == "finance" else person

    assert codes(people_checks.held(with_people(empty))) == ["duty_vacant", "post_vacant"]


def test_a_vacant_post_is_doubtful_and_named() -> None:
    def demote(person: Person) -> Person:
        return person.model_copy(update={"position": Position.STAFF} if person.id == 3 else {})

    (finding,) = people_checks.held(with_people(demote))
    assert finding.mark is Mark.DOUBTFUL
    assert "業務部沒有負責人" in finding.what


def test_differences_between_configuration_and_database_are_told_one_by_one() -> None:
    def move(person: Person) -> Person | None:
        changes = {4: {"department": "production"}}.get(person.id, {})
        return None if person.id == 5 else person.model_copy(update=changes)

    lines = [finding.what for finding in people_checks.agreeing(with_people(move))]
    assert len(lines) == 2
    assert "李小明" in lines[0]
    assert "黃小燕" in lines[1]


def test_before_the_first_start_nobody_is_called_unreachable_or_different() -> None:
    fresh = facts(inspection=None)
    assert codes(people_checks.reachable(fresh)) == codes(people_checks.agreeing(fresh)) == []
    assert codes(people_checks.bound(fresh)) == ["all_bound"]


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2025, ["calendar_known"]),
        (2026, ["next_year_missing"]),
        (2030, ["year_missing", "next_year_missing"]),
    ],
)
def test_a_year_without_holiday_data_is_bad_once_it_has_begun(year: int, expected: list[str]) -> None:
    assert codes(machine_checks.calendar(facts(now=NOW.replace(year=year)))) == expected


def test_the_year_is_that_of_the_company_not_of_greenwich() -> None:
    new_year_in_shanghai = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)
    assert "year_missing" in codes(machine_checks.calendar(facts(now=new_year_in_shanghai)))


def test_a_company_without_public_holidays_needs_no_data_about_them() -> None:
    keys = CONFIG.calendar_keys.model_copy(update={"holidays": "none"})
    config = CONFIG.model_copy(update={"calendar_keys": keys})
    assert codes(machine_checks.calendar(facts(config=config, now=NOW.replace(year=2040)))) == [
        "calendar_own"
    ]


@pytest.mark.parametrize(
    ("free", "code"), [(99 << 20, "disk_full"), (100 << 20, "disk_tight"), (1 << 30, "disk_fine")]
)
def test_a_disk_is_full_before_it_is_full(free: int, code: str) -> None:
    assert codes(machine_checks.disk(facts(machine=MACHINE._replace(free_bytes=free)))) == [code]


@pytest.mark.parametrize(
    ("inspection", "code"),
    [
        (None, "database_none"),
        (SOUND._replace(damage=("row 3 missing from index",)), "database_damaged"),
        (Inspection(0, 2), "database_empty"),
        (Inspection(0, 2, damage=("file is not a database",)), "database_damaged"),
        (Inspection(1, 2), "schema_old"),
        (Inspection(3, 2), "schema_new"),
        (SOUND._replace(broken_at=17), "journal_broken"),
        (SOUND, "database_sound"),
    ],
)
def test_the_condition_of_the_database_is_one_finding(inspection: Inspection | None, code: str) -> None:
    assert codes(machine_checks.database(facts(inspection=inspection))) == [code]


def test_a_database_that_others_can_read_is_told() -> None:
    exposed = facts(machine=MACHINE._replace(is_readable_by_others=True))
    assert codes(machine_checks.database(exposed)) == ["database_open", "database_sound"]


@pytest.mark.parametrize(
    ("age", "code"), [(timedelta(hours=47), "backup_fresh"), (timedelta(hours=49), "backup_old")]
)
def test_a_copy_grows_old_after_two_days(age: timedelta, code: str) -> None:
    made = datetime(2026, 11, 22, 19, tzinfo=UTC)
    assert codes(machine_checks.copies(facts(now=made + age))) == [code]


def test_no_copy_at_all_is_told_but_not_where_there_is_nothing_to_copy() -> None:
    bare = MACHINE._replace(newest_copy=None)
    assert codes(machine_checks.copies(facts(machine=bare))) == ["backup_none"]
    assert codes(machine_checks.copies(facts(machine=bare, inspection=None))) == []


def test_missing_type_is_bad() -> None:
    assert codes(machine_checks.type_(facts(machine=MACHINE._replace(type_error="zh.ttf")))) == [
        "type_missing"
    ]


def test_whatever_is_not_good_says_what_to_do_and_what_is_good_says_nothing_more() -> None:
    for mark, what, *advice in SAYINGS.values():
        assert what.endswith("。")
        assert len(advice) == (0 if mark == Mark.GOOD else 1)


def test_every_saying_is_said_somewhere() -> None:
    written = {
        node.value
        for file in DOCTOR.glob("*.py")
        if file.name != "words.py"
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(SAYINGS) <= written
