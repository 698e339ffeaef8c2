"""How much may be written on a printed page: words that are signed are legible there in full, each beside the others."""

from typing import Final

WORDS_ON_FORM: Final = 600
"""Characters of an opinion, a decision or a record."""
REASONS_ON_FORM: Final = 600
"""Characters of all heads' reasons together: the boxes they sign in stand side by side."""
REASON_TO_FORWARD: Final = 300
"""Characters of HR's 照轉."""
OF_A_STRANGER: Final = len("〔U+1F600〕")
"""What a character takes that the type may lack: it is printed as its number."""


def room_of(text: str) -> int:
    """Return the room that words take when they are printed, in characters."""
    return sum(1 if is_common(character) else OF_A_STRANGER for character in text)


def is_common(character: str) -> bool:
    """Tell a character that the type surely has: Chinese, Latin, Cyrillic, digits, and the signs beside them."""
    return character in _SIGNS or any(first <= character <= last for first, last in _SCRIPTS)


# Private functions

_SCRIPTS: Final = (
    *((" ", "~"), ("\u00a0", "\u0103"), ("А", "я"), ("①", "▫")),
    *(("\u3000", "\u303f"), ("ぁ", "ゖ"), ("\u3099", "ヿ"), ("㈠", "㌫"), ("㌭", "\u4db5"), ("一", "\u9fef")),
    ("！", "\uff9f"),
)
_SIGNS: Final = frozenset(
    "\n\r\t\u200b\u200c\u200d\ufe0e\ufe0f‐–—―‘’“”†‡•‥…‰′″※€℃№℡™←↑→↓⇒∈√∞∠∥∩∪≈≠≡≤≥▲△▼▽◆◇○◎●★☆♀♂✓"
)
"""Single signs, and what takes no room at all."""
