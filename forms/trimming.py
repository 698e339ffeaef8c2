"""Cut a value out of the text around it, and tell a blank one (V1, V4)."""

import re

from forms.folding import fold

_SEPARATORS = " \t\u00a0\u3000;；,，|｜\n"
_PAIRS = {
    "(": ")",
    "（": "）",
    "[": "]",
    "［": "］",
    "【": "】",
    "「": "」",
    "《": "》",
    "{": "}",
    "｛": "｝",
}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}

_LEADING = _SEPARATORS + ":：" + "".join(_CLOSERS)  # no value begins with what can only end something

_FILLING = re.compile(r"[\s_*]+")
_UNFILLED = re.compile(r"(?:(?:民国|中华民国)?[0-9]{0,4}年)?月日(?:[时点]分?)?秒?")


def lines_of(text: str) -> str:
    """Return the text with every line trimmed and blank lines dropped."""
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def trim(text: str) -> str:
    """Return a value as typed, without the blanks, separators and half brackets at its ends."""
    value = lines_of(text).rstrip(_SEPARATORS).lstrip(_LEADING)
    if value and value[-1] in _CLOSERS and _is_lone(value, value[-1]):
        value = value[:-1].rstrip(_SEPARATORS)
    return value


def unwrap(text: str) -> str:
    """Return the text without the pair of brackets that encloses all of it."""
    value = trim(text)
    if value and _PAIRS.get(value[0]) == value[-1] and _encloses(value):
        return trim(value[1:-1])
    return value


def is_blank(value: str) -> bool:
    """Tell an unfilled value: nothing, underscores, or the printed 年 月 日 時 分 with or without *."""
    left = _FILLING.sub("", fold(value))
    return not left or bool(_UNFILLED.fullmatch(left))


def _is_lone(value: str, closer: str) -> bool:
    return value.count(closer) > value.count(_CLOSERS[closer])


def _encloses(value: str) -> bool:
    """Tell whether the first bracket is closed by the last character, not before."""
    opener, closer, depth = value[0], value[-1], 0
    for at, char in enumerate(value):
        depth += (char == opener) - (char == closer)
        if depth == 0:
            return at == len(value) - 1
    return False
