"""Who is who follows the staff stream, and the directory in memory follows at once."""

import sqlite3
from datetime import timedelta

import pytest

from storage import staff
from storage.database import Database
from storage.seeding import seed_people
from tests.company import DEPARTMENTS, PEOPLE, at, person
from tests.integration.storage.office import Office
from workflow.commands import Enrol, Reach, RegisterAbsence, Stimulus
from workflow.directory import Directory
from workflow.values import Absence, Person, Position

NINE = at("09:00")


def now(moment: object = NINE) -> Stimulus:
    return Stimulus(now=moment, at=moment)  # type: ignore[arg-type]


async def known(office: Office) -> Directory:
    return await office.books(lambda books: books.directory())


async def test_the_configured_people_enter_an_empty_database_once(office: Office) -> None:
    assert (await known(office)).people == PEOPLE
    assert (await known(office)).departments == DEPARTMENTS
    other = Person(id=1, name="別人", department="sales")
    assert not await office.books(lambda books: seed_people(books, [other], now=NINE))
    assert (await known(office)).people == PEOPLE


async def test_an_empty_database_knows_nobody(database: Database) -> None:
    office = Office(database)
    assert (await known(office)).people == ()
    assert await office.read(staff.next_person_id) == 1


async def test_somebody_new_is_known_at_once(office: Office) -> None:
    number = await office.read(staff.next_person_id)
    new = Person(id=number, name="新人", department="sales", telegram_id=77)
    await office.desk.perform(Enrol(person=new), now())
    assert (await known(office)).person(number) == new
    assert await office.read(staff.person_by_telegram, 77) == new
    assert await office.read(staff.person, number) == new
    assert await office.read(staff.person_by_telegram, 78) is None


async def test_one_telegram_account_is_one_person(office: Office) -> None:
    twin = person("李小明").model_copy(update={"id": 99, "name": "又一個"})
    with pytest.raises(sqlite3.IntegrityError, match="telegram_id"):
        await office.desk.perform(Enrol(person=twin), now())
    assert (await known(office)).person(99) is None


async def test_the_private_chat_opens_and_closes(office: Office) -> None:
    li = person("李小明")
    for reachable in (False, True):
        await office.desk.perform(Reach(person=li.id, reachable=reachable), now())
        assert (await known(office)).person(li.id) == li.model_copy(update={"reachable": reachable})


async def test_a_deputy_accepts_later(office: Office) -> None:
    asked = Absence(
        person=person("錢主管").id, deputy=person("孫強").id,
        starts_at=NINE, ends_at=NINE + timedelta(days=2), registered_at=NINE,
    )  # fmt: skip
    accepted = asked.model_copy(update={"accepted_at": NINE + timedelta(hours=1)})
    await office.desk.perform(RegisterAbsence(absence=asked), now())
    assert (await known(office)).absences == (asked,)
    await office.desk.perform(RegisterAbsence(absence=accepted), now())
    assert (await known(office)).absences == (accepted,)


async def test_what_was_rolled_back_is_not_remembered(office: Office) -> None:
    stranger = Person(id=50, name="過客", department="sales")
    enrolment = Enrol(person=stranger)

    def enrol_then_fail(books):  # type: ignore[no-untyped-def] # ends in an error
        office.desk._decide(books, enrolment, now())
        assert books.directory().person(50) == stranger
        raise TimeoutError

    with pytest.raises(TimeoutError):
        await office.books(enrol_then_fail)
    assert (await known(office)).person(50) is None


async def test_a_head_is_placed_lately_who_came_to_the_post_since_and_not_who_was_only_renamed(
    office: Office,
) -> None:
    async def placed(since: str) -> tuple[tuple[str, object], ...]:
        return await office.read(staff.heads_placed_since, (await known(office)).people, at(since))

    async def enrol(who: Person, when: str) -> None:
        await office.desk.perform(Enrol(person=who), now(at(when)))

    assert await placed("08:30") == ()
    await enrol(person("錢主管").model_copy(update={"name": "錢多多"}), "10:00")
    await enrol(person("孫強").model_copy(update={"position": Position.MANAGER}), "11:00")
    await enrol(person("趙主任").model_copy(update={"department": "purchasing"}), "12:00")
    new = Person(id=90, name="新主任", department="logistics", position=Position.MANAGER)
    await enrol(new, "12:30")
    assert set(await placed("09:30")) == {
        ("production", at("11:00")),
        ("purchasing", at("12:00")),
        ("logistics", at("12:30")),
    }
    assert await placed("12:00") == (("logistics", at("12:30")),)
    await enrol(new.model_copy(update={"name": "新任主任"}), "13:00")
    assert await placed("12:40") == ()
