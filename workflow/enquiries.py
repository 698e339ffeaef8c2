"""諮詢建議 `C-…` (K01, M28): a question or a suggestion from the group that is owed an answer, and no complaint.

It has a stream of its own beside the cases: nobody is ever fined for one (X05), so nothing of it is judged. Values only;
what can be decided is in `enquiring.py`.
"""

from enum import StrEnum
from typing import Final

from pydantic import AwareDatetime

from workflow.enquiry_events import (
    EnquiryAnswered,
    EnquiryEvent,
    EnquiryMoved,
    EnquiryOpened,
    EnquiryReminded,
    EnquiryRouted,
    EnquirySettled,
    EnquiryTaken,
    EnquiryWithdrawn,
    Source,
)
from workflow.values import Duration, Pause, Value

SERIES: Final = "C"
KIND: Final = "enquiry"
"""What stands for 諮詢建議 where complaints have their kind."""
LIMIT: Final = Duration(working_days=1)
"""24 小時 (V02, M28), counted as every clock of the company (X06): the same time of the next working day."""
REMIND_AT_SHARE: Final = 0.8


class EnquiryStatus(StrEnum):
    """How far an enquiry is."""

    OPEN = "open"  # 待答覆
    ANSWERED = "answered"  # 已答覆
    SATISFIED = "satisfied"  # 滿意
    WITHDRAWN = "withdrawn"  # 撤回


class Reply(Value):
    """An answer: who gave it, when, for which department."""

    by: int
    at: AwareDatetime
    text: str


class Enquiry(Value):
    """An enquiry as it stands; `asker` is None where the author of the message is not enrolled.

    `watcher` answers for it until somebody takes it over (首問負責, I04): at first whoever turned the message into an
    enquiry, nobody where she asked it herself. `department` owes the answer; as long as it is "", 人力資源部 does.
    """

    id: int
    number: str
    text: str
    source: Source
    asker: int | None = None
    watcher: int | None = None
    department: str = ""
    status: EnquiryStatus = EnquiryStatus.OPEN
    opened_at: AwareDatetime
    due_at: AwareDatetime
    next_at: AwareDatetime | None = None  # when the clockwork has to look at it
    overdue: bool = False
    pauses: tuple[Pause, ...] = ()  # suspensions within its time
    withdrawn_at: AwareDatetime | None = None
    replies: tuple[Reply, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.status is EnquiryStatus.OPEN

    @property
    def answered_at(self) -> AwareDatetime | None:
        """When the first answer was given; it is late if that was after `due_at`. One may be confirmed after the next."""
        return min((reply.at for reply in self.replies), default=None)


def evolve(before: Enquiry | None, event: EnquiryEvent) -> Enquiry:
    """Return the enquiry after an event; only the first needs none before."""
    if isinstance(event, EnquiryOpened):
        return _opened(event)
    assert before is not None
    return before.model_copy(update=_changes(before, event))


# Private functions


def _opened(event: EnquiryOpened) -> Enquiry:
    taken_over = event.by if event.by != event.asker else None
    return Enquiry(
        id=event.enquiry,
        number=event.number,
        text=event.text,
        source=event.source,
        asker=event.asker,
        watcher=taken_over,
        department=event.department,
        opened_at=event.at,
        due_at=event.due_at,
        next_at=event.remind_at,
        pauses=event.pauses,
    )


def _changes(before: Enquiry, event: EnquiryEvent) -> dict[str, object]:
    match event:
        case EnquiryRouted():
            return {"department": event.department}
        case EnquiryTaken():
            return {"watcher": event.by}
        case EnquiryAnswered():
            assert event.by is not None
            reply = Reply(by=event.by, at=event.at, text=event.text)
            answered = {"status": EnquiryStatus.ANSWERED, "next_at": None}
            return {**answered, "replies": (*before.replies, reply)}
        case EnquirySettled():
            return {"status": EnquiryStatus.SATISFIED}
        case EnquiryWithdrawn():
            return {"status": EnquiryStatus.WITHDRAWN, "next_at": None, "withdrawn_at": event.at}
        case EnquiryMoved() | EnquiryReminded():
            return _moved(before, event)
        case _:
            raise TypeError(f"an enquiry knows no {type(event).__name__}")


def _moved(before: Enquiry, event: EnquiryMoved | EnquiryReminded) -> dict[str, object]:
    if isinstance(event, EnquiryMoved):
        return {"due_at": event.due_at, "next_at": event.next_at, "pauses": event.pauses}
    return {"next_at": event.next_at, "overdue": before.overdue or event.overdue}
