"""What people type behind /away: when and who stands in, or that they are back."""

import re
from datetime import datetime
from typing import Final, NamedTuple

from forms.spans import Span, read_span
from workflow.directory import Directory
from workflow.names import plain, without
from workflow.values import Person


class AbsenceRead(NamedTuple):
    """What was understood; no `span`: no time could be read. `deputies` are the people named, one if all is well."""

    is_back: bool = False
    span: Span | None = None
    deputies: tuple[Person, ...] = ()


def read_absence(text: str, directory: Directory, now: datetime) -> AbsenceRead:
    """Read `11/24-11/28 王五`, names and times in any order; `now` is local."""
    if plain(text) in _BACK:
        return AbsenceRead(is_back=True)
    deputies = tuple(directory.find_people(text))
    left = without(text, (person.name for person in deputies))
    return AbsenceRead(span=read_span(_COMMAS.sub(" ", left), now), deputies=deputies)


# Private functions

_COMMAS: Final = re.compile("[,，、。;；]")  # they part what is written, and belong to no time
_BACK: Final = frozenset(map(plain, ("end", "back", "結束", "取消", "回來")))
