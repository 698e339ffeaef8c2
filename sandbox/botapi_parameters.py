"""Parameters of Bot API calls: their types, reading them from forms or JSON, refusing unknown ones."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sandbox.botapi_shapes import SHAPES
from sandbox.model import Attachment
from sandbox.refusals import bad_request

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
    for name in sorted(required - given.keys() - uploads.keys()):
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
    try:
        if name in SHAPES:
            shape = SHAPES[name]
            return shape.validate_json(value) if isinstance(value, str) else shape.validate_python(value)
        reader: Callable[[Any], Any] = _READERS.get(name, _text)
        return reader(value)
    except ValueError:
        raise bad_request(f'can\'t parse parameter "{name}"') from None


def _text(value: Any) -> str:
    if isinstance(value, dict | list):
        raise ValueError(value)  # noqa: TRY004  one kind of mistake for all readers
    return str(value)


def _boolean(value: Any) -> bool:
    word = str(value).lower()
    if word not in {"true", "false", "1", "0", "yes", "no"}:
        raise ValueError(word)
    return word in {"true", "1", "yes"}


def _integer(value: Any) -> int:
    return int(str(value))


_INTEGERS: Final = (
    "cache_time",
    "limit",
    "message_id",
    "message_thread_id",
    "offset",
    "timeout",
    "user_id",
)
_BOOLEANS: Final = (
    "disable_content_type_detection",
    "disable_notification",
    "drop_pending_updates",
    "has_spoiler",
    "is_big",
    "protect_content",
    "return_bots",
    "show_alert",
    "show_caption_above_media",
)
_READERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    **dict.fromkeys(_INTEGERS, _integer),
    **dict.fromkeys(_BOOLEANS, _boolean),
}
_MISSING: Final = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "action": "wrong parameter action in request",
    "file_id": "file_id is not specified",
}
