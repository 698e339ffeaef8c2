"""Read what departments answer: 質量鑒定結果, 處理意見, 責任部門, 處理方案 behind labels like the form's."""

import re

from forms.folding import clean
from forms.labels import REPLY, UNOFFICIAL, Slot
from forms.messages import counted
from forms.nods import is_nod
from forms.scanning import Page
from forms.sections import cut, values_of
from forms.trimming import lines_of
from forms.vocabulary import Vocabulary
from workflow.values import Value

_VOCABULARY = Vocabulary(
    names=REPLY | {Slot.NOTE: UNOFFICIAL[Slot.NOTE]},
    bare=frozenset(name for names in REPLY.values() for name in names),
    owner=re.compile(
        r"(?:(?:我们?|咱们?|本)(?:部门?|方)?|(?![请見见看按照依据附等待与和同])[\u4e00-\u9fff]{2,5}部门?)的?$"
    ),
)
_QUERY = re.compile(
    "[?？]|^(?:請問|请问|能否|可否|什麼|什么|怎麼|怎么)"
)  # he asks, and has planned nothing yet
_BETWEEN_NAMES = re.compile(r"[\s、,，;；/／+＋&＆]+|以及|還有|还有|[和及與与]")
_AROUND_NAMES = '。.！!：:（）()【】「」"”“~～'


class ReplyReading(Value):
    """What a reply says; a label left out or left blank is an empty string."""

    finding: str = ""
    opinion: str = ""
    responsible: str = ""
    plan: str = ""
    labels: frozenset[str] = frozenset()  # the fields whose labels are there, filled or blank

    @property
    def has_labels(self) -> bool:
        """Tell a reply written by its labels, even if all are blank, from free text."""
        return bool(self.labels)


def read_reply(text: str) -> ReplyReading:
    """Read a labelled reply, by the same rules for labels and values as a form; the names are one line."""
    page = Page(counted(text))
    sections = cut(page, page.labels(_VOCABULARY))
    values = values_of(page, sections)
    return ReplyReading(
        finding=values.get(Slot.FINDING, ""),
        opinion=values.get(Slot.OPINION, ""),
        responsible=values.get(Slot.RESPONSIBLE, "").partition("\n")[0],
        plan=values.get(Slot.PLAN, ""),
        labels=frozenset(section.slot.value for section in sections if section.slot in REPLY),
    )


def read_plan(text: str) -> ReplyReading:
    """Read what answers the question for 處理方案: the plan, also without its label, but for a nod or a query."""
    reply = read_reply(text)
    if reply.has_labels or is_nod(text) or _QUERY.search(text):
        return reply
    return ReplyReading(plan=lines_of(clean(text)), labels=frozenset({Slot.PLAN.value}))


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in a 責任部門 value, parted by 、,，;；/ 和 及 與 or blanks, each once."""
    names = (name.strip(_AROUND_NAMES) for name in _BETWEEN_NAMES.split(text))
    return tuple(dict.fromkeys(name for name in names if name))
