"""What people do wrong is answered, each once, and changes nothing."""

from bot.demo import posts
from bot.demo.stage import Stage
from tests.acceptance.company_life import P1, events, phase, product_posted, saying, texts


async def journal(stage: Stage) -> list[str]:
    return await events(stage)


async def test_every_mistake_of_a_form_is_named_in_one_answer(stage: Stage) -> None:
    await stage.at("10:12")
    form = await stage.says("黃小燕", posts.PRODUCT_WITH_MISTAKES)
    (answer,) = [m for m in stage.group() if m.reply_to == form.id]
    assert "還差 2 處" in answer.text
    assert "發貨日期：「上個月吧」看不出是哪一天" in answer.text
    assert "客戶要求：未填" in answer.text
    assert await events(stage, "Filed") == []
    await stage.edits("黃小燕", form, posts.PRODUCT_MENDED)
    assert await events(stage, "Filed") == ["Filed"]
    assert len([m for m in stage.group() if m.reply_to == form.id]) == 1


async def test_a_press_by_somebody_else_says_who_may(calm: Stage) -> None:
    await calm.at("10:00")
    await product_posted(calm)
    before = await journal(calm)
    for name in ("李小明", "周靜", "王總"):
        press = await calm.presses(name, "受理", on=calm.card(P1))
        assert press.answer is not None
        assert press.answer.alert
        assert "這一步由打單部（王五、林助理）受理，您是" in press.answer.text
    assert await journal(calm) == before


async def test_a_press_by_an_outsider_is_answered(calm: Stage) -> None:
    stranger = calm.world.add_person(555, "路人")
    await calm.at("10:00")
    await product_posted(calm)
    before = await journal(calm)
    press = calm.world.press(stranger, calm.card(P1), "受理")
    await calm.settle()
    assert press.answer is not None
    assert press.answer.text
    assert await journal(calm) == before


async def test_the_second_press_says_who_was_first(calm: Stage) -> None:
    await calm.at("10:00")
    await product_posted(calm)
    card = calm.card(P1)
    accept = str(card.button("受理")["callback_data"])
    await calm.at("10:07")
    await calm.presses("王五", "受理", on=card)
    before = await journal(calm)
    press = calm.world.press(calm.people["林助理"], card, data=accept)
    await calm.settle()
    assert press.answer is not None
    assert press.answer.text == "王五已於 10:07 受理。"
    assert await journal(calm) == before


async def test_a_copy_of_the_card_loses_its_buttons_when_somebody_presses_one(calm: Stage) -> None:
    await calm.at("10:00")
    await product_posted(calm)
    copy = calm.world.duplicate(calm.card(P1))
    await calm.presses("王五", "受理", on=copy)
    assert copy.buttons == []
    assert await events(calm, "Accepted") in ([], ["Accepted"])


FORGED = (
    *("", "1ac", "1ac-zzzz", "1zz-1", "9ac-1", "x" * 64, "1ac-1-dnowhere", "1ac-1-f00000000000"),
    *("1ap-1-r1", "1wv-1-f20261123001", "1ro-1-chr", "1rp-1-c999", "1nr-1-dproduction-cpurchasing", "1rm-1"),
)


async def test_forged_buttons_do_nothing(calm: Stage) -> None:
    await calm.at("10:00")
    await product_posted(calm)
    before = await journal(calm)
    for data in FORGED:
        press = calm.world.press(calm.people["李小明"], calm.card(P1), data=data)
        await calm.settle()
        assert press.answer is not None, data
        assert press.answer.text, data
    assert await journal(calm) == before


async def test_chatter_is_left_alone_in_the_group_and_helped_in_private(calm: Stage) -> None:
    await calm.at("10:00")
    await product_posted(calm)
    before, said = await journal(calm), texts(calm)
    for words in ("午飯吃什麼", "P-20261123-001 怎麼樣了？", "👍", "/nonsense", "收到"):
        await calm.says("孫強", words)
    await calm.says("孫強", "收到", to=calm.card(P1))
    assert texts(calm) == said
    await calm.says("孫強", "在嗎", private=True)
    assert saying(calm, "/status", to="孫強")
    assert await journal(calm) == before


async def test_an_edited_command_does_not_run_again(calm: Stage) -> None:
    await calm.at("10:00")
    await product_posted(calm)
    command = await calm.says("周靜", f"/status {P1}")
    answers = len(texts(calm))
    await calm.edits("周靜", command, f"/why {P1}")
    assert len(texts(calm)) == answers


async def test_who_writes_in_the_groups_name_is_asked_to_show_himself(calm: Stage) -> None:
    await calm.at("10:00")
    await product_posted(calm)
    before = await journal(calm)
    calm.world.post(
        calm.people["王五"],
        calm.world.group,
        f"工藝流程：{posts.PROCESS}",
        reply_to=calm.card(P1),
        anonymous=True,
    )
    await calm.settle()
    assert len(saying(calm, "以群組名義發出")) == 1
    assert await journal(calm) == before
    assert await phase(calm, P1) == "accepting"
