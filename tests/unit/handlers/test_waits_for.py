"""Whom a case of a list waits for: every department that owes, apart where its time is another."""

from handlers.lookups import _owed_first, _waits_for
from tests.company import CALENDAR, at, directory
from tests.unit.workflow.play import Play, handled_product, posted_product
from texts import render
from workflow.duties import Duty, DutyKind
from workflow.world import Scene

SCENE = Scene(calendar=CALENDAR, directory=directory())


def owed(play: Play) -> list[Duty]:
    return _owed_first(play.case, lambda duty: duty.kind is DutyKind.REPLY)


def test_all_who_owe_the_same_by_the_same_time_are_named() -> None:
    play = handled_product()
    told = _waits_for(owed(play), play.case, SCENE)
    assert told is not None
    assert {told["department"], *told["together"]} == {"生產部", "採購部", "物流部"}
    assert told["others"] == []


def test_who_owes_it_by_another_time_is_named_apart() -> None:
    play = handled_product()
    first, second, third = owed(play)
    later = third.model_copy(update={"due_at": at("16:00")})
    told = _waits_for([first, second, later], play.case, SCENE)
    assert told is not None
    assert (told["together"], told["others"]) == (
        [SCENE.department(second.department).name],
        [SCENE.department(third.department).name],
    )


def test_a_case_that_waits_for_nobody_waits_for_nothing() -> None:
    assert _waits_for([], handled_product().case, SCENE) is None


def test_a_formality_that_the_case_went_past_comes_after_what_keeps_it() -> None:
    play = posted_product()
    play.judge(at("10:36"))  # neither accepted nor published, so the departments' clocks run by themselves
    duties = _owed_first(play.case, lambda _duty: True)
    assert duties[0].kind is DutyKind.REPLY
    assert {one.kind for one in duties[-2:]} == {DutyKind.ACCEPT, DutyKind.PUBLISH}


def test_what_waits_for_the_reader_comes_first() -> None:
    duties = _owed_first(
        handled_product().case, lambda _duty: True, lambda duty: duty.department == "purchasing"
    )
    assert duties[0].department == "purchasing"


def test_a_list_names_three_of_many_departments_and_says_how_many_there_are() -> None:
    play = handled_product()
    told = _waits_for(owed(play), play.case, SCENE)
    assert told is not None
    row = {"case": "P-20261123-001", "marks": [], "due_at": at("13:51").isoformat()}
    many = [{**row, "waits_for": {**told, "together": [f"第{n}部" for n in range(1, 8)]}}]
    facts = {
        "cases": many,
        "count": {"cases": 1, "overdue": 0, "drafts": 0},
        "text": "",
        "first": 1,
        "last": 1,
        "day": None,
    }
    assert "、第1部、第2部等 8 個部門" in render("open_list", facts)
    assert "第3部" not in render("open_list", facts)
