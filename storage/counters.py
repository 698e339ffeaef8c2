"""The last number given in each series and day, read from the numbers in the events, e.g. P-20261123-001."""

from datetime import date
from sqlite3 import Connection

from workflow import events as ev
from workflow.enquiry_events import EnquiryOpened
from workflow.voucher_events import VoucherDrafted


def last_numbers(conn: Connection, day: date) -> dict[str, int]:
    """Return the last number given on a local day, by series letter."""
    found = conn.execute("SELECT series, last FROM counters WHERE day = ?", (f"{day:%Y%m%d}",))
    return dict(found.fetchall())


def project_filed(conn: Connection, event: ev.Filed) -> None:
    """Count the draft."""
    _count(conn, event.draft)


def project_approved(conn: Connection, event: ev.Approved) -> None:
    """Count the case."""
    _count(conn, event.number)


def project_fine(conn: Connection, event: ev.FineOpened) -> None:
    """Count the fine."""
    _count(conn, event.fine.number)


def project_voucher(conn: Connection, event: VoucherDrafted) -> None:
    """Count the voucher."""
    _count(conn, event.number)


def project_fund(conn: Connection, event: ev.FundEvent) -> None:
    """Count the entry of the fruit fund."""
    _count(conn, event.number)


def project_enquiry(conn: Connection, event: EnquiryOpened) -> None:
    """Count the enquiry."""
    _count(conn, event.number)


def _count(conn: Connection, number: str) -> None:
    series, day, last = number.split("-")
    conn.execute(
        """INSERT INTO counters (day, series, last) VALUES (?, ?, ?)
        ON CONFLICT (day, series) DO UPDATE SET last = max(last, excluded.last)""",
        (day, series, int(last)),
    )
