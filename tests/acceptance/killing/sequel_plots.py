"""What comes before and after the replies: a complaint filed for somebody, an appeal, and fines that become fruit."""

from tests.acceptance.killing.product_plots import (
    PRODUCTION,
    Plot,
    handed_over,
    production_answers,
    quarrelled_over,
)
from tests.acceptance.killing.story import DEPARTMENTS, HR, Steps, Story

FOLLOWER, JUDGE, BODY = "吳小芳", "魏主任", "監察部"


def filed_for(story: Story) -> Steps[None]:
    """代發: the order follower posts the form of a salesman, whose manager approves and who acknowledges."""
    story.reckoning.does("Filed")
    story.town.says(FOLLOWER, story.form())
    yield from story.is_approved()
    yield from story.later(2, 12)
    yield from story.is_published()
    yield from production_answers(story)


def appealed_in_vain(story: Story) -> Steps[None]:
    """維持原處理: nothing changes, and the complainant may still acknowledge."""
    yield from _appealed(story)
    yield from story.press_and_answer(JUDGE, "維持原處理", "維持原處理：請", "處理合理")
    story.reckoning.does("AppealUpheld")
    if story.rng.random() < 0.5:
        yield from story.is_acknowledged()


def appealed(story: Story) -> Steps[None]:
    """改判: the judge's ruling stands."""
    yield from _appealed(story)
    yield from story.press_and_answer(JUDGE, "改判", "改判：請", "全部換貨")
    story.reckoning.does("RulingChanged")


def sent_round_again(story: Story) -> Steps[None]:
    """發回重辦: 生產部 has two hours of its own once more, and uses them or not."""
    yield from _appealed(story)
    text = f"請重新鑒定整批\n責任部門：{DEPARTMENTS[PRODUCTION]}"
    at = yield from story.press_and_answer(JUDGE, "發回重辦", "發回重辦：請", text)
    story.reckoning.is_remanded(at, (PRODUCTION,))
    if story.rng.random() < 0.5:
        yield from story.before_due(PRODUCTION)
        story.rules(PRODUCTION, PRODUCTION)


def eaten(story: Story) -> Steps[None]:
    """One of three fines is paid, and half a yuan of it is spent on fruit."""
    yield from quarrelled_over(story)
    if "paid" in story.reckoning.fines.values():
        yield from story.later(1, 3)
        story.town.types_to_bot(HR, f"/fund spend 0.50 西瓜{story.marker}")
        story.reckoning.spends(f"西瓜{story.marker}")


def _appealed(story: Story) -> Steps[None]:
    yield from handed_over(story)
    yield from story.before_due(PRODUCTION)
    story.rules(PRODUCTION, PRODUCTION)
    yield from story.later(1, 10)
    yield from story.press(story.author, "申訴")
    yield from story.press(story.author, BODY, words="向誰申訴")
    yield from story.answer(story.author, f"向{BODY}申訴", "只換 40 箱不夠")
    story.reckoning.does("Appealed")


SEQUEL_PLOTS: tuple[Plot, ...] = (eaten, appealed_in_vain, filed_for, sent_round_again, appealed)
