"""Which events change which projections, beside the rows of their case (`storage/keeping.py`)."""

from collections.abc import Callable, Iterable
from sqlite3 import Connection
from typing import Any, Final

from storage import company, counters, enquiries, fine_changes, fund, staff
from workflow import events as ev
from workflow.enquiry_events import (
    EnquiryAnswered,
    EnquiryMoved,
    EnquiryOpened,
    EnquiryReminded,
    EnquiryRouted,
    EnquirySettled,
    EnquiryTaken,
    EnquiryWithdrawn,
)
from workflow.fund_events import FundCorrected, FundSpent
from workflow.voucher_events import VoucherDrafted

Projector = Callable[[Connection, Any], None]

PROJECTORS: Final[dict[type[ev.Event], tuple[Projector, ...]]] = {
    ev.Filed: (counters.project_filed,),
    ev.Approved: (counters.project_approved,),
    ev.FineOpened: (counters.project_fine, fine_changes.project_opened),
    ev.FineChanged: (fine_changes.project_changed,),
    ev.FineDoubted: (fine_changes.project_doubted,),
    VoucherDrafted: (counters.project_voucher,),
    ev.PersonEnrolled: (staff.project_enrolled,),
    ev.PersonReached: (staff.project_reached,),
    ev.ApplicationChanged: (staff.project_application,),
    ev.LanguageChosen: (staff.project_language,),
    ev.AbsenceRegistered: (staff.project_absence,),
    FundSpent: (counters.project_fund, fund.project_spent),
    FundCorrected: (counters.project_fund, fund.project_corrected),
    ev.Exported: (company.project_export,),
    ev.OutageRecorded: (company.project_outage,),
    ev.HearingLost: (company.project_deaf,),
    ev.HearingRegained: (company.project_hearing,),
    ev.SuspensionSet: (company.project_suspension,),
    EnquiryOpened: (counters.project_enquiry, enquiries.project),
    EnquiryRouted: (enquiries.project,),
    EnquiryTaken: (enquiries.project,),
    EnquiryAnswered: (enquiries.project,),
    EnquirySettled: (enquiries.project,),
    EnquiryReminded: (enquiries.project,),
    EnquiryWithdrawn: (enquiries.project,),
    EnquiryMoved: (enquiries.project,),
    ev.ReportPosted: (company.project_report,),
}


def project(conn: Connection, events: Iterable[ev.Event]) -> None:
    """Bring the projections up to date with events that happened."""
    for event in events:
        for projector in PROJECTORS.get(type(event), ()):
            projector(conn, event)
