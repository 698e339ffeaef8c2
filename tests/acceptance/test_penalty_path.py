"""Killed in the middle of a penalty: one fine, one notice, nothing lost. `make chaos` takes every await in turn."""

from pathlib import Path

from tests.acceptance.killing.path import walk

CASES, FIRST, STRIDE = 5, 3, 25


async def test_a_bot_killed_in_the_middle_of_a_penalty_fines_once_and_says_so(tmp_path: Path) -> None:
    walked = await walk(tmp_path, seed=1, cases=CASES, first=FIRST, stride=STRIDE)
    assert walked.outcome.wrong == {}
    assert walked.outcome.issued == CASES
    assert walked.places.total() >= 2
