"""Texts and captions of the bot: parsing, lengths, and the fields of the message they become."""

from typing import Final

from sandbox.botapi_parameters import Arguments
from sandbox.entities import Entity, Styled, styled, utf16_length
from sandbox.model import Json
from sandbox.refusals import bad_request
from sandbox.state import State
from sandbox.telegram_html import parse_html

MAX_TEXT: Final = 4096
MAX_CAPTION: Final = 1024


def text_content(state: State, args: Arguments) -> Json:
    """Return the `text` fields of a message, or refuse an empty or overlong text."""
    said = parsed(state, args, "text", "entities")
    if not said.text:
        raise bad_request("text must be non-empty")
    if utf16_length(said.text) > MAX_TEXT:
        raise bad_request("message is too long")
    return _fields(said, "text", "entities")


def caption_content(state: State, args: Arguments) -> Json:
    """Return the `caption` fields of a message; no caption is none."""
    said = parsed(state, args, "caption", "caption_entities")
    if utf16_length(said.text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return _fields(said, "caption", "caption_entities") if said.text else {}


def parsed(state: State, args: Arguments, name: str, entities: str) -> Styled:
    """Return a text with its entities from `parse_mode` or from the list given instead."""
    mode = args.get("parse_mode", "").lower()
    source = args.get(name, "")
    if mode not in {"", "html"}:
        raise bad_request("unsupported parse_mode")
    said = parse_html(source) if mode else styled(source, args.get(entities, ()))
    known = tuple(shown for entity in said.entities if (shown := _with_user(state, entity)))
    return Styled(said.text, known)


def _with_user(state: State, entity: Entity) -> Entity | None:
    """Return a mention with the person's `User`; Telegram drops a mention of somebody it cannot see."""
    if entity["type"] != "text_mention" or "user_id" not in entity:
        return entity
    person = state.people.get(entity["user_id"])
    kept = {key: value for key, value in entity.items() if key != "user_id"}
    return kept | {"user": person.as_json()} if person else None


def _fields(said: Styled, name: str, entities: str) -> Json:
    return {name: said.text} | ({entities: list(said.entities)} if said.entities else {})
