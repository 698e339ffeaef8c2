"""What the demo supplies for the chat page is right for whoever is at the screen."""

import httpx

from bot.demo.stage import Stage
from tests.acceptance.company_life import P1, product_posted


async def test_a_form_of_the_page_bears_ones_name_and_the_next_due_moment_shows_what_became_of_it(
    calm: Stage,
) -> None:
    await product_posted(calm)
    async with httpx.AsyncClient(base_url=f"{calm.server.url}/sandbox") as page:
        titles = (await page.get("titles")).json()
        assert titles[str(calm.people["周大海"].id)] == "物流部 員工"
        templates = (await page.get("page")).json()["templates"]
        for form in templates[:2]:
            await calm.says("周大海", form["text"].replace("{name}", "周大海"))
            assert "已收到您的" in calm.private("周大海")[-1].text
        await calm.at("10:08")  # of the five minutes one is left
        assert "逾期" not in calm.card(P1).text
        await page.post("next_due")
        await calm.settle()
        assert "受理逾期（10:09 到期）" in calm.card(P1).text
