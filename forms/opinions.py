"""What is typed about a flow form: 綜合處理意見 under its label, and words that leave the decision open (C22, C24)."""

import re
from typing import Final

from forms.deeds import ASKS


def is_undecided(text: str) -> bool:
    """Tell whether words ask something, or put off what is to be decided; that something was not done is no doubt."""
    words = text.strip().lower()
    return words.endswith(ASKS) or any(word in words for word in _PUT_OFF)


def tells_settlement(text: str) -> bool:
    """Tell whether words name what a customer may get: money or goods."""
    return bool(_SETTLES.search(text.lower()))


def read_opinion(text: str) -> str:
    """Return the words behind 「綜合處理意見：」; "" where they do not begin so."""
    label, colon, words = text.strip().replace(":", "：", 1).partition("：")
    return words.strip() if colon and label.strip() in _LABELS else ""


# Private functions

_LABELS: Final = ("綜合處理意見", "综合处理意见")
_SETTLES: Final = re.compile("退|換|换|賠|赔|補|补|refund|replace|compensat")
_PUT_OFF: Final = (
    *("還沒", "还没", "還未", "还未", "稍後", "稍后", "晚點", "晚点", "等一下", "請問", "请问"),
    *(
        "明天再",
        "後天再",
        "后天再",
        "下週再",
        "下周再",
        "再談",
        "再谈",
        "再說",
        "再说",
        "再議",
        "再议",
        "待定",
    ),
    *("等客戶回", "等客户回", "待客戶", "待客户", "等我", "想想", "再看", "考慮中", "考虑中", "先放"),
    *("再商量", "再研究", "再考慮", "再考虑", "考慮一下", "考虑一下", "怎麼", "怎么", "為什麼", "为什么"),
    *(" yet", "not decided", "not answered", "tomorrow", "later", "why ", "how "),
)
