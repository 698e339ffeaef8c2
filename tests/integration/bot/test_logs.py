"""No token in any log line, whoever logs it; tested in processes of their own, as logging is global."""

import json
import subprocess
import sys

import pytest

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
SECRET = TOKEN.partition(":")[2]

SCRIPT = """
import logging, sys, warnings, structlog
from bot import logs
logs.configure(token={token!r}, as_json={as_json}, level=logging.DEBUG)
log = structlog.stdlib.get_logger()
token = {token!r}
log.info("starting", url=f"https://api.telegram.org/bot{{token}}/getMe")
log.info(token, nested={{"a": [token]}})
logging.getLogger("httpx").warning("HTTP Request: POST https://x/bot%s/getMe", token)
logging.getLogger("httpx").info("chatter of the library")
logging.getLogger("elsewhere").error("half of it: %s", token.partition(":")[2])
warnings.warn(f"beware of {{token}}")
try:
    raise ValueError(f"no such url: https://x/bot{{token}}/getMe")
except ValueError:
    log.exception("it failed")
log.info("another bot's", token="987654321:BBHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw")
log.info("投訴", number="P-20261123-001")
raise RuntimeError(token)
"""


def log_lines(*, as_json: bool) -> list[str]:
    """Return what a process that logs its token everywhere writes to stderr."""
    script = SCRIPT.format(token=TOKEN, as_json=as_json)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=False)
    assert done.stdout == ""
    return done.stderr.splitlines()


@pytest.mark.parametrize("as_json", [True, False])
def test_no_line_holds_a_token(*, as_json: bool) -> None:
    text = "\n".join(log_lines(as_json=as_json))
    assert text.count("<token>") >= 9
    assert SECRET not in text
    assert "BBHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw" not in text


def test_libraries_that_log_urls_are_kept_quiet() -> None:
    assert not any("chatter" in line for line in log_lines(as_json=False))


def test_json_logs_are_one_object_a_line_with_the_words_of_the_staff_readable() -> None:
    lines = log_lines(as_json=True)
    entries = [json.loads(line) for line in lines]
    assert {"timestamp", "level", "event"} <= entries[0].keys()
    assert any('"投訴"' in line and "P-20261123-001" in line for line in lines)
