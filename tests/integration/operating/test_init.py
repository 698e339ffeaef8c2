"""`tousu init`: the answers become a configuration that the bot accepts, whoever gives them."""

import asyncio
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import SystemClock
from bot.config import DepartmentKeys, PersonKeys, load
from bot.founding.interview import Interview, Unanswered
from bot.founding.questions import UNKNOWN_GROUP, Draft
from bot.founding.settling import settle
from bot.founding.writing import page, scalar
from bot.peeking import chats_heard
from sandbox import World, serve
from tests.integration.operating.company import TOKEN, tousu
from workflow.values import Position, Role

COMPANY = ("小店", "-1009876543210", "2001，2002")
DEPARTMENTS = (
    ("辦公室", "office", "accept_product、hr administer", ""),
    ("工場", "workshop", "investigate", "辦公室"),
    ("",),
)
PEOPLE = (("老闆", "office", "general_manager", "2001"), ("阿明", "工場", "", ""), ("",))
ANSWERS = [*COMPANY, *chain(*DEPARTMENTS, *PEOPLE)]


def answered(folder: Path, *lines: str) -> Path:
    (folder / "answers.txt").write_text("\n".join(lines) + "\n", "utf-8")
    return folder / "answers.txt"


def test_the_answers_become_a_configuration_without_mistakes(tmp_path: Path) -> None:
    done = tousu(tmp_path, "init", "--answers", answered(tmp_path, *ANSWERS))
    assert done.returncode == 0, done.stderr
    assert "tousu doctor" in done.stdout
    config = load(tmp_path / "config.yaml")
    assert (config.company, config.telegram.group_id, config.telegram.admin_ids) == (
        "小店",
        -1009876543210,
        (2001, 2002),
    )
    assert config.departments[0].duties == (Role.ACCEPT_PRODUCT, Role.HR, Role.ADMINISTER)
    assert config.departments[1].superior == "office"
    assert [(one.name, one.department, one.position, one.telegram_id) for one in config.people] == [
        ("老闆", "office", Position.GENERAL_MANAGER, 2001),
        ("阿明", "workshop", Position.STAFF, None),
    ]
    assert tousu(tmp_path, "check").returncode == 0


def test_a_wrong_answer_at_the_keyboard_is_explained_and_asked_again(tmp_path: Path) -> None:
    typed = [*ANSWERS]
    typed[1:2] = ["輝煌群", "100", "-1009876543210"]
    done = tousu(tmp_path, "init", stdin="\n".join(typed) + "\n")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("群組編號，負整數") == 2
    assert load(tmp_path / "config.yaml").telegram.group_id == -1009876543210


@pytest.mark.parametrize(
    ("place", "wrong", "hint"),
    [
        (0, "", "公司名稱"),
        (1, "5", "負整數"),
        (2, "", "管理員"),
        (2, "高主任", "管理員"),
        (4, "辦公室", "小寫字母"),
        (5, "hr manager", "proxy_product"),
        (10, "財務部", "辦公室"),
        (13, "財務部", "workshop"),
        (14, "boss", "vice_president"),
        (15, "0", "正整數"),
    ],
)
def test_a_wrong_answer_in_a_file_ends_it_with_the_question_and_what_is_accepted(
    tmp_path: Path, place: int, wrong: str, hint: str
) -> None:
    lines = [*ANSWERS]
    lines[place] = wrong
    done = tousu(tmp_path, "init", "--answers", answered(tmp_path, *lines))
    assert done.returncode == 2
    assert hint in done.stderr
    assert not (tmp_path / "config.yaml").exists()


@pytest.mark.parametrize("count", [0, 1, 5, len(ANSWERS) - 1])
def test_an_interview_that_breaks_off_writes_nothing(tmp_path: Path, count: int) -> None:
    for done in (
        tousu(tmp_path, "init", "--answers", answered(tmp_path, *ANSWERS[:count])) if count else None,
        tousu(tmp_path, "init", stdin="".join(f"{line}\n" for line in ANSWERS[:count])),
    ):
        assert done is None or done.returncode == 2
    assert not (tmp_path / "config.yaml").exists()


def test_a_group_that_is_not_known_yet_may_be_filled_in_later(tmp_path: Path) -> None:
    lines = [*ANSWERS]
    lines[1] = ""
    done = tousu(tmp_path, "init", "--answers", answered(tmp_path, *lines))
    assert done.returncode == 0
    assert load(tmp_path / "config.yaml").telegram.group_id == UNKNOWN_GROUP
    assert "doctor" in done.stdout


def test_an_existing_file_stays_unless_its_owner_says_so(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("mine", "utf-8")
    refused = tousu(tmp_path, "init", "--answers", answered(tmp_path, "n", *ANSWERS))
    assert refused.returncode == 1
    assert (tmp_path / "config.yaml").read_text("utf-8") == "mine"
    unclear = tousu(tmp_path, "init", "--answers", answered(tmp_path, *ANSWERS))
    assert unclear.returncode == 2
    assert (tmp_path / "config.yaml").read_text("utf-8") == "mine"
    agreed = tousu(tmp_path, "init", "--answers", answered(tmp_path, "y", *ANSWERS))
    assert agreed.returncode == 0
    assert load(tmp_path / "config.yaml").company == "小店"


def test_what_does_not_fit_together_is_written_and_told(tmp_path: Path) -> None:
    """Nobody has to answer everything again because nobody in HR has an account yet."""
    lines = [*ANSWERS]
    lines[15] = ""
    done = tousu(tmp_path, "init", "--answers", answered(tmp_path, *lines))
    assert done.returncode == 2
    assert "人力資源部" in done.stderr
    assert "老闆" in (tmp_path / "config.yaml").read_text("utf-8")


@pytest.mark.parametrize("arguments", [["--output", "no/such/config.yaml"], ["--answers", "no.txt"]])
def test_places_that_are_not_there_are_told_before_the_first_question(
    tmp_path: Path, arguments: list[str]
) -> None:
    done = tousu(tmp_path, "init", *arguments)
    assert (done.returncode, done.stdout) == (2, "")


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1))
def test_every_name_survives_being_written_to_yaml(name: str) -> None:
    line = f"- {{name: {scalar(name)}, department: office}}"
    assert yaml.load(line, Loader=yaml.BaseLoader) == [{"name": name, "department": "office"}]


def test_a_company_with_odd_names_can_be_loaded(tmp_path: Path) -> None:
    name = '輝煌: "五金", {第一} # [廠]'
    office = DepartmentKeys.model_construct(
        id="office", name=name, duties=(Role.ACCEPT_PRODUCT, Role.HR, Role.ADMINISTER, Role.INVESTIGATE)
    )
    boss = PersonKeys.model_construct(name="null", department="office", telegram_id=1)
    text = page(Draft(name, -5, (1,), (office,), (boss,)))
    (tmp_path / "config.yaml").write_text(text, "utf-8")
    config = load(tmp_path / "config.yaml")
    assert (config.company, config.departments[0].name, config.people[0].name) == (name, name, "null")


async def test_with_a_token_the_chats_the_bot_heard_from_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    world = World()
    boss = world.add_person(2001, "老闆", started=True)
    async with serve(world) as server:
        monkeypatch.setenv("TOUSU_TOKEN", world.token)
        world.post(boss, world.group, "大家好")
        lines = iter(ANSWERS)
        interview = Interview(lambda _: next(lines), is_patient=False)
        path = tmp_path / "config.yaml"
        problems = await asyncio.to_thread(settle, path, interview, base_url=server.base_url)
        waiting = len(world.updates)
    shown = capsys.readouterr().out
    assert problems == ()
    assert f"{world.group.id}　{world.group.title}" in shown
    assert "2001　老闆" in shown
    assert waiting  # nothing was taken from the bot


async def test_updates_of_an_unknown_shape_hide_nobody() -> None:
    world = World()
    boss = world.add_person(2001, "老闆", started=True)
    async with serve(world) as server:
        world.inject({"message_reaction": {"strange": True}})
        world.inject({"message": {"chat": {"id": -7}}})
        world.post(boss, boss, "您好")
        heard = await chats_heard(server.base_url, world.token, SystemClock())
    assert heard.people == {2001: "老闆"}
    assert heard.groups == {-7: ""}


@pytest.mark.parametrize(
    ("token", "fault", "told"),
    [
        ("", None, "還讀不到 token"),
        ("1234567:unknown", None, "Telegram 不認得這個 token"),
        (TOKEN, "drop", "連不上 Telegram"),
        (TOKEN, None, "最近一天沒有等著讀的訊息"),
    ],
)
async def test_without_chats_to_list_it_says_why_before_the_first_question(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    token: str,
    fault: str | None,
    told: str,
) -> None:
    monkeypatch.setenv("TOUSU_TOKEN", token)
    world, lines = World(token=TOKEN), iter(ANSWERS)
    if fault:
        world.faults.drop("getUpdates", times=None)
    async with serve(world) as server:
        interview = Interview(lambda _: next(lines), is_patient=False)
        await asyncio.to_thread(settle, tmp_path / "config.yaml", interview, base_url=server.base_url)
    shown = capsys.readouterr().out
    assert told in shown.partition("\n")[0]
    assert not token or token not in shown


def test_an_answer_is_asked_for_again_only_of_people() -> None:
    def line() -> Iterator[str]:
        yield "x"
        yield "7"

    lines = line()
    assert Interview(lambda _: next(lines), is_patient=True).ask("?", int, accepted="") == 7
    lines = line()
    with pytest.raises(Unanswered, match="x"):
        Interview(lambda _: next(lines), is_patient=False).ask("?", int, accepted="")
