"""Who acts where the regulation's own office is a party, absent or empty (Q13, Q16)."""

from tests.company import CALENDAR, DEPARTMENTS, PEOPLE, at, directory, person, product_form, service_form
from tests.unit.workflow.play import routed_service
from workflow import who
from workflow.case import Case
from workflow.commands import Do, Stimulus
from workflow.directory import Directory
from workflow.duties import Duty, DutyKind
from workflow.fines import Fine, FineStatus
from workflow.phases import Act
from workflow.values import Absence, Form, Person, Position, Role, Rules
from workflow.world import World

DO = Do(case=1, act=Act.WAIVE, fine="F-1")


def world(*, people: tuple[Person, ...] = PEOPLE, absences: tuple[Absence, ...] = ()) -> World:
    return World(
        calendar=CALENDAR,
        directory=Directory(departments=DEPARTMENTS, people=people, absences=absences),
        stimulus=Stimulus(now=at("11:00"), at=at("11:00")),
        case_id=1,
        rules=Rules(),
    )


def case(form: Form, complainant: str = "李小明", fined: str = "") -> Case:
    fine = Fine(
        number="F-1", notice="F-1", round=1, department=fined, person=None, head=None, amount=50,
        due_at=at("13:51"), issued_at=at("13:51"), status=FineStatus.ISSUED, objection_until=at("13:51"),
    )  # fmt: skip
    fines = {"F-1": fine} if fined else {}
    return Case(id=1, form=form, author=person("吳小芳").id, complainant=person(complainant).id, fines=fines)


def named(people: tuple[Person, ...]) -> list[str]:
    return [one.name for one in people]


def without(*names: str) -> tuple[Person, ...]:
    return tuple(one for one in PEOPLE if one.name not in names)


def test_about_whom_a_complaint_is() -> None:
    about = {
        "物流部": {"趙主任", "馬力"},  # the whole department
        "物流": {"趙主任", "馬力"},
        "馬力": {"馬力"},  # one of it
        "那個司機": set(),
        "物流部、生產部": set(),  # not one: picked by button
    }
    for target, accused in about.items():
        found = who.accused_people(case(service_form(target=target)), world())
        assert found == {person(name).id for name in accused}, target
    assert who.accused_people(case(product_form()), world()) == frozenset()


def test_a_target_named_by_button_counts_and_not_what_was_typed() -> None:
    typed = case(service_form(target="物流部"))
    for target, accused in ((("production", None), {"錢主管", "孫強"}), (("", person("周靜").id), {"周靜"})):
        named_ = typed.model_copy(update={"target": target})
        assert who.accused_people(named_, world()) == {person(name).id for name in accused}
        assert who.accused_department(named_, world()) == (target[0] or None)
        assert who.is_target_clear(named_, world())


def test_whether_it_is_clear_whom_a_complaint_is_about() -> None:
    clear = {"物流部": True, "馬力": True, "那個司機": False, "物流部、生產部": False}
    found = {target: who.is_target_clear(case(service_form(target=target)), world()) for target in clear}
    assert found == clear
    assert who.is_target_clear(case(product_form()), world())


def test_hr_is_accused_with_its_department_or_with_one_of_its_people() -> None:
    accused = {
        target: who.is_hr_accused(case(service_form(target=target)), world())
        for target in ("人力資源部", "許文", "物流部", "馬力")
    }
    assert accused == {"人力資源部": True, "許文": True, "物流部": False, "馬力": False}


def test_supervision_acts_for_an_accused_hr_and_administration_where_there_is_no_supervision() -> None:
    complaint = case(service_form(target="許文"))
    assert named(who.hr(complaint, world())) == ["嚴主任"]
    assert named(who.hr(case(service_form()), world())) == ["周靜", "許文"]
    alone = tuple(d for d in DEPARTMENTS if Role.SUPERVISE not in d.roles)
    bare = world().model_copy(update={"directory": Directory(departments=alone, people=PEOPLE)})
    assert named(who.hr(complaint, bare)) == ["白主任"]
    assert named(who.supervisors(complaint, bare)) == ["白主任"]


def test_the_complainant_does_not_act_for_her_own_department() -> None:
    assert named(who.hr(case(product_form(), complainant="許文"), world())) == ["周靜"]


def test_where_nobody_of_a_department_is_left_the_next_superior_acts() -> None:
    own = case(product_form(), complainant="嚴主任")
    assert named(who.supervisors(own, world())) == ["王總"]
    gone = case(product_form())
    assert named(who.hr(gone, world(people=without("周靜", "許文")))) == ["王總"]
    assert who.hr(gone, world(people=without("周靜", "許文", "王總"))) == ()


def test_a_superior_who_is_himself_a_party_is_passed_over() -> None:
    people = (*without("李小明", "黃美", "陳經理"),)
    sales = world().department("sales")
    complaint = case(service_form(target="張副總"))
    assert named(who.of_department(sales, complaint, world(people=people))) == ["王總"]
    assert named(who.of_department(sales, case(service_form()), world(people=people))) == ["張副總"]
    assert who.of_department(None, complaint, world()) == ()


def away(name: str, deputy: str) -> Absence:
    return Absence(
        person=person(name).id, deputy=person(deputy).id, starts_at=at("08:30"), ends_at=at("18:00"),
        registered_at=at("08:00"), accepted_at=at("08:10"),
    )  # fmt: skip


def test_a_deputy_acts_too_unless_she_is_a_party() -> None:
    there = world(absences=(away("周靜", "黃美"),))
    assert named(who.hr(case(product_form()), there)) == ["周靜", "許文", "黃美"]
    assert named(who.hr(case(product_form(), complainant="黃美"), there)) == ["周靜", "許文"]


def test_everybody_of_every_department_with_a_role_holds_it_once() -> None:
    assert named(who.holders((Role.HR, Role.SUPERVISE, Role.HR), world())) == ["周靜", "許文", "嚴主任"]
    assert who.holders((), world()) == ()


def test_a_product_complaint_is_posted_for_others_by_order_followers_a_service_complaint_by_hr() -> None:
    assert named(who.proxies(case(product_form()), world())) == ["吳小芳"]
    assert named(who.proxies(case(product_form(), complainant="吳小芳"), world())) == []
    assert named(who.proxies(case(service_form()), world())) == ["周靜", "許文"]


def test_hr_issues_fines_unless_it_is_fined_or_accused_itself() -> None:
    fined = {"logistics": ["周靜", "許文"], "hr": ["嚴主任"]}
    for department, office in fined.items():
        assert named(who.fine_office(case(product_form(), fined=department), world(), DO)) == office
    accused = case(service_form(target="許文"), fined="logistics")
    assert named(who.fine_office(accused, world(), DO)) == ["嚴主任"]
    unknown = DO.model_copy(update={"fine": "F-9"})
    assert named(who.fine_office(case(product_form(), fined="hr"), world(), unknown)) == ["周靜", "許文"]


def test_an_objection_goes_to_supervision_or_where_that_stands_in_for_hr_to_administration() -> None:
    assert named(who.objection_judges(case(product_form(), fined="logistics"), world(), DO)) == ["嚴主任"]
    assert named(who.objection_judges(case(product_form(), fined="hr"), world(), DO)) == ["白主任"]
    accused = case(service_form(target="許文"), fined="logistics")
    assert named(who.objection_judges(accused, world(), DO)) == ["白主任"]


def fined_persons(of: Case, payer: str, head: str) -> Case:
    fine = of.fines["F-1"].model_copy(update={"person": person(payer).id, "head": person(head).id})
    return of.model_copy(update={"fines": {"F-1": fine}})


def test_nobody_judges_a_fine_of_his_own() -> None:
    fined = fined_persons(case(product_form(), fined="supervision"), "嚴主任", "嚴主任")
    assert named(who.objection_judges(fined, world(), DO)) == ["王總"]
    deputy = fined_persons(case(product_form(), fined="logistics"), "許文", "趙主任")
    assert named(who.fine_office(deputy, world(), DO)) == ["周靜"]


def test_who_pays_and_the_head_for_whom_he_pays_may_both_object() -> None:
    fined = fined_persons(case(product_form(), fined="logistics"), "馬力", "趙主任")
    assert set(named(who.fined_person(fined, world(), DO))) == {"馬力", "趙主任"}
    assert who.fined_person(case(product_form()), world(), DO) == ()


def missed(kind: DutyKind, *, late: bool, department: str = "", holder: str = "") -> dict[str, Duty]:
    duty = Duty(
        kind=kind, department=department, person=person(holder).id if holder else None, starts_at=at("10:00"),
        due_at=at("10:30"), half_at=at("10:15"), missed_at=at("10:31") if late else None,
    )  # fmt: skip
    return {duty.key: duty}


def test_once_the_routing_is_late_supervision_may_route_too() -> None:
    for late, office in ((False, ["周靜", "許文"]), (True, ["周靜", "許文", "嚴主任"])):
        duties = missed(DutyKind.ROUTE, late=late, department="hr")
        assert (
            named(who.routers(case(service_form()).model_copy(update={"duties": duties}), world())) == office
        )


def test_a_late_claim_is_for_supervision_only_where_that_one_is_late() -> None:
    duties = missed(DutyKind.SETTLE_CLAIM, late=True, department="logistics")
    duties |= missed(DutyKind.SETTLE_CLAIM, late=False, department="production")
    claimed = case(service_form()).model_copy(update={"duties": duties})
    for department, late in (("logistics", True), ("production", False)):
        do = Do(case=1, act=Act.EXCUSE, department=department)
        assert ("嚴主任" in named(who.claim_judges(claimed, world(), do))) is late


def test_after_two_hours_the_next_superior_may_approve_as_well() -> None:
    for late, may in ((False, ["陳經理"]), (True, ["陳經理", "張副總"])):
        duties = missed(DutyKind.APPROVE, late=late, holder="陳經理")
        assert named(who.approver(case(product_form()).model_copy(update={"duties": duties}), world())) == may
    duties = missed(DutyKind.APPROVE, late=True, holder="陳經理")
    about_vp = case(service_form(target="張副總")).model_copy(update={"duties": duties})
    assert named(who.approver(about_vp, world())) == ["陳經理", "王總"]
    assert who.approver(case(product_form()), world()) == ()


def test_the_vacant_post_of_an_order_follower_leaves_nobody_to_post_for_others() -> None:
    people = tuple(one for one in PEOPLE if one.position is not Position.ORDER_FOLLOWER)
    assert who.proxies(case(product_form()), world(people=people)) == ()
    assert directory().holders(Position.ORDER_FOLLOWER)


def test_what_a_deputy_does_is_done_for_the_one_in_her_place_and_what_she_may_anyhow_is_her_own() -> None:
    play = routed_service()
    absences = (away("趙主任", "黃美"), away("錢主管", "馬力"))
    play.directory = Directory(departments=DEPARTMENTS, people=PEOPLE, absences=absences)
    for name, stands_for in (("黃美", person("趙主任").id), ("馬力", None)):
        (supplement,) = play.do(name, Act.SUPPLEMENT, at("11:00"), text="另有 3 箱破損")
        assert supplement.stands_for == stands_for
        assert play.case.timeline[-1].stands_for == stands_for


def test_a_deputy_acts_for_somebody_of_an_office_also_where_the_office_is_found_by_its_role() -> None:
    play = routed_service("logistics", "production")
    play.do("馬力", Act.DISCLAIM, at("10:40"), text="不是我們送的")
    play.directory = Directory(departments=DEPARTMENTS, people=PEOPLE, absences=(away("周靜", "黃美"),))
    for name, stands_for in (("黃美", person("周靜").id), ("許文", None)):
        events = play.do(name, Act.SUPPLEMENT, at("10:45"), text="已問過司機")
        assert events[0].stands_for == stands_for
