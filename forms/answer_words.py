"""How an answer to an enquiry is told from talk under the question: it begins with 「答覆：」."""

from typing import Final


def read_answer(text: str) -> str | None:
    """Return the words behind the label; None where there is none."""
    text = text.strip()
    label = next((label for label in _LABELS if text.startswith(label)), None)
    return None if label is None else text.removeprefix(label).strip()


# Private functions

_LABELS: Final = ("答覆：", "答复：", "答覆:", "答复:")
