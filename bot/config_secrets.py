"""What must not stand in config.yaml: environment variables, or a `.env` file."""

import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.config_problems import ConfigProblems, Problem
from bot.config_telling import sentence
from bot.config_words import NO_LINE, SECRETS

_PREFIX = "TOUSU_"


def _looks_like_a_token(token: SecretStr) -> SecretStr:
    if re.fullmatch(r"\d+:[A-Za-z0-9_-]+", token.get_secret_value(), re.ASCII) is None:
        raise ValueError("not a token")
    return token


class Secrets(BaseSettings):
    """`TOUSU_TOKEN` is the bot's token; `TOUSU_TEST_CLOCK=1` follows the clock of a sandbox on this machine."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, extra="ignore", frozen=True, env_ignore_empty=True)

    token: Annotated[SecretStr, AfterValidator(_looks_like_a_token)]
    test_clock: bool = False


def load_secrets(env_file: Path | None = None) -> Secrets:
    """Read the environment, then the file; raise `ConfigProblems`, which never shows a value."""
    try:
        return Secrets(_env_file=env_file)
    except ValidationError as error:
        raise ConfigProblems(_problem(str(one["loc"][0]), one["type"]) for one in error.errors()) from None


def _problem(field: str, error_type: str) -> Problem:
    key = f"{_PREFIX}{field.upper()}"
    code = "no_token" if error_type == "missing" else "bad_secret"
    return Problem(key=key, text=NO_LINE.format(key=key, sentence=sentence(code, accepted=SECRETS[key])))
