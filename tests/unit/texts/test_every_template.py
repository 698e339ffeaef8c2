"""Whatever the program can say has a template, and whatever has a template can be said."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from sandbox.telegram_html import parse_html
from tests.unit.texts.samples import SAMPLES, VARIANTS
from tests.unit.texts.speaking import other_names, passed_on, workflow_names
from tests.unit.texts.stories import Said, everything_said
from texts import Texts
from texts.fitting import ALERT_UNITS, plain, utf16_length

TEXTS = Texts()
UNREACHED: dict[str, dict[str, Any]] = {"refused_not_asked": {}}  # the table of acts refuses earlier
NOT_ALONE = frozenset({"alert_done", "alert_done_route_enquiry", "request_ended"})
"""The answers to presses, and what stands behind a request that is over."""
CARDS = frozenset({"card", "status"})

HAN = r"[\u3400-\u9fff]"
HALF_WIDTH = re.compile(rf"{HAN}[,;:!?()]|[,;:!?()]{HAN}|[!！]")
EMOJI = re.compile("[\u23f0-\u23ff\u2600-\u27bf\U0001f300-\U0001faff]")
NUMBER = re.compile(r"[DPSFC]-\d{8}-\d{3}")


def examples() -> list[Said]:
    """Everything the stories say, and the samples of what is said elsewhere."""
    status = [Said("status", said.facts, said.story) for said in everything_said() if said.name == "card"]
    others = [Said(name, facts, "samples") for name, facts in [*(SAMPLES | UNREACHED).items(), *VARIANTS]]
    return [*everything_said(), *status, *others]


@cache
def rendered() -> set[tuple[str, str, bool]]:
    """Return every wording once: the template, the HTML, and whether the facts name a case."""
    return {
        (said.name, TEXTS.render(said.name, said.facts), isinstance(said.facts.get("case"), str))
        for said in examples()
    }


def test_every_notice_and_refusal_has_a_template() -> None:
    assert workflow_names() | other_names() <= TEXTS.names()


def test_no_template_is_an_orphan() -> None:
    spoken = workflow_names() | other_names() | NOT_ALONE
    assert spoken | passed_on(TEXTS.names() - spoken) == TEXTS.names()


def test_there_is_a_sample_of_whatever_no_story_says() -> None:
    assert other_names() - workflow_names() <= set(SAMPLES) | {said.name for said in everything_said()} | {
        "status"
    }


def test_the_stories_say_everything_the_regulation_can_say() -> None:
    assert workflow_names() - {said.name for said in everything_said()} == set(UNREACHED)


def test_every_message_is_html_as_telegram_reads_it() -> None:
    for name, html, _ in rendered():
        assert parse_html(html).text == plain(html), name
        assert plain(html).strip(), name


def is_awkward(text: str) -> bool:
    return "None" in text or "\n\n\n" in text or any(line != line.rstrip() for line in text.splitlines())


def has_half_width_marks(text: str) -> bool:
    return bool(HALF_WIDTH.search(text))


def has_stray_emoji(text: str) -> bool:
    return [match.start() for match in EMOJI.finditer(text)] not in ([], [0])


@pytest.mark.parametrize("is_wrong", [is_awkward, has_half_width_marks])
def test_no_message_is_badly_set(is_wrong: Callable[[str], bool]) -> None:
    assert [(name, html) for name, html, _ in rendered() if is_wrong(plain(html))] == []


def test_an_emoji_only_leads_and_there_is_one_at_most() -> None:
    rest = [(name, html) for name, html, _ in rendered() if name not in CARDS]
    assert [(name, html) for name, html in rest if has_stray_emoji(plain(html))] == []


def test_every_message_about_a_case_carries_its_number() -> None:
    about = [(name, html) for name, html, about_case in rendered() if about_case]
    assert [(name, html) for name, html in about if not NUMBER.search(plain(html))] == []


def test_every_refusal_answers_a_press_in_plain_text() -> None:
    for said in (one for one in everything_said() if one.name.startswith("refused_")):
        alert = TEXTS.alert(said.name.removeprefix("refused_"), said.facts)
        assert 0 < utf16_length(alert) <= ALERT_UNITS
        assert not re.search(r"<|&\w+;|&#", alert)


def test_the_group_never_reads_a_service_plan() -> None:
    plans = ("司機道歉並補卸貨費", "另送水果一箱")
    read = {
        said.name
        for said in everything_said()
        if said.story == "a_service_case"
        and any(plan in TEXTS.render(said.name, said.facts) for plan in plans)
    }
    assert read == {"plan_received", "duty_notify", "result"}
