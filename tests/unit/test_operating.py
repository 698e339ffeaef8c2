"""The manuals for operators, and the files they install, say what the program does."""

import configparser
import re
import tomllib
from pathlib import Path

import pytest

from bot.alarms import SORRY, UNREACHABLE, Alarm
from bot.app import _LAST_SENDS_SECONDS
from bot.cli import app
from bot.cli_manners import UNUSABLE_FILE

ROOT = Path(__file__).parents[2]
MANUALS = [ROOT / "docs" / name for name in ("operating.md", "operating.zh-TW.md")]
COMMANDS = [
    command.callback.__name__.replace("_", "-") for command in app.registered_commands if command.callback
]
TEXTS = ROOT / "texts" / "zh-Hant"
DEPLOY = ROOT / "deploy"
NOT_OPERATING = {"parse", "demo"}


def service() -> configparser.SectionProxy:
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(DEPLOY / "tousu.service", "utf-8")
    return unit["Service"]


@pytest.mark.parametrize("manual", MANUALS, ids=lambda path: path.name)
def test_every_command_of_an_operator_is_in_the_manual(manual: Path) -> None:
    text = manual.read_text("utf-8")
    missing = {name for name in COMMANDS if f"tousu {name}" not in text}
    assert missing <= NOT_OPERATING


@pytest.mark.parametrize("manual", MANUALS, ids=lambda path: path.name)
def test_every_message_to_administrators_is_explained_and_quoted_as_it_is(manual: Path) -> None:
    rows = dict(
        re.findall(r"^\| `([a-z_]+)` \| ([^|]+) \|.*\|.*\|$", manual.read_text("utf-8"), re.MULTILINE)
    )
    explained = {name for name in rows if name in set(Alarm)}
    assert explained == set(Alarm)
    for name in explained:
        template = (TEXTS / f"{name}.j2").read_text("utf-8")
        for words in re.split(r"…|\(.*?\)|（.*?）", rows[name]):
            assert words.strip() in template
    assert all(f"`{name}`" in manual.read_text("utf-8") for name in (SORRY, UNREACHABLE))


@pytest.mark.parametrize("page", [*MANUALS, ROOT / "docs" / "threats.md"], ids=lambda path: path.name)
def test_every_page_and_file_that_is_linked_exists(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        assert (page.parent / link).exists(), link


def test_both_manuals_have_the_same_chapters_and_the_same_commands() -> None:
    english, chinese = (manual.read_text("utf-8") for manual in MANUALS)
    for pattern in (r"^(#+) ", r"^    ((?:sudo |docker |tousu |git ).*?)(?:\s+#.*)?$"):
        found = [re.findall(pattern, text, re.MULTILINE) for text in (english, chinese)]
        assert [line.replace("備份檔", "COPY") for line in found[1]] == found[0]


def test_the_service_gives_the_bot_the_time_it_needs_to_stop() -> None:
    assert float(service()["TimeoutStopSec"]) > _LAST_SENDS_SECONDS + 5
    assert service()["KillSignal"] == "SIGTERM"


def test_the_service_does_not_restart_on_a_mistake_of_the_configuration() -> None:
    assert service()["Restart"] == "on-failure"
    assert service()["RestartPreventExitStatus"] == f"2 {UNUSABLE_FILE}"


def test_the_service_has_no_rights_to_lose() -> None:
    assert service()["User"] == "tousu"
    assert service()["CapabilityBoundingSet"] == ""
    assert (service()["NoNewPrivileges"], service()["ProtectSystem"]) == ("yes", "strict")


@pytest.mark.parametrize("file", sorted(DEPLOY.iterdir()), ids=lambda path: path.name)
def test_no_token_is_in_what_is_installed(file: Path) -> None:
    text = file.read_text("utf-8")
    assert not re.search(r"\d{6,}:[A-Za-z0-9_-]{20,}", text)
    assert not re.search(r"^\s*(ENV|ARG|Environment=).*TOKEN", text, re.MULTILINE)


def test_the_image_holds_every_package_and_nothing_else_and_is_run_by_nobody_in_particular() -> None:
    lines = (DEPLOY / "Dockerfile").read_text("utf-8").splitlines()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    packages = {name.split(".")[0] for name in project["tool"]["setuptools"]["packages"]}
    copied = {line.split()[1] for line in lines if line.startswith("COPY ") and "/opt/tousu/" in line}
    assert {name for name in copied if not name.startswith("--")} == packages
    assert [line for line in lines if line.startswith("USER ")] == ["USER tousu"]
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    assert "*" in ignored
    assert packages <= {line.removeprefix("!") for line in ignored if line.startswith("!")}
