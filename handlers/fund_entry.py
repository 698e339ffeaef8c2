"""/fund with a number: one entry of the fruit fund, or one fine, with who entered it and the receipt that came with it."""

from handlers.fund_view import keeps
from handlers.lookups import Asked
from storage import cases, fund
from storage.fund import Entry, FineChange
from workflow import facts
from workflow.commands import Decline, Tell
from workflow.facts import Facts
from workflow.views import NEVER_SHOWN


def show(asked: Asked) -> Tell | Decline:
    """The entry of that number, or the fine; its receipt follows as a message of its own."""
    entry = fund.find_entry(asked.books.conn, asked.words)
    if entry is not None:
        return _entry(entry, asked)
    return _fine(asked) or Decline(name="entry_unknown", facts={"number": asked.words})


# Private functions


def _entry(entry: Entry, asked: Asked) -> Tell:
    corrected = fund.correction_of(asked.books.conn, entry.number)
    corrects = fund.find_entry(asked.books.conn, entry.corrects) if entry.corrects else None
    receipt = fund.receipt_of(asked.books.conn, entry)
    told: Facts = {
        **_line(entry, asked),
        "corrected": _line(corrected, asked) if corrected else None,
        "corrects": _line(corrects, asked) if corrects else None,
        "has_receipt": receipt is not None,
        "is_keeper": keeps(asked),
    }
    if receipt is None:
        return Tell(name="fund_entry", facts=told)
    shown = {**_line(entry, asked), "media": [{"medium": receipt.medium, "file_id": receipt.file_id}]}
    return Tell(name="fund_entry", facts=told, also=(Tell(name="fund_receipt", facts=shown),))


def _line(entry: Entry, asked: Asked) -> Facts:
    return {
        "number": entry.number,
        "kind": entry.kind,
        "at": facts.moment(asked.scene.calendar.local(entry.at)),
        "by": facts.by(entry.by, asked.scene),
        "amount": entry.amount,
        "what": entry.what,
    }


def _fine(asked: Asked) -> Tell | None:
    """A fine that stood; one only held, or dropped, was never said to anybody but HR."""
    fine = cases.find_fine(asked.books.conn, asked.words)
    if fine is None or fine.status in NEVER_SHOWN:
        return None
    changes = fund.fine_changes(asked.books.conn, fine.number)
    told: Facts = {
        "number": fine.number,
        "case": fine.case_name,
        "department": asked.scene.department(fine.department).name,
        "person": facts.by(fine.person, asked.scene),
        "amount": 100 * fine.amount,
        "status": fine.status,
        "changes": [_change(one, asked) for one in changes],
        "booked": [_line(one, asked) for one in fund.booked(asked.books.conn, fine.number)],
    }
    return Tell(name="fund_fine", facts=told)


def _change(change: FineChange, asked: Asked) -> Facts:
    return {
        "status": change.status,
        "at": facts.moment(asked.scene.calendar.local(change.at)),
        "by": facts.by(change.by, asked.scene),
        "reason": change.reason,
    }
