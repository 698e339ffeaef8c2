"""Tell whether a wish written in English asks for money or goods, back or instead (S1-S4): refund, replacement, discount."""

import re
from typing import Final


def asks_in_english(wish: str) -> bool:
    """Tell whether English words ask for 賠款/退換貨; what they rule out does not count."""
    left = _REFUSED_LATE.sub(" ", _REFUSED.sub(" ", _ONLY.sub(" ", wish.replace("’", "'"))))
    return bool(_WISH.search(left))


# Private functions

_END: Final = r"[,;.!?()\n]"
_OTHERS: Final = (  # what may be replaced or exchanged, and is no goods
    "driver|sales(?:man|person|people)|staff|person(?:nel)?|people|manager|clerk|contact|supplier|carrier|team|colleague"
    "|worker|operator|technician|machine|system|process|procedure|method|address|date|phone|number|route|truck|vehicle"
    "|information|views?|opinions?|e-?mails?|messages?|documents?|invoices?|reports?|certificates?|label|calls?|visits?"
    "|drawings?|quotations?|quotes?|photos?|pictures?|instructions?|manuals?|reply|replies|answers?"
)
_NOT_OTHERS: Final = (
    rf"(?!\W+(?:of\W+)?(?:(?:the|your|this|that|our|a|their|its)\W+)?(?:[a-z]+\W+)?(?:{_OTHERS})\b)"
)
_NOT_RULES: Final = r"(?!\W+(?:polic(?:y|ies)|rules?|process|procedures?|system|rates?|standards?)\b)"
_GOODS: Final = (
    r"goods|box(?:es)?|products?|items?|lots?|batch(?:es)?|order|shipment|material|tiles|sheets|pieces|pcs|sets?|rolls?"
    r"|them|everything|all|money|payment|deposit|price|difference|[0-9]+"
)
_WISHES: Final = (
    rf"refund(?:s|ed|ing)?{_NOT_RULES}",
    rf"(?:compensat\w+|indemni\w+|reimburse\w*){_NOT_RULES}",
    "money back|credit notes?|rebates?|discount(?:s|ed)?|price (?:reduction|cut)s?",
    r"(?:reduce|lower|cut|adjust)\W+(?:(?:the|our|unit|a)\W+)*price|deduct\w*|waive\w*",
    rf"replac(?:e|es|ed|ing|ements?){_NOT_RULES}{_NOT_OTHERS}",
    rf"(?<!\bin )(?:exchang(?:e|ed|ing)|swap(?:ped)?){_NOT_RULES}{_NOT_OTHERS}",
    rf"(?<!\bin )return(?:s|ed|ing)?{_NOT_OTHERS}(?=\W+(?:[a-z]+\W+){{0,2}}?(?:{_GOODS})\b|\s*(?:$|{_END})|\s+(?:and|or)\b|\s*/)",
    rf"take back(?=\W+(?:[a-z]+\W+){{0,2}}?(?:{_GOODS})\b)|pay\W+(?:us|back|(?:the\W+)?customer|for)",
    rf"(?:re-?send|re-?ship|re-?deliver){_NOT_OTHERS}",
    rf"(?:send|ship|deliver|supply)\b{_NOT_OTHERS}[^,;.!?\n]{{0,40}}\b(?:again|anew|new)",
    r"make\W+up\W+(?:for\W+)?(?:the\W+)?(?:shortage|difference|quantity|missing|loss)|claim(?:s|ing)?\W+(?:for\W+)?[0-9][0-9,.]*+(?!\W*(?:hours?|days?|minutes?)\b)",
)
_ANY: Final = rf"\b(?:{'|'.join(_WISHES)})"
_FILLERS: Final = (
    "a|an|any|the|to|be|for|of|in|it|us|we|i|they|customer|customers|want|wants|need|needs|require|requires|required|ask|asks"
    "|asking|seek|seeking|request|requesting|claim|claiming|accept|expect|expecting|demand|demanding|involve|involving|about"
    "|is|do|does|did|will|would|full|partial|further|other|cash|financial|please|looking|insist|insisting|on|have|get|going"
)
_NO: Final = r"no|not|don't|doesn't|didn't|won't|wouldn't|can't|cannot|never|without|neither|nor|instead\W+of|rather\W+than|refuses?|needn't"
_ONLY: Final = re.compile(r"\bnot\W+(?:only|just|merely)\b", re.IGNORECASE)
_REFUSED: Final = re.compile(
    rf"\b(?:{_NO})\b(?:[ \t]+(?:{_FILLERS})\b){{0,6}}[ \t]+{_ANY}(?:[ \t]*(?:\band\b|\bor\b|\bnor\b|/)[ \t]*(?:(?:a|any|the)[ \t]+)?{_ANY})*"
    rf"(?:(?:,[ \t]*{_ANY})*,?[ \t]*n?or[ \t]+{_ANY})?",
    re.IGNORECASE,
)
_REFUSED_LATE: Final = re.compile(
    rf"{_ANY}(?:[ \t]+(?:is|are|was))?[ \t]+(?:not[ \t]+(?:needed|required|necessary|wanted|involved|asked|what)|unnecessary|needless)",
    re.IGNORECASE,
)
_WISH: Final = re.compile(_ANY, re.IGNORECASE)
