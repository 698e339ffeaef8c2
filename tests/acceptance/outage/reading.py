"""Who was fined, and whether that was just: read from what stands in the sandbox's chats and in its log of polls.

It shares no code with `workflow`, and asks the bot's books for one thing only: which updates it gave up.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from sandbox import Message
from tests.acceptance.killing import posts
from tests.acceptance.killing.model import BLIND, HAND_OVER, REPLY
from tests.acceptance.killing.story import DEPARTMENTS, HEADS, HR, ORDER_DESK, REPLIERS
from tests.acceptance.killing.town import Town
from tests.acceptance.killing.verdict import is_call
from tests.acceptance.killing.worktime import CHINA, after
from tests.acceptance.outage.weather import Away

NOTICE = "超時處罰通知"
IT_COUNTS = "以這一則為準"  # a notice that was sent again, since nobody can say what became of the first
_CASE = re.compile(r"[PS]-\d{8}-\d{3,}")
_OWED = re.compile(r"(..部)應於 (\d\d):(\d\d) 前")
NUMBER = re.compile(r"F-\d{8}-\d{3,}")
_PAYER = re.compile(r"(?:代理)?負責人(\S+?)(?:（|罰款| \d+ 元)")
_RESPONSIBLE = re.compile(r"責任部門：(.*)")
_IDS = {name: department for department, name in DEPARTMENTS.items()}


Stretch = tuple[datetime, datetime]


class Fined(NamedTuple):
    """A fine that stands, as the group reads it."""

    number: str
    case: str
    department: str
    due_at: datetime
    payer: str
    said_at: datetime


class GivenUp(NamedTuple):
    """An update that the bot could not handle at three attempts, and the fines it told the administrators to look at."""

    sent_at: datetime
    named: frozenset[str]


class Said(NamedTuple):
    """A version of a message that somebody typed about a case, and since when it stood there."""

    at: datetime
    text: str


def standing(town: Town) -> list[Fined]:
    """Return the fines that notices in the group name and do not strike; of two copies of a notice the one counts that says so."""
    notices = [m for m in town.world.from_bot() if NOTICE in m.text]
    counting = {number: m.id for m in notices if IT_COUNTS in m.text for number in NUMBER.findall(m.text)}
    return [fined for m in notices for fined in _named(m) if counting.get(fined.number, m.id) <= m.id]


def unjust(
    town: Town, fined: Fined, *, away: list[Away], unread: list[GivenUp], unheard: Sequence[Stretch] = ()
) -> list[str]:
    """Return what speaks against a fine."""
    starts = [at for at in _handed_over(town, fined) if after(at, REPLY) == fined.due_at]
    if not starts:
        return [f"its two hours ended at no {fined.due_at:%H:%M}"]
    return min(
        ([*_against(town, fined, start, away, unread), *_deaf(fined, start, unheard)] for start in starts),
        key=len,
    )


def gaps(town: Town) -> list[tuple[datetime, datetime, datetime]]:
    """Return the times without the bot: its last poll but one, its last, and the next one that got its answer."""
    ats = [call.at for call in town.world.polls]
    found = zip([ats[0], *ats], ats, ats[1:], strict=False)
    return [(before, last, again) for before, last, again in found if again - before > BLIND]


def told(town: Town, case: str, name: str, start: datetime) -> tuple[datetime, datetime] | None:
    """Return when the group read first, and at the latest for the first time, that a department's time had begun."""
    said = (m for m in town.world.from_bot() if is_call(m.text, case) and name in m.text)
    since = sorted(at for m in said if (at := _moment(m.date)) >= start)
    return (since[0], since[:2][-1]) if since else None


# What speaks against it


def _against(
    town: Town, fined: Fined, start: datetime, away: list[Away], unread: list[GivenUp]
) -> Iterator[str]:
    due = fined.due_at
    # What came after the fine and was given up: the administrators are told which fine it may lift, people have to look.
    told_of = {one.sent_at for one in unread if fined.number in one.named}
    answers = (at for at in _answers(town, fined) if at <= due and at not in told_of)
    yield from (f"answered {at:%H:%M:%S}" for at in answers)
    pinged = told(town, fined.case, DEPARTMENTS[fined.department], start)
    if pinged is None or pinged[0] > after(start, REPLY / 2):
        yield f"told {pinged} that it had time since {start}"
    for last, again in pairwise(call.at for call in town.world.polls):
        if again - last > BLIND and last < due and again > start:
            yield f"blind from {last:%H:%M:%S} to {again:%H:%M:%S}"
    sent = (one.sent_at for one in unread if one.sent_at not in told_of)
    yield from (f"could not read what was sent {at:%H:%M:%S}" for at in sent if start <= at <= due)
    payers = _on_duty(HEADS[fined.department], start, away)
    if fined.payer not in payers:
        yield f"{fined.payer} pays, on duty was {payers}"


def _deaf(fined: Fined, start: datetime, unheard: Sequence[Stretch]) -> Iterator[str]:
    """Telegram brought the bot nothing from the group, or only what was meant for it."""
    for since, until in unheard:
        if since <= fined.due_at and until >= start:
            yield f"deaf from {since:%H:%M:%S} to {until:%H:%M:%S}"


def _handed_over(town: Town, fined: Fined) -> Iterator[datetime]:
    """Return when the departments' time may have begun, in time: published, routed, given to another."""
    posted = [_moment(m.date) for m in town.world.from_bot() if m.text.startswith(f"{fined.case}\u3000")]
    if fined.case.startswith("P"):
        at = [said.at for said in _typed(town, fined.case, *ORDER_DESK) if said.text == posts.PROCESS]
        yield from (one for one in at[:1] if any(one <= after(card, HAND_OVER) for card in posted))
    else:
        name = DEPARTMENTS[fined.department]
        yield from (said.at for said in _typed(town, fined.case, HR) if name in said.text)
    yield from _named_by_others(town, fined)


def _named_by_others(town: Town, fined: Fined) -> Iterator[datetime]:
    name = DEPARTMENTS[fined.department]
    for people in REPLIERS.values():
        for said in _typed(town, fined.case, *people):
            if name in "".join(_RESPONSIBLE.findall(said.text)):
                yield said.at


def _answers(town: Town, fined: Fined) -> Iterator[datetime]:
    """Return when the department, or another for it, gave an answer that counts."""
    for department in DEPARTMENTS:
        typed = sorted(_typed(town, fined.case, *REPLIERS[department]))
        for count, said in enumerate(typed, 1):
            whole = "\n".join(one.text for one in typed[:count])
            named = {
                _IDS[name]
                for line in _RESPONSIBLE.findall(whole)
                for name in line.split("、")
                if name in _IDS
            }
            releases = department in named and fined.department not in named
            if _is_full(whole) and (department == fined.department or releases):
                yield said.at
            if said.text == "不是我們經手的" and department == fined.department:
                yield said.at


def _is_full(text: str) -> bool:
    return ("質量鑒定結果：" in text and "處理意見：" in text) or "處理方案：" in text


def _on_duty(head: str, start: datetime, away: list[Away]) -> set[str]:
    """Return who may be made to pay: the head, or who stood in for him by then; nobody if nobody did."""
    known = [one for one in away if one.who == head and one.registered_at <= start < one.ends_at]
    if not known:
        return {head}
    return {one.deputy for one in known if one.accepted}


# What was said


def _typed(town: Town, case: str, *people: str) -> list[Said]:
    """Return every version of what these people typed in answer to the bot's words about a case."""
    ids = {town.people[name].id for name in people}
    chats = [town.world.group, *(town.world.chats[one] for one in ids)]
    found = []
    for chat in chats:
        for m in chat.messages.values():
            asked = chat.messages.get(m.reply_to or 0)
            if m.sender.id in ids and asked is not None and _is_about(town, asked, case):
                found += _versions(m)
    return found


def _is_about(town: Town, asked: Message, case: str) -> bool:
    return asked.sender.id == town.world.bot.id and case in asked.text


def _versions(message: Message) -> Iterator[Said]:
    texts = [*(str(version.content.get("text", "")) for version in message.versions), message.text]
    moments = [message.date, *(version.until for version in message.versions)]
    yield from (Said(_moment(at), text) for at, text in zip(moments, texts, strict=True))


def _named(notice: Message) -> Iterator[Fined]:
    """Return the fines of a notice that are not struck out."""
    case = _CASE.search(notice.text)
    struck = [entity for entity in notice.entities if entity["type"] == "strikethrough"]
    numbers = list(NUMBER.finditer(notice.text))
    for found, following in zip(numbers, [*numbers[1:], None], strict=True):
        part = notice.text[found.start() : following.start() if following else None]
        owed, payer = _OWED.search(part), _PAYER.search(part)
        is_struck = any(e["offset"] <= found.start() < e["offset"] + e["length"] for e in struck)
        if case and owed and not is_struck:
            name, hour, minute = owed.groups()
            day = _moment(notice.date)
            due = day.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)
            yield Fined(found.group(), case.group(), _IDS[name], due, payer.group(1) if payer else "?", day)


def _moment(unix: int) -> datetime:
    return datetime.fromtimestamp(unix, CHINA)
