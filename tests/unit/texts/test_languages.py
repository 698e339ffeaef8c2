"""The same is said in every language: the same templates, of the same facts; and a company's own words follow."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from opencc import OpenCC

from tests.unit.texts.test_every_template import examples
from texts import Texts
from texts.catalogue import Library
from texts.filters import Filters
from texts.fitting import MESSAGE_UNITS, plain, utf16_length
from texts.labels import read_labels
from texts.overrides import problems
from texts.shelves import LANGUAGE, MADE_FROM, Shelf, folder_of, ours
from workflow.values import Language

FACTS = {"case": "P-20261123-001", "outcome": "acknowledged", "kind": "product"}
SIMPLIFIED = Texts(language=Language.ZH_HANS)
LETTERS = OpenCC("t2s")
TRANSLATED = [language for language in Language if language != LANGUAGE and language not in MADE_FROM]
FOR_TRANSLATORS = re.compile(r"{#.*?#}", re.DOTALL)
OF_TAIWAN = (
    "讯息",
    "档案",
    "磁碟",
    "资料库",
    "伺服器",
    "程式",
    "影片",
    "列印",
    "汇出",
    "网路",
    "唯读",
    "预设",
)


@pytest.mark.parametrize("language", Language)
def test_everything_can_be_said_in_every_language(language: Language) -> None:
    voice = Texts(language=language)
    for said in examples():
        html = voice.render(said.name, said.facts)
        assert 0 < utf16_length(plain(html)) <= MESSAGE_UNITS, said.name


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_same_templates_with_the_same_facts(language: Language) -> None:
    files = {file.name for file in folder_of(language).glob("*.j2")}
    assert files == {file.name for file in folder_of().glob("*.j2")}
    originals, translation = Library.of(), Library.of(language)
    differing = {
        name: originals.facts(name) ^ translation.facts(name)
        for name in sorted(originals.names)
        if originals.facts(name) != translation.facts(name)
    }
    assert differing == {}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_names_every_button_and_every_thing(language: Language) -> None:
    originals, translation = (
        {
            (group, key)
            for group, names in read_labels([Shelf(folder_of(one))]).groups.items()
            for key in names
        }
        for one in (Language.ZH_HANT, language)
    )
    assert originals - translation == set()
    assert {(group, key) for group, key in translation - originals if group != "formats"} == set()


def test_english_says_nothing_in_chinese_but_what_people_type_and_names() -> None:
    """Labels of the forms, names in examples and departments; a sentence left untranslated has a full stop in it."""
    for file in sorted(folder_of(Language.EN).iterdir()):
        words = FOR_TRANSLATORS.sub("", file.read_text("utf-8"))
        assert re.findall(r"[。，；、]", words) == [], file.name


def test_times_and_money_are_in_the_form_of_the_reader() -> None:
    filters = Filters(read_labels(reversed(ours(Language.EN))), ZoneInfo("Asia/Shanghai"))
    assert filters.day("2026-11-23") == "23 Nov"
    assert filters.in_full("2026-11-23T09:20:00+08:00") == "23 November 2026, 09:20"
    assert filters.limit({"working_days": 1, "minutes": 0}) == "1 working day"
    assert filters.limit({"working_days": 3, "minutes": 0}) == "3 working days"
    assert filters.minutes(125) == "2 h 5 min"
    assert filters.fen(-12050, signed=True) == "−120.50 yuan"
    assert (
        filters.who({"name": "王五", "department": "打單部", "stands_for": "林助理"})
        == "王五 (打單部) for 林助理"
    )


def simplified_sources() -> list[tuple[str, str]]:
    """Return our words as they are read in simplified letters, by file."""
    shelf = Shelf(folder_of(), simplified=True)
    return [(file.name, shelf.read(file.read_text("utf-8"))) for file in sorted(shelf.folder.iterdir())]


def test_no_traditional_letter_and_no_word_of_taiwan_is_left_in_simplified_chinese() -> None:
    own_names = "繁體中文"
    for name, text in simplified_sources():
        rest = text.replace(own_names, "")
        assert LETTERS.convert(rest) == rest, name
        assert [word for word in OF_TAIWAN if word in rest] == [], name


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("質量投訴", "质量投诉"),
        ("公布工藝流程", "公布工艺流程"),
        ("登記執行", "登记执行"),
        ("補充資料", "补充资料"),
        ("設定檔", "设置档"),
        ("這則訊息", "这条消息"),
        ("付款並記帳，原帳號銷帳", "付款并记账，原账号销账"),
        ("回覆那則訊息，待覆核 1 項；{{ unsent }} 則", "回复那条消息，待复核 1 项；{{ unsent }} 条"),
        ("不處罰則免，否則照罰；規則見輝煌同仁群", "不处罚则免，否则照罚；规则见辉煌同仁群"),
        ("同仁的訊息請按「批准」", "同事的消息请按“批准”"),
    ],
)
def test_words_of_the_regulation_stay_and_words_of_taiwan_change(traditional: str, simplified: str) -> None:
    assert Shelf(folder_of(), simplified=True).read(traditional) == simplified


def test_what_people_wrote_is_never_simplified() -> None:
    said = SIMPLIFIED.render("withdrawn", {**FACTS, "complainant": _li(), "reason": "客戶同意換貨"})
    assert "理由：客戶同意換貨" in said
    assert "業務部李小明已撤回投诉" in said


def test_every_language_names_itself_in_its_own_words() -> None:
    names = {tuple(Texts(language=language).labels("languages").items()) for language in Language}
    assert len(names) == 1


def test_a_typed_name_of_a_thing_is_known_in_every_language() -> None:
    assert {"產品", "产品"} <= Texts().called("kinds_short", "product")


def test_the_words_of_a_company_are_read_in_simplified_letters_too(tmp_path: Path) -> None:
    (tmp_path / "closed.j2").write_text("{{ case }} 辦結", encoding="utf-8")
    (tmp_path / "labels.yaml").write_text("acts: {accept: 收單}\n", "utf-8")
    voice = Texts(folder=tmp_path).spoken_to(Language.ZH_HANS)
    assert voice.render("closed", FACTS) == "P-20261123-001 办结"
    assert voice.label("acts", "accept") == "收单"


def test_a_folder_named_after_a_language_holds_the_words_in_it(tmp_path: Path) -> None:
    (tmp_path / "closed.j2").write_text("{{ case }} 辦結", encoding="utf-8")
    (tmp_path / "zh-Hans").mkdir()
    (tmp_path / "zh-Hans" / "closed.j2").write_text("{{ case }} 了结", encoding="utf-8")
    company = Texts(folder=tmp_path)
    assert company.render("closed", FACTS) == "P-20261123-001 辦結"
    assert company.spoken_to(Language.ZH_HANS).render("closed", FACTS) == "P-20261123-001 了结"
    assert company.names() == Texts().names()


def test_what_lies_in_the_folder_itself_is_in_the_language_of_the_company(tmp_path: Path) -> None:
    (tmp_path / "closed.j2").write_text("{{ case }} 了结", encoding="utf-8")
    company = Texts(language=Language.ZH_HANS, folder=tmp_path)
    assert company.render("closed", FACTS) == "P-20261123-001 了结"
    spoken = company.spoken_to(Language.ZH_HANT)
    assert spoken.render("closed", FACTS) == Texts().render("closed", FACTS)


def test_mistakes_in_the_folder_of_a_language_are_found_there(tmp_path: Path) -> None:
    (tmp_path / "zh-Hans").mkdir()
    (tmp_path / "zh-Hans" / "closed.j2").write_text("{{ outcom }}", encoding="utf-8")
    assert [(one.file, one.what) for one in problems(tmp_path)] == [("zh-Hans/closed.j2", "unknown_fact")]


def test_our_own_exceptions_name_templates_and_names_that_exist() -> None:
    (exceptions,) = [shelf for shelf in ours(Language.ZH_HANS) if not shelf.simplified]
    assert {file.name for file in exceptions.folder.glob("*.j2")} <= {
        file.name for file in folder_of().iterdir()
    }


def _li() -> dict[str, object]:
    return {"name": "李小明", "department": "業務部", "telegram_id": 1}
