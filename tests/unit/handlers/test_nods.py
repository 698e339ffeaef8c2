"""「好」 as an answer: no decision and no record that others go by (C20-C25, C27), asked again in words that help."""

import pytest

from handlers.gates import NOT_BY_A_NOD, objection
from handlers.pressing import Typed
from handlers.questions import answered
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


DONE_OR_DECIDED = ["已匯款 2,000 元", "好，已退 300 元", "停電 40 分鐘已補送，收據 0816"]


@pytest.mark.parametrize("text", DONE_OR_DECIDED)
@pytest.mark.parametrize("act", sorted(NOT_BY_A_NOD))
def test_whatever_says_more_is_taken_as_it_was_written(act: Act, text: str) -> None:
    command = answer(act, text)
    assert isinstance(command, Do)
    assert (command.act, command.text) == (act, text)


@pytest.mark.parametrize(
    ("act", "text"),
    [
        *((act, "還沒匯，等財務確認帳號") for act in (Act.EXECUTE, Act.SETTLE_OFFLINE, Act.PAY_VOUCHER)),
        *((act, "客戶還沒答覆，明天再談") for act in (Act.WRITE_OPINION, Act.AMEND)),
        (Act.EXECUTE, "退 300 元"),
        (Act.PAY_VOUCHER, "不對，金額有誤"),
    ],
)
def test_what_does_not_say_that_it_is_done_or_decided_is_asked_back(act: Act, text: str) -> None:
    command = answer(act, text)
    assert isinstance(command, Decline)
    assert (command.name, command.facts["said"]) == ("words_unsettled", text)


def test_the_caption_of_a_receipt_need_not_be_one() -> None:
    assert objection(Act.PAY_VOUCHER, "好", has_file=True) == ""
    assert objection(Act.PAY_VOUCHER, "金額不對", has_file=True) == "words_unsettled"
    assert objection(Act.EXECUTE, "執行完畢") == "only_a_nod"


def test_what_stops_a_clock_or_is_a_right_of_somebody_is_left_to_the_desk() -> None:
    """Their words are asked for again elsewhere, or stand as they are: a refusal could cost the time."""
    words = {act for act, need in NEEDS.items() if need in {Need.TEXT, Need.REMAND, Need.CHANGE}}
    assert words - NOT_BY_A_NOD == {
        *(Act.PUBLISH, Act.DISCLAIM, Act.OBJECT, Act.COMPLETE, Act.WITHDRAW, Act.SUPPLEMENT, Act.MARK_URGENT),
    }
