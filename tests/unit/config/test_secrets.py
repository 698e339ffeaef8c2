"""The token comes from the environment or `.env`, and is shown nowhere."""

from pathlib import Path

import pytest

from bot.config_problems import ConfigProblems
from bot.config_secrets import load_secrets

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TOUSU_TOKEN", "TOUSU_TEST_CLOCK"):
        monkeypatch.delenv(name, raising=False)


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    env = tmp_path / ".env"
    env.write_text("TOUSU_TOKEN=1:from-file\nOTHER=thing\n", encoding="utf-8")
    assert load_secrets(env).token.get_secret_value() == "1:from-file"
    monkeypatch.setenv("TOUSU_TOKEN", TOKEN)
    secrets = load_secrets(env)
    assert secrets.token.get_secret_value() == TOKEN
    assert not secrets.test_clock
    assert TOKEN not in repr(secrets)


def test_the_test_clock_is_asked_for_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOUSU_TOKEN", TOKEN)
    monkeypatch.setenv("TOUSU_TEST_CLOCK", "1")
    assert load_secrets().test_clock


def test_a_missing_or_empty_token_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigProblems, match=r"TOUSU_TOKEN：未設定"):
        load_secrets()
    monkeypatch.setenv("TOUSU_TOKEN", "")
    with pytest.raises(ConfigProblems, match=r"TOUSU_TOKEN：未設定"):
        load_secrets()


def test_a_broken_value_is_refused_without_showing_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOUSU_TOKEN", "12345 secret-but-broken")
    monkeypatch.setenv("TOUSU_TEST_CLOCK", "maybe")
    with pytest.raises(ConfigProblems) as caught:
        load_secrets()
    assert [problem.key for problem in caught.value.problems] == ["TOUSU_TOKEN", "TOUSU_TEST_CLOCK"]
    assert "secret-but-broken" not in str(caught.value)
    assert caught.value.__cause__ is None
