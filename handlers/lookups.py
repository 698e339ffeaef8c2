"""What people ask of the records: each question reads the books and becomes an answer that changes nothing."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Final, NamedTuple

from handlers.pages import turning
from handlers.why import Around, why, why_enquiry
from storage import cases, company, enquiries
from storage.books import Books
from storage.cases import CaseRow, DutyRow
from workflow import exhibits, facts, papers, views
from workflow.case import Case
from workflow.commands import Decline, Stimulus, Tell
from workflow.duties import OF_FINE, UNLIMITED, Duty, DutyKind
from workflow.enquiry_notices import told_of
from workflow.escalation import GO_UP, asked_above
from workflow.facts import Facts
from workflow.freight_who import signers
from workflow.long_forms import whole_beside
from workflow.owing import owing, variant
from workflow.precedence import is_left_behind
from workflow.roll import posts_of
from workflow.values import Person, Position, Rules
from workflow.world import Scene, World

PAGE: Final = 10
"""Lines of a page."""


class Asked(NamedTuple):
    """A question: whose, when, and the words behind the command."""

    books: Books
    scene: Scene
    person: Person
    at: datetime
    words: str
    is_private: bool = True
    start: int = 0  # where the page begins


def status(asked: Asked) -> Tell | Decline:
    """The card of a case; privately its evidence goes along, and for those with a part in them its documents."""
    enquiry = enquiries.find(asked.books.conn, asked.words.strip().upper())
    if enquiry is not None:
        return Tell(name="enquiry", facts=told_of(enquiry, asked.scene))
    case = _case(asked)
    if case is None:
        return _unknown(asked)
    files = exhibits.shown(case, asked.person, asked.scene) if asked.is_private else ()
    told = views.status(case, asked.scene)
    also = (*_whole_form(told, case, asked), *_documents(case, asked))
    return Tell(name="status", facts=told, evidence=files, also=also)


def explain(asked: Asked) -> Tell | Decline:
    """How the due times of a case, or of an enquiry, came about."""
    enquiry = enquiries.find(asked.books.conn, asked.words.strip().upper())
    if enquiry is not None:
        return Tell(name="why_enquiry", facts=why_enquiry(enquiry, asked.scene, asked.books.suspensions()))
    case = _case(asked)
    if case is None:
        return _unknown(asked)
    since = min((duty.starts_at for duty in case.duties.values()), default=asked.at)
    conn = asked.books.conn
    around = Around(company.outages(conn, since), company.deafness(conn, since), asked.books.suspensions())
    return Tell(name="why", facts=_of_fine(asked.words.strip().upper(), why(case, asked.scene, around)))


def mine(asked: Asked) -> Tell | Decline:
    """The complaints of the person who asks, the newest first, page by page; in the group no drafts."""
    conn, mine, start = asked.books.conn, asked.person.id, asked.start
    posted = not asked.is_private
    rows = cases.cases_of(conn, mine, limit=PAGE, skip=start, posted=posted)
    count = cases.count_of(conn, mine, posted=posted)
    told: Facts = {
        "cases": _listed(rows, asked),
        "count": count,
        "first": start + 1,
        "last": start + len(rows),
        "day": today(asked),
    }
    more = count > start + len(rows)
    return Tell(name="mine", facts=told, buttons=turning("mine", "", start + PAGE) if more else ())


def whoami(asked: Asked) -> Tell | Decline:
    """How the bot knows this person, what the regulation asks of her, and what she owes."""
    person = facts.person(asked.person, asked.scene)
    told = {
        "person": person,
        "posts": [*posts_of(asked.person, asked.scene.directory)],
        "duties": duties_of(asked),
        "away": _away(asked),
        "stands_in": _principals(asked),
        "will_stand_in": _to_come(asked),
        "day": today(asked),
    }
    return Tell(name="whoami", facts=told)


def today(asked: Asked) -> str:
    """The reader's day, of which a list says times only."""
    return asked.scene.calendar.local(asked.at).isoformat()


def duties_of(asked: Asked) -> list[Facts]:
    """Return what the person owes as facts, the most urgent first."""
    return [owed(row, asked) for row in owed_by(asked)]


def owed(row: DutyRow, asked: Asked) -> Facts:
    """One duty of a list; `minutes` of working time are left, none if it has no limit or is overdue."""
    limited = row.kind not in UNLIMITED
    is_running = limited and row.missed_at is None
    return {
        "case": row.case_name,
        "what": row.kind,
        "variant": variant(row.kind, asked.books.case(row.case_id)) if row.kind is DutyKind.OPINE else "",
        "subject": row.subject,
        "department": asked.scene.department(row.department).name if row.department else "",
        "stands_for": _stood_for(row, asked),
        "due_at": row.due_at.isoformat() if limited else None,
        "late": row.missed_at is not None,
        "minutes": _minutes_left(row, asked) if is_running else None,
    }


def owed_by(asked: Asked) -> list[DutyRow]:
    """Return what the person owes, by name, with her department or for somebody else, the most urgent first."""
    conn, person = asked.books.conn, asked.person
    directory = asked.scene.directory
    mine = [one.id for one in directory.departments if directory.acts_for(person, one.id, asked.at)]
    shared = (row for department in mine for row in cases.duties_of_department(conn, department))
    rows = [row for row in shared if row.person is None and not _signed_already(row, asked)]
    rows += [row for one in _acting_as(asked) for row in cases.duties_of_person(conn, one.id)]
    rows += _decisions_of_general_manager(asked)
    rows += _gone_up(asked, known={(row.case_id, row.key) for row in rows})
    return sorted(rows, key=lambda row: row.due_at)


def line(row: CaseRow, asked: Asked, is_meant: Callable[[Duty], bool] = lambda _duty: True) -> Facts:
    """One case of a list: what it waits for, first of all of the duties that are meant, and until when."""
    case = asked.books.case(row.id)
    owed = _owed_first(case, is_meant, lambda duty: _is_hers(duty, asked))
    duty = owed[0] if owed else None
    return {
        "case": row.name,
        "kind": row.kind,
        "marks": list(case.marks),
        "phase": row.phase,
        "outcome": row.outcome,
        "filed_at": row.filed_at.isoformat(),
        "waits_for": _waits_for(owed, case, _world(case, asked)),
        "due_at": facts.moment(duty.due_at) if duty and duty.is_limited else None,
    }


def takes_part(case: Case, person: Person) -> bool:
    """Tell whether a person filed it, or owes or owed something in it by name."""
    return person.id in {case.author, case.complainant, *(duty.person for duty in case.duties.values())}


# Private functions


def _signed_already(row: DutyRow, asked: Asked) -> bool:
    """Whether what her department owes is another's of it: who signed for a bearing department signs no second time (Q35)."""
    if row.kind is not DutyKind.VOUCHER_COUNTERSIGN:
        return False
    return asked.person.id in signers(asked.books.case(row.case_id).vouchers[row.subject])


def _stood_for(row: DutyRow, asked: Asked) -> str:
    """The department, or the person, for whom a deputy owes it; "" of what is the reader's own."""
    if row.department:
        own = row.department == asked.person.department
        return "" if own else asked.scene.department(row.department).name
    named = row.person is not None and row.person in _stands_for(asked)
    return asked.scene.person(row.person).name if named and row.person is not None else ""


def _stands_for(asked: Asked) -> set[int]:
    return {one.id for one in asked.scene.directory.principals_of(asked.person, asked.at)}


def _minutes_left(row: DutyRow, asked: Asked) -> int:
    """The working time until it is due, without that in which its clock stands still."""
    duty = asked.books.case(row.case_id).duties[row.key]
    seconds = asked.scene.calendar.working_seconds(asked.at, duty.due_at, pauses=duty.pauses)
    return max(0, int(seconds // 60))


def _away(asked: Asked) -> list[Facts]:
    """The person's absences that run or are to come."""
    mine = asked.scene.directory.absences_of(asked.person.id)
    return [
        {
            "starts_at": facts.moment(one.starts_at),
            "ends_at": facts.moment(one.ends_at),
            "deputy": facts.by(one.deputy, asked.scene),
            "accepted": one.accepted_at is not None,
            "declined": one.declined_at is not None,
        }
        for one in mine
        if one.overlaps(asked.at, one.ends_at)
    ]


def _to_come(asked: Asked) -> list[Facts]:
    """For whom, and when, she has agreed to stand in later."""
    agreed = (
        one for one in asked.scene.directory.absences if one.deputy == asked.person.id and one.accepted_at
    )
    return [
        {
            "name": asked.scene.person(one.person).name,
            "starts_at": facts.moment(one.starts_at),
            "ends_at": facts.moment(one.ends_at),
        }
        for one in agreed
        if asked.at < one.starts_at < one.ends_at
    ]


def _principals(asked: Asked) -> list[str]:
    """The names of those for whom the person may act now."""
    return [person.name for person in asked.scene.directory.principals_of(asked.person, asked.at)]


def _whole_form(told: Facts, case: Case, asked: Asked) -> tuple[Tell, ...]:
    """Return what shows every word of a form that is too long for the card."""
    if not asked.is_private:
        return ()
    heading = facts.heading(case, asked.scene)
    return tuple(Tell(name="form_whole", facts={**heading, **page}) for page in whole_beside(told, case))


def _documents(case: Case, asked: Asked) -> tuple[Tell, ...]:
    """Return what shows the documents of a case as they stand."""
    if not asked.is_private or not papers.may_see(case, asked.person, asked.scene, asked.at):
        return ()
    return tuple(Tell(name="document", facts=about) for about in papers.named(case, asked.scene))


def _acting_as(asked: Asked) -> tuple[Person, ...]:
    """The person, and those she stands in for now."""
    directory, person = asked.scene.directory, asked.person
    away = {absence.person for absence in directory.absences if absence.ends_at > asked.at}
    others = (one for one in map(directory.person, away) if one is not None and one != person)
    return (person, *(one for one in others if person in directory.deputies_of(one, asked.at)))


def _decisions_of_general_manager(asked: Asked) -> list[DutyRow]:
    """His assistant may sign for him (C24)."""
    directory = asked.scene.directory
    chief = directory.general_manager()
    if chief is None or asked.person not in directory.holders(Position.GM_ASSISTANT):
        return []
    rows = cases.duties_of_person(asked.books.conn, chief.id)
    return [row for row in rows if row.kind is DutyKind.DECIDE]


def _gone_up(asked: Asked, *, known: Collection[tuple[int, str]]) -> list[DutyRow]:
    """What others missed and she is asked for since (Q15, C29)."""
    missed = (
        row for row in cases.missed_duties(asked.books.conn, GO_UP) if (row.case_id, row.key) not in known
    )
    return [row for row in missed if _is_asked(row, asked)]


def _is_asked(row: DutyRow, asked: Asked) -> bool:
    case = asked.books.case(row.case_id)
    return asked.person in asked_above(case.duties[row.key], case, _world(case, asked))


def _world(case: Case, asked: Asked) -> World:
    """The world at the moment of the question: who is there, and who stands in for whom."""
    stimulus = Stimulus(now=asked.at, at=asked.at, actor=asked.person.id)
    return World(stimulus=stimulus, case_id=case.id, rules=Rules(), **dict(asked.scene))


def _case(asked: Asked) -> Case | None:
    """The case named, or that of the fine or the voucher named; before its post only those with a part in it see it."""
    numbered = cases.find_numbered(asked.books.conn, asked.words.strip().upper())
    case = asked.books.case(numbered) if numbered else None
    return case if case and (case.posted_at or takes_part(case, asked.person)) else None


def _of_fine(number: str, told: Facts) -> Facts:
    """Asked about a fine, only the duty that was missed."""
    missed = [duty for duty in told["duties"] if any(fine["number"] == number for fine in duty["fines"])]
    return {**told, "duties": missed} if missed else told


def _unknown(asked: Asked) -> Decline:
    return Decline(name="case_unknown", facts={"case": asked.words.strip()})


def _listed(rows: Iterable[CaseRow], asked: Asked) -> list[Facts]:
    return [line(row, asked) for row in rows]


def _owed_first(
    case: Case, is_meant: Callable[[Duty], bool], is_hers: Callable[[Duty], bool] = lambda _duty: False
) -> list[Duty]:
    """What waits for the reader, then what keeps the case: the overdue, then by due time; of what is meant, if any."""

    def rank(duty: Duty) -> tuple[bool, bool, bool, datetime]:
        behind = is_left_behind(duty.kind, case.phase)
        return not is_hers(duty), behind, duty.missed_at is None, duty.due_at

    of_case = (duty for duty in case.open_duties() if duty.kind not in OF_FINE)
    owed = sorted(of_case, key=rank)
    return list(filter(is_meant, owed)) or owed


def _is_hers(duty: Duty, asked: Asked) -> bool:
    if duty.person is not None:
        return duty.person == asked.person.id
    return duty.department == asked.person.department


def _waits_for(owed: list[Duty], case: Case, world: World) -> Facts | None:
    """The duty that comes first, with who is called for it now; `together` are the departments that owe the same by then, `others` by another time."""
    if not owed:
        return None
    first = owed[0]
    same = [one for one in owed[1:] if one.kind is first.kind and one.department and first.department]
    together = [one for one in same if (one.due_at, one.is_late) == (first.due_at, first.is_late)]
    told = owing(first, case, world)
    above = [facts.person(one, world) for one in asked_above(first, case, world)]
    return {
        **told,
        "people": [*told["people"], *(one for one in above if one not in told["people"])],
        "together": facts.names((one.department for one in together), world),
        "others": facts.names((one.department for one in same if one not in together), world),
    }
