"""Making notices: to a person, to the group, to the complainant, or under what was typed."""

from collections.abc import Iterable
from typing import Any, Final

from workflow import facts
from workflow.case import Case
from workflow.commands import Stimulus
from workflow.duties import Duty, DutyKind
from workflow.errands import Errand
from workflow.namesakes import deputy_buttons, target_buttons
from workflow.notices import Button, Notice, Urgency
from workflow.phases import Act
from workflow.refusals import Refusal
from workflow.values import Person
from workflow.world import World

Said = Iterable[Notice]


def answer(refusal: Refusal, stimulus: Stimulus) -> Notice:
    """Return the answer to a typed message that was refused, put under it, with a way on where there is one."""
    said = told(f"refused_{refusal.name}", refusal.facts, stimulus)
    return said.model_copy(update={"buttons": _way_on(refusal, stimulus)})


def told(name: str, what: facts.Facts, stimulus: Stimulus) -> Notice:
    """Return an answer under the message the stimulus came from."""
    return Notice(
        name=name,
        chat_id=stimulus.chat_id,
        reply_to=stimulus.message_id,
        facts=what,
        urgency=Urgency.ANSWER,
    )


def under_message(name: str, case: Case, world: World, **more: Any) -> Notice:
    return told(name, {**facts.heading(case, world), **more}, world.stimulus)


def to_group(name: str, case: Case, world: World, *, keys: Iterable[str] = (), **more: Any) -> Notice:
    told_facts = {**facts.heading(case, world), **more}
    return Notice(name=name, facts=told_facts, after_card=True, pings=tuple(keys))


def to_person(
    person: Person, name: str, case: Case, world: World, *, buttons: tuple[Button, ...] = (), **more: Any
) -> Notice:
    told_facts = {**facts.heading(case, world), "to": facts.person(person, world), **more}
    rows = tuple(buttons[start : start + 3] for start in range(0, len(buttons), 3))
    return Notice(name=name, to=person.id, facts=told_facts, buttons=rows)


def to_authors(name: str, case: Case, world: World, *, buttons: tuple[Button, ...] = (), **more: Any) -> Said:
    """The complainant, and whoever filed for her."""
    for one in dict.fromkeys((case.complainant, case.author)):
        if one is not None:
            yield to_person(world.person(one), name, case, world, buttons=buttons, **more)


def listed(duties: list[Duty], world: World) -> list[facts.Facts]:
    return [facts.duty(duty, world) for duty in duties]


def asked_late(person: Person, kind: DutyKind, case: Case, world: World) -> facts.Facts:
    """Of what is overdue: until when it was due, and who was asked before her."""
    duty = case.duty(kind)
    if duty is None or duty.missed_at is None:
        return {}
    before = world.person(duty.person).name if duty.person not in {None, person.id} else ""
    return {"late": True, "due_at": facts.moment(duty.due_at), "before": before}


def due_at(kind: DutyKind, case: Case) -> str | None:
    """Until when the newest duty of a kind is due."""
    duty = case.duty(kind)
    return facts.moment(duty.due_at) if duty else None


# Private functions

_ANEW: Final = {"opinion_given": Act.WRITE_OPINION}
"""Refusals of words after which the act is open all the same, when it is asked for anew."""


def _way_on(refusal: Refusal, stimulus: Stimulus) -> tuple[tuple[Button, ...], ...]:
    """Return the way to say it anew, or 逐項補填 under a form with mistakes, which from a group opens the private chat.

    Of people of one name each has a button; the deputy's only privately, as it is whoever presses who will be away.
    """
    told: dict[str, Any] = refusal.facts
    if refusal.name in _ANEW:
        return ((Button(act=_ANEW[refusal.name], ask=True),),)
    if refusal.name == "target_namesakes":
        return tuple((button,) for button in target_buttons(told["people"]))
    if refusal.name == "away_namesakes" and (stimulus.chat_id or 0) > 0:
        return tuple((b,) for b in deputy_buttons(told["people"], told["starts_at"], told["ends_at"]))
    if refusal.name != "form_mistakes" or stimulus.inbox is None or stimulus.chat_id is None:
        return ()
    is_group = stimulus.chat_id < 0
    complete = Button(errand=Errand.WIZARD_COMPLETE, subject=stimulus.inbox, private=is_group)
    return ((complete, Button(act=Act.CANCEL)) if told.get("stands") else (complete,),)
