"""What is open, for whoever asks: narrowed down in words, and everything for those who watch over it (V03)."""

from bot.demo import posts
from bot.demo.stage import Stage
from tests.acceptance.company_life import P1, S1, product_handed_over, service_routed, texts


async def last(stage: Stage, who: str, typed: str) -> str:
    await stage.says(who, typed, private=True)
    return texts(stage, of=who)[-1]


async def test_the_list_is_narrowed_down_in_words(calm: Stage) -> None:
    await product_handed_over(calm)
    await calm.at("10:35")
    await service_routed(calm)
    await calm.at("13:52")  # three departments are late; 物流部 owes its plan until 14:15
    everything = await last(calm, "孫強", "/open")
    assert "在辦 2 件，逾期 1 件" in everything
    assert everything.index(P1) < everything.index(S1)
    assert "已逾期（13:51 到期）" in everything
    assert "待物流部提交處理方案，限 14:15" in await last(calm, "孫強", "/open 服务")
    told = await last(calm, "孫強", "/open 物流部 逾期")
    assert "待物流部回覆，已逾期" in told
    assert S1 not in told
    assert S1 in await last(calm, "黃小燕", "/open 我的")
    assert "沒有符合「我的」" in await last(calm, "孫強", "/open 我的")
    assert "看不明白「西遊部」" in await last(calm, "孫強", "/open 西遊部")


async def test_who_supervises_also_sees_what_waits_for_approval(calm: Stage) -> None:
    await calm.says("李小明", posts.PRODUCT, private=True)
    for who in ("周靜", "魏主任", "王總"):
        told = await last(calm, who, "/open")
        assert "在辦 1 件，未發布 1 件" in told
        assert "D-20261123-001 待陳經理審批" in told
        assert "東方五金" not in told
    assert "目前沒有在辦" in await last(calm, "孫強", "/open")
    assert "只在私訊列出" in await last(calm, "孫強", "/open 草稿")
    assert "D-20261123-001" in await last(calm, "李小明", "/open 我的 草稿")
    await calm.says("周靜", "/open")
    assert "D-20261123-001" not in texts(calm)[-1]


async def test_a_long_list_has_pages(calm: Stage) -> None:
    for minute in range(12):
        await calm.at(f"10:{10 + minute}")
        await calm.says("李小明", posts.PRODUCT, private=True)
    assert "；第 1–10 件" in await last(calm, "王總", "/open 草稿")
    await calm.presses("王總", "下一頁")
    assert "；第 11–12 件" in texts(calm, of="王總")[-1]
    assert "您提交的投訴 12 件；第 1–10 件" in await last(calm, "李小明", "/mine")
    await calm.presses("李小明", "下一頁")
    assert "；第 11–12 件" in texts(calm, of="李小明")[-1]
