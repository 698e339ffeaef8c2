"""Names and numbers in the few letters that a button and a deep link may carry."""

import string
from hashlib import sha256
from typing import Final

NAME: Final = "[a-z0-9_]{1,50}|X[0-9a-f]{8}"
"""A name as it travels: whole, or as its `digest`."""
NUMBER: Final = "[1-9a-z][0-9a-z]{0,11}"
"""A positive number as it travels, in `base36`."""

_DIGITS: Final = string.digits + string.ascii_lowercase


def digest(name: str) -> str:
    """Return the short form of a name that does not fit; no name of ours begins with a capital."""
    return f"X{sha256(name.encode()).hexdigest()[:8]}" if name else ""


def base36(number: int) -> str:
    """Return a positive number in digits and small letters; `int(text, 36)` reads it."""
    digits = ""
    while number:
        number, last = divmod(number, 36)
        digits = _DIGITS[last] + digits
    return digits
