"""The command menus: who is shown what. A menu is a convenience; what a person may do is the desk's business."""

from typing import Final, NamedTuple

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)

from texts import Texts
from workflow.values import Person

STRANGER: Final = ("help", "whoami")
MEMBER: Final = (
    *("form", "status", "why", "todo", "open", "mine", "search"),
    *("fund", "rules", "stats", "chart", "whoami", "cancel", "help"),
)
ADMINISTRATOR: Final = ("resend",)  # in no menu: few need it, and the alarms name it
GROUP: Final = ("form", "status", "why", "open", "fund", "rules", "stats", "chart", "help")


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


def commands_of(person: Person | None) -> list[str]:
    """Return the commands a person has."""
    return list(MEMBER if person else STRANGER)
