"""What goes up, or to a deputy, stands in the lists of who is asked for it now."""

from tests.company import at
from tests.integration.handlers.office import Office
from tests.integration.handlers.test_for_departments import stands_in
from texts import render
from workflow.duties import DutyKind


async def test_an_approval_that_is_late_is_in_the_list_of_the_superior_who_was_asked(office: Office) -> None:
    await office.filed()
    await office.say("張副總", "/todo", private=True)
    assert (await office.last("todo")).notice.facts["duties"] == []
    await office.judged(at("14:00"))
    office.later("14:05")
    await office.say("張副總", "/todo", private=True)
    (owed,) = (await office.last("todo")).notice.facts["duties"]
    assert (owed["what"], owed["late"], owed["stands_for"]) == (DutyKind.APPROVE, True, "")
    await office.say("李小明", "/mine", private=True)
    (line,) = (await office.last("mine")).notice.facts["cases"]
    assert [one["name"] for one in line["waits_for"]["people"]] == ["陳經理", "張副總"]


async def test_the_author_reads_the_name_of_the_deputy_who_will_approve(office: Office) -> None:
    await stands_in(office, "馬力", "陳經理")
    await office.filed()
    receipt = (await office.last("filed")).notice.facts["approver"]
    assert (receipt["name"], receipt["stands_for"]) == ("馬力", "陳經理")
    await office.say("李小明", "/mine", private=True)
    (line,) = (await office.last("mine")).notice.facts["cases"]
    assert [one["name"] for one in line["waits_for"]["people"]] == ["馬力"]


async def test_who_has_agreed_to_stand_in_later_reads_when_and_a_refusal_is_told_as_one(
    office: Office,
) -> None:
    await stands_in(office, "馬力", "陳經理", "11/24-11/28")
    await office.say("馬力", "/whoami", private=True)
    assert "將代理陳經理 11/24–11/28" in render("whoami", (await office.last("whoami")).notice.facts)
    await stands_in(office, "黃美", "陳經理", "11/30-12/1", answer=1)
    await office.say("陳經理", "/whoami", private=True)
    away = (await office.last("whoami")).notice.facts["away"]
    assert {(one["accepted"], one["declined"]) for one in away} == {(True, False), (False, True)}
    assert "已婉拒" in render("whoami", (await office.last("whoami")).notice.facts)
