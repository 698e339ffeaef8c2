"""The outage rule over many schedules: no fine that stands is unjust, and enough of them stand to prove something."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, time, timedelta
from multiprocessing import get_context
from pathlib import Path
from sqlite3 import Connection
from typing import NamedTuple

from bot.config import load
from sandbox import Message
from storage import journal
from tests.acceptance.killing import books, verdict
from tests.acceptance.killing.model import Darkness, Fate
from tests.acceptance.killing.story import DEPARTMENTS
from tests.acceptance.killing.verdict import Pair
from tests.acceptance.killing.worktime import CHINA
from tests.acceptance.outage import reading
from tests.acceptance.outage.machine import furnished
from tests.acceptance.outage.reading import Fined, GivenUp
from tests.acceptance.outage.schedule import Lived, Office, live
from texts import Texts

ROOT = Path(__file__).parents[3]
UNTIL_KEPT = timedelta(seconds=10)  # at the most from the sending of a message to the note that it arrived
ONCE_MORE = 2
DAWN = datetime(2026, 11, 23, 8, 0, tzinfo=CHINA)
PLAIN = {"power cut", "dead line", "asleep"}
"""After these alone it is certain which misses must be fined."""

EXPECTED, OF_STUMBLING = {"an alarm did not arrive"}, {"update failed this once"}
"""What the bot logs as errors because of the troubles."""


class Finding(NamedTuple):
    """What is wrong with a schedule."""

    seed: str
    what: str


class Tally(NamedTuple):
    """What came of some schedules."""

    schedules: int
    cases: int
    troubles: Counter[str]
    fines: Counter[str]
    certain: int  # fines that the model was sure of beforehand, all of them issued
    findings: list[Finding]

    def __add__(self, other: "Tally") -> "Tally":  # type: ignore[override]
        return Tally(*(mine + others for mine, others in zip(self, other, strict=True)))


NOTHING = Tally(0, 0, Counter(), Counter(), 0, [])


def prove(seeds: Iterable[str]) -> Tally:
    """Live through the schedules of these seeds and judge each."""
    office, total = opened(), NOTHING
    for seed in seeds:
        total += _proven(office, seed)
    return total


def prove_side_by_side(seeds: list[str], *, processes: int) -> Tally:
    """Do the same in several processes."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        shares = pool.map(prove, (seeds[nth::processes] for nth in range(processes)))
        return sum(shares, start=NOTHING)


def opened() -> Office:
    """Return the sample company, before anything has happened."""
    config = load(ROOT / "config.yaml")
    at_night = config.schedule.model_copy(
        update={"daily_summary": time(23, 59)}
    )  # it would copy a file there is not
    config = config.model_copy(update={"schedule": at_night})
    return Office(config, furnished(config, now=DAWN), Texts(language=config.language, zone=config.timezone))


def judged(lived: Lived) -> Tally:
    """Say what came of a schedule, and what is wrong with it."""
    fines = reading.standing(lived.town)
    certain = list(_certain(lived)) if set(lived.weather.happened) <= PLAIN else []
    wrong = [
        *_unjust(lived, fines),
        *_unpunished(certain, fines),
        *_rash(lived),
        *_lost(lived),
        *_repeated(lived),
        *_said_twice(lived),
        *_sent_blindly(lived),
        *_broken(lived),
    ]
    rows = lived.conn.execute("SELECT status, count(*) FROM fine_list GROUP BY status")
    return Tally(
        schedules=1,
        cases=len(lived.stories),
        troubles=Counter(lived.weather.happened),
        fines=Counter(dict(rows.fetchall())),
        certain=len(certain),
        findings=[Finding(lived.seed, one) for one in wrong],
    )


# Private functions


def _proven(office: Office, seed: str) -> Tally:
    try:
        return judged(live(office, seed))
    except Exception as error:  # noqa: BLE001  a schedule that cannot be lived to its end is a finding, by its seed
        return NOTHING._replace(schedules=1, findings=[Finding(seed, repr(error))])


def _unjust(lived: Lived, fines: list[Fined]) -> Iterator[str]:
    unread = list(_unread(lived))
    for fined in fines:
        for reason in reading.unjust(
            lived.town, fined, away=lived.weather.away, unread=unread, unheard=lived.weather.unheard
        ):
            yield f"{fined.number} {fined.case} {fined.department}: {reason}"


def _unpunished(certain: list[tuple[str, str]], fines: list[Fined]) -> Iterator[str]:
    fined = {(one.case, one.department) for one in fines}
    yield from (
        f"{case} {department} was not fined"
        for case, department in certain
        if (case, department) not in fined
    )


def _rash(lived: Lived) -> Iterator[str]:
    """Nobody is fined first and right afterwards, unless Telegram itself kept a reply back."""
    if "late delivery" in lived.weather.happened or any(s.reckoning.delivered_late for s in lived.stories):
        return
    if "stumble" not in lived.weather.happened:
        rows = lived.conn.execute("SELECT number FROM fine_list WHERE status = 'revoked'")
        yield from (f"{number} was rash: the reply came in time" for (number,) in rows)


def _lost(lived: Lived) -> Iterator[str]:
    """Each act of a person is written down once, unless people were told that it could not be."""
    if any(_unread(lived)) or lived.weather.unheard:
        return
    rows = books.cases(lived.conn)
    for story in lived.stories:
        mine = [row for body, row in rows.items() if story.marker in body]
        if len(mine) != (1 if story.reckoning.done["Filed"] else 0):
            yield f"{story.marker} became {[row.name for row in mine]}"
        yield from verdict.wrong_acts([Pair(story, row) for row in mine])


def _repeated(lived: Lived) -> Iterator[str]:
    """A message of which the books know nothing was sent once more: its sender must not have learnt that it arrived."""
    known = books.recorded_messages(lived.conn)
    for m in _said(lived):
        at = datetime.fromtimestamp(m.date, CHINA)
        is_cut_off = any(at <= cut <= at + UNTIL_KEPT for cut in lived.weather.machine.cut_at)
        is_known = (m.chat.id, m.id) in known or (m.chat.id, m.id) in lived.weather.wire.unlearnt
        if not is_known and not is_cut_off:
            yield f"repeated: {m.text[:60]!r} at {at:%H:%M:%S}"


def _said_twice(lived: Lived) -> Iterator[str]:
    """What the books have as two messages must not be one and the same notice of a fine."""
    known = books.recorded_messages(lived.conn)
    notices = (m for m in _said(lived) if reading.NOTICE in m.text and (m.chat.id, m.id) in known)
    told = Counter(
        (m.chat.id, number)
        for m in notices
        for number in set(reading.NUMBER.findall(m.text.partition("\n")[2]))
    )
    yield from (f"{number} was said {count} times" for (_, number), count in told.items() if count > 1)


def _sent_blindly(lived: Lived) -> Iterator[str]:
    """What may or may not have arrived is sent once more; after that people look, and nothing is sent a third time."""
    unlearnt = lived.weather.wire.unlearnt
    copies = Counter((m.chat.id, m.text) for m in _said(lived) if (m.chat.id, m.id) in unlearnt)
    yield from (
        f"sent {count} times: {text[:60]!r}" for (_, text), count in copies.items() if count > ONCE_MORE
    )


def _said(lived: Lived) -> Iterator[Message]:
    world = lived.town.world
    for chat in world.chats.values():
        yield from (m for m in chat.messages.values() if m.sender.id == world.bot.id)


def _certain(lived: Lived) -> Iterator[tuple[str, str]]:
    """Return the misses that must be fined, by the people's own reckoning."""
    darkness = [Darkness(*gap) for gap in reading.gaps(lived.town)]
    for story in lived.stories:
        for department, owed in story.reckoning.owed.items():
            told = reading.told(lived.town, story.number, DEPARTMENTS[department], owed.starts_at)
            if owed.fate(darkness, told) is Fate.FINED and story.number and owed.due_at < lived.ended_at:
                yield story.number, department


def _unread(lived: Lived) -> Iterator[GivenUp]:
    failed = lived.conn.execute("SELECT id, body, received_at FROM inbox WHERE state = 'failed'").fetchall()
    for row, body, micros in failed:
        message = json.loads(body).get("message") or json.loads(body).get("edited_message") or {}
        sent = message.get("edit_date") or message.get("date")
        at = sent if isinstance(sent, int) else micros / 1e6
        yield GivenUp(datetime.fromtimestamp(at, CHINA), frozenset(_named_in_alarms(lived.conn, row)))


def _named_in_alarms(conn: Connection, row: int) -> Iterator[str]:
    """Return the numbers of the fines that the administrators were told a lost update may lift."""
    found = "SELECT notice FROM outbox WHERE cause IN (?, ?)"
    causes = (f"alarm_update_failed/{row}", f"alarm_update_unreadable/{row}")
    for (notice,) in conn.execute(found, causes):
        yield from reading.NUMBER.findall(notice)


def _broken(lived: Lived) -> Iterator[str]:
    expected = EXPECTED | (OF_STUMBLING if "stumble" in lived.weather.happened else set())
    yield from (error for error in lived.errors if not any(error.startswith(one) for one in expected))
    bad = journal.verify(lived.conn)
    if bad is not None:
        yield f"row {bad} of the journal is not as it was written"
    (waiting,) = lived.conn.execute("SELECT count(*) FROM inbox WHERE state = 'new'").fetchone()
    if waiting:
        yield f"{waiting} updates were never handled"
