"""The chart is drawn in a process of its own, which may fail without harm."""

import os
import subprocess
import sys
from pathlib import Path
from stat import S_IMODE

import pytest
from PIL import Image

from reports import DAILY_SUMMARY, WEEKLY_CHART, ChartFailed, prepare
from reports.chart import _environment, draw
from tests.company import product_form
from tests.integration.reports.telling import chart, missed
from tests.integration.storage.office import Office
from tests.unit.reports.samples import ordinary_week


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name != ".matplotlib"]


def modified(photo: str) -> int:
    return Path(photo).stat().st_mtime_ns


async def test_a_week_of_the_books_becomes_a_picture(office: Office, tmp_path: Path) -> None:
    await missed(office, await office.handled(product_form()))
    told = await prepare(WEEKLY_CHART, await chart(office), tmp_path / "charts")
    photo = Path(told["photo"])
    assert photo.name.startswith("2026-11-29-")
    with Image.open(photo) as image:
        assert image.width == 1080
    assert leftovers(photo.parent) == [photo.name]


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
async def test_only_the_owner_can_read_the_picture(tmp_path: Path) -> None:
    assert S_IMODE((await draw(ordinary_week(), tmp_path / "chart.png")).stat().st_mode) == 0o600


async def test_the_same_facts_are_drawn_once(tmp_path: Path) -> None:
    first = await prepare(WEEKLY_CHART, ordinary_week(), tmp_path)
    drawn_at = modified(first["photo"])
    again = await prepare(WEEKLY_CHART, ordinary_week(), tmp_path)
    assert (again["photo"], modified(again["photo"])) == (first["photo"], drawn_at)


async def test_other_reports_need_no_picture(tmp_path: Path) -> None:
    assert await prepare(DAILY_SUMMARY, {"closed": 1}, tmp_path) == {"closed": 1}
    assert leftovers(tmp_path) == []


async def test_facts_that_cannot_be_drawn_say_why_and_leave_nothing(tmp_path: Path) -> None:
    broken = {name: value for name, value in ordinary_week().items() if name != "departments"}
    with pytest.raises(ChartFailed, match="KeyError: 'departments'"):
        await draw(broken, tmp_path / "chart.png")
    assert leftovers(tmp_path) == []


async def test_a_drawing_that_takes_too_long_is_ended_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ChartFailed, match=r"not drawn within 0.01 s"):
        await draw(ordinary_week(), tmp_path / "chart.png", patience=0.01)
    assert leftovers(tmp_path) == []


async def test_a_picture_that_stands_survives_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "chart.png"
    path.write_bytes(b"the old one")
    with pytest.raises(ChartFailed):
        await draw({}, path)
    assert path.read_bytes() == b"the old one"


async def test_the_drawing_process_is_told_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOUSU_TOKEN", "123:secret")
    assert "123:secret" not in _environment(tmp_path).values()


def test_the_bot_itself_never_loads_matplotlib() -> None:
    heavy = "import sys, reports; print(sorted({'matplotlib', 'numpy'} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
