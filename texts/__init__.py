"""Every word a person reads: templates named after notices, in Telegram's HTML; no word of them stands in Python."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from texts.environment import LANGUAGE, ZONE
from texts.fitting import MESSAGE_UNITS
from texts.speech import Texts

__all__ = ["LANGUAGE", "ZONE", "Texts", "alert", "label", "render"]


def render(
    name: str,
    facts: Mapping[str, Any],
    *,
    limit: int = MESSAGE_UNITS,
    language: str = LANGUAGE,
    zone: str = ZONE,
    folder: Path | None = None,
) -> str:
    """Return a notice as Telegram HTML; see `Texts.render`."""
    return _texts(language, zone, folder).render(name, facts, limit=limit)


def alert(
    name: str,
    facts: Mapping[str, Any],
    *,
    language: str = LANGUAGE,
    zone: str = ZONE,
    folder: Path | None = None,
) -> str:
    """Return the answer to a press as plain text; see `Texts.alert`."""
    return _texts(language, zone, folder).alert(name, facts)


def label(
    group: str, key: object, kind: str = "", *, language: str = LANGUAGE, folder: Path | None = None
) -> str:
    """Return what people call a thing; see `Texts.label`."""
    return _texts(language, ZONE, folder).label(group, key, kind)


@cache
def _texts(language: str, zone: str, folder: Path | None) -> Texts:
    return Texts(language=language, zone=zone, folder=folder)
