"""下一頁: a button that carries the question itself, so that it can be turned for years and by anybody."""

from base64 import b32decode, b32encode
from binascii import Error
from typing import Final

from workflow.errands import Errand
from workflow.notices import Button

LONGEST_CHOICE: Final = 50

PAGED: Final = {"search": "s", "open": "o", "mine": "m", "todo": "t"}
"""Questions whose answer may have several pages, and the letter each travels under; never given to another."""


def turning(name: str, words: str, start: int) -> tuple[tuple[Button, ...], ...]:
    """Return the button to the page that begins there; none if the words are too many for a button."""
    choice = PAGED[name] + b32encode(words.encode("utf-16-be")).decode().rstrip("=").lower()
    return ((Button(errand=Errand.NEXT_PAGE, subject=start, choice=choice),),) if _fits(choice) else ()


def turned(choice: str) -> tuple[str, str] | None:
    """Return which question a button goes on with, and its words; None if it is none of ours."""
    name = next((name for name, letter in PAGED.items() if choice.startswith(letter)), None)
    if name is None:
        return None
    written = choice[1:].upper()
    try:
        return name, b32decode(written + "=" * (-len(written) % 8)).decode("utf-16-be")
    except (Error, UnicodeDecodeError):
        return None


# Private functions


def _fits(choice: str) -> bool:
    return len(choice) <= LONGEST_CHOICE
