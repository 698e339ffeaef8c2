"""The events of the journal as lines to read, for `tousu replay`."""

from datetime import datetime, timedelta
from typing import Any, Final

from bot.config import Config
from storage.replaying import Step
from texts import Texts
from workflow.case import Case

_OF_EVERY_EVENT: Final = {"at", "by", "about"}
_SAME_TIME: Final = timedelta(seconds=1)
_NOBODY: Final = "-"


class Storyteller:
    """Writes in the company's time zone and words; events by their names in the code (docs/workflow.md)."""

    def __init__(self, config: Config) -> None:
        departments, _ = config.directory_seed()
        self._departments = {department.id: department.name for department in departments}
        self._calendar = config.calendar()
        self._texts = Texts(language=config.language, zone=config.timezone, folder=config.texts.folder)

    def line(self, step: Step) -> str:
        """Return a step as one line: row, time, case, who, what; the time of the act where it was recorded later."""
        event = step.event
        parts = [f"{step.number:>6}", self._time(step.recorded_at), step.subject, step.who or _NOBODY]
        parts.append(type(event).__name__)
        parts += [f"{name}={_short(value)}" for name, value in _told(event.model_dump(mode="json")).items()]
        if step.recorded_at - event.at > _SAME_TIME:
            parts.append(f"at={self._time(event.at)}")
        return "  ".join(parts)

    def standing(self, case: Case) -> str:
        """Return how a case stands, and what is owed on it by when."""
        kind = case.form.kind if case.form else ""
        lines = [f"{case.name}  {self._texts.label('phases', case.phase, kind)}"]
        for duty in case.open_duties():
            owing = self._departments.get(duty.department, duty.department or _NOBODY)
            what = self._texts.label("duties_short", duty.kind, kind)
            lines.append(f"    {what}  {owing}  {self._time(duty.due_at)}")
        return "\n".join(lines)

    def _time(self, moment: datetime) -> str:
        return f"{self._calendar.local(moment):%Y-%m-%d %H:%M:%S}"


def _told(values: dict[str, Any]) -> dict[str, Any]:
    empty: tuple[Any, ...] = (None, "", [], {}, False)
    return {
        name: value for name, value in values.items() if name not in _OF_EVERY_EVENT and value not in empty
    }


def _short(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + " ".join(f"{name}={_short(inner)}" for name, inner in _told(value).items()) + "}"
    if isinstance(value, list):
        return ",".join(map(_short, value))
    return " ".join(str(value).split())
