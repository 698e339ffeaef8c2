"""A small company: 王總 over everything, 張副總 over sales, heads, staff, and short ways to say who is away."""

from datetime import UTC, datetime, timedelta

from workflow.directory import Directory
from workflow.values import Absence, Department, Person, Position, Role

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)

WANG, ZHANG, CHEN, LI, SUN, DING, QIAN, ZHOU, WU, LIN = range(1, 11)

OFFICES = (
    Department(id="office", name="總經理室"),
    Department(id="vp", name="業務副總室", superior="office"),
    Department(id="sales", name="業務部", superior="vp"),
    Department(id="buying", name="採購部", superior="office", roles=frozenset({Role.INVESTIGATE})),
    Department(id="making", name="生產部", superior="office", roles=frozenset({Role.INVESTIGATE})),
    Department(id="hr", name="人力資源部", superior="office", roles=frozenset({Role.HR})),
    Department(
        id="desk", name="打單部", superior="office", roles=frozenset({Role.ACCEPT_PRODUCT, Role.EXECUTE})
    ),
)
STAFF = (
    Person(id=WANG, name="王總", department="office", position=Position.GENERAL_MANAGER, telegram_id=1001),
    Person(id=ZHANG, name="張副總", department="vp", position=Position.VICE_PRESIDENT, telegram_id=1002),
    Person(id=CHEN, name="陳經理", department="sales", position=Position.MANAGER, telegram_id=1003),
    Person(id=LI, name="李小明", department="sales", telegram_id=1004),
    Person(id=SUN, name="孫主任", department="buying", position=Position.MANAGER, telegram_id=1005),
    Person(id=DING, name="丁小玲", department="buying", position=Position.GM_ASSISTANT, telegram_id=1006),
    Person(id=QIAN, name="錢主管", department="making", position=Position.MANAGER, telegram_id=1007),
    Person(id=ZHOU, name="周靜", department="hr", position=Position.MANAGER, telegram_id=1008),
    Person(id=WU, name="王五", department="desk", position=Position.MANAGER, telegram_id=1009),
    Person(id=LIN, name="林助理", department="desk", position=Position.ASSISTANT),
)
COMPANY = Directory(departments=OFFICES, people=STAFF)


def who(person_id: int, directory: Directory = COMPANY) -> Person:
    person = directory.person(person_id)
    assert person is not None
    return person


def away(
    person: int, deputy: int, *, registered: float = -2, accepted: float | None = -1, **hours: float
) -> Absence:
    """An absence from an hour before noon to eight after, all in hours from noon."""
    return Absence(
        person=person,
        deputy=deputy,
        starts_at=NOON + hours.get("starts", -1) * HOUR,
        ends_at=NOON + hours.get("ends", 8) * HOUR,
        registered_at=NOON + registered * HOUR,
        accepted_at=None if accepted is None else NOON + accepted * HOUR,
    )


def with_absences(*absences: Absence) -> Directory:
    return COMPANY.model_copy(update={"absences": absences})


def without(*people: int) -> Directory:
    """The company after some people left."""
    staff = tuple(person.model_copy(update={"active": person.id not in people}) for person in STAFF)
    return COMPANY.model_copy(update={"people": staff})
