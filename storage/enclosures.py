"""What goes along with a letter: the document it shows, as a file to keep and to print."""

from typing import Final

from workflow.notices import Notice

PAPER: Final = "paper"
"""The notice that brings a document as a file."""


def with_paper(notice: Notice) -> tuple[Notice, ...]:
    """Return a notice, and behind it the document it shows as a file to keep and to print, if it shows one.

    Two messages, since Telegram shows a picture large and hands a file over whole, but not both in one; each has a row and
    a fate of its own.
    """
    if not notice.facts.get("document"):
        return (notice,)
    about = {name: notice.facts[name] for name in _OF_PAPER if name in notice.facts}
    copy = Notice(name="paper", facts=about, fallback=False, **notice.model_dump(include=_AS_WELL))
    return (notice, copy)


# Private functions

_OF_PAPER: Final = ("case", "kind", "document", "voucher")
_AS_WELL: Final = {"to", "chat_id", "urgency", "after_card", "expires_at"}
