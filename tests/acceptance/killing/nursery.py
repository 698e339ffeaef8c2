"""Gives birth to bots that need not import anything: each is a process of its own, forked from this one.

Run as a script. One line in (the configuration's path, a tab, and perhaps a fuse) starts `tousu run`; out come its pid,
and once it has ended its exit code (negative: the signal that killed it).
"""

import ctypes
import os
import signal
import sys

import bot.app  # noqa: F401  loaded before the first bot is born
from bot.cli import main
from tests.acceptance.killing.fuse import Fuse, lay


def die_with_parent() -> None:
    """Have the kernel kill this process if its parent dies, so that a broken test run leaves no bots behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # 1: PR_SET_PDEATHSIG


def live(config: str) -> None:
    """Be the bot, as `tousu run` is."""
    die_with_parent()
    os.dup2(os.open(os.devnull, os.O_RDONLY), sys.stdin.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    sys.argv = ["tousu", "run", "--config", config]
    main()


def bear(config: str, fuse: str) -> None:
    """Start a bot, tell its pid, wait for its end and tell how it ended."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            if fuse:
                lay(Fuse.read(fuse))
            live(config)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
        finally:
            sys.stderr.flush()
            os._exit(code)
    print(pid, flush=True)  # noqa: T201  this is how it speaks
    _, status = os.waitpid(pid, 0)
    print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201


if __name__ == "__main__":
    die_with_parent()
    for line in sys.stdin:
        bear(*line.rstrip("\n").split("\t"))
