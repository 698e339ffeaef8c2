"""Facts of what is said outside the regulation: by commands, reports and the running process."""

from typing import Any

WANG = {"name": "王五", "department": "打單部", "position": "manager", "telegram_id": 1012}
ZHAO = {"name": "趙主任", "department": "物流部", "position": "manager", "telegram_id": None}
DUE = {"case": "P-20261123-003", "what": "reply", "department": "生產部", "late": False}

SAMPLES: dict[str, dict[str, Any]] = {
    "daily_summary": {
        "day": "2026-11-23",
        "weekday": 0,
        "until": "2026-11-23T18:00:00+08:00",
        "opened": {"product": 3, "service": 2},
        "closed": 3,
        "open": 2,
        "on_time": {
            "accept": {"done": 5, "due": 5},
            "handover": {"done": 5, "due": 5},
            "reply": {"done": 7, "due": 8},
            "notify": {"done": 0, "due": 0},
        },
        "late": [
            {
                "case": "P-20261123-001",
                "department": "物流部",
                "minutes": 31,
                "amount": 50,
                "fine": "F-20261123-001",
            },
            {"case": "P-20261123-002", "department": "打單部", "minutes": 2, "amount": None, "fine": None},
        ],
        "open_list": [
            {
                "case": "P-20261123-003",
                "phase": "handling",
                "waits_for": {"what": "reply", "department": "生產部", "people": []},
                "due_at": "2026-11-24T09:12:00+08:00",
            },
            {
                "case": "S-20261123-002",
                "phase": "acknowledging",
                "waits_for": {"what": "acknowledge", "department": "", "people": [{"name": "李小明"}]},
                "due_at": None,
            },
        ],
        "fund": {"due_today": 50, "paid": 1200, "outstanding": 50},
    },
    "weekly_chart": {
        "from": "2026-11-16",
        "to": "2026-11-22",
        "opened": {"product": 9, "service": 4},
        "closed": 11,
        "open": 2,
        "best": {"department": "生產部", "done": 9, "due": 9},
        "worst": {"department": "物流部", "done": 5, "due": 8},
        "fines": {"count": 3, "amount": 150},
    },
    "stats": {
        "from": "2026-11-01",
        "to": "2026-11-22",
        "opened": {"product": 30, "service": 12},
        "closed": 40,
        "open": 2,
        "on_time": {"accept": {"done": 41, "due": 42}},
        "departments": [
            {"department": "生產部", "done": 27, "due": 28, "late": 1, "fined": 50},
            {"department": "打單部", "done": 30, "due": 30, "late": 0, "fined": 0},
        ],
    },
    "fund": {
        "paid": 1200,
        "outstanding": 50,
        "waived": 100,
        "fines": [
            {
                "number": "F-20261123-001",
                "department": "物流部",
                "person": ZHAO,
                "amount": 50,
                "status": "issued",
            },
            {
                "number": "F-20261123-002",
                "department": "採購部",
                "person": None,
                "amount": 50,
                "status": "held",
            },
        ],
    },
    "open_list": {
        "cases": [
            {
                "case": "P-20261123-003",
                "phase": "accepting",
                "waits_for": None,
                "due_at": "2026-11-23T10:10:00+08:00",
            }
        ]
    },
    "why": {
        "case": "P-20261123-001",
        "duties": [
            {
                "what": "reply",
                "department": "物流部",
                "starts_at": "2026-11-23T10:21:00+08:00",
                "started_by": {"what": "Published", "by": WANG},
                "limit": {"working_days": 0, "minutes": 120},
                "windows": [
                    {
                        "starts_at": "2026-11-23T10:21:00+08:00",
                        "ends_at": "2026-11-23T12:00:00+08:00",
                        "minutes": 99,
                    },
                    {
                        "starts_at": "2026-11-23T13:30:00+08:00",
                        "ends_at": "2026-11-23T13:51:00+08:00",
                        "minutes": 21,
                    },
                ],
                "gaps": [
                    {
                        "starts_at": "2026-11-23T12:00:00+08:00",
                        "ends_at": "2026-11-23T13:30:00+08:00",
                        "reason": "lunch",
                    }
                ],
                "due_at": "2026-11-23T13:51:00+08:00",
                "ended_at": "2026-11-23T14:22:00+08:00",
                "ended_by": ZHAO,
                "ending": "done",
                "late": True,
            }
        ],
    },
    "help": {"commands": ["new", "status", "why", "cancel"]},
    "start": {"person": WANG},
    "whoami": {"person": WANG, "duties": [DUE | {"due_at": "2026-11-24T09:12:00+08:00"}]},
    "todo": {"duties": [DUE | {"due_at": "2026-11-24T09:12:00+08:00", "late": True}]},
    "mine": {
        "cases": [
            {
                "case": "P-20261123-003",
                "phase": "accepting",
                "outcome": None,
                "waits_for": DUE | {"people": []},
                "due_at": "2026-11-23T10:10:00+08:00",
            },
            {
                "case": "P-20261120-001",
                "phase": "closed",
                "outcome": "unopposed",
                "waits_for": None,
                "due_at": None,
            },
        ]
    },
    "found": {
        "text": "東方<五金>",
        "cases": [{"case": "P-20261123-003", "kind": "product", "phase": "handing_over"}],
    },
    "form": {"product": "投訴人：", "service": "投訴人："},
    "rules": {
        **dict.fromkeys(
            ("accept", "publish", "route", "reply", "notify"), {"working_days": 0, "minutes": 125}
        ),
        "appeal_window": {"working_days": 3, "minutes": 0},
        "amount": 50,
        "mode": "confirm",
    },
    "cancelled": {"count": 2},
    "plan_in_group": {"case": "S-20261123-001"},
    "refused_anonymous": {},
    "refused_nothing_owed": {},
    "refused_no_report": {},
    "refused_which_question": {"cases": ["P-20261123-001", "S-20261123-002"]},
    "refused_search_empty": {},
    "refused_stale_button": {},
    "unknown_person": {"name": "王六"},
    "which_case": {
        "cases": [
            {"case": "P-20261123-001", "department": "物流部", "due_at": "2026-11-23T13:51:00+08:00"},
            {"case": "P-20261123-004"},
        ]
    },
    "form_blank": {"kind": "product"},
    "unreachable": {"case": "P-20261123-001", "kind": "product"},
    "sorry_update_failed": {},
    "alarm_update_failed": {"update_id": 7, "error": "KeyError('<x>')", "attempts": 3},
    "alarm_update_unreadable": {"update_id": 7, "error": "KeyError('x')"},
    "alarm_outage_over": {
        "since": "2026-11-23T15:02:00+08:00",
        "until": "2026-11-23T15:31:00+08:00",
        "error": "",
    },
    "alarm_send_unknown": {"notice": "missed", "case": "P-20261123-001", "lane": "group", "error": "timeout"},
    "alarm_send_refused": {"notice": "missed", "case": None, "lane": "group", "error": "400"},
    "alarm_group_closed": {"error": "Forbidden"},
    "alarm_duty_stuck": {"case": "P-20261123-001", "error": "LookupError"},
    "alarm_report_failed": {"kind": "weekly_chart", "period": "2026-11-23", "error": "MemoryError"},
    "heartbeat": {"period": "2026-11-23", "hash": "9f86d081884c7d65"},
    "admin_incident": {"kind": "備份失敗", "detail": "disk <full>"},
    "admin_recovered": {"kind": "備份", "detail": ""},
}
SAMPLES["status"] = {}  # the facts of a card, rendered with those of the stories
ALSO_AS_REFUSALS = ("which_case", "form_blank", "unknown_person")
SAMPLES |= {f"refused_{name}": SAMPLES[name] for name in ALSO_AS_REFUSALS}
