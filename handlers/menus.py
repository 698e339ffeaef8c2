"""The command menus: who is shown what. A menu is a convenience; what a person may do is the desk's business."""

from typing import Final, NamedTuple

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)

from handlers.context import Context
from texts import Texts
from workflow.directory import Directory
from workflow.values import Person, Role

STRANGER: Final = ("start", "language", "help")
MEMBER: Final = (
    *("new", "ask", "complain", "form", "status", "why", "todo", "open", "mine", "search"),
    *("fund", "rules", "stats", "chart", "away", "whoami", "language", "cancel", "help"),
)
HR: Final = (
    "enrol",
    "suspend",
)
ADMINISTRATOR: Final = ("resend",)  # in no menu: few need it, and the alarms name it
GROUP: Final = ("ask", "complain", "form", "status", "why", "open", "fund", "rules", "stats", "chart", "help")


class Menu(NamedTuple):
    """A list of commands and where it is shown."""

    scope: BotCommandScope
    commands: tuple[str, ...]

    def worded(self, texts: Texts) -> list[BotCommand]:
        """Return the list as Telegram wants it."""
        return [BotCommand(name, texts.label("commands", name)) for name in self.commands]


MENUS: Final = (
    Menu(BotCommandScopeAllPrivateChats(), MEMBER),
    Menu(BotCommandScopeAllGroupChats(), GROUP),
)


def commands_of(person: Person | None, directory: Directory) -> list[str]:
    """Return the commands a person has."""
    if person is None:
        return list(STRANGER)
    is_hr = any(department.id == person.department for department in directory.with_role(Role.HR))
    return [*MEMBER, *HR] if is_hr else list(MEMBER)


def show_menu(person: Person, directory: Directory, context: Context) -> None:
    """Show a person the commands she has, in the menu of her private chat."""
    if person.telegram_id is not None:
        own = Menu(BotCommandScopeChat(person.telegram_id), tuple(commands_of(person, directory)))
        voice = context.wiring.texts.spoken_to(directory.language(person.telegram_id))
        context.wiring.direct.menu(person.telegram_id, own.worded(voice))
