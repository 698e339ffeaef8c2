"""A voucher as it is printed, and as facts for the templates."""

from workflow import facts
from workflow.case import Case
from workflow.documents import Share, SignatureLine, Voucher
from workflow.signing import Signature
from workflow.values import Role
from workflow.vouchers import Bearing, FreightVoucher, head_office
from workflow.world import Scene


def voucher_sheet(case: Case, number: str, scene: Scene) -> Voucher:
    """Return what the printed 支出證明 shows; raises KeyError if the case has no such voucher.

    The `office` of a signature is the name of the department it was given for.
    """
    voucher = case.vouchers[number]
    freight = voucher.freight
    desk = voucher.desk_signature
    return Voucher(
        number=voucher.number,
        case=case.name,
        amount=freight.amount,
        carrier=freight.carrier,
        payee=freight.payee,
        reason=freight.reason,
        shares=_shares(voucher, scene),
        drafted_by=scene.person(voucher.drafted_by).name,
        drafted_at=voucher.drafted_at,
        head_signatures=_head_signatures(voucher, scene),
        desk_signature=_line(desk, _desk_name(scene), scene) if desk else None,
        paid_by=_name(voucher.paid_by, scene),
        paid_at=voucher.paid_at,
        written_off_by=_name(voucher.written_off_by, scene),
        written_off_at=voucher.written_off_at,
        digest=voucher.digest(),
    )


def voucher_facts(voucher: FreightVoucher, scene: Scene) -> facts.Facts:
    """Return the voucher as it stands for a template; money is whole fen."""
    return {
        **voucher.freight.model_dump(mode="json", exclude={"bearings"}),
        "number": voucher.number,
        "revision": voucher.revision,
        "status": voucher.status,
        "shares": [_share_facts(share, voucher, scene) for share in voucher.freight.bearings],
        "balance": voucher.balance,
        "drafted_by": facts.by(voucher.drafted_by, scene),
        "drafted_at": facts.moment(voucher.drafted_at),
        "waits_for": facts.names(voucher.unsigned(), scene),
        "returned": voucher.returned,
        "outdated": None if voucher.outdated is None else facts.names(voucher.outdated, scene),
        "paid_by": facts.by(voucher.paid_by, scene),
        "paid_at": facts.moment(voucher.paid_at),
        "receipt": voucher.receipt,
    }


# Private functions


def _shares(voucher: FreightVoucher, scene: Scene) -> tuple[Share, ...]:
    portions = voucher.freight.portions()
    kept = {one.department: one.at for one in voucher.kept}
    return tuple(
        Share(
            department=scene.department(one.department).name,
            percent=one.percent,
            amount=portions[one.department],
            kept_at=kept.get(one.department),
        )
        for one in voucher.freight.bearings
    )


def _head_signatures(voucher: FreightVoucher, scene: Scene) -> tuple[SignatureLine, ...]:
    given = ((name, voucher.signature_of(head_office(name))) for name in voucher.freight.departments)
    return tuple(_line(one, scene.department(name).name, scene) for name, one in given if one)


def _line(signature: Signature, office: str, scene: Scene) -> SignatureLine:
    return SignatureLine(
        office=office,
        name=scene.person(signature.by).name,
        at=signature.at,
        digest=signature.digest,
        stands_in=signature.stands_in,
    )


def _desk_name(scene: Scene) -> str:
    return next((one.name for one in scene.directory.with_role(Role.EXECUTE)), "")


def _name(person_id: int | None, scene: Scene) -> str:
    return "" if person_id is None else scene.person(person_id).name


def _share_facts(share: Bearing, voucher: FreightVoucher, scene: Scene) -> facts.Facts:
    signature = voucher.signature_of(head_office(share.department))
    kept = next((one for one in voucher.kept if one.department == share.department), None)
    return {
        "department": scene.department(share.department).name,
        "percent": share.percent,
        "amount": voucher.freight.portions()[share.department],
        "signed_by": facts.by(signature.by, scene) if signature else None,
        "signed_at": facts.moment(signature.at) if signature else None,
        "stands_in": signature is not None and signature.stands_in,
        "kept_at": facts.moment(kept.at) if kept else None,
    }
