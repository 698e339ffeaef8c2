"""Facts of what is said outside the regulation: by commands, reports and the running process."""

from typing import Any

from workflow.regulation import Section

WANG = {"name": "王五", "department": "打單部", "position": "manager", "telegram_id": 1012}
ZHAO = {"name": "趙主任", "department": "物流部", "position": "manager", "telegram_id": None}
DUE = "2026-11-24T09:12:00+08:00"
IN_DOUBT = [{"number": "F-20261123-001", "case": "P-20261123-003"}]
OWED = {"case": "P-20261123-003", "what": "reply", "department": "生產部", "due_at": DUE, "late": False}
UNHEARD = {"since": "2026-11-25T10:30:00+08:00", "until": "2026-11-25T10:50:00+08:00", "why": "out"}
ON_TIME = {
    "accept": {"done": 5, "due": 5},
    "handover": {"done": 5, "due": 5},
    "reply": {"done": 7, "due": 8},
    "notify": {"done": 0, "due": 0},
}
CASES = [
    {
        "case": "P-20261123-003",
        "phase": "handling",
        "waits_for": {"what": "reply", "department": "生產部", "people": []},
        "due_at": DUE,
    },
    {
        "case": "S-20261123-002",
        "phase": "acknowledging",
        "waits_for": {"what": "acknowledge", "department": "", "people": [{"name": "投訴人"}]},
        "due_at": None,
    },
]
OWN = [
    {
        **CASES[0],
        "outcome": None,
        "waits_for": {**CASES[0]["waits_for"], "together": ["採購部"], "others": ["物流部"]},
    },
    {
        "case": "S-20261120-001",
        "phase": "closed",
        "outcome": "unopposed",
        "waits_for": None,
        "due_at": None,
    },
]
FOUND = {
    "text": "東方 起泡",
    "cases": [
        {
            "case": "P-20261123-003",
            "kind": "product",
            "phase": "handling",
            "filed_at": "2026-11-23T10:00:00+08:00",
            "about": "東方五金",
            "snippets": [
                [{"text": "…表面", "hit": False}, {"text": "起泡", "hit": True}],
                [{"text": "東方", "hit": True}],
            ],
        }
    ],
    "more": False,
    "pages": False,
    "later": False,
}
OPEN = {
    "cases": [{**CASES[0], "waits_for": {**CASES[0]["waits_for"], "late": True}}, CASES[1]],
    "text": "生產部",
    "count": {"cases": 12, "overdue": 1, "drafts": 2},
    "first": 11,
    "last": 12,
}
ENQUIRY = {
    "case": "C-20261123-001",
    "kind": "enquiry",
    "asker": "黃小燕",
    "watcher": WANG,
    "routed": True,
    "office": "採購部",
    "text": "H 牌新款什麼時候到貨？",
    "status": "answered",
    "opened_at": "2026-11-23T10:00:00+08:00",
    "due_at": DUE,
    "overdue": False,
    "link": "https://t.me/c/1234567890/7",
    "replies": [{"by": WANG, "at": "2026-11-23T11:00:00+08:00", "text": "11/27 到貨"}],
}
LISTED_ENQUIRIES = [
    {key: ENQUIRY[key] for key in ("case", "office", "text", "due_at")} | {"status": "open", "late": late}
    for late in (True, False)
]
ENQUIRIES = {"enquiries": LISTED_ENQUIRIES, "enquiry_page": {"count": 2, "first": 1, "last": 2}}
SETUP = {
    "linked": True,
    "group": -1001234567890,
    "sees": False,
    "topics": False,
    "enrolled": 22,
    "unheard": ["王五", "趙主任"],
}
_FINE_OF_TODO = {
    "number": "F-20261123-001",
    "case": "P-20261123-001",
    "department": "物流部",
    "person": {"name": "趙主任", "department": "物流部"},
    "amount": 50,
    "status": "refund_owed",
}
TODO = {
    "duties": [
        {**OWED, "minutes": 24},
        {**OWED, "stands_for": "物流部", "minutes": 24},
        {**OWED, "case": "S-20261120-004", "late": True, "minutes": None},
    ],
    "fines": [
        {"number": "F-20261123-001", "case": "P-20261123-001", "department": "物流部", "status": status}
        for status in ("held", "objected")
    ],
    "drafts": [{"case": "D-20261123-001", "kind": "product"}],
    "owed_fines": [{**_FINE_OF_TODO, "status": "upheld"}],
    "refunds": [{**_FINE_OF_TODO, "status": "refund_owed"}, {**_FINE_OF_TODO, "person": None}],
    "to_draw": [{"voucher": "V-20261123-003", "case": "P-20261123-003", "amount": 120050}],
    "to_bear": [
        {"voucher": "V-20261123-004", "case": "P-20261123-004", "amount": 84035, "department": "物流部"}
    ],
    "stopped": [
        {"voucher": "V-20261123-001", "case": "P-20261123-001", "amount": 120_050, "is_returned": returned}
        for returned in (True, False)
    ],
    "questions": [{"case": "P-20261123-003", "kind": "product", "act": "reply"}],
    "people": [{"person": WANG, "duties": [{**OWED, "minutes": 0}]}],
    "begun": "product",
}
WEEK = {
    "from": "2026-11-16",
    "to": "2026-11-22",
    "until": "2026-11-22T16:00:00Z",
    "opened": {"product": 9, "service": 4},
    "closed": 11,
    "open": 2,
    "on_time": ON_TIME,
    "handling_minutes": 125,
    "departments": [
        {"department": "生產部", "done": 27, "due": 28, "late": 1, "fined": 50},
        {"department": "打單部", "done": 30, "due": 30, "late": 0, "fined": 0},
    ],
}
MINUTES = {"working_days": 0, "minutes": 120}
REPLY_WINDOWS = [
    {"starts_at": "2026-11-23T10:21:00+08:00", "ends_at": "2026-11-23T12:00:00+08:00", "minutes": 99},
    {"starts_at": "2026-11-23T13:30:00+08:00", "ends_at": "2026-11-23T13:51:00+08:00", "minutes": 21},
]
REPLY = {
    "what": "reply",
    "department": "物流部",
    "people": [ZHAO],
    "starts_at": "2026-11-23T10:21:00+08:00",
    "started_by": {"what": "Published", "by": WANG},
    "limit": MINUTES,
    "windows": REPLY_WINDOWS,
    "rounded": False,
    "beyond": 0,
    "gaps": [
        {"starts_at": "2026-11-23T12:00:00+08:00", "ends_at": "2026-11-23T13:30:00+08:00", "reason": "lunch"}
    ],
    "due_at": "2026-11-23T13:51:00+08:00",
    "ended_at": None,
    "ended_by": None,
    "ending": None,
    "late": False,
    "certain": True,
    "late_start": False,
    "minutes_late": None,
    "outages": [],
    "fines": [],
}
FINE = {
    "number": "F-20261123-001",
    "department": "物流部",
    "person": ZHAO,
    "head": ZHAO,
    "amount": 50,
    "due_at": "2026-11-23T13:51:00+08:00",
    "issued_at": "2026-11-23T13:51:05+08:00",
    "status": "issued",
    "reasons": [],
    "note": "停電 40 分鐘",
    "changed_at": "2026-11-23T14:32:00+08:00",
    "changed_by": WANG,
    "minutes_late": 31,
    "ground": "decision",
    "refunded_at": None,
    "refunded_by": None,
    "kept_at": None,
    "kept_by": None,
    "kept_reason": "",
    "objected_reason": "",
    "objection_until": None,
}
FINED = {
    **REPLY,
    "late": True,
    "minutes_late": 31,
    "ended_at": "2026-11-23T14:22:00+08:00",
    "ended_by": ZHAO,
    "ending": "done",
    "outages": [{"starts_at": "2026-11-23T13:40:00+08:00", "ends_at": "2026-11-23T13:50:00+08:00"}],
    "fines": [FINE],
}
HELD = {"reasons": ["outage", "handover_late"]}
ACKNOWLEDGE = {
    **REPLY,
    "what": "acknowledge",
    "department": "",
    "started_by": {"what": "Entered", "by": None},
    "limit": {"working_days": 3, "minutes": 0},
    "windows": [],
    "gaps": [
        {
            "starts_at": "2026-11-24T08:30:00+08:00",
            "ends_at": "2026-11-24T12:00:00+08:00",
            "reason": "suspended",
            "why": "盤點",
            "minutes": 210,
        }
    ],
    "due_at": "2026-11-26T13:51:00+08:00",
    "ended_at": "2026-11-23T14:22:00+08:00",
    "ended_by": ZHAO,
    "ending": "done",
    "late": True,
    "certain": False,
    "late_start": True,
}

SPENDING = {
    "number": "E-20261123-001",
    "kind": "spending",
    "at": DUE,
    "by": WANG,
    "amount": -12050,
    "what": "西瓜",
}

FRUIT_BOUGHT = {"due_today": 50, "paid": 1200, "outstanding": 50, "balance": 95050, "spent": 12050}

SAMPLES: dict[str, dict[str, Any]] = {
    "enquiry": ENQUIRY,
    "request_ended": {
        "kind": "product",
        "to": ZHAO,
        "by": WANG,
        "at": DUE,
        "act": "approve",
    },
    "form_whole": {
        "case": "D-20261123-001",
        "kind": "service",
        "pieces": [
            {"field": "target", "text": "物流部", "goes_on": False},
            {"field": "event", "text": "結果：客戶自己卸", "goes_on": True},
        ],
        "page": 2,
        "pages": 2,
    },
    "turn_offer": {},
    "complain_in_private": {"taken": True},
    "alert_done_route_enquiry": {"chosen": True},
    "voucher_list": {
        "day": "2026-11-26",
        "until": "2026-11-26T17:30:00+08:00",
        "vouchers": [
            {
                "number": "V-20261123-001",
                "case": "P-20261123-001",
                "amount": 120_050,
                "balance": 0,
                "status": "signing",
                "departments": ["生產部"],
                "days": 3,
                "idle": 2,
            },
            {
                "number": "V-20261126-001",
                "case": "P-20261123-001",
                "amount": 30_000,
                "balance": 30_000,
                "status": "keeping",
                "departments": ["物流部", "生產部"],
                "days": 0,
                "idle": 0,
            },
        ],
        "unpaid": 120_050,
        "unborne": 30_000,
    },
    "flow_list": {
        "day": "2026-11-23",
        "weekday": 0,
        "until": "2026-11-23T17:30:00+08:00",
        "made": [{"case": "P-20261123-003", "departments": ["生產部"], "step": "signing", "appealed": False}],
        "earlier": [
            {"case": "P-20261120-001", "departments": ["生產部"], "step": "decision", "appealed": True}
        ],
        "unanswered": [
            {"case": "P-20261123-004", "departments": ["物流部"]},
            {"case": "S-20261123-002", "departments": []},
        ],
    },
    "daily_summary": {
        "day": "2026-11-23",
        "weekday": 0,
        "until": "2026-11-23T18:00:00+08:00",
        "opened": {"product": 3, "service": 2},
        "closed": 3,
        "open": 2,
        "on_time": ON_TIME,
        "late": [
            {
                "case": "P-20261123-001",
                "department": "物流部",
                "duties": [
                    {"what": "reply", "minutes": 31, "amount": 50, "fine": "F-20261123-001"},
                    {"what": "name_responsible", "minutes": 2, "amount": None, "fine": None},
                ],
            },
            {
                "case": "P-20261123-002",
                "department": "打單部",
                "duties": [{"what": "accept", "minutes": 2, "amount": None, "fine": None}],
            },
        ],
        "late_more": 0,
        "open_list": CASES,
        "open_more": 0,
        "fund": {"due_today": 50, "paid": 1200, "outstanding": 50, "balance": 120000, "spent": 0},
    },
    "document": {"case": "P-20261123-001", "kind": "product", "document": "flow_form"},
    "paper": {"case": "P-20261123-001", "kind": "product", "document": "flow_form"},
    "weekly_chart": {
        **WEEK,
        "best": {"department": "生產部", "done": 9, "due": 9},
        "worst": {"department": "物流部", "done": 5, "due": 8},
        "fines": {"count": 3, "amount": 150},
        "fund": {"balance": 95000, "spent": 12000},
    },
    "stats": {
        **WEEK,
        "from": "2026-10-24",
        "spans": [{"days": 7, **WEEK}, {"days": 30, **WEEK, "from": "2026-10-24"}],
    },
    "fund": {
        "balance": 43050,
        "owed_back": 5000,
        "available": 38050,
        "paid": 120000,
        "month": "2026-11",
        "came_in": 20000,
        "given_back": 5000,
        "spent": 12050,
        "outstanding": 5000,
        "is_keeper": True,
        "departments": [{"department": "物流部", "fines": 4, "paid": 15000, "owed": 5000, "owed_back": 5000}],
        "people": [
            {"person": ZHAO, "fines": 3, "paid": 10000, "owed": 5000, "owed_back": 5000},
            {"person": WANG, "fines": 1, "paid": 5000, "owed": 0, "owed_back": 0},
        ],
        "entries": [
            {
                "number": "E-20261123-002",
                "kind": "correction",
                "at": DUE,
                "amount": 12050,
                "balance": 43050,
                "what": "重複登記",
                "corrects": "E-20261123-001",
                "person": None,
            },
            {
                "number": "F-20261123-001",
                "kind": "payment",
                "at": DUE,
                "amount": 5000,
                "balance": 31000,
                "what": "",
                "corrects": None,
                "person": ZHAO,
            },
        ],
        "fines": [
            {
                "number": "F-20261123-001",
                "department": "物流部",
                "person": ZHAO,
                "amount": 5000,
                "status": "issued",
            },
            {
                "number": "F-20261123-002",
                "department": "採購部",
                "person": None,
                "amount": 5000,
                "status": "held",
            },
        ],
    },
    "fund_entry": {
        **SPENDING,
        "corrected": {**SPENDING, "number": "E-20261123-002", "kind": "correction", "what": "重複登記"},
        "corrects": None,
        "has_receipt": True,
        "is_keeper": True,
    },
    "fund_receipt": SPENDING,
    "fund_fine": {
        "number": "F-20261123-001",
        "case": "P-20261123-001",
        "department": "物流部",
        "person": ZHAO,
        "amount": 5000,
        "status": "paid",
        "changes": [
            {"status": "issued", "at": DUE, "by": None, "reason": ""},
            {"status": "upheld", "at": DUE, "by": WANG, "reason": "逾期屬實"},
        ],
        "booked": [
            {"number": "F-20261123-001", "kind": "payment", "at": DUE, "by": WANG, "amount": 5000, "what": ""}
        ],
    },
    "refused_entry_unknown": {"number": "E-20261123-009"},
    "refused_responsible_unread": {"case": "P-20261123-001", "said": "客戶", "known": ["生產部", "物流部"]},
    "refused_opinion_not_owed": {},
    "refused_words_placed": {"case": "P-20261123-001"},
    "opinion_placed": {"case": "P-20261123-001", "kind": "product"},
    "which_opinion": {
        "cases": [
            {"case": "P-20261123-001", "about": "東方五金"},
            {"case": "S-20261123-002", "about": ""},
        ]
    },
    "refused_only_a_nod": {"case": "P-20261123-001", "said": "好", "act": "execute"},
    "words_after_money": {
        "case": "P-20261123-001",
        "act": "execute",
        "by": "王五",
        "at": "2026-11-23T11:20:00+08:00",
        "own": True,
        "said": "誤按，還沒辦",
    },
    "added_after_money": {
        "case": "P-20261123-001",
        "by": {"name": "王五", "department": "打單部"},
        "text": "誤按，還沒辦",
    },
    "words_unsettled": {"case": "P-20261123-001", "said": "還沒匯，等財務確認帳號", "act": "execute"},
    "refused_words_too_long": {
        "case": "P-20261123-001",
        "act": "write_opinion",
        "length": 4000,
        "longest": 600,
        "strange": "𠮷",
    },
    "refused_money_suspended": {"case": "P-20261123-001", "phase": "appealing", "act": "sign_form"},
    "refused_process_untold": {"case": "P-20261123-001", "said": "好的"},
    "refused_process_unlabelled": {"case": "P-20261123-001"},
    "fund_exports": {
        "exports": [
            {
                "at": DUE,
                "by": by,
                "to": WANG,
                "what": "fund_statement",
                "period": "2026-10",
                "digest": "9f86d081884c7d659a2feaa0c55ad015",
            }
            for by in (WANG, None)
        ]
    },
    "refused_fund_wish": {},
    "command_edited": {
        "command": "fund",
        "entry": {"number": "E-20261123-001", "kind": "spending", "amount": 2000, "what": "西瓜"},
    },
    "refused_month_unreadable": {"text": "上上月"},
    "refused_fund_blank": {"month": "2026-10"},
    "fund_statement": {
        "month": "2026-11",
        "until": "2026-12-01T00:00:00+08:00",
        "opening": 30000,
        "came_in": 30000,
        "given_back": 5000,
        "spent": 12050,
        "closing": 42950,
        "owed_back": 5000,
        "outstanding": 10000,
        "lines": 7,
        "fines": 5,
        "digest": "9f86d081884c7d659a2feaa0c55ad015",
    },
    "refused_amount_unreadable": {"problem": "unclear", "text": "12萬 西瓜", "example": "120,000"},
    "open_list": OPEN,
    "refused_open_words": {"unknown": ["西遊部"], "known": ["生產部", "物流部"]},
    "refused_open_drafts": {},
    "refused_form_of_another": {},
    "mine": {"cases": OWN, "count": 12, "first": 1, "last": len(OWN)},
    "open_enquiries": {"text": "諮詢", **ENQUIRIES},
    "more_enquiries": {**ENQUIRIES, "enquiry_page": {"count": 13, "first": 11, "last": 12}},
    "why_enquiry": {
        **ENQUIRY,
        "limit": {"working_days": 1, "minutes": 0},
        "rounded": False,
        "gaps": [ACKNOWLEDGE["gaps"][0]],
        "late": False,
        "minutes_late": None,
    },
    "found": FOUND,
    "why": {"case": "P-20261123-001", "kind": "product", "duties": [REPLY, ACKNOWLEDGE]},
    "help": {"commands": ["status", "why", "cancel"], "supervises": True},
    "rules": {
        **dict.fromkeys(("approve", "accept", "publish", "route", "reply", "notify"), MINUTES),
        **{key: {"working_days": 3, "minutes": 0} for key in ("acknowledge", "appeal")},
        "amount": 50,
        "mode": "confirm",
        "hours": [["08:30", "12:00"], ["13:30", "18:00"]],
    },
    "rules_section": {"section": "freight"},
    "refused_rules_section": {"text": "西瓜", "known": list(Section)},
    "form": {
        "forms": [
            {"kind": "product", "text": "《產品質量投訴》\n投訴人："},
            {"kind": "service", "text": "《服務質量投訴》\n投訴人："},
        ]
    },
    "evidence": {
        "case": "P-20261123-001",
        "total": 12,
        "items": [
            {
                "number": 1,
                "medium": "photo",
                "name": "",
                "caption": "外箱",
                "at": DUE,
                "by": WANG,
                "department": "",
            },
            {
                "number": 2,
                "medium": "video",
                "name": "卸貨.mp4",
                "caption": "",
                "at": DUE,
                "by": WANG,
                "department": "物流部",
            },
        ],
    },
    "wizard_open": {"kind": "product", "filled": ["customer", "shipped_on"], "evidence": 2},
    "wizard_in_private": {},
    "refused_wizard_turned": {},
    "start": {"person": WANG},
    "flow_paused": {"case": "P-20261123-001"},
    "form_edited": {
        "case": "P-20261123-001",
        "changes": [
            {"field": "spec_quantity", "before": "120×60，300 箱", "after": "120×60，330 箱"},
            {"field": "shipped_on", "before": "2026-11-20", "after": "2026-11-19"},
        ],
    },
    "refused_draft_returned": {
        "case": "D-20261123-001",
        "by": "陳經理",
        "at": "2026-11-23T10:02:00+08:00",
        "reason": "請補批號",
    },
    "refused_record_stands": {"case": "P-20261123-001"},
    "refused_record_same": {"case": "P-20261123-001"},
    "refused_form_put_right": {"case": "D-20261123-001"},
    "refused_person_unknown": {"name": "無名"},
    "staff_found": {
        "words": "王",
        "people": [
            {**WANG, "position": "staff", "active": True, "reachable": True, "telegram_id": 7},
            {**WANG, "name": "王六", "position": "manager", "active": False, "reachable": False},
        ],
    },
    "refused_suspend_unread": {"text": "停電"},
    "refused_suspend_where": {"known": ["打單部", "生產部"]},
    "refused_away_namesakes": {
        "people": [
            {"id": 7, "name": "馬力", "department": "物流部", "position": "staff"},
            {"id": 99, "name": "馬力", "department": "物流部", "position": "manager"},
        ],
        "starts_at": "2026-11-27T00:00:00+08:00",
        "ends_at": "2026-11-30T00:00:00+08:00",
    },
    "refused_away_unread": {"text": "出差"},
    "refused_away_deputy": {"found": [], "text": "出差"},
    "whoami": {"person": WANG, "posts": ["accept_product", "execute"], "duties": [OWED]},
    "todo": TODO,
    "cancelled": {"count": 2, "begun": False, "kind": None, "draft": ""},
    "form_doubts": {
        "case": "D-20261123-001",
        "doubts": [
            {"field": "brand", "doubt": "looks_like_date", "value": "20日"},
            {"field": "spec_quantity", "doubt": "no_number", "value": "全部"},
        ],
    },
    "plan_in_group": {"case": "S-20261123-001"},
    "ruling_placed": {"case": "S-20261123-001", "kind": "service"},
    "whether_appeal": {
        "case": "P-20261123-001",
        "asked": ZHAO,
        "acts": ["appeal", "supplement", "acknowledge"],
        "until": DUE,
    },
    "whether_answer": {
        "asked": ZHAO,
        "questions": [{"case": "P-20261123-001", "kind": "product", "act": "disclaim"}],
    },
    "which_department": {"case": "P-20261123-001", "kind": "product", "act": "reply"},
    "refused_which_department": {
        "case": "P-20261123-001",
        "kind": "product",
        "act": "reply",
        "departments": ["生產部", "物流部"],
    },
    "which_case": {
        "cases": [
            {"case": "P-20261123-001", "due_at": "2026-11-23T13:51:00+08:00"},
            {"case": "P-20261123-004", "due_at": DUE},
        ]
    },
    "refused_form_blank": {"kind": "product"},
    "refused_anonymous": {},
    "refused_nothing_owed": {},
    "refused_search_empty": {},
    "refused_search_short": {"text": "泡"},
    "refused_which_question": {"cases": ["P-20261123-001", "S-20261123-002"]},
    "refused_no_report": {},
    "asked_privately": {},
    "concurred_with": {"department": "採購部"},
    "refused_stale_button": {},
    "press_instead": {
        "case": "P-20261123-001",
        "kind": "product",
        "acts": ["sign_opinion", "write_opinion"],
        "filed": True,
    },
    "answer_stands": {"case": "C-20261123-001"},
    "request_over": {
        "case": "P-20261123-001",
        "kind": "product",
        "done": {"act": "approve", "by": "陳經理", "at": "2026-11-23T10:04:00+08:00", "own": False},
        "way": "supplement",
    },
    "form_stands": {
        "case": "D-20261123-001",
        "kind": "product",
        "is_draft": True,
        "ways": ["cancel"],
    },
    "words_stand": {"case": "P-20261123-001", "kind": "product", "way": "write_opinion"},
    "words_missing": {"case": "P-20261123-001", "act": "execute"},
    "refused_opinion_given": {"case": "P-20261123-001", "act": "write_opinion"},
    "unreachable": {
        "person": {"name": "王五", "telegram_id": 1012},
        "case": "P-20261123-001",
        "kind": "product",
    },
    "sorry_update_failed": {},
    "alarm_update_failed": {"update_id": 7, "error": "KeyError('<x>')", "attempts": 3, "fines": []},
    "alarm_update_unreadable": {"update_id": 7, "error": "KeyError('x')", "fines": IN_DOUBT},
    "alarm_outage_over": {
        "since": "2026-11-23T15:02:00+08:00",
        "until": "2026-11-23T15:31:00+08:00",
        "error": "",
    },
    "alarm_send_unknown": {"notice": "missed", "case": 17, "lane": "group", "error": "no answer"},
    "alarm_send_refused": {"notice": "missed", "case": None, "lane": "group", "error": "400"},
    "alarm_group_closed": {"error": "Forbidden"},
    "alarm_hearing_lost": {
        "since": "2026-11-25T10:30:00+08:00",
        "why": "out",
        "by": "高主任",
        "is_exact": True,
    },
    "alarm_hearing_back": UNHEARD,
    "hearing_lost": {
        "since": "2026-11-25T11:00:00+08:00",
        "why": "privacy",
        "by": "高主任",
        "is_exact": True,
    },
    "hearing_back": UNHEARD,
    "alarm_duty_stuck": {"case": 17, "error": "LookupError: 7"},
    "alarm_report_failed": {"kind": "weekly_chart", "period": "2026-W47", "error": "MemoryError: 2"},
    "alarm_disk_stalled": {
        "since": "2026-11-23T15:02:00+08:00",
        "fault": "full",
        "error": "database or disk is full",
    },
    "alarm_disk_works": {"since": "2026-11-23T15:02:00+08:00", "until": "2026-11-23T15:31:00+08:00"},
    "alarm_database_damaged": {"error": "database disk image is malformed"},
    "alarm_not_started": {"error": "attempt to write a readonly database"},
    "resent": {"count": 2},
    "refused_evidence_where": {},
    "refused_not_admin": {},
    "refused_not_group_admin": {},
    "setup": SETUP,
    "alarm_backup_failed": {"period": "2026-11-23", "error": "database or disk is full"},
    "topic_name": {
        "case": "P-20261123-001",
        "kind": "product",
        "complainant": {**WANG, "name": "李小明"},
    },
    "alarm_topic_gone": {"case": None, "configured": False, "error": "Bad Request: message thread not found"},
    "alarm_topic_denied": {"error": "Bad Request: the chat is not a forum"},
    "bot_description": {},
    "bot_short_description": {},
    "alarm_posts_silent": {
        "posts": [
            {"what": "accept_product", "department": None, "holders": ["王五", "林助理"]},
            {"what": "head", "department": "生產部", "holders": []},
        ]
    },
    "heartbeat": {
        "period": "2026-11-23",
        "up_since": "2026-11-20T08:00:00+08:00",
        "judged": 3,
        "latest_seconds": 6,
        "unsent": 0,
        "copy": "tousu-20261123T100000Z.db",
        "hash": "9f86d081884c7d65",
    },
}
"""One example of each; where it matters `VARIANTS` has the others."""

VARIANTS: tuple[tuple[str, dict[str, Any]], ...] = (
    *(
        ("refused_amount_unreadable", {"problem": problem, "text": "-1.005", "example": ""})
        for problem in ("not_positive", "too_fine", "too_large")
    ),
    ("refused_amount_unreadable", {"problem": "unclear", "text": "", "example": ""}),
    ("fund_exports", {"exports": []}),
    ("alert_done_route_enquiry", {"chosen": False}),
    (
        "form_stands",
        {**SAMPLES["form_stands"], "is_draft": False, "ways": ["withdraw", "supplement"]},
    ),
    ("refused_not_enrolled", {"form": True, "waiting": True, "filling": False}),
    ("refused_not_enrolled", {"waiting": True, "filling": False, "applied_at": "2026-11-20T08:40:00+08:00"}),
    ("refused_not_enrolled", {"waiting": False, "filling": True, "applied_at": "2026-11-20T08:40:00+08:00"}),
    ("complain_in_private", {"taken": False}),
    *(
        ("command_edited", {"command": command, "entry": entry})
        for command, entry in (
            ("fund", {**SAMPLES["command_edited"]["entry"], "kind": "correction", "what": "重複登記"}),
            ("fund", None),
            ("away", None),
        )
    ),
    ("fund_entry", {**SAMPLES["fund_entry"], "corrected": None, "by": None}),
    ("fund_entry", {**SAMPLES["fund_entry"], "corrected": None, "has_receipt": False, "is_keeper": False}),
    (
        "fund_entry",
        {
            **SAMPLES["fund_entry"]["corrected"],
            "corrected": None,
            "corrects": SPENDING,
            "has_receipt": False,
            "is_keeper": True,
        },
    ),
    ("fund", {**SAMPLES["fund"], "balance": -5000, "owed_back": 0, "available": 0}),
    ("weekly_chart", {**SAMPLES["weekly_chart"], "fund": {"balance": 0, "spent": 0}}),
    (
        "weekly_chart",
        {
            **SAMPLES["weekly_chart"],
            "beside": [
                {"what": "adjudicate", "who": "人力資源部", "count": 1},
                {"what": "appeal", "who": "高主任", "count": 2},
            ],
        },
    ),
    (
        "fund",
        {**SAMPLES["fund"], "owed_back": 0, "entries": [], "departments": [], "people": [], "fines": []},
    ),
    ("paper", {"case": "P-20261123-001", "document": "voucher", "voucher": "V-20261124-001"}),
    ("document", {"case": "P-20261123-001", "document": "voucher", "voucher": "V-20261124-001"}),
    ("weekly_chart", {**SAMPLES["weekly_chart"], "best": None, "worst": None, "handling_minutes": None}),
    ("weekly_chart", {**SAMPLES["weekly_chart"], "on_time": {}, "fines": {"count": 0, "amount": 0}}),
    ("daily_summary", {**SAMPLES["daily_summary"], "open_list": [], "late": [], "on_time": {}}),
    ("daily_summary", {**SAMPLES["daily_summary"], "late_more": 3, "open_more": 4}),
    ("daily_summary", {**SAMPLES["daily_summary"], "fund": FRUIT_BOUGHT}),
    ("mine", {"cases": [], "count": 0, "first": 1, "last": 0}),
    ("open_enquiries", {"text": "諮詢 逾期"}),
    ("setup", {**SETUP, "sees": True, "topics": True, "unheard": []}),
    ("setup", {**SETUP, "linked": False, "topics": None, "enrolled": 0, "unheard": []}),
    ("mine", {**SAMPLES["mine"], **ENQUIRIES}),
    ("todo", {**TODO, **ENQUIRIES}),
    ("found", {**FOUND, **ENQUIRIES}),
    ("open_list", {**OPEN, **ENQUIRIES}),
    (
        "why",
        {"case": "P-20261123-001", "kind": "product", "duties": [{**REPLY, "rounded": True, "beyond": 1}]},
    ),
    *(
        ("refused_only_a_nod", {**SAMPLES["refused_only_a_nod"], "act": act})
        for act in ("write_opinion", "settle_offline", "waive", "pay_voucher")
    ),
    ("words_after_money", {**SAMPLES["words_after_money"], "own": False, "act": "pay_voucher", "said": ""}),
    ("refused_money_suspended", {**SAMPLES["refused_money_suspended"], "act": "pay_voucher", "filed": True}),
    *(
        ("words_unsettled", {**SAMPLES["words_unsettled"], "act": act})
        for act in ("write_opinion", "settle_offline", "pay_voucher")
    ),
    ("why_enquiry", {**SAMPLES["why_enquiry"], "gaps": [], "late": True, "minutes_late": 5}),
    ("why_enquiry", {**SAMPLES["why_enquiry"], "status": "open", "replies": [], "late": True}),
    ("why_enquiry", {**SAMPLES["why_enquiry"], "status": "withdrawn", "replies": []}),
    ("open_list", {**OPEN, "cases": [], "text": ""}),
    ("open_list", {**OPEN, "cases": []}),
    ("open_list", {**OPEN, "text": "", "count": {"cases": 2, "overdue": 0, "drafts": 0}}),
    ("found", {**FOUND, "cases": []}),
    ("found", {**FOUND, "cases": [], "later": True}),
    ("found", {**FOUND, "more": True, "later": True}),
    ("found", {**FOUND, "more": True, "pages": True}),
    ("refused_away_deputy", {"found": ["王五", "趙主任"], "text": ""}),
    ("refused_away_deputy", {"found": [], "text": ""}),
    *(
        ("why", {"case": "P-20261123-001", "kind": "product", "duties": [{**FINED, "fines": [FINE | fine]}]})
        for fine in (
            {},
            {"status": "waived"},
            {**HELD, "status": "held"},
            {**HELD, "status": "dropped"},
            {**HELD, "status": "paid"},
            {
                "status": "upheld",
                "kept_by": WANG,
                "kept_at": "2026-11-23T15:00:00+08:00",
                "kept_reason": "遲報",
            },
        )
    ),
    (
        "alarm_topic_gone",
        {"case": "P-20261123-001", "configured": True, "error": "Bad Request: TOPIC_CLOSED"},
    ),
    (
        "alarm_topic_gone",
        {"case": "P-20261123-001", "configured": False, "error": "Bad Request: TOPIC_CLOSED"},
    ),
    ("todo", {**TODO, "duties": [], "fines": [], "questions": [], "people": []}),
    ("todo", {**TODO, "duties": [], "fines": TODO["fines"][:1]}),
    ("whoami", {"person": WANG, "duties": []}),
    (
        "whoami",
        {
            "person": WANG,
            "duties": [],
            "will_stand_in": [{"name": "趙主任", "starts_at": DUE, "ends_at": DUE}],
        },
    ),
    ("help", {"commands": [], "supervises": False}),
    ("cancelled", {"count": 0, "begun": False, "kind": None, "draft": ""}),
    ("cancelled", {"count": 0, "begun": True, "kind": "product", "draft": "D-20261123-001"}),
    ("cancelled", {"count": 0, "begun": True, "kind": "product", "draft": ""}),
    ("cancelled", {"count": 1, "begun": True, "kind": None, "draft": ""}),
    ("wizard_open", {"kind": "service", "filled": [], "evidence": 0}),
    ("resent", {"count": 0}),
    ("rules", {**SAMPLES["rules"], "mode": "auto", "hours": []}),
    *(("rules_section", {"section": one}) for one in Section),
    ("unreachable", {"person": None, "case": None, "kind": None}),
    ("heartbeat", {**SAMPLES["heartbeat"], "judged": 0, "copy": None}),
    ("heartbeat", {**SAMPLES["heartbeat"], "latest_seconds": 3660}),
    ("alarm_outage_over", {**SAMPLES["alarm_outage_over"], "error": "Timed out"}),
    *(
        (name, {**SAMPLES[name], "why": "privacy", "by": by, "is_exact": False})
        for name in ("alarm_hearing_lost", "hearing_lost")
        for by in ("", "高主任")
    ),
    *(
        (name, {**UNHEARD, "why": "privacy", "until": UNHEARD["since"]})
        for name in ("alarm_hearing_back", "hearing_back")
    ),
    ("refused_departments_unknown", {"names": ["生產部二"], "known": ["生產部", "物流部"]}),
    ("refused_departments_unknown", {"names": []}),
    *(
        ("request_over", {**SAMPLES["request_over"], "done": done, "way": way})
        for done in (None, {**SAMPLES["request_over"]["done"], "own": True, "act": None})
        for way in (None, "supplement")
    ),
    ("request_over", {**SAMPLES["request_over"], "done": None, "keepers": ["周靜", "許芳"]}),
    ("refused_responsible_unread", {**SAMPLES["refused_responsible_unread"], "said": ""}),
    ("refused_case_unknown", {"case": "P-1"}),
)
