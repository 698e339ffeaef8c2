"""Figures count what happened from one cut-off to the next, and say how things stood at the second."""

from datetime import date, timedelta
from typing import Any

from storage.figures import DayCount, Figures, FineFigures, Punctuality, figures, fund
from tests.company import ZONE, at, product_form, service_form
from tests.integration.storage.office import Office
from workflow.duties import DutyKind
from workflow.fines import FineStatus
from workflow.phases import Act
from workflow.values import Kind

CUT_OFF = at("18:00")
REPLY: dict[str, Any] = {"finding": "溫度過低", "opinion": "換貨", "departments": ("production",)}


async def between(office: Office, since: Any, until: Any) -> Figures:
    return await office.read(figures, since, until, zone=ZONE)


async def day(office: Office) -> Figures:
    return await between(office, CUT_OFF - timedelta(days=1), CUT_OFF)


async def test_nothing_happened(office: Office) -> None:
    empty = await day(office)
    assert empty.opened == empty.closed == empty.open == {Kind.PRODUCT: 0, Kind.SERVICE: 0}
    assert (empty.punctuality, empty.days, empty.fines) == ((), (), FineFigures())


async def test_cases_count_by_kind_from_the_post_on(office: Office) -> None:
    await office.file(product_form(), at("09:00"))
    answered = await office.handled(product_form())
    await office.posted(service_form())
    await office.do(answered, "錢主管", Act.REPLY, at("11:20"), **REPLY)
    await office.do(answered, "李小明", Act.ACKNOWLEDGE, at("14:00"), press=True)
    told = await day(office)
    assert told.opened == {Kind.PRODUCT: 1, Kind.SERVICE: 1}
    assert told.closed == {Kind.PRODUCT: 1, Kind.SERVICE: 0}
    assert told.open == {Kind.PRODUCT: 0, Kind.SERVICE: 1}
    assert told.complaining == {"sales": 2}


async def test_a_cancelled_draft_was_never_a_case(office: Office) -> None:
    case = await office.file(product_form(), at("09:00"))
    await office.do(case, "李小明", Act.CANCEL, at("09:05"), press=True)
    told = await day(office)
    assert not any({*told.opened.values(), *told.closed.values(), *told.open.values()})


async def test_the_cut_off_belongs_to_the_next_period(office: Office) -> None:
    case = await office.file(product_form(), at("17:00"))
    await office.do(case, "陳經理", Act.APPROVE, at("17:50"), press=True, revision=1)
    await office.post(case, CUT_OFF)
    assert (await day(office)).opened[Kind.PRODUCT] == 0
    following = await between(office, CUT_OFF, CUT_OFF + timedelta(days=1))
    assert following.opened[Kind.PRODUCT] == 1


async def test_figures_told_later_are_those_of_the_cut_off(office: Office) -> None:
    case = await office.handled(product_form())
    await office.judge(case, at("13:51:05"))
    before = await day(office)
    await office.do(case, "錢主管", Act.REPLY, at("08:40", "2026-11-24"), **REPLY)
    await office.do(case, "李小明", Act.ACKNOWLEDGE, at("09:00", "2026-11-24"), press=True)
    ((number,),) = await office.sql("SELECT number FROM fines WHERE department = 'production'")
    await office.do(case, "周靜", Act.MARK_PAID, at("09:30", "2026-11-24"), press=True, fine=number)
    after = await day(office)
    assert (after.open, after.closed, after.fines) == (before.open, before.closed, before.fines)
    assert after.fines == FineFigures(issued=3, issued_yuan=150, outstanding=3, outstanding_yuan=150)


async def test_duties_count_in_the_period_they_fell_due_in(office: Office) -> None:
    case = await office.handled(product_form())
    await office.do(case, "錢主管", Act.REPLY, at("11:20"), **{**REPLY, "departments": ("purchasing",)})
    await office.judge(case, at("13:51:05"))
    told = {(one.kind, one.department): one for one in (await day(office)).punctuality}
    reply = DutyKind.REPLY
    assert told[reply, "production"] == Punctuality(kind=reply, department="production", on_time=1)
    assert told[reply, "logistics"] == Punctuality(kind=reply, department="logistics", late=1)
    assert told[DutyKind.ACCEPT, "orders"].on_time == 1
    assert (await between(office, at("14:00"), CUT_OFF)).punctuality == ()


async def test_a_duty_that_is_due_and_not_judged_is_pending_and_a_released_one_dropped(
    office: Office,
) -> None:
    case = await office.handled(product_form())
    await office.handled(product_form())
    await office.do(case, "錢主管", Act.REPLY, at("11:20"), **REPLY)
    told = {(one.kind, one.department): one for one in (await day(office)).punctuality}
    logistics = told[DutyKind.REPLY, "logistics"]
    assert (logistics.on_time, logistics.late, logistics.pending, logistics.dropped) == (0, 0, 1, 1)


async def test_days_are_those_of_the_company(office: Office) -> None:
    for when in ("2026-11-23", "2026-11-24", "2026-11-24"):
        await office.posted(product_form(), day=when)
    case = await office.file(service_form(), at("00:10", "2026-11-25"))
    await office.do(case, "陳經理", Act.APPROVE, at("00:20", "2026-11-25"), press=True, revision=1)
    await office.post(case, at("00:30", "2026-11-25"))
    told = await between(office, at("00:00"), at("00:00", "2026-11-30"))
    assert told.days == (
        DayCount(day=date(2026, 11, 23), kind=Kind.PRODUCT, count=1),
        DayCount(day=date(2026, 11, 24), kind=Kind.PRODUCT, count=2),
        DayCount(day=date(2026, 11, 25), kind=Kind.SERVICE, count=1),
    )


async def test_fines_are_paid_waived_and_outstanding(office: Office) -> None:
    case = await office.handled(product_form())
    await office.judge(case, at("13:51:05"))
    paid, waived, _ = [number for (number,) in await office.sql("SELECT number FROM fines ORDER BY number")]
    await office.do(case, "周靜", Act.MARK_PAID, at("15:00"), press=True, fine=paid)
    await office.do(case, "周靜", Act.WAIVE, at("15:01"), press=True, fine=waived, text="初犯")
    told = (await day(office)).fines
    assert (told.issued, told.paid, told.paid_yuan, told.outstanding, told.outstanding_yuan) == (
        3,
        1,
        50,
        1,
        50,
    )
    assert {one.status: (one.fines, one.yuan) for one in await office.read(fund)} == {
        FineStatus.PAID: (1, 50), FineStatus.WAIVED: (1, 50), FineStatus.ISSUED: (1, 50),
    }  # fmt: skip


async def test_a_held_fine_is_issued_when_it_is_confirmed(office: Office) -> None:
    case = await office.posted(product_form())
    await office.judge(case, at("10:35:05"))
    await office.ping(case, at("10:36"))
    await office.judge(case, at("14:05:05"))
    told = (await day(office)).fines
    assert (told.held, told.held_yuan, told.issued, told.outstanding) == (3, 150, 0, 0)
    ((number,),) = await office.sql("SELECT number FROM fines WHERE department = 'production'")
    await office.do(case, "周靜", Act.CONFIRM_FINE, at("15:00"), press=True, fine=number)
    told = (await day(office)).fines
    assert (told.held, told.issued, told.outstanding_yuan) == (2, 1, 50)
