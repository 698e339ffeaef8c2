"""Figures over a week and a month, for /stats and the chart."""

import json

from reports.stats import is_before_all
from reports.wording import wording
from tests.company import at, product_form, service_form
from tests.integration.reports.telling import MONDAY, TUESDAY, chart, chart_on_demand, missed, reply, stats
from tests.integration.storage.office import Office
from workflow.phases import Act


async def acknowledged(office: Office, replied: str, day: str = MONDAY) -> None:
    """A case of 10:05, answered by 生產部 for all, acknowledged in the evening."""
    case = await office.handled(product_form(), day=day)
    await reply(office, case, "錢主管", replied, "production", day=day)
    await office.do(case, "李小明", Act.ACKNOWLEDGE, at("17:00", day), press=True)


async def test_the_days_of_the_chart_add_up_to_what_was_opened(office: Office) -> None:
    await office.posted(product_form())
    await office.posted(service_form())
    await office.posted(product_form(), day=TUESDAY)
    await office.posted(product_form(), day="2026-11-30")  # the Monday of the post is next week's
    told = await chart(office)
    assert (told["year"], told["number"]) == (2026, 48)
    assert (told["from"], told["to"]) == ("2026-11-23", "2026-11-29")
    assert [(day["product"], day["service"]) for day in told["days"]] == [(1, 1), (1, 0), *[(0, 0)] * 5]
    assert told["opened"] == {"product": 2, "service": 1}
    assert told["open"] == 3


async def test_departments_are_told_by_stage_in_the_order_of_the_configuration(office: Office) -> None:
    case = await office.handled(product_form())
    await reply(office, case, "錢主管", "11:20", "purchasing")
    await missed(office, case)
    told = await chart(office)
    shares = {
        row["department"]: (row["done"], row["due"], row["late"], row["fined"]) for row in told["departments"]
    }
    assert list(shares.items()) == [
        ("生產部", (1, 1, 0, 0)),
        ("採購部", (0, 1, 1, 50)),
        ("物流部", (0, 1, 1, 50)),
        ("打單部", (2, 2, 0, 0)),
    ]
    assert told["departments"][3]["handover"] == {"done": 1, "due": 1}
    assert told["fines"] == {"count": 2, "amount": 100}
    assert (told["best"]["department"], told["worst"]["department"]) == ("打單部", "採購部")


async def test_what_was_late_beside_the_stages_is_told_by_whom_and_how_often(office: Office) -> None:
    for case in (await office.handled(product_form()), await office.handled(product_form())):
        await reply(office, case, "錢主管", "11:20", "purchasing")
        await reply(office, case, "孫主任", "11:30", "production")
        await reply(office, case, "趙主任", "11:40", "production")
        await office.judge(case, at("15:00"))
    assert (await chart(office))["beside"] == [{"what": "adjudicate", "who": "人力資源部", "count": 2}]


async def test_nobody_is_worst_in_a_week_without_a_miss(office: Office) -> None:
    await acknowledged(office, "11:20")
    told = await chart(office)
    assert (told["best"]["department"], told["worst"]) == ("打單部", None)


async def test_an_empty_week_has_no_best_and_no_median(office: Office) -> None:
    told = await chart(office)
    assert (told["best"], told["worst"], told["handling_minutes"], told["departments"]) == (
        None,
        None,
        None,
        [],
    )
    assert len(told["days"]) == 7


async def test_the_median_counts_working_time_from_the_post_to_the_last_answer(office: Office) -> None:
    await acknowledged(office, "10:35")
    await acknowledged(office, "11:05")
    await acknowledged(office, "13:35")  # 12:00 to 13:30 does not count
    assert (await chart(office))["handling_minutes"] == 60


async def test_a_withdrawn_case_was_never_handled(office: Office) -> None:
    case = await office.posted(product_form())
    await office.do(case, "李小明", Act.WITHDRAW, at("11:00"), text="客戶自行解決")
    told = await chart(office)
    assert (told["closed"], told["handling_minutes"]) == (1, None)


async def test_the_spans_reach_back_seven_and_thirty_days(office: Office) -> None:
    await acknowledged(office, "11:00", day="2026-11-03")
    await office.posted(product_form())
    told = await stats(office, "12:00")
    week, month = told["spans"]
    assert [(span["days"], span["from"], span["to"]) for span in (week, month)] == [
        (7, "2026-11-17", MONDAY),
        (30, "2026-10-25", MONDAY),
    ]
    assert (week["opened"]["product"], month["opened"]["product"]) == (1, 2)
    assert (week["closed"], month["closed"]) == (0, 1)
    assert (week["handling_minutes"], month["handling_minutes"]) == (None, 55)
    assert told["opened"] == week["opened"]


async def test_the_facts_are_json(office: Office) -> None:
    await acknowledged(office, "11:00")
    for told in (await chart(office), await stats(office, "12:00", TUESDAY)):
        assert json.loads(json.dumps(told)) == told


async def test_a_chart_asked_for_midweek_is_of_seven_days_and_of_no_week(office: Office) -> None:
    await office.posted(product_form())
    told = await chart_on_demand(office, "10:30", TUESDAY)
    assert (told["year"], told["number"]) == (None, None)
    assert (told["from"], told["to"], len(told["days"])) == ("2026-11-18", "2026-11-24", 7)
    assert wording().week(told) == "11/18（三）–11/24（二）"


async def test_a_chart_from_before_the_first_complaint_shows_nothing_and_one_of_a_quiet_week_later_does(
    office: Office,
) -> None:
    assert is_before_all(await chart(office))
    await office.posted(product_form())
    assert not is_before_all(await chart(office))
