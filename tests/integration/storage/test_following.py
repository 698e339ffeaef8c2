"""What a command about the company or the staff brings with it in open cases is committed together with it."""

from datetime import datetime

from tests.company import at, person, product_form
from tests.integration.storage.office import Office
from workflow.commands import RecordOutage, Stimulus
from workflow.company_commands import EndSuspension, Suspend
from workflow.duties import DutyKind
from workflow.fines import HoldReason
from workflow.phases import Act
from workflow.staff_commands import Leave


async def due(office: Office, case: int, department: str) -> datetime:
    state = await office.books(lambda books: books.case(case))
    duty = state.duty(DutyKind.REPLY, department)
    assert duty is not None
    return duty.due_at


async def test_a_suspension_moves_what_is_owed_and_its_end_moves_it_back(office: Office) -> None:
    case = await office.handled(product_form())
    power = Suspend(starts_at=at("11:00"), ends_at=at("12:00"), departments=("production",), reason="停電")
    await office.act(power, "周靜", at("10:50"))
    assert await due(office, case, "production") == at("14:51")
    assert await due(office, case, "logistics") == at("13:51")
    await office.act(EndSuspension(suspension=1), "周靜", at("11:30"))
    assert await due(office, case, "production") == at("14:21")


async def test_an_outage_before_a_long_suspension_still_holds_the_fines(office: Office) -> None:
    case = await office.handled(product_form())
    outage = RecordOutage(since=at("10:40"), until=at("10:45"))
    await office.desk.perform(outage, Stimulus(now=at("10:45"), at=at("10:45")))
    moving = Suspend(starts_at=at("11:00"), ends_at=at("11:00", "2026-12-14"), reason="搬廠")
    await office.act(moving, "周靜", at("10:50"))
    answer = await office.judge(case, at("13:52", "2026-12-14"))
    assert len(answer.case.fines) == 3
    assert {fine.reasons for fine in answer.case.fines.values()} == {(HoldReason.OUTAGE,)}


async def test_who_leaves_passes_on_what_she_owed_by_name_in_every_case(office: Office) -> None:
    cases = [await office.file(product_form(), at("10:00")) for _ in range(2)]
    await office.act(Leave(person=person("陳經理").id), "周靜", at("10:01"))
    await office.act(Leave(person=person("陳經理").id, sure=True), "周靜", at("10:02"))
    for case in cases:
        answer = await office.do(case, "張副總", Act.APPROVE, at("10:04"), press=True, revision=1)
        assert answer.refusal is None
        assert answer.case.number


async def test_a_refused_command_about_the_staff_moves_nothing(office: Office) -> None:
    case = await office.handled(product_form())
    power = Suspend(starts_at=at("11:00"), ends_at=at("12:00"), reason="停電")
    answer = await office.act(power, "馬力", at("10:50"))
    assert answer.refusal is not None
    assert await due(office, case, "production") == at("13:51")
