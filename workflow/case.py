"""The state of a case, and what can be asked of it; `evolving.py` changes it."""

from pydantic import AwareDatetime, Field

from workflow import events as ev
from workflow.duties import Duty, DutyKind
from workflow.evidence import Exhibit
from workflow.fines import Fine
from workflow.flow import Flow
from workflow.marks import Mark
from workflow.phases import Outcome, Phase
from workflow.values import FieldChange, Form, Kind, Value
from workflow.vouchers import FreightVoucher


class Ruling(Value):
    """What one department answered in one round; `responsible` is None until it named somebody."""

    department: str
    round: int
    at: AwareDatetime
    by: int | None
    finding: str = ""
    opinion: str = ""
    plan: str = ""
    responsible: tuple[str, ...] | None = None


class Claim(Value):
    """非本部門責任 by one department in one round."""

    department: str
    round: int
    at: AwareDatetime
    reason: str


class Remark(Value):
    """What somebody added to something that stands."""

    at: AwareDatetime
    by: int | None
    text: str


class Appeal(Value):
    """The appeal that is being judged, or was last."""

    body: str
    judge: int
    reason: str
    at: AwareDatetime
    final: bool = False


class Entry(Value):
    """One line of the timeline: an event's name, its moment, its person and a few words."""

    what: str
    at: AwareDatetime
    by: int | None = None
    detail: str = ""
    about: bool = False
    stands_for: int | None = None
    changes: tuple[FieldChange, ...] = ()
    refused: bool = False  # 不同意 instead of a signature


class Case(Value):
    """Everything about one case; `id` is the stream's number, 0 before it is filed."""

    id: int = 0
    draft: str = ""
    number: str = ""
    form: Form | None = None
    phase: Phase = Phase.DRAFT
    outcome: Outcome | None = None
    revision: int = 1
    author: int | None = None
    complainant: int | None = None
    source: tuple[int, int] = (0, 0)  # chat and message the form was typed in
    target: tuple[str, int | None] | None = None  # the accused department and person, once named by button
    wants_proxy: bool = False
    released: bool = False  # the group post may go out
    filed_at: AwareDatetime | None = None
    approved_at: AwareDatetime | None = None
    approved_by: int | None = None
    approved_for: int | None = None  # whose deputy approved it
    proxy: int | None = None
    posted_at: AwareDatetime | None = None
    post: tuple[int, int] | None = None
    accepted_at: AwareDatetime | None = None
    handed_over_at: AwareDatetime | None = None
    published: str = ""
    process_remarks: tuple[Remark, ...] = ()  # what was added to the publication, an edit of it too
    completion_asked: bool = False
    settlement: bool = False
    marks: dict[Mark, str] = Field(default_factory=dict)  # with the reasons
    settled_note: str = ""
    flow: Flow | None = None
    agreed: Outcome | None = None  # 認可 or 無異議, while the settlement keeps the case open
    round: int = 1
    parts: dict[str, ev.PartGiven] = Field(default_factory=dict)
    rulings: tuple[Ruling, ...] = ()
    claims: tuple[Claim, ...] = ()
    adjudged: tuple[str, ...] | None = None
    changed_ruling: str = ""
    notified_at: AwareDatetime | None = None
    appeal_begun: ev.AppealBegun | None = None  # until a reason is given or the window is over
    appeal: Appeal | None = None
    duties: dict[str, Duty] = Field(default_factory=dict)
    fines: dict[str, Fine] = Field(default_factory=dict)
    vouchers: dict[str, FreightVoucher] = Field(default_factory=dict)  # by number, the oldest first
    evidence: tuple[Exhibit, ...] = ()
    timeline: tuple[Entry, ...] = ()
    closed_at: AwareDatetime | None = None
    version: int = 0  # events so far

    @property
    def name(self) -> str:
        """The number people know it by."""
        return self.number or self.draft

    @property
    def kind(self) -> Kind:
        assert self.form is not None
        return self.form.kind

    @property
    def is_open(self) -> bool:
        return self.phase is not Phase.CLOSED

    def duty(self, kind: DutyKind, department: str | None = None) -> Duty | None:
        """The newest duty of the kind; with a department, that department's of this round."""
        if department is not None:
            return self.duties.get(f"{kind}/{self.round}/{department}")
        found = [duty for duty in self.duties.values() if duty.kind is kind]
        return max(found, key=lambda duty: duty.round, default=None)

    def open_duties(self, kind: DutyKind | None = None) -> tuple[Duty, ...]:
        return tuple(d for d in self.duties.values() if d.is_open and kind in (None, d.kind))

    def open_vouchers(self) -> tuple[FreightVoucher, ...]:
        return tuple(voucher for voucher in self.vouchers.values() if voucher.is_open)

    def replies(self) -> tuple[Duty, ...]:
        """The reply duties of this round."""
        return tuple(d for d in self.duties.values() if d.kind is DutyKind.REPLY and d.round == self.round)

    def round_rulings(self) -> tuple[Ruling, ...]:
        return tuple(ruling for ruling in self.rulings if ruling.round == self.round)

    def ruling_of(self, department: str) -> Ruling | None:
        found = [ruling for ruling in self.round_rulings() if ruling.department == department]
        return found[-1] if found else None

    def claim_of(self, department: str) -> Claim | None:
        found = [c for c in self.claims if c.department == department and c.round == self.round]
        return found[-1] if found else None

    def responsible(self) -> tuple[str, ...]:
        """The departments found responsible in this round, adjudged ones first."""
        if self.adjudged is not None:
            return self.adjudged
        named = [name for ruling in self.round_rulings() for name in ruling.responsible or ()]
        return tuple(dict.fromkeys(named))
