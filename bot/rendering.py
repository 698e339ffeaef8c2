"""Notices as Telegram messages: words from `texts`, buttons from `handlers`, both handed in."""

import json
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol

from telegram import ForceReply, InlineKeyboardMarkup
from telegram.constants import MessageLimit

from workflow.case import Case
from workflow.notices import Button, Notice
from workflow.world import Scene

PLACEHOLDER: Final = 64
"""Telegram's longest placeholder of an input field."""


class Words(Protocol):
    """`texts.Texts`."""

    def render(self, name: str, facts: Mapping[str, Any], *, limit: int = ...) -> str:
        """Return the Telegram HTML of a notice, its text at most so long."""


Buttons = Sequence[Sequence[Button]]


class Keyboards(Protocol):
    """`handlers.buttons.keyboard`, with the bot's name and words filled in."""

    def __call__(self, case_id: int | None, buttons: Buttons, *, kind: str) -> InlineKeyboardMarkup | None:
        """Return the buttons of a notice about a case of that kind."""


CardOf = Callable[[Case, str, Scene], Notice | None]
"""`workflow.views.card`."""


class Attachment(NamedTuple):
    """What a message carries: a picture shown in the chat, or a file as a document."""

    path: Path
    is_picture: bool = False

    @property
    def name(self) -> str:
        """Return what the file is called in the chat."""
        return self.path.name

    def read(self) -> bytes:
        """Return its content; raise OSError if the file is gone."""
        return self.path.read_bytes()


class Rendered(NamedTuple):
    """A message ready to be sent; with an `attachment` the text is its caption."""

    text: str
    markup: InlineKeyboardMarkup | ForceReply | None = None
    attachment: Attachment | None = None
    reply_to: int | None = None

    @property
    def hash(self) -> str:
        """Return what tells two looks of a card apart."""
        markup = self.markup.to_dict() if self.markup else None
        return sha256(json.dumps([self.text, markup], ensure_ascii=False).encode()).hexdigest()

    @property
    def keyboard(self) -> InlineKeyboardMarkup | None:
        """Return the markup that an edited message may have."""
        return self.markup if isinstance(self.markup, InlineKeyboardMarkup) else None


class Renderer:
    """Renders in the company's voice."""

    def __init__(self, words: Words, keyboards: Keyboards) -> None:
        self._words = words
        self._keyboards = keyboards

    def render(self, notice: Notice, case_id: int | None) -> Rendered:
        """Return a notice as it is sent."""
        attachment = _attachment(notice)
        limit = MessageLimit.CAPTION_LENGTH if attachment else MessageLimit.MAX_TEXT_LENGTH
        return Rendered(
            text=self._words.render(notice.name, notice.facts, limit=limit),
            markup=self._markup(notice, case_id),
            attachment=attachment,
            reply_to=notice.reply_to,
        )

    def _markup(self, notice: Notice, case_id: int | None) -> InlineKeyboardMarkup | ForceReply | None:
        if any(notice.buttons):
            return self._keyboards(case_id, notice.buttons, kind=str(notice.facts.get("kind") or ""))
        return _question(notice) if notice.question else None


def _attachment(notice: Notice) -> Attachment | None:
    """Return what the facts name: `photo` the path of a PNG, `file` that of any file, under whose name it is sent."""
    for fact, is_picture in (("photo", True), ("file", False)):
        if path := notice.facts.get(fact):
            return Attachment(Path(str(path)), is_picture=is_picture)
    return None


def _question(notice: Notice) -> ForceReply:
    placeholder = str(notice.facts.get("placeholder") or "")[:PLACEHOLDER]
    return ForceReply(selective=True, input_field_placeholder=placeholder or None)
