"""通知, 認可, 賠付, 撤回 and 申訴: how a case comes to its end, or starts again (C16, C28-C29, Q39-Q41)."""

from datetime import datetime
from typing import Any

from workflow import events as ev
from workflow.case import Case
from workflow.commands import Do
from workflow.course import Course
from workflow.duties import OF_FINE, OF_FLOW, OF_VOUCHER, Duty, DutyKind, Ending
from workflow.filing import needed
from workflow.freight_duties import give_back_unpaid
from workflow.handover import known_departments
from workflow.phases import Outcome, Phase
from workflow.refusals import Refusal
from workflow.rounds import await_acknowledgement
from workflow.unheard import is_heard, lengthened
from workflow.values import Department, Person, Role
from workflow.who import accused_people, first_with, receivers
from workflow.world import World

SUPERIOR = "superior"
BODIES = {SUPERIOR: None, "supervise": Role.SUPERVISE, "administer": Role.ADMINISTER}
LAST_ROUND = 2  # after it 王總 is final (X09)


def notify(course: Course, _do: Do) -> None:
    """通知投訴人: the plan is sent privately (C16, Q24)."""
    course.happens(ev.Notified)
    course.end(course.case.duty(DutyKind.NOTIFY))
    await_acknowledgement(course)


def acknowledge(course: Course, _do: Do) -> None:
    """認可: closed, or on to the settlement."""
    _within_window(course)
    course.happens(ev.Acknowledged)
    course.end(course.case.duty(DutyKind.ACKNOWLEDGE))
    _close(course, Outcome.ACKNOWLEDGED)


def close_in_silence(course: Course, duty: Duty, until: datetime) -> None:
    """The window is over: the same as 認可, recorded 無異議; an appeal that was begun within it stands as it is.

    Where she may have said something unheard it is not over yet.
    """
    if not duty.is_open:
        return
    begun = course.case.appeal_begun
    if begun is not None and not is_decided(course.case):
        let_stand(course, begun)
        return
    longer = lengthened(duty, course.world)
    if longer.due_at > until:
        still = duty.lengthened_from is not None and not is_heard(course.world)
        course.follows(ev.WindowLengthened, key=duty.key, duty=longer, still=still)
        return
    course.follows(ev.Acknowledged, at=longer.due_at, silent=True)
    course.follows(ev.DutyEnded, at=longer.due_at, key=duty.key, ending=Ending.DONE)
    _close(course, Outcome.UNOPPOSED)


def settle_offline(course: Course, do: Do) -> None:
    """線下辦結 by HR with a note: only for what was in 賠付中 before there was a flow form."""
    course.happens(ev.SettledOffline, note=needed(do.text))
    course.end_all()
    close_if_settled(course)


def still_open(case: Case) -> tuple[str, ...]:
    """What keeps a case that is agreed to from being closed: the flow form until it is executed, vouchers until 銷帳."""
    is_executed = case.flow is not None and case.flow.executed_at is not None
    owes_form = case.settlement and not is_executed and not case.settled_note
    return (*(("flow_form",) if owes_form else ()), *(voucher.number for voucher in case.open_vouchers()))


def close_if_settled(course: Course) -> None:
    """賠付中 ends when nothing is open any more (cases older than the flow form end by 線下辦結)."""
    case = course.case
    if case.phase is Phase.SETTLING and not still_open(case) and not case.open_duties(DutyKind.SETTLE):
        course.end_all()
        course.enter(Phase.CLOSED, case.agreed or Outcome.ACKNOWLEDGED)


def is_decided(case: Case) -> bool:
    """Whether 王總 or his assistant has signed his decision."""
    return case.flow is not None and not case.flow.dropped and case.flow.is_decided


def flag_settlement(course: Course, _do: Do) -> None:
    """賠款/退換貨 (C17, Q26); a second press changes nothing."""
    check_flag(course.case, on=True)
    course.happens(ev.SettlementFlagged, on=True)


def clear_settlement(course: Course, do: Do) -> None:
    """不涉賠款/退換貨, with a reason: a form under way is put away; what is decided is not taken off the table."""
    check_flag(course.case, on=False)
    course.happens(ev.SettlementFlagged, on=False, reason=needed(do.text))


def check_flag(case: Case, *, on: bool) -> None:
    """Raise Refusal where the flag stands so already, or 王總 has decided upon it."""
    if is_decided(case):
        raise Refusal("settlement_decided")
    if case.settlement and on:
        raise Refusal("settlement_flagged")
    if not case.settlement and not on:
        raise Refusal("settlement_not_flagged")


def supplement(course: Course, do: Do) -> None:
    """Add to the record; nothing already said is taken back (Q41)."""
    of_process = do.of_process and course.world.actor in receivers(course.case, course.world)
    event = ev.ProcessSupplemented if of_process else ev.Supplemented
    course.happens(event, text=needed(do.text))


def withdraw(course: Course, do: Do) -> None:
    """撤回 with a reason, before the first reply; fines stay."""
    if course.case.rulings or course.case.parts:
        raise Refusal("replied_already")
    course.happens(ev.Withdrawn, reason=needed(do.text))
    course.end_all()
    course.enter(Phase.CLOSED, Outcome.WITHDRAWN)


def appeal(course: Course, do: Do) -> None:
    """申訴 to the superior, 監察部 or 行政部 (C29); a further one goes to 王總 and is final (X09)."""
    case, world = course.case, course.world
    if case.appeal is not None and case.appeal.final:
        raise Refusal("appeal_final")
    if is_decided(case):
        raise Refusal("settlement_decided")
    if case.phase is Phase.HANDLING and not any(duty.missed_at for duty in case.replies()):
        raise Refusal("nothing_missed", act=do.act)
    begun = case.appeal_begun
    if begun is None:
        _within_window(course)
    final = is_last_appeal(case)
    body, judge = _judge_of(case, world, body=SUPERIOR if do.unaddressed else do.department, final=final)
    reason = needed(do.text or (begun.reason if begun is not None else ""))
    said: dict[str, Any] = {"body": body, "judge": judge.id, "reason": reason, "final": final}
    to_nobody = do.unaddressed and not final
    if begun is not None and begun.unaddressed and to_nobody:
        course.add(begun.model_copy(update={"reason": _joined(begun.reason, reason)}))
    elif begun is not None:
        let_stand(course, begun, **said)
    elif (to_nobody or (do.bare and not do.evidence)) and _can_wait(course):
        course.happens(ev.AppealBegun, **said, unaddressed=to_nobody)
    else:
        course.happens(ev.Appealed, **said)
        _put_to_judge(course, judge.id)


def is_last_appeal(case: Case) -> bool:
    """Whether the next appeal is the further one, which goes to 王總 whatever is chosen (X09)."""
    return case.round >= LAST_ROUND or case.appeal is not None


def let_stand(course: Course, begun: ev.AppealBegun, *, reason: str = "", **said: Any) -> None:
    """Put an appeal that was begun to its judge: it counts from its first words on, whatever was added to them."""
    words = _joined(begun.reason, reason)
    appealed = ev.Appealed(**{**begun.model_dump(exclude={"unaddressed"}), **said, "reason": words})
    course.add(appealed)
    _put_to_judge(course, appealed.judge)


def uphold(course: Course, do: Do) -> None:
    """維持原處理."""
    course.happens(ev.AppealUpheld, reason=needed(do.text))
    course.end(course.case.duty(DutyKind.APPEAL))
    await_acknowledgement(course)


def change(course: Course, do: Do) -> None:
    """改判: the judge's words take the place of the ruling; departments he names are responsible, as by 裁定."""
    responsible = known_departments(course, do.departments) if do.departments else ()
    course.happens(ev.RulingChanged, text=needed(do.text), responsible=responsible)
    give_back_unpaid(course, do.text.strip())
    course.end(course.case.duty(DutyKind.APPEAL))
    await_acknowledgement(course)


def remand(course: Course, do: Do) -> None:
    """發回重辦: another round, for the departments the judge names (else those asked before)."""
    if course.case.round >= LAST_ROUND:
        raise Refusal("rounds_exhausted")
    before = tuple(duty.department for duty in course.case.replies())
    departments = known_departments(course, do.departments or before)
    course.end(course.case.duty(DutyKind.APPEAL))
    course.happens(ev.Remanded, departments=departments, reason=needed(do.text))
    give_back_unpaid(course, do.text.strip())
    for department in departments:
        course.open(DutyKind.REPLY, course.world.begins, department=department)
    course.enter(Phase.HANDLING)


# Private functions


def _joined(*reasons: str) -> str:
    return "\n".join(filter(None, dict.fromkeys(reasons)))


def _can_wait(course: Course) -> bool:
    """Whether there is a window whose end makes an appeal stand that is only begun."""
    duty = course.case.duty(DutyKind.ACKNOWLEDGE)
    return course.case.phase is Phase.ACKNOWLEDGING and duty is not None and duty.is_open


def _put_to_judge(course: Course, judge: int) -> None:
    course.end_all(DutyKind.ACKNOWLEDGE, Ending.DONE)
    course.end_all(DutyKind.REPLY, Ending.UNANSWERED)
    for kind in (DutyKind.ADJUDICATE, DutyKind.NAME_RESPONSIBLE, DutyKind.SETTLE_CLAIM, DutyKind.SETTLE):
        course.end_all(kind)
    course.open(DutyKind.APPEAL, course.world.begins, person=judge)
    course.enter(Phase.APPEALING)


def _within_window(course: Course) -> None:
    """After the window only 無異議 is left, though it may not have been recorded yet."""
    duty = course.case.duty(DutyKind.ACKNOWLEDGE)
    if (
        duty is not None
        and duty.is_open
        and course.world.at > lengthened(duty, course.world).due_at
        and not course.world.stimulus.pressed
    ):
        raise Refusal("window_over", until=duty.due_at.isoformat())


def _close(course: Course, outcome: Outcome) -> None:
    for duty in course.case.open_duties():
        if duty.kind not in OF_FLOW | OF_VOUCHER | OF_FINE:
            course.end(duty, Ending.CANCELLED)
    if still_open(course.case):
        course.enter(Phase.SETTLING)
    else:
        course.enter(Phase.CLOSED, outcome)


def _judge_of(case: Case, world: World, *, body: str, final: bool) -> tuple[str, Person]:
    if final:
        return "general_manager", _able(world.directory.general_manager(), case, world)
    if body not in BODIES:
        raise Refusal("which_body")
    role = BODIES[body]
    department = first_with(world, role) if role else _above_responsible(case, world)
    head = world.directory.head(department.id) if department else None
    return body, _able(head, case, world)


def _above_responsible(case: Case, world: World) -> Department | None:
    departments = case.responsible() or tuple(duty.department for duty in case.replies())
    return next((world.directory.superior_department(name) for name in departments), None)


def _able(person: Person | None, case: Case, world: World) -> Person:
    """The person, or the next superior who is neither complainant nor accused."""
    out = {*accused_people(case, world), case.complainant}
    while person is not None and person.id in out:
        person = world.directory.superior_of(person)
    if person is None:
        raise Refusal("no_judge")
    return person
