"""What the stories have in common: a case brought to the point where a story begins, and looks into the database."""

from bot.demo import posts
from bot.demo.stage import Stage
from sandbox import Message

P1, P2, S1 = "P-20261123-001", "P-20261123-002", "S-20261123-001"
F1, F2, F3 = (f"F-20261123-00{number}" for number in (1, 2, 3))


async def product_posted(stage: Stage, at: str = "10:04") -> None:
    """李小明's product complaint stands in the group."""
    await stage.says("李小明", posts.PRODUCT)
    await stage.at(at)
    await stage.presses("陳經理", "批准")


async def product_handed_over(stage: Stage, at: str = "10:21") -> None:
    """… and the three departments' two hours have begun: they end at 13:51 if it was 10:21."""
    await product_posted(stage)
    await stage.at(at)
    await stage.presses("王五", "受理", on=stage.card(P1))
    await stage.presses("王五", "公布工藝流程", on=stage.card(P1))
    await stage.answers("王五", posts.PROCESS)


async def service_routed(stage: Stage) -> None:
    """黃小燕's complaint about 物流部 is with 物流部, since 10:45, due 14:15."""
    await stage.says("黃小燕", posts.SERVICE)
    await stage.at("10:42")
    await stage.presses("陳經理", "批准")
    await stage.at("10:45")
    await stage.presses("周靜", "受理", on=stage.card(S1))
    await stage.presses("周靜", "分流", on=stage.card(S1))
    await stage.presses("周靜", "物流部")


# Looking


def texts(stage: Stage, *, of: str | None = None) -> list[str]:
    """Return what the bot has said in the group, or to one person."""
    return [message.text for message in (stage.private(of) if of else stage.group())]


def saying(stage: Stage, words: str, *, to: str | None = None) -> list[str]:
    """Return those of them that hold the words."""
    return [text for text in texts(stage, of=to) if words in text]


async def fines(stage: Stage) -> list[tuple[str, str, str]]:
    """Return the fines: number, department, status."""
    query = "SELECT number, department, status FROM fines ORDER BY number"
    return await stage.ask(lambda conn: [tuple(row) for row in conn.execute(query)])


async def phase(stage: Stage, case: str) -> str:
    """Return the phase of a case as the database has it."""
    query = "SELECT phase FROM cases WHERE name = ?"
    return await stage.ask(lambda conn: conn.execute(query, (case,)).fetchone()[0])


async def events(stage: Stage, *types: str) -> list[str]:
    """Return the types of what happened, oldest first; of these types, or all."""
    rows = await stage.ask(
        lambda conn: [row[0] for row in conn.execute("SELECT type FROM journal ORDER BY id")]
    )
    return [row for row in rows if not types or row in types]


def struck(message: Message) -> str:
    """Return the words of a message that are struck through."""
    units = message.text.encode("utf-16-le")
    marks = [entity for entity in message.entities if entity["type"] == "strikethrough"]
    spans = [(2 * mark["offset"], 2 * (mark["offset"] + mark["length"])) for mark in marks]
    return "".join(units[start:end].decode("utf-16-le") for start, end in spans)
