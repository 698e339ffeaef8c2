"""From the pasted form to the post in the group: draft, approval, 代發 (C01-C06, Q16, Q45)."""

from workflow import events as ev
from workflow import who
from workflow.case import Case
from workflow.commands import Delivered, Do, File, Mistake
from workflow.course import Course
from workflow.duties import DutyKind, Ending
from workflow.namesakes import target_meant
from workflow.phases import Outcome, Phase
from workflow.refusals import Refusal
from workflow.values import FieldChange, Form, Kind, Person, Position, Role
from workflow.world import World


def file(course: Course, command: File) -> None:
    """File a draft, or revise it while it is one; every mistake is named in one refusal."""
    author = course.world.actor
    if author is None:
        raise Refusal("not_enrolled")
    complainant = _complainant(command, author, course.world)
    mistakes = _mistakes(command, complainant)
    if command.case is not None and course.case.phase is not Phase.DRAFT:
        _note_changes(course, command.form if not mistakes else None)
        return
    if mistakes or command.form is None or complainant is None:
        raise Refusal(
            "form_mistakes",
            kind=command.kind,
            mistakes=[mistake.model_dump() for mistake in mistakes],
            prefilled=command.prefilled if complainant else command.unsigned,
            stands=course.case.name if command.case is not None else "",
        )
    if command.case is None:
        _file(course, command.form, complainant)
    else:
        _revise(course, command.form, complainant, has_evidence=bool(command.evidence))


def approve(course: Course, do: Do) -> None:
    """批准: the case gets its number; the post goes out, or waits for the proxy (C03-C04)."""
    _to_be_approved(course, do)
    course.end(course.case.duty(DutyKind.APPROVE))
    _approved(course)


def return_draft(course: Course, do: Do) -> None:
    """退回 with a reason; the complainant mends it and it comes back."""
    _to_be_approved(course, do)
    course.end(course.case.duty(DutyKind.APPROVE))
    course.happens(ev.Returned, reason=needed(do.text))


def name_target(course: Course, do: Do) -> None:
    """Say whom the complaint is about, where the form does not: a department, a person, or nobody enrolled."""
    world = course.world
    if who.is_target_clear(course.case, world):
        raise Refusal("target_clear")
    department, person = target_meant(do, world)
    course.happens(ev.TargetNamed, department=department, person=person)
    if course.case.phase is Phase.DRAFT:
        _await_approval(course)


def cancel(course: Course, _do: Do) -> None:
    course.end_all(ending=Ending.CANCELLED)
    course.enter(Phase.CLOSED, Outcome.CANCELLED)


def ask_proxy(course: Course, _do: Do) -> None:
    """交由代發: after approval the proxy presses (C04)."""
    if course.case.wants_proxy:
        raise Refusal("already_asked")
    course.happens(ev.ProxyAsked)


def post_for(course: Course, do: Do) -> None:
    """代發 by 人力資源部 or 跟單員 (C05-C06)."""
    _post(course, do)


def post_myself(course: Course, do: Do) -> None:
    """自行發布, once the proxy has let its half hour pass."""
    duty = course.case.duty(DutyKind.POST_FOR)
    if duty is None or duty.missed_at is None:
        raise Refusal("proxy_has_time", due_at=duty.due_at.isoformat() if duty else "")
    _post(course, do)


def posted(course: Course, command: Delivered) -> None:
    """The post stands: the clocks start at Telegram's own date of it (Q01, Q02)."""
    case = course.case
    if case.posted_at is not None:
        return
    course.add(ev.Posted(at=command.date, chat_id=command.chat_id, message_id=command.message_id))
    if case.phase is not Phase.POSTING:
        return
    department = who.receiving_department(case, course.world)
    owner = department.id if department else ""
    handover = DutyKind.PUBLISH if case.kind is Kind.PRODUCT else DutyKind.ROUTE
    course.open(DutyKind.ACCEPT, command.date, department=owner)
    course.open(handover, command.date, department=owner)
    course.enter(Phase.ACCEPTING)


def may_file_for_others(kind: Kind, author: Person, world: World) -> bool:
    """Tell whether a person files for others: 人力資源部 of service, 跟單員 of product complaints (C05-C06)."""
    if kind is Kind.PRODUCT:
        return author.position is Position.ORDER_FOLLOWER
    return Role.HR in world.department(author.department).roles


# Private functions


def _file(course: Course, form: Form, complainant: Person) -> None:
    stimulus = course.world.stimulus
    course.happens(
        ev.Filed,
        draft=course.world.next_number("D"),
        form=form,
        complainant=complainant.id,
        chat_id=stimulus.chat_id or 0,
        message_id=stimulus.message_id or 0,
    )
    _await_approval(course)


def _revise(course: Course, form: Form, complainant: Person, *, has_evidence: bool) -> None:
    """Put the draft before the manager again; the same form too, if it was returned."""
    case = course.case
    is_same = (form, complainant.id) == (case.form, case.complainant)
    if is_same and case.open_duties(DutyKind.APPROVE):
        return
    course.happens(
        ev.Revised,
        form=form,
        revision=case.revision + 1,
        complainant=complainant.id,
        is_same=is_same and not has_evidence,
    )
    _await_approval(course)


def _note_changes(course: Course, form: Form | None) -> None:
    """What was approved stands; what the form says otherwise now goes beside it, each change once."""
    if form is None:
        raise Refusal("record_stands")
    now, noted = _values(form), _noted(course.case)
    changes = tuple(
        FieldChange(field=name, before=noted.get(name, ""), after=value)
        for name, value in now.items()
        if value != noted.get(name)
    )
    if changes:
        course.happens(ev.FormEdited, changes=changes)
    elif not course.world.stimulus.edited:
        raise Refusal("record_same")


def _noted(case: Case) -> dict[str, str]:
    """The form as approved, with the changes noted since."""
    assert case.form is not None
    later = (change for entry in case.timeline for change in entry.changes)
    return _values(case.form) | {change.field: change.after for change in later}


def _values(form: Form) -> dict[str, str]:
    """The fields by their names; the event of a service complaint by its parts."""
    values = form.model_dump(mode="json", exclude={"kind", "settlement", "event"})
    return {name: str(value) for name, value in values.items()}


def _await_approval(course: Course) -> None:
    case, world = course.case, course.world
    assert case.complainant is not None
    excluded = who.accused_people(case, world) | {case.complainant}
    complainant = world.person(case.complainant)
    approver = world.directory.approver_of(complainant, excluded)
    if approver is not None:
        course.open(DutyKind.APPROVE, world.begins, person=approver.id)
    elif complainant.position is Position.GENERAL_MANAGER:
        _approved(course)
    else:
        raise Refusal("no_approver")


def _approved(course: Course) -> None:
    case, world = course.case, course.world
    series = "P" if case.kind is Kind.PRODUCT else "S"
    course.happens(ev.Approved, number=world.next_number(series), revision=case.revision)
    course.enter(Phase.POSTING)
    if case.wants_proxy:
        proxy = next(iter(who.proxies(case, world)), None)
        course.open(DutyKind.POST_FOR, world.begins, department=proxy.department if proxy else "")


def _post(course: Course, do: Do) -> None:
    if course.case.released:
        raise _on_its_way(course, do)
    course.end(course.case.duty(DutyKind.POST_FOR))
    course.happens(ev.PostedFor)


def _on_its_way(course: Course, do: Do) -> Refusal:
    """The post is being sent: say who was first, if somebody had to press."""
    before = next((entry for entry in course.case.timeline if entry.what == "PostedFor"), None)
    if before is None or before.by is None:
        return Refusal("wrong_phase", phase=course.case.phase, act=do.act)
    by = course.world.person(before.by).name
    return Refusal("already_done", act=do.act, by=by, at=before.at.isoformat())


def _to_be_approved(course: Course, do: Do) -> None:
    """Raise Refusal unless these words are before the manager: not sent back, and not others by now."""
    case = course.case
    if do.revision is not None and do.revision != case.revision:
        raise Refusal("draft_changed", case=case.name)
    if not case.open_duties(DutyKind.APPROVE):
        raise Refusal("draft_returned", case=case.name, **_sent_back(case, course.world))


def _sent_back(case: Case, world: World) -> dict[str, str]:
    last = next((entry for entry in reversed(case.timeline) if entry.what == "Returned"), None)
    if last is None or last.by is None:
        return {}
    return {"by": world.person(last.by).name, "at": last.at.isoformat(), "reason": last.detail}


def needed(text: str) -> str:
    if not text.strip():
        raise Refusal("reason_missing")
    return text.strip()


def _complainant(command: File, author: Person, world: World) -> Person | None:
    """The person named, if the author may file for her: herself, or as proxy (C05-C06)."""
    found = world.directory.find_people(command.complainant)
    if author in found:
        return author
    if len(found) == 1 and may_file_for_others(command.kind, author, world):
        return found[0]
    return None


def _mistakes(command: File, complainant: Person | None) -> list[Mistake]:
    mistakes = list(command.mistakes)
    named = all(mistake.field != "complainant" for mistake in mistakes)
    if complainant is None and named:
        mistakes.insert(0, Mistake(field="complainant", problem="not_you", quote=command.complainant))
    return mistakes
