"""What is computed from the journal is what stands: projections rebuilt equal projections kept up to date."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.rebuild import PROJECTIONS, rebuild
from tests.company import DEPARTMENTS, PEOPLE, at, directory, person, product_form, service_form
from tests.integration.storage.office import Office, opened, rows
from workflow.commands import Enrol, Reach, RecordOutage, RegisterAbsence, Stimulus
from workflow.company_commands import LoseHearing, RegainHearing
from workflow.deafness import Deaf
from workflow.phases import Act
from workflow.values import Absence

FORMS = {"product": product_form(), "service": service_form()}


class Step(NamedTuple):
    """After some minutes somebody does something to one of the cases."""

    minutes: int
    what: str
    who: str
    case: int
    words: dict[str, Any]


names = st.sampled_from([one.name for one in PEOPLE])
departments = st.sampled_from([one.id for one in DEPARTMENTS])
words = st.fixed_dictionaries({
    "text": st.just("因為如此"),
    "department": st.sampled_from(["production", "logistics", ""]),
    "departments": st.lists(departments, min_size=1, max_size=2, unique=True).map(tuple),
    "finding": st.sampled_from(["溫度過低", ""]),
    "opinion": st.just("換貨"),
    "plan": st.just("道歉"),
})  # fmt: skip
ordinary = st.sampled_from(["run", "run", "run", "judge", "remind"])
unusual = st.sampled_from(["move", "away", "outage", "deaf", "hears", "reach", *map(str, Act)])
steps = st.builds(
    Step,
    minutes=st.sampled_from([0, 1, 5, 30, 120, 24 * 60]),
    what=st.one_of(ordinary, ordinary, unusual),
    who=names,
    case=st.integers(1, 2),
    words=words,
)
histories = st.lists(steps, min_size=25, max_size=50)


class Player:
    """Plays a random history; what the rules refuse is part of it."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.now = at("09:00")

    async def play(self, step: Step) -> None:
        self.now += timedelta(minutes=step.minutes)
        special = getattr(self, f"_{step.what}", None)
        if special:
            await special(step)
        else:
            await self._act(step)

    async def _act(self, step: Step) -> None:
        ((number,),) = await self.office.sql(
            "SELECT coalesce(min(number), '') FROM fines WHERE case_id = ?", step.case
        )
        more = {**step.words, "fine": number}
        await self.office.do(step.case, step.who, Act(step.what), self.now, **more)

    async def _deaf(self, step: Step) -> None:
        since = self.now - timedelta(minutes=step.minutes)
        why = Deaf.OUT if step.case == 1 else Deaf.PRIVACY
        lost = LoseHearing(since=since, known_at=self.now, why=why)
        await self._clock(lost)

    async def _hears(self, _step: Step) -> None:
        await self._clock(RegainHearing(since=self.now))

    async def _run(self, step: Step) -> None:
        """The next ordinary thing happens to the case, so that histories get beyond the draft."""
        ((phase,),) = await self.office.sql(
            "SELECT coalesce(max(phase), '') FROM cases WHERE id = ?", step.case
        )
        if phase in {"", "closed"}:
            await self.office.file(FORMS["product" if step.case % 2 else "service"], self.now)
        elif phase == "handling":
            await self._reply(step)
        elif phase == "posting":
            await self.office.post(step.case, self.now)
            await self.office.ping(step.case, self.now)
        else:
            await self._next_act(step, phase)

    async def _reply(self, step: Step) -> None:
        """A department that owes one gives a whole reply, and takes the responsibility."""
        owed = "SELECT department FROM duties WHERE case_id = ? AND kind = 'reply' AND ending IS NULL"
        for (department,) in (await self.office.sql(owed, step.case))[:1]:
            head = directory().head(department)
            words = {"finding": "溫度過低", "opinion": "換貨", "plan": "道歉", "departments": (department,)}
            await self.office.do(step.case, head.name if head else step.who, Act.REPLY, self.now, **words)

    async def _next_act(self, step: Step, phase: str) -> None:
        receiver, handover = ("王五", Act.PUBLISH) if step.case % 2 else ("周靜", Act.ROUTE)
        who, act = {
            "draft": ("陳經理", Act.APPROVE),
            "accepting": (receiver, Act.ACCEPT),
            "handing_over": (receiver, handover),
            "notifying": ("周靜", Act.NOTIFY),
            "acknowledging": ("李小明", Act.ACKNOWLEDGE),
        }.get(phase, (step.who, Act.SUPPLEMENT))
        await self.office.do(step.case, who, act, self.now, press=True, **step.words)

    async def _judge(self, step: Step) -> None:
        await self.office.judge(step.case, self.now)

    async def _remind(self, step: Step) -> None:
        await self.office.remind(step.case, self.now)

    async def _move(self, step: Step) -> None:
        department = (step.words["departments"])[0]
        moved = person(step.who).model_copy(update={"department": department, "reachable": False})
        await self._clock(Enrol(person=moved))

    async def _reach(self, step: Step) -> None:
        await self._clock(Reach(person=person(step.who).id, reachable=bool(step.case % 2)))

    async def _away(self, step: Step) -> None:
        until = self.now + timedelta(days=step.case)
        deputy = person("許文").id
        absence = Absence(
            person=person(step.who).id,
            deputy=deputy,
            starts_at=self.now,
            ends_at=until,
            registered_at=self.now,
        )
        await self._clock(RegisterAbsence(absence=absence))

    async def _outage(self, step: Step) -> None:
        await self._clock(RecordOutage(since=self.now - timedelta(minutes=step.case), until=self.now))

    async def _clock(self, command: Any) -> None:
        await self.office.desk.perform(command, Stimulus(now=self.now, at=self.now))


async def projections(office: Office) -> dict[str, Any]:
    return {table: await office.read(rows, table) for table in PROJECTIONS}


async def played(path: Path, history: list[Step]) -> tuple[dict[str, Any], dict[str, Any]]:
    async with opened(path) as database:
        office = await Office.opened(database)
        player = Player(office)
        for step in history:
            await player.play(step)
        live = await projections(office)
        await office.write(rebuild)
        return live, await projections(office)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories)
def test_rebuilt_equals_live_after_any_history(history: list[Step]) -> None:
    with TemporaryDirectory() as folder:
        live, rebuilt = asyncio.run(played(Path(folder) / "tousu.db", history))
    for table in PROJECTIONS:
        assert rebuilt[table] == live[table], table


async def test_a_rebuilt_case_goes_on_as_before(office: Office) -> None:
    case = await office.handled(product_form())
    assert await office.write(rebuild) == 1
    await office.judge(case, at("13:51:05"))
    assert await office.sql("SELECT count(*) FROM fines") == [(3,)]


async def test_a_case_that_closed_unheard_and_opened_again_is_rebuilt_open(office: Office) -> None:
    case = await office.handled(product_form())
    words = {"finding": "溫度過低", "opinion": "換貨", "departments": ("production",)}
    await office.do(case, "錢主管", Act.REPLY, at("11:20"), **words)
    await office.judge(case, at("11:20", "2026-11-26"))
    assert await office.sql("SELECT phase, outcome FROM cases") == [("closed", "unopposed")]
    now = at("14:00", "2026-11-26")
    lost = LoseHearing(since=at("11:00", "2026-11-26"), known_at=now, why=Deaf.OUT)
    await office.desk.perform(lost, Stimulus(now=now, at=now))
    found = await projections(office)
    await office.write(rebuild)
    assert await projections(office) == found
    opened_again = "SELECT phase, outcome, closed_at FROM cases"
    assert await office.sql(opened_again) == [("acknowledging", None, None)]


async def test_a_complaint_stays_with_the_department_it_came_from(office: Office) -> None:
    await office.posted(product_form())
    moved = person("李小明").model_copy(update={"department": "logistics"})
    when: datetime = at("11:00")
    await office.desk.perform(Enrol(person=moved), Stimulus(now=when, at=when))
    await office.write(rebuild)
    await office.posted(product_form())
    assert await office.sql("SELECT department FROM cases ORDER BY id") == [("sales",), ("logistics",)]


async def test_wrong_projections_are_put_right(office: Office) -> None:
    await office.handled(product_form())
    right = await projections(office)
    for damage in ("DELETE FROM duties", "UPDATE cases SET phase = 'draft'", "UPDATE people SET name = 'x'"):
        await office.write(lambda conn, damage=damage: conn.execute(damage))  # type: ignore[misc]
    await office.write(rebuild)
    assert await projections(office) == right


async def test_a_rebuild_that_fails_changes_nothing(office: Office) -> None:
    await office.handled(product_form())
    before = await projections(office)

    def interrupted(conn: Any) -> None:
        rebuild(conn)
        raise TimeoutError

    with pytest.raises(TimeoutError):
        await office.write(interrupted)
    assert await projections(office) == before


def test_every_projection_is_named(office: Office) -> None:
    primary = {"journal", "inbox", "outbox", "cards", "chats", "polls", "migrations"}
    primary |= {
        "unclear_replies",
        "unclear_candidates",
        "placed_rulings",
        "printed_files",
        "recent_calls",
        "topics",
        "waiting_files",
        "wizards",
    }
    schema = (Path(__file__).parents[3] / "storage" / "schema.sql").read_text("utf-8")
    tables = {line.split()[2] for line in schema.splitlines() if line.startswith("CREATE TABLE")}
    assert tables == primary | set(PROJECTIONS)
