"""Prints the documents that messages carry, one at a time and each state once, outside the bot's process."""

import asyncio
from collections import OrderedDict
from typing import Final

import structlog

from bot.rendering import Attachment, Rendered, Sheet
from forms.printing import Order, Printed, PrintingFailed, print_aside

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
            printed = await self._print(Order(paper=sheet.paper, company=self._company, zone=self._zone))
        except (PrintingFailed, OSError) as error:
            _log.error("not printed", document=sheet.paper.number, error=str(error))
            if not sheet.is_picture:
                raise
            return message._replace(attachment=None)
        return message._replace(attachment=_attachment(printed, sheet))

    async def _print(self, order: Order) -> Printed:
        async with self._busy:
            printed = self._printed.pop(order, None) or await print_aside(order)
            self._printed[order] = printed
            while len(self._printed) > _KEPT:
                self._printed.popitem(last=False)
            return printed


def _attachment(printed: Printed, sheet: Sheet) -> Attachment:
    if sheet.is_picture:
        return Attachment(f"{printed.name}.png", printed.picture, is_picture=True)
    return Attachment(f"{printed.name}.pdf", printed.pdf)
