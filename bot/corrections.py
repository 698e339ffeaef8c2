"""Messages that stand in a chat and are to say something else now, on their way to the chat (`storage/amendments.py`)."""

from datetime import datetime
from sqlite3 import Connection
from typing import NamedTuple

from telegram import Message

from bot.parcels import linked_to_card
from bot.rendering import Rendered, Renderer, brings_file
from bot.sending import Sender
from storage import amendments
from storage.amendments import Amendment
from storage.company import Chat
from workflow.commands import Delivered, Stimulus
from workflow.notices import Notice, Urgency
from workflow.values import Language


class Correction(NamedTuple):
    """A message that stands and ought to say what its row says now."""

    amendment: Amendment
    language: Language | None = None
    card: str = ""

    @property
    def order(self) -> tuple[int, int]:
        return Urgency.CARD, self.amendment.id

    @property
    def name(self) -> str:
        return self.notice.name

    @property
    def cause(self) -> str:
        return f"amendment/{self.amendment.id}/{self.amendment.stale}"

    @property
    def case_id(self) -> int | None:
        return self.amendment.case_id

    @property
    def notice(self) -> Notice:
        """What it ought to say; who cannot be told that is not looked for in the group."""
        return self.amendment.notice.model_copy(update={"fallback": False})

    @property
    def is_edit(self) -> bool:
        return True

    @property
    def can_wait(self) -> bool:
        return True

    def shows(self, rendered: Rendered) -> bool:  # noqa: ARG002  (Telegram says so where nothing changes)
        return False

    def rendered(self, renderer: Renderer) -> Rendered:
        words = renderer.render(self.notice, self.case_id, language=self.language)
        return linked_to_card(words, self.notice, self.card)

    async def deliver(self, sender: Sender, chat: Chat, rendered: Rendered) -> Message | None:  # noqa: ARG002  (it stands where it stands)
        await sender.edit(
            self.amendment.chat_id, self.amendment.message_id, rendered, captioned=brings_file(self.notice)
        )
        return None

    def delivered(self, message: Message, *, now: datetime) -> tuple[Delivered, Stimulus] | None:  # noqa: ARG002  (no clock hangs on an edit)
        return None

    def mark_sending(self, conn: Connection) -> None:
        """Nothing: an edit can be repeated."""

    def mark_sent(self, conn: Connection, message: Message) -> None:
        """Nothing: it was sent before."""

    def mark_shown(self, conn: Connection, rendered: Rendered) -> None:  # noqa: ARG002  (known by its count)
        amendments.mark_shown(conn, self.amendment.id, self.amendment.stale)

    def postpone(self, conn: Connection, until: datetime, error: str) -> None:  # noqa: ARG002  (a row keeps why it was not sent)
        amendments.postpone(conn, self.amendment.id, until)

    def doubt(self, conn: Connection, error: str) -> bool:  # noqa: ARG002  (an edit is tried again)
        return False

    def bury(self, conn: Connection, error: str) -> None:  # noqa: ARG002  (told by who buries it)
        amendments.give_up(conn, self.amendment.id)

    def forget(self, conn: Connection) -> None:
        amendments.give_up(conn, self.amendment.id)
