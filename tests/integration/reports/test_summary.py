"""The daily summary says how things stood at its cut-off, whenever it is asked for."""

import json
from datetime import date, datetime, time

from reports import DAILY_SUMMARY, facts, is_empty
from reports.periods import Period
from reports.queries import _OPEN
from reports.stages import Facts
from reports.summary import LINES
from tests.company import CALENDAR, at, person, product_form, service_form
from tests.integration.reports.telling import MONDAY, TUESDAY, missed, reply, summary
from tests.integration.storage.office import Office
from workflow.commands import Spend, Stimulus
from workflow.phases import Act

P1 = "P-20261123-001"


async def one_of_three_replied(office: Office) -> int:
    """生產部 replied in time, 採購部 31 minutes late, 物流部 not at all; both were fined."""
    case = await office.handled(product_form())
    await reply(office, case, "錢主管", "11:20", "purchasing")
    await missed(office, case)
    await reply(office, case, "孫主任", "14:22", "production")
    return case


def owed(told: Facts) -> tuple[int, int, int]:
    """The fines of the day, and what of all fines is paid and unpaid, in yuan."""
    return tuple(told["fund"][name] for name in ("due_today", "paid", "outstanding"))


def late_reply(department: str, minutes: int, fine: str | None) -> Facts:
    duty = {"what": "reply", "minutes": minutes, "amount": 50 if fine else None, "fine": fine}
    return {"case": P1, "department": department, "duties": [duty]}


def duties(told: Facts) -> list[Facts]:
    """What was late, whoever was."""
    return [duty for line in told["late"] for duty in line["duties"]]


async def test_a_day_with_a_late_department(office: Office) -> None:
    await one_of_three_replied(office)
    assert await summary(office) == {
        "day": "2026-11-23",
        "weekday": 0,
        "until": "2026-11-23T18:00:00+08:00",
        "opened": {"product": 1, "service": 0},
        "closed": 0,
        "open": 1,
        "on_time": {
            "accept": {"done": 1, "due": 1},
            "handover": {"done": 1, "due": 1},
            "reply": {"done": 1, "due": 3},
            "notify": {"done": 0, "due": 0},
        },
        "late": [
            late_reply("物流部", 249, "F-20261123-001"),
            late_reply("採購部", 31, "F-20261123-002"),
        ],
        "late_more": 0,
        "open_list": [
            {
                "case": P1,
                "phase": "handling",
                "waits_for": {"what": "reply", "department": "物流部", "people": [], "late": True},
                "due_at": "2026-11-23T13:51:00+08:00",
            }
        ],
        "open_more": 0,
        "reviews": 0,
        "enquiries": {"opened": 0, "answered": 0, "late": 0, "open": 0, "overdue": 0},
        "fund": {"due_today": 100, "paid": 0, "outstanding": 100, "balance": 0, "spent": 0},
    }


async def test_what_happens_after_the_cut_off_changes_nothing_in_it(office: Office) -> None:
    case = await one_of_three_replied(office)
    withdrawn = await office.posted(service_form())
    await office.judge(withdrawn, at("17:59"))
    at_once = await summary(office)
    await reply(office, case, "趙主任", "09:00", "purchasing", day=TUESDAY)
    await office.do(case, "周靜", Act.ADJUDICATE, at("09:05", TUESDAY), departments=("purchasing",))
    await office.do(case, "周靜", Act.WAIVE, at("09:10", TUESDAY), fine="F-20261123-001", text="停電")
    await office.do(case, "周靜", Act.MARK_PAID, at("09:11", TUESDAY), fine="F-20261123-002", press=True)
    await office.do(case, "李小明", Act.ACKNOWLEDGE, at("09:20", TUESDAY), press=True)
    await office.do(withdrawn, "李小明", Act.WITHDRAW, at("09:21", TUESDAY), text="客戶自行解決")
    await office.posted(product_form(), day=TUESDAY)
    assert await summary(office) == at_once
    assert (await summary(office, TUESDAY))["closed"] == 2


async def test_a_case_closed_after_the_cut_off_is_still_open_in_it(office: Office) -> None:
    case = await office.posted(product_form())
    await office.do(case, "李小明", Act.WITHDRAW, at("18:00"), text="客戶自行解決")
    today, tomorrow = await summary(office), await summary(office, TUESDAY)
    assert (today["closed"], today["open"], [one["phase"] for one in today["open_list"]]) == (
        0,
        1,
        ["accepting"],
    )
    assert (tomorrow["closed"], tomorrow["open"], tomorrow["open_list"]) == (1, 0, [])


async def test_a_duty_due_at_the_cut_off_counts_in_the_next_period(office: Office) -> None:
    case = await office.handled(product_form())
    await missed(office, case)
    until_due = await summary(office, cut_off=time(13, 51))
    assert until_due["on_time"]["reply"] == {"done": 0, "due": 0}
    since_due = await summary(office, TUESDAY, cut_off=time(13, 51))
    assert since_due["on_time"]["reply"] == {"done": 0, "due": 3}


async def test_a_duty_done_before_the_cut_off_counts_when_it_falls_due(office: Office) -> None:
    case = await office.handled(product_form())
    await reply(office, case, "錢主管", "11:20", "production")
    early, later = await summary(office, cut_off=time(13)), await summary(office, TUESDAY, cut_off=time(13))
    assert early["on_time"]["reply"] == {"done": 0, "due": 0}
    assert later["on_time"]["reply"] == {"done": 1, "due": 1}


async def test_departments_that_were_released_are_neither_in_time_nor_late(office: Office) -> None:
    case = await office.handled(product_form())
    await reply(office, case, "錢主管", "11:20", "production")
    told = await summary(office)
    assert told["on_time"]["reply"] == {"done": 1, "due": 1}
    assert told["late"] == []


async def test_a_held_fine_is_told_to_nobody(office: Office) -> None:
    case = await office.posted(product_form())
    await office.do(case, "王五", Act.ACCEPT, at("10:07"), press=True)
    await office.do(case, "王五", Act.PUBLISH, at("10:21"), text="烤漆→包裝→出貨")  # and nobody was pinged
    await missed(office, case)
    told = await summary(office)
    assert [(one["amount"], one["fine"]) for one in duties(told)] == [(None, None)] * 3
    assert owed(told) == (0, 0, 0)


async def test_a_fine_waived_the_same_day_is_not_due(office: Office) -> None:
    case = await one_of_three_replied(office)
    await office.do(case, "周靜", Act.WAIVE, at("15:00"), fine="F-20261123-001", text="停電")
    told = await summary(office)
    assert [(one["department"], one["duties"][0]["amount"]) for one in told["late"]] == [
        ("物流部", None),
        ("採購部", 50),
    ]
    assert owed(told) == (50, 0, 50)


async def test_the_fund_counts_all_that_was_ever_paid_less_what_was_given_back(office: Office) -> None:
    case = await one_of_three_replied(office)
    for fine in ("F-20261123-001", "F-20261123-002"):
        await office.do(case, "周靜", Act.MARK_PAID, at("15:00"), fine=fine, press=True)
    assert owed(await summary(office)) == (100, 100, 0)
    await office.do(case, "周靜", Act.WAIVE, at("09:00", TUESDAY), fine="F-20261123-001", text="停電")
    assert owed(await summary(office, TUESDAY)) == (0, 100, 0)
    await office.do(case, "周靜", Act.MARK_REFUNDED, at("09:05", TUESDAY), fine="F-20261123-001", press=True)
    assert owed(await summary(office, TUESDAY)) == (0, 50, 0)


async def test_an_acceptance_that_came_late_is_listed_without_a_fine(office: Office) -> None:
    case = await office.posted(product_form())
    await office.judge(case, at("10:11"))
    await office.do(case, "王五", Act.ACCEPT, at("10:13"), press=True)
    told = await summary(office)
    assert told["on_time"]["accept"] == {"done": 0, "due": 1}
    late = {"what": "accept", "minutes": 3, "amount": None, "fine": None}
    assert told["late"] == [{"case": P1, "department": "打單部", "duties": [late]}]


async def test_all_that_a_department_was_late_with_stands_in_one_line(office: Office) -> None:
    case = await office.posted(product_form())
    await office.judge(case, at("10:36"))
    await office.do(case, "王五", Act.ACCEPT, at("10:40"), press=True)
    (line,) = (await summary(office, cut_off=time(12)))["late"]
    assert (line["department"], [duty["what"] for duty in line["duties"]]) == (
        "打單部",
        ["accept", "publish"],
    )


async def test_a_ruling_that_the_office_owed_is_listed_when_it_came_late(office: Office) -> None:
    case = await office.handled(product_form())
    await reply(office, case, "錢主管", "11:20", "purchasing")
    await reply(office, case, "孫主任", "11:30", "production")
    await reply(office, case, "趙主任", "11:40", "logistics")
    await office.judge(case, at("16:00"))
    late = {
        (line["department"], one["what"])
        for line in (await summary(office))["late"]
        for one in line["duties"]
    }
    assert ("人力資源部", "adjudicate") in late


async def test_a_formality_that_the_case_went_past_is_not_what_it_waits_for(office: Office) -> None:
    case = await office.posted(product_form())
    await office.judge(
        case, at("10:36")
    )  # nobody accepted or published: the departments' clocks run by themselves
    (line,) = (await summary(office, cut_off=time(12)))["open_list"]
    assert line["waits_for"]["what"] == "reply"
    assert line["due_at"] != at("10:10").isoformat()
    assert "late" not in line["waits_for"]


async def test_a_case_that_waits_for_the_complainant_names_him_and_no_time(office: Office) -> None:
    case = await office.handled(product_form())
    await reply(office, case, "錢主管", "11:20", "production")
    (line,) = (await summary(office))["open_list"]
    assert line == {
        "case": P1,
        "phase": "acknowledging",
        "waits_for": {"what": "acknowledge", "department": "", "people": [{"name": "李小明"}]},
        "due_at": None,
    }


async def test_several_departments_that_owe_the_same_are_named_together(office: Office) -> None:
    await office.handled(product_form())
    (line,) = (await summary(office, cut_off=time(13)))["open_list"]
    assert line["waits_for"] == {
        "what": "reply",
        "department": "物流部",
        "together": ["生產部", "採購部"],
        "people": [],
    }


async def test_the_most_urgent_case_comes_first(office: Office) -> None:
    first = await office.handled(product_form())
    await reply(office, first, "錢主管", "11:20", "production")
    await office.handled(product_form())
    cases = [one["case"] for one in (await summary(office, cut_off=time(13)))["open_list"]]
    assert cases == ["P-20261123-002", P1]


async def test_drafts_are_nobodys_business(office: Office) -> None:
    await office.file(product_form(), at("10:00"))
    told = await summary(office)
    assert (told["opened"], told["open"], told["open_list"]) == ({"product": 0, "service": 0}, 0, [])


async def test_a_long_list_is_cut_and_the_rest_counted(office: Office) -> None:
    for _ in range(LINES + 2):
        await office.posted(product_form())
    told = await summary(office)
    assert (told["open"], len(told["open_list"]), told["open_more"]) == (LINES + 2, LINES, 2)


async def test_days_add_up_to_the_time_they_cover(office: Office) -> None:
    await one_of_three_replied(office)
    case = await office.handled(product_form(), day=TUESDAY)
    await reply(office, case, "趙主任", "11:00", "logistics", day=TUESDAY)
    days = [await summary(office, day) for day in (MONDAY, TUESDAY)]
    whole = Period(id=TUESDAY, since=at("18:00", "2026-11-22"), until=at("18:00", TUESDAY))
    both = await office.read(facts, DAILY_SUMMARY, whole, calendar=CALENDAR, departments=())
    assert both["opened"]["product"] == sum(day["opened"]["product"] for day in days)
    for stage, score in both["on_time"].items():
        assert score["due"] == sum(day["on_time"][stage]["due"] for day in days)
    assert len(both["late"]) == sum(len(day["late"]) for day in days)


async def test_what_was_spent_is_of_its_day_and_the_balance_of_the_cut_off(office: Office) -> None:
    case = await one_of_three_replied(office)
    await office.do(case, "周靜", Act.MARK_PAID, at("15:00"), fine="F-20261123-001", press=True)
    await spend(office, at("15:10"), 3050)
    await spend(office, at("09:00", TUESDAY), 1000)
    monday, tuesday, wednesday = [
        (await summary(office, day))["fund"] for day in (MONDAY, TUESDAY, "2026-11-25")
    ]
    assert (monday["spent"], monday["balance"]) == (3050, 1950)
    assert (tuesday["spent"], tuesday["balance"]) == (1000, 950)
    assert (wednesday["spent"], wednesday["balance"]) == (0, 950)


async def spend(office: Office, when: datetime, fen: int) -> None:
    stimulus = Stimulus(now=when, at=when, actor=person("周靜").id)
    await office.desk.perform(Spend(amount=fen, what="西瓜"), stimulus)


async def test_a_day_without_anything_is_empty_and_one_with_a_case_is_not(office: Office) -> None:
    assert is_empty(await summary(office))
    case = await office.posted(product_form())
    assert not is_empty(await summary(office))
    assert is_empty(await summary(office, "2026-11-25"))
    await office.do(case, "李小明", Act.WITHDRAW, at("09:00", "2026-11-25"), text="客戶自行解決")
    assert not is_empty(await summary(office, "2026-11-25"))


async def test_the_facts_are_json_and_a_department_that_is_gone_keeps_its_id(office: Office) -> None:
    await one_of_three_replied(office)
    period = Period(id=MONDAY, since=at("18:00", "2026-11-22"), until=at("18:00"))
    told = await office.read(facts, DAILY_SUMMARY, period, calendar=CALENDAR, departments=())
    assert json.loads(json.dumps(told)) == told
    assert [one["department"] for one in told["late"]] == ["logistics", "purchasing"]
    assert date.fromisoformat(told["day"]).weekday() == told["weekday"]


async def test_open_cases_are_found_without_reading_the_archive(office: Office) -> None:
    asked = {"until": 0, "limit": 1}
    plan = await office.read(
        lambda conn: conn.execute(f"EXPLAIN QUERY PLAN SELECT 1 {_OPEN}", asked).fetchall()
    )
    read = [step[3] for step in plan if "cases" in step[3]]
    assert len(read) == 2
    assert all("cases_open_by_post" in step or "cases_by_end" in step for step in read)
