"""緊急 and 重點: what people are to do first, and what is followed to its end (M09, M27, J07).

Neither changes a limit: those are the regulation's for every complaint (X01). 緊急 goes before the others in every list,
stands in every call, and whoever owes something is reminded at half the time as well. 重點 has a list of its own.
"""

from enum import StrEnum
from typing import Final

from workflow.duties import UNLIMITED, Duty, DutyKind


class Mark(StrEnum):
    """What a case can be marked as, in the order in which marks are told."""

    URGENT = "urgent"  # 緊急
    IMPORTANT = "important"  # 重點


NEVER_HURRIED: Final = UNLIMITED | {DutyKind.ACKNOWLEDGE}


def hurried(duty: Duty) -> Duty:
    """Return the duty with a reminder at half its time."""
    if duty.kind in NEVER_HURRIED or duty.half_at in duty.reminders:
        return duty
    return duty.model_copy(update={"reminders": tuple(sorted({*duty.reminders, duty.half_at}))})
