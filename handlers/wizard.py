"""The buttons of a form that is filled in step by step (`/new`): each is a move (`workflow.wizard`), the last files the form.

Where somebody is stands in the database (`storage/wizards.py`), so a restart, or a day, in the middle loses nothing.
"""

from collections.abc import Callable
from typing import Any, Final

from forms import fill, write
from handlers.errand_codes import ErrandPress
from handlers.posted_forms import posted
from handlers.pressing import Presser, Reader
from storage import cases, wizards
from storage.books import Books
from storage.wizards import WizardRow
from workflow import wizard as steps
from workflow.case import Case
from workflow.commands import Command, Decline, File, Fill, Mistake, Tell
from workflow.errands import Errand
from workflow.notices import Button
from workflow.phases import Phase
from workflow.values import Kind, Person
from workflow.wizard import KIND, PREVIEW, Move, Wizard

_OFFERED: Final = 6
_LONGEST_OFFER: Final = 24
_TURNED: Final = Decline(name="wizard_turned")

Moved = Callable[[WizardRow, ErrandPress, Presser, Books], Command | None]
"""Returns what a press on a button of the present question wants."""
Begun = Callable[[Wizard, int, Presser, Books], Command | None]
"""Begins with what is there already, in a draft or in a post."""


def begin_buttons(kind: Kind, *, private: bool) -> tuple[tuple[Button, ...], ...]:
    """Return 開始填寫; where it stands in the group it opens the private chat."""
    return ((Button(errand=Errand.WIZARD_START, choice=kind, private=not private),),)


def fresh(person: Person, books: Books, words: str = "") -> Wizard:
    """Return a form at its beginning; `words` are made the complaint."""
    return steps.begin(person.id, after_turn=wizards.last_turn(books.conn, person.id), words=words)


def offer(wizard: Wizard, instead: str = "") -> Tell:
    """Offer 繼續 or 重新開始: nothing that was filled in is thrown away unasked."""
    filled = [name for name in wizard.fields if wizard.values.get(name)]
    buttons = (
        Button(errand=Errand.WIZARD_RESUME, subject=wizard.turn),
        Button(errand=Errand.WIZARD_RESTART, subject=wizard.turn, choice=instead),
    )
    facts = {"kind": wizard.kind, "filled": filled, "evidence": len(wizard.evidence)}
    return Tell(name="wizard_open", facts=facts, buttons=(buttons,))


def moving(wizard: Wizard, move: Move, books: Books, **more: Any) -> Fill:
    """Return the move as a command, with what can be offered beside the next question."""
    used = {
        column: cases.used_values(books.conn, column, wizard.person, limit=_OFFERED, longest=_LONGEST_OFFER)
        for column in ("customer", "brand")
    }
    return Fill(wizard=wizard, move=move, used=used, **more)


def complaint_of(words: str, person: Person | None, books: Books) -> Command:
    """Begin a form with somebody's words in it (轉為投訴); one that is begun is offered first."""
    if person is None:
        return Decline(name="not_enrolled")
    row = wizards.get(books.conn, person.id)
    if row is not None and row.wizard.kind is not None:
        return offer(row.wizard)
    return moving(fresh(person, books, words), Move.SHOW, books)


# Private functions


def _pressed(press: ErrandPress, presser: Presser, books: Books) -> Command | None:
    """Bring a move; a button of an earlier question is known by its number."""
    if presser.person is None:
        return Decline(name="not_enrolled")
    row = wizards.get(books.conn, presser.person.id)
    if row is None or press.subject != row.wizard.turn:
        return _TURNED
    return _MOVED[press.errand](row, press, presser, books)


def _started(press: ErrandPress, presser: Presser, books: Books) -> Command | None:
    """開始填寫, or the kind chosen; a form that is begun is offered first."""
    if presser.person is None:
        return Decline(name="not_enrolled")
    row = wizards.get(books.conn, presser.person.id)
    if row is not None and row.wizard.kind is not None and row.wizard.step != KIND:
        return offer(row.wizard, press.choice)
    wizard = row.wizard if row else fresh(presser.person, books)
    return _chosen(wizard, press, books)


def _chosen(wizard: Wizard, press: ErrandPress, books: Books) -> Fill:
    """Begin with the kind the button names, or ask for it."""
    if press.choice in set(Kind):
        return moving(wizard, Move.CHOOSE_KIND, books, value=press.choice)
    return moving(wizard, Move.SHOW, books)


def _restarted(row: WizardRow, press: ErrandPress, presser: Presser, books: Books) -> Command | None:
    fresh = steps.begin(row.wizard.person, after_turn=row.wizard.turn)
    for prefix, begun in _SOURCES.items():
        number = press.choice.removeprefix(prefix)
        if number != press.choice and number.isdecimal():
            return begun(fresh, int(number), presser, books)
    return _chosen(fresh, press, books)


def _begun_from(source: str, press: ErrandPress, presser: Presser, books: Books) -> Command | None:
    """Begin with what is there already; a form that is half filled in is not thrown away unasked."""
    if presser.person is None or press.subject is None:
        return Decline(name="not_enrolled")
    row = wizards.get(books.conn, presser.person.id)
    if row is not None and row.wizard.kind is not None:
        return offer(row.wizard, f"{source}{press.subject}")
    return _SOURCES[source](fresh(presser.person, books), press.subject, presser, books)


def _mended(press: ErrandPress, presser: Presser, books: Books) -> Command | None:
    """修改: the draft as it is, in its preview."""
    return _begun_from(_DRAFT, press, presser, books)


def _mending(wizard: Wizard, case_id: int, _presser: Presser, books: Books) -> Command | None:
    case = books.case(case_id) if cases.get(books.conn, case_id) else Case()
    if wizard.person not in {case.author, case.complainant} or case.form is None:
        return None
    if case.phase is not Phase.DRAFT:
        return Decline(name="wrong_phase", facts={"case": case.name, "phase": case.phase})
    values = case.form.model_dump(mode="json", exclude={"kind", "settlement"})
    return moving(
        steps.mend(wizard, case.kind, values, case=case_id, kept=len(case.evidence)), Move.SHOW, books
    )


def _post_completed(press: ErrandPress, presser: Presser, books: Books) -> Command | None:
    """逐項補填: what was understood of the posted form, and the questions for the rest."""
    return _begun_from(_POST, press, presser, books)


def _completing(wizard: Wizard, row_id: int, presser: Presser, books: Books) -> Command | None:
    form = posted(row_id, books, presser.view.scene.calendar) if presser.view else None
    if form is None:
        return None
    if form.author != presser.user_id:
        return Decline(name="form_of_another")
    if form.put_right is not None:
        return Decline(name="form_put_right", facts={"case": form.put_right})
    begun = steps.complete(wizard, form.values, form.evidence, form.case)
    return moving(begun, Move.CHOOSE_KIND, books, value=form.kind)


def _offered_value(row: WizardRow, press: ErrandPress, _presser: Presser, books: Books) -> Command | None:
    choices = dict(enumerate(row.wizard.choices))
    value = choices.get(int(press.choice)) if press.choice.isdecimal() else None
    return None if value is None else moving(row.wizard, Move.ANSWER, books, value=value)


def _moves(move: Move) -> Moved:
    """The button says it all; a field to go to is its choice."""
    return lambda row, press, _presser, books: moving(row.wizard, move, books, value=press.choice)


def _submitted(row: WizardRow, _press: ErrandPress, _presser: Presser, books: Books) -> Command | None:
    """提交: the same command as a pasted form."""
    wizard = row.wizard
    if wizard.kind is None or wizard.step != PREVIEW:
        return _TURNED
    reading = fill(wizard.kind, wizard.values, now=row.touched_at)
    return File(
        kind=wizard.kind,
        complainant=reading.fields.get("complainant", ""),
        form=None if reading.problems else reading.form(),
        mistakes=tuple(Mistake(field=field, problem=problem) for field, problem in reading.problems.items()),
        prefilled=write(wizard.kind, reading.fields),
        unsigned=write(wizard.kind, {**reading.fields, "complainant": ""}),
        private=True,
        case=_still_draft(wizard, books),
        evidence=wizard.evidence,
        wizard=wizard,
    )


def _still_draft(wizard: Wizard, books: Books) -> int | None:
    """The draft that is mended; one that was cancelled meanwhile is filed anew."""
    case: Case | None = books.case(wizard.case) if wizard.case else None
    return case.id if case and case.is_open else None


_DRAFT: Final = "draft"
_POST: Final = "post"
_SOURCES: Final[dict[str, Begun]] = {_DRAFT: _mending, _POST: _completing}
_MOVED: Final[dict[Errand, Moved]] = {
    Errand.WIZARD_RESUME: _moves(Move.SHOW),
    Errand.WIZARD_RESTART: _restarted,
    Errand.WIZARD_CHOOSE: _offered_value,
    Errand.WIZARD_NOW: _moves(Move.NOW),
    Errand.WIZARD_KEEP: _moves(Move.KEEP),
    Errand.WIZARD_BACK: _moves(Move.BACK),
    Errand.WIZARD_GO: _moves(Move.GO),
    Errand.WIZARD_DONE: _moves(Move.DONE),
    Errand.WIZARD_SUBMIT: _submitted,
}
READERS: Final[dict[Errand, Reader]] = {
    Errand.WIZARD_START: _started,
    Errand.WIZARD_MEND: _mended,
    Errand.WIZARD_COMPLETE: _post_completed,
    **dict.fromkeys(_MOVED, _pressed),
}
