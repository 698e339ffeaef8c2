"""Beside the cases: topics, the courier's pace, the day's figures, papers behind letters, and the past of a case."""

from datetime import timedelta

from storage import agenda, cards, enclosures, history, outbox, recent_calls, topics, vitals, vouchers
from storage.outbox import NO_CHAT
from storage.topics import Topic
from tests.company import at, person, product_form
from tests.integration.storage.office import GROUP, Office
from tests.unit.workflow.enquiry_play import opening
from tests.unit.workflow.freight_play import wish
from workflow.commands import Enrol
from workflow.notices import Notice, Urgency
from workflow.phases import Act, Phase

NOON = at("12:00")
MINUTE = timedelta(minutes=1)


# Topics


async def test_a_case_has_one_topic_in_the_group_as_it_is(office: Office) -> None:
    await office.write(topics.keep, 1, GROUP, 17)
    await office.write(topics.keep, 2, GROUP, 18)
    assert await office.read(topics.of_case, 1, GROUP) == Topic(1, GROUP, 17, closed=False)
    assert await office.read(topics.of_case, 1, -5) is None
    await office.write(topics.keep, 1, -5, 3)
    assert await office.read(topics.of_case, 1, -5) == Topic(1, -5, 3, closed=False)
    await office.write(topics.forget, 1)
    assert await office.read(topics.of_case, 1, -5) is None
    assert await office.read(topics.of_case, 2, GROUP) is not None


async def test_a_topic_is_closed_once_its_case_is_over_and_the_card_says_so(office: Office) -> None:
    case = await office.posted(product_form())
    await office.write(topics.keep, case, GROUP, 17)
    assert await office.read(topics.finished) == ()
    await office.do(case, "李小明", Act.WITHDRAW, at("10:10"), text="客戶撤訴")
    assert await office.read(topics.finished) == ()
    (card,) = await office.read(cards.wanted, NOON)
    await office.write(cards.mark_shown, card, "hash")
    assert await office.read(topics.finished) == (Topic(case, GROUP, 17, closed=False),)
    await office.write(topics.mark_closed, case)
    assert await office.read(topics.finished) == ()
    assert await office.read(topics.of_case, case, GROUP) == Topic(case, GROUP, 17, closed=True)


# The courier's pace, and when the clockwork looks again


async def test_the_calls_of_the_last_minute_are_known_after_a_restart(office: Office) -> None:
    for seconds in (0, 30, 60):
        moment = NOON + timedelta(seconds=seconds)
        await office.write(lambda conn, at_: recent_calls.note(conn, GROUP, at_, span=MINUTE), moment)
    kept = await office.read(recent_calls.since, NOON - MINUTE)
    assert kept == ((GROUP, NOON + MINUTE / 2), (GROUP, NOON + MINUTE))
    assert await office.read(recent_calls.since, NOON + MINUTE / 2) == ((GROUP, NOON + MINUTE),)


async def test_the_clockwork_looks_again_at_whatever_comes_first(office: Office) -> None:
    assert await office.read(agenda.next_due, NOON) is None
    await office.act(opening(), "王五", at("10:00"))
    reminder = await office.read(agenda.next_due, at("10:00"))
    assert reminder is not None
    case = await office.posted(product_form())
    assert await office.read(agenda.next_due, at("10:05")) == at("10:09")
    await office.remind(case, at("10:09"))
    assert await office.read(agenda.next_due, at("10:09")) == at("10:10")


# The day's figures


async def test_the_days_figures_count_what_was_judged_and_what_did_not_arrive(office: Office) -> None:
    case = await office.handled(product_form())
    await office.judge(case, at("13:51:07"))
    day = at("00:00"), at("00:00", "2026-11-24")
    told = await office.read(vitals.vitals, *day)
    assert (told.judged, told.latest_seconds, told.unsent) == (3, 7, 0)
    assert len(told.hash) == 64
    nothing = await office.read(vitals.vitals, at("13:51:08"), day[1])
    assert (nothing.judged, nothing.latest_seconds, nothing.hash) == (0, 0, told.hash)
    before = await office.read(vitals.vitals, day[0], at("10:00"))
    assert (before.judged, before.hash == told.hash) == (0, False)


async def test_a_message_that_went_to_the_group_instead_arrived_and_a_refused_one_did_not(
    office: Office,
) -> None:
    await office.posted(product_form())
    day = at("00:00"), at("00:00", "2026-11-24")
    rows = [row[0] for row in await office.sql("SELECT id FROM outbox ORDER BY id")]
    await office.write(outbox.mark_dead, rows[0], NO_CHAT)
    await office.write(outbox.mark_dead, rows[1], "400")
    assert (await office.read(vitals.vitals, *day)).unsent == 1
    assert (await office.read(vitals.vitals, at("11:00"), day[1])).unsent == 0
    await office.write(cards.mark_sending, 1, cards.CASE)
    await office.write(cards.mark_dead, 1, cards.CASE, "400")
    assert (await office.read(vitals.vitals, *day)).unsent == 2


# Papers


def test_a_letter_that_shows_a_document_has_it_as_a_file_behind_it() -> None:
    facts: dict[str, object] = {
        "case": "P-1",
        "kind": "product",
        "document": "voucher",
        "voucher": "V-1",
        "text": "請簽名",
    }
    letter = Notice(
        name="duty_voucher_sign", to=7, facts=facts, urgency=Urgency.PING, after_card=True, expires_at=NOON
    )
    shown, paper = enclosures.with_paper(letter)
    assert shown == letter
    assert (paper.name, paper.to, paper.fallback) == (enclosures.PAPER, 7, False)
    assert paper.facts == {"case": "P-1", "kind": "product", "document": "voucher", "voucher": "V-1"}
    assert (paper.urgency, paper.after_card, paper.expires_at) == (Urgency.PING, True, NOON)
    assert enclosures.with_paper(Notice(name="filed", to=7)) == (Notice(name="filed", to=7),)


# Vouchers in lists


async def voucher_of(office: Office) -> str:
    case = await office.posted(product_form(settlement=True))
    await office.do(case, "王五", Act.PUBLISH, at("10:21"), text="烤漆→包裝→出貨")
    words = {"finding": "溫度過低", "opinion": "換貨", "departments": ("logistics", "production")}
    await office.do(case, "趙主任", Act.REPLY, at("11:00"), **words)
    await office.do(case, "錢主管", Act.REPLY, at("11:01"), **words)
    answer = await office.do(case, "吳小芳", Act.DRAFT_VOUCHER, at("11:30"), freight=wish())
    assert answer.refusal is None, answer.refusal
    return next(iter(answer.case.vouchers))


async def test_a_voucher_is_listed_with_its_shares_until_it_is_over(office: Office) -> None:
    number = await voucher_of(office)
    (row,) = await office.read(vouchers.open_vouchers)
    assert (row.number, row.case_id, row.case_name, row.status) == (number, 1, "P-20261123-001", "signing")
    assert (row.amount, row.balance, row.drafted_at, row.changed_at) == (120_050, 0, at("11:30"), at("11:30"))
    shares = await office.read(vouchers.shares, number)
    assert shares == (("logistics", 70, 84_035, None), ("production", 30, 36_015, None))
    assert await office.read(vouchers.shares, "V-0") == ()
    await office.do(1, "吳小芳", Act.EDIT_VOUCHER, at("11:35"), voucher=number, revision=1, freight=wish(100))
    assert [one.amount for one in await office.read(vouchers.shares, number)] == [70, 30]
    assert [one.changed_at for one in await office.read(vouchers.open_vouchers)] == [at("11:35")]
    await office.do(1, "吳小芳", Act.CANCEL_VOUCHER, at("11:40"), voucher=number, text="客戶自付")
    assert await office.read(vouchers.open_vouchers) == ()


# The past


async def test_a_document_belongs_to_the_case_of_its_number(office: Office) -> None:
    number = await voucher_of(office)
    for name, case in ((number, 1), ("P-20261123-001", 1), ("P-20261123-009", None)):
        assert await office.read(history.case_of_document, name) == case


async def test_the_past_of_a_case_shows_everybody_where_he_was_then(office: Office) -> None:
    case = await office.posted(product_form())
    moved = person("王五").model_copy(update={"department": "logistics"})
    await office.act(Enrol(person=moved), "周靜", at("10:06"))
    await office.do(case, "林助理", Act.ACCEPT, at("10:07"), press=True)
    pasts = [*await office.read(lambda conn: [*history.pasts(conn, case)])]
    assert pasts[0].case.phase is Phase.DRAFT
    assert [past.case.version for past in pasts] == sorted(past.case.version for past in pasts)
    assert pasts[-1].case == await office.books(lambda books: books.case(case))
    where = [next(one.department for one in past.people if one.name == "王五") for past in pasts]
    assert (where[0], where[-1]) == ("orders", "logistics")
    changed = where.index("logistics")
    assert pasts[changed].at == at("10:06")
    assert pasts[changed].case.accepted_at is None
    assert len(pasts[0].people) == 20
