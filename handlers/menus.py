"""The command menus: who is shown what. A menu is a convenience; what a person may do is the desk's business."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)

from handlers.context import Wiring
from texts import Texts
from workflow.directory import Directory
from workflow.values import Language, Role

STRANGER: Final = ("start", "language", "help")
MEMBER: Final = (
    *("new", "ask", "complain", "form", "status", "why", "todo", "open", "mine", "search"),
    *("fund", "rules", "stats", "chart", "away", "whoami", "language", "cancel", "help"),
)
HR: Final = ("enrol", "suspend")
ADMINISTRATOR: Final = ("resend",)
GROUP: Final = ("ask", "complain", "form", "status", "why", "open", "fund", "rules", "stats", "chart", "help")
GROUP_ADMINISTRATOR: Final = ("setup",)
"""What whoever administers a group has besides, there; Telegram knows who does, and takes it back who no longer does."""

TELEPHONES: Final[Mapping[str, Language]] = {"en": Language.EN, "zh": Language.ZH_HANT}
"""Telegram tells the languages of telephones apart by two letters; both scripts are "zh" to it."""


class Menu(NamedTuple):
    """A list of commands and where it is shown."""

    scope: BotCommandScope
    commands: tuple[str, ...]


MENUS: Final = (
    Menu(BotCommandScopeAllPrivateChats(), MEMBER),
    Menu(BotCommandScopeAllGroupChats(), GROUP),
    Menu(BotCommandScopeAllChatAdministrators(), (*GROUP, *GROUP_ADMINISTRATOR)),
)


def voices(texts: Texts) -> Iterator[tuple[str, Texts]]:
    """Return in which words each telephone reads what Telegram shows of us: "" for all that are not named."""
    yield "", texts
    spoken = texts.language.partition("-")[0]
    yield from ((code, texts.spoken_to(language)) for code, language in TELEPHONES.items() if code != spoken)


def worded(commands: Iterable[str], texts: Texts) -> list[BotCommand]:
    """Return a list of commands as Telegram wants it."""
    return [BotCommand(name, texts.label("commands", name)) for name in commands]


def commands_of(account: int, directory: Directory, wiring: Wiring) -> tuple[str, ...]:
    """Return the commands an account has in its private chat."""
    person = directory.by_telegram(account)
    common = STRANGER if person is None else MEMBER
    is_hr = person is not None and any(one.id == person.department for one in directory.with_role(Role.HR))
    return (*common, *(HR if is_hr else ()), *(ADMINISTRATOR if account in wiring.admin_ids else ()))


def show_menu(account: int, directory: Directory, wiring: Wiring) -> None:
    """Show an account the commands it has in its private chat: its own list only where that is not everybody's."""
    commands, language = commands_of(account, directory, wiring), directory.language(account)
    is_common = commands == MEMBER and language is None
    voice = wiring.texts.spoken_to(language)
    wiring.direct.menu(account, () if is_common else worded(commands, voice))


def show_own_menus(directory: Directory, wiring: Wiring) -> None:
    """At a start: whoever has a list of her own is shown that of this version."""
    officers = (one.id for one in directory.with_role(Role.HR))
    people = (one for office in officers for one in directory.members(office) if one.reachable)
    accounts = {one.telegram_id for one in people if one.telegram_id is not None}
    for account in sorted(accounts | set(directory.languages) | wiring.admin_ids):
        show_menu(account, directory, wiring)
