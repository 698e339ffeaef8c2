"""Writes down a database of the present version: `python -m tests.integration.storage.recording`.

Run it once before a migration is added. What it leaves in tests/data/databases is then what a company of the older program
has on its disk, and is never written again.
"""

import asyncio
import gzip
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from storage import cards, company
from storage.company import Poll
from storage.database import Database
from storage.schema import version
from tests.company import at, person, product_form, service_form
from tests.integration.storage.office import GROUP, Office
from workflow.commands import RecordOutage, RegisterAbsence, Stimulus
from workflow.phases import Act
from workflow.values import Absence

FOLDER = Path(__file__).parents[2] / "data" / "databases"


async def live(office: Office) -> None:
    """A Monday at the company: answered and closed, fined and waived, routed, withdrawn, on its way, and a draft."""
    await office.write(company.set_chat, GROUP, None)
    await _answered(office)
    await _fined(office)
    await _routed(office)
    await _withdrawn(office)
    await office.posted(product_form())
    await office.file(product_form(), at("15:00"))
    await _unusual(office)


async def _answered(office: Office) -> None:
    case = await office.handled(product_form())
    words = {"finding": "烤漆溫度過低", "opinion": "換貨", "departments": ("production",)}
    await office.do(case, "錢主管", Act.REPLY, at("11:20"), **words)
    await office.do(case, "李小明", Act.ACKNOWLEDGE, at("11:40"), press=True)


async def _fined(office: Office) -> None:
    case = await office.handled(product_form())
    await office.remind(case, at("13:40"))
    await office.judge(case, at("13:51:05"))
    ((fine,),) = await office.sql("SELECT min(number) FROM fines WHERE case_id = ?", case)
    await office.do(case, "周靜", Act.WAIVE, at("14:32"), fine=fine, text="停電 40 分鐘")
    words = {"finding": "包裝太薄", "opinion": "補貨", "departments": ("logistics",)}
    await office.do(case, "趙主任", Act.REPLY, at("14:40"), **words)


async def _routed(office: Office) -> None:
    case = await office.file(service_form(), at("10:30"))
    await office.do(case, "陳經理", Act.APPROVE, at("10:40"), press=True, revision=1)
    await office.post(case, at("10:42"))
    await office.do(case, "周靜", Act.ACCEPT, at("10:45"), press=True)
    await office.do(case, "周靜", Act.ROUTE, at("10:50"), press=True, departments=("logistics",))
    await office.ping(case, at("10:50"))


async def _withdrawn(office: Office) -> None:
    case = await office.posted(product_form())
    await office.do(case, "李小明", Act.WITHDRAW, at("10:30"), text="客戶自行解決")


async def _unusual(office: Office) -> None:
    night = at("20:00")
    absence = Absence(
        person=person("趙主任").id,
        deputy=person("許文").id,
        starts_at=night,
        ends_at=night + timedelta(days=3),
        registered_at=night,
        accepted_at=night,
    )
    for command in (
        RegisterAbsence(absence=absence),
        RecordOutage(since=night - timedelta(minutes=9), until=night),
    ):
        await office.desk.perform(command, Stimulus(now=night, at=night))
    await office.write(company.record_poll, Poll(night, night, night, 900))
    await office.write(cards.mark_sending, 2, cards.CASE)


async def record(folder: Path) -> Path:
    """Write the present version down; return the file."""
    with TemporaryDirectory() as temporary:
        path = Path(temporary) / "tousu.db"
        database = await Database.open(path)
        try:
            await live(await Office.opened(database))
        finally:
            await database.close()
        with closing(sqlite3.connect(path)) as conn:
            file = folder / f"{version(conn):04}.sql.gz"
            file.write_bytes(gzip.compress("\n".join(_dumped(conn)).encode(), mtime=0))
    return file


def _dumped(conn: sqlite3.Connection) -> Iterator[str]:
    """The database as statements; the index of the search empty, as sqlite3 cannot write it down: it is made again."""
    ((index,),) = conn.execute("SELECT sql FROM sqlite_schema WHERE name = 'search'")
    conn.execute("DROP TABLE search")
    yield from conn.iterdump()
    yield f"{index};"


if __name__ == "__main__":
    print(asyncio.run(record(FOLDER)))  # noqa: T201
