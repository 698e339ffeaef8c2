"""`python -m sandbox --port N`: a sandbox of its own, for any bot that takes a `base_url`."""

import argparse
import asyncio
import contextlib
import sys

from sandbox.server import serve
from sandbox.world import World

PEOPLE = (("李小明", "業務部 業務員"), ("陳經理", "業務部 經理"), ("王五", "打單部 打單員"))


def main() -> None:
    """Serve three people and a group until interrupted."""
    parser = argparse.ArgumentParser(
        prog="python -m sandbox", description="A local Telegram to try a bot on."
    )
    parser.add_argument("--port", type=int, default=8081, help="0 takes a free one")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(parser.parse_args().port))


async def _serve(port: int) -> None:
    world = World()
    for number, (name, title) in enumerate(PEOPLE):
        world.add_person(101 + number, name, title=title)
    async with serve(world, port=port) as server:
        sys.stdout.write(f"chat page  {server.url}\nbase_url   {server.base_url}\ntoken      {world.token}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    main()
