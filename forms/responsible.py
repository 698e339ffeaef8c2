"""Who is responsible, as departments type it: names, the writer's own department, or words that name nobody for sure."""

import re
from collections.abc import Callable, Container, Iterable
from typing import Final, NamedTuple

from forms.labels import Slot
from forms.replies import read_reply, split_names
from forms.trimming import unwrap
from workflow.names import plain


class Known(NamedTuple):
    """The departments there are: what they are called, and whom some words name."""

    names: tuple[str, ...]
    find: Callable[[str], Iterable[str]]
    own: str
    """What stands for the writer's own department."""


def read_responsible(text: str, known: Known) -> tuple[str, ...]:
    """Return whom a 責任部門 value names, `known.own` for 「本部門」 and the like.

    Nothing where a name is unknown or in doubt (「客戶」, 「待查」, 「不是生產部」): then it has to be asked.
    """
    text = unwrap(_COURTESY.sub(" ", text))
    beside = " ".join(_BESIDE.findall(text))
    named = _all(_BESIDE.sub(" ", text), known)
    also = tuple(known.find(beside))
    if named == (known.own,) and beside.startswith(("(", "（")):  # 我部（生產部）
        return (*named, *also)
    return named if set(also) <= set(named) else ()


def responsible_in_prose(text: str, names: Iterable[str]) -> str:
    """Return what a sentence without the label says of who is responsible (「責任部門應為物流部」), "" if nothing."""
    known = {plain(name) for name in names}
    for clause in _CLAUSE.split(text):
        said = _SAID_OF.search(plain(clause))
        if said is not None and said["who"].startswith(tuple(known)):
            return clause.strip()
    return ""


def without_line_of_names(text: str, names: Iterable[str]) -> str:
    """Return a text without a line that is nothing but 「責任部門：」 and names of departments."""
    known = {plain(name) for name in names}
    return "\n".join(line for line in text.strip().splitlines() if not _names_only(line, known)).strip()


# Private functions


def _names_only(line: str, known: Container[str]) -> bool:
    reply = read_reply(line)
    if reply.labels != {Slot.RESPONSIBLE} or not plain(line).startswith(_LABEL):
        return False
    return all(plain(name) in known for name in split_names(reply.responsible))


def _all(text: str, known: Known) -> tuple[str, ...]:
    found = [_named(name, known) for name in split_names(text) if plain(name)]
    return tuple(dict.fromkeys(one for those in found for one in those)) if all(found) else ()


def _named(name: str, known: Known) -> tuple[str, ...]:
    letters = plain(name)
    if _OWN.fullmatch(letters):
        return (known.own,)
    return () if _DOUBT.search(_without_names(letters, known)) else tuple(known.find(name))


def _without_names(letters: str, known: Known) -> str:
    """What is said of the departments: 客戶服務部 is no customer."""
    for name in sorted(map(plain, known.names), key=len, reverse=True):
        letters = letters.replace(name, "")
    return letters


_COURTESY: Final = re.compile(
    r"[@＠]\S+|(?:謝謝|谢谢|辛苦|以上|特此|[請请望](?:知悉|周知|查收|審核|审核|審批|审批|確認|确认))\S*"
)
_BESIDE: Final = re.compile(r"[(（][^()（）]*[)）]|[。！!.].*", re.DOTALL)
"""A remark in brackets, and whatever follows the first sentence."""
_OWN: Final = re.compile(  # in simplified characters, as `plain` writes them
    "(?:都?就?是|为|由|归|应[由归为]|属于?)?"
    "(?:(?:本|我们?|咱们?)(?:自己)?的?(?:部门?|方|单位|科室?|组|车间|这边|这里)?|自己的?部门?|自己|自身)"
    "(?:自己|自身|本身|这边|内部|人员|员工)?的?"
    "(?:来?(?:承担|负|担)?(?:全部|全|主要|一切)?(?:责任?|问题|原因|过失|疏忽|失误|错误?)?|负责|承担|承认)?"
)
_LABEL: Final = plain("責任部門")
_CLAUSE: Final = re.compile(r"[,，。；;!！\n]")
_SAID_OF: Final = re.compile(
    "责任(?:部门|方)?应?该?当?(?:改判?|变更|调整)?(?:[为是在归由属]|属于|归于)(?P<who>.+)"
)
_DOUBT: Final = re.compile(
    "[不没未无非否或吗谁哪]|可能|待|疑似|除|暂|大概|也许|估计|怀疑|查|尚|客户|供应商|快递|货运"
)
