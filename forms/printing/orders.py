"""What is to be printed, and what comes of it, as the printing process reads and writes them."""

import json
from base64 import b64decode, b64encode
from typing import NamedTuple, Self

from workflow.papers import Paper
from workflow.values import Value


class Order(Value):
    """A document, and what stands on all pages of a company; `zone` is the name of its time zone."""

    paper: Paper
    company: str
    zone: str


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
