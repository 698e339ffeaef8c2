"""Somebody remembers a word of an old case, and finds it; what is confidential stays so."""

from bot.demo import posts
from bot.demo.stage import Stage
from tests.acceptance.company_life import (
    P1,
    S1,
    product_handed_over,
    product_posted,
    saying,
    service_routed,
    texts,
)


async def last(stage: Stage, who: str, typed: str) -> str:
    await stage.says(who, typed, private=True)
    return texts(stage, of=who)[-1]


async def test_a_case_is_found_by_words_of_its_form_and_of_its_replies(calm: Stage) -> None:
    await product_handed_over(calm)
    await calm.says("錢主管", posts.REPLY, to=calm.card(P1))
    told = await last(calm, "孫強", "/search 东方 温度")
    assert "「东方 温度」找到 1 件" in told
    assert f"{P1} 11/23 " in told
    assert "溫度" in told
    bold = [entity for entity in calm.private("孫強")[-1].entities if entity["type"] == "bold"]
    assert len(bold) > 1  # number and match


ANSWERS = {
    "/search": "請寫要找的詞",
    "/search ，。": "請寫要找的詞",
    "/search 泡": "「泡」太短",
    '/search 東方" OR "x': "太短",
    "/search NEAR(東方 西方)": "沒有找到",
    "/search 東方* AND": "沒有找到",
    '/search "東方五金"': "找到 1 件",
    "/search words:東方": "沒有找到",
    f"/search {P1.lower()}": "找到 1 件",
    "/search P-20261123-999": "沒有找到",
    "/search <b>東方</b>": "沒有找到",
}


async def test_whatever_is_typed_has_a_clear_answer(calm: Stage) -> None:
    await product_posted(calm)
    for typed, answer in ANSWERS.items():
        assert answer in await last(calm, "孫強", typed)


async def test_a_service_plan_is_found_privately_by_those_who_may_read_it(calm: Stage) -> None:
    await calm.at("10:35")
    await service_routed(calm)
    await calm.follows("趙主任", "處理方案", on=calm.card(S1))
    await calm.answers("趙主任", "處理方案：停職檢討三天")
    assert S1 in await last(calm, "周靜", "/search 停職")
    assert S1 in await last(calm, "趙主任", "/search 停職")
    for other in ("黃小燕", "孫強"):
        assert "沒有找到" in await last(calm, other, "/search 停職")
    await calm.says("周靜", "/search 停職")
    assert not saying(calm, "檢討")
    await calm.presses("周靜", "通知投訴人")
    assert S1 in await last(calm, "黃小燕", "/search 停職")
    await calm.presses("黃小燕", "申訴")
    await calm.presses("黃小燕", "監察部")
    await calm.answers("黃小燕", "司機昨天又罵客戶")
    for reader in ("黃小燕", "魏主任", "周靜"):
        told = await last(calm, reader, "/search 又罵客户 停職")
        assert S1 in told
        assert "又罵客戶" in told
    for other in ("趙主任", "孫強"):
        assert "沒有找到" in await last(calm, other, "/search 又罵客戶")


async def test_a_draft_is_found_by_its_author_only(calm: Stage) -> None:
    await calm.says("李小明", posts.PRODUCT, private=True)
    assert "D-20261123-001" in await last(calm, "李小明", "/search 東方")
    assert "沒有找到" in await last(calm, "孫強", "/search 東方")


async def test_the_older_ones_are_on_the_next_page(calm: Stage) -> None:
    for minute in range(10):
        await calm.at(f"10:{10 + minute}")
        await calm.says("李小明", posts.PRODUCT, private=True)
        await calm.presses("陳經理", "批准")
    first = await last(calm, "孫強", "/search 東方五金")
    assert "最近的 8 件" in first
    assert "P-20261123-010" in first
    await calm.presses("孫強", "下一頁")
    second = texts(calm, of="孫強")[-1]
    assert "更早的 2 件" in second
    assert P1 in second
    assert "P-20261123-003" not in second
