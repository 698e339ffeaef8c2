"""工藝流程信息 (C09) as people type it: under the card of the case, behind its label."""

import re
from typing import Final

from forms.folding import fold

_LABEL: Final = re.compile(
    # gong yi liu cheng (xin xi), as `fold` writes it, with or without brackets, and a colon
    r"\s*[\[\u3010]?\u5de5\u827a\u6d41\u7a0b(?:\u4fe1\u606f)?[\]\u3011]?\s*:"
)


def is_publication(text: str) -> bool:
    """Tell whether a text says of itself that it is the process information."""
    return bool(_LABEL.match(fold(text)))


def without_label(text: str) -> str:
    """Return what is published."""
    label = _LABEL.match(fold(text))
    return (text[label.end() :] if label else text).strip()
