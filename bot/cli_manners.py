"""How the commands meet whoever types them: options they share, and sentences instead of tracebacks.

Exit codes: 0 done; 1 it could not be done; 2 a mistake in the configuration or on the command line; 3 (only `run`) the
database cannot be used, and the administrators know: somebody has to see to it before trying again is of any use.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
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
from storage.faults import fault_of, is_damage
from storage.lock import AlreadyRunning
from storage.schema import SchemaMismatch

ConfigFile = Annotated[Path, typer.Option("--config", help="The configuration file.")]

DEFAULT_CONFIG: Final = Path("config.yaml")
ENV_FILE: Final = Path(".env")

UNUSABLE_FILE: Final = 3

_OF_THE_DISK: Final = frozenset(
    {
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EROFS,
        errno.EACCES,
        errno.EPERM,
        errno.EIO,
        errno.EEXIST,
        errno.ENOTDIR,
    }
)


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
def told_in_a_sentence(settings: Config, *, of_the_file: int = 1) -> Iterator[None]:
    """Turn what an operator can put right into a sentence; a mistake of ours keeps its traceback.

    `of_the_file` is the exit code where the database is damaged or cannot be written.
    """
    path, base_url = settings.storage.path, settings.telegram.base_url
    try:
        with _files_in_a_sentence(path, of_the_file):
            yield
    except Fatal as reason:
        fail(str(reason))
    except AlreadyRunning as other:
        fail(words.ALREADY_RUNNING.format(pid=other.pid or "?"))
    except SchemaMismatch as mismatch:
        fail(words.WRONG_SCHEMA.format(path=path, reason=mismatch))
    except BadCopy as reason:
        fail(words.BAD_COPY.format(reason=reason))
    except RemoteClockError:
        refuse(words.REMOTE_CLOCK.format(base_url=base_url))
    except httpx.HTTPError:
        fail(words.NO_SANDBOX.format(base_url=base_url))


@contextmanager
def _files_in_a_sentence(path: Path, code: int) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            fail(words.DAMAGED.format(path=path, reason=error), code=code)
        if fault_of(error) is None:
            raise
        fail(words.NOT_WRITTEN.format(path=path, reason=error), code=code)
    except FileNotFoundError:
        fail(words.NO_DATABASE.format(path=path))
    except OSError as error:
        if error.errno not in _OF_THE_DISK:
            raise
        fail(words.NOT_WRITTEN.format(path=error.filename or path, reason=error.strerror), code=code)


def moment_typed(text: str) -> datetime:
    """Read a moment, or tell how it is written and end."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.utcoffset() is None:
        refuse(words.NOT_A_MOMENT.format(text=text))
    return moment


def fail(*lines: object, code: int = 1) -> NoReturn:
    """End: it could not be done."""
    _say(lines)
    raise typer.Exit(code)


def refuse(*lines: object) -> NoReturn:
    """End: what was written is a mistake."""
    _say(lines)
    raise typer.Exit(2)


def _say(lines: tuple[object, ...]) -> None:
    for line in lines:
        typer.echo(line, err=True)
