"""What the flow form shows: its sections as they are signed, and the whole of it as it is printed (section 18)."""

from workflow.case import Case, Ruling
from workflow.documents import FlowForm, ReplyLine, SignatureLine
from workflow.flow import Flow
from workflow.signing import Section, Signature, digest
from workflow.world import Scene


def departments(case: Case) -> tuple[str, ...]:
    """Whose heads sign: the departments found responsible, else those that answered, else those asked."""
    answered = tuple(ruling.department for ruling in case.round_rulings())
    asked = tuple(duty.department for duty in case.replies())
    return case.responsible() or tuple(dict.fromkeys(answered)) or asked


def ruling_section(case: Case) -> Section:
    """Section A: the complaint and the ruling, as the records have them (a department renamed changes nothing).

    Who said which departments are responsible is no part of it, only which they are: a question left open that is
    answered by what the form says already voids no signature.
    """
    as_once_made = _section(case)
    if case.flow is not None and case.flow.base == digest(as_once_made):
        return as_once_made
    return _section(case, without=frozenset({"responsible"}))


def is_current(case: Case) -> bool:
    """Whether the form shows the complaint and the ruling as they are now; if not, nothing on it is signed."""
    return case.flow is not None and case.flow.base == digest(ruling_section(case))


def flow_form(case: Case, scene: Scene) -> FlowForm:
    """Return the flow form as it stands, ready to be printed; raise LookupError where the case has none.

    `decision` is a `Verdict`; the office of a signature is the department signed for.
    """
    flow, form = case.flow, case.form
    if flow is None or form is None or flow.dropped:
        raise LookupError(f"{case.name} has no flow form")
    made = FlowForm(
        number=case.name,
        revision=flow.revision,
        compiled_at=flow.compiled_at,
        form=form,
        complainant_department=_complainant_department(case, scene),
        departments=_names(departments(case), scene),
        replies=tuple(_reply(ruling, scene) for ruling in case.round_rulings()),
        changed_ruling=case.changed_ruling,
        **(_signed(flow, scene) if is_current(case) else {}),
    )
    return made.model_copy(update={"digest": digest(made.model_dump(mode="json", exclude={"digest"}))})


# Private functions


def _section(case: Case, *, without: frozenset[str] = frozenset()) -> Section:
    """Section A; until version 26 of the database forms were made with all that a ruling says: they are signed on so."""
    assert case.form is not None
    return {
        "case": case.number,
        "form": case.form.model_dump(mode="json", exclude={"settlement"}),
        "departments": list(departments(case)),
        "rulings": [ruling.model_dump(mode="json", exclude=set(without)) for ruling in case.round_rulings()],
        "changed_ruling": case.changed_ruling,
    }


def _signed(flow: Flow, scene: Scene) -> dict[str, object]:
    """Everything the heads, the vice president, 王總 and the order desk added."""
    forwarded = bool(flow.forwarded)
    return {
        "head_signatures": tuple(
            _line(signature, scene.department(name).name, scene) for name, signature in flow.heads.items()
        ),
        "unsigned": _names(flow.unsigned, scene) if forwarded else (),
        "forwarded": flow.forwarded,
        "opinion": flow.opinion,
        "opinion_signature": _own_line(flow.opinion_signature, scene),
        "decision": flow.verdict or "",
        "decision_text": flow.decision,
        "decision_signature": _own_line(flow.decision_signature, scene),
        "execution": flow.execution,
        "executed_by": scene.person(flow.executed_by).name if flow.executed_by is not None else "",
        "executed_at": flow.executed_at,
    }


def _complainant_department(case: Case, scene: Scene) -> str:
    assert case.complainant is not None
    return scene.department(scene.person(case.complainant).department).name


def _names(departments: tuple[str, ...], scene: Scene) -> tuple[str, ...]:
    return tuple(scene.department(one).name for one in departments)


def _reply(ruling: Ruling, scene: Scene) -> ReplyLine:
    return ReplyLine(
        department=scene.department(ruling.department).name,
        by=scene.person(ruling.by).name if ruling.by is not None else "",
        at=ruling.at,
        finding=ruling.finding,
        opinion=ruling.opinion,
        plan=ruling.plan,
    )


def _own_line(signature: Signature | None, scene: Scene) -> SignatureLine | None:
    """A signature of the signer's own office."""
    if signature is None:
        return None
    return _line(signature, scene.department(scene.person(signature.by).department).name, scene)


def _line(signature: Signature, office: str, scene: Scene) -> SignatureLine:
    said = signature.model_dump(include={"at", "digest", "stands_in", "agrees", "reason"})
    return SignatureLine(office=office, name=scene.person(signature.by).name, **said)
