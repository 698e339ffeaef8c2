"""Which fine is meant: a notice with several fines bears the number of the first, and asks until one is chosen (C26-C27)."""

import pytest

from tests.company import at, person
from tests.unit.workflow.play import Play
from tests.unit.workflow.test_fines import BECOMES, judged, standing
from workflow.asking import FINE_STATUSES, NEEDS
from workflow.commands import Ask, Stimulus
from workflow.fine_notices import ON_NOTICE, THIS_FINE
from workflow.fines import FineStatus
from workflow.notices import Button, Notice
from workflow.phases import Act
from workflow.refusals import Refusal

S = FineStatus
HEADS = {"production": "錢主管", "purchasing": "孫主任", "logistics": "趙主任"}


def all_standing(status: FineStatus) -> Play:
    """Three fines of one notice, each as it came to stand."""
    play = judged()
    fines = {number: fine.model_copy(update={"status": status}) for number, fine in play.case.fines.items()}
    play.case = play.case.model_copy(update={"fines": fines})
    return play


def headed_by_one(play: Play) -> Play:
    """錢主管 pays for all three departments."""
    everyone = {"person": person("錢主管").id, "head": person("錢主管").id}
    fines = {number: fine.model_copy(update=everyone) for number, fine in play.case.fines.items()}
    play.case = play.case.model_copy(update={"fines": fines})
    return play


def pressed(play: Play, who: str, act: Act, button: Button | None = None, **about: str) -> Notice:
    """What she sees after a press on a button, or on a notice's."""
    carried = {"fine": button.fine, "choice": button.choice} if button else about
    stimulus = Stimulus(now=at("14:47"), at=at("14:47"), actor=person(who).id, pressed=True)
    play.perform(Ask(case=1, act=act, **carried), stimulus)
    return play.said[-1]


def the_question(play: Play, who: str, act: Act, status: FineStatus) -> list[str]:
    """Press the notice's button, then each button of the choice: the fines that are asked about in the end."""
    first = next(iter(play.case.fines.values()))
    choice = pressed(play, who, act, fine=first.notice if act in ON_NOTICE else "")
    assert choice.name == "which_fine", status
    return [str(pressed(play, who, act, one).facts["fine"]) for row in choice.buttons for one in row]


ASKED = [(act, who, status) for act, (who, becomes) in BECOMES.items() for status in becomes if act in NEEDS]


@pytest.mark.parametrize(("act", "who", "status"), ASKED)
def test_whichever_fine_is_chosen_its_question_comes_and_no_choice_again(
    act: Act, who: str, status: FineStatus
) -> None:
    play = all_standing(status)
    if act is Act.OBJECT:
        who, play = "錢主管", headed_by_one(play)
    assert the_question(play, who, act, status) == list(play.case.fines)
    assert play.said[-1].name == f"ask_{act}"


def test_no_act_that_asks_about_a_fine_is_left_out() -> None:
    only_for_its_own_number = {Act.RETAIN_FINE}
    assert {act for act in FINE_STATUSES if act in NEEDS} == {
        act for act, *_ in ASKED
    } | only_for_its_own_number


@pytest.mark.parametrize("status", [S.ISSUED, S.OBJECTED, S.UPHELD, S.PAID])
@pytest.mark.parametrize("department", HEADS)
def test_the_button_of_one_fine_means_that_fine_whatever_else_stands_in_its_notice(
    status: FineStatus, department: str
) -> None:
    play = all_standing(status)
    number = play.fine(department).number
    asked = pressed(play, "周靜", Act.WAIVE, fine=number, choice=THIS_FINE)
    assert (asked.name, asked.facts["fine"]) == ("ask_waive", number)


def test_the_private_letters_about_a_fine_mean_that_fine() -> None:
    play = judged()
    letters = [one for one in play.said if one.name in {"fined", "fine_office"}]
    buttons = [one for letter in letters for row in letter.buttons for one in row if one.act in ON_NOTICE]
    assert len(buttons) >= len(HEADS)
    assert all(one.choice == THIS_FINE for one in buttons)


@pytest.mark.parametrize("from_notice", [True, False])
def test_an_objection_to_ones_own_paid_fine_is_refused_for_being_paid(*, from_notice: bool) -> None:
    play = standing(S.PAID)
    fine = play.fine("logistics")
    about = {"fine": fine.notice} if from_notice else {"fine": fine.number, "choice": THIS_FINE}
    with pytest.raises(Refusal, match="fine_status") as refused:
        pressed(play, "趙主任", Act.OBJECT, **about)
    assert refused.value.facts == {"fine": fine.number, "status": S.PAID, "act": Act.OBJECT}


def test_a_paid_fine_of_a_notice_does_not_hide_another_of_the_same_head() -> None:
    play = headed_by_one(standing(S.PAID))
    fine = play.fine("logistics")
    choice = pressed(play, "錢主管", Act.OBJECT, fine=fine.notice)
    offered = [one.fine for row in choice.buttons for one in row]
    assert offered == [number for number in play.case.fines if number != fine.number]


def test_a_number_that_is_no_fine_is_refused_as_unknown_at_the_press() -> None:
    with pytest.raises(Refusal, match="fine_unknown"):
        pressed(judged(), "周靜", Act.WAIVE, fine="F-20261123-099", choice=THIS_FINE)
