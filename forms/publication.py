"""工藝流程信息 (C09) as people type it: under the card of the case behind its label, or as the answer to our question."""

import re
from typing import Final

from forms.folding import fold
from workflow.names import plain

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


def tells_nothing(text: str) -> bool:
    """Tell whether a text only says that somebody has read: published, it would start the departments' clocks."""
    return plain(text) in _ACKNOWLEDGED


# Private functions

_ACKNOWLEDGED: Final = frozenset(
    plain(word)
    for word in (
        *(
            "",
            "好",
            "好的",
            "好了",
            "行",
            "可以",
            "嗯",
            "嗯嗯",
            "收到",
            "收到了",
            "已收到",
            "知道",
            "知道了",
            "了解",
            "明白",
            "明白了",
        ),
        *(
            "ok",
            "okay",
            "yes",
            "是",
            "是的",
            "稍等",
            "請稍等",
            "馬上",
            "馬上處理",
            "處理中",
            "正在處理",
            "在查",
            "測試",
            "謝謝",
        ),
    )
)
