"""Who may do what: every function answers with the people entitled, for one case in one world.

Nobody acts where she is complainant, accused or fined, except to file, reply, 認可, 撤回, 申訴 or 異議; the next
superior does (Q13, Q16). Anybody of a department, or an active deputy, acts for it, by name.
"""

from collections.abc import Callable, Collection, Iterable

from workflow.case import Case
from workflow.commands import Do
from workflow.duties import DutyKind
from workflow.fines import Fine
from workflow.namesakes import namesakes_in
from workflow.values import Department, Kind, Person, Position, Role, ServiceForm
from workflow.world import Scene, World

Who = Callable[[Case, World, Do], tuple[Person, ...]]


def accused_people(case: Case, world: Scene) -> frozenset[int]:
    """The person a service complaint is about, or everybody of the department it is about (C31)."""
    person = _accused_person(case, world)
    if person is not None:
        return frozenset({person})
    department = accused_department(case, world)
    return frozenset(p.id for p in world.directory.members(department)) if department else frozenset()


def accused_department(case: Case, world: Scene) -> str | None:
    """The department a service complaint is about, if it names exactly one."""
    if not isinstance(case.form, ServiceForm):
        return None
    if case.target is not None:
        return case.target[0] or None
    if namesakes_in(case.form.target, world.directory):
        return None  # one of them is meant, and not the whole department beside the name
    found = world.directory.find_department(case.form.target)
    return found.id if found else None


def is_target_clear(case: Case, world: Scene) -> bool:
    """Whether it is known whom the complaint is about (a product complaint accuses nobody)."""
    known = _accused_person(case, world) is not None or accused_department(case, world) is not None
    return not isinstance(case.form, ServiceForm) or case.target is not None or known


def _accused_person(case: Case, world: Scene) -> int | None:
    if not isinstance(case.form, ServiceForm):
        return None
    if case.target is not None:
        return case.target[1]
    found = world.directory.find_people(case.form.target)
    return found[0].id if len(found) == 1 else None


def is_hr_accused(case: Case, world: Scene) -> bool:
    """Whether the complaint is about the HR department or somebody in it."""
    offices = {d.id for d in world.directory.with_role(Role.HR)}
    members = {person.id for office in offices for person in world.directory.members(office)}
    return accused_department(case, world) in offices or bool(accused_people(case, world) & members)


def fining_department(case: Case, fine: Fine | None, world: Scene) -> Department | None:
    """In whose name a fine stands: HR's; 監察部's where HR itself is fined or accused (Q13)."""
    if fine is None or not _is_hr(fine.department, world):
        return hr_department(case, world)
    return first_with(world, Role.SUPERVISE, Role.ADMINISTER)


def first_with(world: Scene, *roles: Role) -> Department | None:
    """The first department that has one of the roles, in the order of the roles."""
    return next((d for role in roles for d in world.directory.with_role(role)), None)


def hr_department(case: Case, world: Scene) -> Department | None:
    """人力資源部; where HR is accused, 監察部, else 行政部."""
    if is_hr_accused(case, world):
        return first_with(world, Role.SUPERVISE, Role.ADMINISTER)
    return first_with(world, Role.HR)


def supervisors(case: Case, world: World, _do: Do | None = None) -> tuple[Person, ...]:
    """監察部, else 行政部."""
    return of_department(first_with(world, Role.SUPERVISE, Role.ADMINISTER), case, world)


def of_department(
    department: Department | None, case: Case, world: World, *, barred: Iterable[int] = ()
) -> tuple[Person, ...]:
    """The members who may act, with their deputies; if none is left, the next superior who may."""
    if department is None:
        return ()
    out = {*barred, *kept_out(case, world)}
    members = [p for p in world.directory.members(department.id) if p.id not in out]
    if members:
        return with_deputies(members, world, out)
    return _next_superior(department, out, world)


def with_deputies(
    people: Iterable[Person], world: World, out: Collection[int | None] = ()
) -> tuple[Person, ...]:
    """The people and whoever stands in for them now, but for those who may not act."""
    people = tuple(people)
    deputies = (d for person in people for d in world.directory.deputies_of(person, world.at))
    return tuple(one for one in dict.fromkeys((*people, *deputies)) if one.id not in out)


def holders(roles: Iterable[Role], world: World) -> tuple[Person, ...]:
    """Everybody of the departments that have one of the roles, with their deputies; nobody where there is none."""
    departments = dict.fromkeys(one for role in roles for one in world.directory.with_role(role))
    members = (person for department in departments for person in world.directory.members(department.id))
    return with_deputies(members, world)


def kept_out(case: Case, world: Scene) -> set[int | None]:
    """Those who may not act on this case: the complainant and the accused."""
    return {*accused_people(case, world), case.complainant}


# One function for each kind of entitlement of the table of acts


def author(case: Case, world: World, _do: Do) -> tuple[Person, ...]:
    return _persons({case.author, case.complainant}, world)


def complainant(case: Case, world: World, _do: Do) -> tuple[Person, ...]:
    return _persons({case.complainant}, world)


def approver(case: Case, world: World, _do: Do | None = None) -> tuple[Person, ...]:
    """The manager of the complainant (C02); after two hours also the one above (Q15)."""
    duty = case.duty(DutyKind.APPROVE)
    if duty is None or duty.person is None:
        return ()
    first, out = world.person(duty.person), kept_out(case, world)
    above = [p for p in world.directory.chain(first) if p.id not in out][:1] if duty.missed_at else []
    return with_deputies([first, *above], world, out)


def proxies(case: Case, world: World, _do: Do | None = None) -> tuple[Person, ...]:
    """Who posts for others: 人力資源部 (C05), 客服部跟單員 (C06)."""
    if case.kind is Kind.SERVICE:
        return of_department(hr_department(case, world), case, world)
    out = kept_out(case, world)
    return with_deputies(
        [p for p in world.directory.holders(Position.ORDER_FOLLOWER) if p.id not in out], world, out
    )


def receivers(case: Case, world: World, _do: Do | None = None) -> tuple[Person, ...]:
    """Who accepts: 打單部 (C08) or 人力資源部 (C12)."""
    return of_department(receiving_department(case, world), case, world)


def receiving_department(case: Case, world: World) -> Department | None:
    if case.kind is Kind.SERVICE:
        return hr_department(case, world)
    return first_with(world, Role.ACCEPT_PRODUCT)


def routers(case: Case, world: World, do: Do | None = None) -> tuple[Person, ...]:
    """人力資源部 (C13); once it is late also 監察部."""
    return _or_supervisors(case, world, do, DutyKind.ROUTE)


def claim_judges(case: Case, world: World, do: Do | None = None) -> tuple[Person, ...]:
    return _or_supervisors(case, world, do, DutyKind.SETTLE_CLAIM)


def adjudicators(case: Case, world: World, do: Do | None = None) -> tuple[Person, ...]:
    return _or_supervisors(case, world, do, DutyKind.ADJUDICATE)


def hr(case: Case, world: World, _do: Do | None = None) -> tuple[Person, ...]:
    return of_department(hr_department(case, world), case, world)


def repliers(case: Case, world: World, do: Do) -> tuple[Person, ...]:
    """The departments asked in this round; the accused and the complainant may reply for theirs."""
    departments = [d.department for d in case.replies() if do.department in {"", d.department}]
    people = [p for department in departments for p in world.directory.members(department)]
    return with_deputies(people, world)


def hr_or_repliers(case: Case, world: World, do: Do) -> tuple[Person, ...]:
    return tuple(dict.fromkeys((*hr(case, world), *repliers(case, world, do))))


def markers(case: Case, world: World, do: Do | None = None) -> tuple[Person, ...]:
    """Who says what comes first: who approves it, 人力資源部, 監察部, and 王總 with his assistants."""
    out = kept_out(case, world)
    chief = world.directory.general_manager()
    above = (*([chief] if chief else []), *world.directory.holders(Position.GM_ASSISTANT))
    offices = (*hr(case, world, do), *supervisors(case, world, do))
    people = (*approver(case, world, do), *offices, *with_deputies(above, world, out))
    return tuple(one for one in dict.fromkeys(people) if one.id not in out)


def involved(case: Case, world: World, do: Do) -> tuple[Person, ...]:
    """Everybody with a part in the case: who may add to its record."""
    parts = (*author(case, world, do), *receivers(case, world), *hr_or_repliers(case, world, do))
    return tuple(dict.fromkeys(parts))


def judges(case: Case, world: World, _do: Do | None = None) -> tuple[Person, ...]:
    """Who answers the appeal; after its day also the one above (C29)."""
    if case.appeal is None:
        return ()
    duty = case.duty(DutyKind.APPEAL)
    judge = world.person(case.appeal.judge)
    out = kept_out(case, world)
    above = (
        [p for p in world.directory.chain(judge) if p.id not in out][:1] if duty and duty.missed_at else []
    )
    return with_deputies([p for p in (judge, *above) if p.id not in out], world, out)


def fine_office(case: Case, world: World, do: Do) -> tuple[Person, ...]:
    """HR's part in a fine (C27)."""
    fine = case.fines.get(do.fine)
    return of_department(fining_department(case, fine, world), case, world, barred=_fined(fine))


def objection_judges(case: Case, world: World, do: Do) -> tuple[Person, ...]:
    """監察部, else 行政部; the other of the two where the first stands in for HR."""
    fine = case.fines.get(do.fine)
    roles = [Role.SUPERVISE, Role.ADMINISTER]
    if is_hr_accused(case, world) or (fine is not None and _is_hr(fine.department, world)):
        roles.reverse()
    return of_department(first_with(world, *roles), case, world, barred=_fined(fine))


def fined_person(case: Case, world: World, do: Do) -> tuple[Person, ...]:
    fine = case.fines.get(do.fine)
    return _persons({fine.person, fine.head} if fine else set(), world)


# Private functions


def _persons(ids: Iterable[int | None], world: World) -> tuple[Person, ...]:
    return tuple(world.person(one) for one in ids if one is not None)


def _fined(fine: Fine | None) -> frozenset[int]:
    return frozenset(one for one in (fine.person, fine.head) if one is not None) if fine else frozenset()


def _is_hr(department: str, world: Scene) -> bool:
    return Role.HR in world.department(department).roles


def _or_supervisors(case: Case, world: World, do: Do | None, kind: DutyKind) -> tuple[Person, ...]:
    department = (do.department or None) if do and kind is DutyKind.SETTLE_CLAIM else None
    duty = case.duty(kind, department)
    late = supervisors(case, world) if duty and duty.missed_at else ()
    return tuple(dict.fromkeys((*hr(case, world), *late)))


def _next_superior(department: Department, out: set[int | None], world: World) -> tuple[Person, ...]:
    above = department.superior
    while above is not None:
        head = world.directory.head(above)
        if head is not None and head.id not in out:
            return with_deputies([head], world, out)
        above = world.department(above).superior
    return ()
