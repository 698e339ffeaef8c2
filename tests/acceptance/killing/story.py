"""One case as its people live it: each act waits for its time, or until its button or question can be seen."""

import re
from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any, TypeVar

from sandbox import Message
from tests.acceptance.killing import posts
from tests.acceptance.killing.model import HAND_OVER, Reckoning
from tests.acceptance.killing.town import Town
from tests.acceptance.killing.worktime import CHINA, after

T = TypeVar("T")

DEPARTMENTS = {
    "production": "生產部",
    "purchasing": "採購部",
    "logistics": "物流部",
    "customer_service": "客服部",
}
REPLIERS = {
    "production": ("錢主管", "孫強"),
    "purchasing": ("孫主任", "丁小玲"),
    "logistics": ("趙主任", "周大海"),
    "customer_service": ("何主管", "吳小芳"),
}
HEADS = {department: people[0] for department, people in REPLIERS.items()}
INVESTIGATORS = ("production", "purchasing", "logistics")
MANAGER, COMPLAINANTS, ORDER_DESK, HR = "陳經理", ("李小明", "黃小燕"), ("王五", "林助理"), "周靜"
SECOND = timedelta(seconds=1)
_DRAFT = re.compile(r"D-\d{8}-\d{3,}")


@dataclass(frozen=True)
class Until:
    """Nothing to do before a moment; `exact` where a minute later would be another story."""

    moment: datetime
    exact: bool = False


@dataclass(frozen=True)
class Sees:
    """Nothing to do before the bot has shown something."""

    what: str
    look: Callable[[], Message | None]


Steps = Generator[Until | Sees, Any, T]


class Story:
    """The acts of a case's people, told to its reckoning as they are done."""

    def __init__(self, town: Town, rng: Random, nth: int, *, is_service: bool) -> None:
        self.town, self.rng = town, rng
        self.marker = f"案{nth:03}"
        self.author = rng.choice(COMPLAINANTS)
        self.reckoning = Reckoning(is_service)
        self.number = ""
        self.demand = posts.DEMAND
        self.posted_at = town.now

    # Waiting

    def later(self, least: float, most: float) -> Steps[None]:
        """Let some working minutes pass."""
        yield Until(after(self.town.now, timedelta(minutes=self.rng.uniform(least, most))))

    def before_due(self, department: str) -> Steps[None]:
        """Wait until some time well before a department's reply is due."""
        owed = self.reckoning.owed[department]
        share = self.rng.uniform(0.1, 0.8)
        yield Until(owed.starts_at + (owed.due_at - owed.starts_at) * share)

    def after_due(self, department: str) -> Steps[None]:
        """Wait until some time well after it was due."""
        late = timedelta(minutes=self.rng.uniform(3, 25))
        yield Until(after(self.reckoning.owed[department].due_at, late))

    # Pressing and answering

    def press(self, who: str, button: str, *, about: str = "", words: str = "") -> Steps[None]:
        """Press a button as soon as it can be seen."""
        name = about or self.number

        def look() -> Message | None:
            return self.town.with_button(who, name, button, words)

        message = yield Sees(f"{who}: {button} {words} {name}", look)
        self.town.presses(who, button, message)

    def answer(self, who: str, question: str, text: str, *, about: str = "") -> Steps[datetime]:
        """Answer a question as soon as it is put; return when Telegram says that was."""
        name = about or self.number

        def look() -> Message | None:
            return self.town.question(who, name, question)

        message = yield Sees(f"{who}: {question}? {name}", look)
        return dated(self.town.says(who, text, to=message))

    def press_and_answer(
        self, who: str, button: str, question: str, text: str, **where: str
    ) -> Steps[datetime]:
        yield from self.press(who, button, **where)
        return (yield from self.answer(who, question, text))

    # Filing

    def form(self) -> str:
        if self.reckoning.is_service:
            return posts.service(self.author, self.marker, self.town.now, target="物流部")
        return posts.product(self.author, self.marker, self.town.now, demand=self.demand)

    def files(self, form: str) -> Message:
        """Post a complete form."""
        self.reckoning.does("Filed")
        return self.town.says(self.author, form)

    def is_approved(self, *, words: str = "") -> Steps[None]:
        """The manager approves, and the post appears in the group."""
        yield from self.later(1, 8)
        yield from self.press(MANAGER, "批准", about=self.marker, words=words)
        self.reckoning.does("Approved", "Posted")
        card = yield Sees(f"a card of {self.marker}", self.card)
        self.number = card.text.partition("\u3000")[0]
        self.posted_at = datetime.fromtimestamp(card.date, CHINA)

    def is_posted(self) -> Steps[None]:
        self.files(self.form())
        yield from self.is_approved()

    def card(self) -> Message | None:
        """Return the newest card of the case in the group."""
        cards = [m for m in self.town.in_group(self.marker) if m.text[:2] in {"P-", "S-"}]
        return cards[-1] if cards else None

    def draft(self) -> str:
        """Return the number of the draft, as the manager was told it."""
        return next(
            str(name) for m in self.town.told(MANAGER, self.marker) for name in _DRAFT.findall(m.text)
        )

    # Handing over

    @property
    def publish_due_at(self) -> datetime:
        return after(self.posted_at, HAND_OVER)

    def is_accepted(self) -> Steps[None]:
        yield from self.later(1, 3)
        who = HR if self.reckoning.is_service else self.rng.choice(ORDER_DESK)
        yield from self.press(who, "受理")
        self.reckoning.accepts()

    def is_published(self) -> Steps[None]:
        """打單部 types the process information under the card, or answers the button's question."""
        who = self.rng.choice(ORDER_DESK)
        if self.rng.random() < 0.5:
            if self.town.now > self.publish_due_at:
                yield from self.press(who, "更多")
            at = yield from self.press_and_answer(who, "公布工藝流程", "工藝流程信息", posts.PROCESS)
        else:
            at = dated(self.town.says(who, posts.PROCESS, to=self.card()))
        self.reckoning.is_published(at, self.publish_due_at, INVESTIGATORS)

    def is_routed(self, *departments: str) -> Steps[None]:
        names = "、".join(DEPARTMENTS[one] for one in departments)
        at = yield from self.press_and_answer(HR, "分流", "分流：請選擇", names)
        self.reckoning.is_routed(at, departments)

    # Handling

    def rules(
        self, department: str, *responsible: str, text: str = posts.OPINION, date: datetime | None = None
    ) -> None:
        """Type a full ruling under anything the bot said of the case; `text` is what is to be done."""
        ruling = posts.ruling([DEPARTMENTS[one] for one in responsible], text)
        message = self.says(department, ruling, date=date)
        self.reckoning.rules(department, dated(message), responsible)

    def plans(self, department: str) -> Steps[None]:
        """Follow the button to the private chat and answer there."""
        text = posts.plan([DEPARTMENTS[department]])
        who = self.rng.choice(REPLIERS[department])
        at = yield from self.press_and_answer(who, "處理方案", "處理方案：請在這裡", text)
        self.reckoning.rules(department, at, (department,))

    def says(self, department: str, text: str, *, date: datetime | None = None) -> Message:
        """Type something under one of the bot's messages about the case."""
        return self.town.says(self.rng.choice(REPLIERS[department]), text, to=self.any_message(), date=date)

    def any_message(self) -> Message:
        """Return something that the bot has said in the group about this case alone."""
        return self.rng.choice([m for m in self.town.in_group(self.number) if self.town.is_about_one(m)])

    def rewrites(self, message: Message, text: str, *, to: Message | None = None) -> Message:
        """Edit what was said; where the group has moved since, say it again."""
        if message.chat.migrated_to is None:
            return self.town.world.edit(message.sender, message, text)
        return self.town.says(message.sender.first_name, text, to=to)

    def disclaims(self, department: str) -> Steps[None]:
        who = self.rng.choice(REPLIERS[department])
        at = yield from self.press_and_answer(who, "非本部門責任", "非本部門責任：請", "不是我們經手的")
        self.reckoning.disclaims(department, at)

    # Ending

    def is_acknowledged(self) -> Steps[None]:
        yield from self.later(5, 25)
        yield from self.press(self.author, "認可")
        self.reckoning.does("Acknowledged")

    def is_notified(self) -> Steps[None]:
        yield from self.later(1, 9)
        yield from self.press(HR, "通知投訴人")
        self.reckoning.does("Notified")

    def is_told(self, words: str, *, about: str, who: str = "") -> Steps[None]:
        """Wait until the complainant, or somebody else, has read something."""

        def look() -> Message | None:
            return self.town.said_about(who or self.author, about, words)

        yield Sees(f"{words} {about}", look)

    def is_judged(self, department: str) -> Steps[bool]:
        """Wait for HR to hear of a missed reply; return whether it was fined (else HR has to decide)."""
        name = DEPARTMENTS[department]

        def look() -> Message | None:
            return self._heard_of(name)

        yield Until(self.reckoning.owed[department].due_at)
        message = yield Sees(f"what became of {name} {self.number}", look)
        return "未自動處罰" not in message.text

    def changes_fine(self, department: str, status: str, *acts: tuple[str, str, str]) -> Steps[None]:
        """Make it so by pressing, and giving a reason where a question follows: (who, button, question or "")."""
        for who, button, question in acts:
            yield from self.press(who, button, words=f"{DEPARTMENTS[department]}應於")
            if question:
                yield from self.answer(who, question, "理由如下")
            self.reckoning.does("FineChanged")
        self.reckoning.fines[department] = status

    def _heard_of(self, name: str) -> Message | None:
        told = (m for m in self.town.told(HR, self.number) if f"{name}應於" in m.text)
        return next((m for m in told if "未自動處罰" in m.text or "已發出" in m.text), None)


def dated(message: Message) -> datetime:
    """Return when a message counts: its own date, or that of its last edit."""
    return datetime.fromtimestamp(message.edit_date or message.date, CHINA)
