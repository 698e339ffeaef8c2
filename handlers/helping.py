"""What this chat is good for, told to each person by what she may do."""

from handlers.context import Wiring
from handlers.menus import commands_of
from handlers.opening import may_supervise
from handlers.said import Said
from workflow.commands import Tell
from workflow.directory import Directory


def help_for(said: Said, directory: Directory, wiring: Wiring) -> Tell:
    """Return how to complain, to answer and to ask, and the commands of whoever wrote."""
    person = said.author(directory)
    supervises = person is not None and may_supervise(person, directory, said.at)
    commands = commands_of(said.user_id, directory, wiring)
    return Tell(name="help", facts={"commands": commands, "supervises": supervises})
