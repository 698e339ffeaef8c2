"""Facts as the checks are given them: all well, until a test says otherwise."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.config import Config, load
from bot.doctor.facts import Answers, Facts, Group, Machine
from bot.doctor.findings import Finding
from storage.company import Chat
from storage.inspection import Inspection, Records
from workflow.values import Person

SAMPLE = Path(__file__).parents[3] / "config.yaml"
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
CONFIG: Config = load(SAMPLE)
GROUP = CONFIG.telegram.group_id
PEOPLE = tuple(person.model_copy(update={"reachable": True}) for person in CONFIG.directory_seed()[1])
COPY = Path("backups/tousu-20261122T190000Z.db")

MACHINE = Machine(free_bytes=10 << 30, newest_copy=COPY, type_error="", is_readable_by_others=False)
MEMBER = Group(GROUP, title="輝煌同仁群", status="member")
ANSWERS = Answers(username="tousu_bot", reads_all=True, group=MEMBER)
SOUND = Inspection(2, 2, events=22, records=Records(PEOPLE, Chat(GROUP, None), None))


def facts(config: Config = CONFIG, **changes: Any) -> Facts:
    well: dict[str, Any] = {"now": NOW, "machine": MACHINE, "inspection": SOUND, "telegram": ANSWERS}
    return Facts(config=config, **well | changes)


def with_people(change: Callable[[Person], Person | None]) -> Facts:
    """Return facts with other people in the database; who becomes None was never enrolled."""
    people = tuple(after for person in PEOPLE if (after := change(person)))
    return facts(inspection=SOUND._replace(records=Records(people, Chat(GROUP, None), None)))


def codes(findings: Iterable[Finding]) -> list[str]:
    return [finding.code for finding in findings]
