"""What is typed about a flow form: 綜合處理意見 under its label, and words that leave open whether anything was done."""

from typing import Final


def is_unsettled(text: str) -> bool:
    """Tell whether words ask something, or say that it is not done yet."""
    words = text.strip().lower()
    return words.endswith(_ASKS) or any(word in words for word in _NOT_YET)


def tells_done(text: str) -> bool:
    """Tell whether words say of themselves that something has been done."""
    return any(word in text.lower() for word in _DONE)


def read_opinion(text: str) -> str:
    """Return the words behind 「綜合處理意見：」; "" where they do not begin so."""
    label, colon, words = text.strip().replace(":", "：", 1).partition("：")
    return words.strip() if colon and label.strip() in _LABELS else ""


# Private functions

_LABELS: Final = ("綜合處理意見", "综合处理意见")
_DONE: Final = (
    "已",
    "完成",
    "完畢",
    "完毕",
    "好了",
    "done",
    "paid",
    "refunded",
    "replaced",
    "executed",
    "completed",
)
_ASKS: Final = ("?", "？", "嗎", "吗", "呢")
_NOT_YET: Final = (
    *("還沒", "还没", "尚未", "未能", "無法", "无法", "不能", "沒有", "没有", "請問", "请问"),
    *(
        "稍後",
        "稍后",
        "明天",
        "等一下",
        "不對",
        "不对",
        "不是",
        "有誤",
        "有误",
        "怎麼",
        "怎么",
        "為什麼",
        "为什么",
        *(
            "not ",
            "n't",
            "cannot",
            "will ",
            "to be ",
            "tomorrow",
            "later",
            "wrong",
            "why ",
            "how ",
        ),
    ),
)
