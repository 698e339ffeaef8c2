"""How product cases go: each plot is what the people of one case do."""

from collections.abc import Callable
from datetime import timedelta

from tests.acceptance.killing import posts
from tests.acceptance.killing.story import (
    DEPARTMENTS,
    HEADS,
    HR,
    MANAGER,
    SECOND,
    Steps,
    Story,
    Until,
    dated,
)

PRODUCTION, PURCHASING, LOGISTICS = "production", "purchasing", "logistics"
Plot = Callable[[Story], Steps[None]]


def handed_over(story: Story) -> Steps[None]:
    yield from story.is_posted()
    if story.rng.random() < 0.7:
        yield from story.is_accepted()
    yield from story.later(2, 12)
    yield from story.is_published()


def answered(story: Story) -> Steps[None]:
    """生產部 takes the responsibility in time: nobody else owes anything."""
    yield from handed_over(story)
    yield from production_answers(story)


def production_answers(story: Story) -> Steps[None]:
    yield from story.before_due(PRODUCTION)
    story.rules(PRODUCTION, PRODUCTION)
    if story.rng.random() < 0.6:
        yield from story.is_acknowledged()


def silent(story: Story) -> Steps[None]:
    """Nobody answers: three fines."""
    yield from handed_over(story)


def answered_late(story: Story) -> Steps[None]:
    """生產部 takes the responsibility when it is too late for all three."""
    yield from handed_over(story)
    yield from story.after_due(PRODUCTION)
    story.rules(PRODUCTION, PRODUCTION)
    yield from story.is_acknowledged()


def at_the_last_moment(story: Story) -> Steps[None]:
    """The answer comes around the very second it is due."""
    yield from handed_over(story)
    edge = SECOND * story.rng.randint(-2, 2)
    yield Until(story.reckoning.owed[PRODUCTION].due_at + edge, exact=True)
    story.rules(PRODUCTION, PRODUCTION)


def passed_on(story: Story) -> Steps[None]:
    """生產部 names 採購部, which agrees that it was."""
    yield from handed_over(story)
    yield from story.before_due(PRODUCTION)
    story.rules(PRODUCTION, PURCHASING)
    yield from story.later(1, 8)
    story.rules(PURCHASING, PURCHASING)
    yield from story.is_acknowledged()


def passed_on_in_vain(story: Story) -> Steps[None]:
    """生產部 names 採購部, 物流部 concurs by one press, 採購部 says nothing: one fine."""
    yield from handed_over(story)
    yield from story.before_due(PRODUCTION)
    story.rules(PRODUCTION, PURCHASING)
    yield from story.press(HEADS[LOGISTICS], "同意此結論")
    story.reckoning.concurs(LOGISTICS, story.town.now)


def disputed(story: Story) -> Steps[None]:
    """Each names another, and HR decides."""
    yield from handed_over(story)
    yield from story.before_due(PRODUCTION)
    story.rules(PRODUCTION, PURCHASING)
    story.rules(PURCHASING, LOGISTICS)
    yield from story.later(1, 5)
    story.rules(LOGISTICS, LOGISTICS)
    yield from _adjudicated(story)
    yield from story.is_acknowledged()


def _adjudicated(story: Story) -> Steps[None]:
    yield from story.press(HR, "裁定")
    yield from story.press(HR, DEPARTMENTS[LOGISTICS], words="裁定：請選擇")
    story.reckoning.is_adjudicated()


def not_ours(story: Story) -> Steps[None]:
    """物流部 had nothing to do with it, and says so."""
    yield from handed_over(story)
    yield from story.disclaims(LOGISTICS)
    yield from production_answers(story)


def in_two_parts(story: Story) -> Steps[None]:
    """A ruling in two messages counts from the second, in time or not."""
    yield from handed_over(story)
    yield from story.before_due(PRODUCTION)
    story.says(PRODUCTION, posts.FINDING)
    story.reckoning.does("PartGiven")
    if story.rng.random() < 0.5:
        yield from story.after_due(PRODUCTION)
    text = posts.second_part([DEPARTMENTS[PRODUCTION]])
    message = story.says(PRODUCTION, text)
    story.reckoning.rules(PRODUCTION, dated(message), (PRODUCTION,))


def dodged(story: Story) -> Steps[None]:
    """A word in time, edited into a ruling: it counts from the edit."""
    yield from handed_over(story)
    yield from story.before_due(PRODUCTION)
    message = story.says(PRODUCTION, posts.NO_RULING)
    yield from story.after_due(PRODUCTION) if story.rng.random() < 0.5 else story.later(1, 3)
    message = story.rewrites(message, posts.ruling([DEPARTMENTS[PRODUCTION]]), to=story.card())
    story.reckoning.rules(PRODUCTION, dated(message), (PRODUCTION,))


def turned_up(story: Story) -> Steps[None]:
    """Telegram delivers an answer long after it was sent in time: the fines are taken back."""
    yield from handed_over(story)
    owed = story.reckoning.owed[PRODUCTION]
    yield from story.after_due(PRODUCTION)
    story.reckoning.delivered_late = True
    story.rules(PRODUCTION, PRODUCTION, date=owed.due_at - timedelta(minutes=4))


def never_published(story: Story) -> Steps[None]:
    """打單部 accepts and forgets it: the departments' time begins by itself, and HR judges the misses."""
    yield from story.is_posted()
    yield from story.is_accepted()
    due_at = story.publish_due_at
    story.reckoning.begins(due_at, (PRODUCTION, PURCHASING, LOGISTICS), late=True)
    yield Until(due_at + timedelta(minutes=1))


def published_late(story: Story) -> Steps[None]:
    yield from story.is_posted()
    yield Until(story.publish_due_at + timedelta(minutes=story.rng.uniform(1, 20)))
    yield from story.is_published()
    if story.rng.random() < 0.5:
        yield from production_answers(story)


def withdrawn(story: Story) -> Steps[None]:
    yield from handed_over(story)
    yield from story.later(2, 20)
    yield from story.press(story.author, "更多")
    at = yield from story.press_and_answer(story.author, "撤回", "撤回：請", "客戶不追究了")
    story.reckoning.is_withdrawn(at)


def completed(story: Story) -> Steps[None]:
    """打單部 misses something in the form, and the complainant adds it."""
    yield from story.is_posted()
    yield from story.is_accepted()
    yield from story.press_and_answer("王五", "補正", "補正：請", "缺照片")
    yield from story.later(1, 10)
    yield from story.press_and_answer(story.author, "補充", "補充：請", "照片已發")
    story.reckoning.does("CompletionAsked", "Completed")
    yield from story.is_published()
    yield from production_answers(story)


def misspelt(story: Story) -> Steps[None]:
    """Two mistakes, told at once and mended in the message itself."""
    form = story.form()
    message = story.town.says(story.author, posts.with_mistakes(form))
    yield from story.later(1, 4)
    story.rewrites(message, form)
    story.reckoning.does("Filed")
    yield from story.is_approved()
    yield from story.is_published()
    yield from production_answers(story)


def sent_back(story: Story) -> Steps[None]:
    """The manager returns the form, and approves what came of it."""
    form = story.form()
    message = story.files(form)
    yield from story.press(MANAGER, "退回", about=story.marker)
    yield from story.answer(MANAGER, "退回產品質量投訴：請", "要附照片", about=story.draft())
    yield from story.is_told("要附照片", about=story.draft())
    story.town.world.edit(message.sender, message, posts.mended(form))
    story.reckoning.does("Returned", "Revised")
    yield from story.is_approved(words=posts.MENDED)
    yield from story.is_published()
    yield from production_answers(story)


def quarrelled_over(story: Story) -> Steps[None]:
    """Three fines: one waived, one paid, one objected to in vain. What is held is dropped."""
    yield from handed_over(story)
    for department, status, acts in (
        (PRODUCTION, "waived", ((HR, "豁免", "豁免 F-"),)),
        (PURCHASING, "paid", ((HR, "已繳", ""),)),
        (
            LOGISTICS,
            "upheld",
            ((HEADS[LOGISTICS], "異議", "提出異議：請"), ("魏主任", "維持處罰", "維持處罰 F-")),
        ),
    ):
        is_fined = yield from story.is_judged(department)
        yield from story.later(1, 4)
        if is_fined:
            yield from story.changes_fine(department, status, *acts)
        else:
            yield from story.changes_fine(department, "dropped", (HR, "不處罰", ""))


def not_approved(story: Story) -> Steps[None]:
    story.files(story.form())
    yield from story.later(1, 2)


def never_mended(story: Story) -> Steps[None]:
    """A form with mistakes that nobody mends is no case."""
    story.town.says(story.author, posts.with_mistakes(story.form()))
    yield from story.later(1, 2)


PRODUCT_PLOTS: tuple[Plot, ...] = (
    silent, answered, answered_late, at_the_last_moment, passed_on_in_vain, quarrelled_over, in_two_parts, dodged,
    turned_up, disputed, not_ours, never_published, published_late, withdrawn, completed, misspelt, sent_back, passed_on,
    at_the_last_moment, answered_late, not_approved,
)  # fmt: skip
