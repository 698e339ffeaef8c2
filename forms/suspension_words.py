"""What HR types behind /suspend: when, whose clocks stand still, and why."""

from datetime import datetime
from typing import Final, NamedTuple

from forms.spans import Span, read_span
from workflow.directory import Directory
from workflow.values import Department


class SuspensionRead(NamedTuple):
    """What was understood; the reason is the `rest` of the span. No `span`: no time could be read."""

    span: Span | None
    departments: tuple[Department, ...]
    is_for_all: bool


def read_suspension(text: str, directory: Directory, now: datetime) -> SuspensionRead:
    """Read `14:00-16:00 生產部 停電`, in any order; `now` is local."""
    departments = tuple(directory.find_departments(text))
    is_for_all = any(name in text for name in _ALL)
    span = read_span(_without((*_ALL, *(one.name for one in departments)), text), now)
    return SuspensionRead(span, departments, is_for_all)


# Private functions

_ALL: Final = ("全公司", "所有部門", "全部部門", "全部", "所有部门", "全部部门")


def _without(names: tuple[str, ...], text: str) -> str:
    for name in names:
        text = text.replace(name, " ")
    return text.replace("、", " ").replace("，", " ")
