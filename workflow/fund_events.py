"""What can happen to the fruit fund beside its fines, in the company's stream; `workflow.events` lists them with the others."""

from workflow.event import Event
from workflow.evidence import Evidence


class FundEvent(Event):
    """An entry of the fund's book; numbers are `E-…`, one series for spendings and corrections; amounts are fen."""

    number: str
    amount: int


class FundSpent(FundEvent):
    """`receipt` is the picture or file that came with it, kept by Telegram's file id."""

    what: str
    receipt: Evidence | None = None


class FundCorrected(FundEvent):
    """A spending is taken back whole; the entry stays, and this one stands against it."""

    corrects: str
    reason: str


class Exported(Event):
    """Records left the bot as a file (J17-J18): what, of which period, to whom, and the file's SHA-256; `by` None: the calendar."""

    what: str
    period: str
    to: int
    digest: str
