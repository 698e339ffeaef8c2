"""What the demo supplies for the chat page: forms to send, and what people are in the company by now."""

import re
from collections.abc import Iterable

from bot.config import Config
from bot.demo.posts import PRODUCT, REPLY, SERVICE
from sandbox import Template
from texts import label
from workflow.values import Person


def templates() -> tuple[Template, ...]:
    """Forms of the sample day, for whoever is at the screen to send."""
    filed = [re.sub("(?<=投訴人：).*", "{name}", form) for form in (PRODUCT, SERVICE)]
    reply = re.sub("(?<=責任部門：).*", "{department}", REPLY)
    return tuple(map(Template, ("產品質量投訴", "服務質量投訴", "處理回覆"), (*filed, reply)))


def titles_of(config: Config, people: Iterable[Person]) -> dict[int, str]:
    """Return department and position of everybody who can write to the bot."""
    departments, _ = config.directory_seed()
    names = {department.id: department.name for department in departments}
    return {
        person.telegram_id: f"{names[person.department]} {label('positions', person.position)}"
        for person in people
        if person.telegram_id is not None and person.active
    }
