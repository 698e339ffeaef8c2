"""Logs on stderr, for people or as JSON; no line ever holds a bot token."""

import logging
import re
import sys
from typing import Any, Final

import structlog
from structlog.typing import Processor

REDACTED: Final = "<token>"
LEVELS: Final = logging.getLevelNamesMapping()
_TOKEN: Final = re.compile(r"\b\d{6,}(?::|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE)
_TALKATIVE: Final = ("httpx", "httpcore", "apscheduler", "telegram", "aiosqlite", "asyncio", "matplotlib")

_SHARED: Final[tuple[Processor, ...]] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def configure(*, token: str = "", as_json: bool = False, level: int = logging.INFO) -> None:
    """Send structlog, the standard library's logging and warnings to stderr, through one door that redacts."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(RedactingFormatter(token=token, as_json=as_json))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    logging.captureWarnings(capture=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
    sys.excepthook = _log_crash
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


class RedactingFormatter(structlog.stdlib.ProcessorFormatter):
    """Renders a record and then takes out every token, whoever logged it and in whatever part of it."""

    def __init__(self, *, token: str, as_json: bool) -> None:
        super().__init__(foreign_pre_chain=_SHARED, processors=_rendering(as_json=as_json))
        self._secret = token.partition(":")[2] or token

    def format(self, record: logging.LogRecord) -> str:
        """Return the line as it is written."""
        line = _TOKEN.sub(REDACTED, super().format(record))
        return line.replace(self._secret, REDACTED) if self._secret else line


def _rendering(*, as_json: bool) -> list[Processor]:
    drop = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    if as_json:
        # Standard fields last, the words of the staff as they are.
        return [
            drop,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    traceback = structlog.dev.plain_traceback
    return [drop, structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=traceback)]


def _log_crash(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("bot").critical("stopped by a mistake of its own", exc_info=(kind, error, trace))
