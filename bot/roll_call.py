"""Names to the administrators and HR, at a start and with the daily upkeep, the posts where nobody can be told anything."""

from collections.abc import Callable
from datetime import datetime

from bot.alarms import Alarm, Alarms
from storage.books import Ledger
from workflow.calendar import Calendar
from workflow.directory import Directory
from workflow.roll import SilentPost, silent_posts
from workflow.values import Role


class RollCall:
    """At most one message a day; none while nobody at all has opened a private chat (`tousu doctor` tells that)."""

    def __init__(
        self, ledger: Ledger, alarms: Alarms, *, calendar: Calendar, now: Callable[[], datetime]
    ) -> None:
        self._ledger, self._alarms, self._calendar, self._now = ledger, alarms, calendar, now

    async def take(self) -> None:
        """Look who is there, and tell who is missing unless it was told today."""
        directory = await self._ledger.read(lambda books: books.directory())
        silent = silent_posts(directory)
        if not silent or not any(person.reachable for person in directory.people):
            return
        day = self._calendar.local(self._now()).date().isoformat()
        posts = [_facts(post, directory) for post in silent]
        await self._alarms.tell_with(_hr(directory), Alarm.POSTS_SILENT, cause=day, posts=posts)


# Private functions


def _hr(directory: Directory) -> tuple[int, ...]:
    people = (person for one in directory.with_role(Role.HR) for person in directory.members(one.id))
    return tuple(person.telegram_id for person in people if person.telegram_id and person.reachable)


def _facts(post: SilentPost, directory: Directory) -> dict[str, object]:
    department = directory.department(post.vacancy.department or "")
    return {
        "what": post.vacancy.what,
        "department": department.name if department else None,
        "holders": [person.name for person in post.holders],
    }
