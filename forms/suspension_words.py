"""What HR types behind /suspend: when, whose clocks stand still, and why."""

import re
from datetime import datetime
from typing import Final, NamedTuple

from forms.spans import Span, read_span
from workflow.directory import DEPARTMENT, Directory
from workflow.names import without
from workflow.values import Department


class SuspensionRead(NamedTuple):
    """What was understood; the reason is the `rest` of the span. No `span`: no time could be read."""

    span: Span | None
    departments: tuple[Department, ...]
    is_for_all: bool


def read_suspension(text: str, directory: Directory, now: datetime) -> SuspensionRead:
    """Read `14:00-16:00 生產部 停電`, in any order; `now` is local."""
    departments = tuple(directory.find_departments(text))
    left, found = _ALL.subn(" ", text)
    names = [name for one in departments for name in (one.name, f"{one.name}門")]
    span = read_span(without(left, names, optional_suffix=DEPARTMENT, joints=_JOINTS), now)
    return SuspensionRead(span, departments, is_for_all=found > 0)


# Private functions

_JOINTS: Final = ("和", "與", "及", "跟", "and")
_ALL: Final = re.compile(
    r"全公司|(?:所有|全部)部[門门]|全部|\b(?:(?:the )?whole company|all departments|everybody|everyone)\b",
    re.IGNORECASE,
)
