"""The minutes of the stories: every command, and the events, notices and refusals that came of it, as values.

python -m tests.unit.texts.minutes

They stand in tests/data/minutes, a file a story. A change of the regulation shows there as what it changes for people:
read the difference before you record it.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from tests.company import CALENDAR, PEOPLE, directory
from tests.unit.texts.enquiry_stories import ENQUIRY_STORIES
from tests.unit.texts.freight_stories import FREIGHT_STORIES
from tests.unit.texts.staff_stories import STAFF_STORIES
from tests.unit.texts.stories import STORIES
from tests.unit.texts.telling import Story
from tests.unit.workflow.enquiry_play import EnquiryPlay
from tests.unit.workflow.play import Play
from tests.unit.workflow.staff_play import StaffPlay
from tests.unit.workflow.steps import Step
from workflow import papers, passages, views
from workflow.case import Case
from workflow.notices import Button, Notice
from workflow.refusals import Refusal
from workflow.values import Value
from workflow.world import Scene

FOLDER: Final = Path(__file__).resolve().parents[2] / "data" / "minutes"
TOLD: Final[dict[str, Callable[[], Story | StaffPlay | EnquiryPlay]]] = {
    tell.__name__: tell for tell in (*STORIES, *FREIGHT_STORIES, *STAFF_STORIES, *ENQUIRY_STORIES)
}
NAMES: Final = {one.id: one.name for one in PEOPLE}
HEADING: Final = ("case", "draft", "kind", "phase", "complainant", "proxy", "settlement")
SCENE: Final = Scene(calendar=CALENDAR, directory=directory())
MOMENT: Final = re.compile(r"2026-(\d\d-\d\d)T(\d\d:\d\d)(?::00|(:\d\d))?(?:\+08:00|Z)")
DIGEST: Final = re.compile(r"\b([0-9a-f]{8})[0-9a-f]{56}\b")


def main() -> None:
    """Record the minutes of every story anew."""
    for old in FOLDER.glob("*.txt"):
        old.unlink()
    for name in TOLD:
        (FOLDER / f"{name}.txt").write_text(minutes(name), "utf-8")


def minutes(name: str) -> str:
    """Play a story and return its minutes."""
    told = TOLD[name]()
    play = told.play if isinstance(told, Story) else told
    lines = [line for step in play.steps for line in _of_step(step)]
    if isinstance(play, Play) and play.case.form is not None:
        lines += _at_the_end(play.case, views.cards_wanted(play.case, tuple(play.events)))
    return DIGEST.sub(r"\1", MOMENT.sub(r"\1 \2\3", "\n".join([*lines, ""])))


# Private functions


def _of_step(step: Step) -> Iterator[str]:
    stimulus = step.stimulus
    when = stimulus.at.isoformat() + (
        f" (read {stimulus.now.isoformat()})" if stimulus.now != stimulus.at else ""
    )
    who = NAMES.get(stimulus.actor, str(stimulus.actor)) if stimulus.actor is not None else "-"
    yield f"{when} {who} {_value(step.command)}"
    for came in step.came:
        match came:
            case Notice():
                yield from _said(came)
            case Refusal():
                yield f"  refused {came.name} {_plain(came.facts)}"
            case _:
                yield f"  + {_value(came)}"
    if step.case is not None and step.case.form is not None and step.came:
        card = views.card(step.case, views.CASE, SCENE)
        yield f"  card {_rows(card.buttons) if card else None}"


def _said(notice: Notice) -> Iterator[str]:
    told, rest = (
        notice.facts,
        notice.model_dump(mode="json", exclude={"name", "to", "facts", "buttons"}, exclude_defaults=True),
    )
    yield f"  > {NAMES.get(notice.to, notice.to) if notice.to is not None else 'group'}: {notice.name} {_plain(rest)}"
    if set(HEADING) <= set(told):
        yield f"      about: {_plain([told[name] for name in HEADING])}"
        told = {name: value for name, value in told.items() if name not in HEADING}
    yield from (f"      {name}: {_plain(value)}" for name, value in told.items())
    if notice.buttons:
        yield f"      {_rows(notice.buttons)}"


def _at_the_end(case: Case, parts: tuple[str, ...]) -> Iterator[str]:
    """What the cards and documents show at the end of the story, and what can be found in the case."""
    yield "at the end:"
    for part in sorted(parts):
        card = views.card(case, part, SCENE)
        yield from _said(card) if card else ()
    for shown in papers.named(case, SCENE):
        paper = papers.paper(case, str(shown["document"]), str(shown.get("voucher", "")), SCENE)
        yield f"  paper {_plain(paper)}"
    yield f"  found by {_plain(passages.passages(case)._asdict())}"


def _rows(rows: Iterable[Iterable[Button]]) -> str:
    return " / ".join(" ".join(f"[{_value(button)}]" for button in row) for row in rows)


def _value(value: Value) -> str:
    told = _bare(value.model_dump(mode="json", exclude_defaults=True))
    return " ".join((type(value).__name__, *(f"{name}={_plain(one)}" for name, one in told.items())))


def _plain(value: object) -> str:
    bare = _bare(value.model_dump(mode="json") if isinstance(value, Value) else value)
    return bare if isinstance(bare, str) else json.dumps(bare, ensure_ascii=False, default=str)


def _bare(value: Any) -> Any:
    """Leave out what says nothing, and shorten people; a duty's limit is told by when it is due."""
    match value:
        case {"limit": _, "half_at": _}:
            return _bare({name: one for name, one in value.items() if name != "limit"})
        case {"name": name, "department": department, "position": position, "telegram_id": account, **more}:
            return " ".join(str(one) for one in (name, department, position, account, *more.values()))
        case Mapping():
            return {name: _bare(one) for name, one in value.items() if one not in (None, "", (), [], {})}
        case list() | tuple():
            return [_bare(one) for one in value]
        case _:
            return value


if __name__ == "__main__":
    main()
