"""Which modules of `workflow/` belong together, in the order in which an engineer who inherits them would read."""

from collections.abc import Mapping
from typing import Final

ROOMS: Final[Mapping[str, tuple[str, ...]]] = {
    "The door: a command comes in, events and notices go out": (
        "desk", "decisions", "course", "outcomes", "refusals", "commands", "events", "event", "world", "following",
    ),
    "The table of acts, and who may do them": (
        "acts", "phases", "entitlement", "who", "asking", "rehearsing", "offering", "regulation", "errands",
    ),
    "The case: from the form to its end": (
        "case", "evolving", "filing", "receipts", "handover", "closing", "outcome_notices", "marks", "marking", "mark_notices",
    ),
    "Replies of the departments": ("answering", "escalation", "replying", "handling", "rounds"),
    "Duties, misses and fines": (
        "duties", "duty_changes", "calls", "judging", "fines", "fine_changes", "penalties", "fine_notices", "deafness", "hearing",
        "unheard", "windows",
    ),
    "Time": (
        "calendar", "worktime", "wallclock", "hours", "durations", "pausing", "suspending", "company_commands",
    ),
    "People": (
        "directory", "names", "namesakes", "applications", "applying", "staffing", "staff_commands", "staff_notices", "moving",
        "deputising", "relieving", "passing_on", "reseating", "roll",
    ),
    "The flow form: money and goods": (
        "flow", "settling", "flow_turns", "flow_form", "flow_notices", "signers", "owing", "elsewhere", "correcting",
    ),
    "Freight vouchers": (
        "vouchers", "freight", "freight_who", "freight_checks", "freight_duties", "freight_notices", "freight_stops",
        "voucher_events", "voucher_changes", "voucher_mistakes", "voucher_sheet",
    ),
    "Signed and printed": ("signing", "page_room", "documents", "papers", "waiting"),
    "The fruit fund": ("fund", "funding", "fund_events"),
    "Enquiries": (
        "enquiries", "enquiring", "enquiry_clock", "enquiry_commands", "enquiry_events", "enquiry_notices",
        "enquiry_who",
    ),
    "Forms filled in step by step": ("wizard", "filling"),
    "What is said and shown": (
        "notices", "messages", "speaking", "standing", "long_forms", "draft_notices", "appeal_notices", "facts", "views", "languages", "precedence",
    ),
    "Evidence, and what can be found": ("evidence", "exhibits", "passages"),
    "What every room shares": ("values", "indexed"),
}  # fmt: skip
