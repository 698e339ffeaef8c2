"""What happens beside the straight way: a deputy answers, a ruling is typed under nothing, a question becomes an enquiry."""

from sandbox import Message
from tests.acceptance.killing import posts
from tests.acceptance.killing.product_plots import LOGISTICS, PURCHASING, Plot, handed_over
from tests.acceptance.killing.story import DEPARTMENTS, HEADS, Sees, Steps, Story, dated
from tests.acceptance.killing.town import Town

AWAY, DEPUTY = HEADS[PURCHASING], "許會計"
"""採購部's head is away all day; who stands in for him is of another department."""
ASKER, TURNS_IT, ANSWERS = "黃小燕", "李小明", HEADS[LOGISTICS]
UNDER_NOTHING = "周大海"


def goes_away(town: Town) -> Steps[None]:
    """Before the day's first case the head of 採購部 enters his absence, and the deputy accepts."""
    town.types_to_bot(AWAY, f"/away {town.now:%m/%d} {DEPUTY}")

    def look() -> Message | None:
        return next((m for m in town.world.from_bot(town.people[DEPUTY]) if "接受" in m.buttons), None)

    message = yield Sees(f"{DEPUTY}: 接受", look)
    town.presses(DEPUTY, "接受", message)


def answered_by_deputy(story: Story) -> Steps[None]:
    """Who stands in for the head of 採購部 takes the responsibility in its name: nobody else owes anything."""
    yield from handed_over(story)
    yield from story.before_due(PURCHASING)
    text = posts.ruling([DEPARTMENTS[PURCHASING]])
    message = story.town.says(DEPUTY, text, to=story.any_message())
    story.reckoning.rules(PURCHASING, dated(message), (PURCHASING,))


def under_nothing(story: Story) -> Steps[None]:
    """A ruling that answers no message: the bot asks which case is meant, or knows it; it counts at its own time."""
    yield from handed_over(story)
    yield from story.before_due(LOGISTICS)
    message = story.town.says(UNDER_NOTHING, posts.ruling([DEPARTMENTS[LOGISTICS]]))
    at = dated(message)
    question = yield Sees(f"which case? {story.number}", lambda: _taken_or_asked(story, message))
    if story.number in question.buttons:
        story.town.presses(UNDER_NOTHING, story.number, question)
    story.town.doubts.append((at, story.town.now))
    story.reckoning.rules(LOGISTICS, at, (LOGISTICS,))


def asked_about(story: Story) -> Steps[None]:
    """A question in the group is made an enquiry of 物流部, answered, and its asker is content."""
    question = story.town.says(ASKER, f"客戶{story.marker}問：新款什麼時候到貨？")
    story.town.says(TURNS_IT, "/ask 物流部", to=question)
    yield from story.press(ANSWERS, "答覆", about=story.marker)
    text = f"{story.marker} 下週五到貨"
    yield from story.answer(ANSWERS, "請回覆本訊息寫下答覆", text, about=story.marker)
    yield from story.press(ASKER, "滿意", about=story.marker, words="下週五到貨")
    story.reckoning.asks()


def _taken_or_asked(story: Story, message: Message) -> Message | None:
    """Return the question which case is meant, or the card where it shows the reply."""
    asked = story.town.with_button(UNDER_NOTHING, story.number, story.number)
    if asked is not None and asked.date >= message.date:
        return asked
    card = story.card()
    return card if card and f"{DEPARTMENTS[LOGISTICS]} ✓" in card.text else None


SIDE_PLOTS: tuple[Plot, ...] = (answered_by_deputy, under_nothing, asked_about)
