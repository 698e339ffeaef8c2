"""Read posts in bulk: one {"text", "now"} a line in, one reading a line out (`tousu parse --jsonl`)."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from forms.reading import read


def read_jsonl(lines: Iterable[str]) -> Iterator[str]:
    """Yield for each line the JSON of its reading; a malformed line yields {"error": ...} and stops nothing."""
    for line in lines:
        yield json.dumps(_answer(line), ensure_ascii=False)


def _answer(line: str) -> dict[str, Any]:
    try:
        text, now = _post(json.loads(line))
    except (ValueError, RecursionError) as error:
        return {"error": str(error) or type(error).__name__}
    return read(text, now=now).as_json()


def _post(post: object) -> tuple[str, datetime]:
    if not isinstance(post, dict):
        raise ValueError('each line is an object like {"text": "...", "now": "2026-11-23T10:05:00+08:00"}')  # noqa: TRY004 - a mistake of the input, not of the program
    text, now = (post.get(key) for key in ("text", "now"))
    if not isinstance(text, str) or not isinstance(now, str):
        raise ValueError("text and now must both be strings")  # noqa: TRY004 - as above
    moment = datetime.fromisoformat(now)
    if moment.utcoffset() is None:
        raise ValueError("now needs an offset, like +08:00")
    return text, moment
