"""Words that only say that somebody has read: taken for an answer, they would stop or start a clock."""

import re
from typing import Final

from workflow.names import plain


def is_nod(text: str) -> bool:
    """Tell whether nothing is said but 「收到」, 「好的，稍等」 and the like."""
    return _says_only(text, _ACKNOWLEDGED)


def tells_nothing(text: str) -> bool:
    """Tell whether a decision or a record says no more than that it was made: 「不同意」, 「已處理」, or a nod.

    To a question they may be the whole answer, so this is for what others go by later.
    """
    return _says_only(text, _ACKNOWLEDGED | _BARE) or bool(_DEED_ALONE.fullmatch(_BETWEEN.sub("", text)))


# Private functions


def _says_only(text: str, known: frozenset[str]) -> bool:
    """Tell whether each piece is known, in English as a whole (thank you) or word by word."""
    return all(
        plain(piece) in known or all(plain(word) in known for word in piece.split())
        for piece in _BETWEEN.split(text)
    )


_BETWEEN: Final = re.compile(r"[\n,，.。、;；!！~～]+")
_DEED_ALONE: Final = re.compile(
    r"(?:已經|已经|已|都|全部|我|執行|执行|處理|处理|辦理|办理|辦|办|做|完成|完畢|完毕|完|好|妥|了|\s)+"
)
"""執行完畢 and whatever else can be put together of the same words."""
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
            "在看",
            "正在查",
            "我查一下",
            "查一下",
            "我看一下",
            "看一下",
            "等一下",
            "等等",
            "稍後",
            "稍後回覆",
            "稍後回復",
            "晚點發",
            "晚點回覆",
            "我先了解一下",
            "了解一下",
            "收到謝謝",
            "同意",
            "沒問題",
            "測試",
            "謝謝",
        ),
        *(
            "sure",
            "fine",
            "right",
            "noted",
            "received",
            "understood",
            "i see",
            "got it",
            "copy",
            "copy that",
            "roger",
        ),
        *(
            "agree",
            "agreed",
            "i agree",
            "no problem",
            "thanks",
            "many thanks",
            "thank you",
            "will do",
            "test",
        ),
        *(
            "wait",
            "please wait",
            "one moment",
            "just a moment",
            "soon",
            "later",
            "working on it",
            "on it",
            "in progress",
        ),
        *(
            "checking",
            "will check",
            "i will check",
            "i'll check",
            "let me check",
            "i will look",
            "let me see",
            "asap",
        ),
    )
)
_BARE: Final = frozenset(
    plain(word)
    for word in (
        *("不同意", "沒有意見", "沒意見", "無意見", "照辦", "就這樣", "就這樣吧"),
        *("完成", "已完成", "已處理", "處理了", "已辦", "已辦妥", "辦好了", "已執行"),
        *(
            "done",
            "all done",
            "it is done",
            "completed",
            "finished",
            "handled",
            "executed",
            "go ahead",
            "do it",
        ),
        *(
            "disagree",
            "i disagree",
            "no objection",
            "no objections",
            "no comment",
            "no comments",
            "no opinion",
        ),
    )
)
