"""支出證明 on a case: drafted, signed, paid, followed up, written off (C34-C41, Q35-Q38). It does not wait for 王總."""

from collections.abc import Iterator

from workflow import freight_who
from workflow import voucher_events as vev
from workflow.closing import close_if_settled
from workflow.commands import Do, Mistake
from workflow.course import Course
from workflow.filing import needed
from workflow.freight_checks import check_draft, check_twin, check_voucher
from workflow.freight_duties import call, dismiss
from workflow.refusals import Refusal
from workflow.signing import Signature
from workflow.values import Person
from workflow.voucher_mistakes import mistakes_in
from workflow.vouchers import DESK, Freight, FreightVoucher, equal_bearings, head_office


def draft(course: Course, do: Do) -> None:
    """開立支出證明 by 跟單員, once a return is at stake and it is fixed who is responsible (C35, Q36)."""
    check_draft(course.case)
    freight = _wished(course, do)
    check_twin(course.case, freight)
    number = course.world.next_number("V")
    course.happens(vev.VoucherDrafted, number=number, freight=freight)
    call(course, number)


def edit(course: Course, do: Do) -> None:
    """修改: every signature is void and the chain starts again."""
    voucher = check_voucher(course.case, do, course.world)
    others_bear_it_now = voucher.outdated is not None
    freight = _wished(course, do, before=None if others_bear_it_now else voucher.freight)
    if freight == voucher.freight and not voucher.is_returned:
        raise Refusal("voucher_same", voucher=voucher.number)
    dismiss(course, voucher.number)
    course.happens(vev.VoucherRevised, number=voucher.number, revision=voucher.revision + 1, freight=freight)
    call(course, voucher.number)


def sign(course: Course, do: Do) -> None:
    """承擔部門負責人簽名 (C36): for the department named, else for the next that the actor may sign for."""
    voucher = check_voucher(course.case, do, course.world)
    department = _signing_for(course, voucher, do)
    head = course.world.directory.head(department)
    _sign(course, voucher, head_office(department), stands_in=head is None or head != _actor(course))


def countersign(course: Course, do: Do) -> None:
    """打單部經理或助理簽名 (C37): another person than those who signed before (Q35)."""
    voucher = check_voucher(course.case, do, course.world)
    department = freight_who.desk_department(course.world)
    stands_in = department is None or _actor(course).department != department.id
    _sign(course, voucher, DESK, stands_in=stands_in)


def give_back(course: Course, do: Do) -> None:
    """不同意, with a reason: whoever the voucher waits for gives it back to the drafter."""
    voucher = check_voucher(course.case, do, course.world)
    reason = needed(do.text)
    dismiss(course, voucher.number)
    course.happens(vev.VoucherReturned, number=voucher.number, reason=reason)
    call(course, voucher.number)


def pay(course: Course, do: Do) -> None:
    """付款 and 記帳 by 財務部, with a receipt in words or as a picture (C38-C39)."""
    voucher = check_voucher(course.case, do, course.world)
    if not do.text.strip() and not do.evidence:
        raise Refusal("receipt_missing", voucher=voucher.number)
    course.happens(vev.VoucherPaid, number=voucher.number, receipt=do.text.strip())
    call(course, voucher.number)


def keep_share(course: Course, do: Do) -> None:
    """兌現: 人力資源部 has seen that a department bore its share (C40)."""
    voucher = check_voucher(course.case, do, course.world)
    course.happens(vev.ShareKept, number=voucher.number, department=_share(voucher, do))
    call(course, voucher.number)


def write_off(course: Course, do: Do) -> None:
    """銷帳 by 財務部, at zero balance only (C41)."""
    voucher = check_voucher(course.case, do, course.world)
    course.happens(vev.VoucherWrittenOff, number=voucher.number)
    call(course, voucher.number)
    close_if_settled(course)


def cancel(course: Course, do: Do) -> None:
    """作廢, with a reason, before payment."""
    voucher = check_voucher(course.case, do, course.world)
    reason = needed(do.text)
    dismiss(course, voucher.number)
    course.happens(vev.VoucherCancelled, number=voucher.number, reason=reason)
    close_if_settled(course)


# Private functions


def _actor(course: Course) -> Person:
    assert course.world.actor is not None
    return course.world.actor


def _wished(course: Course, do: Do, before: Freight | None = None) -> Freight:
    """The freight as typed; every mistake in it is named in one refusal."""
    wish, found = do.freight, (*_all_mistakes(course, do), *_shares_left_out(course, do, before))
    if wish is None or found:
        raise Refusal("freight_mistakes", mistakes=[one.model_dump() for one in found], typed=do.typed)
    bearings = wish.bearings or equal_bearings(course.case.responsible())
    return Freight(**{**dict(wish), "bearings": bearings})


def _all_mistakes(course: Course, do: Do) -> tuple[Mistake, ...]:
    known = frozenset(one.id for one in course.world.directory.departments)
    return (*do.mistakes, *(mistakes_in(do.freight, known) if do.freight else ()))


def _shares_left_out(course: Course, do: Do, before: Freight | None) -> Iterator[Mistake]:
    """Shares that were written once are not made equal by leaving them out of a change."""
    is_left_out = do.freight is not None and not do.freight.bearings
    is_refused = any(one.field == "bearings" for one in do.mistakes)
    if (
        before
        and is_left_out
        and not is_refused
        and before.bearings != equal_bearings(course.case.responsible())
    ):
        yield Mistake(field="bearings", problem="missing")


def _sign(course: Course, voucher: FreightVoucher, office: str, *, stands_in: bool) -> None:
    signature = Signature(
        office=office,
        by=_actor(course).id,
        at=course.world.at,
        digest=voucher.digest(),
        stands_in=stands_in,
    )
    course.happens(vev.VoucherSigned, number=voucher.number, signature=signature)
    call(course, voucher.number)


def _signing_for(course: Course, voucher: FreightVoucher, do: Do) -> str:
    """The department the actor signs for: the one named, else the first that she may and that is unsigned."""
    case, world, actor = course.case, course.world, _actor(course)
    able = [one for one in voucher.unsigned() if do.department in {"", one}]
    mine = [one for one in able if actor in freight_who.heads_of(one, voucher, case, world)]
    if not mine:
        raise Refusal("nothing_to_sign", voucher=voucher.number)
    return mine[0]


def _share(voucher: FreightVoucher, do: Do) -> str:
    unkept = voucher.unkept()
    named = do.department or (unkept[0] if len(unkept) == 1 else "")
    if named not in unkept:
        raise Refusal("which_share", voucher=voucher.number)
    return named
