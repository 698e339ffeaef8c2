"""In every story the regulation decides and says what its minutes in tests/data/minutes tell, to the letter."""

import pytest

from tests.unit.texts.minutes import FOLDER, TOLD, minutes


@pytest.mark.parametrize("name", TOLD)
def test_the_story_goes_as_its_minutes_tell(name: str) -> None:
    recorded = (FOLDER / f"{name}.txt").read_text("utf-8")
    assert minutes(name) == recorded, "python -m tests.unit.texts.minutes, and read the difference"


def test_there_are_minutes_of_no_story_that_is_not_told() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(TOLD)
