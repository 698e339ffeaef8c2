"""How service cases go."""

from tests.acceptance.killing import posts
from tests.acceptance.killing.product_plots import Plot
from tests.acceptance.killing.story import DEPARTMENTS, HR, Steps, Story, dated

PRODUCTION, LOGISTICS, SERVICE = "production", "logistics", "customer_service"


def _routed(story: Story, *departments: str) -> Steps[None]:
    yield from story.is_posted()
    if story.rng.random() < 0.5:
        yield from story.is_accepted()
    yield from story.later(2, 15)
    yield from story.is_routed(*departments)


def planned(story: Story) -> Steps[None]:
    yield from _routed(story, LOGISTICS)
    yield from story.before_due(LOGISTICS)
    yield from story.plans(LOGISTICS)
    yield from story.is_notified()
    if story.rng.random() < 0.7:
        yield from story.is_acknowledged()


def unplanned(story: Story) -> Steps[None]:
    yield from _routed(story, LOGISTICS)


def half_planned(story: Story) -> Steps[None]:
    """Two departments are asked, one is fined."""
    yield from _routed(story, LOGISTICS, SERVICE)
    yield from story.before_due(LOGISTICS)
    text = posts.plan([DEPARTMENTS[SERVICE]])
    message = story.says(LOGISTICS, text)
    story.reckoning.rules(LOGISTICS, dated(message), (SERVICE,))


def reassigned(story: Story) -> Steps[None]:
    """HR gives it to 生產部, whose two hours are its own."""
    yield from _routed(story, LOGISTICS)
    yield from story.disclaims(LOGISTICS)
    yield from story.later(1, 10)
    at = yield from story.press_and_answer(HR, "改派", "改派：請選擇", DEPARTMENTS[PRODUCTION])
    story.reckoning.moves_claim(LOGISTICS, at, (PRODUCTION,))
    if story.rng.random() < 0.5:
        yield from story.before_due(PRODUCTION)
        yield from story.plans(PRODUCTION)
        yield from story.is_notified()


def rejected(story: Story) -> Steps[None]:
    """HR gives it back: the rest of the time runs on."""
    yield from _routed(story, LOGISTICS)
    yield from story.disclaims(LOGISTICS)
    yield from story.later(1, 10)
    at = yield from story.press_and_answer(HR, "駁回", "駁回「非本部門責任」", "是你們的司機")
    story.reckoning.rejects_claim(LOGISTICS, at)
    if story.rng.random() < 0.5:
        yield from story.before_due(LOGISTICS)
        yield from story.plans(LOGISTICS)
        yield from story.is_notified()


def excused(story: Story) -> Steps[None]:
    yield from _routed(story, LOGISTICS, SERVICE)
    yield from story.disclaims(SERVICE)
    yield from story.press(HR, "免除")
    story.reckoning.moves_claim(SERVICE, story.town.now, ())
    yield from story.before_due(LOGISTICS)
    yield from story.plans(LOGISTICS)


SERVICE_PLOTS: tuple[Plot, ...] = (planned, unplanned, half_planned, reassigned, rejected, excused)
