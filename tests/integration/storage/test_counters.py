"""Numbers are given one after another on each local day, and a day begins at local midnight."""

from datetime import date

from storage import counters
from tests.company import at, product_form, service_form
from tests.integration.storage.office import Office
from workflow.phases import Act

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


async def test_each_series_counts_for_itself(office: Office) -> None:
    for form in (product_form(), service_form(), product_form()):
        await office.posted(form)
    case = await office.handled(product_form())
    await office.judge(case, at("13:51:05"))
    assert await office.read(counters.last_numbers, MONDAY) == {"D": 4, "P": 3, "S": 1, "F": 3}
    assert await office.read(counters.last_numbers, TUESDAY) == {}


async def test_midnight_begins_a_new_count_in_local_time(office: Office) -> None:
    for when in (at("23:59"), at("00:01", "2026-11-24"), at("07:59", "2026-11-24")):
        await office.file(product_form(), when)
    drafts = await office.sql("SELECT draft FROM cases ORDER BY id")
    assert drafts == [("D-20261123-001",), ("D-20261124-001",), ("D-20261124-002",)]


async def test_the_number_is_of_the_day_of_approval(office: Office) -> None:
    case = await office.file(product_form(), at("17:00"))
    await office.do(case, "陳經理", Act.APPROVE, at("08:31", "2026-11-24"), press=True, revision=1)
    assert await office.sql("SELECT name FROM cases") == [("P-20261124-001",)]


async def test_a_withdrawn_number_is_not_given_again(office: Office) -> None:
    case = await office.posted(product_form())
    await office.do(case, "李小明", Act.WITHDRAW, at("10:06"), press=True, text="弄錯了")
    await office.posted(product_form())
    assert (await office.sql("SELECT max(number) FROM cases")) == [("P-20261123-002",)]
