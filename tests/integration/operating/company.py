"""A company on disk, and the command line run beside it as its operator would."""

import asyncio
import contextlib
from pathlib import Path
from typing import NamedTuple

from typer.testing import CliRunner

from bot import config as configuration
from bot.cli import app
from bot.config import Config
from storage.database import Database
from tests.company import product_form
from tests.integration.storage.office import Office

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "config.yaml"
TOKEN = "4242424242:AAE-sandbox-token-that-is-no-secret0"


def company_in(folder: Path, **replacements: str) -> Config:
    """Write the sample company's configuration into a folder, its database beside it."""
    text = SAMPLE.read_text("utf-8").replace("var/tousu.db", "tousu.db")
    for old, new in replacements.items():
        assert old in text
        text = text.replace(old, new)
    folder.mkdir(exist_ok=True)
    (folder / "config.yaml").write_text(text, "utf-8")
    return configuration.load(folder / "config.yaml")


async def open_cases(path: Path, *, count: int) -> None:
    """Enrol a company in a database and post so many complaints."""
    database = await Database.open(path)
    try:
        office = await Office.opened(database)
        for _ in range(count):
            await office.posted(product_form())
    finally:
        await database.close()


def with_cases(path: Path, *, count: int = 1) -> Path:
    """Return a database with a company and so many complaints in it."""
    asyncio.run(open_cases(path, count=count))
    return path


class Done(NamedTuple):
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


def tousu(folder: Path, *args: object, stdin: str = "", **environment: str) -> Done:
    """Run a command in a folder, in this process; a traceback is a failure of the test."""
    known = dict.fromkeys(("TOUSU_TOKEN", "TOUSU_TEST_CLOCK"))
    with contextlib.chdir(folder):
        result = CliRunner().invoke(
            app, [*map(str, args)], input=stdin, env=known | environment, catch_exceptions=False
        )
    return Done(result.exit_code, result.stdout, result.stderr)
