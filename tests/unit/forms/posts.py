"""Posts with what must be read out of them, and how closely a reading has to match."""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

DATA = Path(__file__).parents[2] / "data"
NOW = datetime.fromisoformat("2026-11-23T10:05:00+08:00")
DATED = {"shipped_on", "complained_at"}


class Post(NamedTuple):
    """One post of a data file."""

    id: str
    why: str
    text: str
    now: datetime
    expect: Mapping[str, Any]


def posts_in(name: str) -> Iterator[Post]:
    """Yield the posts of tests/data/<name>.jsonl."""
    for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        post = json.loads(line)
        yield Post(post["id"], post["why"], post["text"], datetime.fromisoformat(post["now"]), post["expect"])


def judged(reading: Mapping[str, Any], expect: Mapping[str, Any]) -> dict[str, Any]:
    """Return the reading as the conventions compare it: texts by their letters and digits alone."""
    fields = {field: _judged(field, value) for field, value in reading["fields"].items()}
    if "event" in fields and _holds_every_part(fields["event"], expect["fields"]):
        fields["event"] = _judged("event", expect["fields"]["event"])
    return {**reading, "fields": fields}


def _judged(field: str, value: str) -> str:
    if field in DATED:
        return value
    return "".join(char for char in unicodedata.normalize("NFKC", value) if char.isalnum())


def _holds_every_part(event: str, expected: Mapping[str, str]) -> bool:
    parts = [_judged(field, value) for field, value in expected.items() if field.startswith("event_")]
    return bool(parts) and all(part in event for part in parts)
