"""Prints the documents that messages carry, one at a time and each state once, outside the bot's process."""

import asyncio
from collections import OrderedDict
from datetime import datetime
from hashlib import sha256
from sqlite3 import Connection
from typing import Final

import structlog

from bot.rendering import Attachment, Rendered, Sheet
from forms.printing import Order, Printed, PrintingFailed, print_aside, read_mark
from storage import printed

_log = structlog.stdlib.get_logger()

_KEPT: Final = 8
"""Everybody who has to sign gets the same page, as a picture and as a file: the last ones are kept."""


class Press:
    """Turns the sheet of a message into what is sent."""

    def __init__(self, *, company: str, zone: str) -> None:
        self._company, self._zone = company, zone
        self._printed: OrderedDict[Order, Printed] = OrderedDict()
        self._busy = asyncio.Lock()

    async def ready(self, message: Rendered) -> Rendered:
        """Return a message whose document is printed.

        A picture that cannot be printed is left out: its words matter more. A file that cannot raises PrintingFailed or OSError.
        """
        sheet = message.attachment
        if not isinstance(sheet, Sheet):
            return message
        try:
            made = await self._print(Order(paper=sheet.paper, company=self._company, zone=self._zone))
        except (PrintingFailed, OSError) as error:
            _log.error("not printed", document=sheet.paper.number, error=str(error))
            if not sheet.is_picture:
                raise
            return message._replace(attachment=None)
        return message._replace(attachment=_attachment(made, sheet))

    async def _print(self, order: Order) -> Printed:
        async with self._busy:
            made = self._printed.pop(order, None) or await print_aside(order)
            self._printed[order] = made
            while len(self._printed) > _KEPT:
                self._printed.popitem(last=False)
            return made


def note_printed(conn: Connection, message: Rendered, *, at: datetime) -> None:
    """Keep the hash of a document that goes out: it is known again when the program prints otherwise."""
    file = message.attachment
    if isinstance(file, Attachment) and isinstance(file.content, bytes) and (mark := read_mark(file.content)):
        printed.note(conn, sha256(file.content).hexdigest(), mark.number, at=at)


def _attachment(made: Printed, sheet: Sheet) -> Attachment:
    if sheet.is_picture:
        return Attachment(f"{made.name}.png", made.picture, is_picture=True)
    return Attachment(f"{made.name}.pdf", made.pdf)
