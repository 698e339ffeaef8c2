"""Names as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.directory.samples import COMPANY
from workflow.names import NameBook, called
from workflow.values import Department, Person


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("李小明", ["李小明"]),
        (" 李 小明 ", ["李小明"]),
        ("李小明（業務部）", ["李小明"]),
        ("業務部李小明", ["李小明"]),
        ("@李小明", ["李小明"]),
        ("王五、李小明", ["王五", "李小明"]),
        ("李小明和王五", ["李小明", "王五"]),
        ("李、小明", []),
        ("李小明\u200b", ["李小明"]),
        ("小明", []),
        ("", []),
        ("。。。", []),
    ],
)
def test_people_are_found_in_what_is_typed(text: str, names: list[str]) -> None:
    assert [person.name for person in COMPANY.find_people(text)] == names


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("生產部", ["making"]),
        ("生產", ["making"]),
        ("生產、採購部", ["making", "buying"]),
        ("生產部和採購部", ["making", "buying"]),
        ("生產、部門", ["making"]),
        ("業務三部", []),
        ("採購部的丁小玲", ["buying"]),
        ("總經理室", ["office"]),
        ("採購部、採購部", ["buying"]),
        ("部", []),
    ],
)
def test_departments_are_found_in_what_is_typed(text: str, ids: list[str]) -> None:
    assert [department.id for department in COMPANY.find_departments(text)] == ids


def test_one_department_is_one_only() -> None:
    found = COMPANY.find_department("打單")
    assert found is not None
    assert found.id == "desk"
    assert COMPANY.find_department("打單、生產") is None
    assert COMPANY.find_department("食堂") is None


def test_the_longest_name_wins() -> None:
    people = (
        Person(id=1, name="小明", department="sales"),
        Person(id=2, name="李小明", department="sales"),
        Person(id=3, name="李小明華", department="sales"),
    )
    directory = COMPANY.model_copy(update={"people": people})
    assert [person.id for person in directory.find_people("投訴李小明華")] == [3]
    assert [person.id for person in directory.find_people("李小明")] == [2]


def test_namesakes_are_told_apart_by_the_department_beside_them() -> None:
    people = (
        Person(id=1, name="黃小燕", department="sales"),
        Person(id=2, name="黃小燕", department="third"),
        Person(id=3, name="王五", department="desk"),
    )
    third = Department(id="third", name="業務三部")
    directory = COMPANY.model_copy(update={"departments": (*COMPANY.departments, third), "people": people})
    assert [person.id for person in directory.find_people("黃小燕（業務三部）、王五")] == [2, 3]
    assert [person.id for person in directory.find_people("黃小燕")] == [1, 2]


def test_full_width_and_case_make_no_difference() -> None:
    book = NameBook([("Amy Lee", "amy")])
    assert book.find("ＡＭＹ　ＬＥＥ") == ("amy",)


def test_an_empty_book_finds_nothing() -> None:
    assert NameBook[str]([]).find("李小明") == ()


@given(st.lists(st.text(), max_size=6), st.text())
def test_any_names_and_any_text_are_bearable(names: list[str], text: str) -> None:
    NameBook(((name, name) for name in names), optional_suffix="部").find(text)


@given(st.text(alphabet="王李小明五部A", min_size=1, max_size=5))
def test_a_name_alone_is_always_found(name: str) -> None:
    assert NameBook([(name, name), ("部", "部"), ("李小", "李小")]).find(name)[0] in (name, "部", "李小")
    assert name in NameBook([(name, name)]).find(name)


@pytest.mark.parametrize("typed", ["採購部", "采購部", "采购部", "采购"])
def test_departments_are_found_in_either_script(typed: str) -> None:
    book = NameBook([("採購部", "buying"), ("生產部", "production")], optional_suffix="部")
    assert book.find(typed) == ("buying",)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("採購部", "buying"),
        ("采购", "buying"),
        (" 采 购　部。", "buying"),
        ("採購部門", None),
        ("我是採購部的", None),
        ("採購部、打單部", None),
        ("部", None),
        ("", None),
    ],
)
def test_a_choice_is_typed_as_a_whole_or_not_at_all(typed: str, meant: str | None) -> None:
    names = {one.id: (one.name,) for one in COMPANY.departments}
    assert called(typed, names, optional_suffix="部") == meant


def test_a_name_that_two_choices_bear_picks_neither() -> None:
    assert called("a", {1: ("A",), 2: ("a", "b")}) is None
    assert called("B", {1: ("A",), 2: ("a", "b")}) == 2
