"""Reply markup: what Telegram accepts under a message and what it refuses."""

from typing import Any, Final

from pydantic import TypeAdapter

from sandbox.model import Json
from sandbox.refusals import bad_request

MAX_DATA_BYTES: Final = 64
MAX_COPY_TEXT: Final = 256
MAX_BUTTONS: Final = 100
STYLES: Final = frozenset({"danger", "success", "primary"})
_ACTIONS: Final = frozenset(
    {
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    }
)
_DECORATION: Final = frozenset({"text", "style", "icon_custom_emoji_id"})
_ROWS: Final = TypeAdapter(list[list[dict[str, Any]]])
_KINDS: Final = frozenset({"inline_keyboard", "keyboard", "remove_keyboard", "force_reply"})


def checked_markup(markup: Json | None, *, inline_only: bool = False) -> Json | None:
    """Return markup as Telegram stores it (an empty inline keyboard is none), or refuse it."""
    if not markup:
        return None
    kinds = _KINDS & markup.keys()
    if len(kinds) != 1 or (inline_only and kinds != {"inline_keyboard"}):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline(markup)
    if "force_reply" in markup:
        _check_placeholder(markup)
    return markup


def _inline(markup: Json) -> Json | None:
    try:
        _ROWS.validate_python(markup["inline_keyboard"])
    except ValueError:
        raise bad_request(
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
        ) from None
    rows = [[_button(button) for button in row] for row in markup["inline_keyboard"] if row]
    if sum(map(len, rows)) > MAX_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return {"inline_keyboard": rows} if rows else None


def _button(button: Json) -> Json:
    if not str(button.get("text", "")).strip():
        raise bad_request('can\'t parse inline keyboard button: field "text" must be non-empty')
    if unknown := button.keys() - _ACTIONS - _DECORATION:
        raise bad_request(f"can't parse inline keyboard button: unknown field {min(unknown)!r}")
    actions = _ACTIONS & button.keys()
    if len(actions) != 1:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if button.get("style", "primary") not in STYLES:
        raise bad_request("can't parse inline keyboard button: invalid button style specified")
    _check_action(next(iter(actions)), button)
    return button


def _check_action(action: str, button: Json) -> None:
    value = button[action]
    if action == "callback_data" and not 1 <= len(str(value).encode()) <= MAX_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if action == "url" and not str(value).startswith(("http://", "https://", "tg://")):
        raise bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
    if action == "copy_text" and not 1 <= len(_copied(value)) <= MAX_COPY_TEXT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _copied(value: Any) -> str:
    return str(value.get("text", "")) if isinstance(value, dict) else ""


def _check_placeholder(markup: Json) -> None:
    if not 1 <= len(str(markup.get("input_field_placeholder", "?"))) <= 64:
        raise bad_request("input field placeholder must be 1-64 characters long")
