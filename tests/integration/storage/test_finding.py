"""Full text over the cases: any two letters that stand together are found, and only by those who may read them."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage import finding
from storage.finding import Asker, Hit, Word
from storage.rebuild import rebuild
from tests.company import at, person, product_form, service_form
from tests.integration.storage.office import Office, opened
from workflow.commands import File
from workflow.names import plain
from workflow.phases import Act
from workflow.values import Kind

ANYBODY = Asker(person=0)
HR = Asker(person=0, sees_all=True)


def words(typed: str) -> tuple[Word, ...]:
    return tuple(Word(plain(one)) for one in typed.split())


async def found(office: Office, typed: str, asker: Asker = ANYBODY, **more: Any) -> list[int]:
    hits: Iterable[Hit] = await office.read(finding.find, words(typed), asker, **more)
    return [hit.case_id for hit in hits]


async def planned(office: Office) -> int:
    """A service complaint whose plan is with HR."""
    case = await office.file(service_form(), at("10:30"))
    await office.do(case, "陳經理", Act.APPROVE, at("10:40"), press=True, revision=1)
    await office.post(case, at("10:42"))
    await office.do(case, "周靜", Act.ROUTE, at("10:50"), press=True, departments=("logistics",))
    words_ = {"plan": "司機停職三天", "departments": ("logistics",)}
    await office.do(case, "趙主任", Act.REPLY, at("11:00"), **words_)
    return case


@pytest.mark.parametrize(
    "typed",
    [
        *("起泡", "表面起泡", "东方", "東方五金", "H牌", "h牌", "Ｈ牌", "120×60", "300", "李小明"),
        *("P-20261123-001", "p20261123", "1123-001", "烤漆→包裝", "起泡 東方", "东方 五金 起泡"),
    ],
)
async def test_what_stands_somewhere_in_the_case_is_found(office: Office, typed: str) -> None:
    case = await office.handled(product_form())
    assert await found(office, typed) == [case]


@pytest.mark.parametrize("typed", ["起泡 沒有", "泡起", "方金", "P-20261123-002", "約120", "李小明明"])
async def test_what_does_not_stand_there_together_is_not_found(office: Office, typed: str) -> None:
    await office.handled(product_form())
    assert await found(office, typed) == []


async def test_two_fields_do_not_run_into_each_other(office: Office) -> None:
    await office.handled(product_form())  # 東方五金, then H牌
    assert await found(office, "五金H牌") == []


async def test_a_form_that_was_changed_is_found_by_what_it_says_now(office: Office) -> None:
    case = await office.file(product_form(), at("10:00"))
    assert await found(office, "東方") == [case]
    form = product_form().model_copy(update={"customer": "西城建材"})
    command = File(kind=Kind.PRODUCT, complainant="李小明", form=form, case=case)
    await office.act(command, "李小明", at("10:05"))
    assert (await found(office, "東方"), await found(office, "西城")) == ([], [case])


async def test_replies_and_supplements_are_found_from_then_on(office: Office) -> None:
    case = await office.handled(product_form())
    assert await found(office, "溫度") == await found(office, "照片") == []
    reply = {"finding": "烤漆溫度過低", "opinion": "換貨", "departments": ("production",)}
    await office.do(case, "錢主管", Act.REPLY, at("11:20"), **reply)
    await office.do(case, "李小明", Act.SUPPLEMENT, at("11:25"), text="客戶寄來照片")
    assert await found(office, "溫度 照片 起泡") == [case]


async def test_who_has_a_part_in_it_is_found_by_name(office: Office) -> None:
    case = await office.handled(product_form())
    reply = {"finding": "烤漆溫度過低", "opinion": "換貨", "departments": ("production",)}
    await office.do(case, "錢主管", Act.REPLY, at("11:20"), **reply)
    for word in (Word("钱主", people=(person("錢主管").id,)), Word("生产", departments=("production",))):
        hits = await office.read(finding.find, (word,), ANYBODY)
        assert hits == (Hit(case, is_hidden=False),)
    assert await office.read(finding.find, (Word("馬力", people=(person("馬力").id,)),), ANYBODY) == ()


async def test_a_service_plan_is_found_only_by_those_who_may_read_it(office: Office) -> None:
    case = await planned(office)
    complainant = Asker(person("李小明").id)
    assert await found(office, "停職") == await found(office, "停職", complainant) == []
    assert await found(office, "停職", HR) == [case]
    assert await found(office, "停職 卸貨", Asker(0, departments=("logistics",))) == [case]
    assert await found(office, "卸貨") == [case]
    (hit,) = await office.read(finding.find, words("停職"), HR)
    assert hit.is_hidden
    (hit,) = await office.read(finding.find, words("卸貨"), HR)
    assert not hit.is_hidden
    await office.do(case, "周靜", Act.NOTIFY, at("11:05"), press=True)
    assert await found(office, "停職", complainant) == [case]
    assert await found(office, "停職") == []


async def test_a_claim_is_found_by_everybody_and_an_appeal_by_those_it_was_written_to(office: Office) -> None:
    case = await office.handled(product_form())
    claim = {"text": "模具由外協保管", "department": "purchasing"}
    await office.do(case, "孫主任", Act.DISCLAIM, at("10:40"), **claim)
    assert await found(office, "外協") == [case]
    reply = {"finding": "烤漆溫度過低", "opinion": "換貨", "departments": ("production",)}
    await office.do(case, "錢主管", Act.REPLY, at("11:20"), **reply)
    await office.do(case, "李小明", Act.APPEAL, at("11:40"), department="superior", text="沒有賠償損失")
    production = Asker(person("錢主管").id, departments=("production",))
    assert await found(office, "賠償") == await found(office, "賠償", production) == []
    for asker in (HR, Asker(person("李小明").id), Asker(person("王總").id)):
        assert await found(office, "賠償", asker) == [case]


async def test_an_appeal_against_a_service_plan_is_found_by_those_above_and_not_by_the_accused(
    office: Office,
) -> None:
    case = await planned(office)
    await office.do(case, "周靜", Act.NOTIFY, at("11:05"), press=True)
    await office.do(case, "李小明", Act.APPEAL, at("11:10"), department="superior", text="司機又來罵人")
    accused = Asker(person("馬力").id, departments=("logistics",))
    assert await found(office, "罵人") == await found(office, "罵人", accused) == []
    assert await found(office, "停職", accused) == [case]  # their own plan
    for asker in (HR, Asker(person("李小明").id), Asker(person("王總").id)):
        assert await found(office, "罵人 停職 卸貨", asker) == [case]  # from two shelves and the form
    await office.write(rebuild)
    assert await found(office, "罵人", accused) == []
    assert await found(office, "罵人 停職", HR) == [case]


async def test_the_newest_come_first_page_by_page(office: Office) -> None:
    for minute in range(5):
        await office.file(product_form(), at(f"10:0{minute}"))
    assert await found(office, "起泡", limit=2) == [5, 4]
    assert await found(office, "起泡", limit=2, before=4) == [3, 2]
    assert await found(office, "起泡", limit=2, before=2) == [1]


async def test_a_rebuilt_index_finds_the_same(office: Office) -> None:
    case = await planned(office)
    await office.write(rebuild)
    assert await found(office, "停職", HR) == await found(office, "卸貨") == [case]
    await office.do(case, "李小明", Act.WITHDRAW, at("11:05"), text="算了吧")
    await office.write(lambda conn: conn.execute("INSERT INTO search (search) VALUES ('integrity-check')"))


async def test_an_older_database_is_indexed_when_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "tousu.db"
    async with opened(path) as database:
        office = await Office.opened(database)
        case = await office.handled(product_form())
        await office.write(finding.forget_all)
    async with opened(
        path
    ) as database:  # a copy of the tables alone: what was fed is there, the index is not
        assert await found(Office(database), "起泡") == [case]
        await database.transact(finding.forget_all)
        await database.transact(lambda conn: conn.execute("DELETE FROM case_texts"))
    async with opened(path) as database:
        assert await found(Office(database), "起泡") == [case]


@settings(max_examples=20, deadline=None)
@given(typed=st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=4))
async def test_nothing_that_is_typed_is_an_operator(typed: list[str]) -> None:
    wanted = [Word(letters) for one in typed if len(letters := plain(one)) >= finding.SHORTEST]
    if wanted:
        with TemporaryDirectory() as folder:
            async with opened(Path(folder) / "tousu.db") as database:
                assert await database.read(lambda conn: finding.find(conn, wanted, ANYBODY)) == ()


async def test_the_search_goes_through_the_index(office: Office) -> None:
    plan = await office.sql(
        "EXPLAIN QUERY PLAN SELECT rowid FROM search WHERE search MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT 9",
        '"起泡"', 1 << 62,
    )  # fmt: skip
    assert "VIRTUAL TABLE INDEX" in plan[0][-1]
    assert len(plan) == 1  # no sorting
