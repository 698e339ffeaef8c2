"""What people wrote in made-up cases: words that occur again and again, and numbers that do not."""

from random import Random
from typing import Final

from tests.company import person
from workflow.passages import Confided, Passages, Shelf

_WORDS: Final = (
    "表面起泡",
    "烤漆溫度過低",
    "東方五金",
    "西城建材",
    "重做並換貨",
    "包裝太薄",
    "司機不肯卸貨",
    "派人檢查",
)

WITH_MONEY: Final = 10
"""Of so many cases one has a flow form."""


def passages(case_id: int, chance: Random, *, sentences: int = 10) -> Passages:
    """Return what can be found in such a case: some fifteen letters a sentence, its number and its complainant."""
    said = [
        chance.choice(_WORDS) + chance.choice(_WORDS) + str(chance.randrange(1000)) for _ in range(sentences)
    ]
    number = f"P-2026{case_id % 12 + 1:02}23-{case_id % 1000:03}"
    shelves = (Confided(Shelf.FLOW, ("運費各半", said[0]), departments=("production",)),)
    confided = shelves if case_id % WITH_MONEY == 0 else ()
    return Passages(open=(*said, number), people=(person("李小明").id,), confided=confided)
