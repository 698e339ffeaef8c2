"""What somebody, or the clock, wants of an enquiry (諮詢建議)."""

from pydantic import AwareDatetime

from workflow.commands import Command
from workflow.enquiry_events import Source


class EnquiryCommand(Command):
    """About an enquiry, decided in `enquiring.py`; `enquiry` is 0 for one that is to be opened."""

    enquiry: int = 0


class OpenEnquiry(EnquiryCommand):
    """轉為諮詢: somebody's words become an enquiry; `author` is her Telegram account. No department: 人力資源部 routes."""

    text: str
    source: Source
    author: int
    department: str = ""


class AnswerEnquiry(EnquiryCommand):
    """答覆; without words they are asked for.

    `bare` words answer nothing and are asked for again. A `remark` is typed under the question without the label: who may
    answer is asked whether it is one, by buttons that name the update it came with (`brought_by`); else it is talk.
    `said_at`: when words confirmed to be the answer were sent.
    """

    text: str = ""
    bare: bool = False
    remark: bool = False
    brought_by: int = 0
    said_at: AwareDatetime | None = None


class LeaveAsTalk(EnquiryCommand):
    """不是: the words under the question were talk."""


class RouteEnquiry(EnquiryCommand):
    """交給部門; without a department it is asked for."""

    department: str = ""


class TakeEnquiry(EnquiryCommand):
    """接手."""


class SettleEnquiry(EnquiryCommand):
    """滿意, by who asked."""


class WithdrawEnquiry(EnquiryCommand):
    """撤回, by who asked."""


class ReckonEnquiry(EnquiryCommand):
    """Clocks stand still, or run again: its due time may be another."""


class RemindEnquiry(EnquiryCommand):
    """A moment has come at which somebody is to be reminded."""
