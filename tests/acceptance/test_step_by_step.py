"""/new: a form filled in one field at a time, privately, by restarts and detours, becomes the same draft as a pasted one."""

from bot.demo import posts
from bot.demo.stage import Stage
from sandbox import Message
from tests.acceptance.company_life import P1, S1, events, saying
from tests.acceptance.test_evidence import PDF, VOICE, on_record, picture

DRAFT = "D-20261123-001"


def question(stage: Stage, name: str) -> Message:
    return stage.private(name)[-1]


async def filled_in(stage: Stage, name: str, *values: str) -> None:
    for value in values:
        await stage.says(name, value, private=True)


async def product_up_to_preview(stage: Stage) -> None:
    """李小明 fills in his product complaint; the evidence is none, and the preview stands."""
    await stage.says("李小明", "/new", private=True)
    await stage.presses("李小明", "產品質量投訴")
    await filled_in(
        stage, "李小明", "東方五金", "11月20日", "H牌", "120×60，300 箱", "表面起泡，約 40 箱", "換貨"
    )
    await stage.presses("李小明", "現在")
    await stage.presses("李小明", "完成")


async def test_a_product_complaint_is_filed_step_by_step(stage: Stage) -> None:
    await stage.at("10:00")
    await product_up_to_preview(stage)
    preview = question(stage, "李小明").text
    for line in (
        "《產品質量投訴》",
        "投訴人：李小明",
        "發貨日期：2026年11月20日",
        "客戶要求：換貨",
        "附件：無",
    ):
        assert line in preview
    await stage.presses("李小明", "提交")
    assert saying(stage, f"已收到您的產品質量投訴 {DRAFT}", to="李小明")
    await stage.presses("陳經理", "批准")
    card = stage.card(P1).text
    assert "客戶 東方五金" in card
    assert "涉及賠款或退換貨" in card
    assert await events(stage, "Filed") == ["Filed"]


async def test_a_service_complaint_is_filed_step_by_step_with_its_evidence(stage: Stage) -> None:
    await stage.at("10:40")
    await stage.says("黃小燕", "/new", private=True)
    await stage.presses("黃小燕", "服務質量投訴")
    await stage.presses("黃小燕", "物流部")
    await filled_in(
        stage,
        "黃小燕",
        "2026年11月21日下午",
        "送貨到佛山宏業",
        "司機不肯卸貨",
        "客戶自己請人卸貨",
        "改進服務質量",
    )
    await filled_in(stage, "黃小燕", "今天 10:30")
    await stage.sends_album("黃小燕", [picture(1), picture(2)], private=True)
    await stage.says("黃小燕", "", private=True, voice=VOICE)
    await stage.presses("黃小燕", "完成")
    assert "附件：3 件" in question(stage, "黃小燕").text
    await stage.presses("黃小燕", "提交")
    await stage.presses("陳經理", "批准")
    assert await on_record(stage) == [(S1, "photo", "")] * 2 + [(S1, "voice", "")]
    card = stage.card(S1).text
    assert "起因：送貨到佛山宏業" in card
    assert "投訴時間：2026年11月23日10時30分" in card
    assert "附件 3" in card


async def test_what_is_wrong_is_said_at_once_and_asked_for_again(stage: Stage) -> None:
    await stage.at("10:00")
    await stage.says("李小明", "/new", private=True)
    await stage.presses("李小明", "產品質量投訴")
    await filled_in(stage, "李小明", "東方五金", "上個月吧")
    assert "「上個月吧」看不出是哪一天" in question(stage, "李小明").text
    await filled_in(stage, "李小明", "2027年1月3日")
    assert "是將來的時間" in question(stage, "李小明").text
    await filled_in(stage, "李小明", "出貨日期：昨天")
    assert "已記：發貨日期　2026年11月22日" in question(stage, "李小明").text
    assert "品牌" in question(stage, "李小明").text
    await filled_in(stage, "李小明", "20日")
    assert "「20日」看起來是日期，品牌是否就這樣寫？" in question(stage, "李小明").text
    await filled_in(stage, "李小明", "H牌", "11/20")
    assert "「11/20」看起來是日期，規格及數量是否就這樣寫？" in question(stage, "李小明").text
    await filled_in(stage, "李小明", "全部")
    assert "「全部」裡沒有數字" in question(stage, "李小明").text
    await stage.presses("李小明", "全部")
    assert "已記：規格及數量　全部" in question(stage, "李小明").text


async def test_one_step_back_keeps_what_was_filled_in(stage: Stage) -> None:
    await stage.at("10:00")
    await stage.says("李小明", "/new", private=True)
    await stage.presses("李小明", "產品質量投訴")
    await filled_in(stage, "李小明", "東方五金", "昨天", "H牌")
    await stage.presses("李小明", "上一步")
    await stage.presses("李小明", "上一步")
    assert "目前：2026年11月22日" in question(stage, "李小明").text
    await stage.presses("李小明", "不改")
    assert "規格及數量" in question(stage, "李小明").text  # and not the brand again


async def test_a_field_is_mended_from_the_preview(stage: Stage) -> None:
    await stage.at("10:00")
    await product_up_to_preview(stage)
    await stage.presses("李小明", "客戶名稱")
    await filled_in(stage, "李小明", "宏業建材")
    assert "客戶名稱：宏業建材" in question(stage, "李小明").text
    await stage.presses("李小明", "提交")
    await stage.presses("陳經理", "批准")
    assert "客戶 宏業建材" in stage.card(P1).text


async def test_a_button_of_an_earlier_question_changes_nothing(calm: Stage) -> None:
    await calm.at("10:00")
    await product_up_to_preview(calm)
    preview = question(calm, "李小明")
    submit = str(preview.button("提交")["callback_data"])
    await calm.presses("李小明", "提交", on=preview)
    again = calm.world.press(calm.people["李小明"], preview, data=submit)
    await calm.settle()
    assert again.answer is not None
    assert "這一步已經過去" in again.answer.text
    await calm.says("李小明", "/new", private=True)
    press = calm.world.press(calm.people["李小明"], preview, data=submit)
    await calm.settle()
    assert press.answer is not None
    assert await events(calm, "Filed") == ["Filed"]


async def test_a_second_new_offers_to_go_on_or_to_begin_again(stage: Stage) -> None:
    await stage.at("10:00")
    await stage.says("李小明", "/new", private=True)
    await stage.presses("李小明", "產品質量投訴")
    await filled_in(stage, "李小明", "東方五金")
    await stage.says("李小明", "/new", private=True)
    assert "已填：客戶名稱" in question(stage, "李小明").text
    await stage.presses("李小明", "繼續")
    assert "發貨日期" in question(stage, "李小明").text
    await stage.says("李小明", "/new", private=True)
    await stage.presses("李小明", "重新開始")
    assert "要提交哪一種投訴" in question(stage, "李小明").text


async def test_cancel_ends_the_form_with_a_word(stage: Stage) -> None:
    await stage.says("李小明", "/new", private=True)
    await stage.presses("李小明", "產品質量投訴")
    await stage.says("李小明", "/cancel", private=True)
    assert "已放棄正在填寫的產品質量投訴，沒有提交" in question(stage, "李小明").text
    await filled_in(stage, "李小明", "東方五金")
    assert "投訴：把" in question(stage, "李小明").text  # the help: nothing is open


async def test_the_group_is_shown_the_way_to_the_private_chat(stage: Stage) -> None:
    await stage.says("李小明", "/new")
    (message,) = stage.group()
    await stage.follows("李小明", "開始填寫", on=message)
    assert "要提交哪一種投訴" in question(stage, "李小明").text


async def test_an_empty_form_in_the_group_opens_the_steps_of_its_kind(stage: Stage) -> None:
    empty = "\n".join(line.partition("：")[0] + "：" for line in posts.PRODUCT.splitlines()[1:])
    await stage.says("李小明", f"《產品質量投訴》\n{empty}")
    await stage.follows("李小明", "開始填寫", on=stage.group()[-1])
    assert "客戶名稱" in question(stage, "李小明").text


async def test_a_returned_draft_comes_back_prefilled(stage: Stage) -> None:
    await stage.at("10:00")
    await stage.says("李小明", posts.PRODUCT)
    await stage.presses("陳經理", "退回")
    await stage.answers("陳經理", "請寫清楚起泡的面積")
    await stage.presses("李小明", "修改")
    assert "產品存在的質量問題：表面起泡，約 40 箱" in question(stage, "李小明").text
    await stage.presses("李小明", "產品存在的質量問題")
    await filled_in(stage, "李小明", "表面起泡，每片 3 平方釐米")
    await stage.presses("李小明", "提交")
    await stage.presses("陳經理", "批准", on=stage.private("陳經理")[-1])
    assert "每片 3 平方釐米" in stage.card(P1).text
    assert await events(stage, "Filed", "Revised") == ["Filed", "Revised"]


async def test_values_used_before_are_offered(calm: Stage) -> None:
    await calm.at("10:00")
    await calm.says("李小明", posts.PRODUCT)
    await calm.says("李小明", "/new", private=True)
    await calm.presses("李小明", "產品質量投訴")
    await calm.presses("李小明", "東方五金")
    await filled_in(calm, "李小明", "昨天")
    assert "H牌" in question(calm, "李小明").buttons


async def test_who_files_for_others_is_asked_for_whom(calm: Stage) -> None:
    await calm.says("吳小芳", "/new", private=True)
    await calm.presses("吳小芳", "產品質量投訴")
    await filled_in(calm, "吳小芳", "沒有這個人")
    assert "不能確定是哪一個" in question(calm, "吳小芳").text
    await filled_in(calm, "吳小芳", "李小明")
    assert "客戶名稱" in question(calm, "吳小芳").text


async def test_a_ruling_typed_meanwhile_is_a_ruling_and_a_file_is_put_to_the_form(calm: Stage) -> None:
    await calm.at("10:00")
    await calm.says("李小明", "/new", private=True)
    await calm.presses("李小明", "產品質量投訴")
    await calm.says("李小明", "合同", private=True, document=PDF)
    await filled_in(calm, "李小明", "東方五金")
    assert "發貨日期" in question(calm, "李小明").text


async def test_the_empty_form_of_one_kind_can_be_copied_with_a_button(calm: Stage) -> None:
    await calm.says("李小明", "/form product", private=True)
    message = question(calm, "李小明")
    assert "服務質量投訴" not in message.text
    assert message.buttons == ["複製表單", "開始填寫"]
    await calm.says("李小明", "/form", private=True)
    assert {"《產品質量投訴》", "《服務質量投訴》"} <= set(question(calm, "李小明").text.splitlines())


async def test_a_posted_form_with_mistakes_is_completed_privately(stage: Stage) -> None:
    await stage.at("10:12")
    form = await stage.says("黃小燕", posts.PRODUCT_WITH_MISTAKES, photo=picture(1))
    (answer,) = [m for m in stage.group() if m.reply_to == form.id]
    await stage.follows("李小明", "逐項補填", on=answer)
    assert saying(stage, "這份表單是別人填寫的", to="李小明")
    await stage.follows("黃小燕", "逐項補填", on=answer)
    await filled_in(stage, "黃小燕", "11月12日", "派人檢查並說明原因")
    await stage.presses("黃小燕", "完成")
    preview = question(stage, "黃小燕").text
    for kept in ("客戶名稱：宏業建材", "品牌：金麒麟", "發貨日期：2026年11月12日", "附件：1 件"):
        assert kept in preview
    await stage.presses("黃小燕", "提交")
    assert await events(stage, "Filed") == ["Filed"]
