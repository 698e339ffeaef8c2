"""What some may read and others not: the service plan, its evidence, and the papers of a case (C15, C16, Q24)."""

from typing import Any

import pytest

from tests.company import CALENDAR, PEOPLE, at, directory, person, service_form
from tests.unit.workflow.freight_play import drafted
from tests.unit.workflow.play import GROUP, Play, handled_product, posted_product, routed_service
from workflow import exhibits, papers
from workflow.commands import Attach, KeepEvidence, Stimulus
from workflow.directory import Directory
from workflow.evidence import Evidence, Medium, NotKept
from workflow.passages import Confided, Shelf, may_read, passages, readable
from workflow.phases import Act
from workflow.refusals import Refusal
from workflow.values import Absence
from workflow.world import Scene

SCENE = Scene(calendar=CALENDAR, directory=directory())
ABOVE = {"王總", "張副總", "丁小玲"}


def planned() -> Play:
    """物流部 has sent HR its plan."""
    play = routed_service()
    play.do("馬力", Act.REPLY, at("11:00"), plan="司機停職三天", evidence=(picture("1"),))
    return play


def picture(unique: str, medium: Medium = Medium.PHOTO, **more: Any) -> Evidence:
    return Evidence(
        medium=medium, file_id=f"id-{unique}", unique_id=unique, chat_id=GROUP, message_id=7, **more
    )


def readers(play: Play, scene: Scene = SCENE) -> set[str]:
    """Who reads the plan of a service complaint."""
    plan = next(iter(passages(play.case).confided), Confided(Shelf.PLAN, ()))
    return {one.name for one in PEOPLE if may_read(plan, play.case, one, scene, at("12:00"))}


def holders_of_papers(play: Play, scene: Scene = SCENE) -> set[str]:
    return {one.name for one in PEOPLE if papers.may_see(play.case, one, scene, at("15:00"))}


# The plan, wherever words are searched


def test_a_plan_is_read_by_hr_supervision_its_department_and_those_above() -> None:
    play = planned()
    assert [(one.shelf, one.texts) for one in passages(play.case).confided] == [
        (Shelf.PLAN, ("司機停職三天",))
    ]
    assert readers(play) == {"周靜", "許文", "嚴主任", "趙主任", "馬力", *ABOVE}


def test_the_complainant_reads_the_plan_once_she_was_told_it() -> None:
    play = planned()
    play.do("周靜", Act.NOTIFY, at("11:10"), press=True)
    assert "李小明" in readers(play)
    assert "黃美" not in readers(play)


def test_who_judges_the_appeal_reads_the_plan() -> None:
    play = planned()
    play.do("周靜", Act.NOTIFY, at("11:10"), press=True)
    play.do("李小明", Act.APPEAL, at("11:20"), department="administer", text="太輕")
    assert readers(play) == {"周靜", "許文", "嚴主任", "趙主任", "馬力", "李小明", "白主任", *ABOVE}


def test_a_deputy_reads_what_her_principal_reads_while_she_stands_in() -> None:
    absence = Absence(
        person=person("周靜").id, deputy=person("黃美").id, starts_at=at("11:30"), ends_at=at("18:00"),
        registered_at=at("08:00"), accepted_at=at("08:10"),
    )  # fmt: skip
    known = directory()
    there = Directory(departments=known.departments, people=known.people, absences=(absence,))
    scene = Scene(calendar=CALENDAR, directory=there)
    assert readable(planned().case, person("黃美"), scene, at("12:00"))
    assert not readable(planned().case, person("黃美"), scene, at("11:00"))


def with_money() -> Play:
    """物流部 is complained about and 生產部 found responsible too; 張副總 has written his opinion on the form."""
    play = Play()
    play.file(service_form().model_copy(update={"settlement": True}), "李小明", at("10:00"))
    play.do("陳經理", Act.APPROVE, at("10:04"), press=True)
    play.post(at("10:05"))
    play.do("周靜", Act.ROUTE, at("10:21"), departments=("logistics", "production"))
    for department, head in (("logistics", "趙主任"), ("production", "錢主管")):
        words = {"plan": "賠償 300 元", "departments": ("production",), "department": department}
        play.do(head, Act.REPLY, at("11:00"), **words)
    play.do("錢主管", Act.SIGN_FORM, at("11:01"), press=True, revision=1)
    play.do("張副總", Act.WRITE_OPINION, at("11:02"), text="運費各半", revision=1)
    return play


def shelves(play: Play) -> dict[Shelf, set[str]]:
    """Who reads which shelf."""
    confided = passages(play.case).confided
    return {
        one.shelf: {who.name for who in PEOPLE if may_read(one, play.case, who, SCENE, at("12:00"))}
        for one in confided
    }


OFFICES = {"周靜", "許文", "嚴主任", *ABOVE}


def test_of_a_service_complaint_the_flow_form_is_read_by_those_with_a_part_in_it_but_not_by_the_accused() -> (
    None
):
    play = with_money()
    flow = shelves(play)[Shelf.FLOW]
    assert OFFICES | {"錢主管", "孫強"} <= flow  # 生產部 signs
    assert not flow & {"趙主任", "馬力", "李小明", "白主任", "黃美"}
    assert {"趙主任", "馬力"} <= shelves(play)[Shelf.PLAN]
    play.do("周靜", Act.NOTIFY, at("11:10"), press=True)
    assert shelves(play)[Shelf.FLOW] == flow | {"李小明"}
    assert "運費各半" in readable(play.case, person("李小明"), SCENE, at("12:00"))
    assert "運費各半" not in readable(play.case, person("馬力"), SCENE, at("12:00"))


def test_of_a_service_complaint_the_appeal_is_between_who_wrote_it_and_those_above() -> None:
    play = with_money()
    play.do("周靜", Act.NOTIFY, at("11:10"), press=True)
    play.do("李小明", Act.APPEAL, at("11:20"), department="administer", text="物流部又來罵人")
    assert shelves(play)[Shelf.APPEAL] == OFFICES | {"李小明", "白主任"}
    play.do("白主任", Act.REMAND, at("11:30"), text="重辦", departments=("production",))
    assert shelves(play)[Shelf.APPEAL] == OFFICES | {
        "李小明",
        "白主任",
    }  # she wrote it: no round takes it away


def test_where_hr_is_accused_supervision_reads_in_its_place() -> None:
    play = Play()
    play.file(service_form(target="許文"), "李小明", at("10:00"))
    assert readers(play) == {"嚴主任", *ABOVE}


def test_everything_of_a_product_case_is_public_and_its_people_and_departments_are_found() -> None:
    play = handled_product()
    play.do("王五", Act.SUPPLEMENT, at("10:30"), text="另有 3 箱破損")
    play.reply("錢主管", at("11:20"), "production")
    found = passages(play.case)
    assert found.open == (
        "表面起泡，約 40 箱", "東方五金", "H牌", "120×60，300 箱", "派人檢查", "李小明",
        "P-20261123-001", "D-20261123-001", "烤漆→包裝→出貨", "烤漆溫度過低", "重做並換貨", "另有 3 箱破損",
    )  # fmt: skip
    assert found.confided == ()
    assert found.people == (person("李小明").id, person("錢主管").id)
    assert found.departments == ("production",)


def test_of_a_service_case_the_form_is_public_and_the_plan_is_not() -> None:
    found = passages(planned().case)
    assert found.open == (
        "時間：昨天下午\n起因：送貨\n過程：司機不肯卸貨\n結果：客戶自己卸", "物流部", "改進服務質量", "李小明",
        "S-20261123-001", "D-20261123-001",
    )  # fmt: skip
    assert found.confided == (Confided(Shelf.PLAN, ("司機停職三天",), departments=("logistics",)),)
    assert passages(Play().case) == passages(Play().case).__class__()


# The evidence that came with it


def test_evidence_of_a_plan_is_between_hr_its_department_and_who_sent_it() -> None:
    play = planned()
    see = {one.name for one in PEOPLE if exhibits.seen_by(play.case, one, SCENE)}
    assert see == {"周靜", "許文", "趙主任", "馬力"}
    moved = person("馬力").model_copy(update={"department": "sales"})
    assert exhibits.seen_by(play.case, moved, SCENE)


def test_evidence_of_a_product_reply_or_of_the_form_is_everybodys() -> None:
    play = handled_product()
    play.do("孫強", Act.REPLY, at("11:00"), finding="溫度過低", opinion="重做", evidence=(picture("1"),))
    assert all(exhibits.seen_by(play.case, one, SCENE) for one in PEOPLE)
    service = Play()
    service.file(service_form(), "李小明", at("10:00"), evidence=(picture("2"),))
    assert all(exhibits.seen_by(service.case, one, SCENE) for one in PEOPLE)


def attach(play: Play, who: str, *evidence: Evidence, when: str = "11:30") -> None:
    stimulus = Stimulus(now=at(when), at=at(when), actor=person(who).id, chat_id=GROUP, message_id=9)
    play.perform(Attach(case=1, evidence=evidence), stimulus)


def test_pictures_are_shown_ten_in_a_message_and_a_recording_by_itself() -> None:
    play = handled_product()
    pictures = [picture(f"p{number}", caption=f"第 {number} 箱") for number in range(11)]
    attach(
        play,
        "李小明",
        *pictures,
        picture("v", Medium.VIDEO),
        picture("o", Medium.VOICE),
        picture("o2", Medium.VOICE),
    )
    attach(play, "馬力", picture("p0"), picture("d", Medium.DOCUMENT, name="驗貨.pdf"))
    shown = exhibits.shown(play.case, person("李小明"), SCENE)
    together = [[item["number"] for item in group["items"]] for group in shown]
    assert together == [[*range(1, 11)], [11, 12], [13], [14], [15]]
    assert {group["total"] for group in shown} == {15}
    assert [group["case"] for group in shown] == ["P-20261123-001"] * 5
    assert shown[1]["media"] == [
        {"medium": "photo", "file_id": "id-p10"},
        {"medium": "video", "file_id": "id-v"},
    ]
    (document,) = shown[-1]["items"]
    assert (document["medium"], document["name"], document["at"]) == (
        "document",
        "驗貨.pdf",
        at("11:30").isoformat(),
    )
    assert (document["by"]["name"], document["department"], document["caption"]) == ("馬力", "", "")
    assert shown[0]["items"][3]["caption"] == "第 3 箱"


def test_what_is_hidden_keeps_its_number_and_names_its_department() -> None:
    play = routed_service()
    attach(play, "李小明", picture("first"), when="10:40")
    play.do("馬力", Act.REPLY, at("11:00"), plan="司機停職三天", evidence=(picture("second"),))
    attach(play, "李小明", picture("third"))
    (for_all,), (for_hr,) = (exhibits.shown(play.case, person(name), SCENE) for name in ("黃美", "周靜"))
    assert [item["number"] for item in for_all["items"]] == [1, 3]
    assert [item["number"] for item in for_hr["items"]] == [1, 2, 3]
    assert [item["department"] for item in for_hr["items"]] == ["", "物流部", ""]


def test_only_its_authors_add_to_a_draft_and_nobody_to_a_closed_case() -> None:
    draft = Play()
    draft.file(service_form(), "李小明", at("10:00"))
    with pytest.raises(Refusal, match="not_entitled") as refused:
        attach(draft, "馬力", picture("1"))
    assert refused.value.facts == {
        "act": Act.SUPPLEMENT, "departments": ["業務部"], "people": ["李小明"], "yours": "物流部",
    }  # fmt: skip
    attach(draft, "李小明", picture("1"))
    play = posted_product()
    attach(play, "馬力", picture("1"))
    play.do("李小明", Act.WITHDRAW, at("11:35"), text="不投訴了")
    with pytest.raises(Refusal, match="wrong_phase"):
        attach(play, "李小明", picture("2"))
    assert [len(one.case.evidence) for one in (draft, play)] == [1, 1]


def test_where_there_is_no_hr_only_the_department_and_the_sender_see_its_evidence() -> None:
    known = directory()
    bare = Directory(departments=tuple(d for d in known.departments if d.id != "hr"), people=known.people)
    scene = Scene(calendar=CALENDAR, directory=bare)
    see = {one.name for one in PEOPLE if exhibits.seen_by(planned().case, one, scene)}
    assert see == {"趙主任", "馬力"}


def test_a_stranger_adds_nothing() -> None:
    stimulus = Stimulus(now=at("11:00"), at=at("11:00"), chat_id=GROUP, message_id=9)
    with pytest.raises(Refusal, match=r"^not_enrolled$"):
        handled_product().perform(Attach(case=1, evidence=(picture("1"),)), stimulus)


COPY = {"path": "2026/a.jpg", "sha256": "ab", "size": 4096}


@pytest.mark.parametrize(
    ("first", "then"), [(COPY, {"reason": NotKept.GONE}), ({"reason": NotKept.TOO_LARGE}, COPY), (COPY, COPY)]
)
def test_what_became_of_a_copy_is_recorded_once(first: dict[str, Any], then: dict[str, Any]) -> None:
    play = handled_product()
    attach(play, "李小明", picture("1"))
    clock = Stimulus(now=at("11:31"), at=at("11:31"))
    (event,) = play.perform(KeepEvidence(case=1, unique_id="1", **first), clock)
    recorded = event.model_dump(include=set(first))
    assert recorded == first
    assert play.perform(KeepEvidence(case=1, unique_id="1", **then), clock) == ()
    assert play.perform(KeepEvidence(case=1, unique_id="2", **then), clock) == ()
    (exhibit,) = play.case.evidence
    assert (exhibit.path, exhibit.not_kept) == (first.get("path", ""), first.get("reason"))


# The papers


def test_the_papers_are_for_those_with_a_part_in_the_case() -> None:
    play = drafted()
    involved = {"趙主任", "馬力", "錢主管", "孫強", "王五", "林助理", "李小明", "陳經理", "吳小芳"}
    seen = holders_of_papers(play)
    assert involved | ABOVE <= seen
    assert not seen & {"白主任", "嚴主任", "黃美", "何主管"}


def test_whom_a_service_complaint_is_about_sees_no_paper_and_the_complainant_only_after_hr() -> None:
    play = planned()
    assert not holders_of_papers(play) & {"趙主任", "馬力", "李小明"}
    play.do("周靜", Act.NOTIFY, at("11:10"), press=True)
    assert "李小明" in holders_of_papers(play)
    assert not holders_of_papers(play) & {"趙主任", "馬力"}


def test_what_is_cancelled_or_is_not_there_is_no_paper() -> None:
    play = drafted()
    number = next(iter(play.case.vouchers))
    assert [shown.get("voucher") for shown in papers.named(play.case, SCENE)] == [None, number]
    assert papers.paper(play.case, papers.VOUCHER, number, SCENE)
    assert papers.paper(play.case, papers.VOUCHER, "V-20261123-099", SCENE) is None
    assert papers.paper(handled_product().case, papers.FLOW_FORM, "", SCENE) is None
    play.do("吳小芳", Act.CANCEL_VOUCHER, at("11:47"), voucher=number, text="客戶自付")
    assert papers.paper(play.case, papers.VOUCHER, number, SCENE) is None
    assert [shown["document"] for shown in papers.named(play.case, SCENE)] == [papers.FLOW_FORM]
