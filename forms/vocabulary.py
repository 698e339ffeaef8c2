"""The label words of one sort of message, ready to be found."""

import re
from dataclasses import dataclass
from functools import cached_property

from forms.labels import ENGLISH, FIELDS, PARTS, UNOFFICIAL, Names, Slot


@dataclass(frozen=True)
class Vocabulary:
    """The label words of one sort of message, and how each may be written."""

    names: Names
    bare: frozenset[str]  # may do without a colon at a line start
    owner: re.Pattern[str] | None = None
    """Whose what the label names may be said to be, directly before it (生产部处理意见)."""

    @cached_property
    def slots(self) -> dict[str, Slot]:
        return {name: slot for slot, names in self.names.items() for name in names}

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.slots, key=len, reverse=True)
        return re.compile("|".join(map(spaced, longest_first)), re.IGNORECASE)

    def without_owner(self, folded: str, begin: int, at: int) -> int:
        """Return where a label at `at` begins together with the owner before it, not before `begin`."""
        found = self.owner.search(folded, max(begin, at - _LONGEST_OWNER), at) if self.owner else None
        return found.start() if found else at


_LONGEST_OWNER = 10


def spaced(word: str) -> str:
    """Return the pattern of a word that may be drawn out to line up with others (品　　牌)."""
    return " {0,4}".join(map(re.escape, word))


def _in_english_too(names: Names) -> Names:
    """Add the English names, and each before an official one, as the bot writes the two together."""
    return {
        slot: (*own, *english, *(f"{before}{name}" for before in english for name in own))
        for slot, own in names.items()
        for english in [ENGLISH.get(slot, ())]
    }


FORM = Vocabulary(
    names=_in_english_too(FIELDS | UNOFFICIAL | PARTS),
    bare=frozenset(names[0] for names in FIELDS.values())
    | {name for names in PARTS.values() for name in names},
)
