"""/todo: what a person has to do, each line with a button to it; a head sees her people's, HR the fines to decide about."""

from collections.abc import Iterable, Iterator
from typing import Final

from handlers import todo_money
from handlers.lookups import Asked, owed, owed_by, today
from storage import cases, outbox, wizards
from storage.cases import CaseRow, DutyRow, FineRow
from storage.outbox import OutboxRow
from storage.wizards import WizardRow
from workflow import facts
from workflow.answering import FOR_A_DEPARTMENT
from workflow.commands import Do, Stimulus, Tell
from workflow.duties import DutyKind
from workflow.errands import Errand
from workflow.facts import Facts
from workflow.fines import FineStatus
from workflow.notices import Button
from workflow.phases import Act
from workflow.rehearsing import is_pending
from workflow.values import Person, Role, Rules
from workflow.world import World

BUTTONS: Final = 10
"""Lines that have a button; what is further down is less urgent."""
A_ROW: Final = 5


def todo(asked: Asked) -> Tell:
    """What the person owes, the most urgent first, and what else waits for her."""
    rows = owed_by(asked)
    fines = _fines(asked)
    begun = _begun(asked)
    drafts = cases.sent_back(asked.books.conn, asked.person.id)
    refunds, vouchers = todo_money.refunds(asked), todo_money.open_vouchers(asked)
    told: Facts = {
        "duties": [owed(row, asked) for row in rows],
        "questions": list(_questions(asked)),
        "fines": [todo_money.fine_facts(fine, asked) for fine in fines],
        "owed_fines": todo_money.owed_fines(asked),
        "refunds": [todo_money.fine_facts(fine, asked) for fine in refunds],
        "stopped": list(todo_money.stopped(vouchers, asked)),
        "to_draw": list(todo_money.to_draw(vouchers, asked)),
        "to_bear": list(todo_money.to_bear(vouchers, asked)),
        "drafts": [{"case": draft.name, "kind": draft.kind} for draft in drafts],
        "people": list(_people(asked)),
        "day": today(asked),
        "begun": begun.wizard.kind if begun else None,
    }
    wanted = [*(_to_duty(row, asked) for row in rows), *(_to_case(one.case_id, asked) for one in fines)]
    go_on = ((Button(errand=Errand.WIZARD_RESUME, subject=begun.wizard.turn),),) if begun else ()
    beside = (*todo_money.refund_buttons(refunds), *_to_drafts(drafts, asked), *go_on)
    return Tell(name="todo", facts=told, buttons=(*_numbered(wanted[:BUTTONS]), *beside))


# Private functions

_ACTS: Final = {  # what is asked for at once; whatever else there is to choose stands behind 更多
    DutyKind.COMPLETE: Act.COMPLETE,
    DutyKind.PUBLISH: Act.PUBLISH,
    DutyKind.ROUTE: Act.ROUTE,
    DutyKind.REPLY: Act.REPLY,
    DutyKind.NAME_RESPONSIBLE: Act.NAME_RESPONSIBLE,
    DutyKind.ADJUDICATE: Act.ADJUDICATE,
    DutyKind.EXECUTE: Act.EXECUTE,
}


def _to_duty(row: DutyRow, asked: Asked) -> Button:
    act = _ACTS.get(row.kind)
    department = row.department if act in FOR_A_DEPARTMENT else ""
    return Button(
        act=act,
        case=row.case_id,
        department=department or "",
        ask=act is not None,
        private=not asked.is_private,
    )


def _to_case(case_id: int, asked: Asked) -> Button:
    return Button(case=case_id, private=not asked.is_private)


def _to_drafts(drafts: Iterable[CaseRow], asked: Asked) -> Iterator[tuple[Button, ...]]:
    """A draft that was sent back is mended in the private chat only, where the form is."""
    if asked.is_private:
        yield from ((Button(errand=Errand.WIZARD_MEND, subject=one.id, label=one.name),) for one in drafts)


def _numbered(buttons: list[Button]) -> tuple[tuple[Button, ...], ...]:
    """The buttons under the numbers of their lines."""
    named = [one.model_copy(update={"label": str(nth)}) for nth, one in enumerate(buttons, start=1)]
    return tuple(tuple(named[start : start + A_ROW]) for start in range(0, len(named), A_ROW))


def _begun(asked: Asked) -> WizardRow | None:
    """The form she is filling in step by step; it is her own, and gone on with privately."""
    row = wizards.get(asked.books.conn, asked.person.id) if asked.is_private else None
    return row if row is not None and row.wizard.kind is not None else None


def _questions(asked: Asked) -> Iterator[Facts]:
    """Questions put to her that she has not answered, each once; what they are about is a case."""
    rows = outbox.open_questions(asked.books.conn, asked.person.id)
    asking = {(row.case_id, row.notice.question): row for row in rows}
    for (case_id, act), row in asking.items():
        if case_id is not None and isinstance(act, Act) and _is_pending(row, case_id, act, asked):
            yield _question(row, case_id, asked)


def _is_pending(row: OutboxRow, case_id: int, act: Act, asked: Asked) -> bool:
    """Whether it still waits for her: what another has decided, or the case has left behind, asks nothing more."""
    stimulus = Stimulus(now=asked.at, at=asked.at, actor=asked.person.id)
    world = World(stimulus=stimulus, case_id=case_id, rules=Rules(), **dict(asked.scene))
    revision = row.notice.facts.get("revision")
    about = {name: str(row.notice.facts.get(name) or "") for name in ("fine", "voucher", "department")}
    shown = revision if isinstance(revision, int) else None
    return is_pending(asked.books.case(case_id), Do(case=case_id, act=act, revision=shown, **about), world)


def _question(row: OutboxRow, case_id: int, asked: Asked) -> Facts:
    case = asked.books.case(case_id)
    return {"case": case.name, "kind": case.kind, "act": row.notice.question}


def _fines(asked: Asked) -> list[FineRow]:
    """What her office has to decide about: HR the fines that are held, 監察部 the objections."""
    statuses = {status for role, status in _DECIDES.items() if todo_money.belongs_to(asked, role)}
    return [fine for fine in cases.unsettled_fines(asked.books.conn) if fine.status in statuses]


_DECIDES: Final = {Role.HR: FineStatus.HELD, Role.SUPERVISE: FineStatus.OBJECTED}


def _people(asked: Asked) -> Iterator[Facts]:
    """What the people of a head's department owe by name; what the department owes together is her own."""
    directory, head = asked.scene.directory, asked.person
    if not asked.is_private or directory.head(head.department) != head:
        return
    for one in directory.members(head.department):
        rows = cases.duties_of_person(asked.books.conn, one.id) if one != head else ()
        if rows:
            yield _persons(one, rows, asked)


def _persons(one: Person, rows: tuple[DutyRow, ...], asked: Asked) -> Facts:
    return {"person": facts.person(one, asked.scene), "duties": [owed(row, asked) for row in rows]}
