"""An application to be enrolled: what a stranger has told of herself so far, and what became of it."""

from enum import StrEnum

from pydantic import AwareDatetime

from workflow.refusals import Refusal
from workflow.values import Position, Value

LONGEST_NAME = 30
_JOINING = frozenset(" ·‧・.-'’")


class ApplicationStatus(StrEnum):
    FILLING = "filling"  # the applicant is asked
    WAITING = "waiting"  # HR is asked
    ADMITTED = "admitted"
    REFUSED = "refused"


class Application(Value):
    """Who says she is whom; `person` is whom she was enrolled as."""

    id: int
    telegram_id: int
    name: str = ""
    department: str = ""
    position: Position | None = None
    status: ApplicationStatus = ApplicationStatus.FILLING
    applied_at: AwareDatetime
    reason: str = ""
    decided_by: int | None = None
    person: int | None = None

    @property
    def is_open(self) -> bool:
        return self.status in {ApplicationStatus.FILLING, ApplicationStatus.WAITING}

    @property
    def is_complete(self) -> bool:
        return bool(self.name and self.department and self.position)


def checked_name(text: str) -> str:
    """Return a name as it is kept; raise Refusal where nobody could be called so."""
    name = " ".join(text.split())
    strange = sorted({sign for sign in name if not (sign.isalpha() or sign in _JOINING)})
    if strange:
        raise Refusal("name_signs", signs=strange[:5])
    if not any(sign.isalpha() for sign in name):
        raise Refusal("name_empty")
    if len(name) > LONGEST_NAME:
        raise Refusal("name_long", length=len(name), longest=LONGEST_NAME)
    return name
