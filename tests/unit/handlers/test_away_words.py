"""/away as people type it: with and without commas, and a deputy whose name two people bear."""

import pytest

from handlers.absences import READERS, away_asked
from handlers.errand_codes import decode_errand, encode_errand
from handlers.pressing import Presser
from tests.company import DEPARTMENTS, PEOPLE, at, person
from workflow.commands import Decline, Stimulus
from workflow.directory import Directory
from workflow.messages import answer
from workflow.refusals import Refusal
from workflow.staff_commands import GoAway

NOW = at("10:00")
OTHER = person("王五").model_copy(update={"id": 99, "telegram_id": 1099, "name": "馬力"})
TWO = Directory(departments=DEPARTMENTS, people=(*PEOPLE, OTHER))


@pytest.mark.parametrize(
    "typed",
    [
        "11月27日至29日，王五代理",
        "11/27-11/29,王五",
        "王五、11/27-29",
        "11月27日至11月29日 王五代理",
        "11/27—11/29；王五",
    ],
)
def test_commas_part_the_times_from_the_name(typed: str) -> None:
    asked = away_asked(typed, Directory(departments=DEPARTMENTS, people=PEOPLE), NOW)
    assert asked == GoAway(
        starts_at=at("00:00", "2026-11-27"), ends_at=at("00:00", "2026-11-30"), deputy=person("王五").id
    )


def test_a_deputy_of_two_is_chosen_by_button_with_the_times_typed() -> None:
    asked = away_asked("11/27-11/29 馬力", TWO, NOW)
    assert isinstance(asked, Decline)
    refused = Refusal(asked.name, **asked.facts)
    shown = answer(refused, Stimulus(now=NOW, at=NOW, chat_id=1001))
    (_, (second,)) = shown.buttons
    assert (second.label, second.subject) == ("打單部馬力", 99)
    press = decode_errand(encode_errand(second))
    assert press is not None
    chosen = READERS[press.errand](press, Presser(1001, None), None)  # type: ignore[arg-type]  # it reads no books
    assert chosen == GoAway(starts_at=at("00:00", "2026-11-27"), ends_at=at("00:00", "2026-11-30"), deputy=99)
    assert not answer(refused, Stimulus(now=NOW, at=NOW, chat_id=-100)).buttons


def test_a_department_beside_the_name_says_which_of_two() -> None:
    asked = away_asked("11/27-11/29 打單部馬力", TWO, NOW)
    assert isinstance(asked, GoAway)
    assert asked.deputy == 99


def test_a_name_in_simplified_letters_is_no_part_of_the_time() -> None:
    company = Directory(departments=DEPARTMENTS, people=PEOPLE)
    asked = away_asked("11/27-29 赵主任", company, NOW)
    assert isinstance(asked, GoAway)
    assert asked.deputy == person("趙主任").id
