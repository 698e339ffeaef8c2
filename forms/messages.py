"""What of a message counts: answers to a quotation, passed-on lines, copied chat (K5, V3)."""

import re
from collections.abc import Iterator

from forms.dates import has_date_words
from forms.folding import clean, fold
from forms.lines import skip_bullets
from forms.scanning import leads_with_label
from forms.vocabulary import FORM

_FEWEST_DASHES = 3
_PASSED_ON = re.compile(r">+ *(?:>+ +)*")

_HALF_DAY = "[AaPp][Mm]"
_CLOCK = rf"(?:上午|下午)?[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?: ?{_HALF_DAY})?"
_DATE = r"(?:[0-9]{2,4}[年/.-])?[0-9]{1,2}[月/.-][0-9]{1,2}日?"
_STAMP = re.compile(rf" (?:{_DATE} +|{_DATE}|)(?:昨天 +)?{_CLOCK}$|, \[[0-9 /.:-]+{_HALF_DAY}?\]$")
_LONGEST_NAME = 20
_LONGEST_STAMP = 36
_NO_NAME = re.compile(r"[:;,、。!?【】\[\]]")
_IN_A_NAME = re.compile(r"[^\W\d_]|[^\w\s!-~]")


def counted(text: str) -> str:
    """Return the part of a message that may hold a form: one trimmed line beneath the other."""
    lines = [line.strip() for line in clean(text).split("\n")]
    lines = [line for line in lines if not _is_chat_line(line)]
    lines = list(_unquoted(lines)) if _is_passed_on(lines) else lines
    return "\n".join(_behind_quotation(lines))


def _behind_quotation(lines: list[str]) -> list[str]:
    """Drop what WeChat quotes: from 「 at a line start to 」 at a line end above a line of dashes (K5)."""
    inside, last, cut = False, "", 0
    for number, line in enumerate(lines):
        if inside and _closes(last) and _is_dashes(line):
            cut = number + 1
        inside = inside or line.startswith("「")
        last = line or last
    return lines[cut:]


def _is_dashes(line: str) -> bool:
    folded = fold(line)
    return set(folded) <= {"-", " "} and folded.count("-") >= _FEWEST_DASHES


def _closes(line: str) -> bool:
    """Tell a line that ends a quotation from one that merely ends with a quoted word."""
    return line.endswith("」") and (line.startswith("「") or line.count("」") > line.count("「"))


def _is_passed_on(lines: list[str]) -> bool:
    return any(line[:1] in {">", "＞"} and leads_with_label(line) for line in lines)


def _unquoted(lines: list[str]) -> Iterator[str]:
    """Take the '>' off; where quoted lines end or begin, a blank line keeps the remarks around them apart."""
    was_quoted = False
    for line in lines:
        mark = _PASSED_ON.match(fold(line))
        is_quoted = bool(mark)
        if is_quoted != was_quoted:
            yield ""
        yield line if mark is None else line[mark.end() :]
        was_quoted = is_quoted


def _is_chat_line(line: str) -> bool:
    """Recognise a copied 'name 9:32' or 'name 2026/11/23 9:32:10': a name, never a date or a label (V3)."""
    folded = fold(line)
    stamp = _STAMP.search(folded, max(0, len(folded) - _LONGEST_STAMP))
    return stamp is not None and _is_name(folded[: stamp.start()].strip())


def _is_name(text: str) -> bool:
    if not 0 < len(text) <= _LONGEST_NAME or _NO_NAME.search(text) or not _IN_A_NAME.search(text):
        return False
    return not has_date_words(text) and not _begins_with_label(text)


def _begins_with_label(text: str) -> bool:
    word = FORM.pattern.match(text, skip_bullets(text, 0, len(text)))
    return word is not None and text[word.end() : word.end() + 1] in {"", " ", "("}
