"""Somebody new joins by herself: three answers, one press of HR, and she can complain (design section 4)."""

from bot.demo import posts
from bot.demo.stage import Stage
from sandbox import Person
from tests.acceptance.company_life import P1, phase, product_posted, saying, texts

NEW = 7001


def newcomer(stage: Stage, name: str, account: int = NEW) -> Person:
    """Somebody with a Telegram account joins the group; the bot does not know who it is."""
    stage.people[name] = stage.world.add_person(account, name)
    return stage.people[name]


def menu(stage: Stage, name: str) -> set[str]:
    """Return the commands somebody is shown in her private chat."""
    person = stage.people[name]
    shown = stage.world.commands.shown_to(person.id, stage.world.chats[person.id], is_admin=False)
    return {command["command"] for command in shown}


async def opens_chat(stage: Stage, name: str) -> None:
    stage.world.start(stage.people[name])
    await stage.acted()


async def applies(stage: Stage, name: str, department: str = "業務部", *, called: str = "") -> None:
    await opens_chat(stage, name)
    await stage.says(name, called or name, private=True)
    await stage.presses(name, department)
    await stage.presses(name, "員工")


async def test_a_new_colleague_joins_and_files_her_first_complaint(stage: Stage) -> None:
    newcomer(stage, "方小雨")
    await opens_chat(stage, "方小雨")
    assert "您還沒有登記" in texts(stage, of="方小雨")[-1]
    await stage.says("方小雨", "<b>方小雨</b>", private=True)
    assert "姓名裡不能有" in texts(stage, of="方小雨")[-1]
    await stage.says("方小雨", "方小鱼", private=True)
    await stage.says("方小雨", "行銷部", private=True)
    assert "部門裡沒有「行銷部」" in texts(stage, of="方小雨")[-1]
    await stage.says("方小雨", "业 务", private=True)
    await stage.says("方小雨", "業務員", private=True)
    assert "職位裡沒有「業務員」" in texts(stage, of="方小雨")[-1]
    await stage.presses("方小雨", "改姓名")
    await stage.says("方小雨", "方小雨", private=True)
    assert "方小雨，業務部。請選擇職位" in texts(stage, of="方小雨")[-1]
    await stage.says("方小雨", "员工", private=True)
    assert "人力資源部批准後" in texts(stage, of="方小雨")[-1]
    await stage.at("10:00")
    await stage.presses("周靜", "批准")
    assert saying(stage, "登記完成：業務部，員工", to="方小雨")
    assert "todo" in menu(stage, "方小雨")

    await stage.says("方小雨", posts.PRODUCT.replace("李小明", "方小雨"))
    await stage.presses("陳經理", "批准")
    assert "投訴人 方小雨（業務部）" in stage.card(P1).text


async def test_who_is_refused_hears_why_and_applies_again(stage: Stage) -> None:
    newcomer(stage, "路人")
    await applies(stage, "路人", "打單部", called="王五")
    assert saying(stage, "同名的人已有登記", to="周靜")
    await stage.presses("周靜", "拒絕")
    await stage.answers("周靜", "不是本人")
    assert saying(stage, "理由：不是本人", to="路人")
    copy = stage.private("鄭小雲")[-1]
    assert "人力資源部周靜已拒絕" in copy.text
    assert copy.keyboard == []
    await applies(stage, "路人", "打單部", called="王六")
    await stage.presses("周靜", "批准")
    assert saying(stage, "登記完成：打單部", to="路人")


async def test_a_new_telephone_takes_the_place_of_the_old_one(stage: Stage) -> None:
    await product_posted(stage)
    newcomer(stage, "王五的新手機")
    await applies(stage, "王五的新手機", "打單部", called="王五")
    await stage.says("王五的新手機", "/new", private=True)
    assert "申請在等人力資源部批准" in texts(stage, of="王五的新手機")[-1]
    await stage.presses("周靜", "打單部王五")
    assert saying(stage, "這個帳號從現在起不能再用", to="王五")
    press = await stage.presses("王五", "受理", on=stage.card(P1))
    assert press.answer is not None
    assert "還沒有登記" in str(press.answer.text)
    await stage.presses("王五的新手機", "受理", on=stage.card(P1))
    assert await phase(stage, P1) == "handing_over"
    assert "打單部王五受理" in stage.card(P1).text


async def test_the_menu_follows_who_somebody_is(calm: Stage) -> None:
    await calm.says("周靜", "/start", private=True)
    assert "resend" in menu(calm, "高主任")  # an administrator of the bot
    await opens_chat(calm, "周靜")
    assert {"enrol", "suspend"} <= menu(calm, "周靜")
    everybodys = menu(calm, "李小明")
    assert "new" in everybodys
    assert everybodys.isdisjoint({"enrol", "suspend", "resend"})
    await calm.says("周靜", "/enrol 李小明", private=True)
    for button in ("調動", "人力資源部", "員工"):
        await calm.presses("周靜", button)
    assert menu(calm, "李小明") == everybodys | {"enrol", "suspend"}
    await calm.says("周靜", "/enrol 李小明", private=True)
    for button in ("離職", "確認離職"):
        await calm.presses("周靜", button)
    assert menu(calm, "李小明") == {"start", "language", "help"}


async def test_when_a_manager_leaves_the_next_above_is_asked_to_approve(stage: Stage) -> None:
    await stage.says("李小明", posts.PRODUCT)
    assert saying(stage, "請審批", to="陳經理")
    await stage.says("周靜", "/enrol 陳經理", private=True)
    await stage.presses("周靜", "離職")
    assert await phase(stage, "D-20261123-001") == "draft"
    await stage.presses("周靜", "確認離職")
    assert saying(stage, "請審批", to="張副總")
    await stage.presses("張副總", "批准")
    assert "張副總批准" in stage.card(P1).text


async def test_hr_moves_somebody_by_buttons(calm: Stage) -> None:
    await calm.says("周靜", "/enrol", private=True)
    await calm.presses("周靜", "業務部")
    await calm.presses("周靜", "李小明")
    await calm.presses("周靜", "調動")
    await calm.presses("周靜", "打單部")
    await calm.presses("周靜", "助理")
    assert saying(calm, "您的登記：打單部，助理（原為業務部，員工）", to="李小明")
    await calm.says("李小明", "/enrol", private=True)
    assert "由人力資源部辦理" in texts(calm, of="李小明")[-1]


async def test_hr_finds_people_by_what_she_remembers_of_a_name(calm: Stage) -> None:
    """A name that is nobody's is told; part of one, a department, or the name of who has left leads on."""
    await calm.says("周靜", "/enrol 張三", private=True)
    assert "找不到「張三」" in texts(calm, of="周靜")[-1]
    await calm.says("周靜", "/enrol 孫", private=True)
    assert "「孫」可能是這 2 位" in texts(calm, of="周靜")[-1]
    await calm.presses("周靜", "採購部孫主任")
    assert "採購部孫主任，負責人" in texts(calm, of="周靜")[-1]
    await calm.says("周靜", "/enrol 業務", private=True)
    assert "業務部（3 人）" in texts(calm, of="周靜")[-1]
    await calm.says("周靜", "/enrol 周大海", private=True)
    for button in ("離職", "確認離職"):
        await calm.presses("周靜", button)
    await calm.says("周靜", "/enrol 周大海", private=True)
    assert "已離職" in texts(calm, of="周靜")[-1]
