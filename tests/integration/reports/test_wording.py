"""The templates can say what the reports tell."""

from tests.company import at, product_form, service_form
from tests.integration.reports.telling import chart, missed, reply, stats, summary
from tests.integration.storage.office import Office
from texts.speech import Texts
from workflow.phases import Act

TEXTS = Texts()


async def busy_monday(office: Office) -> None:
    late = await office.handled(product_form())
    await reply(office, late, "錢主管", "11:20", "purchasing")
    await missed(office, late)
    await reply(office, late, "孫主任", "14:22", "production")
    done = await office.handled(product_form())
    await reply(office, done, "錢主管", "11:40", "production")
    await office.do(done, "李小明", Act.ACKNOWLEDGE, at("17:00"), press=True)
    await office.posted(service_form())


async def test_the_daily_summary_is_said(office: Office) -> None:
    await busy_monday(office)
    said = TEXTS.render("daily_summary", await summary(office))
    assert "11/23（一）投訴日報（截至 18:00）" in said
    assert "新增 3（產品 2，服務 1）　結案 1　在辦 2" in said
    assert "P-20261123-001 採購部 處理回覆晚 31 分鐘，罰 50 元" in said


async def test_the_caption_of_the_chart_is_said(office: Office) -> None:
    await busy_monday(office)
    said = TEXTS.render("weekly_chart", await chart(office), limit=1024)
    assert "新增 3（產品 2，服務 1）　結案 1　在辦 2" in said


async def test_the_statistics_are_said(office: Office) -> None:
    await busy_monday(office)
    said = TEXTS.render("stats", await stats(office, "18:00"))
    assert "生產部" in said
