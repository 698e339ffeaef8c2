"""What a button about no case carries to Telegram and back: an errand, its subject and a choice.

Beside `buttons.py`, which does it for acts on cases; the first letter tells the two apart. As there, what is carried is
worth nothing by itself: the desk decides about every press.
"""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from telegram.constants import InlineKeyboardButtonLimit

from handlers.letters import NAME, NUMBER, base36, digest
from workflow.errands import Errand
from workflow.notices import Button

ERRAND_CODES: Final[dict[Errand, str]] = {
    Errand.APPLY_NAME: "an",
    Errand.APPLY_BACK: "ab",
    Errand.APPLY_DEPARTMENT: "ad",
    Errand.APPLY_POSITION: "ap",
    Errand.ADMIT: "am",
    Errand.ADMIT_AS: "as",
    Errand.REFUSE_APPLICATION: "ra",
    Errand.SHOW_DEPARTMENT: "sd",
    Errand.SHOW_PERSON: "sp",
    Errand.MOVE: "mv",
    Errand.LEAVE: "lv",
    Errand.LEAVE_SURELY: "ls",
    Errand.WIZARD_START: "ws",
    Errand.WIZARD_RESUME: "wr",
    Errand.WIZARD_RESTART: "wx",
    Errand.WIZARD_CHOOSE: "wc",
    Errand.WIZARD_NOW: "wn",
    Errand.WIZARD_KEEP: "wk",
    Errand.WIZARD_BACK: "wb",
    Errand.WIZARD_GO: "wg",
    Errand.WIZARD_DONE: "wd",
    Errand.WIZARD_SUBMIT: "wt",
    Errand.WIZARD_MEND: "wm",
    Errand.WIZARD_COMPLETE: "wp",
    Errand.END_SUSPENSION: "es",
    Errand.GO_AWAY: "ga",
    Errand.DEPUTISE: "dy",
    Errand.DEPUTISE_NOT: "dn",
    Errand.NEXT_PAGE: "np",
    Errand.CHOOSE_LANGUAGE: "cl",
    Errand.TURN_COMPLAINT: "tc",
    Errand.TURN_ENQUIRY: "te",
    Errand.ANSWER_ENQUIRY: "ea",
    Errand.ROUTE_ENQUIRY: "er",
    Errand.TAKE_ENQUIRY: "et",
    Errand.SETTLE_ENQUIRY: "ey",
    Errand.COMPLAIN_OF: "ec",
    Errand.SHOW_RULE: "ru",
    Errand.WITHDRAW_ENQUIRY: "ew",
    Errand.REMARK_ANSWERS: "ia",
    Errand.REMARK_IS_TALK: "in",
    Errand.WORDS_ARE_TALK: "na",
}
"""Messages keep their buttons for years: a code is never given to another errand. They are not the codes of acts."""


class ErrandPress(NamedTuple):
    """What a press says: the errand, the number of what it is about, and a choice (a long name as its `digest`)."""

    errand: Errand
    subject: int | None = None
    choice: str = ""


def encode_errand(button: Button) -> str:
    """Return what the button carries, at most 64 bytes of A-Z a-z 0-9 _ and -."""
    whole = _encoded(button, str)
    return whole if len(whole) <= _MAX_BYTES else _encoded(button, digest)


def decode_errand(data: str | None) -> ErrandPress | None:
    """Return what a button about no case carried, None for anything else."""
    found = _DATA.fullmatch(data) if data is not None and len(data) <= _MAX_BYTES else None
    if found is None:
        return None
    subject = int(found["subject"], 36) if found["subject"] else None
    return ErrandPress(_ERRANDS[found["errand"]], subject, found["choice"] or "")


# Private functions

_MAX_BYTES: Final = InlineKeyboardButtonLimit.MAX_CALLBACK_DATA
_ERRANDS: Final = {code: errand for errand, code in ERRAND_CODES.items()}
_VERSION: Final = "2"
_DATA: Final = re.compile(
    rf"{_VERSION}(?P<errand>{'|'.join(_ERRANDS)})(?:-s(?P<subject>{NUMBER}))?(?:-c(?P<choice>{NAME}))?"
)


def _encoded(button: Button, name: Callable[[str], str]) -> str:
    assert button.errand is not None
    subject = f"-s{base36(button.subject)}" if button.subject else ""
    choice = f"-c{name(button.choice)}" if button.choice else ""
    return f"{_VERSION}{ERRAND_CODES[button.errand]}{subject}{choice}"
