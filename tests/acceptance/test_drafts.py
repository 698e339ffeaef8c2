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


async def test_a_draft_that_was_sent_back_waits_for_its_author_and_cannot_be_approved_meanwhile(
    stage: Stage,
) -> None:
    await stage.at("10:00")
    await stage.says("李小明", posts.PRODUCT)
    request = stage.private("陳經理")[-1]
    approval = str(request.button("批准")["callback_data"])
    await stage.presses("陳經理", "退回", on=request)
    await stage.answers("陳經理", "請補批號")
    await stage.presses("李小明", "修改")
    press = stage.world.press(stage.people["陳經理"], request, data=approval)
    await stage.settle()
    assert press.answer is not None
    assert "陳經理已於 10:00 退回（請補批號），等投訴人修改" in press.answer.text
    assert await phase(stage, DRAFT) == "draft"

    await stage.says("李小明", "/cancel", private=True)
    assert saying(stage, f"已放棄對 {DRAFT} 的修改。草稿還在", to="李小明")
    await stage.says("李小明", "/todo", private=True)
    assert saying(stage, f"等您修改後再提交（按編號打開）：\n• {DRAFT} 產品質量投訴", to="李小明")
    await stage.presses("李小明", DRAFT)
    await stage.presses("李小明", "提交")
    await stage.says("李小明", "/todo", private=True)
    assert "退回的草稿" not in stage.private("李小明")[-1].text
    await stage.presses("陳經理", "批准")
    assert "待受理" in stage.card(P1).text


async def test_a_form_changed_after_its_approval_is_noted_change_by_change(stage: Stage) -> None:
    """What was approved stands; the card names the new words, and the author is told so."""
    await stage.at("10:00")
    form = await stage.says("李小明", posts.PRODUCT)
    await stage.presses("陳經理", "批准")
    await stage.edits("李小明", form, posts.PRODUCT.replace("約 40 箱", "約 50 箱"))
    (told,) = saying(stage, "記錄以批准的內容為準", to="李小明")
    assert "產品存在的質量問題：原「" in told
    assert "40 箱" in told
    line = next(line for line in stage.card(P1).text.splitlines() if "更改表單" in line)
    assert "李小明更改表單：產品存在的質量問題「" in line
    assert "50 箱" in line
    assert line.count("「") == 1
    await stage.edits("李小明", form, posts.PRODUCT.replace("約 40 箱", "約 50 箱 "))
    assert await events(stage, "FormEdited") == ["FormEdited"]
    await stage.edits("李小明", form, posts.PRODUCT.replace("客戶要求：", "客戶要求："[:0]))
    assert saying(stage, "沒有記下；要補充，請回覆該投訴的卡片")
