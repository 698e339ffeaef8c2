"""Notices as Telegram messages: words from `texts`, buttons from `handlers`, both handed in."""

import json
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol, Self

from telegram import ForceReply, InlineKeyboardMarkup
from telegram.constants import MessageLimit

from storage.enclosures import PAPER
from workflow.case import Case
from workflow.notices import Button, Notice
from workflow.papers import Paper
from workflow.values import Language
from workflow.world import Scene

PLACEHOLDER: Final = 64
"""Telegram's longest placeholder of an input field."""


class Words(Protocol):
    """`texts.Texts`."""

    def spoken_to(self, language: str | None) -> Self:
        """Return the words for a reader who chose that language."""

    def render(self, name: str, facts: Mapping[str, Any], *, limit: int = ...) -> str:
        """Return the Telegram HTML of a notice, its text at most so long."""


REQUEST_ENDED: Final = "request_ended"
_ENDING: Final = 200
"""What the words of how it ended may take."""

Buttons = Sequence[Sequence[Button]]


class Keyboards(Protocol):
    """`handlers.buttons.keyboard`, with the bot's name and words filled in."""

    def __call__(
        self, case_id: int | None, buttons: Buttons, *, kind: str, language: Language | None
    ) -> InlineKeyboardMarkup | None:
        """Return the buttons of a notice about a case of that kind, for a reader of that language."""


CardOf = Callable[[Case, str, Scene], Notice | None]
"""`workflow.views.card`."""


class Attachment(NamedTuple):
    """What a message carries: a picture shown in the chat, or a file as a document; called `name` there."""

    name: str
    content: Path | bytes
    is_picture: bool = False

    def read(self) -> bytes:
        """Return its content; raise OSError if the file is gone."""
        return self.content if isinstance(self.content, bytes) else self.content.read_bytes()


class Sheet(NamedTuple):
    """A document that has to be printed before the message goes out: as a picture, or as the file itself."""

    paper: Paper
    is_picture: bool


class Medium(NamedTuple):
    """A file that Telegram has: `kind` is Telegram's name of its sort."""

    kind: str
    file_id: str


class Album(NamedTuple):
    """Files that Telegram has, shown again in one message."""

    media: tuple[Medium, ...]


class Rendered(NamedTuple):
    """A message ready to be sent, but for a `Sheet` to be printed; with an `attachment` the text is its caption."""

    text: str
    markup: InlineKeyboardMarkup | ForceReply | None = None
    attachment: Attachment | Sheet | Album | None = None
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
    """Renders in the company's voice, privately in the language the reader chose; `with_links` adds links to the HTML."""

    def __init__(self, words: Words, keyboards: Keyboards, with_links: Callable[[str], str]) -> None:
        self._words = words
        self._keyboards = keyboards
        self._with_links = with_links

    def render(
        self,
        notice: Notice,
        case_id: int | None,
        paper: Paper | None = None,
        *,
        language: Language | None = None,
    ) -> Rendered:
        """Return a notice as it is sent; `paper` is the document it shows or brings, `language` the reader's."""
        spoken = notice.language or language
        attachment = _attachment(notice, paper)
        limit = (
            MessageLimit.CAPTION_LENGTH if attachment or brings_file(notice) else MessageLimit.MAX_TEXT_LENGTH
        )
        return Rendered(
            text=self._with_links(self._text(notice, self._words.spoken_to(spoken), limit)),
            markup=self._markup(notice, case_id, spoken),
            attachment=attachment,
            reply_to=notice.reply_to,
        )

    def _text(self, notice: Notice, words: Words, limit: int) -> str:
        """Return the words; of what is over also how it ended."""
        if notice.over is None:
            return words.render(notice.name, notice.facts, limit=limit)
        told = {"case": "", "kind": "", "to": None, **notice.facts, **notice.over}
        ending = words.render(REQUEST_ENDED, told, limit=_ENDING)
        return f"{words.render(notice.name, notice.facts, limit=limit - _ENDING)}\n\n{ending}"

    def _markup(
        self, notice: Notice, case_id: int | None, language: Language | None
    ) -> InlineKeyboardMarkup | ForceReply | None:
        if notice.over is not None:
            return None
        if any(notice.buttons):
            kind = str(notice.facts.get("kind") or "")
            return self._keyboards(case_id, notice.buttons, kind=kind, language=language)
        return _question(notice) if notice.question else None


def brings_file(notice: Notice) -> bool:
    """Tell whether a message stands under a picture or a file: its words are a caption."""
    return any(notice.facts.get(fact) for fact in ("media", "photo", "file", "document"))


def _attachment(notice: Notice, paper: Paper | None) -> Attachment | Sheet | Album | None:
    """Return what the facts name: `photo` the path of a PNG, `file` that of any file, `media` by their ids; else the document."""
    if shown := notice.facts.get("media"):
        assert isinstance(shown, list)
        return Album(tuple(Medium(one["medium"], one["file_id"]) for one in shown))
    for fact, is_picture in (("photo", True), ("file", False)):
        if named := notice.facts.get(fact):
            path = Path(str(named))
            return Attachment(path.name, path, is_picture=is_picture)
    return None if paper is None else Sheet(paper, is_picture=notice.name != PAPER)


def _question(notice: Notice) -> ForceReply:
    placeholder = str(notice.facts.get("placeholder") or "")[:PLACEHOLDER]
    return ForceReply(selective=True, input_field_placeholder=placeholder or None)
