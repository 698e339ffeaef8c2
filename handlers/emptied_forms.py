"""The message of a form edited into something else (「算了，不投訴了」): the form stands, and which button takes it back."""

from typing import Final

from handlers.context import Context, Wiring
from handlers.requests import refusal_of, world_of
from handlers.said import Said
from storage import cases
from storage.books import Books
from workflow.commands import Tell
from workflow.notices import Button
from workflow.phases import Act, Phase
from workflow.values import Person


async def form_emptied(said: Said, context: Context) -> bool:
    """Tell whoever edits the form out of her message that it is on file as it was."""
    actor, told = await context.read(lambda books: _told(said, books, context.wiring))
    if told is None:
        return False
    await context.bring(told, said, actor)
    return True


# Private functions

_WAYS: Final = (Act.CANCEL, Act.WITHDRAW, Act.SUPPLEMENT)


def _told(said: Said, books: Books, wiring: Wiring) -> tuple[Person | None, Tell | None]:
    actor = said.author(books.directory())
    row = cases.case_by_source(books.conn, said.chat_id, said.message_id)
    if actor is None or row is None or not (case := books.case(row.id)).is_open:
        return actor, None
    world = world_of(said, actor, case, books, wiring)
    ways = [act for act in _WAYS if refusal_of(Button(act=act), case, world) is None]
    buttons = tuple(Button(act=act, case=case.id, ask=act is not Act.CANCEL) for act in ways)
    is_draft = case.phase is Phase.DRAFT
    facts = {"case": case.name, "kind": case.kind, "is_draft": is_draft, "ways": ways}
    return actor, Tell(name="form_stands", facts=facts, buttons=(buttons,) if buttons else ())
