"""What can happen to an enquiry; each has a stream of its own, and every event says which one it is about."""

from pydantic import AwareDatetime

from workflow.event import Event
from workflow.values import Pause, Value


class Source(Value):
    """The message that was turned into an enquiry, and whose words they are; her name as Telegram has it."""

    chat_id: int
    message_id: int
    author: str


class EnquiryEvent(Event):
    """`enquiry` is its number among the enquiries; people know it by `C-…`."""

    enquiry: int


class EnquiryOpened(EnquiryEvent):
    """轉為諮詢 by the first who was asked (I04), or asked with `/ask`; `asker` None: not enrolled."""

    number: str
    text: str
    source: Source
    asker: int | None = None
    department: str = ""
    due_at: AwareDatetime
    remind_at: AwareDatetime
    pauses: tuple[Pause, ...] = ()


class EnquiryRouted(EnquiryEvent):
    """交給部門: that one owes the answer from now; the time stays."""

    department: str


class EnquiryTaken(EnquiryEvent):
    """接手: whoever it is answers for it from now."""


class EnquiryAnswered(EnquiryEvent):
    """答覆; a further one adds to the first."""

    text: str


class EnquirySettled(EnquiryEvent):
    """滿意."""


class EnquiryWithdrawn(EnquiryEvent):
    """撤回."""


class EnquiryMoved(EnquiryEvent):
    """暫停計時 moved its due time; `pauses` are the suspensions within it."""

    due_at: AwareDatetime
    next_at: AwareDatetime
    pauses: tuple[Pause, ...] = ()


class EnquiryReminded(EnquiryEvent):
    """Who owes the answer was reminded; `overdue`: its time was up, and the head and 人力資源部 were told (E10)."""

    next_at: AwareDatetime
    overdue: bool = False
