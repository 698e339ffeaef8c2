"""What people type behind /rules: a section of the regulation, by what it is about."""

from typing import Final

from workflow.names import plain
from workflow.regulation import Section


def read_section(text: str) -> Section | None:
    """Return the section meant, in either script; None where the words name none."""
    typed = plain(text)
    return _SECTIONS.get(typed) or next((one for word, one in _SECTIONS.items() if word in typed), None)


# Private functions

_WORDS: Final[dict[Section, tuple[str, ...]]] = {
    Section.FREIGHT: ("運費", "支出證明", "退貨運費", "freight"),
    Section.FILING: ("提交", "遞交", "審批", "發布", "代發", "filing", "approval", "posting"),
    Section.SETTLEMENT: (
        "賠款",
        "退換貨",
        "退貨",
        "換貨",
        "索賠",
        "流程表",
        "settlement",
        "compensation",
        "refund",
        "flow form",
    ),
    Section.PENALTY: ("處罰", "罰款", "罰", "水果基金", "基金", "超時", "逾期", "penalty", "fine", "late"),
    Section.APPEAL: ("申訴", "上一級", "appeal"),
    Section.FORMS: ("格式", "表單", "填寫", "form"),
    Section.PRODUCT: ("產品", "質量鑒定", "打單部", "product"),
    Section.SERVICE: ("服務", "分流", "處理方案", "service"),
}
"""The first that occurs counts, so what is narrower stands before what is wider."""
_SECTIONS: Final = {plain(word): section for section, words in _WORDS.items() for word in words}
