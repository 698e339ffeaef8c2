"""The table of enquiries is what their streams say, and counts are as of a moment."""

from pathlib import Path

from storage import enquiries
from storage.enquiries import Counts, Wanted
from storage.rebuild import PROJECTIONS, rebuild
from tests.company import at
from tests.integration.storage.office import Office, opened, rows
from tests.unit.workflow.enquiry_play import opening
from workflow.enquiry_commands import AnswerEnquiry, RemindEnquiry, RouteEnquiry, TakeEnquiry
from workflow.names import plain

TUESDAY = "2026-11-24"


async def _lived(office: Office) -> None:
    """One answered late and taken over on the way, one still open."""
    await office.act(opening(), "王五", at("10:00"))
    await office.act(RouteEnquiry(enquiry=1, department="logistics"), "周靜", at("10:10"))
    await office.act(TakeEnquiry(enquiry=1), "錢主管", at("10:20"))
    other = opening("黃美").model_copy(
        update={"source": opening().source.model_copy(update={"message_id": 8})}
    )
    await office.act(other, "李小明", at("16:00"))
    await office.act(RemindEnquiry(enquiry=1), "周靜", at("10:01", TUESDAY))
    await office.act(AnswerEnquiry(enquiry=1, text="11/27 到貨"), "趙主任", at("10:30", TUESDAY))


async def test_rebuilt_it_is_what_stood(tmp_path: Path) -> None:
    async with opened(tmp_path / "tousu.db") as database:
        office = await Office.opened(database)
        await _lived(office)
        before = {table: await office.read(rows, table) for table in PROJECTIONS}
        assert len(before["enquiries"]) == 2
        await office.write(rebuild)
        assert {table: await office.read(rows, table) for table in PROJECTIONS} == before


async def test_the_same_message_is_one_enquiry(tmp_path: Path) -> None:
    async with opened(tmp_path / "tousu.db") as database:
        office = await Office.opened(database)
        await office.act(opening(), "王五", at("10:00"))
        again = await office.act(opening(), "李小明", at("10:01"))
        assert again.refusal is not None
        assert again.refusal.name == "enquiry_known"
        assert await office.read(enquiries.count_open, Wanted()) == 1


async def test_counts_are_as_of_the_end_of_the_period(tmp_path: Path) -> None:
    async with opened(tmp_path / "tousu.db") as database:
        office = await Office.opened(database)
        await _lived(office)
        monday = await office.read(enquiries.counts, at("00:00"), at("18:00"))
        tuesday = await office.read(enquiries.counts, at("18:00"), at("18:00", TUESDAY))
        assert monday == Counts(opened=2, answered=0, late=0, open=2, overdue=0)
        assert tuesday == Counts(opened=0, answered=1, late=1, open=1, overdue=1)
        assert [row.id for row in await office.read(enquiries.search, [plain("新款"), plain("到貨")])] == [
            2,
            1,
        ]
