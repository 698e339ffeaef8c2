"""Weeks to draw."""

from typing import Any

STAGES = ("accept", "handover", "reply", "notify")
COMPANY = ("打單部", "人力資源部", "生產部", "採購部", "物流部", "客服部")
MANY = (
    *COMPANY,
    *("業務部", "監察部", "行政部", "財務部", "總經理室", "業務副總室", "品質保證及檢驗中心"),
    *(
        "第一生產事業部塗裝車間",
        "倉儲與運輸管理處",
        "研发中心（简体）",
        "國際貿易部",
        "模具開發組",
        "R&D $1 ~ $2",
        "總務處",
    ),
)


def score(done: int = 0, due: int = 0) -> dict[str, int]:
    return {"done": done, "due": due}


def row(name: str, **stages: dict[str, int]) -> dict[str, Any]:
    """One department: `row("生產部", reply=score(7, 8))`."""
    return {"department": name, **{stage: stages.get(stage, score()) for stage in STAGES}}


def week(
    rows: list[dict[str, Any]], days: list[tuple[int, int]] | None = None, *, company: str = "輝煌"
) -> dict[str, Any]:
    """Return the facts of the week from Monday 11/16; a day is (product, service)."""
    counts = days or [(0, 0)] * 7
    return {
        "company": company,
        "year": 2026,
        "number": 47,
        "from": "2026-11-16",
        "to": "2026-11-22",
        "until": "2026-11-23T00:00:00+08:00",
        "opened": {"product": sum(p for p, _ in counts), "service": sum(s for _, s in counts)},
        "closed": 9,
        "open": 5,
        "on_time": {
            stage: score(*(sum(one[stage][key] for one in rows) for key in ("done", "due")))
            for stage in STAGES
        },
        "days": [
            {"day": f"2026-11-{16 + place}", "weekday": place, "product": product, "service": service}
            for place, (product, service) in enumerate(counts)
        ],
        "departments": rows,
    }


def ordinary_week() -> dict[str, Any]:
    rows = [
        row("打單部", accept=score(9, 9), handover=score(8, 9)),
        row("人力資源部", accept=score(4, 4), handover=score(4, 4), notify=score(1, 3)),
        *(row(name, reply=score(done, 9)) for name, done in (("生產部", 9), ("採購部", 7), ("物流部", 0))),
    ]
    return week(rows, [(3, 1), (2, 2), (4, 3), (0, 3), (4, 0), (1, 1), (0, 0)])


def crowded_week() -> dict[str, Any]:
    rows = [
        row(name, accept=score(88, 120), handover=score(120, 120), reply=score(97, 113), notify=score(0, 9))
        for name in MANY
    ]
    return week(rows, [(120, 1), (1, 98), (200, 150), (0, 0), (4, 3), (1, 1), (66, 0)])
