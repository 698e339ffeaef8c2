"""The company's voice: notices, answers to presses and names, in one language and time zone."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from jinja2.exceptions import TemplateNotFound

from texts.filters import ROOM, Filters
from texts.fitting import ALERT_UNITS, MESSAGE_UNITS, attempts, plain, upto_sentence, utf16_length
from texts.labels import Labels, read_labels
from workflow.notices import Button

LANGUAGE = "zh-Hant"
ZONE = "Asia/Shanghai"
SUFFIX = ".j2"
_DONE = "done_"


class Texts:
    """What the bot says; `folder` holds a company's own templates and names, which go before ours."""

    def __init__(self, *, language: str = LANGUAGE, zone: str = ZONE, folder: Path | None = None) -> None:
        folders = [folder] if folder else []
        folders.append(folder_of(language))
        self._labels = read_labels(reversed(folders))
        self._environment = _environment(folders, self._labels, zone)
        self._known = frozenset(self._environment.list_templates(extensions=[SUFFIX[1:]]))

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
        template = self._first_of(f"alert_{name}", f"refused_{name}", name)
        html = self._say(template, {**facts, "is_alert": True})
        return upto_sentence(plain(html), ALERT_UNITS)

    def label(self, group: str, key: object, kind: str = "") -> str:
        """Return what people call a thing, in a case of that kind where the kinds differ."""
        return self._labels.of(group, key, kind)

    def labels(self, group: str) -> dict[str, str]:
        """Return a whole group, in its order."""
        return dict(self._labels.groups[group])

    def button(self, button: Button, kind: str = "") -> str:
        """Return what is written on a button of a case of that kind."""
        if button.label:
            return self.label("bodies", button.label) if self._is_body(button) else button.label
        if button.copy_text:
            return self.label("buttons", "copy")
        if button.act is None:
            return self.label("buttons", "start" if button.private else "more")
        return self.label("acts", button.act, kind)

    def names(self) -> frozenset[str]:
        """Return what can be rendered; what begins with `_` is only a part of others."""
        return frozenset(name.removesuffix(SUFFIX) for name in self._known if not name.startswith("_"))

    # Private methods

    def _say(self, name: str | None, facts: Mapping[str, Any]) -> str:
        if name is None:
            raise TemplateNotFound(None)
        return self._environment.get_template(name + SUFFIX).render(facts).strip()

    def _done(self, act: str, facts: Mapping[str, Any]) -> str:
        own = self._first_of(f"alert_{_DONE}{act}")
        if own:
            return upto_sentence(plain(self._say(own, facts)), ALERT_UNITS)
        if not self._labels.has("done", act):
            return ""
        return plain(self._say("alert_done", {**facts, "act": act}))

    def _first_of(self, *names: str) -> str | None:
        return next((name for name in names if name + SUFFIX in self._known), None)

    def _is_body(self, button: Button) -> bool:
        return button.label == button.choice and self._labels.has("bodies", button.label)


def folder_of(language: str) -> Path:
    """Return where the templates of a language are."""
    return Path(__file__).parent / language


# Private functions


def _environment(folders: list[Path], labels: Labels, zone: str) -> Environment:
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.filters.update(Filters(labels, ZoneInfo(zone)).by_name())
    return environment
