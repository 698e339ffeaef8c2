"""What people ask of the regulation and of the records is answered so that they need to ask nobody else."""

from bot.demo.stage import Stage
from tests.acceptance.company_life import texts


async def test_the_regulation_is_told_in_short_and_section_by_section(calm: Stage) -> None:
    await calm.says("李小明", "/rules", private=True)
    told = texts(calm, of="李小明")[-1]
    assert "第 1 版，自 2026年11月23日起施行" in told
    assert "今天 08:30–12:00 13:30–18:00" in told
    assert "罰款 50 元／次" in told
    await calm.presses("李小明", "退貨運費")
    assert "跟單員拿支出證明到財務部取款" in texts(calm, of="李小明")[-1]
    await calm.presses("李小明", "超時處罰")
    assert "第一部分第 5 條" in texts(calm, of="李小明")[-1]
    await calm.says("李小明", "/rules 西瓜", private=True)
    assert "沒有「西瓜」這一節" in texts(calm, of="李小明")[-1]
