"""Somebody leaves in the middle of a case: what she owes by name goes to who is above her (Q31)."""

from tests.company import at, person, product_form, service_form
from tests.unit.workflow.play import Play, handled_product
from workflow.commands import PassOn, Stimulus
from workflow.directory import Directory
from workflow.duties import DutyKind
from workflow.phases import Act


def leaves(play: Play, name: str, when: str) -> None:
    """She is marked as gone first, as `Leave` does in the same transaction."""
    one = person(name)
    people = tuple(
        p.model_copy(update={"active": False}) if p.id == one.id else p for p in play.directory.people
    )
    play.directory = Directory(departments=play.directory.departments, people=people)
    play.perform(PassOn(case=1, person=one.id), Stimulus(now=at(when), at=at(when)))


def owner(play: Play, kind: DutyKind) -> int | None:
    (duty,) = play.case.open_duties(kind)
    return duty.person


def test_the_approval_goes_to_the_next_superior_who_is_asked_at_once() -> None:
    play = Play()
    play.file(product_form(), "李小明", at("10:00"))
    assert owner(play, DutyKind.APPROVE) == person("陳經理").id
    leaves(play, "陳經理", "10:02")
    assert owner(play, DutyKind.APPROVE) == person("張副總").id
    assert [n.to for n in play.said if n.name == "approve_request"] == [
        person("陳經理").id,
        person("張副總").id,
    ]
    play.do("張副總", Act.APPROVE, at("10:04"), press=True, revision=1)
    assert play.case.number


def test_nobody_inherits_an_approval_of_a_complaint_about_himself() -> None:
    play = Play()
    play.file(service_form(target="張副總"), "李小明", at("10:00"))
    leaves(play, "陳經理", "10:02")
    assert owner(play, DutyKind.APPROVE) == person("王總").id


def test_nobody_inherits_an_approval_of_his_own_complaint() -> None:
    play = Play()
    play.file(product_form("張副總"), "張副總", at("10:00"))
    assert owner(play, DutyKind.APPROVE) == person("王總").id
    leaves(play, "王總", "10:02")
    assert owner(play, DutyKind.APPROVE) == person("王總").id


def test_what_only_the_complainant_can_do_stays_hers() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "production")
    leaves(play, "李小明", "11:30")
    assert owner(play, DutyKind.ACKNOWLEDGE) == person("李小明").id


def test_an_appeal_goes_to_the_next_judge_with_its_reason() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "production")
    play.do("李小明", Act.APPEAL, at("11:30"), department="supervise", text="不合理")
    leaves(play, "嚴主任", "11:40")
    assert owner(play, DutyKind.APPEAL) == person("王總").id
    asked = [notice for notice in play.said if notice.name == "appeal_request"]
    assert [notice.to for notice in asked] == [person("嚴主任").id, person("王總").id]
    assert asked[-1].facts["reason"] == "不合理"


def test_what_somebody_else_owes_is_left_alone() -> None:
    play = Play()
    play.file(product_form(), "李小明", at("10:00"))
    before = play.case
    leaves(play, "黃美", "10:02")
    assert play.case == before
