"""What people type behind /open: which of the open complaints they want to see."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from workflow.marks import Mark
from workflow.names import plain
from workflow.values import Kind


class OpenWish(NamedTuple):
    """What is wanted; `departments` by id, `unknown` as typed."""

    kind: Kind | None = None
    overdue: bool = False
    mine: bool = False
    drafts: bool = False
    marks: tuple[Mark, ...] = ()
    enquiries: bool = False
    departments: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def read_open_wish(text: str, departments_in: Callable[[str], tuple[str, ...]]) -> OpenWish:
    """Read the words, in either script and any order; of two kinds the one typed last counts."""
    wish = OpenWish()
    for item in filter(None, _BETWEEN.split(text)):
        wish = _narrowed(wish, item, departments_in(item))
    return wish


# Private functions

_BETWEEN: Final = re.compile(r"[\s,，、;；+＋]+")
_KINDS: Final = {
    Kind.PRODUCT: ("產品", "產品投訴", "product", "products"),
    Kind.SERVICE: ("服務", "服務投訴", "service", "services"),
}
_OVERDUE: Final = ("逾期", "逾期的", "超時", "過期", "overdue", "late")
_MINE: Final = ("我", "我的", "自己", "自己的", "mine", "my", "me")
_DRAFTS: Final = ("草稿", "待審批", "待批", "draft", "drafts")


def _marked(wish: OpenWish, mark: Mark) -> OpenWish:
    return wish._replace(marks=tuple(dict.fromkeys((*wish.marks, mark))))


_URGENT: Final = ("緊急", "緊急的", "加急", "urgent")
_IMPORTANT: Final = ("重點", "重點的", "important", "follow", "closely")
_ENQUIRIES: Final = ("諮詢", "建議", "諮詢建議", "咨詢", "enquiry", "enquiries", "inquiry", "inquiries")
_SAYS_NOTHING: Final = frozenset(map(plain, ("投訴", "complaint", "complaints", "and", "only")))
_KIND_OF: Final = {plain(word): kind for kind, words in _KINDS.items() for word in words}
_NARROWING: Final[dict[str, Callable[[OpenWish], OpenWish]]] = {
    **{plain(word): lambda wish: wish._replace(overdue=True) for word in _OVERDUE},
    **{plain(word): lambda wish: wish._replace(mine=True) for word in _MINE},
    **{plain(word): lambda wish: wish._replace(drafts=True) for word in _DRAFTS},
    **{plain(word): lambda wish: wish._replace(enquiries=True) for word in _ENQUIRIES},
    **{plain(word): lambda wish: _marked(wish, Mark.URGENT) for word in _URGENT},
    **{plain(word): lambda wish: _marked(wish, Mark.IMPORTANT) for word in _IMPORTANT},
}


def _narrowed(wish: OpenWish, item: str, departments: tuple[str, ...]) -> OpenWish:
    word = plain(item)
    if word in _SAYS_NOTHING:
        return wish
    if word in _KIND_OF:
        return wish._replace(kind=_KIND_OF[word])
    if word in _NARROWING:
        return _NARROWING[word](wish)
    if departments:
        return wish._replace(departments=(*wish.departments, *departments))
    return wish._replace(unknown=(*wish.unknown, item))
