"""What a button, or the answer to a question, can want that is about no case; acts on cases are in `phases.py`.

A new errand goes through the house like an act: its code in `handlers/errand_codes.py`, its reader in
`handlers/errands.py`, its words in `labels.yaml` (`errands`, and `done` where a press that worked says so).
"""

from enum import StrEnum


class Errand(StrEnum):
    """Errands; no name is also that of an act."""

    APPLY_DEPARTMENT = "apply_department"  # the applicant's department
    APPLY_POSITION = "apply_position"  # the applicant's position
