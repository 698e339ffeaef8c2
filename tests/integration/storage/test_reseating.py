"""What follows in the cases when HR changes the staff: in the same transaction, once for each case, and for nobody else."""

from datetime import datetime

from storage import staff
from tests.company import CALENDAR, at, person, product_form
from tests.integration.storage.office import Office
from workflow.commands import Command
from workflow.phases import Act
from workflow.relieving import turns_at
from workflow.staff_commands import Admit, AnswerDeputy, Apply, ComeBack, GoAway, Leave, Move, Relieve
from workflow.values import Position

TUESDAY, WEDNESDAY = "2026-11-24", "2026-11-25"


async def two_forms(office: Office) -> tuple[int, int]:
    """Two flow forms wait for 錢主管, head of 生產部."""
    return await ruled(office), await ruled(office)


async def ruled(office: Office) -> int:
    case = await office.handled(product_form(settlement=True))
    words = {"finding": "烤漆溫度過低", "opinion": "換貨", "departments": ("production",)}
    await office.do(case, "錢主管", Act.REPLY, at("11:20"), **words)
    return case


async def asked_by(office: Office, command: Command, who: str, when: datetime) -> list[tuple[str, int, int]]:
    """Do it, and return who is asked to sign in which case because of it."""
    (before,) = (await office.sql("SELECT max(id) FROM outbox"))[0]
    await office.act(command, who, when)
    asked = "SELECT name, json_extract(notice, '$.to'), case_id FROM outbox WHERE id > ? AND name LIKE 'duty_%' ORDER BY id"
    return await office.sql(asked, before)


async def test_a_new_head_is_asked_in_every_case_and_no_case_is_touched_where_nothing_waits(
    office: Office,
) -> None:
    one, two = await two_forms(office)
    other = await office.handled(product_form())
    version = "SELECT version FROM cases WHERE id = ?"
    before = await office.sql(version, other)
    chief, new = person("王總").id, person("孫強").id
    gone = Move(person=person("錢主管").id, department="admin", position=Position.STAFF)
    assert await asked_by(office, gone, "周靜", at("13:40")) == [("duty_sign", chief, n) for n in (one, two)]
    comes = Move(person=new, department="production", position=Position.MANAGER)
    assert await asked_by(office, comes, "周靜", at("13:41")) == [("duty_sign", new, n) for n in (one, two)]
    assert await office.sql(version, other) == before


async def test_a_deputy_who_accepts_is_asked_in_every_case(office: Office) -> None:
    cases = await two_forms(office)
    deputy, head = person("孫強").id, person("錢主管").id
    away = GoAway(starts_at=at("13:40"), ends_at=at("18:00"), deputy=deputy)
    await office.act(away, "錢主管", at("13:40"))
    accepts = AnswerDeputy(person=head, registered_at=at("13:40"), accepts=True)
    asked = await asked_by(office, accepts, "孫強", at("13:41"))
    assert asked == [("duty_sign", deputy, case) for case in cases]


async def away_tomorrow(office: Office) -> Relieve:
    """錢主管 is away on the 24th, 孫強 stands in."""
    head = person("錢主管").id
    away = GoAway(starts_at=at("00:00", TUESDAY), ends_at=at("00:00", WEDNESDAY), deputy=person("孫強").id)
    await office.act(away, "錢主管", at("13:40"))
    await office.act(AnswerDeputy(person=head, registered_at=at("13:40"), accepts=True), "孫強", at("13:41"))
    return Relieve(person=head, registered_at=at("13:40"))


async def test_when_an_absence_begins_its_deputy_is_asked_and_when_it_ends_the_head_again(
    office: Office,
) -> None:
    cases = await two_forms(office)
    relieve = await away_tomorrow(office)
    (absence,) = await office.read(staff.turning, at("14:00"))
    assert turns_at(absence, CALENDAR) == at("08:30", TUESDAY)
    asked = await asked_by(office, relieve, "周靜", at("08:30", TUESDAY))
    assert asked == [("duty_sign", person("孫強").id, case) for case in cases]
    (absence,) = await office.read(staff.turning, at("08:30", TUESDAY))
    assert turns_at(absence, CALENDAR) == at("08:30", WEDNESDAY)
    asked = await asked_by(office, relieve, "周靜", at("08:30", WEDNESDAY))
    assert asked == [("duty_sign", person("錢主管").id, case) for case in cases]
    assert await office.read(staff.turning, at("08:30", WEDNESDAY)) == ()


async def test_where_the_deputy_is_away_himself_his_own_deputy_is_asked(office: Office) -> None:
    """黃美 stands in for 孫強 from Monday; on Tuesday 錢主管 goes, for whom 孫強 was to stand in."""
    cases = await two_forms(office)
    deputy, his_deputy = person("孫強").id, person("黃美").id
    handing_over = await away_tomorrow(office)
    away = GoAway(starts_at=at("14:00"), ends_at=at("18:00", WEDNESDAY), deputy=his_deputy)
    await office.act(away, "孫強", at("14:00"))
    accepts = AnswerDeputy(person=deputy, registered_at=at("14:00"), accepts=True)
    assert await asked_by(office, accepts, "黃美", at("14:01")) == []
    asked = await asked_by(office, handing_over, "王總", at("08:30", TUESDAY))
    assert asked == [("duty_sign", his_deputy, case) for case in cases]


async def test_who_comes_back_early_is_asked_from_then(office: Office) -> None:
    await ruled(office)
    relieve = await away_tomorrow(office)
    await office.act(relieve, "周靜", at("08:30", TUESDAY))
    await office.act(ComeBack(), "錢主管", at("10:00", TUESDAY))
    (absence,) = await office.read(staff.turning, at("10:00", TUESDAY))
    assert turns_at(absence, CALENDAR) == at("10:00", TUESDAY)


async def test_an_absence_that_was_cancelled_declined_or_slept_through_is_never_handed_over(
    office: Office,
) -> None:
    relieve = await away_tomorrow(office)
    assert await office.read(staff.turning, at("09:00", WEDNESDAY)) == ()
    late = await office.act(relieve, "周靜", at("09:00", WEDNESDAY))
    assert late.events == ()
    await office.act(ComeBack(), "錢主管", at("15:00"))
    assert {turns_at(one, CALENDAR) for one in await office.read(staff.turning, at("15:01"))} == {None}


async def test_when_a_head_leaves_the_next_above_is_asked_once_in_every_case(office: Office) -> None:
    cases = await two_forms(office)
    asked = await asked_by(office, Leave(person=person("錢主管").id, sure=True), "周靜", at("13:40"))
    assert asked == [("duty_sign", person("王總").id, case) for case in cases]


async def test_who_is_enrolled_into_a_vacant_post_is_asked_at_once(office: Office) -> None:
    cases = await two_forms(office)
    await office.act(Leave(person=person("錢主管").id, sure=True), "周靜", at("13:40"))
    about = {"telegram_id": 777, "name": "鄧工", "department": "production", "position": Position.MANAGER}
    await office.act(Apply(**about), "周靜", at("13:41"))
    ((application,),) = await office.sql("SELECT max(id) FROM applications")
    asked = await asked_by(office, Admit(application=application), "周靜", at("13:42"))
    ((new,),) = await office.sql("SELECT id FROM people WHERE name = '鄧工'")
    assert asked == [("duty_sign", new, case) for case in cases]


async def test_hr_hears_in_every_case_of_a_head_who_goes_away_before_his_deputy_has_accepted(
    office: Office,
) -> None:
    cases = await two_forms(office)
    away = GoAway(starts_at=at("13:40"), ends_at=at("18:00"), deputy=person("孫強").id)
    await office.act(away, "錢主管", at("13:40"))
    told = "SELECT case_id FROM outbox WHERE name = 'nobody_to_sign' AND json_extract(notice, '$.to') = ? ORDER BY id"
    assert await office.sql(told, person("周靜").id) == [(case,) for case in cases]
