"""What is said about an enquiry: under the question itself, and privately to whom it concerns."""

from typing import Any, Final

from workflow import facts
from workflow.enquiries import KIND, Enquiry, Reply
from workflow.enquiry_who import office
from workflow.errands import Errand
from workflow.notices import Button, Notice, Urgency
from workflow.staff_notices import in_rows
from workflow.values import Person
from workflow.world import Scene, World

_SUPERGROUP: Final = "-100"


def told_of(enquiry: Enquiry, scene: Scene) -> facts.Facts:
    """Return an enquiry as facts; `office` is the department that owes the answer, and may be unknown ("")."""
    owed_by = office(enquiry, scene)
    return {
        "case": enquiry.number,
        "kind": KIND,
        "enquiry": enquiry.id,
        "asker": enquiry.source.author,
        "watcher": facts.by(enquiry.watcher, scene),
        "routed": bool(enquiry.department),
        "office": owed_by.name if owed_by else "",
        "text": enquiry.text,
        "status": enquiry.status,
        "opened_at": facts.moment(enquiry.opened_at),
        "due_at": facts.moment(enquiry.due_at),
        "overdue": enquiry.overdue,
        "replies": [reply_told(one, scene) for one in enquiry.replies],
        "link": link(enquiry),
    }


def reply_told(reply: Reply, scene: Scene) -> facts.Facts:
    """Return an answer as facts."""
    return {"by": facts.by(reply.by, scene), "at": facts.moment(reply.at), "text": reply.text}


def link(enquiry: Enquiry) -> str:
    """Return where the question stands, "" where it cannot be linked to: in a private chat, in a small group."""
    chat = str(enquiry.source.chat_id)
    if not chat.startswith(_SUPERGROUP):
        return ""
    return f"https://t.me/c/{chat.removeprefix(_SUPERGROUP)}/{enquiry.source.message_id}"


def under_question(
    name: str, enquiry: Enquiry, world: World, *, buttons: tuple[Button, ...] = (), **more: Any
) -> Notice:
    """Return words under the message that asked."""
    return Notice(
        name=name,
        chat_id=enquiry.source.chat_id,
        reply_to=enquiry.source.message_id,
        facts={**told_of(enquiry, world), **more},
        buttons=in_rows(buttons),
        urgency=Urgency.ANSWER,
    )


def to_person(
    person: Person,
    name: str,
    enquiry: Enquiry,
    world: World,
    *,
    buttons: tuple[Button, ...] = (),
    **more: Any,
) -> Notice:
    """Return a private message about it."""
    told = {**told_of(enquiry, world), "to": facts.person(person, world), **more}
    return Notice(name=name, to=person.id, facts=told, buttons=in_rows(buttons))


def to_helpers(enquiry: Enquiry) -> tuple[Button, ...]:
    """Return the buttons of those who may answer."""
    wanted = (Errand.ANSWER_ENQUIRY, Errand.ROUTE_ENQUIRY, Errand.TAKE_ENQUIRY)
    return tuple(Button(errand=errand, subject=enquiry.id) for errand in wanted)


def to_asker(enquiry: Enquiry) -> tuple[Button, ...]:
    """Return what who asked can do with an answer; the form of a complaint is filled in privately."""
    is_private = enquiry.source.chat_id > 0
    satisfied = (Button(errand=Errand.SETTLE_ENQUIRY, subject=enquiry.id),) if enquiry.asker else ()
    return (*satisfied, Button(errand=Errand.COMPLAIN_OF, subject=enquiry.id, private=not is_private))


def to_withdraw(enquiry: Enquiry) -> tuple[Button, ...]:
    """Return 撤回, for who asked; a stranger cannot press it."""
    return (Button(errand=Errand.WITHDRAW_ENQUIRY, subject=enquiry.id),) if enquiry.asker else ()


def question(person: Person, enquiry: Enquiry, world: World) -> Notice:
    """Return the question for the answer's words."""
    told = {**told_of(enquiry, world), "subject": enquiry.id}
    return Notice(
        name="ask_answer_enquiry",
        to=person.id,
        facts=told,
        question=Errand.ANSWER_ENQUIRY,
        asked=person.id,
        urgency=Urgency.ANSWER,
    )


def is_it_an_answer(person: Person, enquiry: Enquiry, world: World, *, words: str, brought_by: int) -> Notice:
    """Return the question whether what she wrote under the enquiry is its answer."""
    both = (Errand.REMARK_ANSWERS, Errand.REMARK_IS_TALK)
    buttons = tuple(Button(errand=errand, subject=brought_by) for errand in both)
    asked = to_person(person, "enquiry_whether_answer", enquiry, world, buttons=buttons, said=words)
    return asked.model_copy(update={"urgency": Urgency.ANSWER})


def which_department(person: Person, enquiry: Enquiry, world: World) -> Notice:
    """Return the departments it can be given to."""
    buttons = tuple(
        Button(errand=Errand.ROUTE_ENQUIRY, subject=enquiry.id, choice=one.id, label=one.name)
        for one in world.directory.departments
        if one.id != enquiry.department
    )
    asked = to_person(person, "enquiry_route", enquiry, world, buttons=buttons)
    return asked.model_copy(update={"urgency": Urgency.ANSWER})
