"""Parameters of Bot API calls: their types, reading them from forms or JSON, refusing unknown ones."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sandbox.model import Attachment
from sandbox.refusals import bad_request


@dataclass(frozen=True)
class Arguments:
    """The parameters of one call, typed, and the files uploaded with it."""

    values: Mapping[str, Any]
    uploads: Mapping[str, Attachment] = field(default_factory=dict)

    def get(self, name: str, default: Any = None) -> Any:
        """Return a parameter, or `default` if it was not given."""
        return self.values.get(name, default)

    def __contains__(self, name: str) -> bool:
        """Say whether a parameter was given."""
        return name in self.values


def read_arguments(
    raw: Mapping[str, Any],
    uploads: Mapping[str, Attachment],
    *,
    required: frozenset[str],
    optional: frozenset[str],
    strict: bool,
) -> Arguments:
    """Return typed parameters; a missing one is Telegram's refusal, an unknown one ours."""
    known = required | optional
    given = {name: value for name, value in raw.items() if value not in (None, "")}
    if strict:
        _refuse_strangers(given, known)
    for name in required - given.keys() - uploads.keys():
        raise bad_request(_MISSING.get(name, f'parameter "{name}" is required'))
    values = {name: _read(name, value) for name, value in given.items() if name in known}
    return Arguments(values, uploads)


def _refuse_strangers(given: Mapping[str, Any], known: frozenset[str]) -> None:
    """Telegram ignores what it does not know; a test wants to hear of it."""
    if unsupported := sorted(given.keys() & NOT_HERE):
        raise bad_request(f"the sandbox does not support the parameter {unsupported[0]!r}")
    if unknown := sorted(given.keys() - known):
        raise bad_request(f"unknown parameter {unknown[0]!r} (strict mode of the sandbox)")


def _read(name: str, value: Any) -> Any:
    reader = _READERS.get(name, str)
    try:
        return reader(value)
    except (TypeError, ValueError):
        raise bad_request(f'can\'t parse parameter "{name}"') from None


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).lower()
    if word not in {"true", "false", "1", "0", "yes", "no"}:
        raise ValueError(word)
    return word in {"true", "1", "yes"}


def _integer(value: Any) -> int:
    return int(str(value))


def _structure(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


_KINDS: Final[Mapping[Callable[[Any], Any], str]] = {
    _integer: "message_id offset limit timeout user_id message_thread_id cache_time",
    _boolean: (
        "disable_notification protect_content show_alert drop_pending_updates is_big has_spoiler return_bots "
        "show_caption_above_media disable_content_type_detection"
    ),
    _structure: (
        "reply_markup reply_parameters link_preview_options entities caption_entities media reaction "
        "allowed_updates commands scope"
    ),
}
_READERS: Final = {name: reader for reader, names in _KINDS.items() for name in names.split()}

_MISSING: Final = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "action": "wrong parameter action in request",
    "file_id": "file_id is not specified",
}

# Parameters Telegram has for things there are none of here; quietly ignoring them would hide a mistake.
NOT_HERE: Final = frozenset(
    {
        "business_connection_id",
        "direct_messages_topic_id",
        "suggested_post_parameters",
        "inline_message_id",
        "rich_message",
        "message_effect_id",
        "allow_paid_broadcast",
        "video_start_timestamp",
        "thumbnail",
    }
)
