"""The shapes of the structured parameters: lists and objects that travel as JSON."""

from collections.abc import Mapping
from typing import Any, Final, Required

from pydantic import ConfigDict, NonNegativeInt, PositiveInt, TypeAdapter, with_config
from typing_extensions import TypedDict

_OPEN: Final = ConfigDict(extra="allow")
_CLOSED: Final = ConfigDict(extra="forbid")


@with_config(_OPEN)
class MessageEntity(TypedDict, total=False):
    """A piece of text that looks or acts differently."""

    type: Required[str]
    offset: Required[NonNegativeInt]
    length: Required[PositiveInt]


@with_config(_CLOSED)
class ReplyParameters(TypedDict, total=False):
    """What a message replies to."""

    message_id: Required[int]
    chat_id: int | str
    allow_sending_without_reply: bool
    quote: str
    quote_parse_mode: str
    quote_entities: list[MessageEntity]
    quote_position: int


@with_config(_CLOSED)
class InputMedia(TypedDict, total=False):
    """One part of an album."""

    type: Required[str]
    media: Required[str]
    caption: str
    parse_mode: str
    caption_entities: list[MessageEntity]
    show_caption_above_media: bool
    has_spoiler: bool
    disable_content_type_detection: bool


@with_config(_CLOSED)
class ReactionType(TypedDict, total=False):
    """One reaction."""

    type: Required[str]
    emoji: str
    custom_emoji_id: str


@with_config(_CLOSED)
class BotCommand(TypedDict):
    """One line of a command menu."""

    command: str
    description: str


@with_config(_CLOSED)
class BotCommandScope(TypedDict, total=False):
    """Who sees a command menu."""

    type: Required[str]
    chat_id: int | str
    user_id: int


SHAPES: Final[Mapping[str, TypeAdapter[Any]]] = {
    "allowed_updates": TypeAdapter(list[str]),
    "caption_entities": TypeAdapter(list[MessageEntity]),
    "commands": TypeAdapter(list[BotCommand]),
    "entities": TypeAdapter(list[MessageEntity]),
    "link_preview_options": TypeAdapter(dict[str, Any]),
    "media": TypeAdapter(list[InputMedia]),
    "reaction": TypeAdapter(list[ReactionType]),
    "reply_markup": TypeAdapter(dict[str, Any]),
    "reply_parameters": TypeAdapter(ReplyParameters),
    "scope": TypeAdapter(BotCommandScope),
}
