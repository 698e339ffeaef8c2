"""Who owes what on a voucher: its duties follow from where it stands (Q38: no limit, a reminder every working day)."""

from typing import NamedTuple

from workflow import freight_who
from workflow import voucher_events as vev
from workflow.course import Course
from workflow.duties import Duty, DutyKind, Ending
from workflow.events import DutyPassedOn
from workflow.phases import SETTLED_IN, Act
from workflow.values import Person
from workflow.vouchers import UNPAID, FreightVoucher, VoucherStatus

KINDS: dict[VoucherStatus, DutyKind] = {
    VoucherStatus.SIGNING: DutyKind.VOUCHER_SIGN,
    VoucherStatus.COUNTERSIGNING: DutyKind.VOUCHER_COUNTERSIGN,
    VoucherStatus.RETURNED: DutyKind.VOUCHER_MEND,
    VoucherStatus.PAYING: DutyKind.VOUCHER_PAY,
    VoucherStatus.KEEPING: DutyKind.VOUCHER_KEEP,
    VoucherStatus.WRITING_OFF: DutyKind.VOUCHER_WRITE_OFF,
}
WAITING_FOR_RULING = frozenset(KINDS[status] for status in UNPAID)
"""Suspended while it is open again who is responsible; what is paid is followed up all the same."""
ACTS: dict[DutyKind, Act] = {
    DutyKind.VOUCHER_SIGN: Act.SIGN_VOUCHER,
    DutyKind.VOUCHER_COUNTERSIGN: Act.COUNTERSIGN_VOUCHER,
    DutyKind.VOUCHER_MEND: Act.EDIT_VOUCHER,
    DutyKind.VOUCHER_PAY: Act.PAY_VOUCHER,
    DutyKind.VOUCHER_KEEP: Act.KEEP_SHARE,
    DutyKind.VOUCHER_WRITE_OFF: Act.WRITE_OFF_VOUCHER,
}


def keep_up(course: Course) -> None:
    """Bring what is owed on the vouchers in line with the case: an appeal suspends it, a new head is asked.

    Where others are responsible than before, nothing unpaid keeps its signatures: the drafter says anew who bears it.
    """
    responsible = course.case.responsible()
    if set(responsible) != set(course.before.responsible()):
        for number in _unpaid(course):
            course.follows(vev.VoucherReturned, number=number, reason="", responsible=responsible)
    for voucher in course.case.open_vouchers():
        call(course, voucher.number)


def call(course: Course, number: str) -> None:
    """End what is owed no more on the voucher and open what is owed now."""
    voucher = course.case.vouchers[number]
    wanted = _owed(voucher, course)
    ending = Ending.DONE if wanted or not voucher.is_open else Ending.CANCELLED
    for duty in _open_duties(course, number):
        same = next(
            (one for one in wanted if (one.kind, one.department) == (duty.kind, duty.department)), None
        )
        if same is None:
            course.end(duty, ending)
        else:
            wanted.remove(same)
            _pass_on(course, duty, same.person)
    for one in wanted:
        course.open(one.kind, course.world.begins, **one.facts(), subject=number)


def give_back_unpaid(course: Course, reason: str) -> None:
    """The ruling is not what it was: nothing is paid on signatures given under the old one, the drafter looks again."""
    for number in _unpaid(course):
        course.happens(vev.VoucherReturned, number=number, reason=reason)


def dismiss(course: Course, number: str) -> None:
    """End all that is owed on the voucher: whoever was asked was asked about something else."""
    for duty in _open_duties(course, number):
        course.end(duty, Ending.CANCELLED)


# Private functions


def _unpaid(course: Course) -> list[str]:
    """The vouchers on which somebody signs still."""
    signed = UNPAID - {VoucherStatus.RETURNED}
    return [voucher.number for voucher in course.case.open_vouchers() if voucher.status in signed]


class _Owed(NamedTuple):
    kind: DutyKind
    department: str = ""
    person: int | None = None

    def facts(self) -> dict[str, object]:
        return {"department": self.department, "person": self.person}


def _pass_on(course: Course, duty: Duty, holder: int | None) -> None:
    """A post with another holder takes the duty along; one that is vacant leaves it where it is."""
    if holder not in {None, duty.person}:
        course.follows(DutyPassedOn, key=duty.key, person=holder)


def _open_duties(course: Course, number: str) -> list[Duty]:
    return [duty for duty in course.case.open_duties() if duty.subject == number]


def _owed(voucher: FreightVoucher, course: Course) -> list[_Owed]:
    case, world = course.case, course.world
    kind = KINDS.get(voucher.status)
    if kind is None or (kind in WAITING_FOR_RULING and case.phase not in SETTLED_IN):
        return []
    if kind is DutyKind.VOUCHER_SIGN:
        return [_Owed(kind, one, _head(one, voucher, course)) for one in voucher.unsigned()]
    if kind is DutyKind.VOUCHER_MEND:
        return [_Owed(kind, person=_first(freight_who.menders(voucher, case, world)))]
    office = freight_who.office_of(voucher.status, case, world)
    return [_Owed(kind, office.id if office else "")]


def _head(department: str, voucher: FreightVoucher, course: Course) -> int | None:
    """The one who is to sign: /todo shows it to her and not to her whole department."""
    return _first(freight_who.heads_of(department, voucher, course.case, course.world))


def _first(people: tuple[Person, ...]) -> int | None:
    return people[0].id if people else None
