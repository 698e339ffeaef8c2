"""How every message is set: marks, spaces and lines, and the buttons it speaks of."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from tests.unit.texts.stories import everything_said
from tests.unit.texts.test_every_template import CARDS, examples, rendered
from texts import Texts
from texts.fitting import plain
from texts.shelves import folder_of
from workflow.values import Language

TEXTS = Texts()
ENGLISH = Texts(language=Language.EN)

HAN = r"[\u3400-\u9fff]"
NUMBER = r"[DPSFCVE]-\d{8}-\d{3}"
BADLY_SET = {
    "a number stands apart from Chinese words": rf"{HAN}{NUMBER}|{NUMBER}{HAN}",
    "one mark at a time": "[，。；：、]{2}|「」|（）|「。」。",
    "a full-width mark brings its own space": "[，。；：、？（）「」《》【] | [，。；：、？）」》】]",
    "one space is enough": "[ 　]{2}",
    "a line begins with words and ends with more than a comma": "(?m)^[，。；：、？）」》]|[，、]$",
    "a list has lines of its own": "[^\n]• ",
}
BADLY_SET_IN_ENGLISH = {
    "one space is enough": r"\S {2}",
    "no space before a mark": r" [,;:.?!)](?![\d/])",
    "one mark at a time": r"[,;:]{2}|\.\.(?!\.)|\(\)|\)\)",
    "quotation marks are straight": "[“”‘’]",
    "one thing is no plural": r"\(s\)|\b1 (?:[a-z]+ )?(?:days|hours|messages|fines|things|files|questions)\b",
    "a list has lines of its own": "[^\n]• ",
}
NOT_OUR_WORDS = {
    "消息": "訊息",
    "個投訴": "件投訴",
    "逾時": "逾期",
    "群裡": "群組裡",
    "私聊": "私訊",
    "裁決": "裁定",
    "請假": "離崗",
    "信息": "資料",
    "賬": "帳",
    "答復": "答覆",
    "回復": "回覆",
    "發佈": "發布",
    "公佈": "公布",
    "登陸": "登記",
}
"""One word for one thing: what the house says instead; 工藝流程信息 is the regulation's own."""
PRESSED = re.compile("按((?:(?:、|或|或按)?「[^」]+」)+)")
ROOT = Path(__file__).parents[3]
SAID_BY_THE_COMMAND_LINE = sorted((ROOT / "bot").rglob("*words.py"))
OF_TELEGRAM = frozenset({"開始", "回覆"})
NAMED_AFTER_SOMEBODY = frozenset(
    {"staff_person"}
)  # the button of an application bears the name that is quoted


@cache
def in_english() -> frozenset[tuple[str, str]]:
    """Return every wording once."""
    return frozenset((said.name, ENGLISH.render(said.name, said.facts)) for said in examples())


@pytest.mark.parametrize("law", BADLY_SET)
def test_every_message_is_well_set(law: str) -> None:
    wrong = re.compile(BADLY_SET[law])
    found = {name: match[0] for name, html, _ in rendered() if (match := wrong.search(plain(html)))}
    assert found == {}


@pytest.mark.parametrize("law", BADLY_SET_IN_ENGLISH)
def test_every_message_is_well_set_in_english(law: str) -> None:
    wrong = re.compile(BADLY_SET_IN_ENGLISH[law])
    found = {name: match[0] for name, html in in_english() if (match := wrong.search(plain(html)))}
    assert found == {}


def test_what_follows_a_line_that_ends_in_a_tag_has_a_line_of_its_own() -> None:
    """A tag at the end of a line swallows the line end: a blank line has to follow."""
    files = [file for language in Language for file in folder_of(language).glob("*.j2")]
    run_on = {file: line for file in files for line, rest in pairs(file) if swallows(line) and runs_on(rest)}
    assert run_on == {}


def test_one_thing_has_one_word() -> None:
    ours = [*folder_of().iterdir(), *SAID_BY_THE_COMMAND_LINE]
    words = {file.name: file.read_text("utf-8").replace("工藝流程信息", "") for file in ours}
    found = {(name, word) for name, text in words.items() for word in NOT_OUR_WORDS if word in text}
    assert {(name, word, NOT_OUR_WORDS[word]) for name, word in found} == set()


def pairs(file: Path) -> Iterator[tuple[str, str]]:
    lines = file.read_text("utf-8").splitlines()
    return pairwise(lines)


def swallows(line: str) -> bool:
    """Tell whether words stand before a closing tag at the end."""
    words = re.sub("{[%#].*?[%#]}", "", line).strip()
    return bool(words) and line.endswith(("{% endif %}", "{% endfor %}"))


def runs_on(line: str) -> bool:
    return line.startswith("{% endfor") or not (line == "" or line.startswith(("{%", "{{-")))


def pressed(text: str) -> set[str]:
    """Return the buttons that a text asks to press."""
    return {name for match in PRESSED.finditer(text) for name in re.findall("「([^」]+)」", match[1])}


def test_a_button_that_is_spoken_of_is_called_so() -> None:
    labels = {name for group in ("acts", "errands", "buttons") for name in TEXTS.labels(group).values()}
    rest = [(name, pressed(plain(html))) for name, html, _ in rendered() if name not in NAMED_AFTER_SOMEBODY]
    assert {name: missing for name, spoken in rest if (missing := spoken - labels - OF_TELEGRAM)} == {}


def test_a_button_that_is_spoken_of_is_there() -> None:
    """Refusals speak of buttons under other messages, and 更多 of a card leads to the rest."""
    missing = {}
    for said in everything_said():
        if said.name in CARDS | NAMED_AFTER_SOMEBODY or said.name.startswith("refused_"):
            continue
        under = {TEXTS.button(button, said.facts.get("kind") or "") for button in said.buttons}
        spoken = pressed(plain(TEXTS.render(said.name, said.facts))) - OF_TELEGRAM
        if spoken - under:
            missing[said.name] = spoken - under
    assert missing == {}
    assert sum(bool(said.buttons) for said in everything_said()) > len(everything_said()) // 10
