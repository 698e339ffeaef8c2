"""The calls that put a message into a chat, change it, or answer a press."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, Final

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.fates import Fate, interpret
from bot.press import Press
from bot.rendering import Album, Attachment, Medium, Rendered
from storage.company import Chat

_log = structlog.stdlib.get_logger()

_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)
_PARTS: Final[dict[str, Any]] = {
    "photo": InputMediaPhoto,
    "video": InputMediaVideo,
    "document": InputMediaDocument,
    "audio": InputMediaAudio,
}
_WORDLESS: Final = "video_note"
_MAX_ANSWER: Final = 200
"""Characters of an answer to a press (telegram.md B3)."""


class Sender:
    """Telegram's methods as the courier needs them; each raises `TelegramError`."""

    def __init__(self, bot: Bot, press: Press) -> None:
        self._bot, self._press = bot, press

    async def prepare(self, message: Rendered) -> Rendered:
        """Return a message with its document printed; raise PrintingFailed or OSError if that is impossible."""
        return await self._press.ready(message)

    async def send(self, chat: Chat, message: Rendered) -> Message:
        """Post a message; one under a message goes where that is, unless nothing can be written there any more."""
        if message.reply_to is None:
            return await self._post(chat, message)
        try:
            return await self._post(chat._replace(topic=None), message)
        except BadRequest as error:
            if interpret(error).fate is not Fate.NO_TOPIC:
                raise
            return await self._post(chat, message._replace(reply_to=None))

    async def _post(self, chat: Chat, message: Rendered) -> Message:
        about: dict[str, Any] = {
            "message_thread_id": chat.topic,
            "reply_markup": message.markup,
            "reply_parameters": _reply(message.reply_to),
            "parse_mode": ParseMode.HTML,
        }
        if message.attachment is None:
            return await self._bot.send_message(
                chat.chat_id, message.text, link_preview_options=_NO_PREVIEW, **about
            )
        if isinstance(message.attachment, Album):
            return await self._show_again(chat, message, message.attachment.media, about)
        assert isinstance(message.attachment, Attachment), "a sheet is printed before it is sent"
        content = await asyncio.to_thread(message.attachment.read)
        send = self._bot.send_photo if message.attachment.is_picture else self._bot.send_document
        return await send(
            chat.chat_id, content, caption=message.text, filename=message.attachment.name, **about
        )

    async def _show_again(
        self, chat: Chat, message: Rendered, media: Sequence[Medium], about: dict[str, Any]
    ) -> Message:
        """Post files that Telegram has; of several the caption stands under the first."""
        if len(media) > 1:
            parts = [_PARTS[one.kind](one.file_id) for one in media]
            del about["reply_markup"]  # an album has none
            return (await self._bot.send_media_group(chat.chat_id, parts, caption=message.text, **about))[0]
        send = getattr(self._bot, f"send_{media[0].kind}")
        words = {} if media[0].kind == _WORDLESS else {"caption": message.text}
        if not words:
            del about["parse_mode"]
        shown: Message = await send(chat.chat_id, media[0].file_id, **words, **about)
        return shown

    async def edit(
        self, chat_id: int, message_id: int, message: Rendered, *, captioned: bool = False
    ) -> None:
        """Make a message look like this; `captioned`: its words stand under a picture or a file."""
        if captioned:
            await self._bot.edit_message_caption(
                chat_id,
                message_id,
                caption=message.text,
                parse_mode=ParseMode.HTML,
                reply_markup=message.keyboard,
            )
            return
        await self._bot.edit_message_text(
            message.text,
            chat_id,
            message_id,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=message.keyboard,
        )


class Aside:
    """What is said at once and may be lost (`handlers.context.Direct`): tasks that nobody waits for."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._running: set[asyncio.Task[None]] = set()

    def answer(
        self,
        callback_id: str,
        text: str = "",
        *,
        alert: bool = False,
        url: str | None = None,
        expired: Callable[[], Awaitable[object]] | None = None,
    ) -> None:
        """Answer a press; if it is too old for an answer, do `expired` instead."""
        said = text[:_MAX_ANSWER] or None
        call = self._bot.answer_callback_query(callback_id, said, show_alert=alert, url=url)
        self._start(call, on_refusal=expired)

    def react(self, chat_id: int, message_id: int, emoji: str) -> None:
        """Put a reaction on a message."""
        self._start(self._bot.set_message_reaction(chat_id, message_id, emoji))

    def strip(self, chat_id: int, message_id: int) -> None:
        """Take the buttons off a message of ours."""
        self._start(self._bot.edit_message_reply_markup(chat_id, message_id))

    def tell(self, chat_id: int, html: str) -> None:
        """Say something for which no row can be written."""
        self._start(self._bot.send_message(chat_id, html, parse_mode=ParseMode.HTML))

    def menu(self, chat_id: int, commands: Sequence[BotCommand]) -> None:
        """Show these commands in the menu of a private chat; none: those that everybody has."""
        scope = BotCommandScopeChat(chat_id)
        bot = self._bot
        self._start(
            bot.set_my_commands(commands, scope=scope) if commands else bot.delete_my_commands(scope=scope)
        )

    def beside(self, work: Coroutine[Any, Any, None]) -> None:
        """Do what takes several calls."""
        self._start(work)

    async def close(self) -> None:
        """Give up what is still on its way; before the connection is closed under it."""
        await self.settle(seconds=1.0)
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def settle(self, seconds: float | None = None) -> None:
        """Wait until all of them are through, at most so long."""
        while self._running:
            _, late = await asyncio.wait(self._running, timeout=seconds)
            if late:
                return

    def _start(
        self, call: Coroutine[Any, Any, Any], *, on_refusal: Callable[[], Awaitable[object]] | None = None
    ) -> None:
        task = asyncio.create_task(_forgiving(call, on_refusal))
        self._running.add(task)
        task.add_done_callback(self._running.discard)


async def _forgiving(
    call: Coroutine[Any, Any, Any], on_refusal: Callable[[], Awaitable[object]] | None
) -> None:
    try:
        await call
    except BadRequest as error:
        _log.debug("refused", error=str(error))
        if on_refusal is not None:
            await on_refusal()
    except TelegramError as error:
        _log.debug("lost an answer or a reaction", error=f"{type(error).__name__}: {error}")


def _reply(message_id: int | None) -> ReplyParameters | None:
    return None if message_id is None else ReplyParameters(message_id, allow_sending_without_reply=True)
