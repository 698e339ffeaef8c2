"""What is to be printed, and what comes of it, as the printing process reads and writes them."""

import json
from base64 import b64decode, b64encode
from enum import StrEnum
from typing import NamedTuple, Self

from workflow.papers import Paper
from workflow.values import Value


class Layout(StrEnum):
    """How pages are set, the present way first; a document that was sent is known again however it was set.

    Add a layout whenever a change of the templates makes other bytes of a document that fits its page.
    """

    WIDE = "wide"  # boxes for signatures share the whole width of the page
    THIRDS = "thirds"  # one or two of them took a third of it each; until version 21 of the database


class Order(Value):
    """A document, and what stands on all pages of a company; `zone` is the name of its time zone."""

    paper: Paper
    company: str
    zone: str
    layout: Layout = Layout.WIDE


class Printed(NamedTuple):
    """A document as one page of PDF, and as a PNG picture of it; `name` is that of the files, without their ending."""

    name: str
    pdf: bytes
    picture: bytes

    def packed(self) -> bytes:
        """Return it as one piece."""
        return json.dumps([self.name, *(b64encode(file).decode() for file in self[1:])]).encode()

    @classmethod
    def unpacked(cls, piece: bytes) -> Self:
        """Read what `packed` wrote."""
        name, *files = json.loads(piece)
        return cls(name, *map(b64decode, files))
