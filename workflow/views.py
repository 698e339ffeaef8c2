"""The cards of a case: what its card and its penalty notices ought to show now (design section 5)."""

from workflow import facts, who
from workflow.case import Case, Entry, Remark
from workflow.closing import is_decided
from workflow.duties import Duty, DutyKind, Ending
from workflow.events import Event, FineChanged, FineDoubted, FineOpened, FineRetained
from workflow.fines import Fine, FineStatus
from workflow.notices import Button, Notice, Urgency
from workflow.phases import Act, Phase
from workflow.rounds import is_disputed
from workflow.values import Kind
from workflow.voucher_sheet import voucher_facts
from workflow.world import Scene

CASE = "case"
PENALTY = "penalty/"
NEVER_SHOWN = frozenset({FineStatus.HELD, FineStatus.DROPPED})
NAMING_DEPARTMENTS = frozenset(
    {
        "Ruled",
        "Disclaimed",
        "Concurred",
        "Routed",
        "Adjudicated",
        "FlowSigned",
        "FlowCompiled",
        "FlowForwarded",
    }
)
MORE = Button()


def cards_wanted(case: Case, events: tuple[Event, ...]) -> tuple[str, ...]:
    """Return the cards the case must have: its own once released, one for each penalty notice."""
    numbers = {event.fine.number for event in events if isinstance(event, FineOpened)}
    numbers |= {
        event.number for event in events if isinstance(event, FineChanged | FineDoubted | FineRetained)
    }
    shown = [fine for fine in _shown(case) if fine.number in numbers]
    own = (CASE,) if case.released else ()
    return own + tuple(dict.fromkeys(f"{PENALTY}{fine.notice}" for fine in shown))


def card(case: Case, part: str, scene: Scene) -> Notice | None:
    """Return what the card should show; None: nothing (a case withdrawn before its post)."""
    if part == CASE:
        return _case_card(case, scene)
    return _penalty_card(case, part.removeprefix(PENALTY), scene)


def status(case: Case, scene: Scene) -> facts.Facts:
    """The facts of the case's card; the service plan is not among them (C15, Q24)."""
    return {
        **facts.heading(case, scene),
        **_process_remarks(case, scene),
        "form": facts.form(case),
        "timeline": [_entry(entry, case, scene) for entry in case.timeline],
        "departments": [_stands(duty, case, scene) for duty in case.replies()],
        "owed": [facts.duty(d, scene) for d in case.open_duties() if _is_listed(d)],
        "rulings": [facts.ruling(r, scene) for r in case.round_rulings() if case.kind is Kind.PRODUCT],
        "responsible": facts.names(case.responsible(), scene),
        "disputed": case.adjudged is None and not case.changed_ruling and is_disputed(case),
        **({"adjudged": True} if case.adjudged is not None else {}),
        "changed_ruling": case.changed_ruling,
        "round": case.round,
        "outcome": case.outcome,
        "published": case.published,
        "fines": [facts.fine(fine, scene) for fine in _shown(case)],
        "vouchers": [voucher_facts(voucher, scene) for voucher in case.vouchers.values()],
        "evidence": len(case.evidence),
    }


# Private functions


def _case_card(case: Case, scene: Scene) -> Notice | None:
    if case.phase is Phase.CLOSED and case.posted_at is None:
        return None
    return Notice(
        name="card",
        facts=status(case, scene),
        buttons=_card_buttons(case),
        urgency=Urgency.POST if case.posted_at is None else Urgency.CARD,
    )


def _is_listed(duty: Duty) -> bool:
    """The replies have their lines, and what is owed on a voucher stands beside the voucher."""
    return duty.kind is not DutyKind.REPLY and not duty.subject


def _shown(case: Case) -> list[Fine]:
    """What is, or was, in the group; a held fine is HR's business alone, unless its notice stood there before."""
    return [fine for fine in case.fines.values() if fine.doubted_at or fine.status not in NEVER_SHOWN]


def _entry(entry: Entry, case: Case, scene: Scene) -> facts.Facts:
    return {
        "what": entry.what,
        "at": facts.moment(entry.at),
        "about": entry.about,
        "by": _doer(entry, case, scene),
        "detail": _detail(entry, case, scene),
        **_named(entry, scene),
        **_late(entry, case),
        **({"changes": [change.model_dump() for change in entry.changes]} if entry.changes else {}),
        **({"refused": True} if entry.refused else {}),
        "seconds": _seconds_since_post(entry, case, scene),
    }


def _detail(entry: Entry, case: Case, scene: Scene) -> str:
    if entry.what in NAMING_DEPARTMENTS:
        return ""
    if entry.what == "Posted" and case.approved_by is not None:
        return scene.person(case.approved_by).name
    return entry.detail


def _named(entry: Entry, scene: Scene) -> facts.Facts:
    """The departments of those lines that name some; each language joins them in its own way."""
    if entry.what == "ClaimSettled":
        moved_to = entry.detail.partition(" ")[2]
        return {"departments": facts.names(moved_to.split(","), scene)} if moved_to else {}
    if entry.what not in NAMING_DEPARTMENTS:
        return {}
    return {"departments": facts.names(entry.detail.split(","), scene)}


def _stands(duty: Duty, case: Case, scene: Scene) -> facts.Facts:
    """How a department stands; one that was released and is found responsible after all bears it itself."""
    is_decided = case.adjudged is not None or bool(case.changed_ruling)
    is_found = is_decided and duty.ending is Ending.RELEASED and duty.department in case.responsible()
    return {**facts.duty(duty, scene), **({"found_later": True} if is_found else {})}


def _late(entry: Entry, case: Case) -> facts.Facts:
    """受理 after its time, which is said nowhere else on the card; only where it was."""
    duty = case.duty(DutyKind.ACCEPT)
    return {"late": True} if entry.what == "Accepted" and duty is not None and duty.is_late else {}


def _process_remarks(case: Case, scene: Scene) -> facts.Facts:
    """Only where there are any."""
    remarks = [_remark(remark, scene) for remark in case.process_remarks]
    return {"process_remarks": remarks} if remarks else {}


def _remark(remark: Remark, scene: Scene) -> facts.Facts:
    return {"at": facts.moment(remark.at), "by": facts.by(remark.by, scene), "text": remark.text}


def _doer(entry: Entry, case: Case, scene: Scene) -> facts.Facts | None:
    """Who did it; of the post, who approved it."""
    if entry.what == "Posted":
        entry = entry.model_copy(update={"by": case.approved_by, "stands_for": case.approved_for})
    return facts.doer(entry, scene)


def _seconds_since_post(entry: Entry, case: Case, scene: Scene) -> int | None:
    if entry.what not in {"Accepted", "Published", "Routed"} or case.posted_at is None:
        return None
    return int(scene.calendar.working_seconds(case.posted_at, max(entry.at, case.posted_at)))


def _penalty_card(case: Case, notice: str, scene: Scene) -> Notice | None:
    fines = [fine for fine in _shown(case) if fine.notice == notice]
    if not fines:
        return None
    can_object = any(fine.status is FineStatus.ISSUED for fine in fines)
    can_waive = any(
        fine.status in {FineStatus.ISSUED, FineStatus.OBJECTED, FineStatus.UPHELD} for fine in fines
    )
    buttons = [Button(act=Act.OBJECT, fine=notice, ask=True)] if can_object else []
    buttons += [Button(act=Act.WAIVE, fine=notice, ask=True)] if can_waive else []
    return Notice(
        name="penalty",
        facts={
            **facts.heading(case, scene),
            "fines": [_line(fine, case, scene) for fine in fines],
            "offices": _offices(case, fines, scene),
        },
        buttons=(tuple(buttons),) if buttons else (),
        urgency=Urgency.PING,
    )


def _offices(case: Case, fines: list[Fine], scene: Scene) -> list[str]:
    departments = (who.fining_department(case, fine, scene) for fine in fines)
    return list(dict.fromkeys(department.name for department in departments if department))


def _line(fine: Fine, case: Case, scene: Scene) -> facts.Facts:
    duty = case.duties.get(f"{DutyKind.REPLY}/{fine.round}/{fine.department}")
    replied = duty is not None and duty.ending is Ending.DONE
    return {
        **facts.fine(fine, scene),
        "ending": duty.ending if duty else None,
        "replied_at": facts.moment(duty.ended_at) if duty and replied else None,
    }


def _card_buttons(case: Case) -> tuple[tuple[Button, ...], ...]:
    """At most three by phase, the rest behind 更多."""
    ask = {act: Button(act=act, ask=True) for act in Act}
    handover = ask[Act.PUBLISH if case.kind is Kind.PRODUCT else Act.ROUTE]
    reply = ask[Act.REPLY] if case.kind is Kind.PRODUCT else Button(act=Act.REPLY, ask=True, private=True)
    concur = (ask[Act.CONCUR],) if case.kind is Kind.PRODUCT and case.round_rulings() else ()
    by_phase: dict[Phase, tuple[Button, ...]] = {
        Phase.ACCEPTING: (Button(act=Act.ACCEPT), handover),
        Phase.COMPLETING: (ask[Act.COMPLETE],),
        Phase.HANDING_OVER: (handover, ask[Act.ASK_COMPLETION]),
        Phase.HANDLING: (reply, ask[Act.DISCLAIM], *concur),
        Phase.NOTIFYING: (Button(act=Act.NOTIFY),),
        Phase.ACKNOWLEDGING: (Button(act=Act.ACKNOWLEDGE), *(() if is_decided(case) else (ask[Act.APPEAL],))),
        Phase.APPEALING: (),
        Phase.SETTLING: (ask[Act.SETTLE_OFFLINE],) if case.open_duties(DutyKind.SETTLE) else (),
    }
    row = by_phase.get(case.phase)
    return () if row is None else ((*row, MORE),)
