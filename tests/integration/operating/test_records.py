"""The commands that read the records, as typed: the story step by step, the figures, and lists to take away."""

import asyncio
import csv
import json
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from storage.database import Database
from storage.extracts import Extract
from tests.company import at, product_form
from tests.integration.operating.company import company_in, tousu
from tests.integration.storage.office import Office
from workflow.phases import Act

DAY = "2026-11-16"  # a Monday that is over, whenever this runs
FORMULA = '=HYPERLINK("http://x")，包裝太薄'


async def _lived(path: Path) -> None:
    database = await Database.open(path)
    try:
        office = await Office.opened(database)
        case = await office.handled(product_form(), day=DAY)
        words = {"finding": FORMULA, "opinion": "補貨", "departments": ("logistics",)}
        await office.judge(case, at("13:51:05", DAY))
        await office.do(case, "趙主任", Act.REPLY, at("14:40", DAY), **words)
    finally:
        await database.close()


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """A company whose three departments were late."""
    asyncio.run(_lived(company_in(tmp_path).storage.path))
    return tmp_path


def altered(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        for statement in statements:
            conn.execute(statement)


# replay


def test_the_story_is_told_in_order_and_found_to_be_true(company: Path) -> None:
    done = tousu(company, "replay")
    assert done.returncode == 0, done.stderr
    told = [line.split()[5] for line in done.stdout.splitlines() if "P-20261116-001" in line]
    assert told[:4] == ["Approved", "Entered", "Posted", "DutyOpened"]
    assert told.index("DutyMissed") < told.index("FineOpened") < told.index("Ruled")
    assert "與資料表一致" in done.stdout


def test_one_case_is_shown_as_it_stood_at_a_moment(company: Path) -> None:
    done = tousu(company, "replay", "--case", "P-20261116-001", "--until", f"{DAY}T10:30:00+08:00")
    assert done.returncode == 0, done.stderr
    assert "PersonEnrolled" not in done.stdout
    assert "DutyMissed" not in done.stdout
    assert "P-20261116-001  處理中" in done.stdout
    assert "處理回覆  物流部  2026-11-16 13:51:00" in done.stdout


def test_a_case_nobody_knows_is_a_mistake_on_the_command_line(company: Path) -> None:
    done = tousu(company, "replay", "--case", "P-19990101-001")
    assert done.returncode == 2
    assert "P-19990101-001" in done.stderr


def test_a_table_that_is_not_what_the_journal_says_is_told_with_the_way_out(company: Path) -> None:
    altered(company / "tousu.db", "UPDATE fines SET amount = 500")
    done = tousu(company, "replay", "--quiet")
    assert done.returncode == 1
    assert "fines" in done.stderr
    assert "tousu rebuild" in done.stderr
    assert tousu(company, "rebuild").returncode == 0
    assert tousu(company, "replay", "--quiet").returncode == 0


def test_a_journal_somebody_changed_is_told_with_its_row(company: Path) -> None:
    changes = "UPDATE journal SET recorded_at = recorded_at + 1 WHERE id = 21"
    altered(company / "tousu.db", "DROP TRIGGER journal_refuses_update", changes)
    done = tousu(company, "replay", "--quiet")
    assert done.returncode == 1
    assert "第 21 筆" in done.stderr


# report


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--of", DAY), "11/16（一）投訴日報（截至 18:00）"),
        (("--period", "week", "--of", "2026-W47"), "11/16–11/22 投訴週報"),
        (("--of", "2026-11"), "準時統計"),
    ],
)
def test_the_figures_of_a_period_are_printed(company: Path, arguments: tuple[str, ...], words: str) -> None:
    done = tousu(company, "report", *arguments)
    assert done.returncode == 0, done.stderr
    assert words in done.stdout
    assert "新增 1（產品 1，服務 0）" in done.stdout


@pytest.mark.parametrize("period", [(), ("--period", "day"), ("--period", "week"), ("--period", "month")])
def test_the_present_period_is_told_as_far_as_it_has_come(company: Path, period: tuple[str, ...]) -> None:
    done = tousu(company, "report", *period)
    assert done.returncode == 0, done.stderr
    assert "新增" in done.stdout


def test_a_length_that_contradicts_the_period_is_a_mistake(company: Path) -> None:
    assert tousu(company, "report", "--period", "week", "--of", "2026-11").returncode == 2


def test_the_figures_of_a_period_become_a_picture_or_a_workbook(company: Path) -> None:
    assert tousu(company, "report", "--of", "2026-W47", "--output", "week.png").returncode == 0
    assert (company / "week.png").read_bytes().startswith(b"\x89PNG")
    assert not list(company.glob(".*"))  # nothing is left beside it
    assert tousu(company, "report", "--of", "2026-11", "--output", "month.xlsx").returncode == 0
    book = CalamineWorkbook.from_path(company / "month.xlsx")
    assert book.sheet_names == ["各部門", "每日新增"]
    rows = book.get_sheet_by_name("各部門").to_python()
    assert rows[0] == ["部門", "到期事項", "準時", "逾期", "罰款（元）"]
    assert ["物流部", 1, 0, 1, 50] in rows


# export


@pytest.mark.parametrize("what", list(Extract))
def test_what_is_taken_away_is_private_and_recorded_with_who_and_what(company: Path, what: Extract) -> None:
    done = tousu(company, "export", what, "--of", "2026-11", "--output", "list.csv")
    assert done.returncode == 0, done.stderr
    assert (company / "list.csv").stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(company / "tousu.db")) as conn:
        ((stream, body),) = conn.execute("SELECT stream, body FROM journal WHERE type = 'TakenByOperator'")
    record = json.loads(body)
    assert (stream, record["what"], record["period"]) == ("company", what, "2026-11")
    assert record["operator"]
    assert record["digest"] == sha256((company / "list.csv").read_bytes()).hexdigest()
    assert not list(company.glob(".unfinished-*"))
    assert tousu(company, "verify").returncode == 0


def test_a_list_speaks_the_words_of_the_company_and_runs_nothing(company: Path) -> None:
    assert tousu(company, "export", "fines", "--of", "2026-11", "--output", "fines.csv").returncode == 0
    fines = list(csv.DictReader((company / "fines.csv").read_text("utf-8-sig").splitlines()))
    assert [row["部門"] for row in fines] == ["物流部", "生產部", "採購部"]
    assert {(row["人員"], row["狀態"]) for row in fines} >= {("趙主任", "待繳")} or fines[0][
        "人員"
    ] == "趙主任"
    assert fines[0]["到期時間"] == "2026-11-16 13:51:00"

    assert tousu(company, "export", "rulings", "--of", DAY, "--output", "r.csv").returncode == 0
    (ruling,) = csv.DictReader((company / "r.csv").read_text("utf-8-sig").splitlines())
    assert ruling["質量鑒定結果"] == f"'{FORMULA}"
    assert ruling["責任部門"] == "物流部"
    assert tousu(company, "export", "rulings", "--of", DAY, "--output", "r.xlsx").returncode == 0
    header, row = CalamineWorkbook.from_path(company / "r.xlsx").get_sheet_by_name("處理回覆").to_python()
    assert row[header.index("質量鑒定結果")] == FORMULA


def test_programs_read_a_list_as_json_a_line(company: Path) -> None:
    assert tousu(company, "export", "duties", "--of", DAY, "--output", "d.jsonl").returncode == 0
    rows = [json.loads(line) for line in (company / "d.jsonl").read_text("utf-8").splitlines()]
    late = [row for row in rows if row["late"] == "是"]
    assert {row["due_at"] for row in late} == {"2026-11-16T13:51:00+08:00"}
    assert {row["department"] for row in late} == {"物流部", "生產部", "採購部"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("fines", "--of", "2026-13", "--output", "x.csv"), "2026-13"),
        (("fines", "--of", "2999-01", "--output", "x.csv"), "還沒有開始"),
        (("fines", "--of", "2026-11", "--output", "x.doc"), ".xlsx"),
        (("fines", "--of", "2026-11", "--output", "config.yaml"), "config.yaml"),
    ],
)
def test_a_mistake_on_the_command_line_takes_nothing_away(
    company: Path, arguments: tuple[str, ...], words: str
) -> None:
    done = tousu(company, "export", *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    with closing(sqlite3.connect(company / "tousu.db")) as conn:
        assert conn.execute("SELECT count(*) FROM journal WHERE type = 'TakenByOperator'").fetchone() == (0,)


def test_a_file_that_is_there_is_never_overwritten(company: Path) -> None:
    (company / "mine.csv").write_text("mine")
    done = tousu(company, "export", "cases", "--of", "2026-11", "--output", "mine.csv")
    assert done.returncode == 2
    assert (company / "mine.csv").read_text() == "mine"
