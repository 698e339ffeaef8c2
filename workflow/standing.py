"""Messages that stand and ask for something: when it is over they lose their buttons and say who did it.

Each of several people who were asked has a copy of the request; whoever comes first settles it for all. Which messages
stand is the books' business; here is what each ought to look like after a command, so nothing about it has to be kept.
"""

from typing import Final, NamedTuple

from workflow import events as ev
from workflow import facts
from workflow.asking import FINE_STATUSES
from workflow.case import Case
from workflow.commands import Command, Do
from workflow.deputising import moment_id
from workflow.enquiry_events import EnquiryAnswered, EnquiryEvent, EnquiryRouted, EnquiryWithdrawn
from workflow.enquiry_notices import told_of
from workflow.entitlement import check, is_open
from workflow.errands import Errand
from workflow.fines import FineStatus
from workflow.notices import Button, Notice
from workflow.phases import Act, Phase
from workflow.refusals import Refusal
from workflow.rehearsing import rehearse
from workflow.values import Person
from workflow.world import World

LISTS: Final = frozenset({"menu", "todo"})
"""Messages about many things, of which nothing is over with one of them."""


class Standing(NamedTuple):
    """A message in somebody's chat, by the number the books know it by."""

    id: int
    notice: Notice


def topic_of(notice: Notice, case_id: int | None) -> str | None:
    """Return what a message is about as long as it stands; None if nothing in it can be over."""
    buttons = [button for row in notice.buttons for button in row]
    if isinstance(notice.facts.get("enquiry"), int) and notice.name in _OF_ENQUIRY:
        return f"enquiry/{notice.facts['enquiry']}"
    for button in buttons:
        if button.errand is Errand.WIZARD_COMPLETE and notice.name in _OF_POST:
            return f"post/{notice.chat_id}/{notice.reply_to}"
        if button.errand in _ASKED_BY_ERRAND:
            return _ASKED_BY_ERRAND[button.errand].format(button.subject, button.choice)
    asks = notice.to is not None and notice.name not in LISTS and any(button.act for button in buttons)
    return f"case/{case_id}" if asks and case_id is not None else None


def topics(events: tuple[ev.Event, ...], case_id: int | None) -> tuple[str, ...]:
    """Return what the events are about."""
    named = (_topic(event, case_id) for event in events)
    posts = (f"post/{event.chat_id}/{event.message_id}" for event in events if isinstance(event, ev.Filed))
    return tuple(dict.fromkeys(topic for topic in (*named, *posts) if topic))


def changed(
    standing: Standing, case: Case, events: tuple[ev.Event, ...], command: Command, world: World
) -> Notice | None:
    """Return what a message ought to look like after the events; None if it may stay as it is."""
    notice = standing.notice
    if isinstance(events[0], EnquiryEvent):
        return _of_enquiry(notice, events[0], world)
    if isinstance(events[0], ev.ApplicationChanged | ev.AbsenceRegistered):
        return _over(notice, events[0], world, what=_ended_as(events[0]))
    if notice.name in _OF_POST:
        return _over(notice, events[0], world, what="put_right", draft=case.name)
    if _asks_still(notice, case, world):
        return _of_fine(notice, case)
    act = command.act if isinstance(command, Do) else None
    return _over(notice, events[0], world, act=act)


# Private functions

_OF_ENQUIRY: Final = frozenset(
    {
        "enquiry_opened",
        "enquiry_received",
        "enquiry_owed",
        "enquiry_reminder",
        "enquiry_overdue",
        "enquiry_whether_answer",
    }
)
_OF_POST: Final = frozenset({"refused_form_mistakes"})
"""What is wrong with a post: over once it is filed."""
_FOR_ALL: Final = frozenset({"enquiry_opened", "enquiry_received"})
"""What stands under the question itself tells how it stands; the others are requests."""
_ASKED_BY_ERRAND: Final[dict[Errand | None, str]] = {
    **dict.fromkeys((Errand.ADMIT, Errand.REFUSE_APPLICATION), "application/{0}"),
    **dict.fromkeys((Errand.DEPUTISE, Errand.DEPUTISE_NOT), "absence/{0}/{1}"),
}
_BESIDE: Final = frozenset(
    {
        Act.MARK_URGENT,
        Act.MARK_IMPORTANT,
        Act.CLEAR_URGENT,
        Act.CLEAR_IMPORTANT,
        Act.FLAG_SETTLEMENT,
        Act.SUPPLEMENT,
        Act.RETURN_VOUCHER,
        Act.CANCEL_VOUCHER,
    }
)
"""Acts offered beside what a message asks for: they do not keep it open."""
_OVER: Final = frozenset(
    {
        *("already_done", "wrong_phase", "draft_changed", "draft_returned", "form_changed", "form_not_here"),
        *("fine_status", "fine_not_reviewed", "fine_retained", "nothing_claimed", "nothing_to_adjudicate"),
        *("nothing_to_name", "nothing_to_sign", "opinion_given", "voucher_changed", "voucher_status"),
        *("not_owed", "window_over", "objection_too_late", "target_clear", "settlement_decided"),
    }
)
"""Refusals after which a request has nothing left to press; the others may pass."""
_COMES_BACK: Final = {Phase.APPEALING: frozenset({Act.DRAFT_VOUCHER})}
"""Acts that wait while a case stands in such a phase: when it goes on they are not asked for anew."""
_ENDED: Final[dict[type[ev.Event], str]] = {
    EnquiryAnswered: "answered",
    EnquiryRouted: "routed",
    EnquiryWithdrawn: "withdrawn",
}


def _topic(event: ev.Event, case_id: int | None) -> str | None:
    match event:
        case EnquiryEvent():
            return f"enquiry/{event.enquiry}"
        case ev.ApplicationChanged():
            return None if event.application.is_open else f"application/{event.application.id}"
        case ev.AbsenceRegistered():
            return f"absence/{event.absence.person}/{moment_id(event.absence)}"
    return f"case/{case_id}" if case_id is not None else None


def _over(notice: Notice, event: ev.Event, world: World, **how: object) -> Notice:
    told = {"by": facts.doer(event, world), "at": facts.moment(event.at), **how}
    return notice.model_copy(update={"over": told, "fallback": False})


def _ended_as(event: ev.ApplicationChanged | ev.AbsenceRegistered) -> str:
    if isinstance(event, ev.ApplicationChanged):
        return str(event.application.status)
    if event.by == event.absence.person:
        return "taken_back"
    return "accepted" if event.absence.accepted_at else "declined"


def _of_enquiry(notice: Notice, event: EnquiryEvent, world: World) -> Notice | None:
    """What stands under the question tells the newest; a request is over with the answer, or in other hands."""
    assert world.enquiry is not None
    told = told_of(world.enquiry, world)
    if notice.name in _FOR_ALL:
        buttons = notice.buttons if world.enquiry.is_open else ()
        return notice.model_copy(update={"facts": {**notice.facts, **told}, "buttons": buttons})
    what = _ENDED.get(type(event))
    return _over(notice, event, world, what=what, office=told["office"]) if what else None


def _asks_still(notice: Notice, case: Case, world: World) -> bool:
    reader = None if notice.to is None else world.directory.person(notice.to)
    buttons = [button for row in notice.buttons for button in row if button.act not in _BESIDE]
    return reader is None or any(_is_live(button, reader, case, world) for button in buttons)


def _of_fine(notice: Notice, case: Case) -> Notice | None:
    """A letter about a fine keeps of its buttons those that are of use: what is paid can be waived, and not paid again."""
    rows = tuple(tuple(one for one in row if _fits(one, case)) for row in notice.buttons)
    return None if rows == notice.buttons else notice.model_copy(update={"buttons": rows})


def _fits(button: Button, case: Case) -> bool:
    """Tell whether a button about a fine may be pressed as the fine stands, or will be; no other is asked about."""
    fine = case.fines.get(button.fine)
    if fine is None or button.act not in FINE_STATUSES:
        return True
    is_objected = fine.status is FineStatus.OBJECTED and button.act is Act.MARK_PAID  # it may be upheld
    return is_objected or fine.status in FINE_STATUSES[button.act]


def _is_live(button: Button, reader: Person, case: Case, world: World) -> bool:
    """Tell whether a press could still do something, or may again."""
    if button.act is None or button.case is not None or button.act in _COMES_BACK.get(case.phase, ()):
        return True
    do = Do(
        case=case.id, act=button.act, fine=button.fine, voucher=button.voucher,
        department=button.department, revision=button.revision,
    )  # fmt: skip
    if not _fits(button, case):
        return False
    seen = world.model_copy(update={"stimulus": world.stimulus.model_copy(update={"actor": reader.id})})
    try:
        check(case, do, seen)
        rehearse(case, do, seen)
    except Refusal as refusal:
        is_closed = refusal.name == "not_entitled" and not is_open(case, button.act)
        return refusal.name not in _OVER and not is_closed
    return True
