"""A company's own words: they go before ours, are checked beforehand, and can never keep a message from going out."""

from pathlib import Path

import pytest
import structlog
from jinja2 import UndefinedError

from texts import Texts
from texts.overrides import Problem, problems

FACTS = {"case": "P-20261123-001", "outcome": "acknowledged", "kind": "product"}


def test_a_template_of_the_company_goes_before_ours(tmp_path: Path) -> None:
    (tmp_path / "closed.j2").write_text("{{ case }} 完畢", encoding="utf-8")
    texts = Texts(folder=tmp_path)
    assert texts.render("closed", FACTS) == "P-20261123-001 完畢"
    assert texts.render("plan_in_group", FACTS) == Texts().render("plan_in_group", FACTS)


def test_a_part_of_the_company_goes_into_our_templates(tmp_path: Path) -> None:
    (tmp_path / "_number.j2").write_text("〔{{ case }}〕", encoding="utf-8")
    assert Texts(folder=tmp_path).alert("appeal_final", FACTS).startswith("〔P-20261123-001〕")


def test_a_name_of_the_company_replaces_ours_and_leaves_the_others(tmp_path: Path) -> None:
    (tmp_path / "labels.yaml").write_text(
        "acts: {accept: 收單}\noutcomes: {acknowledged: 客戶滿意}\n", "utf-8"
    )
    texts = Texts(folder=tmp_path)
    assert (texts.label("acts", "accept"), texts.label("acts", "route")) == ("收單", "分流")
    assert "客戶滿意" in texts.render("closed", FACTS)


@pytest.mark.parametrize("broken", ["{{ nobody }}", "{{ case | shout }}", "{% if %}", "{{ case.at.all }}"])
def test_a_broken_template_lets_ours_speak_and_is_logged(tmp_path: Path, broken: str) -> None:
    (tmp_path / "closed.j2").write_text(broken, encoding="utf-8")
    with structlog.testing.capture_logs() as logs:
        assert Texts(folder=tmp_path).render("closed", FACTS) == Texts().render("closed", FACTS)
    assert [line["template"] for line in logs] == ["closed"]


def test_a_broken_format_lets_ours_speak(tmp_path: Path) -> None:
    (tmp_path / "labels.yaml").write_text('formats: {clock: "{0:%H"}\n', "utf-8")
    facts = {"act": "accept", "by": "王五", "at": "2026-11-23T10:07:00+08:00", "case": "P-20261123-001"}
    assert Texts(folder=tmp_path).alert("already_done", facts) == "王五已於 10:07 受理。"


def test_what_fails_in_our_own_template_is_no_secret() -> None:
    with pytest.raises(UndefinedError, match="outcome"):
        Texts().render("closed", {"case": "P-20261123-001"})


def test_a_good_folder_has_no_problems(tmp_path: Path) -> None:
    (tmp_path / "closed.j2").write_text("{{ case }}{{ complainant.name }}{{ outcome }}", encoding="utf-8")
    (tmp_path / "_number.j2").write_text("{{ whatever }}", encoding="utf-8")
    (tmp_path / "labels.yaml").write_text("acts: {accept: 收單}\n", "utf-8")
    (tmp_path / "notes.txt").write_text("為什麼改", "utf-8")
    assert problems(tmp_path) == ()


def test_every_problem_of_a_folder_is_found_at_once(tmp_path: Path) -> None:
    (tmp_path / "closed.j2").write_text("{{ case }}{{ outcom }}", encoding="utf-8")
    (tmp_path / "closing.j2").write_text("{{ case }}", encoding="utf-8")
    (tmp_path / "posted.j2").write_text("{% for %}", encoding="utf-8")
    (tmp_path / "result.j2").write_text("{% include '_nothing.j2' %}", encoding="utf-8")
    (tmp_path / "labels.yaml").write_text("acts: {dance: 跳舞}\nweather: {rain: 雨}\n", "utf-8")
    found = {(problem.file, problem.what) for problem in problems(tmp_path)}
    assert found == {
        ("closed.j2", "unknown_fact"),
        ("closing.j2", "unknown_template"),
        ("posted.j2", "syntax"),
        ("result.j2", "syntax"),
        ("labels.yaml", "unknown_label"),
    }
    assert Problem("labels.yaml", "unknown_label", "weather: rain") in problems(tmp_path)


@pytest.mark.parametrize("content", ["acts: [accept]", "- 一\n- 二", "acts: {accept: "])
def test_a_file_of_names_that_holds_something_else_is_a_problem(tmp_path: Path, content: str) -> None:
    (tmp_path / "labels.yaml").write_text(content, "utf-8")
    assert [problem.what for problem in problems(tmp_path)] == ["unreadable"]


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert problems(tmp_path / "none") == (Problem(str(tmp_path / "none"), "missing"),)
