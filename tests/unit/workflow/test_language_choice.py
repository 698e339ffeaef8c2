"""Which language somebody is offered, and what is said when she chooses."""

import pytest

from tests.unit.workflow.staff_play import STRANGER, StaffPlay
from workflow import events as ev
from workflow.errands import Errand
from workflow.languages import suggested
from workflow.notices import Urgency
from workflow.staff_commands import ChooseLanguage, ShowLanguages
from workflow.values import Language


@pytest.mark.parametrize(
    ("code", "language"),
    [
        *(("en", Language.EN), ("en-GB", Language.EN), ("EN-us", Language.EN)),
        *((code, Language.ZH_HANS) for code in ("zh-hans", "zh-CN", "zh-sg")),
        *((code, Language.ZH_HANT) for code in ("zh-hant", "zh-TW", "zh-hk")),
        *((code, None) for code in (None, "", "fr", "zh", "de-en", "-")),
    ],
)
def test_a_telephones_language_suggests_ours(code: str | None, language: Language | None) -> None:
    assert suggested(code) is language


def test_every_language_is_offered_in_private_by_its_own_name() -> None:
    play = StaffPlay()
    play.perform(ShowLanguages(telegram_id=STRANGER))
    offer = play.newest("language")
    assert (offer.to, offer.chat_id, offer.urgency, offer.fallback) == (None, STRANGER, Urgency.ANSWER, True)
    assert offer.facts == {"chosen": None}
    assert offer.language is None
    (row,) = offer.buttons
    assert {button.errand for button in row} == {Errand.CHOOSE_LANGUAGE}
    assert [(button.choice, button.label) for button in row] == [(one.key, one) for one in Language]


def test_a_suggestion_is_made_in_the_language_suggested_and_never_in_the_group() -> None:
    play = StaffPlay()
    play.perform(ShowLanguages(telegram_id=STRANGER, suggested=Language.EN))
    offer = play.newest("language_suggested")
    assert (offer.chat_id, offer.language, offer.fallback, offer.facts) == (STRANGER, Language.EN, False, {})


def test_the_choice_is_recorded_for_the_account_and_said_to_it() -> None:
    play = StaffPlay()
    (event,) = play.perform(ChooseLanguage(telegram_id=1012, language=Language.ZH_HANS), "王五")
    assert event == ev.LanguageChosen(at=play.now, by=12, telegram_id=1012, language=Language.ZH_HANS)
    said = play.newest("language_chosen")
    assert (said.chat_id, said.facts, said.urgency) == (1012, {"language": Language.ZH_HANS}, Urgency.ANSWER)
    assert not said.fallback
    assert play.directory.language(1012) is Language.ZH_HANS
    assert play.directory.language(None) is play.directory.language(1013) is None
    play.perform(ShowLanguages(telegram_id=1012), "王五")
    assert play.newest("language").facts == {"chosen": Language.ZH_HANS}
