"""Who stands above whom, and who approves (C02, Q16)."""

from tests.unit.directory.samples import (
    CHEN,
    COMPANY,
    DING,
    LI,
    OFFICES,
    SUN,
    WANG,
    WU,
    ZHANG,
    ZHOU,
    who,
    without,
)
from workflow.directory import Directory, Post
from workflow.values import Department, Person, Position, Role


def test_people_are_found_by_our_id_and_by_telegrams() -> None:
    assert who(CHEN).name == "陳經理"
    assert COMPANY.by_telegram(1003) == who(CHEN)
    assert COMPANY.person(99) is None
    assert COMPANY.by_telegram(99) is None


def test_who_has_left_is_known_by_name_but_does_nothing() -> None:
    directory = without(WU)
    assert who(WU, directory).name == "王五"
    assert directory.by_telegram(1009) is None
    assert [member.name for member in directory.members("desk")] == ["林助理"]
    assert directory.head("desk") is None


def test_departments_are_found_by_duty_in_configured_order() -> None:
    assert [department.id for department in COMPANY.with_role(Role.INVESTIGATE)] == ["buying", "making"]
    assert COMPANY.with_role(Role.PAY) == ()


def test_the_superior_of_staff_is_the_own_head_and_of_a_head_the_next_one_up() -> None:
    assert COMPANY.chain(who(LI)) == (who(CHEN), who(ZHANG), who(WANG))
    assert COMPANY.superior_of(who(CHEN)) == who(ZHANG)
    assert COMPANY.superior_of(who(DING)) == who(SUN)
    assert COMPANY.superior_of(who(SUN)) == who(WANG)
    assert COMPANY.superior_of(who(WANG)) is None


def test_vacant_posts_are_passed_over_upwards() -> None:
    assert without(CHEN, ZHANG).superior_of(who(LI)) == who(WANG)
    assert without(CHEN, ZHANG, WANG).superior_of(who(LI)) is None


def test_the_first_configured_of_two_managers_heads_the_department() -> None:
    second = Person(id=50, name="趙經理", department="sales", position=Position.MANAGER)
    directory = COMPANY.model_copy(update={"people": (*COMPANY.people, second)})
    assert directory.head("sales") == who(CHEN)
    assert directory.superior_of(second) == who(CHEN)


def test_a_circle_of_superiors_ends() -> None:
    circle = (Department(id="a", name="甲部", superior="b"), Department(id="b", name="乙部", superior="a"))
    boss = Person(id=1, name="甲", department="a", position=Position.MANAGER)
    other = Person(id=2, name="乙", department="b", position=Position.MANAGER)
    assert Directory(departments=circle, people=(boss, other)).chain(boss) == (other,)


def test_a_superior_department_that_does_not_exist_is_the_top() -> None:
    stray = Department(id="stray", name="孤島部", superior="gone")
    assert Directory(departments=(stray,)).superior_department("stray") is None
    assert Directory().superior_department("gone") is None


def test_the_approver_is_never_the_complainant_or_somebody_excluded() -> None:
    assert COMPANY.approver_of(who(LI)) == who(CHEN)
    assert COMPANY.approver_of(who(CHEN)) == who(ZHANG)
    assert COMPANY.approver_of(who(LI), frozenset({CHEN})) == who(ZHANG)
    assert COMPANY.approver_of(who(LI), frozenset({CHEN, ZHANG, WANG})) is None
    assert COMPANY.approver_of(who(WANG)) is None


def test_the_general_manager_and_his_assistant_are_positions_not_departments() -> None:
    assert COMPANY.general_manager() == who(WANG)
    assert COMPANY.gm_assistant() == who(DING)
    assert without(DING).gm_assistant() is None


def test_every_role_and_post_that_nobody_holds_is_named() -> None:
    vacant = {(vacancy.what, vacancy.department) for vacancy in without(ZHOU, ZHANG, DING).vacant_roles()}
    assert vacant == {
        (Role.HR, None),  # the department is there, its only member left
        (Role.PROXY_PRODUCT, None),
        (Role.SUPERVISE, None),
        (Role.ADMINISTER, None),
        (Role.PAY, None),
        (Post.VICE_PRESIDENT, None),
        (Post.GM_ASSISTANT, None),
        (Post.HEAD, "hr"),
        (Post.HEAD, "vp"),
    }


def test_product_complaints_need_an_order_follower_in_the_department_that_posts_them() -> None:
    service = Department(
        id="service", name="客服部", superior="office", roles=frozenset({Role.PROXY_PRODUCT})
    )
    head = Person(id=60, name="何主管", department="service", position=Position.MANAGER)
    directory = COMPANY.model_copy(
        update={"departments": (*OFFICES, service), "people": (*COMPANY.people, head)}
    )
    assert (Post.ORDER_FOLLOWER, "service") in {(v.what, v.department) for v in directory.vacant_roles()}
