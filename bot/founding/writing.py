"""A draft as the text of config.yaml, with what the reader of the file needs to know."""

import json
import re
from collections.abc import Iterable
from typing import Final

from bot.config import DepartmentKeys, PersonKeys
from bot.founding.questions import Draft
from workflow.values import Position

_PLAIN: Final = re.compile(r"[^\W\d_]\w*")
_NO_TEXT: Final = frozenset({"null", "Null", "NULL"})

_PAGE: Final = """\
# {heading}的投訴機器人設定檔，由 tousu init 寫成。每個設定的意思與可填的內容見 docs/config.md。
# 改完請先執行 tousu check，再執行 tousu doctor。token 不寫在這裡，請放在環境變數 TOUSU_TOKEN 或 .env 檔。

company: {company}
timezone: Asia/Shanghai

# 群組編號還是 -1 的話：把機器人加入群組，在群組裡發一則訊息，再執行 tousu doctor，它會列出群組的編號。
telegram:
  group_id: {group_id}
  admin_ids: [{admin_ids}]

storage:
  path: var/tousu.db

# 工作時間。時限只在工作時間內計算。
calendar:
  hours:
    mon-sat: ["08:30-12:00", "13:30-18:00"]
  holidays: CN

departments:
{departments}

# 只在資料庫還是空的時候讀入，之後以登記的為準。
people:
{people}

# 制度規定的時限與罰款。
rules:
  accept: 5m
  publish: 30m
  route: 30m
  reply: 2h
  notify: 10m
  penalty: {{amount: 50, mode: auto}}
  appeal_window: 3 working days

schedule:
  daily_summary: "18:00"
  weekly_chart: "mon 09:00"
"""


def page(draft: Draft) -> str:
    """Return the text of the file."""
    return _PAGE.format(
        heading=" ".join(draft.company.split()),
        company=scalar(draft.company),
        group_id=draft.group_id,
        admin_ids=", ".join(map(str, draft.admin_ids)),
        departments=_entries(_department(one) for one in draft.departments),
        people=_entries(_person(one) for one in draft.people),
    )


def scalar(text: str) -> str:
    """Return a text as YAML: as it is where nothing in it means anything else, else in quotes."""
    is_plain = _PLAIN.fullmatch(text) and text not in _NO_TEXT
    return text if is_plain else json.dumps(text, ensure_ascii=False)


# Private functions


def _entries(entries: Iterable[dict[str, str]]) -> str:
    lines = (", ".join(f"{key}: {value}" for key, value in entry.items() if value) for entry in entries)
    return "\n".join(f"  - {{{line}}}" for line in lines) or "  []"


def _department(keys: DepartmentKeys) -> dict[str, str]:
    duties = f"[{', '.join(keys.duties)}]" if keys.duties else ""
    return {
        "id": keys.id,
        "name": scalar(keys.name),
        "duties": duties,
        "superior": keys.superior or "",
    }


def _person(keys: PersonKeys) -> dict[str, str]:
    return {
        "name": scalar(keys.name),
        "department": keys.department,
        "position": "" if keys.position is Position.STAFF else keys.position,
        "telegram_id": str(keys.telegram_id or ""),
    }
