"""The rows of a case, its duties, fines and vouchers, written as the case changes."""

from sqlite3 import Connection

from storage import exhibits, finding, marks, vouchers
from storage.moments import stamp
from storage.rows import insert, update
from workflow.case import Case
from workflow.duties import Duty
from workflow.fines import Fine
from workflow.values import Kind, ProductForm


def keep(conn: Connection, before: Case, after: Case, *, department: str) -> None:
    """Bring the rows of a case up to date, writing only what differs; `department` counts for a new case only."""
    if before.version:
        update(conn, "cases", "id = :id", _case_row(before), _case_row(after))
    else:
        insert(conn, "cases", {**_case_row(after), **_filing_row(after), "department": department})
    for key, duty in after.duties.items():
        _keep_duty(conn, after.id, before.duties.get(key), duty)
    for number, fine in after.fines.items():
        _keep_fine(conn, after.id, before.fines.get(number), fine)
    for number, voucher in after.vouchers.items():
        vouchers.keep(conn, after.id, before.vouchers.get(number), voucher)
    marks.keep(conn, before, after)
    exhibits.keep(conn, before, after)
    finding.keep(conn, before, after)


# Private functions

_DUTY_KEY = "case_id = :case_id AND kind = :kind AND round = :round AND department = :department AND subject = :subject"


def _keep_duty(conn: Connection, case_id: int, before: Duty | None, after: Duty) -> None:
    if before is None:
        insert(conn, "duties", _duty_row(case_id, after))
    elif before is not after:
        update(conn, "duties", _DUTY_KEY, _duty_row(case_id, before), _duty_row(case_id, after))


def _keep_fine(conn: Connection, case_id: int, before: Fine | None, after: Fine) -> None:
    if before is None:
        insert(conn, "fines", _fine_row(case_id, after))
    elif before is not after:
        update(conn, "fines", "number = :number", _fine_row(case_id, before), _fine_row(case_id, after))


def _case_row(case: Case) -> dict[str, object]:
    form = case.form
    assert form is not None
    product = form if isinstance(form, ProductForm) else None
    return {
        "id": case.id,
        "name": case.name,
        "number": case.number,
        "kind": form.kind,
        "phase": case.phase,
        "outcome": case.outcome,
        "round": case.round,
        "customer": product.customer if product else "",
        "brand": product.brand if product else "",
        "target": "" if form.kind is Kind.PRODUCT else form.target,
        "settlement": case.settlement,
        "posted_at": stamp(case.posted_at),
        "accepted_at": stamp(case.accepted_at),
        "handed_over_at": stamp(case.handed_over_at),
        "closed_at": stamp(case.closed_at),
        "version": case.version,
    }


def _filing_row(case: Case) -> dict[str, object]:
    chat_id, message_id = case.source
    return {
        "draft": case.draft,
        "author": case.author,
        "complainant": case.complainant,
        "source_chat": chat_id,
        "source_message": message_id,
        "filed_at": stamp(case.filed_at),
    }


def _duty_row(case_id: int, duty: Duty) -> dict[str, object]:
    return {
        "case_id": case_id,
        "kind": duty.kind,
        "round": duty.round,
        "department": duty.department,
        "subject": duty.subject,
        "person": duty.person,
        "starts_at": stamp(duty.starts_at),
        "due_at": stamp(duty.due_at),
        "next_at": stamp(duty.next_at),
        "awaits_judgement": duty.awaits_judgement,
        "ended_at": stamp(duty.ended_at),
        "ending": duty.ending,
        "missed_at": stamp(duty.missed_at),
        "late": duty.is_late,
    }


def _fine_row(case_id: int, fine: Fine) -> dict[str, object]:
    return {
        "number": fine.number,
        "notice": fine.notice,
        "case_id": case_id,
        "round": fine.round,
        "department": fine.department,
        "person": fine.person,
        "amount": fine.amount,
        "status": fine.status,
        "due_at": stamp(fine.due_at),
        "issued_at": stamp(fine.issued_at),
    }
