"""How long /search looks among a hundred thousand cases, however often its words occur."""

import asyncio
import random
import sqlite3
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import Final

from bench import said
from bench.rows import Row
from storage import finding
from storage.finding import Asker, Word
from tests.company import person
from tests.integration.storage.office import Office, opened
from workflow.names import plain

BUDGET_MS: Final = 100.0
CASES: Final = 100_000
QUESTIONS: Final = (  # a whole number is looked up (`cases.find_numbered`), and not looked for
    "起泡",
    "东方五金",
    "東方 起泡",
    "表面起泡 換貨 重做",
    "1123-042",
    "李小明",
    "運費各半 起泡",
    "沒有這樣的字",
)


async def measure(folder: Path) -> Row:
    """Return the slowest of the questions, as the person waits for it: found, and read again to be shown."""
    path = folder / "search.db"
    async with opened(path) as database:
        await Office.opened(database)
    await asyncio.to_thread(_fill, path)
    async with opened(path) as database:
        took = {
            typed: await database.read(lambda conn, typed=typed: _asked(conn, typed)) for typed in QUESTIONS
        }
    slowest = max(took, key=lambda typed: took[typed])
    how = f"the slowest of {len(QUESTIONS)} questions ({slowest}), {CASES:,} cases, each text of about 150 letters"
    return Row("/search among 100,000 cases", BUDGET_MS, 1000 * took[slowest], "ms", how)


# Private functions


def _asked(conn: sqlite3.Connection, typed: str) -> float:
    """The better of two: the first reads the disk."""
    words = [
        Word(plain(one), people=(person("李小明").id,) if one == "李小明" else ()) for one in typed.split()
    ]
    return min(_once(conn, words) for _ in range(2))


def _once(conn: sqlite3.Connection, words: list[Word]) -> float:
    began = perf_counter()
    finding.find(conn, words, Asker(person=1, sees_all=True), limit=50)
    return perf_counter() - began


def _fill(path: Path) -> None:
    chance = random.Random(7)  # always the same texts
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000"):
            conn.execute(f"PRAGMA {pragma}")
        conn.execute("BEGIN")
        for case_id in range(1, CASES + 1):
            finding.enter(conn, case_id, said.passages(case_id, chance))
        conn.execute("COMMIT")
