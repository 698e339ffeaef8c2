"""The company's voice: notices, answers to presses and names, in one language and time zone."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import structlog
from jinja2 import Environment
from jinja2.exceptions import TemplateNotFound

from texts.environment import LANGUAGE, SUFFIX, ZONE, names_in, our_words, words_of
from texts.filters import ALERT, ROOM
from texts.fitting import ALERT_UNITS, MESSAGE_UNITS, attempts, plain, upto_sentence, utf16_length
from texts.shelves import companys, ours
from workflow.notices import Button
from workflow.phases import Act
from workflow.values import Language

_log = structlog.stdlib.get_logger()

_DONE = "done_"
_NAMED_BY_ACT = frozenset({Act.APPEAL, Act.SUPPLEMENT})
"""Of words kept, what they may be made by a press: beside each other, 「是」 would not tell which."""
_NAMED_ON_ERRANDS = ("positions", "kinds", "fields", "buttons", "languages", "rule_sections")


class Texts:
    """What the bot says; `folder` holds a company's own templates and names, which go before ours.

    `spoken` is the company's language where this is the voice for somebody who chose another one.
    """

    def __init__(
        self, *, language: str = LANGUAGE, zone: str = ZONE, folder: Path | None = None, spoken: str = ""
    ) -> None:
        self.language, self._zone, self._folder = str(language), zone, folder
        standard = our_words(self.language, zone)
        own = standard
        if folder is not None:
            own = words_of((*companys(folder, language, spoken=spoken or language), *ours(language)), zone)
        self._labels, self._own = own
        self._ours = standard.environment if folder else None
        self._known = names_in(self._own)
        self._others: dict[str, Texts] = {}

    def spoken_to(self, language: str | None) -> "Texts":
        """Return the voice for a reader who chose that language, this one for who chose none."""
        if language is None or language == self.language:
            return self
        if language not in self._others:
            self._others[language] = Texts(
                language=language, zone=self._zone, folder=self._folder, spoken=self.language
            )
        return self._others[language]

    def render(self, name: str, facts: Mapping[str, Any], *, limit: int = MESSAGE_UNITS) -> str:
        """Return a notice as Telegram HTML of at most `limit` UTF-16 units of text (1024 for a caption).

        Where it would be longer, long values of the facts are cut and long lists end early, never the markup.
        """
        for smaller, room in attempts(facts):
            html = self._say(name, {**smaller, ROOM: room})
            if utf16_length(plain(html)) <= limit:
                return html
        raise ValueError(f"{name} does not fit into {limit} units")

    def alert(self, name: str, facts: Mapping[str, Any]) -> str:
        """Return the answer to a press as plain text of at most 200 UTF-16 units.

        `name` is a refusal's, or `done_<act>` for a press that worked, which may have nothing to say ("").
        """
        if name.startswith(_DONE):
            return self._done(name.removeprefix(_DONE), facts)
        return self._alert(self._first_of(f"alert_{name}", f"refused_{name}", name), facts)

    def label(self, group: str, key: object, kind: str = "") -> str:
        """Return what people call a thing, in a case of that kind where the kinds differ."""
        return self._labels.of(group, key, kind)

    def called(self, group: str, key: object) -> frozenset[str]:
        """Return what people may call a thing, in whatever language they read, in small letters."""
        return frozenset(self.spoken_to(language).label(group, key).lower() for language in Language)

    def labels(self, group: str) -> dict[str, str]:
        """Return a whole group, in its order."""
        return dict(self._labels.groups[group])

    def button(self, button: Button, kind: str = "") -> str:
        """Return what is written on a button of a case of that kind."""
        if button.label and button.label in {button.voucher, button.fine} and not button.choice:
            # One of several: its number stands beside the act.
            return f"{self.label('acts', button.act, kind)} {button.label}"
        if button.copy_text:
            return self.label("buttons", button.label or "copy")
        if button.label:
            return self._named(button)
        if button.errand is not None:
            return self.label("errands", button.errand)
        if button.act is None:
            return self.label("buttons", "start" if button.private else "more")
        says_yes = button.choice.isdecimal() and button.act not in _NAMED_BY_ACT  # of words typed before
        return self.label("buttons", "it_answers") if says_yes else self.label("acts", button.act, kind)

    def names(self) -> frozenset[str]:
        """Return what can be rendered."""
        return frozenset(name for name in self._known if not name.startswith("_"))

    # Private methods

    def _say(self, name: str, facts: Mapping[str, Any]) -> str:
        try:
            return _rendered(self._own, name, facts)
        except Exception:  # whatever a company's template trips over, the message must go out
            if self._ours is None:
                raise
            _log.exception("a template of the company failed, ours speaks", template=name)
            return _rendered(self._ours, name, facts)

    def _alert(self, name: str, facts: Mapping[str, Any]) -> str:
        return upto_sentence(plain(self._say(name, {**facts, ALERT: True})), ALERT_UNITS)

    def _done(self, act: str, facts: Mapping[str, Any]) -> str:
        own = f"alert_{_DONE}{act}"
        if own in self._known:
            return self._alert(own, facts)
        return self._alert("alert_done", {**facts, "act": act}) if self._labels.has("done", act) else ""

    def _first_of(self, *names: str) -> str:
        for name in names:
            if name in self._known:
                return name
        raise TemplateNotFound(names[-1])

    def _named(self, button: Button) -> str:
        """A label is what stands on the button, but for what has a name in the company's words."""
        if button.position:
            position = self.label("positions", button.position)
            return self.label("formats", "namesake").format(name=button.label, position=position)
        for group in _NAMED_ON_ERRANDS if button.errand is not None else ():
            if self._labels.has(group, button.label):
                return _begun_large(self.label(group, button.label))
        is_body = button.label == button.choice and self._labels.has("bodies", button.label)
        return _begun_large(self.label("bodies", button.label)) if is_body else button.label


def _begun_large(words: str) -> str:
    """What stands within a sentence elsewhere begins a button of its own: Head, Product quality complaint."""
    return words[:1].upper() + words[1:]


def _rendered(speaking: Environment, name: str, facts: Mapping[str, Any]) -> str:
    return speaking.get_template(name + SUFFIX).render(facts).strip()
