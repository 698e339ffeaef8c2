"""The bot's command menus: one list per scope and language, resolved as Telegram resolves them."""

import re
from typing import Final

from sandbox.model import Chat, Json
from sandbox.refusals import bad_request

SCOPES: Final = frozenset(
    {
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    }
)
MAX_COMMANDS: Final = 100
Key = tuple[str, str, str, str]


class Commands:
    """The lists set by setMyCommands."""

    def __init__(self) -> None:
        self._lists: dict[Key, list[Json]] = {}

    def set(self, commands: list[Json], *, scope: Json, language: str) -> None:
        """Replace the list of one scope and language."""
        if len(commands) > MAX_COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            _check(command)
        self._lists[_key(scope, language)] = commands

    def get(self, *, scope: Json, language: str) -> list[Json]:
        """Return exactly the list of one scope and language."""
        return self._lists.get(_key(scope, language), [])

    def delete(self, *, scope: Json, language: str) -> None:
        """Forget a list, so that the wider scope shows again."""
        self._lists.pop(_key(scope, language), None)

    def shown_to(self, person_id: int, chat: Chat, *, is_admin: bool, language: str = "") -> list[Json]:
        """Return the menu a person sees in a chat: the narrowest scope that has a list."""
        for scope in _narrowest_first(person_id, chat, is_admin=is_admin):
            for spoken in (language, ""):
                if commands := self._lists.get(_key(scope, spoken)):
                    return commands
        return []


def _narrowest_first(person_id: int, chat: Chat, *, is_admin: bool) -> list[Json]:
    here = {"chat_id": chat.id}
    if chat.type == "private":
        return [{"type": "chat", **here}, {"type": "all_private_chats"}, {"type": "default"}]
    admin_here = [{"type": "chat_administrators", **here}] if is_admin else []
    admin_anywhere = [{"type": "all_chat_administrators"}] if is_admin else []
    member = {"type": "chat_member", **here, "user_id": person_id}
    everyone = [{"type": "all_group_chats"}, {"type": "default"}]
    return [member, *admin_here, {"type": "chat", **here}, *admin_anywhere, *everyone]


def _key(scope: Json, language: str) -> Key:
    kind = scope.get("type", "default")
    if kind not in SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    return kind, str(scope.get("chat_id", "")), str(scope.get("user_id", "")), language


def _check(command: Json) -> None:
    if not re.fullmatch(r"[a-z0-9_]{1,32}", str(command.get("command", "")).removeprefix("/")):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(str(command.get("description", ""))) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
