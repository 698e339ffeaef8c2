"""Who reads what: the language of somebody's private messages is hers to choose; the group's is configured."""

from typing import Final

from workflow import events as ev
from workflow.errands import Errand
from workflow.notices import Button, Notice, Urgency
from workflow.outcomes import Outcome
from workflow.staff_commands import ChooseLanguage, ShowLanguages
from workflow.values import Language
from workflow.world import World

_TELEGRAM: Final = {
    "en": Language.EN,
    "zh-hans": Language.ZH_HANS,
    "zh-cn": Language.ZH_HANS,
    "zh-sg": Language.ZH_HANS,
    "zh-hant": Language.ZH_HANT,
    "zh-tw": Language.ZH_HANT,
    "zh-hk": Language.ZH_HANT,
}


def suggested(language_code: str | None) -> Language | None:
    """Return the language that fits Telegram's code of somebody's telephone, None if none does."""
    code = (language_code or "").lower()
    return _TELEGRAM.get(code) or _TELEGRAM.get(code.partition("-")[0])


def show(command: ShowLanguages, world: World) -> Outcome:
    """Offer the languages; a suggestion is made in the language suggested."""
    buttons = tuple(
        Button(errand=Errand.CHOOSE_LANGUAGE, choice=language.key, label=language) for language in Language
    )
    account = command.telegram_id
    if command.suggested:
        asked = _to_account("language_suggested", account)
    else:
        asked = _to_account("language", account, chosen=world.directory.language(account))
    said_in = {"buttons": (buttons,), "language": command.suggested, "fallback": not command.suggested}
    return Outcome(notices=(asked.model_copy(update=said_in),))


def choose(command: ChooseLanguage, world: World) -> Outcome:
    """Remember the language, and say so in it."""
    chosen = ev.LanguageChosen(
        at=world.at, by=world.stimulus.actor, telegram_id=command.telegram_id, language=command.language
    )
    return Outcome(
        (chosen,), (_to_account("language_chosen", command.telegram_id, language=command.language),)
    )


# Private functions


def _to_account(name: str, telegram_id: int, **told: object) -> Notice:
    return Notice(name=name, chat_id=telegram_id, facts=told, urgency=Urgency.ANSWER, fallback=False)
