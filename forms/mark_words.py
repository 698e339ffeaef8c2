"""What people type under a card to mark a case: 「緊急：客戶明早裝船」, 「重點」, 「取消緊急」."""

import re
from typing import Final, NamedTuple

from workflow.names import plain
from workflow.phases import Act


class MarkRead(NamedTuple):
    """The mark set or taken off, and the reason."""

    act: Act
    reason: str = ""


def read_mark(text: str) -> MarkRead | None:
    """Return the mark a text begins with; words behind it count as a reason only after a colon."""
    label, colon, reason = (part.strip() for part in _COLON.sub(":", text, count=1).partition(":"))
    act = _MARKS.get(plain(label))
    if act is None or (colon and act not in _SETTING):
        return None
    return MarkRead(act, reason)


# Private functions

_COLON: Final = re.compile(r"[：﹕:]")
_WORDS: Final[dict[Act, tuple[str, ...]]] = {
    Act.MARK_URGENT: ("緊急", "標記緊急", "加急", "特急", "urgent"),
    Act.CLEAR_URGENT: ("不緊急", "取消緊急", "not urgent"),
    Act.MARK_IMPORTANT: ("重點", "標記重點", "重點跟蹤", "important", "follow closely"),
    Act.CLEAR_IMPORTANT: ("取消重點", "非重點", "not important"),
}
_SETTING: Final = frozenset({Act.MARK_URGENT, Act.MARK_IMPORTANT})
_MARKS: Final = {plain(word): act for act, words in _WORDS.items() for word in words}
