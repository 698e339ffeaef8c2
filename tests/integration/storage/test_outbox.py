"""What was said is sent once, in order of urgency, and never overtakes its card."""

import sqlite3
from datetime import timedelta
from sqlite3 import Connection
from typing import Any

import pytest

from storage import amendments, cards, outbox
from storage.outbox import GROUP, Letter, NotInState, person_lane
from tests.company import at
from tests.integration.storage.office import Office
from workflow.notices import Button, Notice, Urgency
from workflow.phases import Act

NOON = at("12:00")
MINUTE = timedelta(minutes=1)


async def queue(
    office: Office, *notices: Notice, lane: str = GROUP, cause: str = "inbox/1", case: int = 1
) -> None:
    letters = [Letter(notice, lane, case) for notice in notices]
    await office.write(outbox.add, letters, cause=cause, now=NOON)


async def next_name(office: Office, lane: str = GROUP, when: Any = NOON) -> str | None:
    row = await office.read(outbox.next_for, lane, when)
    return row and row.notice.name


async def send(office: Office, row_id: int, message_id: int = 5) -> None:
    await office.write(outbox.mark_sending, row_id)
    await office.write(outbox.mark_sent, row_id, chat_id=-100, message_id=message_id, at=NOON)


async def test_a_notice_comes_back_as_it_was_said(office: Office) -> None:
    button = Button(act=Act.OBJECT, fine="F-20261123-001", ask=True)
    notice = Notice(
        name="fined", to=3, facts={"amount": 50, "names": ["生產部"]}, buttons=((button,),), expires_at=NOON + MINUTE,
        pings=("reply/1/production",), question=Act.OBJECT, asked=3, urgency=Urgency.DIGEST,
    )  # fmt: skip
    await queue(office, notice, lane=person_lane(3))
    row = await office.read(outbox.next_for, person_lane(3), NOON)
    assert row is not None
    assert (row.notice, row.case_id, row.state, row.created_at) == (notice, 1, "new", NOON)


@pytest.mark.parametrize("read_again", [False, True])
async def test_what_changed_after_it_was_read_to_be_sent_is_changed_in_the_chat(
    office: Office, *, read_again: bool
) -> None:
    lane = person_lane(3)
    await queue(office, Notice(name="approve_request", to=3), lane=lane)
    row = await office.read(outbox.next_for, lane, NOON)
    assert row is not None
    await office.write(amendments.change, row.id, row.notice.model_copy(update={"over": {}}))
    if read_again:
        row = await office.read(outbox.next_for, lane, NOON)
        assert row is not None
    await send(office, row.id)
    await office.write(amendments.mark_shown, row.id, row.stale)
    assert await office.read(amendments.lanes, NOON) == (() if read_again else (lane,))


async def test_the_same_cause_cannot_speak_twice(office: Office) -> None:
    await queue(office, Notice(name="posted"))
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        await queue(office, Notice(name="posted", facts={"other": "words"}))
    await queue(office, Notice(name="posted"), cause="inbox/2")
    await queue(office, Notice(name="posted"), lane=person_lane(1))


async def test_one_cause_may_say_the_same_to_one_lane_twice_at_once(office: Office) -> None:
    await queue(office, Notice(name="fined"), Notice(name="fined"))
    assert await office.sql("SELECT nth FROM outbox ORDER BY id") == [(1,), (2,)]


async def test_the_urgent_goes_first_and_the_older_before_the_younger(office: Office) -> None:
    names = {
        "digest": Urgency.DIGEST,
        "ping": Urgency.PING,
        "second ping": Urgency.PING,
        "answer": Urgency.ANSWER,
    }
    await queue(office, *(Notice(name=name, urgency=urgency) for name, urgency in names.items()))
    sent = []
    while row := await office.read(outbox.next_for, GROUP, NOON):
        sent.append(row.notice.name)
        await send(office, row.id, message_id=row.id)
    assert sent == ["answer", "ping", "second ping", "digest"]


async def test_lanes_are_those_with_something_to_send_now(office: Office) -> None:
    await queue(office, Notice(name="a"))
    await queue(office, Notice(name="b"), Notice(name="c"), lane=person_lane(2))
    assert set(await office.read(outbox.lanes_with_work, NOON)) == {GROUP, person_lane(2)}
    await office.write(outbox.mark_sending, 1)
    assert await office.read(outbox.lanes_with_work, NOON) == (person_lane(2),)


async def test_a_long_queue_is_looked_at_as_quickly_as_a_short_one(office: Office) -> None:
    await queue(office, Notice(name="a"), lane=person_lane(2))
    alone = await office.read(_steps_of_a_look)
    await queue(office, *(Notice(name="b") for _ in range(500)), lane=person_lane(2))
    assert await office.read(_steps_of_a_look) == alone


def _steps_of_a_look(conn: Connection) -> int:
    """How many instructions SQLite takes to find the lanes with work."""
    steps: list[int] = []
    conn.set_progress_handler(lambda: steps.append(1), 1)
    try:
        outbox.lanes_with_work(conn, NOON)
    finally:
        conn.set_progress_handler(None, 0)
    return len(steps)


async def test_a_ping_waits_until_its_card_stands(office: Office) -> None:
    await queue(office, Notice(name="ping", after_card=True), Notice(name="digest", urgency=Urgency.DIGEST))
    assert await next_name(office) == "digest"
    await office.write(cards.show, 1, (cards.CASE,))
    assert await next_name(office) == "digest"
    await office.write(cards.mark_sent, 1, cards.CASE, chat_id=-100, message_id=9, at=NOON)
    assert await next_name(office) == "ping"
    await office.write(cards.forget_message, 1, cards.CASE)
    assert await next_name(office) == "digest"


async def test_a_penalty_card_is_not_the_card_a_ping_waits_for(office: Office) -> None:
    await queue(office, Notice(name="ping", after_card=True))
    await office.write(cards.show, 1, ("penalty/F-20261123-001",))
    await office.write(cards.mark_sent, 1, "penalty/F-20261123-001", chat_id=-100, message_id=9, at=NOON)
    assert await next_name(office) is None
    assert await office.read(outbox.lanes_with_work, NOON) == ()


async def test_a_postponed_row_waits_and_lets_others_pass(office: Office) -> None:
    await queue(office, Notice(name="first"), Notice(name="second"))
    await office.write(outbox.mark_sending, 1)
    await office.write(outbox.postpone, 1, NOON + MINUTE, "429")
    assert await next_name(office) == "second"
    assert await next_name(office, when=NOON + MINUTE) == "first"
    row = await office.read(outbox.get, 1)
    assert row is not None
    assert (row.attempts, row.doubts, row.error) == (1, 0, "429")
    await send(office, 2)
    assert await office.read(outbox.next_moment, NOON) == NOON + MINUTE


async def test_a_stale_reminder_is_dropped_and_never_sent(office: Office) -> None:
    await queue(office, Notice(name="reminder", expires_at=NOON + MINUTE), Notice(name="lasting"))
    assert await next_name(office) == "reminder"
    assert await next_name(office, when=NOON + MINUTE) == "lasting"
    assert await office.write(outbox.drop_expired, NOON) == 0
    assert await office.write(outbox.drop_expired, NOON + MINUTE) == 1
    assert await office.sql("SELECT state FROM outbox ORDER BY id") == [("dropped",), ("new",)]


async def test_a_send_of_unknown_fate_is_repeated_once(office: Office) -> None:
    await queue(office, Notice(name="penalty"))
    await office.write(outbox.mark_sending, 1)
    assert not await office.write(outbox.mark_unknown, 1, "timed out")
    assert await next_name(office) == "penalty"
    await office.write(outbox.mark_sending, 1)
    assert await office.write(outbox.mark_unknown, 1, "timed out")
    assert await next_name(office) is None
    (stuck,) = await office.read(outbox.stuck)
    assert (stuck.state, stuck.doubts, stuck.attempts) == ("unknown", 2, 2)
    await office.write(outbox.resend, 1)
    assert await next_name(office) == "penalty"


async def test_a_press_on_the_copy_settles_an_unknown_send(office: Office) -> None:
    await queue(office, Notice(name="ping"))
    await office.write(outbox.mark_sending, 1)
    await office.write(outbox.mark_unknown, 1, "timed out")
    await office.write(outbox.mark_sent, 1, chat_id=-100, message_id=5, at=NOON)
    assert await next_name(office) is None


async def test_a_press_on_the_copy_also_settles_what_waited_for_people(office: Office) -> None:
    await queue(office, Notice(name="ping"))
    for _ in range(2):
        await office.write(outbox.mark_sending, 1)
        await office.write(outbox.mark_unknown, 1, "timed out")
    await office.write(outbox.mark_sent, 1, chat_id=-100, message_id=5, at=NOON)
    assert await office.read(outbox.stuck) == ()
    assert await office.sql("SELECT state, error FROM outbox") == [("sent", "")]


async def test_what_was_being_sent_at_the_crash_is_doubted(office: Office) -> None:
    await queue(office, Notice(name="a"), Notice(name="b"), Notice(name="c"))
    await office.write(outbox.mark_sending, 1)
    assert await office.write(outbox.doubt_interrupted) == ()
    await office.write(outbox.mark_sending, 1)
    await office.write(outbox.mark_sending, 2)
    (doubtful,) = await office.write(outbox.doubt_interrupted)
    assert doubtful.id == 1
    assert await office.sql("SELECT state, doubts FROM outbox ORDER BY id") == [
        ("unknown", 2),
        ("new", 1),
        ("new", 0),
    ]


async def test_a_refused_row_does_not_block_its_lane(office: Office) -> None:
    await queue(office, Notice(name="bad"), Notice(name="good"))
    await office.write(outbox.mark_sending, 1)
    await office.write(outbox.mark_dead, 1, "400: can't parse entities")
    assert await next_name(office) == "good"
    (dead,) = await office.read(outbox.stuck)
    assert (dead.state, dead.error) == ("dead", "400: can't parse entities")


async def test_states_cannot_be_skipped(office: Office) -> None:
    await queue(office, Notice(name="once"))
    with pytest.raises(NotInState):
        await office.write(outbox.postpone, 1, NOON)
    await send(office, 1)
    for change, more in ((outbox.mark_sending, ()), (outbox.mark_dead, ("no",)), (outbox.resend, ())):
        with pytest.raises(NotInState):
            await office.write(change, 1, *more)
    with pytest.raises(NotInState):
        await office.write(outbox.mark_sent, 1, chat_id=-100, message_id=6, at=NOON)


async def test_a_message_is_found_by_where_it_stands(office: Office) -> None:
    await queue(office, Notice(name="ping"), case=7)
    await send(office, 1, message_id=55)
    row = await office.read(outbox.find_message, -100, 55)
    assert row is not None
    assert (row.case_id, row.notice.name, row.sent_at) == (7, "ping", NOON)
    assert await office.read(outbox.find_message, -100, 56) is None
    assert await office.read(outbox.find_message, -101, 55) is None


async def test_open_questions_are_those_sent_and_not_answered(office: Office) -> None:
    questions = [Notice(name=f"ask {n}", question=Act.RETURN, asked=3) for n in range(3)]
    await queue(
        office,
        *questions,
        Notice(name="statement", asked=3),
        Notice(name="other", question=Act.REPLY, asked=4),
    )
    assert await office.read(outbox.open_questions, 3) == ()
    for row_id in (1, 2, 4, 5):
        await send(office, row_id, message_id=row_id)
    assert [row.id for row in await office.read(outbox.open_questions, 3)] == [2, 1]
    await office.write(outbox.answer_question, 2, NOON)
    assert [row.id for row in await office.read(outbox.open_questions, 3)] == [1]


async def test_a_question_whose_sending_was_interrupted_may_be_answered_and_is_not_asked_again(
    office: Office,
) -> None:
    await queue(office, Notice(name="ask", question=Act.RETURN, asked=3))
    await office.write(outbox.mark_sending, 1)
    assert [row.id for row in await office.read(outbox.open_questions, 3)] == [1]
    await office.write(outbox.doubt_interrupted)
    assert [row.id for row in await office.read(outbox.open_questions, 3)] == [1]
    await office.write(outbox.answer_question, 1, NOON)
    assert await office.read(outbox.open_questions, 3) == ()
    assert [row.state for row in [await office.read(outbox.get, 1)] if row] == ["dropped"]


async def test_who_opens_her_private_chat_hears_what_she_missed_and_nothing_that_was_refused(
    office: Office,
) -> None:
    notices = [Notice(name=name, fallback=False) for name in ("unreached", "refused", "waits")]
    await queue(office, *notices, lane=person_lane(3))
    await queue(office, notices[0], lane=person_lane(4))
    for row, error in ((1, outbox.NO_CHAT), (2, "400: can't parse entities"), (4, outbox.NO_CHAT)):
        await office.write(outbox.mark_sending, row)
        await office.write(outbox.mark_dead, row, error)
    assert await office.write(outbox.resend_unreached, 3) == 1
    states = await office.sql("SELECT state FROM outbox ORDER BY id")
    assert states == [("new",), ("dead",), ("new",), ("dead",)]
    assert await next_name(office, person_lane(3)) == "unreached"
