"""Questions: an act that needs words or a choice is asked for first, and checked before it is asked."""

from collections.abc import Callable
from enum import StrEnum

from workflow import facts, flow_notices, freight_notices
from workflow.acts import ACTS
from workflow.answering import FOR_A_DEPARTMENT, answering_departments
from workflow.case import Case
from workflow.closing import is_last_appeal
from workflow.commands import Ask, Do
from workflow.entitlement import OF_FORM, WHILE_OWED, check
from workflow.fine_notices import ON_NOTICE, THIS_FINE, about_fine
from workflow.fines import OWED, STANDING, Fine, FineStatus
from workflow.namesakes import apart, namesakes_in, target_buttons
from workflow.notices import Button, Notice, Urgency
from workflow.penalties import told_status
from workflow.phases import Act
from workflow.refusals import Refusal
from workflow.rehearsing import rehearse
from workflow.settling import is_opinion_of
from workflow.values import Kind, Person, ServiceForm
from workflow.world import World


class Need(StrEnum):
    """What an act needs beside the press."""

    TEXT = "text"
    REPLY = "reply"  # the labelled parts of a reply or a plan
    DEPARTMENTS = "departments"  # one or more of them
    TARGET = "target"  # a department, or a name typed
    RULING = "ruling"  # one of the rulings of this round
    REMAND = "remand"  # words, and perhaps a line that names the departments
    CHANGE = "change"  # words, and perhaps a line that names who is responsible
    FREIGHT = "freight"  # the labelled form of a freight voucher
    RECEIPT = "receipt"  # words, a picture or a file
    BODY = "body"  # 上一級, 監察部 or 行政部; then words


NEEDS: dict[Act, Need] = {
    Act.RETURN: Need.TEXT,
    Act.NAME_TARGET: Need.TARGET,
    Act.ASK_COMPLETION: Need.TEXT,
    Act.COMPLETE: Need.TEXT,
    Act.TAKE_AS_WITHDRAWN: Need.TEXT,
    Act.PUBLISH: Need.TEXT,
    Act.ROUTE: Need.DEPARTMENTS,
    Act.REPLY: Need.REPLY,
    Act.NAME_RESPONSIBLE: Need.DEPARTMENTS,
    Act.DISCLAIM: Need.TEXT,
    Act.CONCUR: Need.RULING,
    Act.REASSIGN: Need.DEPARTMENTS,
    Act.REJECT_CLAIM: Need.TEXT,
    Act.ADJUDICATE: Need.DEPARTMENTS,
    Act.CONCLUDE: Need.TEXT,
    Act.APPEAL: Need.BODY,
    Act.UPHOLD: Need.TEXT,
    Act.CHANGE: Need.CHANGE,
    Act.REMAND: Need.REMAND,
    Act.DISAGREE: Need.TEXT,
    Act.FORWARD_FORM: Need.TEXT,
    Act.WRITE_OPINION: Need.TEXT,
    Act.AMEND: Need.TEXT,
    Act.SEND_BACK: Need.TEXT,
    Act.EXECUTE: Need.TEXT,
    Act.SETTLE_OFFLINE: Need.TEXT,
    Act.CLEAR_SETTLEMENT: Need.TEXT,
    Act.MARK_URGENT: Need.TEXT,
    Act.WITHDRAW: Need.TEXT,
    Act.SUPPLEMENT: Need.TEXT,
    Act.DRAFT_VOUCHER: Need.FREIGHT,
    Act.EDIT_VOUCHER: Need.FREIGHT,
    Act.CANCEL_VOUCHER: Need.TEXT,
    Act.RETURN_VOUCHER: Need.TEXT,
    Act.PAY_VOUCHER: Need.RECEIPT,
    Act.WAIVE: Need.TEXT,
    Act.OBJECT: Need.TEXT,
    Act.KEEP_FINE: Need.TEXT,
    Act.LIFT_FINE: Need.TEXT,
    Act.RETAIN_FINE: Need.TEXT,
}
SAID_IN_GROUP = frozenset({Act.PUBLISH, Act.REPLY, Act.DISCLAIM})  # C09, C11: in the group
FINE_STATUSES: dict[Act, frozenset[FineStatus]] = {
    Act.WAIVE: OWED | {FineStatus.PAID},
    Act.OBJECT: frozenset({FineStatus.ISSUED}),
    Act.KEEP_FINE: frozenset({FineStatus.OBJECTED}),
    Act.LIFT_FINE: frozenset({FineStatus.OBJECTED}),
    Act.CONFIRM_FINE: frozenset({FineStatus.HELD}),
    Act.DROP_FINE: frozenset({FineStatus.HELD}),
    Act.MARK_PAID: frozenset({FineStatus.ISSUED, FineStatus.UPHELD}),
    Act.MARK_REFUNDED: frozenset({FineStatus.REFUND_OWED}),
    Act.RETAIN_FINE: STANDING,
    Act.RESCIND_FINE: STANDING,
}
SEEN_FIRST = frozenset({Act.SIGN_FORM, Act.SIGN_OPINION, Act.AGREE})
"""Done by a press alone, but only beside what is signed: asked for elsewhere, the form is put before the person."""
BODIES = ("superior", "supervise", "administer")
TO_GENERAL_MANAGER = "general_manager"
A_ROW = 3


def ask(case: Case, command: Ask, world: World) -> tuple[Notice, ...]:
    """Return the question; raise the Refusal the act itself would meet."""
    if command.act in FINE_STATUSES:
        return _ask_about_fine(case, command, world)
    if command.act is Act.APPEAL and is_last_appeal(case):
        command = command.model_copy(update={"choice": TO_GENERAL_MANAGER})
    about = {"department": command.department, "voucher": command.voucher, "revision": command.revision}
    do = Do(case=case.id, act=command.act, **about)
    check(case, do, world)
    several = answering_departments(case, do, world) if command.act in FOR_A_DEPARTMENT else ()
    if len(several) > 1:
        return (_which_department(case, command, several, world),)
    if command.act in OF_FORM:
        return _ask_about_form(case, command, world)
    if command.act in freight_notices.SEEN_FIRST:
        return tuple(freight_notices.put_before(_actor(world), case, do, world))
    rehearse(case, _chosen(do, command), world)
    return (_question(case, command, world, **freight_notices.asked_about(case, do, world)),)


def needs_no_question(case: Case, command: Ask, world: World) -> Do | None:
    """Return the act itself where nothing is left to say: one ruling to agree with is what the card showed.

    So it is of an appeal whose reason was typed before it was chosen to whom it goes.
    """
    begun = case.appeal_begun
    if command.act is Act.APPEAL and begun is not None and begun.unaddressed and command.choice:
        return Do(case=command.case, act=command.act, department=command.choice)
    rulings = case.round_rulings()
    if NEEDS.get(command.act) is not Need.RULING or len(rulings) != 1:
        return None
    do = Do(
        case=command.case,
        act=command.act,
        department=command.department,
        departments=(rulings[0].department,),
    )
    return do if len(answering_departments(case, do, world)) <= 1 else None


# Private functions


def _chosen(do: Do, command: Ask) -> Do:
    """The act with what was chosen already, where words are still to come."""
    return do.model_copy(update={"department": command.choice}) if NEEDS[do.act] is Need.BODY else do


def _actor(world: World) -> Person:
    if world.actor is None:
        raise Refusal("not_enrolled")
    return world.actor


def _question(case: Case, command: Ask, world: World, **more: object) -> Notice:
    actor = _actor(world)
    choices = _CHOICES.get(NEEDS[command.act])
    buttons = choices(case, command, world) if choices and not command.choice else ()
    notice = _private(
        f"ask_{command.act}",
        actor,
        {
            **facts.heading(case, world),
            "asked": facts.person(actor, world),
            "act": command.act,
            "department": command.department,
            **_office(command, world),
            "choice": command.choice,
            "fine": command.fine,
            "need": NEEDS[command.act],
            "revision": command.revision,
            **more,
        },
        buttons,
    )
    put = {"question": command.act, "asked": actor.id, "pressed_on": _pressed_on(world)}
    asked = notice.model_copy(update=put)
    return _in_group(asked, world) if _belongs_in_group(case, command) else asked


def _office(command: Ask, world: World) -> facts.Facts:
    """The department that is answered for, where the act is one department's."""
    is_for_one = command.act in FOR_A_DEPARTMENT and command.department
    return {"office": world.department(command.department).name} if is_for_one else {}


def _pressed_on(world: World) -> int | None:
    """The message in her private chat whose button was pressed; a group's has buttons for others too."""
    stimulus = world.stimulus
    is_private = stimulus.chat_id is not None and stimulus.chat_id > 0
    return stimulus.message_id if stimulus.pressed and is_private else None


def _private(name: str, to: Person, told: facts.Facts, buttons: tuple[Button, ...]) -> Notice:
    rows = tuple(buttons[start : start + A_ROW] for start in range(0, len(buttons), A_ROW))
    return Notice(name=name, to=to.id, facts=told, buttons=rows, urgency=Urgency.ANSWER)


def _belongs_in_group(case: Case, command: Ask) -> bool:
    is_plan = command.act is Act.REPLY and case.kind is Kind.SERVICE
    return command.act in SAID_IN_GROUP and not is_plan


def _in_group(notice: Notice, world: World) -> Notice:
    stimulus = world.stimulus
    place = {"to": None, "chat_id": stimulus.chat_id, "reply_to": stimulus.message_id}
    return notice.model_copy(update=place)


def _which_department(case: Case, command: Ask, several: tuple[str, ...], world: World) -> Notice:
    """For which of them she acts, where she may act for several; then what she wants is asked for as ever."""
    buttons = tuple(
        Button(act=command.act, label=world.department(one).name, department=one, ask=True) for one in several
    )
    told = {**facts.heading(case, world), "act": command.act}
    return _private("which_department", _actor(world), told, buttons)


def _departments(_case: Case, command: Ask, world: World) -> tuple[Button, ...]:
    departments = world.directory.departments
    return tuple(
        Button(act=command.act, label=d.name, department=command.department, choice=d.id) for d in departments
    )


def _targets(case: Case, command: Ask, world: World) -> tuple[Button, ...]:
    written = case.form.target if isinstance(case.form, ServiceForm) else ""
    people = apart(namesakes_in(written, world.directory), world)
    return (*target_buttons(people), *_departments(case, command, world))


def _rulings(case: Case, command: Ask, world: World) -> tuple[Button, ...]:
    return tuple(
        Button(
            act=command.act,
            label=world.department(ruling.department).name,
            department=command.department,
            choice=ruling.department,
        )
        for ruling in case.round_rulings()
    )


def _bodies(_case: Case, command: Ask, _world: World) -> tuple[Button, ...]:
    return tuple(Button(act=command.act, label=body, choice=body, ask=True) for body in BODIES)


_CHOICES: dict[Need, Callable[[Case, Ask, World], tuple[Button, ...]]] = {
    Need.DEPARTMENTS: _departments,
    Need.TARGET: _targets,
    Need.RULING: _rulings,
    Need.BODY: _bodies,
}


def _ask_about_form(case: Case, command: Ask, world: World) -> tuple[Notice, ...]:
    """Put the form as it is now beside the question: what is answered is what was shown."""
    actor, flow = _actor(world), case.flow
    assert flow is not None
    is_own = command.act is Act.WRITE_OPINION and is_opinion_of(actor, flow)
    if command.revision not in {None, flow.revision} and not is_own:
        raise Refusal("form_changed")
    if command.act in SEEN_FIRST:
        owed = [d for d in case.open_duties() if d.kind in WHILE_OWED[command.act]]
        mine = [d for d in owed if actor in flow_notices.people(d, case, world)]
        return tuple(flow_notices.request(actor, duty, case, world) for duty in mine)
    rehearse(case, Do(case=case.id, act=command.act, revision=flow.revision), world)
    shown = {"flow": flow_notices.shown(case, world)}
    return (_question(case, command.model_copy(update={"revision": flow.revision}), world, **shown),)


def _ask_about_fine(case: Case, command: Ask, world: World) -> tuple[Notice, ...]:
    """Ask about the one fine meant; if the notice has several that fit, which one."""
    actor = _actor(world)
    fitting = _fitting(case, command, world)
    if len(fitting) > 1:
        buttons = tuple(about_fine(command.act, fine.number, label=fine.number) for fine in fitting)
        return (_private("which_fine", actor, facts.heading(case, world), buttons),)
    fine = fitting[0]
    rehearse(case, Do(case=case.id, act=command.act, fine=fine.number), world)
    return (_question(case, command.model_copy(update={"fine": fine.number}), world),)


def _fitting(case: Case, command: Ask, world: World) -> list[Fine]:
    """Of the fines meant, those that are hers and may become what she wants; raise the Refusal where none is."""
    meant = [fine for fine in case.fines.values() if _is_meant(fine, command)]
    mine = [fine for fine in meant if _is_entitled(case, fine, command, world)]
    if not mine:
        number = meant[0].number if meant else command.fine
        check(case, Do(case=case.id, act=command.act, fine=number), world)
        raise Refusal("fine_unknown", fine=command.fine)
    fitting = [fine for fine in mine if fine.status in FINE_STATUSES[command.act]]
    if not fitting:
        raise Refusal("fine_status", **told_status(mine[0], command.act, world))
    return fitting


def _is_meant(fine: Fine, command: Ask) -> bool:
    of_notice = command.act in ON_NOTICE and command.choice != THIS_FINE
    return command.fine in {"", fine.number, fine.notice if of_notice else fine.number}


def _is_entitled(case: Case, fine: Fine, command: Ask, world: World) -> bool:
    do = Do(case=case.id, act=command.act, fine=fine.number)
    return world.actor in ACTS[command.act].who(case, world, do)
