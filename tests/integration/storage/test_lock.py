"""One process uses the database, and says so to the second."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from storage.lock import AlreadyRunning, ProcessLock

HOLDER = """
import sys, time
from pathlib import Path
from storage.lock import ProcessLock
with ProcessLock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_second_is_told_who_is_first(path: Path) -> None:
    with (
        ProcessLock(path),
        pytest.raises(AlreadyRunning, match=str(os.getpid())) as refused,
        ProcessLock(path),
    ):
        pass
    assert refused.value.pid == os.getpid()


def test_the_lock_is_free_again_afterwards(path: Path) -> None:
    for _ in range(2):
        with ProcessLock(path):
            pass


def test_the_refused_one_leaves_the_lock_to_its_holder(path: Path) -> None:
    with ProcessLock(path):
        for _ in range(2):
            with pytest.raises(AlreadyRunning), ProcessLock(path):
                pass


def test_a_killed_process_holds_nothing(path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(AlreadyRunning) as refused, ProcessLock(path):
            pass
        assert refused.value.pid == process.pid
        process.kill()
    with ProcessLock(path):
        pass
