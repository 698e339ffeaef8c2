"""What can happen: the events of the three streams, the only thing the journal holds."""

from collections.abc import Iterable

from pydantic import AwareDatetime

from workflow.applications import Application
from workflow.deafness import Deaf
from workflow.duties import Duty, Ending
from workflow.enquiry_events import EnquiryEvent as EnquiryEvent  # noqa: PLC0414 - its kinds are in EVENTS
from workflow.event import Event as Event  # noqa: PLC0414 - known to everybody as `events.Event`
from workflow.evidence import Evidence, NotKept
from workflow.fines import Fine, FineStatus, Ground, HoldReason
from workflow.fund_events import Exported as Exported  # noqa: PLC0414 - its kinds are in EVENTS
from workflow.fund_events import FundEvent as FundEvent  # noqa: PLC0414
from workflow.marks import Mark
from workflow.phases import Outcome, Phase
from workflow.signing import Signature
from workflow.values import Absence, FieldChange, Form, Language, Person, Suspension, Verdict
from workflow.voucher_events import VoucherEvent as VoucherEvent  # noqa: PLC0414 - its kinds are in EVENTS


# Filing
class Filed(Event):
    draft: str
    form: Form
    complainant: int
    chat_id: int
    message_id: int


class Revised(Event):
    form: Form
    revision: int
    complainant: int
    is_same: bool = False  # put before the manager again as it was returned


class TargetNamed(Event):
    """Who or what a service complaint is about: a department, or a person of it; both empty: nobody enrolled."""

    department: str = ""
    person: int | None = None


class Returned(Event):
    reason: str


class ProxyAsked(Event):
    """交由代發 (C04-C06)."""


class Approved(Event):
    number: str
    revision: int


class PostedFor(Event):
    """The proxy pressed 代發, or the complainant 自行發布; the post goes out now."""


class Posted(Event):
    """The group post stands; `at` is Telegram's date of it."""

    chat_id: int
    message_id: int


# Accepting and handing over
class Accepted(Event):
    """受理 (C08, C12)."""


class CompletionAsked(Event):
    reason: str


class Completed(Event):
    text: str


class Published(Event):
    """公布工藝流程 (C09)."""

    text: str


class Routed(Event):
    """分流 (C13)."""

    departments: tuple[str, ...]


class HandedOver(Event):
    """The departments' two hours begin (Q03); `late`: publication came late or not at all."""

    late: bool = False


# Handling
class PartGiven(Event):
    """A part of a reply: what was filled so far, and when."""

    department: str
    finding: str = ""
    opinion: str = ""
    plan: str = ""
    responsible: tuple[str, ...] = ()


class Ruled(Event):
    """A complete reply of one department (C11, C15); `responsible` is None until named."""

    department: str
    finding: str = ""
    opinion: str = ""
    plan: str = ""
    responsible: tuple[str, ...] | None = None


class ResponsibleNamed(Event):
    department: str
    responsible: tuple[str, ...]


class Disclaimed(Event):
    department: str
    reason: str


class Concurred(Event):
    department: str
    ruling_of: str

    @property
    def both(self) -> str:
        """Who agreed and, behind a comma, with whom."""
        return f"{self.department},{self.ruling_of}"


class ClaimSettled(Event):
    """HR's answer to 非本部門責任 of a service case: 改派 to others, 免除 or 駁回."""

    department: str
    moved_to: tuple[str, ...] = ()
    rejected: bool = False
    reason: str = ""

    @property
    def answer(self) -> str:
        """駁回, 改派 (behind a blank the departments) or 免除, as the timeline keeps it."""
        moved = f"moved {','.join(self.moved_to)}" if self.moved_to else "excused"
        return "rejected" if self.rejected else moved


class Adjudicated(Event):
    responsible: tuple[str, ...]
    reason: str = ""


class Concluded(Event):
    reason: str


class Notified(Event):
    """通知投訴人 (C16)."""


class Acknowledged(Event):
    silent: bool = False


class AppealBegun(Event):
    """申訴 with words that are no reason yet (不服), or `unaddressed`, to nobody in particular (then `body` is the superior).

    Who appeals is asked for what is missing, once; by the end of the window it stands as it is.
    """

    body: str
    judge: int
    reason: str
    final: bool = False
    unaddressed: bool = False


class Appealed(Event):
    """申訴 (C28-C29); `judge` is the person who answers; `final`: 王總, nothing after it."""

    body: str
    judge: int
    reason: str
    final: bool = False


class AppealUpheld(Event):
    reason: str


class RulingChanged(Event):
    """改判: `responsible` are the departments it finds so; none: those found so before."""

    text: str
    responsible: tuple[str, ...] = ()


class Remanded(Event):
    departments: tuple[str, ...]
    reason: str


class SettlementFlagged(Event):
    """賠款/退換貨 set, or cleared for a reason."""

    on: bool
    reason: str = ""

    @property
    def cleared_for(self) -> str:
        """Why it was cleared; nothing where it was set."""
        return "" if self.on else self.reason or "—"


class Marked(Event):
    """緊急 or 重點 (M09, J07)."""

    mark: Mark
    reason: str = ""

    @property
    def told(self) -> str:
        """The mark and, behind a blank, the reason."""
        return f"{self.mark} {self.reason}".strip()


class Unmarked(Event):
    """The mark was taken off."""

    mark: Mark


# The flow form
class FlowCompiled(Event):
    """質量投訴處理流程表 made, or made anew because the ruling changed (C18-C19); `digest` is section A's."""

    departments: tuple[str, ...]
    digest: str


class FlowEvent(Event):
    """Something happened to a flow form."""


class FlowDropped(FlowEvent):
    """No compensation after all: the form is put away."""


class FlowSigned(FlowEvent):
    """簽名, or 不同意 with a reason, by the head of a responsible department (C20, Q31)."""

    department: str
    signature: Signature


class FlowForwarded(FlowEvent):
    """照轉: HR goes on without the heads who have not signed (Q31)."""

    departments: tuple[str, ...]
    reason: str


class OpinionSigned(FlowEvent):
    """綜合處理意見 (C22); an empty text: the opinion as it stands was signed again."""

    text: str = ""
    signature: Signature


class FlowDecided(FlowEvent):
    """王總審批意見 (C24, Q33-Q34)."""

    verdict: Verdict
    text: str = ""
    signature: Signature


class FlowExecuted(FlowEvent):
    """The order desk did what was decided (C25)."""

    text: str


class SettledOffline(Event):
    note: str


class Withdrawn(Event):
    reason: str


class Supplemented(Event):
    text: str


class FormEdited(Event):
    """The form was changed after its approval: what was approved stands, the changes are kept beside it (Q41)."""

    changes: tuple[FieldChange, ...]


class ProcessSupplemented(Event):
    """Added to the 工藝流程 that is published, or an edit of it: what was published stays, with its time (C09)."""

    text: str


class EvidenceAdded(Event):
    """J02; `department`: it was sent with that department's ruling."""

    evidence: Evidence
    department: str = ""


class EvidenceKept(Event):
    """A copy lies on disk, at `path` beside the database."""

    unique_id: str
    path: str
    sha256: str
    size: int


class EvidenceNotKept(Event):
    """There will be no copy; Telegram keeps it."""

    unique_id: str
    reason: NotKept


class Entered(Event):
    """The case stands in another phase; `outcome` when it is closed."""

    phase: Phase
    outcome: Outcome | None = None


# Duties
class DutyEvent(Event):
    """Something happened to a duty, or to several."""


class DutyOpened(DutyEvent):
    duty: Duty


class DutyEnded(DutyEvent):
    """`late`: by a message after the due time; a press is in time for whatever was not judged before it."""

    key: str
    ending: Ending
    late: bool = False


class DutyReopened(DutyEvent):
    """A duty given back, with its new time."""

    key: str
    duty: Duty


class DutyMoved(DutyEvent):
    """A suspension moved its due time and reminders."""

    key: str
    duty: Duty


class WindowLengthened(DutyEvent):
    """The group was not heard in the complainant's window; `still`: as it was not when it was lengthened before."""

    key: str
    duty: Duty
    still: bool = False


class WindowReopened(DutyEvent):
    """Learnt later: the group was not heard in a window that ended in silence."""

    key: str
    duty: Duty


class DutyPassedOn(DutyEvent):
    """Whose duty it was has left the company, or the post; it is this person's now."""

    key: str
    person: int


class DutyMissed(DutyEvent):
    """Judged: nothing in time. A reply in time that turns up later takes it back (`MissTakenBack`)."""

    key: str


class MissTakenBack(DutyEvent):
    key: str


class Reminded(DutyEvent):
    """`more`: the next day's reminder of a duty without a limit."""

    key: str
    count: int
    more: tuple[AwareDatetime, ...] = ()


class Pinged(DutyEvent):
    """The ping of these duties stands in the group; `at` is Telegram's date."""

    keys: tuple[str, ...]


# Fines
class FineOpened(Event):
    """A fine issued, or held for HR (`fine.status`)."""

    fine: Fine


class FineEvent(Event):
    """Something happened to the fine of that number."""

    number: str


class FineChanged(FineEvent):
    status: FineStatus
    reason: str = ""
    objection_until: AwareDatetime | None = None  # set anew when a held fine is issued
    ground: Ground = Ground.DECISION  # why it comes to nothing


class FineDoubted(FineEvent):
    """Learnt later: the group was not heard in the fine's time. `status` is what it is now: held, unless it is paid."""

    doubt: HoldReason
    status: FineStatus


class FineRetained(FineEvent):
    """The ruling finds the fined department not responsible; the fine is kept all the same."""

    reason: str


class LatenessKnown(FineEvent):
    minutes: int


# Staff
class PersonEnrolled(Event):
    person: Person


class PersonReached(Event):
    """The person opened or closed the private chat with the bot."""

    person: int
    reachable: bool


class LanguageChosen(Event):
    """A Telegram account wants its private messages in a language."""

    telegram_id: int
    language: Language


class ApplicationChanged(Event):
    """Somebody applied to be enrolled, told one more thing of herself, or was answered."""

    application: Application


class AbsenceRegistered(Event):
    absence: Absence


# Company
class OutageRecorded(Event):
    """The bot could not see the group from `at` until `until`."""

    until: AwareDatetime


class HearingLost(Event):
    """The bot does not hear the group since `at` at the earliest; the same stretch again where its reason changes."""

    known_at: AwareDatetime
    why: Deaf
    hand: str = ""  # who removed it, or took its rights, as the administrators are told


class HearingRegained(Event):
    """The bot hears the group again."""


class SuspensionSet(Event):
    """Clocks stand still for a while; the same suspension again where it ends early."""

    suspension: Suspension


class ReportPosted(Event):
    """A summary or chart of a period was handed to the outbox; once per period."""

    kind: str
    period: str


class TakenByOperator(Event):
    """A list of a period left by `tousu export`; `operator` is the account on the machine, `digest` the file's SHA-256."""

    what: str
    period: str
    operator: str
    digest: str


def _kinds(parent: type[Event]) -> Iterable[type[Event]]:
    for kind in parent.__subclasses__():
        yield kind
        yield from _kinds(kind)


EVENTS: dict[str, type[Event]] = {kind.__name__: kind for kind in _kinds(Event)}
