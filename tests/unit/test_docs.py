"""What the documentation says is there, and what is there it says."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from typer.main import get_command

from bot.cli import app
from docs import house
from docs.generate import PAGE, renewed
from docs.rooms import ROOMS
from handlers.menus import ADMINISTRATOR, GROUP_ADMINISTRATOR, HR, MEMBER

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "bench").glob("*.md")])
LARGEST_PICTURE = 250_000
COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]
NOT_IN_THE_MENU = {"newbot", "setprivacy", "revoke", "start"}
"""What one says to @BotFather, and the first word to any bot."""
AS_COMMAND = r"(?m)(?:`|bin/|^ {4,}|執行 )tousu ([a-z-]+)"
NOT_THERE_YET = {"new", "away"}
"""Chat commands that the changelog announces."""


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def text_of(path: Path) -> str:
    return path.read_text("utf-8")


def links(page: Path) -> Iterator[Path]:
    """Return the files of ours a page links to."""
    for target in re.findall(r"\]\(([^)\s]+)\)", text_of(page)):
        file, _, _ = target.partition("#")
        if file and "://" not in file:
            yield (page.parent / file).resolve()


def mentioned(pattern: str, *pages: Path) -> set[str]:
    return {found for page in pages for found in re.findall(pattern, text_of(page))}


every_page = pytest.mark.parametrize("page", PAGES, ids=named)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    assert command in mentioned(AS_COMMAND, *PAGES)


def test_every_command_that_is_mentioned_exists() -> None:
    config = ROOT / "config.yaml"
    assert mentioned(AS_COMMAND, *PAGES, config) <= set(COMMANDS)


def test_every_make_target_that_is_mentioned_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    assert mentioned(r"(?m)(?:`|^    )make ([a-z]+)", *PAGES) <= targets


def test_the_chat_commands_that_are_mentioned_are_those_of_the_menu() -> None:
    said = mentioned(r"`/([a-z]+)[` ]", README, ROOT / "README.zh-TW.md") - NOT_IN_THE_MENU
    announced = mentioned(r"`/([a-z]+)[` ]", ROOT / "CHANGELOG.md") - NOT_IN_THE_MENU
    assert said == {*MEMBER, *HR}
    assert announced <= {*MEMBER, *HR, *ADMINISTRATOR, *GROUP_ADMINISTRATOR} | NOT_THERE_YET


@every_page
def test_links_lead_somewhere(page: Path) -> None:
    assert [named(target) for target in links(page) if not target.exists()] == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, waiting = set(), {README}
    while waiting:
        page = waiting.pop()
        reached.add(page)
        waiting |= (set(links(page)) & set(PAGES)) - reached
    assert {named(page) for page in PAGES} - {named(page) for page in reached} == set()


@every_page
def test_nothing_is_left_to_do_in_a_page(page: Path) -> None:
    assert re.findall(r"\b(?:TODO|FIXME|XXX|TBD)\b", text_of(page)) == []


def test_what_a_page_takes_from_the_code_is_current() -> None:
    assert renewed(text_of(PAGE)) == text_of(PAGE), "run: make docs"
    assert house.page() == text_of(house.PAGE), "run: make docs"


def test_every_module_of_the_regulation_has_one_room_in_the_house() -> None:
    placed = sorted(module for room in ROOMS.values() for module in room)
    there = sorted(module.removeprefix("workflow.") for module in house.modules("workflow"))
    assert placed == [module for module in there if module != "workflow"]


def test_a_module_stands_above_everything_it_imports() -> None:
    floors = house.modules("workflow")
    assert floors["workflow.values"] < floors["workflow.case"] < floors["workflow.decisions"]
    assert max(floors, key=lambda module: floors[module]) == "workflow.desk"


def test_the_version_has_an_entry_in_the_changelog() -> None:
    version = re.search(r'^version = "(.+)"', text_of(ROOT / "pyproject.toml"), re.MULTILINE)
    assert version is not None
    assert f"## [{version[1]}]" in text_of(ROOT / "CHANGELOG.md")


@pytest.mark.parametrize("picture", sorted((ROOT / "docs/img").iterdir()), ids=named)
def test_pictures_are_small(picture: Path) -> None:
    assert picture.stat().st_size < LARGEST_PICTURE
