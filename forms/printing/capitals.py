"""Money in the capital numerals of vouchers, which nobody can turn into others: 壹仟貳佰元伍角整."""

from typing import Final

_DIGITS: Final = "零壹貳參肆伍陸柒捌玖"
_PLACES: Final = ("", "拾", "佰", "仟")
_GROUPS: Final = ("", "萬", "億", "兆")


def in_capitals(fen: int) -> str:
    """Return an amount of whole fen, not negative and below 10 ** 18."""
    yuan, rest = divmod(fen, 100)
    whole = f"{_whole(yuan)}元" if yuan or not rest else ""
    return f"{whole}{_rest(rest, whole)}"


# Private functions


def _rest(fen: int, whole: str) -> str:
    if not fen:
        return "整"
    jiao, left = divmod(fen, 10)
    tens = f"{_DIGITS[jiao]}角" if jiao else "零" * bool(whole)
    return f"{tens}{_DIGITS[left]}分" if left else f"{tens}整"


def _whole(number: int) -> str:
    """One 零 stands for a run of zeros between digits; each group of four has its name unless it is empty."""
    said, is_gap = "", False
    for place in reversed(range(len(str(number)))):
        digit = number // 10**place % 10
        if digit:
            said += "零" * is_gap + _DIGITS[digit] + _PLACES[place % 4]
        is_gap = not digit
        if place % 4 == 0 and number // 10**place % 10_000:
            said += _GROUPS[place // 4]
    return said or _DIGITS[0]
