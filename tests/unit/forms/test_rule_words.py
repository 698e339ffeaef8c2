"""Which section of the regulation is meant by the words behind /rules, in any language of the company."""

import pytest

from forms import read_section
from texts import Texts
from workflow.regulation import Section
from workflow.values import Language


@pytest.mark.parametrize(
    ("typed", "section"),
    [
        ("退货运费", Section.FREIGHT),
        ("罰款多少", Section.PENALTY),
        ("Return freight", Section.FREIGHT),
        ("fines", Section.PENALTY),
        ("refunds", Section.SETTLEMENT),
        ("the flow form", Section.SETTLEMENT),
        ("appeals", Section.APPEAL),
        ("午餐", None),
    ],
)
def test_a_word_leads_to_its_section(typed: str, section: Section | None) -> None:
    assert read_section(typed) is section


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("section", Section)
def test_a_section_is_found_by_its_own_heading(section: Section, language: Language) -> None:
    assert read_section(Texts(language=language).label("rule_sections", section)) is section
