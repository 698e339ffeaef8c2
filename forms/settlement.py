"""Tell whether a wish asks for money or goods, back or instead (S1-S4), clause by clause."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from forms.english_settlement import asks_in_english
from forms.folding import fold
from forms.settlement_words import (
    ADVERBS,
    BREAKS,
    FILLERS,
    GOODS,
    LATE_REFUSALS,
    NO_REFUSAL,
    PAST,
    PAY,
    PEOPLE,
    PRICE_CUT,
    REFUSALS,
    RULES,
    THING,
    WAYS,
    Way,
)


def asks_settlement(wish: str) -> bool:
    """Tell whether the text of 客戶要求 or 投訴目的 asks for 賠款/退換貨; what it rules out does not count."""
    return any(_asks(clause) for clause in _clauses(fold(wish))) or asks_in_english(fold(wish))


class _Mention(NamedTuple):
    """A verb of asking in a clause, up to the end of the verb."""

    way: Way
    start: int
    end: int


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(words)})"


_WINDOW = 24
_OBJECT = "[货款钱费偿付还回换掉给金发全部整批的]{0,8}"
_END = "(?=$|[只但而请把]|希望)"

_IGNORED = re.compile(_any(NO_REFUSAL) + "|[\"'“”‘’「」『』]")
_DOUBLE_REFUSAL = re.compile(
    "[不非](?P<wish>[赔退换补][货款钱偿]?)就?是?不(?:行|可|成|罢休)|(?P<whether>[赔退换补])不(?P=whether)"
)
_LATE_CLAUSE = re.compile(
    rf"(?<![,，、 ])[,，、 ]++(?={_any(ADVERBS)}{{0,3}}(?:{_any(LATE_REFUSALS)}|(?:[都均]|一概|统统)不要)[了啦吧谈提]{{0,2}}(?:$|[,，。;!\n]))"
)
_CLAUSE = re.compile(r"[,;!?。…~()\n\s]+")

_WAYS = tuple((way, re.compile(way.verb)) for way in WAYS)
_CHAINED = re.compile(f"{_OBJECT}(?:、|或者?|和|以?及|[与跟/也兼加+]|还是|乃至|甚至)?")
_REFUSED = re.compile(f"{_any(REFUSALS)}{_any(FILLERS)}{{0,6}}$")
_LATE_REFUSED = re.compile(
    f"{_OBJECT}(?:事情?|一事|什么|之类|方面|要求|这些|问题)?的?"
    f"(?:{_any(ADVERBS)}{{0,3}}{_any(LATE_REFUSALS)}|(?:{_any(ADVERBS)}{{1,3}}|(?<=[偿款钱赔]))不要)"
    f"(?:[了啦吧谈提说]|再提|追究|考虑){{0,2}}{_END}"
)
_PENALISED = re.compile(f"[对向].{{0,8}}{_any(PEOPLE + PAY)}(?:进行|给予|处以|直接|要)?$")
_PAST_BEFORE = re.compile(f"{_any(PAST)}(?:客户|我们)?$")
_PAST_BEHIND = re.compile(f"{_OBJECT}过")

_NAMED = re.compile(THING)
_RULE_NEXT = re.compile(f"{_OBJECT}{_any(RULES)}")
_ABOUT = re.compile(f"(?:(?!{BREAKS}).){{0,12}}")
_GOODS = re.compile(_any(GOODS))
_OTHERS = {way: re.compile(_any(way.other_things)) for way in WAYS}
_MOVED_FRONT = {
    way: re.compile(
        f"(?:^|[把将])(?!由|派|请|让|安排|叫|要求|通知).{{0,8}}{_any(way.other_things)}"
        "(?:也|都|要|请|应|必须|全部|马上|立即|得|给我|直接|再|重新|尽快|需要?|可以|更|调|替){0,4}$"
    )
    for way in WAYS
}


def _clauses(folded: str) -> Iterator[str]:
    """Yield the clauses; one that is nothing but a refusal stays with what it refuses (賠償，就不用了)."""
    plain = _DOUBLE_REFUSAL.sub(_wish_alone, _IGNORED.sub("□", folded))
    yield from _CLAUSE.split(_LATE_CLAUSE.sub("", plain))


def _wish_alone(match: re.Match[str]) -> str:
    return match["wish"] or match["whether"]


def _asks(clause: str) -> bool:
    mentions = sorted(_mentions(clause), key=lambda mention: mention.start)
    return any(
        not _is_refused(clause, chain) and any(_is_asked(clause, mention) for mention in chain)
        for chain in _chains(clause, mentions)
    )


def _mentions(clause: str) -> Iterator[_Mention]:
    for way, pattern in _WAYS:
        for verb in pattern.finditer(clause):
            yield _Mention(way, *verb.span())


def _chains(clause: str, mentions: list[_Mention]) -> Iterator[list[_Mention]]:
    """Yield the mentions joined by 、 或 和 …: they are asked for or refused together."""
    chain: list[_Mention] = []
    for mention in mentions:
        if chain and not _CHAINED.fullmatch(clause, min(chain[-1].end, mention.start), mention.start):
            yield chain
            chain = []
        chain.append(mention)
    if chain:
        yield chain


def _is_refused(clause: str, chain: list[_Mention]) -> bool:
    start = chain[0].start
    before = clause[max(0, start - _WINDOW) : start]
    return bool(_REFUSED.search(before) or _LATE_REFUSED.match(clause, chain[-1].end))


def _is_asked(clause: str, mention: _Mention) -> bool:
    """Tell a mention that asks for goods or money from one of other things, of a rule, or of what is past."""
    before = clause[max(0, mention.start - _WINDOW) : mention.start]
    if mention.way is PRICE_CUT and _PENALISED.search(before):  # 對司機扣款
        return False
    if _PAST_BEFORE.search(before) or _PAST_BEHIND.match(clause, mention.end):
        return False
    if _NAMED.match(clause, mention.end):
        return not _RULE_NEXT.match(clause, mention.end)
    return _is_about_goods(clause, mention, before)


def _is_about_goods(clause: str, mention: _Mention, before: str) -> bool:
    """Judge the object by its last word, where none follows by what was moved in front (把对接人换掉)."""
    about = _ABOUT.match(clause, mention.end)
    window = about.group() if about else ""
    goods, other = _last_end(_GOODS, window), _last_end(_OTHERS[mention.way], window)
    if goods or other:
        return goods > other
    return not _MOVED_FRONT[mention.way].search(before)


def _last_end(pattern: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=0)
