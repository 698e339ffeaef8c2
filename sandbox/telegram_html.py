"""Telegram's HTML: strict, its own few tags, with byte offsets in the complaints as Telegram gives them."""

import re
from dataclasses import dataclass, field
from typing import Final

from sandbox.entities import Entity, Styled, styled, utf16_length
from sandbox.refusals import Refused, bad_request

TAGS: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-time": "date_time",
    "tg-emoji": "custom_emoji",
}
_NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_CHARACTER: Final = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot));?")
_TEXT: Final = re.compile(r"[^<&]+")
_START: Final = re.compile(r"<([^\s>]*)")
_END: Final = re.compile(r"</([^\s>]*)\s*(>?)")
_SPACE: Final = re.compile(r"\s*")
_NAME: Final = re.compile(r"[^\s=>]*")
_VALUE: Final = re.compile(r"""\s*=\s*(?:"([^"]*)("?)|'([^']*)('?)|([A-Za-z0-9.-]*))""")
_USER_LINK: Final = re.compile(r"tg://user\?id=(\d+)")


def parse_html(source: str) -> Styled:
    """Return text and entities, or raise `Refused` with "can't parse entities" and where."""
    return _Reader(source).read()


@dataclass
class _Open:
    tag: str
    offset: int
    attributes: dict[str, str]


@dataclass
class _Reader:
    source: str
    at: int = 0
    length: int = 0
    pieces: list[str] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def read(self) -> Styled:
        while self.at < len(self.source):
            self._step()
        if self.open:
            raise _complaint(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return styled("".join(self.pieces), _language_folded(self.entities))

    def _step(self) -> None:
        if self.source.startswith("</", self.at):
            self._end_tag()
        elif self.source[self.at] == "<":
            self._start_tag()
        else:
            self._text()

    def _text(self) -> None:
        if plain := _TEXT.match(self.source, self.at):
            self._append(plain.group(), plain.end())
        elif (entity := _CHARACTER.match(self.source, self.at)) and (character := _decoded(entity)):
            self._append(character, entity.end())
        else:
            self._append("&", self.at + 1)

    def _append(self, text: str, end: int) -> None:
        self.pieces.append(text)
        self.length += utf16_length(text)
        self.at = end

    def _start_tag(self) -> None:
        begin = self.at
        match = _START.match(self.source, begin)
        assert match
        tag, self.at = match.group(1).lower(), match.end()
        if self.at >= len(self.source):
            raise self._complaint("Unclosed start tag", begin)
        if tag not in TAGS:
            raise self._complaint(f'Unsupported start tag "{tag}"', begin)
        attributes = self._attributes(tag, begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self._complaint('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(_Open(tag, self.length, attributes))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while True:
            self._skip(_SPACE)
            if self.source.startswith(">", self.at):
                self.at += 1
                return attributes
            name = self._skip(_NAME).lower()
            if self.at >= len(self.source):
                raise self._complaint(f'Unclosed start tag "{tag}"', begin)
            if not name:
                raise self._complaint(f'Empty attribute name in the tag "{tag}"', begin)
            attributes[name] = self._value()

    def _value(self) -> str:
        match = _VALUE.match(self.source, self.at)
        if match is None:
            return ""
        token_at = match.start(5)
        self.at = match.end()
        double, closed, single, closed_too, token = match.groups()
        if token is None:
            return _characters(double if double is not None else single) if closed or closed_too else ""
        if not re.match(r"[\s>]|\Z", self.source[self.at :]):
            raise self._complaint("Unexpected end of name token", token_at)
        return token.lower()

    def _skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.source, self.at)
        assert match
        self.at = match.end()
        return match.group()

    def _end_tag(self) -> None:
        begin = self.at
        match = _END.match(self.source, begin)
        assert match
        if not self.open:
            raise self._complaint("Unexpected end tag", begin)
        if not match.group(2):
            raise self._complaint("Unclosed end tag", begin)
        self._matched(match.group(1), begin)
        self.at = match.end()
        opened = self.open.pop()
        if self.length > opened.offset:
            self._add(opened)

    def _matched(self, found: str, begin: int) -> None:
        expected = self.open[-1].tag
        if found and found != expected:
            said = f'Unmatched end tag at byte offset {self._byte(begin)}, expected "</{expected}>", found "</{found}>"'
            raise _complaint(said)

    def _add(self, opened: _Open) -> None:
        covered = {"offset": opened.offset, "length": self.length - opened.offset}
        if described := _described(opened, "".join(self.pieces)):
            self.entities.append({**described, **covered})

    def _complaint(self, what: str, begin: int) -> Refused:
        return _complaint(f"{what} at byte offset {self._byte(begin)}")

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode())


def _complaint(words: str) -> Refused:
    return bad_request(f"can't parse entities: {words}")


def _decoded(entity: re.Match[str]) -> str:
    hexadecimal, decimal, name = entity.groups()
    if name:
        return _NAMED[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    valid = 0 < code <= 0x10FFFF and not 0xD800 <= code < 0xE000
    return chr(code) if valid else ""


def _characters(value: str) -> str:
    return _CHARACTER.sub(lambda match: _decoded(match) or match.group(), value)


def _described(opened: _Open, so_far: str) -> Entity | None:
    kind, attributes = TAGS[opened.tag], opened.attributes
    if kind == "text_link":
        return _link(
            attributes.get("href") or so_far.encode("utf-16-le")[2 * opened.offset :].decode("utf-16-le")
        )
    if kind == "blockquote" and "expandable" in attributes:
        return {"type": "expandable_blockquote"}
    if kind == "code" and attributes.get("class", "").startswith("language-"):
        return {"type": "code", "language": attributes["class"].removeprefix("language-")}
    if kind == "date_time":
        return _moment(attributes)
    if kind == "custom_emoji":
        return {"type": kind, "custom_emoji_id": attributes.get("emoji-id", "")}
    return {"type": kind}


def _link(url: str) -> Entity | None:
    """Return the entity of a link; Telegram silently drops one that leads nowhere."""
    if user := _USER_LINK.match(url):
        return {"type": "text_mention", "user_id": int(user.group(1))}
    if not re.search(r"\w\.\w|://\w", url) or re.search(r"\s", url.strip()):
        return None
    return {"type": "text_link", "url": url if "://" in url else f"http://{url}"}


def _moment(attributes: dict[str, str]) -> Entity | None:
    if not attributes.get("unix", "").isdigit():
        return None
    moment: Entity = {"type": "date_time", "unix_time": int(attributes["unix"])}
    if attributes.get("format"):
        moment["date_time_format"] = attributes["format"]
    return moment


def _language_folded(entities: list[Entity]) -> list[Entity]:
    """Fold `<pre><code class="language-x">` into one `pre`; a lone code has no language."""
    languages = {_span(entity): entity.get("language") for entity in entities if entity["type"] == "code"}
    blocks = {_span(entity) for entity in entities if entity["type"] == "pre"}
    kept = [entity for entity in entities if entity["type"] != "code" or _span(entity) not in blocks]
    return [_with_language(entity, languages.get(_span(entity))) for entity in kept]


def _with_language(entity: Entity, language: str | None) -> Entity:
    plain = {key: value for key, value in entity.items() if key != "language"}
    return plain | ({"language": language} if language and entity["type"] == "pre" else {})


def _span(entity: Entity) -> tuple[int, int]:
    return entity["offset"], entity["length"]
