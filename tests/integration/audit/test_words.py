"""Words that must not be lost, nor count twice; the open ones are marked."""

from tests.company import at, person
from tests.integration.handlers.office import PRODUCT, RULING, Office
from workflow.commands import RegisterAbsence, Stimulus
from workflow.duties import DutyKind
from workflow.phases import Phase
from workflow.values import Absence

OTHER = PRODUCT.replace("東方五金", "西方五金")


async def test_a_ruling_taken_for_one_case_does_not_answer_the_next_one_when_it_is_edited(
    office: Office,
) -> None:
    await office.handled(PRODUCT, 1)
    ruling = await office.say("孫強", RULING)
    office.later("10:30")
    await office.handled(OTHER, 2)
    await office.edit(ruling, RULING.replace("過低", "太低"), minutes=40)
    assert (await office.case(2)).rulings == ()


async def test_a_corrected_ruling_is_not_told_that_nothing_is_owed(office: Office) -> None:
    await office.handled()
    ruling = await office.say("孫強", RULING)
    await office.edit(ruling, RULING.replace("過低", "太低"))
    assert "refused_nothing_owed" not in await office.names()


async def test_a_ruling_under_nothing_by_a_deputy_of_another_department_of_the_case_is_asked_about(
    office: Office,
) -> None:
    await office.handled()
    await stands_in(office, "錢主管", deputy="孫主任")
    office.later("11:00")
    await office.say("孫主任", "質量鑒定結果：板材受潮\n處理意見：更換供應商\n責任部門：採購部")
    assert [ruling.department for ruling in (await office.case()).rulings] != ["production"]


async def test_somebody_who_answers_a_case_that_is_answered_is_told_so(office: Office) -> None:
    await office.handled(PRODUCT, 1)
    await office.handled(OTHER, 2)
    await office.say("孫強", RULING, under=await office.card(1))
    before = len(await office.said())
    await office.say(
        "孫強", RULING.replace("過低", "過高"), under=await office.card(1)
    )  # it was meant for the other
    assert len(await office.said()) > before


async def test_a_ruling_edited_out_of_a_word_under_the_card_counts_once(office: Office) -> None:
    await office.handled()
    message = await office.say("孫強", "收到", under=await office.card())
    await office.edit(message, RULING, minutes=30)
    await office.edit(message, RULING.replace("過低", "太低"), minutes=31)
    case = await office.case()
    assert (case.phase, len(case.rulings)) == (Phase.ACKNOWLEDGING, 1)
    duty = case.duty(DutyKind.REPLY, "production")
    assert duty is not None
    assert duty.ended_at == at("10:30")


async def stands_in(office: Office, who: str, *, deputy: str) -> None:
    """Register an absence for the day."""
    absence = Absence(
        person=person(who).id,
        deputy=person(deputy).id,
        starts_at=at("08:00"),
        ends_at=at("18:00"),
        registered_at=at("08:00"),
        accepted_at=at("08:01"),
    )
    stimulus = Stimulus(now=office.now, at=office.now)
    await office.wiring.desk.perform(RegisterAbsence(absence=absence), stimulus)
