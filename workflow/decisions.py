"""What follows from a command: `decide` is pure; it returns events and notices, or raises Refusal."""

from typing import NamedTuple

from workflow import (
    enquiring,
    exhibits,
    facts,
    filing,
    freight_duties,
    funding,
    hearing,
    judging,
    passing_on,
    penalties,
    reseating,
    staffing,
    suspending,
    waiting,
)
from workflow import events as ev
from workflow.acts import ACTS
from workflow.asking import ask
from workflow.case import Case
from workflow.commands import (
    Ask,
    Attach,
    Command,
    Decline,
    Delivered,
    Do,
    Enrol,
    File,
    Fill,
    FundCommand,
    GoneAway,
    HandOutFile,
    Judge,
    KeepEvidence,
    LeaveWords,
    PassOn,
    PostReport,
    Reach,
    RecordExport,
    RecordOutage,
    RegisterAbsence,
    Remind,
    Reseat,
    ShowMore,
    Tell,
)
from workflow.company_commands import ClockCommand, Doubt, HearingCommand, Reckon
from workflow.course import Course
from workflow.enquiry_commands import EnquiryCommand
from workflow.entitlement import check, principal
from workflow.filling import fill
from workflow.flow_turns import keep_up
from workflow.messages import told
from workflow.notices import Notice, Urgency
from workflow.offering import show_more
from workflow.refusals import Refusal
from workflow.staff_commands import StaffCommand
from workflow.who import holders
from workflow.wizard import Wizard
from workflow.world import World

STAFF, COMPANY = "staff", "company"


class Decision(NamedTuple):
    """The events, the stream they belong to, and what is to be said beside what the events themselves say."""

    stream: str
    events: tuple[ev.Event, ...] = ()
    notices: tuple[Notice, ...] = ()
    wizard: Wizard | None = None  # how the form filled in step by step stands afterwards

    @property
    def is_about_case(self) -> bool:
        return self.stream.startswith("case:")


def decide(case: Case, command: Command, world: World) -> Decision:  # noqa: C901, PLR0911 - one line a command
    """Decide about any command."""
    match command:
        case Ask():
            return Decision(_stream(world), notices=ask(case, command, world))
        case ShowMore():
            return Decision(_stream(world), notices=show_more(case, world))
        case Decline():
            raise Refusal(command.name, **command.facts)
        case Tell():
            behind = (told("evidence", group, world.stimulus) for group in command.evidence)
            also = (_said(one, world) for one in command.also)
            return Decision(COMPANY, notices=(_said(command, world), *also, *behind))
        case PostReport() | RecordOutage() | RecordExport() | FundCommand() | HandOutFile() | LeaveWords():
            return _about_company(command, world)
        case ClockCommand() | HearingCommand() | EnquiryCommand() | StaffCommand():
            return _beside_cases(command, world)
        case Enrol() | Reach() | RegisterAbsence():
            return Decision(STAFF, (_staff_event(command, world),))
        case Reseat() | GoneAway():
            return _manned(Course(case, world), command)
        case Attach(instead_of_reply=True):
            told_so = told("refused_reply_unfilled", facts.heading(case, world), world.stimulus)
            decision = _about_case(case, command, world)
            return decision._replace(notices=(told_so,))
        case Fill():
            at, asked = fill(command, world)
            return Decision(COMPANY, notices=asked, wizard=at)
        case File(wizard=Wizard() as done):
            over = done.model_copy(update={"is_over": True})
            return _about_case(case, command, world)._replace(wizard=over)
        case _:
            return _about_case(case, command, world)


# Private functions


def _about_case(case: Case, command: Command, world: World) -> Decision:
    course = Course(case, world)
    match command:
        case Do():
            check(case, command, world)
            course = Course(case, world, stands_for=principal(case, command, world))
            ACTS[command.act].decide(course, command)
            exhibits.add(course, command.evidence, department=exhibits.replied_for(course))
        case File():
            filing.file(course, command)
            exhibits.add(course, command.evidence)
        case Attach():
            exhibits.attach(course, command)
        case KeepEvidence():
            exhibits.keep(course, command)
        case Delivered():
            _delivered(course, command)
        case Judge():
            judging.judge(course, command)
        case Remind():
            judging.remind(course, command)
        case Reckon() | PassOn() | Doubt():
            _followed_by(course, command)
        case _:
            raise TypeError(f"the desk knows no {type(command).__name__}")
    if course.events:
        _keep_up(course)
    return Decision(_stream(world), tuple(course.events))


def _keep_up(course: Course) -> None:
    """Bring the flow form, the vouchers and the reviews of fines in line with the case."""
    keep_up(course)
    freight_duties.keep_up(course)
    penalties.keep_up(course)


def _manned(course: Course, command: Reseat | GoneAway) -> Decision:
    """The posts of the case as they are held now, or left."""
    if isinstance(command, GoneAway):
        return Decision(_stream(course.world), notices=tuple(waiting.uncovered(course.case, course.world)))
    _keep_up(course)
    said = tuple(reseating.asked(course, command.person))
    return Decision(_stream(course.world), tuple(course.events), said)


def _followed_by(course: Course, command: Reckon | PassOn | Doubt) -> None:
    """What a command about the company or the staff means for this case."""
    match command:
        case Reckon():
            suspending.reckon(course, command)
        case PassOn():
            passing_on.pass_on(course, command)
        case Doubt():
            judging.doubt(course, command)


def _delivered(course: Course, command: Delivered) -> None:
    if command.is_post:
        filing.posted(course, command)
    pending = tuple(
        key for key in command.pings if key in course.case.duties and not course.case.duties[key].pinged_at
    )
    if pending:
        course.add(ev.Pinged(at=command.date, keys=pending))


def _said(command: Tell, world: World) -> Notice:
    answer = told(command.name, command.facts, world.stimulus)
    return answer.model_copy(update={"buttons": command.buttons})


def _beside_cases(
    command: ClockCommand | HearingCommand | EnquiryCommand | StaffCommand, world: World
) -> Decision:
    match command:
        case ClockCommand():
            return Decision(COMPANY, *suspending.decide(command, world))
        case HearingCommand():
            return Decision(COMPANY, *hearing.decide(command, world))
        case EnquiryCommand():
            return Decision(f"enquiry:{world.enquiry_id}", *enquiring.decide(command, world))
        case StaffCommand():
            return Decision(STAFF, *staffing.decide(command, world))


def _about_company(
    command: PostReport | RecordOutage | RecordExport | FundCommand | HandOutFile | LeaveWords, world: World
) -> Decision:
    match command:
        case PostReport():
            return _post_report(command, world)
        case RecordOutage():
            return Decision(COMPANY, (ev.OutageRecorded(at=command.since, until=command.until),))
        case RecordExport():
            return Decision(COMPANY, (ev.TakenByOperator(at=world.now, **command.model_dump()),))
        case FundCommand():
            return Decision(COMPANY, *funding.decide_fund(command, world))
        case HandOutFile():
            return Decision(COMPANY, *funding.ask_for_file(command, world))
        case LeaveWords():
            return Decision(COMPANY)


def _post_report(command: PostReport, world: World) -> Decision:
    event = ev.ReportPosted(at=world.now, kind=command.kind, period=command.period)
    if "digest" in command.facts:
        exports, letters = funding.hand_out(command, holders(command.roles, world), world)
        return Decision(COMPANY, (event, *exports), letters)
    notice = Notice(name=command.kind, facts=command.facts, urgency=Urgency.DIGEST)
    to_group = () if command.roles else (notice,)
    privately = (notice.model_copy(update={"to": one.id}) for one in holders(command.roles, world))
    return Decision(COMPANY, (event,), (*to_group, *privately) if command.show else ())


def _staff_event(command: Enrol | Reach | RegisterAbsence, world: World) -> ev.Event:
    match command:
        case Enrol():
            return ev.PersonEnrolled(at=world.at, by=world.stimulus.actor, person=command.person)
        case Reach():
            return ev.PersonReached(at=world.at, person=command.person, reachable=command.reachable)
        case RegisterAbsence():
            return ev.AbsenceRegistered(at=world.at, by=world.stimulus.actor, absence=command.absence)


def _stream(world: World) -> str:
    return f"case:{world.case_id}"
