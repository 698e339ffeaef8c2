"""Find the headers of forms (K2)."""

import re
from typing import NamedTuple

from forms.lines import Line, skip_bullets
from forms.vocabulary import FORM, spaced
from workflow.values import Kind


class Header(NamedTuple):
    """The title of a form at a line start; `kind` is None where it names no kind (投诉单)."""

    kind: Kind | None
    start: int
    end: int


_TITLE = re.compile(
    "(?:客户)?"
    f"(?:(?P<product>{spaced('产品')})|(?P<service>{spaced('服务')}))"
    f"(?: {{0,4}}{spaced('质量')})? {{0,4}}{spaced('投诉')}[单表书]?"
    "|(?:客户)?投诉单"
)
_TITLE_OPENED = re.compile(r"[《【「『\[(<*#\"“ ]{0,8}")
_TITLE_CLOSED = re.compile(r"[》】」』\])>*#\"”]{1,8}")
_TITLE_TAIL = re.compile(r"(?: *(?:填写格式|格式|模板|如下))?(?: *:)?")
_REMARK = re.compile(r"\([^()\n]*\)|@\S*")
_BEFORE_LABEL = re.compile(r"[ ;,|:(\[【]*")
_BEHIND_LABEL = re.compile(r" *[:(】\]]")


def header_in(folded: str, line: Line) -> Header | None:
    """Return the header that a line begins with, None where it has none."""
    opened = _TITLE_OPENED.match(folded, line.lead, line.end)
    title = _TITLE.match(folded, opened.end() if opened else line.lead, line.end)
    if not title:
        return None
    closed = _TITLE_CLOSED.match(folded, title.end(), line.end)
    tail = _TITLE_TAIL.match(folded, closed.end() if closed else title.end(), line.end)
    if not tail or not _ends_title(folded, line, title, tail.end()):
        return None
    kind = Kind.PRODUCT if title["product"] else Kind.SERVICE if title["service"] else None
    return Header(kind, line.start, tail.end())


def _ends_title(folded: str, line: Line, title: re.Match[str], end: int) -> bool:
    """Refuse a title that a sentence goes on from (产品质量投诉已经受理); labels and remarks in brackets may follow."""
    if end == line.end:
        return True
    if not (title["product"] or title["service"]):
        return False
    remark = _REMARK.sub("", folded[end : line.end])
    return not any(map(str.isalnum, remark)) or _label_follows(folded, end, line.end)


def _label_follows(folded: str, at: int, end: int) -> bool:
    opened = _BEFORE_LABEL.match(folded, at, end)
    start = skip_bullets(folded, opened.end() if opened else at, end)
    word = FORM.pattern.match(folded, start, end)
    return bool(word and _BEHIND_LABEL.match(folded, word.end()))
