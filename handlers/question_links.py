"""Commands with a number that stand in the bot's own messages (/status P-…) as links that ask them in private.

An app links no more than the command itself, and a tap on it loses the number behind it. A link to the bot keeps both.
"""

import re
from typing import Final

from telegram.helpers import create_deep_linked_url

_COMMANDS: Final = "status|why|fund"
_NUMBER: Final = r"[A-Z]-\d{8}-\d{3,}"
_QUESTION: Final = re.compile(rf"(?<![\w/])/(?P<command>{_COMMANDS}) (?P<number>{_NUMBER})(?![\w-])")
_PAYLOAD: Final = re.compile(rf"(?P<command>{_COMMANDS})_(?P<number>{_NUMBER})")
_KEPT: Final = re.compile(r"(<(?:a|code|pre)\b.*?</(?:a|code|pre)>|<[^>]*>)", re.DOTALL)
"""What takes no link: a link, what is there to be copied, and tags."""


def with_links(html: str, bot_username: str) -> str:
    """Return a message of ours with a link on every question in it; as it is while nobody knows what the bot is called."""
    if not bot_username:
        return html
    pieces = _KEPT.split(html)
    pieces[::2] = (_QUESTION.sub(lambda found: _link(found, bot_username), piece) for piece in pieces[::2])
    return "".join(pieces)


def question_in(payload: str) -> str | None:
    """Return the command that a link to the bot asks, as it is typed; None if the link is about something else."""
    found = _PAYLOAD.fullmatch(payload)
    return f"/{found['command']} {found['number']}" if found else None


# Private functions


def _link(found: re.Match[str], bot_username: str) -> str:
    url = create_deep_linked_url(bot_username, f"{found['command']}_{found['number']}")
    return f'<a href="{url}">{found.group()}</a>'
