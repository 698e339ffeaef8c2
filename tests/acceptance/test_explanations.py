"""What people ask of the regulation and of the records is answered so that they need to ask nobody else."""

from bot.demo import posts
from bot.demo.stage import Stage
from tests.acceptance.company_life import P1, P2, product_handed_over, texts


async def test_the_regulation_is_told_in_short_and_section_by_section(calm: Stage) -> None:
    await calm.says("李小明", "/rules", private=True)
    told = texts(calm, of="李小明")[-1]
    assert "第 1 版，自 2026年11月23日起施行" in told
    assert "今天 08:30–12:00、13:30–18:00" in told
    assert "罰款 50 元／次" in told
    await calm.presses("李小明", "退貨運費")
    assert "跟單員拿支出證明到財務部取款" in texts(calm, of="李小明")[-1]
    await calm.presses("李小明", "超時處罰")
    assert "第一部分第 5 條" in texts(calm, of="李小明")[-1]
    await calm.says("李小明", "/rules 西瓜", private=True)
    assert "沒有「西瓜」這一節" in texts(calm, of="李小明")[-1]


async def test_an_urgent_case_comes_first_and_is_followed(calm: Stage) -> None:
    await product_handed_over(calm)
    await calm.at("10:40")
    await calm.says("李小明", posts.PRODUCT)
    await calm.at("10:44")
    await calm.presses("陳經理", "緊急")
    await calm.answers("陳經理", "客戶明早裝船")
    await calm.presses("陳經理", "批准")
    assert calm.card(P2).text.startswith(f"{P2}　產品質量投訴　待受理　【緊急】\n")
    assert "陳經理標記緊急：客戶明早裝船" in calm.card(P2).text
    assert any("【緊急】 請打單部" in text for text in texts(calm))
    await calm.says("周靜", "重點", to=calm.card(P2))
    assert "待受理　【緊急】【重點】" in calm.card(P2).text
    await calm.says("趙主任", "緊急：先辦我的", to=calm.card(P1))
    assert "這一步由" in texts(calm)[-1]
    await calm.says("孫強", "/open", private=True)
    listed = texts(calm, of="孫強")[-1]
    assert listed.index(P2) < listed.index(P1)
    assert "【緊急】【重點】" in listed
    await calm.says("孫強", "/open 重点", private=True)
    assert P1 not in texts(calm, of="孫強")[-1]
    await calm.at("18:00")
    assert any("投訴日報" in text and "【緊急】【重點】" in text for text in texts(calm))
