"""docs/texts.md lists the templates as they are."""

from functools import cache

import pytest

from tests.unit.texts.speaking import ROOT
from tests.unit.texts.stories import everything_said
from texts import Texts
from texts.catalogue import Entry, catalogue, renewed

PAGE = ROOT / "docs" / "texts.md"


@cache
def entries() -> dict[str, Entry]:
    return {entry.name: entry for entry in catalogue()}


def test_the_page_is_current() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert renewed(page) == page, "python -m texts.catalogue docs/texts.md"


def test_every_template_says_when_it_is_said() -> None:
    assert set(entries()) == Texts().names()
    assert [name for name, entry in entries().items() if not entry.purpose] == []


@pytest.mark.parametrize("name", ["card", "penalty", "reminder", "result", "missed"])
def test_the_facts_listed_are_those_a_notice_has(name: str) -> None:
    facts = next(said.facts for said in everything_said() if said.name == name)
    assert set(entries()[name].needed) <= set(facts)


def test_facts_are_found_in_parts_and_macros() -> None:
    assert entries()["reminder"].needed == ("case", "duty", "kind", "seconds_left")
    assert entries()["reminder"].optional == ("gaps", "marks", "unanswered", "yours")
    assert "timeline" in entries()["card"].needed
    assert "entry" not in entries()["card"].needed
