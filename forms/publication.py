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


def tells_process(text: str) -> bool:
    """Tell whether words without a label tell how goods were made: steps in a row, or several, or one and its measure.

    Words that ask somebody for something tell nothing; in doubt it is none, for a publication is the desk's word (C09).
    """
    letters = plain(text)
    if _REQUEST.search(text) or any(word in letters for word in _ASKING):
        return False
    steps = {word for word in _STEPS if word in letters}
    return bool(_IN_A_ROW.search(text)) or len(steps) > 1 or bool(steps and _MEASURE.search(fold(text)))


# Private functions

_REQUEST: Final = re.compile(r"[?？@＠]")
_ASKING: Final = ("请", "麻烦", "尽快", "赶快", "快点", "吗", "回复", "回覆", "催", "谢", "辛苦")
_IN_A_ROW: Final = re.compile(r"\S\s*(?:→|⇒|➡|->|=>)\s*\S")
_STEPS: Final = (
    *("配料", "混料", "球磨", "制粉", "压制", "成型", "成形", "注塑", "冲压", "切割", "下料", "焊接", "打磨"),
    *(
        "抛光",
        "磨边",
        "电镀",
        "氧化",
        "前处理",
        "清洗",
        "喷涂",
        "喷漆",
        "喷粉",
        "烤漆",
        "烘烤",
        "烘干",
        "固化",
    ),
    *("冷却", "淋釉", "施釉", "印花", "喷墨", "烧成", "窑", "贴膜", "覆膜", "压贴", "组装", "装配", "装箱"),
    *("批号", "早班", "中班", "晚班", "夜班", "白班", "一班", "二班", "三班"),
)
"""Words of making, as `plain` writes them; those that people also use of a complaint (包裝, 檢驗, 出貨) are not among them."""
_MEASURE: Final = re.compile(
    r"\d\s*(?:℃|°|度|分钟|分鐘|小时|小時|秒|mm|毫米|微米|公斤|kg|mpa|批|号|班|线)", re.IGNORECASE
)
