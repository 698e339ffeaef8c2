"""The fund's book adds up at every moment, in the database, rebuilt from the journal, and in the workbook read by others."""

import asyncio
import os
from datetime import date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from sqlite3 import Connection
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from reports import FUND_STATEMENT, WORKBOOKS_KEPT, facts, is_blank, prepare
from reports.fund_workbook import write_workbook
from reports.periods import month_period
from storage import fund
from storage.rebuild import rebuild
from tests.company import CALENDAR, DEPARTMENTS, at, product_form
from tests.integration.reports.spreadsheet import Workbook
from tests.integration.storage.office import Office, opened
from workflow.commands import CorrectSpending, Spend
from workflow.fund import Fund
from workflow.phases import Act

NOVEMBER = month_period(date(2026, 11, 1), CALENDAR)
F = [f"F-20261123-00{number}" for number in (1, 2, 3)]
STEPS = ("pay", "waive", "refund", "spend", "correct")
Rows = list[list[Any]]
steps = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(0, 2), st.integers(1, 6000)), min_size=1, max_size=14
)


class Model:
    """The fund as a schoolchild would keep it: whole fen in a purse."""

    def __init__(self) -> None:
        self.purse = 0
        self.fines = dict.fromkeys(F, "issued")
        self.spendings: dict[str, int] = {}
        self.entries = 0

    @property
    def owed_back(self) -> int:
        return 5000 * list(self.fines.values()).count("owed back")

    def takes(self, step: str, which: int, fen: int) -> bool:
        """Do a step, and tell whether the rules allow it."""
        return bool(getattr(self, f"_{step}")(which, fen))

    def _becomes(self, which: int, was: tuple[str, ...], now: str, fen: int = 0) -> bool:
        if self.fines[F[which]] not in was:
            return False
        self.fines[F[which]] = now
        self.purse += fen
        return True

    def _pay(self, which: int, _fen: int) -> bool:
        return self._becomes(which, ("issued",), "paid", 5000)

    def _waive(self, which: int, _fen: int) -> bool:
        return self._becomes(which, ("paid",), "owed back") or self._becomes(which, ("issued",), "waived")

    def _refund(self, which: int, _fen: int) -> bool:
        return self._becomes(which, ("owed back",), "refunded", -5000)

    def _spend(self, _which: int, fen: int) -> bool:
        if fen > self.purse - self.owed_back:
            return False
        self.purse -= fen
        self.spendings[self._next_number()] = fen
        return True

    def _correct(self, which: int, _fen: int) -> bool:
        fen = self.spendings.pop(number_of(which), None)
        if fen is None:
            return False
        self.purse += fen
        self._next_number()
        return True

    def _next_number(self) -> str:
        self.entries += 1
        return number_of(self.entries - 1)


def number_of(which: int) -> str:
    return f"E-20261123-{which + 1:03d}"


async def tried(office: Office, case: int, step: tuple[str, int, int], when: datetime) -> bool:
    """Do the step at the desk; tell whether it was taken."""
    what, which, fen = step
    acts = {"pay": Act.MARK_PAID, "waive": Act.WAIVE, "refund": Act.MARK_REFUNDED}
    if what == "spend":
        answer = await office.act(Spend(amount=fen, what="西瓜"), "周靜", when)
    elif what == "correct":
        command = CorrectSpending(number=number_of(which), reason="重複")
        answer = await office.act(command, "周靜", when)
    else:
        answer = await office.do(case, "周靜", acts[what], when, fine=F[which], text="停電")
    return answer.refusal is None


async def fined(office: Office) -> int:
    case = await office.handled(product_form())
    await office.judge(case, at("13:51:05"))
    return case


def statement(conn: Connection) -> dict[str, Any]:
    return facts(conn, FUND_STATEMENT, NOVEMBER, calendar=CALENDAR, departments=DEPARTMENTS, company="輝煌")


def sheets(path: Path) -> list[Rows]:
    """Read the workbook with a reader that is not the writer's: the values, as a person who opens it sees them."""
    book = CalamineWorkbook.from_path(str(path))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def fen(cell: Any) -> int:
    """Return a cell's amount; a workbook holds yuan."""
    return 0 if cell == "" else round(cell * 100)


def column(rows: Rows, name: str) -> list[int]:
    """Return the amounts under a heading, the total last."""
    place = rows[0].index(name)
    return [fen(row[place]) for row in rows[1:]]


async def holds(path: Path, history: list[tuple[str, int, int]]) -> None:
    async with opened(path / "tousu.db") as database:
        office, model = await Office.opened(database), Model()
        case = await fined(office)
        for nth, step in enumerate(history):
            allowed = model.takes(*step)
            assert await tried(office, case, step, at("14:00") + timedelta(minutes=nth)) is allowed, step
            now = await office.read(fund.standing)
            assert now.balance == now.paid - now.refunded - now.spent == model.purse
            assert (now.owed_back, now.available) == (model.owed_back, max(0, model.purse - model.owed_back))
        live = await office.read(statement)
        await office.write(rebuild)
        assert await office.read(statement) == live
        assert live["closing"] == model.purse
        write_workbook(live, path / "fund.xlsx")
        adds_up(sheets(path / "fund.xlsx"), model.purse)
        assert calculated(path / "fund.xlsx") == {}


def adds_up(read: list[Rows], purse: int) -> None:
    summary, fines, spendings, people = read
    said = {row[0]: fen(row[1]) for row in summary[3:11]}
    assert said["期末餘額"] == purse
    for name in ("本期收入", "本期支出"):
        assert column(people, name)[-1] == sum(column(people, name)[:-1]) == column(fines, name)[-1]
    assert column(people, "期末未繳")[-1] == said["未繳罰款"]
    assert column(people, "期末待退還")[-1] == said["其中待退還"]
    moved = said["罰款收入"] - said["罰款退還"] - said["支出"] + said["更正收回"]
    assert said["期初餘額"] + moved == purse
    for rows, name, total in (
        (fines, "本期收入", "罰款收入"),
        (fines, "本期支出", "罰款退還"),
        (spendings, "本期支出", "支出"),
        (spendings, "本期收入", "更正收回"),
    ):
        *lines, bottom = column(rows, name)
        assert sum(lines) == bottom == said[total]
    # Each line goes on from the one above; below zero where a fine is paid back after its money was spent.
    book = [(fen(came_in), fen(went_out), fen(balance)) for came_in, went_out, balance in rows_of(summary)]
    running = accumulate((came_in - went_out for came_in, went_out, _ in book), initial=said["期初餘額"])
    assert [said["期初餘額"], *(balance for *_, balance in book)] == list(running)
    assert (book or [(0, 0, 0)])[-1][-1] == purse


def rows_of(summary: Rows) -> Rows:
    """Return what came in, what went out and the balance after it, of each line of the book."""
    return [row[5:8] for row in summary[14:]]


def calculated(path: Path) -> dict[str, tuple[float, float]]:
    """Calculate every formula as a spreadsheet does on opening; return those whose written value differs."""
    book = Workbook(path)
    wrong = {}
    for (sheet, cell), (formula, written) in book.formulas.items():
        value = book.value(formula, sheet)
        if round(value * 100) != round(written * 100):
            wrong[f"{sheet}!{cell} {formula}"] = (value, written)
    assert book.formulas
    return wrong


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps)
def test_the_balance_is_paid_less_refunded_less_spent_wherever_it_is_read(
    history: list[tuple[str, int, int]],
) -> None:
    with TemporaryDirectory() as folder:
        asyncio.run(holds(Path(folder), history))


async def test_a_month_opens_with_what_the_last_one_closed_with(office: Office) -> None:
    case = await fined(office)
    await office.do(case, "周靜", Act.MARK_PAID, at("15:00"), fine=F[0], press=True)
    await office.act(Spend(amount=1234, what="香蕉"), "周靜", at("09:00", "2026-12-02"))
    december = month_period(date(2026, 12, 1), CALENDAR)
    about = {"calendar": CALENDAR, "departments": DEPARTMENTS}
    told = await office.read(facts, FUND_STATEMENT, december, **about)
    assert (told["opening"], told["spent"], told["closing"]) == (5000, 1234, 3766)
    assert [one["number"] for one in told["fines"]] == F[1:], "owed still; the paid one is another month's"
    november = await office.read(statement)
    assert november["closing"] == told["opening"]
    assert {one["number"]: one["status"] for one in november["fines"]} == {
        F[0]: "paid",
        F[1]: "issued",
        F[2]: "issued",
    }


async def test_the_workbook_has_the_same_bytes_for_the_same_facts(office: Office, tmp_path: Path) -> None:
    await fined(office)
    told = await office.read(statement)
    made = [await prepare(FUND_STATEMENT, told, tmp_path / folder) for folder in ("one", "two")]
    assert made[0]["digest"] == made[1]["digest"]
    assert made[0]["file"] != made[1]["file"]
    assert "lines" in told
    assert made[0]["lines"] == len(told["lines"])


async def test_of_the_workbooks_only_the_newest_are_kept(office: Office, tmp_path: Path) -> None:
    folder = tmp_path / "statements"
    make_old_workbooks(folder, WORKBOOKS_KEPT)
    await fined(office)
    made = await prepare(FUND_STATEMENT, await office.read(statement), folder)
    kept = kept_workbooks(folder)
    assert kept[-1] == Path(made["file"])
    assert [one.parent.name for one in kept[:-1]] == [f"digest{n}" for n in range(1, WORKBOOKS_KEPT)]


def make_old_workbooks(folder: Path, count: int) -> None:
    for number in range(count):
        old = folder / f"digest{number}" / "old.xlsx"
        old.parent.mkdir(parents=True)
        old.touch()
        os.utime(old, (number, number))


def kept_workbooks(folder: Path) -> list[Path]:
    """The files, the oldest first; every folder has one."""
    found = [next(place.iterdir()) for place in folder.iterdir()]
    return sorted(found, key=lambda one: one.stat().st_mtime)


async def test_a_fund_that_nobody_has_used_is_blank(office: Office) -> None:
    assert is_blank(await office.read(statement))
    await fined(office)
    assert not is_blank(await office.read(statement))


@pytest.mark.parametrize("words", ["=1+1", "+HYPERLINK(1)", "https://example.org", "<b>西瓜</b>", "西" * 200])
async def test_words_are_never_taken_for_a_formula_or_a_link(
    office: Office, tmp_path: Path, words: str
) -> None:
    case = await fined(office)
    await office.do(case, "周靜", Act.MARK_PAID, at("15:00"), fine=F[0], press=True)
    await office.act(Spend(amount=100, what=words), "周靜", at("15:10"))
    write_workbook(await office.read(statement), tmp_path / "fund.xlsx")
    _, _, spendings, _ = sheets(tmp_path / "fund.xlsx")
    assert spendings[1][spendings[0].index("用途或理由")] == words


def test_what_is_owed_back_cannot_be_spent() -> None:
    assert Fund(paid=10000, refunded=5000, spent=1234, owed_back=5000).available == 0
