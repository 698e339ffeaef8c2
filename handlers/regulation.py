"""/rules: the regulation in force and the company's settings in short, and each section by button or by word."""

from collections.abc import Mapping
from datetime import time
from typing import Final

from telegram import Update

from forms import read_section
from handlers.context import Context, Wiring
from handlers.errand_codes import ErrandPress
from handlers.pressing import Presser, Reader
from handlers.said import said, split_command
from storage.books import Books
from workflow.commands import Command, Decline, Tell
from workflow.course import limit_of
from workflow.duties import DutyKind
from workflow.errands import Errand
from workflow.facts import Facts, limit
from workflow.hours import MIDNIGHT
from workflow.notices import Button
from workflow.regulation import Section

A_ROW: Final = 2
TOLD: Final = (
    *(DutyKind.APPROVE, DutyKind.ACCEPT, DutyKind.PUBLISH, DutyKind.ROUTE, DutyKind.REPLY),
    *(DutyKind.NOTIFY, DutyKind.ACKNOWLEDGE, DutyKind.APPEAL),
)
"""The limits that are told, in the order of a case."""


async def rules(update: Update, context: Context) -> None:
    """Tell the regulation in short, or the section that is named."""
    typed = said(update, bot_id=context.bot.id)
    person = await context.read(lambda books: typed.author(books.directory()))
    _, words = split_command(typed.text)
    answer = _asked(words, context.wiring, private=typed.is_private)
    await context.bring(answer, typed, person)


# Private functions


def _asked(words: str, wiring: Wiring, *, private: bool) -> Command:
    if not words:
        return Tell(name="rules", facts=_in_short(wiring), buttons=_buttons(private=private))
    section = read_section(words)
    if section is None:
        return Decline(name="rules_section", facts={"text": words, "known": list(Section)})
    return _told(section, private=private)


def _told(section: Section, *, private: bool) -> Tell:
    return Tell(
        name="rules_section", facts={"section": section}, buttons=_buttons(private=private, without=section)
    )


def _in_short(wiring: Wiring) -> Facts:
    rules, today = wiring.rules, wiring.calendar.local(wiring.now()).date()
    return {
        **{str(kind): limit(limit_of(kind, rules)) for kind in TOLD},
        "amount": rules.penalty.amount,
        "mode": rules.penalty.mode,
        "hours": [[_clock(start), _clock(end, ends=True)] for start, end in wiring.calendar.hours_on(today)],
    }


def _clock(at: time, *, ends: bool = False) -> str:
    """A day that works until midnight ends at 24:00."""
    return "24:00" if ends and at == MIDNIGHT else f"{at:%H:%M}"


def _buttons(*, private: bool, without: Section | None = None) -> tuple[tuple[Button, ...], ...]:
    """A button for each section; in the group they open the private chat."""
    keys = [
        Button(errand=Errand.SHOW_RULE, label=one, choice=one, private=not private)
        for one in Section
        if one is not without
    ]
    return tuple(tuple(keys[start : start + A_ROW]) for start in range(0, len(keys), A_ROW))


def _pressed(press: ErrandPress, _presser: Presser, _books: Books) -> Command | None:
    return _told(Section(press.choice), private=True) if press.choice in set(Section) else None


READERS: Final[Mapping[Errand, Reader]] = {Errand.SHOW_RULE: _pressed}
