"""A case played so that everything said of it can be read: its notices, its refusals and its cards."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any, Self

from tests.company import person
from tests.unit.workflow.play import GROUP, Play
from workflow import views
from workflow.commands import Ask, Command, ShowMore, Stimulus
from workflow.notices import Button, Notice
from workflow.phases import Act
from workflow.refusals import Refusal
from workflow.world import Scene


@dataclass(frozen=True)
class Said:
    """Something said: the template's name, the facts, the story it comes from, and the buttons under it."""

    name: str
    facts: dict[str, Any]
    story: str
    buttons: tuple[Button, ...] = ()

    @classmethod
    def of(cls, notice: Notice, story: str) -> Self:
        """Return a notice as it is said."""
        return cls(notice.name, notice.facts, story, tuple(chain.from_iterable(notice.buttons)))


@dataclass
class Story:
    """A play whose refusals are remembered, and whose cards are looked at on the way."""

    play: Play
    refusals: list[Refusal] = field(default_factory=list)
    cards: list[Notice] = field(default_factory=list)

    def do(self, who: str, act: Act, when: datetime, **more: Any) -> None:
        self._try(lambda: self.play.do(who, act, when, **more))

    def perform(self, command: Command, who: str | None, when: datetime) -> None:
        actor = person(who).id if who else None
        stimulus = Stimulus(now=when, at=when, actor=actor, chat_id=GROUP, message_id=9)
        self._try(lambda: self.play.perform(command, stimulus))

    def ask(self, who: str, act: Act, when: datetime, **more: Any) -> None:
        self.perform(Ask(case=1, act=act, **more), who, when)

    def more(self, who: str, when: datetime) -> None:
        self.perform(ShowMore(case=1), who, when)

    def _try(self, work: Callable[[], object]) -> None:
        try:
            work()
        except Refusal as refusal:
            self.refusals.append(refusal)
        self.look()

    def look(self) -> None:
        """Keep what the cards show now."""
        play = self.play
        scene = Scene(calendar=play.calendar, directory=play.directory)
        parts = views.cards_wanted(play.case, tuple(play.events)) if play.case.form else ()
        shown = [views.card(play.case, part, scene) for part in parts]
        self.cards += [card for card in shown if card]

    def said(self, name: str) -> Iterator[Said]:
        for notice in self.play.said:
            yield Said.of(notice, name)
        for refusal in self.refusals:
            yield Said(f"refused_{refusal.name}", refusal.facts, name)
        for card in self.cards:
            yield Said.of(card, name)
