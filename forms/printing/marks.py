"""The mark that a printed document carries in its metadata: which document it is, and the hash of what it shows."""

import re
from typing import Final, NamedTuple

from workflow.documents import FlowForm
from workflow.papers import FLOW_FORM, VOUCHER, Paper

_PATTERN: Final = re.compile(rb"tousu:(flow_form|voucher):([PSV]-\d{8}-\d{3,}):([0-9a-f]{0,64})(?![0-9a-f])")


class Mark(NamedTuple):
    """`document` is the kind of document, `number` its own (a flow form has its case's)."""

    document: str
    number: str
    digest: str

    def __str__(self) -> str:
        return f"tousu:{self.document}:{self.number}:{self.digest}"


def mark_of(paper: Paper) -> Mark:
    """Return the mark of a document."""
    document = FLOW_FORM if isinstance(paper, FlowForm) else VOUCHER
    return Mark(document, paper.number, paper.digest)


def read_mark(pdf: bytes) -> Mark | None:
    """Return the mark in a PDF, None if it carries none: metadata stands uncompressed in what we print."""
    found = _PATTERN.search(pdf)
    return Mark(*(part.decode() for part in found.groups())) if found else None
