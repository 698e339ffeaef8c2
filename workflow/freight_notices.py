"""What is said of a voucher: to whoever's turn it is, to the drafter, and to those who bear, pay and follow up."""

from collections.abc import Callable, Iterable

from workflow import events as ev
from workflow import facts, freight_who
from workflow import voucher_events as vev
from workflow.acts import ACTS
from workflow.case import Case
from workflow.commands import Do
from workflow.duties import OF_VOUCHER, Duty, DutyKind
from workflow.entitlement import is_open
from workflow.freight_checks import FITTING, check_draft, check_voucher
from workflow.freight_duties import ACTS as ACT_OF
from workflow.messages import Said, to_person
from workflow.notices import Button, Notice
from workflow.phases import SETTLED_IN, Act, Phase
from workflow.values import Person
from workflow.voucher_sheet import voucher_facts
from workflow.vouchers import FreightVoucher, VoucherStatus, equal_bearings
from workflow.world import Scene, World

DOCUMENT = "voucher"
OFFERED: dict[DutyKind, tuple[Act, ...]] = {
    DutyKind.VOUCHER_SIGN: (Act.SIGN_VOUCHER, Act.RETURN_VOUCHER),
    DutyKind.VOUCHER_COUNTERSIGN: (Act.COUNTERSIGN_VOUCHER, Act.RETURN_VOUCHER),
    DutyKind.VOUCHER_MEND: (Act.EDIT_VOUCHER, Act.CANCEL_VOUCHER),
    DutyKind.VOUCHER_PAY: (Act.PAY_VOUCHER, Act.RETURN_VOUCHER),
    DutyKind.VOUCHER_KEEP: (Act.KEEP_SHARE,),
    DutyKind.VOUCHER_WRITE_OFF: (Act.WRITE_OFF_VOUCHER,),
}
ASKED_FOR = frozenset({Act.RETURN_VOUCHER, Act.EDIT_VOUCHER, Act.CANCEL_VOUCHER, Act.PAY_VOUCHER})
"""Acts that need words beside the press."""
SEEN_FIRST = frozenset({Act.SIGN_VOUCHER, Act.COUNTERSIGN_VOUCHER})
"""Signed by a press alone, but only beside what is signed: from elsewhere, the voucher is put before the person."""
PRINTED = frozenset({DutyKind.VOUCHER_SIGN, DutyKind.VOUCHER_COUNTERSIGN, DutyKind.VOUCHER_PAY})
INVITED_IN = frozenset({Phase.NOTIFYING, Phase.ACKNOWLEDGING})


def duty_opened(event: ev.DutyOpened | ev.DutyReopened, case: Case, world: World) -> Said:
    """Whoever's turn it is gets the voucher with its buttons."""
    if event.duty.kind in OF_VOUCHER:
        for person in people(event.duty, case, world):
            yield request(person, event.duty, case, world)


def request(person: Person, duty: Duty, case: Case, world: World) -> Notice:
    """The voucher put before somebody, with the buttons for what she owes."""
    voucher = case.vouchers[duty.subject]
    about = {"duty": facts.duty(duty, world), **shown(voucher, world)}
    printed = {"document": DOCUMENT} if duty.kind in PRINTED else {}
    return to_person(
        person, f"duty_{duty.kind}", case, world, buttons=buttons(duty, case, world), **about, **printed
    )


def shown(voucher: FreightVoucher, scene: Scene) -> facts.Facts:
    """What every message about a voucher knows: its number, and the voucher itself as `slip`."""
    return {"voucher": voucher.number, "slip": voucher_facts(voucher, scene)}


def people(duty: Duty, case: Case, world: World) -> tuple[Person, ...]:
    """Those the duty waits for; nobody while the case stands where it cannot be done."""
    if not is_open(case, ACT_OF[duty.kind]):
        return ()
    do = Do(case=case.id, act=ACT_OF[duty.kind], voucher=duty.subject, department=_bearer(duty))
    return freight_who.awaited(case, world, do)


def buttons(duty: Duty, case: Case, scene: Scene) -> tuple[Button, ...]:
    """The buttons for a duty on a voucher."""
    voucher = case.vouchers[duty.subject]
    if duty.kind is DutyKind.VOUCHER_KEEP:
        return tuple(
            _button(Act.KEEP_SHARE, voucher, department=one, label=scene.department(one).name)
            for one in voucher.unkept()
        )
    return tuple(_button(act, voucher, department=_bearer(duty)) for act in OFFERED[duty.kind])


def asked_about(case: Case, do: Do, world: World) -> facts.Facts:
    """Return what a question about a voucher shows; raise the Refusal its act would meet, nothing for other acts."""
    if do.act is Act.DRAFT_VOUCHER:
        check_draft(case)
        return {"preset": _preset(case, world)}
    return shown(check_voucher(case, do, world), world) if do.act in FITTING else {}


def put_before(actor: Person, case: Case, do: Do, world: World) -> Said:
    """What the actor is to sign, as it stands, with its own buttons; raise the Refusal the signature would meet."""
    check_voucher(case, do, world)
    for duty in case.open_duties():
        is_meant = duty.subject == do.voucher and do.department in {"", duty.department, _bearer(duty)}
        if is_meant and ACT_OF[duty.kind] is do.act and actor in people(duty, case, world):
            yield request(actor, duty, case, world)


def menu(case: Case, actor: Person, world: World) -> tuple[Button, ...]:
    """更多: what the actor may do to the vouchers now; the number stands beside the act, for a form is signed there too."""
    return tuple(
        button.model_copy(
            update={"label": button.label or button.voucher, "ask": button.ask or button.act in SEEN_FIRST}
        )
        for voucher in case.open_vouchers()
        for button in _open_to(actor, voucher, case, world)
    )


def entered(event: ev.Entered, case: Case, world: World) -> Said:
    """With a ruling it is fixed who is responsible; 通知 to the complainant changes nothing of that."""
    if event.phase in INVITED_IN and case.notified_at is None and not _is_upheld(event, case):
        yield from invited(case, world)


def invited(case: Case, world: World) -> Said:
    """跟單員 learns that a freight may have to be paid: a return is at stake and it is fixed who is responsible."""
    is_ready = case.phase in SETTLED_IN and case.settlement and case.responsible()
    if is_ready and not case.vouchers:
        for person in freight_who.drafters(case, world):
            button = Button(act=Act.DRAFT_VOUCHER, ask=True)
            names = facts.names(case.responsible(), world)
            yield to_person(person, "voucher_invited", case, world, buttons=(button,), departments=names)


def drafted(event: vev.VoucherEvent, case: Case, world: World) -> Said:
    """The drafter sees what she sent on, and may still change it."""
    voucher = case.vouchers[event.number]
    offered = tuple(_button(act, voucher) for act in (Act.EDIT_VOUCHER, Act.CANCEL_VOUCHER))
    yield from _tell(event, _drafter(voucher), case, world, buttons=offered)


def signed(event: vev.VoucherSigned, case: Case, world: World) -> Said:
    """With the last signature the drafter may draw the money (C38)."""
    voucher = case.vouchers[event.number]
    if voucher.status is VoucherStatus.PAYING:
        yield from _tell(event, _drafter(voucher), case, world)


def paid(event: vev.VoucherPaid, case: Case, world: World) -> Said:
    """The drafter, and the heads who promised to bear the freight; HR is asked to follow up (C39-C40)."""
    voucher = case.vouchers[event.number]
    signers = [one.by for one in voucher.signatures if one.office.startswith("head/")]
    yield from _tell(event, (*_drafter(voucher), *signers), case, world)


def written_off(event: vev.VoucherWrittenOff, case: Case, world: World) -> Said:
    voucher = case.vouchers[event.number]
    office = [person.id for person in freight_who.followers_up(case, world)]
    yield from _tell(event, (*_drafter(voucher), *office), case, world, document=DOCUMENT)


def cancelled(event: vev.VoucherCancelled, case: Case, world: World) -> Said:
    """Those who signed, were to sign or were to pay hear that it is over; money that is out already comes back."""
    voucher = case.vouchers[event.number]
    heads = (world.directory.head(one) for one in voucher.freight.departments)
    signers = (one.by for one in voucher.signatures)
    was_payable = voucher.desk_signature is not None
    cashiers = [one.id for one in freight_who.cashiers(case, world)] if was_payable else []
    concerned = [*_drafter(voucher), *(head.id for head in heads if head), *signers, *cashiers]
    yield from _tell(event, concerned, case, world, reason=event.reason, was_payable=was_payable)


# Private functions


def _is_upheld(event: ev.Entered, case: Case) -> bool:
    """維持原處理 changes nothing: whoever was invited then is not asked again."""
    return any(entry.what == ev.AppealUpheld.__name__ and entry.at == event.at for entry in case.timeline)


def _tell(
    event: vev.VoucherEvent,
    whom: Iterable[int],
    case: Case,
    world: World,
    *,
    buttons: tuple[Button, ...] = (),
    **more: object,
) -> Said:
    voucher = case.vouchers[event.number]
    told = {**shown(voucher, world), "what": type(event).__name__, "by": facts.by(event.by, world), **more}
    for one in dict.fromkeys(whom):
        yield to_person(world.person(one), "voucher_told", case, world, buttons=buttons, **told)


def _preset(case: Case, world: World) -> list[facts.Facts]:
    """The responsible departments, equally: what is written in the form before anything is typed."""
    return [
        {"department": world.department(one.department).name, "percent": one.percent}
        for one in equal_bearings(case.responsible())
    ]


def _drafter(voucher: FreightVoucher) -> tuple[int, ...]:
    return (voucher.drafted_by,)


def _bearer(duty: Duty) -> str:
    return duty.department if duty.kind is DutyKind.VOUCHER_SIGN else ""


def _button(act: Act, voucher: FreightVoucher, *, department: str = "", label: str = "") -> Button:
    return Button(
        act=act,
        voucher=voucher.number,
        revision=voucher.revision,
        department=department,
        label=label,
        ask=act in ASKED_FOR,
    )


def _open_to(actor: Person, voucher: FreightVoucher, case: Case, world: World) -> Iterable[Button]:
    owed = [duty for duty in case.open_duties() if duty.subject == voucher.number]
    offered = [button for duty in owed for button in buttons(duty, case, world)]
    drafters = (
        _button(act, voucher) for act in (Act.EDIT_VOUCHER, Act.CANCEL_VOUCHER) if not voucher.paid_at
    )
    for button in dict.fromkeys((*offered, *drafters)):
        if _may(actor, button, case, world):
            yield button


def _may(actor: Person, button: Button, case: Case, world: World) -> bool:
    assert button.act is not None
    do = Do(case=case.id, act=button.act, voucher=button.voucher, department=button.department)
    entitled = freight_who.desk_free if button.act is Act.COUNTERSIGN_VOUCHER else ACTS[button.act].who
    return is_open(case, button.act) and actor in entitled(case, world, do)


SPEAKERS: dict[type[ev.Event], Callable[..., Said]] = {
    vev.VoucherDrafted: drafted,
    vev.VoucherSigned: signed,
    vev.VoucherPaid: paid,
    vev.VoucherWrittenOff: written_off,
    vev.VoucherCancelled: cancelled,
}
