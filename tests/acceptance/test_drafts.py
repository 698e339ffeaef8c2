"""Before the post: returned drafts, 代發, 交由代發 and 自行發布 (C02-C06, Q45)."""

from bot.demo import posts
from bot.demo.stage import Stage
from tests.acceptance.company_life import P1, S1, events, phase, saying

DRAFT = "D-20261123-001"


async def test_a_returned_draft_is_mended_and_approved(stage: Stage) -> None:
    await stage.at("10:00")
    form = await stage.says("李小明", posts.PRODUCT)
    request = stage.private("陳經理")[-1]
    await stage.at("10:02")
    await stage.presses("陳經理", "退回", on=request)
    await stage.answers("陳經理", "請寫清楚起泡的面積")
    (returned,) = saying(stage, "請寫清楚起泡的面積", to="李小明")
    assert DRAFT in returned

    await stage.at("10:05")
    await stage.edits("李小明", form, posts.PRODUCT.replace("約 40 箱", "約 40 箱，每片 3 平方釐米"))
    assert saying(stage, "每片 3 平方釐米", to="陳經理")
    if "批准" in request.buttons:  # the old request approves nothing
        await stage.presses("陳經理", "批准", on=request)
        assert await phase(stage, DRAFT) == "draft"
    await stage.presses("陳經理", "批准", on=stage.private("陳經理")[-1])
    assert "每片 3 平方釐米" in stage.card(P1).text
    assert await events(stage, "Filed", "Returned", "Revised", "Approved", "Posted") == [
        "Filed",
        "Returned",
        "Revised",
        "Approved",
        "Posted",
    ]


async def test_an_approval_of_words_that_were_changed_meanwhile_is_refused(calm: Stage) -> None:
    await calm.at("10:00")
    form = await calm.says("李小明", posts.PRODUCT)
    old = calm.private("陳經理")[-1]
    approval = str(old.button("批准")["callback_data"])
    await calm.edits("李小明", form, posts.PRODUCT.replace("換貨", "退貨"))
    press = calm.world.press(calm.people["陳經理"], old, data=approval)
    await calm.settle()
    assert press.answer is not None
    assert "內容已修改，請重看" in press.answer.text
    assert await phase(calm, DRAFT) == "draft"


async def test_hr_files_a_service_complaint_for_somebody(stage: Stage) -> None:
    await stage.at("10:40")
    await stage.says("鄭小雲", posts.SERVICE, private=True)
    await stage.presses("陳經理", "批准")  # the complainant's own manager
    card = stage.card(S1).text
    assert "投訴人 黃小燕（業務部）" in card
    assert "代發" in card
    assert "鄭小雲" in card
    assert saying(stage, S1, to="黃小燕")


async def test_the_order_follower_files_a_product_complaint_for_somebody(calm: Stage) -> None:
    await calm.at("10:00")
    await calm.says("吳小芳", posts.PRODUCT)
    await calm.presses("陳經理", "批准")
    assert "投訴人 李小明（業務部）　代發 " in calm.card(P1).text
    assert "吳小芳" in calm.card(P1).text


async def test_nobody_else_files_for_others(calm: Stage) -> None:
    await calm.at("10:00")
    await calm.says("孫強", posts.PRODUCT)
    (answer,) = saying(calm, "不是您本人")
    assert "差 1 處" in answer
    assert not calm.private("陳經理")[1:]
    assert await events(calm, "Filed") == []


async def test_a_complaint_given_to_the_proxy_is_posted_when_she_presses(stage: Stage) -> None:
    await stage.at("10:00")
    await stage.says("李小明", posts.PRODUCT)
    await stage.presses("李小明", "交由代發")
    await stage.presses("陳經理", "批准")
    assert not saying(stage, P1)
    await stage.at("10:10")
    await stage.presses("吳小芳", "代發")
    card = stage.card(P1)
    assert "待受理" in card.text
    assert "10:10 發布" in card.text
    assert "受理 10:1" in card.text


async def test_a_silent_proxy_leaves_it_to_the_complainant_after_half_an_hour(stage: Stage) -> None:
    await stage.at("10:00")
    await stage.says("李小明", posts.PRODUCT)
    await stage.presses("李小明", "交由代發")
    await stage.presses("陳經理", "批准")
    await stage.at("10:20")
    assert not any("自行發布" in message.buttons for message in stage.private("李小明"))
    await stage.at("10:32")
    await stage.presses("李小明", "自行發布")
    assert "待受理" in stage.card(P1).text
    assert len(saying(stage, f"{P1}\u3000")) == 1
