"""The complainant disagrees: 維持, 改判, 發回重辦, and 王總's last word (C28-C29, X09)."""

from bot.demo import posts
from bot.demo.stage import Stage
from tests.acceptance.company_life import P1, events, fines, phase, product_handed_over, saying

BETTER = posts.REPLY.replace("40 箱全部換貨", "全部 300 箱換貨")


async def answered(stage: Stage) -> None:
    await stage.at("10:00")
    await product_handed_over(stage)
    await stage.at("11:20")
    await stage.says("錢主管", posts.REPLY, to=stage.card(P1))


async def appeals(stage: Stage, body: str, reason: str) -> None:
    await stage.presses("李小明", "申訴")
    await stage.presses("李小明", body)
    await stage.answers("李小明", reason)


async def test_a_case_sent_back_is_replied_again_and_then_only_the_general_manager_is_left(
    stage: Stage,
) -> None:
    await answered(stage)
    await stage.at("11:30")
    await appeals(stage, "監察部", "只換 40 箱不夠")
    (request,) = saying(stage, "只換 40 箱不夠", to="魏主任")
    assert P1 in request
    assert await phase(stage, P1) == "appealing"
    await stage.presses("魏主任", "發回重辦")
    await stage.answers("魏主任", "請重新鑒定整批")
    assert saying(stage, "請重新鑒定整批", to="李小明")
    assert await phase(stage, P1) == "handling"
    assert "第 2 輪" in stage.card(P1).text

    await stage.at("13:40")
    await stage.says("錢主管", BETTER, to=stage.card(P1))
    assert await phase(stage, P1) == "acknowledging"
    assert saying(stage, "全部 300 箱換貨", to="李小明")

    await stage.presses("李小明", "申訴")
    assert "向總經理申訴：請回覆本訊息" in stage.private("李小明")[-1].text, "there is nobody else to choose"
    await stage.answers("李小明", "還是不滿意")
    assert saying(stage, "您的申訴「還是不滿意」已記下", to="李小明")
    assert not saying(stage, "還是不滿意", to="王總")
    await stage.at("13:50")
    await stage.answers("李小明", "其餘 260 箱也起泡")
    assert saying(stage, "理由：還是不滿意\n其餘 260 箱也起泡", to="王總")
    await stage.presses("王總", "改判")
    await stage.answers("王總", "全部換貨並賠償 500 元")
    assert saying(stage, "全部換貨並賠償 500 元", to="李小明")
    assert "改判" in stage.card(P1).text
    assert await phase(stage, P1) == "acknowledging"
    assert await fines(stage) == []
    assert await events(stage, "Appealed", "Remanded", "RulingChanged") == [
        "Appealed",
        "Remanded",
        "Appealed",
        "RulingChanged",
    ]

    # That was final
    await stage.presses("李小明", "申訴")
    await stage.answers("李小明", "再申訴一次")
    assert await phase(stage, P1) == "acknowledging"
    assert len(await events(stage, "Appealed")) == 2
    await stage.presses("李小明", "認可", on=stage.card(P1))
    assert await phase(stage, P1) == "settling"


async def test_an_appeal_upheld_by_the_superior_may_go_on_to_the_general_manager_once(stage: Stage) -> None:
    await answered(stage)
    await appeals(stage, "行政部", "回覆太慢")
    await stage.presses("高主任", "維持原處理")
    await stage.answers("高主任", "處理合理")
    assert saying(stage, "維持原處理", to="李小明")
    assert await phase(stage, P1) == "acknowledging"
    await stage.presses("李小明", "申訴")
    await stage.answers("李小明", "回覆還是太慢")
    assert saying(stage, "回覆還是太慢", to="王總")
    assert not saying(stage, "回覆還是太慢", to="魏主任")
    await stage.presses("王總", "維持原處理")
    await stage.answers("王總", "維持")
    assert await phase(stage, P1) == "acknowledging"


async def test_three_working_days_of_silence_are_no_objection(calm: Stage) -> None:
    await answered(calm)
    await calm.until(calm.now.replace(day=26, hour=11, minute=19))
    assert await phase(calm, P1) == "acknowledging"
    await calm.until(calm.now.replace(day=26, hour=11, minute=21))
    assert await phase(calm, P1) == "settling"
    assert "無異議" in calm.card(P1).text
