"""The names of the journal's streams: one for each case and each enquiry, one for the staff, one for the company."""

from typing import Final

STAFF: Final = "staff"
COMPANY: Final = "company"
CASES: Final = "case:"
ENQUIRIES: Final = "enquiry:"


def case_stream(case_id: int) -> str:
    """Return the name of a case's stream."""
    return f"{CASES}{case_id}"


def case_of(stream: str) -> int | None:
    """Return the case a stream is about, None if it is about none."""
    return int(stream.removeprefix(CASES)) if stream.startswith(CASES) else None
