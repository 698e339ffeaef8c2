"""The reason of an appeal (C28-C29) as people type it: whether it says more than that somebody appeals."""

import re
from typing import Final

from forms.nods import is_nod
from workflow.names import plain


def tells_no_reason(text: str) -> bool:
    """Tell words that only say yes, or no (不服, 不合理): a judge could not answer them.

    In doubt they are no reason: who wrote them is asked once, and nothing is refused.
    """
    if is_nod(text):
        return True
    letters = _AROUND.sub("", plain(text))
    return len(letters) < _SHORTEST or letters in _DISSENT


# Private functions

_SHORTEST: Final = 3
_AROUND: Final = re.compile(
    "我们|我|还是|仍然|仍|本人|觉得|认为|感到|表示|对|此|这个|这|处理|结果|判定|裁定|太|很|非常|十分|坚决|完全|实在|就是|的|了|啊|呀|吧"
)
"""What people put around a word of dissent, as `plain` writes it."""
_DISSENT: Final = frozenset(
    map(
        plain,
        (
            *(
                "不服",
                "不合理",
                "不同意",
                "不滿意",
                "不公平",
                "不公正",
                "不接受",
                "不能接受",
                "無法接受",
                "不認可",
                "不認同",
            ),
            *("有異議", "要申訴", "要求申訴", "申請申訴", "不正確", "有問題", "沒道理", "沒有道理"),
            *(
                "no",
                "unfair",
                "disagree",
                "i disagree",
                "not fair",
                "i do not agree",
                "i don't agree",
                "appeal",
            ),
        ),
    )
)
