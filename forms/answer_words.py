"""How an answer to an enquiry is told from talk under the question: by 「答覆：」, or by saying something."""

import re
from typing import Final

from forms.nods import is_nod
from workflow.names import plain


def read_answer(text: str) -> str | None:
    """Return the words behind the label; None where there is none."""
    text = text.strip()
    label = next((label for label in _LABELS if text.lower().startswith(label)), None)
    return None if label is None else text[len(label) :].strip()


def says_nothing_yet(text: str) -> bool:
    """Tell words without the label that answer nothing: a nod, a question back, a call to somebody, 「我先看看」."""
    text = text.strip()
    is_put_off = len(plain(text)) <= _SHORT and _PUT_OFF.search(plain(text)) is not None
    is_put_off = is_put_off or (len(text) <= _SHORT_IN_ENGLISH and _WILL_SEE.search(text) is not None)
    return is_nod(text) or is_put_off or _QUERY.search(text) is not None


# Private functions

_LABELS: Final = ("答覆：", "答复：", "答覆:", "答复:", "answer:", "answer：")
_SHORT: Final = 14
_SHORT_IN_ENGLISH: Final = 50
_WILL_SEE: Final = re.compile(
    r"\b(?:will|i'll|we'll|let me|have to|need to)\b.*\b(?:check|look|ask|see|find out|get back|come back)\b",
    re.IGNORECASE,
)
_PUT_OFF: Final = re.compile(
    "看看|看一下|看下|查一下|查查|查下|问一下|问问|问下|了解一下|确认一下|确认下|核实|稍后|稍等|晚点|等我|等下|等一下|回头|马上|尽快"
)
"""What people say who have yet to find out, as `plain` writes it."""
_QUERY: Final = re.compile("[?？@＠]|^(?:請問|请问|能否|可否|什麼|什么|怎麼|怎么)|[嗎吗呢][。.!！~～ ]*$")
