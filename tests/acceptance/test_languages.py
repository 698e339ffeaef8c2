"""Everybody reads in the language she chose, privately and beside buttons; the group goes on in its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.demo import posts
from bot.demo.stage import Stage, staged
from sandbox import Person
from tests.acceptance.company_life import P1, product_posted, saying, texts
from tests.acceptance.conftest import CONFIG, MONDAY
from workflow.values import Language

ABROAD = 7101


def newcomer(stage: Stage, name: str, language_code: str) -> Person:
    """Somebody whose telephone speaks another language."""
    stage.people[name] = stage.world.add_person(ABROAD, name, language_code=language_code)
    return stage.people[name]


async def chooses(stage: Stage, name: str, language: str) -> None:
    await stage.says(name, "/language", private=True)
    await stage.presses(name, language)


async def test_a_manager_reads_simplified_characters_and_the_group_does_not(stage: Stage) -> None:
    await chooses(stage, "陳經理", "简体中文")
    assert texts(stage, of="陳經理")[-1].startswith("✅ 以后的私信用简体中文")
    await stage.says("李小明", posts.PRODUCT)
    request = texts(stage, of="陳經理")[-1]
    assert "李小明提交产品质量投诉，请审批" in request
    assert "客户：東方五金" in request  # what people wrote stays as it was
    press = await stage.presses("陳經理", "批准")
    assert press.answer is not None
    assert press.answer.text == "已批准。"
    assert "陳經理批准" in stage.card(P1).text
    assert "產品質量投訴" in stage.card(P1).text


async def test_a_refused_press_is_answered_in_the_language_of_who_pressed(calm: Stage) -> None:
    await product_posted(calm)
    await chooses(calm, "李小明", "简体中文")
    press = await calm.presses("李小明", "受理", on=calm.card(P1))
    assert press.answer is not None
    assert str(press.answer.text).startswith("这一步由打單部")


async def test_the_way_back_is_the_same_way(calm: Stage) -> None:
    await chooses(calm, "李小明", "简体中文")
    await calm.says("李小明", "/whoami", private=True)
    assert "目前没有待办" in texts(calm, of="李小明")[-1]
    await chooses(calm, "李小明", "繁體中文")
    await calm.says("李小明", "/whoami", private=True)
    assert "目前沒有待辦" in texts(calm, of="李小明")[-1]


async def test_at_the_first_start_the_language_of_the_telephone_is_offered(stage: Stage) -> None:
    newcomer(stage, "小方", "zh-hans")
    stage.world.start(stage.people["小方"])
    await stage.acted()
    assert saying(stage, "我可以用简体中文发给您私信", to="小方")
    await stage.presses("小方", "简体中文")
    await stage.says("小方", "小方", private=True)
    assert "请选择部门" in texts(stage, of="小方")[-1]


async def test_whose_telephone_speaks_the_language_of_the_group_is_asked_nothing(calm: Stage) -> None:
    newcomer(calm, "小方", "zh-hant")
    calm.world.start(calm.people["小方"])
    await calm.acted()
    assert len(texts(calm, of="小方")) == 1


async def test_in_the_group_the_choice_is_offered_privately(calm: Stage) -> None:
    before = texts(calm)
    await calm.says("李小明", "/language")
    assert saying(calm, "請選擇私訊的語言", to="李小明")
    assert texts(calm) == before


async def test_the_menu_of_the_private_chat_changes_its_words(calm: Stage) -> None:
    await chooses(calm, "李小明", "简体中文")
    account = calm.people["李小明"].id
    menu = calm.world.commands.get(scope={"type": "chat", "chat_id": account}, language="")
    assert "我要办的事" in str(menu)


async def test_a_person_who_chose_english_reads_it_privately_and_the_group_goes_on(stage: Stage) -> None:
    await chooses(stage, "李小明", "English")
    assert texts(stage, of="李小明")[-1].startswith("✅ From now on your private messages are in English.")
    await product_posted(stage)
    assert saying(stage, "Posted to the group.", to="李小明")
    assert "產品質量投訴" in stage.card(P1).text
    press = await stage.presses("李小明", "受理", on=stage.card(P1))
    assert press.answer is not None
    assert press.answer.text == "Here 打單部 (王五, 林助理) may accept the case; you are with 業務部."
    await stage.says("李小明", "/todo", private=True)
    assert texts(stage, of="李小明")[-1] == "Nothing to do at present."
    await chooses(stage, "李小明", "繁體中文")
    await stage.says("李小明", "/todo", private=True)
    assert texts(stage, of="李小明")[-1] == "目前沒有待辦。"


@pytest.fixture
async def abroad(tmp_path: Path) -> AsyncIterator[Stage]:
    """The group speaks English, and the company says one thing in its own words."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "approved.j2").write_text("{{ case }}: {{ by.name }} has waved it through.", "utf-8")
    (own / "labels.yaml").write_text("commands: {fund: the fruit bowl}", "utf-8")
    words = CONFIG.texts.model_copy(update={"folder": own})
    config = CONFIG.model_copy(update={"language": Language.EN, "texts": words})
    async with staged(config, tmp_path, start=MONDAY, rate=0, acquainted=True) as stage:
        yield stage


async def test_an_english_group_reads_english_figures_and_the_companys_own_words(abroad: Stage) -> None:
    await abroad.says("李小明", posts.PRODUCT)
    await abroad.presses("陳經理", "Approve")
    assert saying(abroad, f"{P1} · product quality complaint")
    assert saying(abroad, f"{P1}: 陳經理 has waved it through.", to="李小明")
    await abroad.says("李小明", "/help", private=True)
    assert "/fund · the fruit bowl" in texts(abroad, of="李小明")[-1]
    await chooses(abroad, "李小明", "繁體中文")
    await abroad.says("李小明", "/todo", private=True)
    assert texts(abroad, of="李小明")[-1] == "目前沒有待辦。"
    await abroad.at("18:00")
    assert saying(abroad, "23 Nov (Mon) complaints of the day (as of 18:00)")


async def test_a_form_is_filled_in_step_by_step_in_english(calm: Stage) -> None:
    await chooses(calm, "李小明", "English")
    await calm.says("李小明", "/new", private=True)
    await calm.says("李小明", "Product", private=True)
    assert "Customer 客戶名稱" in texts(calm, of="李小明")[-1]
    await calm.says("李小明", "東方五金", private=True)
    assert "Noted: Customer 客戶名稱 · 東方五金" in texts(calm, of="李小明")[-1]
