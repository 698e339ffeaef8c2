"""What `tousu demo` does: set the stage, play the day, then leave it to whoever looks."""

import asyncio
import signal
import socket
import sysconfig
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Final

import typer

from bot.config import load
from bot.demo.sample_day import START, Step, check, play
from bot.demo.stage import Stage, staged
from sandbox.server import LOOPBACK

PORT: Final = 8787
"""Where the chat page is, unless somebody else is there."""
PAUSE_TO_READ: Final = 3.0  # real seconds between two steps, so that the day can be watched
WRONG: Final = 1


async def demo(*, headless: bool, port: int | None = None) -> int:
    """Play the sample day; return the exit status: 0 only if it came out right."""
    config = load(_sample_config())
    with tempfile.TemporaryDirectory(prefix="tousu-demo-") as folder:
        async with staged(config, Path(folder), start=START, port=_port(port, headless=headless)) as stage:
            if not headless:
                typer.echo(f"請用瀏覽器打開聊天頁 {stage.server.url}　（Ctrl-C 結束）")
            await play(stage, _headless if headless else _watched)
            wrong = await check(stage)
            typer.echo(_traffic(stage))
            for line in wrong:
                typer.echo(f"✗ {line}", err=True)
            if not wrong:
                typer.echo("✓ 這一天的結果都與制度相符。")
            if not headless:
                await _leave_open(stage)
            return WRONG if wrong else 0


# Private functions


def _sample_config() -> Path:
    """The sample company: beside the packages in a checkout, under `share/tousu` where they are installed."""
    beside = Path(str(files("bot"))).parent / "config.yaml"
    return beside if beside.exists() else Path(sysconfig.get_path("data"), "share", "tousu", "config.yaml")


def _port(wanted: int | None, *, headless: bool) -> int:
    """Return the port to take; 0, which takes a free one, where nobody looks or the wanted one is taken."""
    port = wanted if wanted is not None else (0 if headless else PORT)
    if _is_free(port):
        return port
    typer.echo(f"埠 {port} 已有別的程式在用，改用另一個。")
    return 0


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the sandbox does
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


async def _headless(step: Step) -> None:
    typer.echo(f"{step.at}  {step.tells}")


async def _watched(step: Step) -> None:
    await _headless(step)
    await asyncio.sleep(PAUSE_TO_READ)


def _traffic(stage: Stage) -> str:
    group = stage.world.limits.summary().get(str(stage.world.group.id), {})
    sends, edits, busiest = (group.get(key, 0) for key in ("sends", "edits", "max_per_minute"))
    return f"機器人在群組裡發了 {sends} 則訊息，編輯 {edits} 次，最忙的一分鐘共 {busiest} 次。"


async def _leave_open(stage: Stage) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(one, stopped.set)
    typer.echo(f"現在輪到您：{stage.server.url}　選一位同仁，貼一份投訴試試。")
    typer.echo(
        "已經下班，時限不走；先按「下一工作日 08:30」，再用 60× 或「到下一個時限」讓時間快走。（Ctrl-C 結束）"
    )
    await stopped.wait()
