"""How the commands meet whoever types them: options they share, and sentences instead of tracebacks.

Exit codes: 0 done; 1 it could not be done; 2 a mistake in the configuration or on the command line.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Final, NoReturn

import httpx
import typer

from bot import config as configuration
from bot import operator_words as words
from bot.clock import RemoteClockError
from bot.config import Config
from bot.config_problems import ConfigProblems
from bot.config_secrets import Secrets, load_secrets
from bot.intake import Fatal
from storage.backup import BadCopy
from storage.lock import AlreadyRunning
from storage.schema import SchemaMismatch

ConfigFile = Annotated[Path, typer.Option("--config", help="The configuration file.")]

DEFAULT_CONFIG: Final = Path("config.yaml")
ENV_FILE: Final = Path(".env")

_DAMAGED: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def load(path: Path) -> Config:
    """Read the configuration, or tell every mistake in it and end."""
    try:
        return configuration.load(path)
    except ConfigProblems as found:
        refuse(words.CONFIG_BROKEN.format(path=path, count=len(found.problems)), *found.problems)


def secrets() -> Secrets:
    """Read the environment and `.env`, or tell what is missing there and end."""
    try:
        return load_secrets(ENV_FILE)
    except ConfigProblems as found:
        refuse(*found.problems, words.HOW_TO_TRY)


@contextmanager
def told_in_a_sentence(settings: Config) -> Iterator[None]:
    """Turn what an operator can put right into a sentence; a mistake of ours keeps its traceback."""
    path, base_url = settings.storage.path, settings.telegram.base_url
    try:
        yield
    except Fatal as reason:
        fail(str(reason))
    except AlreadyRunning as other:
        fail(words.ALREADY_RUNNING.format(pid=other.pid or "?"))
    except SchemaMismatch as mismatch:
        fail(words.WRONG_SCHEMA.format(path=path, reason=mismatch))
    except BadCopy as reason:
        fail(words.BAD_COPY.format(reason=reason))
    except sqlite3.DatabaseError as error:
        if _primary_code(error) not in _DAMAGED:
            raise
        fail(words.DAMAGED.format(path=path, reason=error))
    except FileNotFoundError:
        fail(words.NO_DATABASE.format(path=path))
    except RemoteClockError:
        refuse(words.REMOTE_CLOCK.format(base_url=base_url))
    except httpx.HTTPError:
        fail(words.NO_SANDBOX.format(base_url=base_url))


def fail(*lines: object) -> NoReturn:
    """End: it could not be done."""
    _say(lines)
    raise typer.Exit(1)


def refuse(*lines: object) -> NoReturn:
    """End: what was written is a mistake."""
    _say(lines)
    raise typer.Exit(2)


def _say(lines: tuple[object, ...]) -> None:
    for line in lines:
        typer.echo(line, err=True)


def _primary_code(error: sqlite3.DatabaseError) -> int:
    # Errors of the module itself have no code; the low byte is the kind, the rest the circumstances.
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
