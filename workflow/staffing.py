"""Which decision answers which command about the staff: one line each."""

from collections.abc import Callable
from typing import Any

from workflow import applying, deputising, languages, moving, relieving
from workflow.outcomes import Outcome
from workflow.staff_commands import (
    Admit,
    AnswerDeputy,
    Apply,
    ChooseLanguage,
    ComeBack,
    GoAway,
    Leave,
    Move,
    RefuseApplication,
    Relieve,
    ShowAbsences,
    ShowLanguages,
    ShowStaff,
    StaffCommand,
)
from workflow.world import World


def decide(command: StaffCommand, world: World) -> Outcome:
    """Decide about the staff."""
    return _DECIDE[type(command)](command, world)


_DECIDE: dict[type[StaffCommand], Callable[[Any, World], Outcome]] = {
    Apply: applying.apply,
    Admit: applying.admit,
    RefuseApplication: applying.refuse,
    ShowStaff: moving.show,
    Move: moving.move,
    Leave: moving.leave,
    ShowAbsences: deputising.show,
    GoAway: deputising.go_away,
    AnswerDeputy: deputising.answer,
    ComeBack: deputising.come_back,
    Relieve: relieving.relieve,
    ShowLanguages: languages.show,
    ChooseLanguage: languages.choose,
}
