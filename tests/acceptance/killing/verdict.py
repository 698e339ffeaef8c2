"""Whether the day came out right: the bot's books against what was seen from outside. Each check lists what is wrong."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

from sandbox import Message
from tests.acceptance.killing.books import CaseRow, FineRow
from tests.acceptance.killing.kills import Toll
from tests.acceptance.killing.model import Fate, Owed
from tests.acceptance.killing.product_plots import PURCHASING
from tests.acceptance.killing.side_plots import DEPUTY
from tests.acceptance.killing.storms import cut_off
from tests.acceptance.killing.story import DEPARTMENTS, HEADS, REPLIERS, Story, dated
from tests.acceptance.killing.town import Town
from tests.acceptance.killing.worktime import CHINA

ACTS = (
    "Filed", "Revised", "Returned", "Approved", "Posted", "Accepted", "CompletionAsked", "Completed", "Published",
    "Routed", "PartGiven", "Ruled", "Disclaimed", "Concurred", "ClaimSettled", "Adjudicated", "Notified",
    "Acknowledged", "Withdrawn", "Appealed", "AppealUpheld", "RulingChanged", "Remanded",
    "FlowSigned", "OpinionSigned", "FlowDecided", "FlowExecuted", "VoucherPaid",
)  # fmt: skip
PHASES = {
    "draft": "草稿", "accepting": "待受理", "handing_over": "待", "handling": "處理中", "notifying": "待通知",
    "acknowledging": "待認可", "closed": "結案",
}  # fmt: skip
ALARMS = {"alarm_outage_over", "alarm_update_unreadable", "alarm_send_unknown"}
OUT_OF_THE_GROUP = {"alarm_hearing_lost", "alarm_hearing_back", "alarm_group_closed"}
SUMMED_UP = time(18)
DOUBT = timedelta(minutes=2)  # until the press is handled
EDITED = re.compile(r"([PS]-\d{8}-\d{3,})\u3000|⚠️ 超時處罰通知.*?(F-\d{8}-\d{3,})", re.DOTALL)
OF_THE_LIBRARY = '"logger": "telegram.request'
STRUCK = {"waived", "revoked"}
NOTICE = re.compile(r"(F-\d{8}-\d{3,}).*?(..部)應於 (\d\d):(\d\d) 前")


class Day(NamedTuple):
    """What is judged."""

    town: Town
    stories: list[Story]
    toll: Toll
    garbled: frozenset[int]  # updates that nobody can read
    is_head_away: bool = False


class Pair(NamedTuple):
    """A story and what became of it."""

    story: Story
    row: CaseRow


def paired(day: Day, rows: dict[str, CaseRow]) -> list[Pair]:
    """Return the stories that became a case, each with its only one."""
    found = [(story, [row for body, row in rows.items() if story.marker in body]) for story in day.stories]
    return [Pair(story, match[0]) for story, match in found if len(match) == 1]


def lost_or_doubled_forms(day: Day, rows: dict[str, CaseRow]) -> list[str]:
    """Every complete form is one case, with one number; nothing else is."""
    wrong = []
    for story in day.stories:
        mine = [row.name for body, row in rows.items() if story.marker in body]
        if len(mine) != (1 if story.reckoning.done["Filed"] else 0):
            wrong.append(f"{story.marker} became {mine}")
    numbers = Counter(row.name for row in rows.values())
    return wrong + [f"{number} was given {count} times" for number, count in numbers.items() if count > 1]


def wrong_acts(pairs: list[Pair]) -> list[str]:
    """Each act of a person is in the journal once."""
    return [
        f"{story.marker} {row.name} {act}: done {story.reckoning.done[act]}, written {row.events[act]}"
        for story, row in pairs
        for act in ACTS
        if story.reckoning.done[act] != row.events[act]
    ]


def wrong_phases(pairs: list[Pair]) -> list[str]:
    return [
        f"{story.marker} {row.name} is {row.phase}, not {story.reckoning.phase}"
        for story, row in pairs
        if row.phase != story.reckoning.phase
    ]


def wrong_cards(day: Day, pairs: list[Pair], where: dict[str, tuple[int, int]]) -> list[str]:
    """The recorded card shows the phase the case is in, and every fine that stands."""
    return [
        f"the card of {row.name} ({row.phase}) shows {card.text[:60]!r}"
        for _, row in pairs
        if row.phase != "draft" and not _shows(card := _card(day, where[row.name]), row)
    ]


def wrong_fines(day: Day, pairs: list[Pair]) -> list[str]:
    """Whoever must be fined is, nobody else is, and where nobody can know HR decides."""
    return [line for pair in pairs for line in _wrong_fines_of(day, pair)]


def unjust_notices(day: Day, fines: list[FineRow]) -> list[str]:
    """No department that a standing notice names had sent a full ruling by the time the notice itself gives."""
    standing = {fine.number: fine for fine in fines if fine.status not in STRUCK | {"held", "dropped"}}
    told = {number: due for number, due in _notices(day) if number in standing}
    wrong = [f"{number} stands, and no notice says so" for number in standing.keys() - told.keys()]
    again = {one.number: one.reckoning.begun_again for one in day.stories if one.reckoning.begun_again}
    for number, due_at in told.items():
        fine = standing[number]
        sent = [m for m in _rulings(day, fine) if dated(m) <= due_at]
        wrong += [
            f"{number} {fine.case}: {m.text!r}"
            for m in sent
            if fine.case not in again or not dated(m) < again[fine.case] < due_at
        ]
    return wrong


def lost_updates(day: Day, states: dict[int, list[str]]) -> list[str]:
    """Every update is handled once; only what nobody can read has failed."""
    first, end = 640_000_001, day.town.world.updates.next_id
    wanted = {update: ["failed"] if update in day.garbled else ["done"] for update in range(first, end)}
    return [
        f"{one}: {states.get(one)}"
        for one in wanted.keys() | states.keys()
        if states.get(one) != wanted.get(one)
    ]


def unknown_messages(day: Day, recorded: Counter[tuple[int, int]]) -> list[Message]:
    """Return the bot's messages that it does not know of: their answers were lost, and they were sent again.

    It also forgets the cards in a group that has moved, once they stand in the new one.
    """
    unknown = (m for m in _from_bot(day) if not recorded[m.chat.id, m.id])
    return [m for m in unknown if not (m.chat.migrated_to and _stands_again(day, m))]


def unexplained(day: Day, repeated: list[Message]) -> list[str]:
    """A message is repeated only if the bot could not learn that it had arrived: it was killed before, or cut off."""
    known = {*day.toll.in_flight, *cut_off(day.town.world.calls)}
    return [f"{m.chat.id}/{m.id} {m.text[:40]!r}" for m in repeated if (m.chat.id, m.id) not in known]


def too_many(day: Day, repeated: list[Message]) -> list[str]:
    """No more is repeated than was being sent, by the books themselves, at a kill, or was cut off."""
    most = day.toll.unanswered + len(list(cut_off(day.town.world.calls)))
    return [f"{len(repeated)} > {most}"] if len(repeated) > most else []


def false_alarms(day: Day, alarms: Counter[str]) -> list[str]:
    """The administrators are told of nothing but what happened: long absences, an unreadable update, lost sends, a removal."""
    known = ALARMS | (OUT_OF_THE_GROUP if day.toll.deaf else set())
    return [f"{name} {count} times" for name, count in alarms.items() if name not in known]


def wrong_fund(day: Day, spent: Counter[str]) -> list[str]:
    """What was bought from the fruit fund is in it once."""
    bought = Counter(what for story in day.stories for what in story.reckoning.bought)
    return [
        f"{what}: bought {bought[what]}, booked {spent[what]}"
        for what in bought | spent
        if bought[what] != spent[what]
    ]


def wrong_enquiries(day: Day, enquiries: dict[str, str]) -> list[str]:
    """Each question that was turned is one enquiry, and its asker was content."""
    wrong = []
    for story in day.stories:
        mine = [status for words, status in enquiries.items() if story.marker in words]
        if mine != ["satisfied"] * story.reckoning.asked:
            wrong.append(f"{story.marker} asked {story.reckoning.asked} times: {mine}")
    return wrong


def wrong_payers(day: Day, payers: list[tuple[str, str, int]]) -> list[str]:
    """The head pays; for one who is away, who had accepted to stand in."""
    on_duty = HEADS | {PURCHASING: DEPUTY} if day.is_head_away else HEADS
    return [
        f"{number}: {person} pays for {department}, not {on_duty[department]}"
        for number, department, person in payers
        if day.town.people[on_duty[department]].id != person
    ]


def wrong_reports(day: Day, reports: Counter[tuple[str, str]], summaries: int) -> list[str]:
    """Each report was handed out once for its period; the group reads the day's summary, and of no other day."""
    wrong = [f"{kind} of {period}: {count} times" for (kind, period), count in reports.items() if count > 1]
    wanted = {f"{day.town.now:%Y-%m-%d}"} if day.town.now.time() > SUMMED_UP else set()
    had = {period for kind, period in reports if kind == "daily_summary"}
    seen = sum(m.text.startswith("📊") for chat in day.town.groups() for m in day.town.world.from_bot(chat))
    wrong += [f"summaries of {had}, not of {wanted}"] if not wanted <= had else []
    return wrong + ([f"{summaries} summaries, {seen} seen"] if not summaries == len(wanted) <= seen else [])


def complaints(log: Path) -> list[str]:
    """No mistake of the bot's own is in its log; what the library says of garbage is none."""
    return [
        line[:500]
        for line in log.read_text("utf-8").splitlines()
        if ('"level": "error"' in line and OF_THE_LIBRARY not in line) or line[:1] != "{"
    ]


def misremembered(day: Day, recorded: Counter[tuple[int, int]]) -> list[str]:
    """Two things said are two messages, and each of them stands where the books say."""
    standing = {(m.chat.id, m.id) for m in _from_bot(day)}
    return [f"{place}: {count}" for place, count in recorded.items() if count > 1 or place not in standing]


# Private functions


def _from_bot(day: Day) -> Iterator[Message]:
    world = day.town.world
    for chat in world.chats.values():
        yield from (m for m in chat.messages.values() if m.sender.id == world.bot.id)


def _stands_again(day: Day, left: Message) -> bool:
    """Tell whether a card or penalty notice has a younger copy where the group is now."""
    title = _title(left)
    return title is not None and any(_title(m) == title for m in day.town.world.from_bot())


def _title(message: Message) -> str | None:
    """Return what a message is called that is edited in place, None if it is none."""
    found = EDITED.match(message.text)
    return found and found.group(found.lastindex or 0)


def _card(day: Day, place: tuple[int, int]) -> Message:
    chat, message = place
    return day.town.world.chats[chat].messages[message]


def _shows(card: Message, row: CaseRow) -> bool:
    first = card.text.partition("\n")[0]
    standing = sum(status not in STRUCK | {"held", "dropped"} for status in row.fines.values())
    return first.startswith(row.name) and PHASES[row.phase] in first and card.text.count("F-2026") >= standing


def _wrong_fines_of(day: Day, pair: Pair) -> Iterator[str]:
    reckoning, row = pair.story.reckoning, pair.row
    for department in reckoning.owed.keys() | row.fines.keys():
        owed = reckoning.owed.get(department)
        fate = (
            owed.fate([*day.toll.darkness, *day.toll.deaf], _told(day, row.name, department, owed))
            if owed
            else Fate.CLEAR
        )
        if fate is Fate.FINED and owed and _was_in_doubt(day, owed):
            fate = Fate.HELD_OR_FINED
        allowed = _statuses(fate, reckoning.fines.get(department), turned_up=reckoning.delivered_late)
        if row.fines.get(department) not in allowed:
            yield f"{pair.story.marker} {row.name} {department}: {row.fines.get(department)}, not {allowed}; {owed}"


def is_call(text: str, case: str) -> bool:
    """Tell whether a message calls departments to a case, of whatever round."""
    return re.match(f"⏳ {case} (第 [0-9]+ 輪，)?請", text) is not None


def _was_in_doubt(day: Day, owed: Owed) -> bool:
    """Tell whether a reply whose case was not known yet may have been the one owed: then HR decides."""
    return any(since <= owed.due_at <= until + DOUBT for since, until in day.town.doubts)


def _statuses(fate: Fate, changed: str | None, *, turned_up: bool) -> tuple[str | None, ...]:
    if fate is Fate.CLEAR:
        return (None, "revoked", "dropped") if turned_up else (None,)
    if changed is not None:
        can_be = {Fate.FINED: changed != "dropped", Fate.HELD: changed == "dropped"}
        return (changed,) if can_be.get(fate, True) else ()
    return {Fate.FINED: ("issued",), Fate.HELD: ("held",), Fate.HELD_OR_FINED: ("held", "issued")}[fate]


def _told(day: Day, case: str, department: str, owed: Owed) -> tuple[datetime, datetime] | None:
    """Return when the department was told first and last that its time had begun."""
    pings = [
        datetime.fromtimestamp(m.date, CHINA)
        for m in day.town.in_groups(case)
        if is_call(m.text, case) and DEPARTMENTS[department] in m.text
    ]
    since = [at for at in pings if at >= owed.starts_at]
    return (since[0], since[0] if len(since) == 1 else since[1]) if since else None


def _notices(day: Day) -> Iterator[tuple[str, datetime]]:
    """The number of each fine that a notice in the group names, and when it says that the reply was due."""
    for message in (m for chat in day.town.groups() for m in day.town.world.from_bot(chat)):
        if "超時處罰通知" in message.text:
            sent = datetime.fromtimestamp(message.date, CHINA)
            for number, _, hour, minute in NOTICE.findall(message.text.replace("\n", " ")):
                yield number, sent.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)


def _rulings(day: Day, fine: FineRow) -> list[Message]:
    """The full rulings that people of the department typed under the bot's messages about the case."""
    people = {day.town.people[name].id for name in REPLIERS[fine.department]}
    about = {(m.chat.id, m.id) for m in _from_bot(day) if fine.case in m.text}
    chats = [*day.town.groups(), *(day.town.world.chats[one] for one in people)]
    typed = [m for chat in chats for m in chat.messages.values() if m.sender.id in people]
    full = [m for m in typed if ("質量鑒定結果" in m.text and "處理意見" in m.text) or "處理方案" in m.text]
    return [m for m in full if (m.chat.id, m.reply_to) in about]
