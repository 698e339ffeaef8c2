"""What somebody, or the clock, wants of the desk."""

from typing import Final

from pydantic import AwareDatetime, Field

from workflow.evidence import Evidence, NotKept
from workflow.notices import Button
from workflow.phases import Act
from workflow.values import Absence, Form, Kind, Person, Role, Value
from workflow.vouchers import FreightWish
from workflow.wizard import Move, Wizard


class Stimulus(Value):
    """Who wants it and when: `at` is the act's own time, `now` the moment it is handled.

    `inbox` is the row of the update it came from; its effects and its done mark share one transaction.
    `outbox` or `card` is the row of the message whose delivery this is, marked likewise.
    `chat_id`/`message_id` name the message typed or pressed, so that an answer can be put under it.
    """

    now: AwareDatetime
    at: AwareDatetime
    actor: int | None = None
    pressed: bool = False
    edited: bool = False
    about: bool = False  # the act's time is only known as "not before": shown with 約
    inbox: int | None = None
    outbox: int | None = None
    card: tuple[int, str] | None = None  # case and part
    chat_id: int | None = None
    message_id: int | None = None


class Command(Value):
    """Something to decide about."""


class Mistake(Value):
    """One thing wrong with a form: the field, what is wrong, and the words as typed (empty if missing).

    `example` is how these very words may have been meant; empty: the example of the field is shown.
    """

    field: str
    problem: str
    quote: str = ""
    example: str = ""


class File(Command):
    """A form was pasted (C01, Q45); `form` is None where a field has a mistake.

    `case`: the draft whose form this is, when its author edited or sent it again.
    """

    kind: Kind
    complainant: str
    form: Form | None = None
    mistakes: tuple[Mistake, ...] = ()
    prefilled: str = ""  # the form with what was understood, to copy and complete
    unsigned: str = ""  # the same with nobody as its complainant
    private: bool = False
    case: int | None = None
    evidence: tuple[Evidence, ...] = ()
    wizard: Wizard | None = None  # the form was filled in step by step, and ends with this


class Fill(Command):
    """A move in a form that is filled in step by step; `value` is as `forms.read_field` gives it.

    `problem`: what is wrong with the words typed (`quote`), which are asked for again. `doubt`: why the value may be a slip;
    she is asked whether she means it. `used`: values of earlier forms.
    """

    wizard: Wizard
    move: Move
    value: str = ""
    problem: str = ""
    doubt: str = ""
    quote: str = ""
    evidence: tuple[Evidence, ...] = ()
    used: dict[str, tuple[str, ...]] = Field(default_factory=dict)


OWN_DEPARTMENT: Final = "@own"
"""Among the `departments` of a reply: the one the reply is given for (「本部門」)."""


class Do(Command):
    """A person's act on a case; which of the fields it needs is the act's own business."""

    case: int
    act: Act
    department: str = ""
    departments: tuple[str, ...] = ()
    text: str = ""
    fine: str = ""
    voucher: str = ""
    revision: int | None = None
    finding: str = ""
    opinion: str = ""
    plan: str = ""
    of_process: bool = False  # 補充 to the 工藝流程 that is published
    bare: bool = False  # the words are no reason by themselves
    unaddressed: bool = False  # of an appeal: typed without saying to whom, who is asked for
    evidence: tuple[Evidence, ...] = ()
    freight: FreightWish | None = None
    mistakes: tuple[Mistake, ...] = ()  # in the freight as typed
    typed: str = ""  # the freight's form as typed, to be mended


class Attach(Command):
    """Evidence was sent for a case (J02), with no act of its own; `department`: it belongs to that one's ruling.

    `instead_of_reply`: its words came from somebody who owes a reply, and are none.
    """

    case: int
    evidence: tuple[Evidence, ...]
    department: str = ""
    instead_of_reply: bool = False


class KeepEvidence(Command):
    """What became of fetching a file of a case: a copy at `path`, or the reason why there is none."""

    case: int
    unique_id: str
    path: str = ""
    sha256: str = ""
    size: int = 0
    reason: NotKept | None = None


class Ask(Command):
    """A button was pressed that needs words or a choice before it can be done: put the question."""

    case: int
    act: Act
    department: str = ""
    choice: str = ""
    fine: str = ""
    voucher: str = ""
    revision: int | None = None


class ShowMore(Command):
    """更多: show this person every act open to her on this case, privately."""

    case: int


class Delivered(Command):
    """A message about a case stands in a chat since `date`: the post itself, or the ping of duties."""

    case: int
    chat_id: int
    message_id: int
    date: AwareDatetime
    is_post: bool = False
    pings: tuple[str, ...] = ()


class Judge(Command):
    """Telegram has been read up to `until`: what fell due by then and was not done is missed.

    `unread`: moments of updates that could not be processed; `unclear`: (department, moment) of replies
    whose author has not said yet which case they answer; `placed`: (department, moment) of heads who came to the
    post lately.
    """

    case: int
    until: AwareDatetime
    unread: tuple[AwareDatetime, ...] = ()
    unclear: tuple[tuple[str, AwareDatetime], ...] = ()
    placed: tuple[tuple[str, AwareDatetime], ...] = ()


class Remind(Command):
    """Some reminder of the case is due."""

    case: int


class PassOn(Command):
    """A person has left: what she owed by name in this case goes to who is next above her."""

    case: int
    person: int


class Reseat(Command):
    """The staff changed: who holds the posts now owes what is to be signed, decided or paid in this case.

    `person` came to a post, or stands in for somebody: what became hers is put before her.
    """

    case: int
    person: int


class GoneAway(Command):
    """The actor registered an absence: HR hears what in this case would wait for nobody."""

    case: int


class Decline(Command):
    """What was typed cannot become a command; `name` and `facts` say why (a refusal to be answered)."""

    name: str
    facts: dict[str, object] = Field(default_factory=dict)
    private: bool = False


class Tell(Command):
    """Answer a question about the records; changes nothing. What is to be told `also` follows as messages of its own."""

    name: str
    facts: dict[str, object] = Field(default_factory=dict)
    buttons: tuple[tuple[Button, ...], ...] = ()
    evidence: tuple[dict[str, object], ...] = ()  # shown behind the answer, a message each (`exhibits.shown`)
    also: "tuple[Tell, ...]" = ()  # said behind the answer as well


class LeaveWords(Command):
    """不是: words typed in the group answer no question; nothing follows from them."""


class RecordOutage(Command):
    """The group could not be read from `since` until `until`."""

    since: AwareDatetime
    until: AwareDatetime


class RecordExport(Command):
    """A list of a period is about to leave by the command line; `digest` is the SHA-256 of the file."""

    what: str
    period: str
    operator: str
    digest: str


class PostReport(Command):
    """Post the summary or chart of a period, once."""

    kind: str
    period: str
    facts: dict[str, object]
    show: bool = True  # False: only mark the period as done (an older one after downtime)
    roles: tuple[Role, ...] = ()  # whose people get it privately; none: it goes to the group


class Enrol(Command):
    person: Person


class Reach(Command):
    """The private chat with the person opened or closed."""

    person: int
    reachable: bool


class RegisterAbsence(Command):
    absence: Absence


class FundCommand(Command):
    """Something to decide about the fruit fund; `number` is the entry it names."""

    number: str = ""


class Spend(FundCommand):
    """支出: `amount` in fen."""

    amount: int = Field(gt=0)
    what: str
    receipt: Evidence | None = None


class CorrectSpending(FundCommand):
    """更正: the named spending is taken back."""

    reason: str


class HandOutFile(Command):
    """Send a file to the person who asked for it, and record that; `facts` hold its path (`file`) and SHA-256 (`digest`)."""

    what: str
    period: str
    facts: dict[str, object] = Field(default_factory=dict)
