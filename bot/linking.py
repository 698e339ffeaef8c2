"""Links from a private message to the card of its case in the group."""

import re
from typing import Final

from storage import cards, cases, company, topics
from storage.amendments import Amendment
from storage.books import Books
from storage.outbox import OutboxRow

_SUPERGROUP: Final = "-100"
_TAGS: Final = re.compile(r"<[^>]*>")
_KEPT: Final = re.compile(r"<(?:a|code|pre)\b.*?</(?:a|code|pre)>", re.DOTALL)


def card_address(books: Books, row: OutboxRow | Amendment) -> str:
    """Return the address of the card a message is about, "" where there is none: only supergroups have addresses."""
    case_id = row.case_id or _named(books, row)
    card = None if case_id is None else cards.get(books.conn, case_id)
    group = company.chat(books.conn)
    if card is None or card.message_id is None or group is None or card.chat_id != group.chat_id:
        return ""
    chat = str(card.chat_id)
    if not chat.startswith(_SUPERGROUP):
        return ""
    topic = topics.of_case(books.conn, card.case_id, group.chat_id)
    thread = f"{topic.thread}/" if topic else ""
    return f"https://t.me/c/{chat.removeprefix(_SUPERGROUP)}/{thread}{card.message_id}"


def linked(html: str, number: str, address: str) -> str:
    """Return the message with the first mention of the case's number leading to its card."""
    if not number or not address:
        return html
    taken = [found.span() for pattern in (_TAGS, _KEPT) for found in pattern.finditer(html)]
    for found in re.finditer(re.escape(number), html):
        if not any(start <= found.start() < end for start, end in taken):
            return f'{html[: found.start()]}<a href="{address}">{number}</a>{html[found.end() :]}'
    return html


# Private functions


def _named(books: Books, row: OutboxRow | Amendment) -> int | None:
    number = row.notice.facts.get("case")
    found = cases.find_case(books.conn, number) if isinstance(number, str) else None
    return found.id if found else None
