"""Buttons: what they carry to Telegram and back (`encode`, `decode`), and how they look (`keyboard`).

What a button carries is short, stable and worth nothing by itself: the desk checks every press against the case.
It is made of the letters that a deep link may hold, so one code serves a press and `/start`.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple, Protocol

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit, KeyboardButtonStyle
from telegram.helpers import create_deep_linked_url

from handlers.errand_codes import encode_errand
from handlers.letters import NAME, base36, digest
from workflow.notices import Button
from workflow.phases import Act

MAX_BYTES: Final = InlineKeyboardButtonLimit.MAX_CALLBACK_DATA
CODES: Final[dict[Act | None, str]] = {
    None: "mo",  # 更多
    Act.APPROVE: "ap",
    Act.RETURN: "rt",
    Act.NAME_TARGET: "nt",
    Act.CANCEL: "ca",
    Act.ASK_PROXY: "px",
    Act.POST_FOR: "pf",
    Act.POST_MYSELF: "pm",
    Act.ACCEPT: "ac",
    Act.ASK_COMPLETION: "aq",
    Act.COMPLETE: "cm",
    Act.RESUME: "rs",
    Act.TAKE_AS_WITHDRAWN: "tw",
    Act.PUBLISH: "pu",
    Act.ROUTE: "ro",
    Act.REPLY: "rp",
    Act.NAME_RESPONSIBLE: "nr",
    Act.DISCLAIM: "dc",
    Act.CONCUR: "cc",
    Act.REASSIGN: "ra",
    Act.EXCUSE: "ex",
    Act.REJECT_CLAIM: "rj",
    Act.ADJUDICATE: "ad",
    Act.CONCLUDE: "cl",
    Act.NOTIFY: "no",
    Act.ACKNOWLEDGE: "ak",
    Act.APPEAL: "al",
    Act.UPHOLD: "up",
    Act.CHANGE: "ch",
    Act.REMAND: "rm",
    Act.SIGN_FORM: "sf",
    Act.DISAGREE: "dg",
    Act.FORWARD_FORM: "fw",
    Act.WRITE_OPINION: "wo",
    Act.SIGN_OPINION: "sg",
    Act.AGREE: "ag",
    Act.AMEND: "am",
    Act.SEND_BACK: "sb",
    Act.EXECUTE: "ee",
    Act.SETTLE_OFFLINE: "so",
    Act.FLAG_SETTLEMENT: "fs",
    Act.CLEAR_SETTLEMENT: "xs",
    Act.MARK_URGENT: "mu",
    Act.CLEAR_URGENT: "cu",
    Act.MARK_IMPORTANT: "mi",
    Act.CLEAR_IMPORTANT: "ci",
    Act.WITHDRAW: "wd",
    Act.SUPPLEMENT: "su",
    Act.CONFIRM_FINE: "cf",
    Act.DROP_FINE: "df",
    Act.WAIVE: "wv",
    Act.OBJECT: "ob",
    Act.KEEP_FINE: "kf",
    Act.LIFT_FINE: "lf",
    Act.MARK_PAID: "mp",
    Act.DRAFT_VOUCHER: "dv",
    Act.EDIT_VOUCHER: "ev",
    Act.CANCEL_VOUCHER: "xv",
    Act.SIGN_VOUCHER: "sv",
    Act.COUNTERSIGN_VOUCHER: "cv",
    Act.RETURN_VOUCHER: "rv",
    Act.PAY_VOUCHER: "pv",
    Act.KEEP_SHARE: "kv",
    Act.WRITE_OFF_VOUCHER: "wf",
    Act.MARK_REFUNDED: "rd",
    Act.RETAIN_FINE: "rk",
    Act.RESCIND_FINE: "rl",
}
"""Messages keep their buttons for years: a code is never given to another act."""
GREETING: Final = "hello"
"""What `/start` carries when somebody only opens the private chat."""


class Press(NamedTuple):
    """What a press says: the case, and the button as far as it travels (no label)."""

    case_id: int
    button: Button


class Captions(Protocol):
    """`texts.Texts`."""

    def button(self, button: Button, kind: str = "") -> str:
        """Return what is written on a button of a case of that kind."""


def encode(case_id: int, button: Button) -> str:
    """Return what the button carries, at most 64 bytes of A-Z a-z 0-9 _ and -."""
    whole = _encoded(case_id, button, str)
    return whole if len(whole) <= MAX_BYTES else _encoded(case_id, button, digest)


def decode(data: str | None) -> Press | None:
    """Return what a button of ours carried, None for anything else; long names come back as their `digest`."""
    found = _DATA.fullmatch(data) if data is not None and len(data) <= MAX_BYTES else None
    if found is None:
        return None
    press = Press(int(found["case"], 36), _button(found))
    return press if _encoded(*press, str) == data else None


def named(reference: str, names: Iterable[str]) -> str | None:
    """Return the name that a decoded department or choice stands for, None if it is none of these."""
    return next((name for name in names if reference in {name, digest(name)}), None)


def keyboard(
    case_id: int | None,
    buttons: Sequence[Sequence[Button]],
    *,
    texts: Captions,
    bot_username: str,
    kind: str = "",
) -> InlineKeyboardMarkup | None:
    """Return the buttons of a message about a case of that kind, None if there are none to show."""
    rows = [[_key(case_id, one, texts.button(one, kind), bot_username) for one in row] for row in buttons]
    shown = [[key for key in row if key] for row in rows]
    return InlineKeyboardMarkup([row for row in shown if row]) if any(shown) else None


# Private functions

_ACTS: Final = {code: act for act, code in CODES.items()}
_VERSION: Final = "1"
_DATA: Final = re.compile(
    rf"{_VERSION}(?P<act>{'|'.join(_ACTS)})-(?P<case>[1-9a-z][0-9a-z]{{0,9}})"
    rf"(?:-d(?P<department>{NAME}))?(?:-c(?P<choice>{NAME}))?"
    r"(?:-f(?P<fine>[0-9]{9,14}))?(?:-v(?P<voucher>[0-9]{9,14}))?(?:-r(?P<revision>[0-9]{1,6}))?(?P<ask>-a)?",
)
_DAY_DIGITS: Final = 8
_STYLES: Final[dict[Act | None, str]] = {
    Act.APPROVE: KeyboardButtonStyle.SUCCESS,
    Act.RETURN: KeyboardButtonStyle.DANGER,
}


def _encoded(case_id: int, button: Button, name: Callable[[str], str]) -> str:
    parts = (
        f"{_VERSION}{CODES[button.act]}-{base36(case_id)}",
        f"-d{name(button.department)}" if button.department else "",
        f"-c{name(button.choice)}" if button.choice else "",
        f"-f{_digits(button.fine)}" if button.fine else "",
        f"-v{_digits(button.voucher)}" if button.voucher else "",
        "" if button.revision is None else f"-r{button.revision}",
        "-a" if button.ask else "",
    )
    return "".join(parts)


def _button(found: re.Match[str]) -> Button:
    revision = found["revision"]
    return Button(
        act=_ACTS[found["act"]],
        department=found["department"] or "",
        choice=found["choice"] or "",
        fine=_number("F", found["fine"]),
        voucher=_number("V", found["voucher"]),
        revision=int(revision) if revision else None,
        ask=bool(found["ask"]),
    )


def _digits(number: str) -> str:
    return re.sub("[^0-9]", "", number)


def _number(series: str, digits: str | None) -> str:
    return f"{series}-{digits[:_DAY_DIGITS]}-{digits[_DAY_DIGITS:]}" if digits else ""


def _key(case_id: int | None, button: Button, label: str, bot_username: str) -> InlineKeyboardButton | None:
    if button.copy_text:
        fits = len(button.copy_text) <= InlineKeyboardButtonLimit.MAX_COPY_TEXT
        return InlineKeyboardButton(label, copy_text=CopyTextButton(button.copy_text)) if fits else None
    if button.errand is not None:
        data = encode_errand(button)
        if button.private:
            return InlineKeyboardButton(label, url=create_deep_linked_url(bot_username, data))
        return InlineKeyboardButton(label, callback_data=data)
    if button.private and button.act is None:
        return InlineKeyboardButton(label, url=create_deep_linked_url(bot_username, GREETING))
    about = button.case or case_id
    if about is None:
        raise ValueError(f"the button {label} is about no case")
    data = encode(about, button)
    if button.private:
        return InlineKeyboardButton(label, url=create_deep_linked_url(bot_username, data))
    return InlineKeyboardButton(label, callback_data=data, style=_STYLES.get(button.act))
