"""The rows of a case follow what happens to it, and answer what the clockwork and the commands ask."""

from storage import cases
from storage.moments import stamp
from tests.company import at, person, product_form, service_form
from tests.integration.storage.office import GROUP, Office
from workflow.duties import DutyKind
from workflow.fines import FineStatus
from workflow.phases import Act, Outcome, Phase
from workflow.values import Kind


async def test_a_case_is_found_by_draft_number_and_by_number(office: Office) -> None:
    case = await office.file(product_form(), at("10:00"))
    drafted = await office.read(cases.find_case, "D-20261123-001")
    assert drafted is not None
    assert (drafted.id, drafted.name, drafted.phase) == (case, "D-20261123-001", Phase.DRAFT)
    assert await office.read(cases.find_case, "") is None
    await office.do(case, "陳經理", Act.APPROVE, at("10:04"), press=True, revision=1)
    assert await office.read(cases.find_case, "P-20261123-001") == await office.read(
        cases.find_case, drafted.draft
    )
    assert await office.read(cases.find_case, "P-20261123-002") is None


async def test_a_row_tells_what_lists_need(office: Office) -> None:
    await office.file(product_form(), at("10:00"))
    await office.file(service_form(target="物流部"), at("10:01"), who="李小明")
    product, service = await office.read(cases.open_cases)
    assert (product.kind, product.customer, product.brand, product.target) == (
        Kind.PRODUCT,
        "東方五金",
        "H牌",
        "",
    )
    assert (service.kind, service.customer, service.target) == (Kind.SERVICE, "", "物流部")
    assert (product.department, product.complainant) == ("sales", person("李小明").id)
    assert (product.filed_at, product.posted_at, product.outcome) == (at("10:00"), None, None)


async def test_the_form_is_found_by_the_message_it_was_typed_in(office: Office) -> None:
    case = await office.file(product_form(), at("10:00"))
    found = await office.read(cases.case_by_source, GROUP, office.messages)
    assert found is not None
    assert found.id == case
    assert await office.read(cases.case_by_source, GROUP + 1, office.messages) is None


async def test_the_clockwork_gets_reminders_and_due_times_in_order(office: Office) -> None:
    case = await office.posted(product_form())
    assert await office.read(cases.next_due, at("10:05")) == at("10:09")
    assert await office.read(cases.due, at("10:08:59")) == ()
    (row,) = await office.read(cases.due, at("10:09"))
    assert (row.case_id, row.key, row.next_at, row.due_at) == (
        case,
        "accept/1/orders",
        at("10:09"),
        at("10:10"),
    )
    await office.remind(case, at("10:09"))
    assert await office.read(cases.due, at("10:09:59")) == ()
    (row,) = await office.read(cases.due, at("10:10"))
    assert row.awaits_judgement
    assert await office.read(cases.next_due, at("10:10")) == at("10:29")


async def test_a_judged_duty_is_looked_at_again_only_to_remind(office: Office) -> None:
    case = await office.posted(product_form())
    await office.remind(case, at("10:10"))
    await office.judge(case, at("10:10:05"))
    (row,) = [row for row in await office.read(cases.due, at("11:00")) if row.key == "accept/1/orders"]
    assert not row.awaits_judgement
    assert row.next_at == at("10:40")
    assert row.due_at == at("10:10")


async def test_nothing_of_a_closed_case_is_due(office: Office) -> None:
    case = await office.handled(product_form())
    words = {"finding": "溫度過低", "opinion": "換貨", "departments": ("production",)}
    await office.do(case, "錢主管", Act.REPLY, at("11:20"), **words)
    await office.do(case, "李小明", Act.ACKNOWLEDGE, at("14:00"), press=True)
    row = await office.read(cases.get, case)
    assert row is not None
    assert (row.phase, row.outcome, row.closed_at) == (Phase.CLOSED, Outcome.ACKNOWLEDGED, at("14:00"))
    assert await office.read(cases.due, at("18:00", "2027-11-23")) == ()
    assert await office.read(cases.open_cases) == ()
    assert await office.read(cases.cases_of, person("李小明").id) == (row,)


async def test_departments_and_people_see_what_they_owe(office: Office) -> None:
    case = await office.file(product_form(), at("10:00"))
    (approval,) = await office.read(cases.duties_of_person, person("陳經理").id)
    assert (approval.case_id, approval.case_name, approval.kind) == (case, "D-20261123-001", DutyKind.APPROVE)
    await office.handled(product_form())
    (reply,) = await office.read(cases.duties_of_department, "production")
    assert (reply.key, reply.due_at) == ("reply/1/production", at("13:51"))
    assert await office.read(cases.duties_of_department, "finance") == ()


async def test_fines_are_rows_of_their_own_and_keep_their_number(office: Office) -> None:
    case = await office.handled(product_form())
    await office.judge(case, at("13:51:05"))
    fines = await office.read(cases.unsettled_fines)
    assert {fine.department for fine in fines} == {"production", "purchasing", "logistics"}
    assert {fine.case_name for fine in fines} == {"P-20261123-001"}
    mine = next(fine for fine in fines if fine.department == "logistics")
    assert await office.read(cases.find_fine, mine.number) == mine
    assert await office.read(cases.fines_of_person, person("趙主任").id) == (mine,)
    await office.do(case, "周靜", Act.MARK_PAID, at("15:00"), press=True, fine=mine.number)
    paid = await office.read(cases.find_fine, mine.number)
    assert paid == mine._replace(status=FineStatus.PAID)
    assert mine not in await office.read(cases.unsettled_fines)


async def test_only_what_differs_is_written(office: Office) -> None:
    case = await office.handled(product_form())
    before = await office.sql(
        "SELECT kind, department, due_at FROM duties WHERE ending IS NULL ORDER BY 1, 2"
    )
    written: list[str] = []
    await office.write(lambda conn: conn.set_trace_callback(written.append))
    await office.do(case, "錢主管", Act.REPLY, at("11:20"), finding="溫度過低")
    await office.write(lambda conn: conn.set_trace_callback(None))
    assert not [statement for statement in written if "INTO duties" in statement]
    assert before == await office.sql(
        "SELECT kind, department, due_at FROM duties WHERE ending IS NULL ORDER BY 1, 2"
    )
    assert before[0][2] == stamp(at("13:51"))


async def test_which_fines_a_message_of_a_moment_may_undo(office: Office) -> None:
    case = await office.handled(product_form())
    await office.judge(case, at("13:51:05"))

    async def touched(clock: str) -> list[str]:
        return [fine.department for fine in await office.read(cases.fines_touched, at(clock))]

    late = ["logistics", "production", "purchasing"]
    assert await touched("10:20") == []
    assert await touched("10:21") == await touched("12:00") == await touched("13:51") == late
    assert await touched("13:52") == []
    fine, *_ = await office.read(cases.fines_touched, at("12:00"))
    await office.do(case, "周靜", Act.WAIVE, at("14:20"), fine=fine.number, text="誤判")
    assert await touched("12:00") == late[1:]
