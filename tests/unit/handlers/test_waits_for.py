"""Whom a case of a list waits for: every department that owes, apart where its time is another."""

from handlers.lookups import _owed_first, _waits_for
from tests.company import CALENDAR, at, directory
from tests.unit.workflow.play import Play, handled_product
from workflow.duties import Duty, DutyKind
from workflow.world import Scene

SCENE = Scene(calendar=CALENDAR, directory=directory())


def owed(play: Play) -> list[Duty]:
    return _owed_first(play.case, lambda duty: duty.kind is DutyKind.REPLY)


def test_all_who_owe_the_same_by_the_same_time_are_named() -> None:
    told = _waits_for(owed(handled_product()), SCENE)
    assert told is not None
    assert {told["department"], *told["together"]} == {"生產部", "採購部", "物流部"}
    assert told["others"] == []


def test_who_owes_it_by_another_time_is_named_apart() -> None:
    first, second, third = owed(handled_product())
    later = third.model_copy(update={"due_at": at("16:00")})
    told = _waits_for([first, second, later], SCENE)
    assert told is not None
    assert (told["together"], told["others"]) == (
        [SCENE.department(second.department).name],
        [SCENE.department(third.department).name],
    )


def test_a_case_that_waits_for_nobody_waits_for_nothing() -> None:
    assert _waits_for([], SCENE) is None
