"""The open cases, narrowed down and page by page, the most urgent first."""

from storage import docket
from storage.docket import Count, Wanted
from tests.company import at, person, product_form, service_form
from tests.integration.storage.office import Office
from tests.integration.storage.test_plans import caught, whole_tables
from workflow.phases import Act
from workflow.values import Kind


async def listed(office: Office, wanted: Wanted, *, start: int = 0, length: int = 10) -> list[int]:
    return [row.id for row in await office.read(docket.page, wanted, start=start, length=length)]


async def three(office: Office) -> tuple[int, int, int]:
    """A product complaint that 生產部 and others have not answered in time, a routed service complaint, and a draft."""
    late = await office.handled(product_form())
    routed = await office.posted(service_form())
    await office.do(routed, "周靜", Act.ROUTE, at("10:50"), press=True, departments=("admin",))
    draft = await office.file(product_form(), at("11:00"))
    await office.judge(late, at("13:51:05"))
    return late, routed, draft


async def test_the_overdue_come_first_and_drafts_only_if_wanted(office: Office) -> None:
    late, routed, draft = await three(office)
    assert await listed(office, Wanted()) == [late, routed]
    assert sorted(await listed(office, Wanted(drafts=True))) == sorted((late, routed, draft))
    assert await listed(office, Wanted(only_drafts=True)) == [draft]
    assert await office.read(docket.count, Wanted(drafts=True)) == Count(cases=3, overdue=1, drafts=1)


async def test_a_formality_the_case_went_past_makes_it_neither_late_nor_first(office: Office) -> None:
    went_past = await office.posted(product_form())
    await office.judge(went_past, at("10:36"))  # 受理 and 公布 are late, and the departments' time has begun
    late = await office.posted(product_form())
    await office.judge(late, at("10:11"))  # 受理 is late, and the case waits for it
    assert await listed(office, Wanted()) == [late, went_past]
    assert await office.read(docket.count, Wanted()) == Count(cases=2, overdue=1, drafts=0)
    assert await listed(office, Wanted(overdue=True)) == [late]
    assert await listed(office, Wanted(owing=("orders",), overdue=True)) == [went_past, late]


async def test_what_is_late_of_the_readers_comes_before_what_is_late_of_others(office: Office) -> None:
    first, second = [await office.handled(product_form()) for _ in range(2)]
    words = {"finding": "溫度過低", "opinion": "換貨", "departments": ("production",)}
    await office.do(first, "趙主任", Act.DISCLAIM, at("11:00"), text="未經手")
    for case in (first, second):
        await office.judge(case, at("13:51:05"))
    assert await listed(office, Wanted()) == [first, second]
    assert await listed(office, Wanted(reader=person("趙主任").id, own="logistics")) == [second, first]
    await office.do(second, "趙主任", Act.REPLY, at("14:00"), **words)
    assert await listed(office, Wanted(reader=person("趙主任").id, own="logistics")) == [first, second]


async def test_each_word_narrows(office: Office) -> None:
    late, routed, draft = await three(office)
    assert await listed(office, Wanted(kind=Kind.SERVICE)) == [routed]
    assert await listed(office, Wanted(overdue=True)) == [late]
    assert await listed(office, Wanted(owing=("production",))) == [late]
    assert await listed(office, Wanted(owing=("admin",))) == [routed]
    assert await listed(office, Wanted(owing=("admin",), overdue=True)) == []
    assert await listed(office, Wanted(owing=("sales",), drafts=True)) == [draft]  # 陳經理 is to approve it
    assert await listed(office, Wanted(owing=("finance", "production"))) == [late]
    assert await listed(office, Wanted(person=person("李小明").id)) == [late, routed]
    assert await listed(office, Wanted(person=person("馬力").id)) == []


async def test_pages_follow_each_other_without_a_gap(office: Office) -> None:
    cases = [await office.posted(product_form()) for _ in range(5)]
    pages = [await listed(office, Wanted(), start=start, length=2) for start in (0, 2, 4)]
    assert [len(page) for page in pages] == [2, 2, 1]
    assert sorted(case for page in pages for case in page) == cases


async def test_the_archive_is_not_read(office: Office) -> None:
    await three(office)
    statements = await caught(office)
    await listed(office, Wanted(owing=("production",), overdue=True, person=4, kind=Kind.PRODUCT))
    await office.read(docket.count, Wanted(drafts=True))
    assert await office.read(whole_tables, list(statements)) == []
