"""/language: in which language the bot speaks to somebody privately."""

from collections.abc import Mapping
from typing import Final

from telegram import Update

from handlers.context import Context
from handlers.errand_codes import ErrandPress
from handlers.pressing import Presser, Reader
from handlers.said import Said, said
from storage.books import Books
from workflow.commands import Command
from workflow.errands import Errand
from workflow.languages import suggested
from workflow.staff_commands import ChooseLanguage, ShowLanguages
from workflow.values import Language


async def language(update: Update, context: Context) -> None:
    """Offer the languages, privately; strangers may choose too."""
    typed = said(update, bot_id=context.bot.id)
    person = await context.read(lambda books: typed.author(books.directory()))
    await context.bring(ShowLanguages(telegram_id=typed.user_id), typed, person)


async def suggest(typed: Said, context: Context) -> None:
    """Offer the language of somebody's telephone, unless the bot speaks it to her already."""
    voice, own = await context.voice_for(typed.user_id), suggested(typed.language_code)
    chosen = await context.read(lambda books: books.directory().language(typed.user_id))
    if own is None or chosen is not None or own == voice.language:
        return
    stimulus = typed.stimulus(now=context.wiring.now(), actor=None, inbox=None)
    await context.perform(ShowLanguages(telegram_id=typed.user_id, suggested=own), stimulus)


# Private functions


def _choose(press: ErrandPress, presser: Presser, _books: Books) -> Command | None:
    language = next((one for one in Language if one.key == press.choice), None)
    return ChooseLanguage(telegram_id=presser.user_id, language=language) if language else None


READERS: Final[Mapping[Errand, Reader]] = {Errand.CHOOSE_LANGUAGE: _choose}
