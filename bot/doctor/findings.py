"""What a check finds: good, doubtful or bad, in a sentence, and what to do about it in another."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Final, NamedTuple

from bot.doctor.words import SAYINGS

SEPARATOR: Final = "、"
CLAUSES: Final = "；"


class Mark(StrEnum):
    """How a finding reads at a glance."""

    GOOD = "✓"
    DOUBTFUL = "⚠"
    BAD = "✗"


class Finding(NamedTuple):
    """One finding; `code` names its words. A good one leaves nothing to do."""

    code: str
    mark: Mark
    what: str
    advice: str = ""

    def __str__(self) -> str:
        return f"{self.mark} {self.what}" + (f"\n  → {self.advice}" if self.advice else "")


def found(code: str, **facts: Any) -> Finding:
    """Return the finding of that name, its sentences filled in."""
    mark, *sentences = SAYINGS[code]
    return Finding(code, Mark(mark), *(sentence.format_map(facts) for sentence in sentences))


def is_well(findings: Iterable[Finding]) -> bool:
    """Tell whether nothing is bad."""
    return all(finding.mark is not Mark.BAD for finding in findings)
