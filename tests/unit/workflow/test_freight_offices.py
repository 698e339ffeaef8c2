"""Who signs, pays and follows up a freight voucher, and which amounts, words and shares one may have (C35-C41, Q35)."""

import pytest

from tests.company import CALENDAR, DEPARTMENTS, PEOPLE, at, person
from tests.unit.workflow.freight_play import SPLIT, V1, drafted, payable, press, ruled, signed_by_heads, wish
from tests.unit.workflow.play import Play
from workflow import events as ev
from workflow import freight_who
from workflow.commands import Do, Mistake, Stimulus
from workflow.directory import Directory
from workflow.duties import Ending
from workflow.phases import Act
from workflow.refusals import Refusal
from workflow.values import Department, Person, Position, Role, Rules
from workflow.voucher_mistakes import mistakes_in
from workflow.vouchers import LONGEST_NAME, LONGEST_REASON, MOST_FEN, Bearing, FreightWish
from workflow.world import World

KNOWN = {one.id for one in DEPARTMENTS}


def world(*, departments: tuple[Department, ...] = DEPARTMENTS, people: tuple[Person, ...] = PEOPLE) -> World:
    stimulus = Stimulus(now=at("11:40"), at=at("11:40"))
    known = Directory(departments=departments, people=people)
    return World(calendar=CALENDAR, directory=known, stimulus=stimulus, case_id=1, rules=Rules())


def named(people: tuple[Person, ...]) -> list[str]:
    return [one.name for one in people]


def about(number: str = V1, department: str = "") -> Do:
    return Do(case=1, act=Act.SIGN_VOUCHER, voucher=number, department=department)


def people_with(*more: Person) -> tuple[Person, ...]:
    return (*PEOPLE, *more)


def somebody(name: str, department: str, position: Position = Position.STAFF) -> Person:
    return Person(
        id=50, name=name, department=department, position=position, telegram_id=1050, reachable=True
    )


# Offices


def test_the_desk_that_executes_countersigns_and_else_the_one_that_accepts() -> None:
    roles = {"service": frozenset({Role.EXECUTE}), "orders": frozenset({Role.ACCEPT_PRODUCT})}
    apart = tuple(one.model_copy(update={"roles": roles.get(one.id, one.roles)}) for one in DEPARTMENTS)
    alone = tuple(one for one in apart if one.id != "service")
    for departments, desk in ((apart, "service"), (alone, "orders")):
        found = freight_who.desk_department(world(departments=departments))
        assert found is not None
        assert found.id == desk


def test_only_the_manager_and_the_assistant_of_the_desk_countersign_and_nobody_who_wrote_the_voucher() -> (
    None
):
    case = signed_by_heads(drafted()).case
    clerk = world(people=people_with(somebody("小劉", "orders")))
    assert named(freight_who.desk(case, clerk, about())) == ["王五", "林助理"]
    written = case.vouchers[V1].model_copy(update={"drafted_by": person("王五").id})
    own = case.model_copy(update={"vouchers": {V1: written}})
    assert named(freight_who.desk(own, clerk, about())) == ["林助理"]
    assert (
        freight_who.desk(case, clerk, about("V-0")) == freight_who.desk_free(case, clerk, about("V-0")) == ()
    )


def test_heads_sign_for_their_own_department_and_for_all_bearing_ones_where_none_is_named() -> None:
    case = drafted().case
    assert named(freight_who.bearing_heads(case, world(), about())) == ["趙主任", "錢主管"]
    assert named(freight_who.bearing_heads(case, world(), about(department="production"))) == ["錢主管"]
    assert freight_who.bearing_heads(case, world(), about(department="sales")) == ()
    assert freight_who.bearing_heads(case, world(), about("V-0")) == ()


def test_a_voucher_waits_for_the_heads_who_have_not_signed_then_the_desk_then_the_cashier() -> None:
    play = drafted()
    assert named(freight_who.awaited(play.case, world(), about())) == ["趙主任", "錢主管"]
    press(play, "趙主任", Act.SIGN_VOUCHER, at("11:40"), department="logistics")
    assert named(freight_who.awaited(play.case, world(), about())) == ["錢主管"]
    press(play, "錢主管", Act.SIGN_VOUCHER, at("11:41"), department="production")
    assert named(freight_who.awaited(play.case, world(), about())) == ["王五", "林助理"]
    press(play, "林助理", Act.COUNTERSIGN_VOUCHER, at("11:45"))
    assert named(freight_who.awaited(play.case, world(), about())) == ["金會計"]
    press(play, "金會計", Act.PAY_VOUCHER, at("14:00"), text="收據 0815")
    assert named(freight_who.awaited(play.case, world(), about())) == ["周靜", "許文"]
    for department in ("logistics", "production"):
        press(play, "周靜", Act.KEEP_SHARE, at("14:10"), department=department)
    assert named(freight_who.awaited(play.case, world(), about())) == ["金會計"]
    press(play, "金會計", Act.WRITE_OFF_VOUCHER, at("14:20"))
    assert freight_who.awaited(play.case, world(), about()) == ()
    with pytest.raises(Refusal, match="already_done") as refused:
        press(play, "金會計", Act.WRITE_OFF_VOUCHER, at("14:30"))
    assert (refused.value.facts["by"], refused.value.facts["at"]) == ("金會計", at("14:20").isoformat())


def test_a_voucher_given_back_waits_for_its_drafter_or_for_another_follower_once_she_left() -> None:
    play = drafted()
    press(play, "趙主任", Act.RETURN_VOUCHER, at("11:40"), text="金額不對")
    other = somebody("小楊", "service", Position.ORDER_FOLLOWER)
    both = people_with(other)
    assert named(freight_who.drafters(play.case, world(people=both))) == ["吳小芳", "小楊"]
    assert named(freight_who.awaited(play.case, world(people=both), about())) == ["吳小芳"]
    left = tuple(one for one in both if one.name != "吳小芳")
    assert named(freight_who.awaited(play.case, world(people=left), about())) == ["小楊"]
    nobody = tuple(one for one in PEOPLE if one.name != "吳小芳")
    assert named(freight_who.drafters(play.case, world(people=nobody))) == ["何主管"]


def test_the_complainant_neither_drafts_nor_signs_nor_pays() -> None:
    play = drafted()
    for name, who in (
        (
            "吳小芳",
            freight_who.drafters(play.case.model_copy(update={"complainant": person("吳小芳").id}), world()),
        ),
        (
            "趙主任",
            freight_who.bearing_heads(
                play.case.model_copy(update={"complainant": person("趙主任").id}), world(), about()
            ),
        ),
        (
            "林助理",
            freight_who.desk(
                play.case.model_copy(update={"complainant": person("林助理").id}), world(), about()
            ),
        ),
        (
            "金會計",
            freight_who.cashiers(play.case.model_copy(update={"complainant": person("金會計").id}), world()),
        ),
    ):
        assert who
        assert name not in named(who)


# What is owed


def ended(play: Play, kind: str) -> list[Ending | None]:
    return [one.ending for one in play.events if isinstance(one, ev.DutyEnded) and one.key.startswith(kind)]


def test_an_appeal_cancels_what_was_owed_and_a_signature_does_it() -> None:
    play = payable()
    assert ended(play, "voucher_sign") == [Ending.DONE, Ending.DONE]
    assert ended(play, "voucher_countersign") == [Ending.DONE]
    play.do("李小明", Act.APPEAL, at("11:50"), department="supervise", text="不服")
    assert ended(play, "voucher_pay") == [Ending.CANCELLED]


def test_the_last_duty_of_a_voucher_is_done_by_its_write_off() -> None:
    play = payable()
    press(play, "金會計", Act.PAY_VOUCHER, at("14:00"), text="收據 0815")
    for department in ("logistics", "production"):
        press(play, "周靜", Act.KEEP_SHARE, at("14:10"), department=department)
    press(play, "金會計", Act.WRITE_OFF_VOUCHER, at("14:20"))
    assert ended(play, "voucher_write_off") == [Ending.DONE]


def test_a_change_cancels_the_signature_asked_for_under_the_old_amount() -> None:
    play = drafted()
    press(play, "吳小芳", Act.EDIT_VOUCHER, at("11:35"), freight=wish(99_900))
    assert ended(play, "voucher_sign") == [Ending.CANCELLED, Ending.CANCELLED]
    assert len([one for one in play.case.open_duties() if one.subject == V1]) == 2


def test_each_head_is_asked_by_name_for_his_own_department() -> None:
    play = drafted()
    owed = {one.department: one.person for one in play.case.open_duties() if one.subject == V1}
    assert owed == {"logistics": person("趙主任").id, "production": person("錢主管").id}


# Mistakes


def problems(typed: FreightWish) -> list[tuple[str, str, str]]:
    return [(one.field, one.problem, one.quote) for one in mistakes_in(typed, KNOWN)]


def test_the_limits_themselves_are_no_mistakes() -> None:
    long = {"carrier": "長" * LONGEST_NAME, "payee": "長" * LONGEST_NAME, "reason": "長" * LONGEST_REASON}
    for amount in (1, MOST_FEN, None):
        assert problems(wish(amount, **long)) == []


@pytest.mark.parametrize(
    ("amount", "problem"), [(0, "not_positive"), (-1, "not_positive"), (MOST_FEN + 1, "too_large")]
)
def test_an_amount_beyond_the_limits_is_one(amount: int, problem: str) -> None:
    assert problems(wish(amount)) == [("amount", problem, "")]


@pytest.mark.parametrize(
    ("field", "most"), [("carrier", LONGEST_NAME), ("payee", LONGEST_NAME), ("reason", LONGEST_REASON)]
)
def test_words_are_neither_missing_nor_longer_than_they_may_be(field: str, most: int) -> None:
    assert problems(wish(**{field: ""})) == [(field, "missing", "")]
    typed = "長" * (most + 1)
    assert problems(wish(**{field: typed})) == [(field, "too_long", typed)]


def shares(*parts: tuple[str, int]) -> tuple[Bearing, ...]:
    return tuple(Bearing(department=department, percent=percent) for department, percent in parts)


@pytest.mark.parametrize(
    ("bearings", "expected"),
    [
        (SPLIT, []),
        ((), []),  # then the responsible departments bear it equally
        (shares(("logistics", 70), ("production", 29)), [("bearings", "not_whole", "99%")]),
        (shares(("logistics", 70), ("production", 31)), [("bearings", "not_whole", "101%")]),
        (shares(("logistics", 50), ("logistics", 50)), [("bearings", "named_twice", "")]),
        (shares(("logistics", 50), ("nowhere", 50)), [("bearings", "unknown_department", "")]),
    ],
)
def test_shares_name_each_department_once_and_sum_to_the_whole(
    bearings: tuple[Bearing, ...], expected: list[tuple[str, str, str]]
) -> None:
    assert problems(wish(bearings=bearings)) == expected


def test_all_mistakes_are_named_together_with_those_of_the_reading() -> None:
    play = ruled()
    read = (Mistake(field="amount", problem="invalid", quote="一千"),)
    with pytest.raises(Refusal) as refused:
        play.do(
            "吳小芳", Act.DRAFT_VOUCHER, at("11:30"), freight=wish(None, payee=""), mistakes=read, typed="…"
        )
    mistakes = refused.value.facts["mistakes"]
    assert isinstance(mistakes, list)
    assert [(one["field"], one["problem"]) for one in mistakes] == [
        ("amount", "invalid"),
        ("payee", "missing"),
    ]
    assert not play.case.vouchers
