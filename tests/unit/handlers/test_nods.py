"""「好」 as an answer: no decision and no record that others go by (C20-C25, C27), asked again in words that help."""

import pytest

from handlers.pressing import Typed
from handlers.questions import NOT_BY_A_NOD, answered
from storage.outbox import OutboxRow
from tests.company import at, directory
from workflow.asking import NEEDS, Need
from workflow.commands import Command, Decline, Do
from workflow.notices import Notice
from workflow.phases import Act


def answer(act: Act, text: str) -> Command:
    asked = Notice(
        name=f"ask_{act}", to=1, question=act, asked=1, facts={"case": "P-20261123-001", "revision": 1}
    )
    row = OutboxRow(1, 1, asked, "person:1", "sent", 1, 0, "", at("14:00"), 1, 1, at("14:00"))
    return answered(row, Typed(text, at("14:01"), directory()))


@pytest.mark.parametrize("text", ["好", "好的。", "同意", "收到，稍等", "OK 👌", " 好！ "])
@pytest.mark.parametrize("act", sorted(NOT_BY_A_NOD))
def test_a_nod_is_asked_again(act: Act, text: str) -> None:
    command = answer(act, text)
    assert isinstance(command, Decline)
    assert (command.name, command.facts["act"], command.facts["said"]) == ("only_a_nod", act, text.strip())


@pytest.mark.parametrize("text", ["好，退 300 元", "同意退款", "已匯款 2,000 元", "停電 40 分鐘", "證據不足"])
@pytest.mark.parametrize("act", sorted(NOT_BY_A_NOD))
def test_whatever_says_more_is_taken_as_it_was_written(act: Act, text: str) -> None:
    command = answer(act, text)
    assert isinstance(command, Do)
    assert (command.act, command.text) == (act, text)


def test_what_stops_a_clock_or_is_a_right_of_somebody_is_left_to_the_desk() -> None:
    """Their words are asked for again elsewhere, or stand as they are: a refusal could cost the time."""
    words = {act for act, need in NEEDS.items() if need in {Need.TEXT, Need.REMAND, Need.CHANGE}}
    assert words - NOT_BY_A_NOD == {
        *(Act.PUBLISH, Act.DISCLAIM, Act.OBJECT, Act.COMPLETE, Act.WITHDRAW, Act.SUPPLEMENT, Act.MARK_URGENT),
    }
