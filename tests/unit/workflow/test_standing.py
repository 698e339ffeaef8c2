"""Whoever settles a request settles it for all who were asked: the other copies have no buttons any more and say who did."""

from tests.company import at, person, product_form
from tests.unit.workflow.play import Play, handled_product, posted_product, routed_service
from tests.unit.workflow.test_flow_form import press, ruled
from texts import Texts
from texts.fitting import plain
from workflow.notices import Notice
from workflow.phases import Act
from workflow.values import Penalty, PenaltyMode


def copies(play: Play, name: str) -> dict[str, Notice]:
    """The messages of that name as they look now, by whose they are; of several the last."""
    names = {one.id: one.name for one in play.directory.people}
    return {names[notice.to]: notice for notice in play.standing if notice.name == name and notice.to}


def ending(notice: Notice) -> str:
    assert notice.over is not None
    return plain(Texts().render("request_ended", {"to": None, **notice.facts, **notice.over}))


def test_an_approved_draft_takes_the_buttons_off_everybodys_request() -> None:
    play = Play()
    play.file(product_form(), "李小明", at("10:00"))
    asked = copies(play, "approve_request")
    assert not any(one.over for one in asked.values())
    play.do("陳經理", Act.APPROVE, at("10:04"), revision=1)
    mine = copies(play, "approve_request")["陳經理"]
    assert ending(mine) == "✓ 10:04 您已審批。"


def test_a_request_for_an_earlier_form_is_over_and_the_new_one_stands() -> None:
    play = Play()
    play.file(product_form(), "李小明", at("10:00"))
    play.file(product_form(settlement=True), "李小明", at("10:05"), case=1)
    old, new = (one for one in play.standing if one.name == "approve_request")
    assert old.over
    assert not new.over
    play.do("陳經理", Act.RETURN, at("10:06"), text="請寫批號", revision=2)
    (*_, new) = (one for one in play.standing if one.name == "approve_request")
    assert ending(new) == "✓ 10:06 您已退回草稿。"


def test_of_two_in_hr_who_were_asked_one_decides_and_the_other_reads_who() -> None:
    play = handled_product()
    play.judge(at("13:52"))
    numbers = list(play.case.fines)
    play.reply("錢主管", at("14:00"), "production")
    reviews = [one for one in play.standing if one.name == "fine_review"]
    assert reviews
    assert not any(one.over for one in reviews)
    button = reviews[0].buttons[0][0]
    assert button.fine in numbers
    play.do("周靜", Act.RESCIND_FINE, at("14:05"), fine=button.fine, text="已找到責任部門")
    for one in play.standing:
        if one.name == "fine_review" and one.facts["fine"]["number"] == button.fine:  # type: ignore[index]
            who = "您" if one.to == person("周靜").id else "人力資源部周靜"
            assert ending(one) == f"✓ 14:05 {who}已撤銷罰款。"
        elif one.name == "fine_review":
            assert not one.over


def test_what_can_still_be_done_keeps_its_buttons() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "production")
    assert not copies(play, "result")["李小明"].over
    play.do("李小明", Act.SUPPLEMENT, at("11:30"), text="又發現十箱")
    assert not copies(play, "result")["李小明"].over
    play.do("李小明", Act.ACKNOWLEDGE, at("11:40"))
    assert ending(copies(play, "result")["李小明"]) == "✓ 11:40 您已認可。"


def test_a_fine_that_is_paid_can_be_waived_and_not_paid_again_and_once_waived_nothing_is_asked() -> None:
    play = handled_product()
    play.judge(at("13:52"))
    number = play.fine("production").number

    def offered() -> set[Act | None]:
        letters = [one for one in play.standing if one.name == "fine_office" and not one.over]
        return {b.act for one in letters for row in one.buttons for b in row if b.fine == number}

    play.do("周靜", Act.MARK_PAID, at("14:00"), fine=number)
    assert offered() == {Act.WAIVE}
    assert copies(play, "fined")["錢主管"].over
    play.do("許文", Act.WAIVE, at("14:05"), fine=number, text="停電 40 分鐘")
    assert offered() == set()


def test_a_fine_that_is_upheld_after_an_objection_can_be_marked_as_paid_under_the_letter_of_before() -> None:
    play = handled_product()
    play.judge(at("13:52"))
    number = play.fine("production").number
    play.do("錢主管", Act.OBJECT, at("14:00"), fine=number, text="已在群組說過")
    play.do("嚴主任", Act.KEEP_FINE, at("14:10"), fine=number, text="查無此事")
    letters = [one for one in play.standing if one.name == "fine_office" and not one.over]
    offered = {b.act for one in letters for row in one.buttons for b in row if b.fine == number}
    assert offered == {Act.WAIVE, Act.MARK_PAID}


def test_the_invitation_to_draft_a_voucher_waits_out_an_appeal() -> None:
    """It is not sent again when the ruling is upheld."""
    play = posted_product(settlement=True)
    play.do("王五", Act.PUBLISH, at("10:21"), text="烤漆→包裝→出貨")
    play.ping(at("10:21"))
    play.reply("錢主管", at("11:00"), "production")
    play.do("李小明", Act.APPEAL, at("11:20"), department="supervise", text="不同意")
    assert not copies(play, "voucher_invited")["吳小芳"].over
    play.do("嚴主任", Act.UPHOLD, at("11:40"), text="查無新情況")
    (invited,) = [one for one in play.standing if one.name == "voucher_invited"]
    assert not invited.over


def test_a_plan_told_by_one_is_told_for_both() -> None:
    play = routed_service()
    play.do("趙主任", Act.REPLY, at("11:00"), plan="專人查單", departments=("logistics",))
    asked = [one for one in play.standing if any(b.act is Act.NOTIFY for row in one.buttons for b in row)]
    assert {one.to for one in asked} >= {person("周靜").id}
    play.do("周靜", Act.NOTIFY, at("11:05"))
    for one in play.standing:
        if one.name == asked[0].name:
            assert "周靜已通知投訴人" in ending(one) or "您已通知投訴人" in ending(one)


def test_who_is_above_several_late_departments_reads_of_them_in_one_message() -> None:
    play = handled_product()
    play.rules = play.rules.model_copy(update={"penalty": Penalty(mode=PenaltyMode.CONFIRM)})
    play.judge(at("13:52"))
    told = [notice for notice in play.said if notice.name == "missed_head"]
    assert len(told) == len({notice.to for notice in told})
    (above,) = [notice for notice in told if notice.to == person("王總").id]
    assert len(above.facts["duties"]) == 3  # type: ignore[arg-type]


def test_a_fine_revoked_after_an_objection_asks_hr_for_no_money_any_more_and_hr_is_told() -> None:
    play = handled_product()
    play.judge(at("13:52"))
    number = play.fine("production").number
    play.do("錢主管", Act.OBJECT, at("14:00"), fine=number, text="已在群組說過")
    play.do("嚴主任", Act.LIFT_FINE, at("14:10"), fine=number, text="查證屬實")
    letters = [one for one in play.standing if one.name == "fine_office" and number in str(one.facts)]
    assert {one.to for one in letters} == {person("周靜").id, person("許文").id}
    assert {ending(one) for one in letters} == {"✓ 14:10 監察部嚴主任已撤銷處罰。"}
    told = [notice for notice in play.said if notice.name == "fine_lifted"]
    assert {notice.to for notice in told} == {person("周靜").id, person("許文").id}
    words = plain(Texts().render("fine_lifted", told[0].facts))
    assert words.startswith(f"{number} 不用再收款：")
    assert "監察部嚴主任，理由「查證屬實」" in words


def test_who_has_signed_reads_so_on_the_message_that_asked_her() -> None:
    play = ruled()
    (asked,) = [
        one for one in play.standing if any(b.act is Act.SIGN_FORM for row in one.buttons for b in row)
    ]
    assert (asked.to, asked.over) == (person("錢主管").id, None)
    press(play, "錢主管", Act.SIGN_FORM, "14:00")
    (after,) = [one for one in play.standing if one.to == asked.to and one.name == asked.name]
    assert ending(after) == "✓ 14:00 您已在流程表上簽名。"
