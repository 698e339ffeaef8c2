"""Who may do what to a freight voucher (C35-C41): like `who`, each answers with the people entitled.

Whoever wrote a voucher signs nothing on it, and 打單部's signature is another person's than those of the bearing heads (Q35).
"""

from collections.abc import Callable

from workflow.case import Case
from workflow.commands import Do
from workflow.directory import HEADS
from workflow.signing import Signature
from workflow.values import Department, Person, Position, Role
from workflow.vouchers import DESK, FreightVoucher, VoucherStatus
from workflow.who import first_with, hr, hr_department, kept_out, of_department, with_deputies
from workflow.world import World

DESK_POSITIONS = HEADS | {Position.ASSISTANT}


def drafters(case: Case, world: World, _do: Do | None = None) -> tuple[Person, ...]:
    """客服部跟單員 (C35); where there is none who may, the head of 客服部 or the next superior."""
    out = kept_out(case, world)
    followers = [one for one in world.directory.holders(Position.ORDER_FOLLOWER) if one.id not in out]
    office = first_with(world, Role.PROXY_PRODUCT)
    if not followers and office is not None:
        return _head_or_above(office.id, world, out)
    return with_deputies(followers, world, out)


def bearing_heads(case: Case, world: World, do: Do) -> tuple[Person, ...]:
    """The heads of the bearing departments, or of the one named (C36)."""
    voucher = case.vouchers.get(do.voucher)
    if voucher is None:
        return ()
    departments = [one for one in voucher.freight.departments if do.department in {"", one}]
    found = (one for name in departments for one in heads_of(name, voucher, case, world))
    return tuple(dict.fromkeys(found))


def heads_of(department: str, voucher: FreightVoucher, case: Case, world: World) -> tuple[Person, ...]:
    """Who signs for one bearing department: its head or the deputy, else the next superior who may."""
    return _head_or_above(department, world, kept_out(case, world) | voucher.writers)


def desk(case: Case, world: World, do: Do) -> tuple[Person, ...]:
    """打單部經理或助理 (C37) with deputies; if all of them signed before, or may not act, the next superior."""
    voucher, department = case.vouchers.get(do.voucher), desk_department(world)
    if voucher is None or department is None:
        return ()
    out = kept_out(case, world) | voucher.writers
    able = with_deputies(_posts(department, world, out), world, out)
    signed = signers(voucher)
    if any(one.id not in signed for one in able):
        return able
    return (*able, *_head_or_above(department.id, world, out | signed))


def desk_free(case: Case, world: World, do: Do) -> tuple[Person, ...]:
    """Those of `desk` who have not signed before."""
    voucher = case.vouchers.get(do.voucher)
    signed = signers(voucher) if voucher else frozenset()
    return tuple(one for one in desk(case, world, do) if one.id not in signed)


def cashiers(case: Case, world: World, _do: Do | None = None) -> tuple[Person, ...]:
    """財務部 (C38-C39, C41)."""
    return of_department(cash_department(world), case, world)


def followers_up(case: Case, world: World, _do: Do | None = None) -> tuple[Person, ...]:
    """人力資源部 (C40)."""
    return hr(case, world)


def awaited(case: Case, world: World, do: Do) -> tuple[Person, ...]:
    """Those for whom a voucher waits now."""
    voucher = case.vouchers.get(do.voucher)
    who = _AWAITED.get(voucher.status) if voucher else None
    return who(case, world, do) if who else ()


def unsigned_heads(case: Case, world: World, do: Do) -> tuple[Person, ...]:
    """The heads whose signature is missing; with a department, that one's."""
    voucher = case.vouchers[do.voucher]
    departments = [one for one in voucher.unsigned() if do.department in {"", one}]
    found = (one for name in departments for one in heads_of(name, voucher, case, world))
    return tuple(dict.fromkeys(found))


def mender(case: Case, world: World, do: Do) -> tuple[Person, ...]:
    """The drafter, or whoever may draft in her place."""
    return menders(case.vouchers[do.voucher], case, world)


def menders(voucher: FreightVoucher, case: Case, world: World) -> tuple[Person, ...]:
    """The drafter of a voucher, or whoever may draft in her place."""
    able = drafters(case, world)
    return tuple(one for one in able if one.id == voucher.drafted_by) or able


def office_of(status: VoucherStatus, case: Case, world: World) -> Department | None:
    """The department whose turn it is, where it is a department's."""
    offices = {
        VoucherStatus.COUNTERSIGNING: desk_department(world),
        VoucherStatus.PAYING: cash_department(world),
        VoucherStatus.KEEPING: hr_department(case, world),
        VoucherStatus.WRITING_OFF: cash_department(world),
    }
    return offices.get(status)


def desk_department(world: World) -> Department | None:
    return first_with(world, Role.EXECUTE, Role.ACCEPT_PRODUCT)


def cash_department(world: World) -> Department | None:
    return first_with(world, Role.PAY)


def signers(voucher: FreightVoucher) -> frozenset[int]:
    """Those who signed for a bearing department."""
    return frozenset(one.by for one in voucher.signatures if _is_heads(one))


# Private functions


def _head_or_above(department: str, world: World, out: set[int | None]) -> tuple[Person, ...]:
    seen = set[str]()
    place: str | None = department
    while place is not None and place not in seen:
        seen.add(place)
        head = world.directory.head(place)
        if head is not None and head.id not in out:
            return with_deputies([head], world, out)
        place = world.department(place).superior
    return ()


def _posts(department: Department, world: World, out: set[int | None]) -> list[Person]:
    members = world.directory.members(department.id)
    return [one for one in members if one.position in DESK_POSITIONS and one.id not in out]


def _is_heads(signature: Signature) -> bool:
    return signature.office != DESK


_AWAITED: dict[VoucherStatus, Callable[[Case, World, Do], tuple[Person, ...]]] = {
    VoucherStatus.SIGNING: unsigned_heads,
    VoucherStatus.COUNTERSIGNING: desk_free,
    VoucherStatus.RETURNED: mender,
    VoucherStatus.PAYING: cashiers,
    VoucherStatus.KEEPING: followers_up,
    VoucherStatus.WRITING_OFF: cashiers,
}
