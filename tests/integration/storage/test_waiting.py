"""What waits for somebody's word: files without a case, rulings that answer none, forms half filled in."""

from datetime import timedelta
from typing import Any

from storage import exhibits, unclear, wizards
from storage.exhibits import Place
from storage.unclear import Candidate, UnclearReply
from tests.company import at, person, product_form
from tests.integration.storage.office import GROUP, Office
from workflow.commands import Attach, KeepEvidence, Stimulus
from workflow.evidence import Evidence, Medium, NotKept
from workflow.values import Kind
from workflow.wizard import Wizard, begin, choose_kind

NOON = at("12:00")
HOUR = timedelta(hours=1)


# Files


def file(message: int, album: str = "", **more: Any) -> Evidence:
    about = {"chat_id": GROUP, "message_id": message, "album": album, "unique_id": f"u{message}", **more}
    return Evidence(medium=Medium.PHOTO, file_id=f"f{message}", **about)


async def wait(office: Office, *files: Evidence) -> None:
    for one in files:
        await office.write(lambda conn, e: exhibits.wait(conn, e, person=4, at=NOON), one)


async def waiting(office: Office, message: int, album: str = "") -> list[int]:
    found = await office.read(exhibits.waiting, GROUP, message, album)
    return [one.message_id for one in found]


async def test_a_part_brings_its_whole_album_in_the_order_sent_and_nothing_else(office: Office) -> None:
    await wait(office, file(12, "a"), file(11, "a"), file(13, "b"), file(14), file(15))
    await wait(office, file(16, "a", chat_id=-5))
    assert (
        await waiting(office, 11) == await waiting(office, 12) == await waiting(office, 99, "a") == [11, 12]
    )
    assert await waiting(office, 14) == [14]
    assert await waiting(office, 99) == []


async def test_a_file_waits_once_as_it_was_sent(office: Office) -> None:
    first = file(11, caption="第一箱", size=4096)
    await wait(office, first, file(11, "other"))
    assert await office.read(exhibits.waiting, GROUP, 11) == (first,)


async def test_what_nobody_claims_is_forgotten_after_a_while(office: Office) -> None:
    await wait(office, file(11))
    await office.write(exhibits.prune, NOON)
    assert await waiting(office, 11) == [11]
    await office.write(exhibits.prune, NOON + timedelta(seconds=1))
    assert await waiting(office, 11) == []


async def test_the_rest_of_an_album_follows_its_first_part(office: Office) -> None:
    case = await office.handled(product_form())
    await office.act(
        Attach(case=case, evidence=(file(11, "a"), file(12)), department="production"), "孫強", NOON
    )
    assert await office.read(exhibits.album_place, GROUP, "a") == Place(case, "production")
    for chat, album in ((GROUP, "b"), (-5, "a"), (GROUP, "")):
        assert await office.read(exhibits.album_place, chat, album) is None


async def test_copies_are_made_of_what_has_none_the_oldest_first(office: Office) -> None:
    case = await office.handled(product_form())
    for minute, message in ((2, 12), (1, 11), (3, 13), (4, 14)):
        late = file(message, name=f"{message}.jpg", size=message)
        await office.act(Attach(case=case, evidence=(late,)), "孫強", NOON + timedelta(minutes=minute))
    clock = Stimulus(now=NOON, at=NOON)
    await office.desk.perform(KeepEvidence(case=case, unique_id="u12", path="a", sha256="b"), clock)
    await office.desk.perform(KeepEvidence(case=case, unique_id="u13", reason=NotKept.GONE), clock)
    assert await office.read(exhibits.uncopied) == (
        (case, "u11", "f11", "11.jpg", 11),
        (case, "u14", "f14", "14.jpg", 14),
    )
    assert [one.unique_id for one in await office.read(exhibits.uncopied, 1)] == ["u11"]
    assert (await office.read(exhibits.count, case), await office.read(exhibits.count, case + 1)) == (4, 0)


# Rulings


def ruling(message: int = 31, **more: Any) -> UnclearReply:
    about = {
        "id": 0,
        "chat_id": GROUP,
        "message_id": message,
        "person": 7,
        "at": NOON,
        "text": "重做",
        "answered_at": None,
    }
    return UnclearReply(**{**about, **more})


async def unclear_in(office: Office, case: int, start: Any = NOON, due: Any = NOON) -> list[Any]:
    return [*await office.read(unclear.unclear_between, case, start, due)]


async def test_a_ruling_is_kept_once_with_its_own_time_and_every_duty_it_may_answer(office: Office) -> None:
    duties = (Candidate(1, "production"), Candidate(2, "production"))
    kept = await office.write(unclear.keep, ruling(), duties)
    assert await office.write(unclear.keep, ruling(text="另一句"), ()) == kept
    assert await office.read(unclear.get, kept) == ruling()._replace(id=kept)
    assert await office.read(unclear.get, kept + 1) is None
    edited = await office.write(unclear.keep, ruling(at=NOON + HOUR), duties[:1])
    assert edited != kept
    assert await unclear_in(office, 1, NOON, NOON + HOUR) == [
        ("production", NOON),
        ("production", NOON + HOUR),
    ]
    assert await unclear_in(office, 2, NOON, NOON + HOUR) == [("production", NOON)]


async def test_it_holds_the_misses_of_its_time_until_its_author_says_what_it_answers(office: Office) -> None:
    kept = await office.write(unclear.keep, ruling(), (Candidate(1, "production"),))
    second = timedelta(seconds=1)
    assert await unclear_in(office, 1) == [("production", NOON)]
    assert await unclear_in(office, 1, NOON + second, NOON + HOUR) == []
    assert await unclear_in(office, 1, NOON - HOUR, NOON - second) == []
    assert await unclear_in(office, 3) == []
    await office.write(unclear.settle, kept, NOON + HOUR)
    assert await unclear_in(office, 1) == []
    settled = await office.read(unclear.get, kept)
    assert settled is not None
    assert settled.answered_at == NOON + HOUR


async def test_an_edit_stays_with_the_case_its_message_was_taken_for(office: Office) -> None:
    assert await office.read(unclear.case_of, GROUP, 31) is None
    for case in (3, 4):
        await office.write(unclear.place, GROUP, 31, case)
    assert await office.read(unclear.case_of, GROUP, 31) == 4
    assert await office.read(unclear.case_of, GROUP, 32) is None
    assert await office.read(unclear.case_of, -5, 31) is None


# Forms


LI = person("李小明").id


def half_filled() -> Wizard:
    return choose_kind(begin(LI, after_turn=7), Kind.PRODUCT, name="李小明", asks_complainant=False)


async def test_everybody_has_one_form_as_far_as_it_is_filled_in(office: Office) -> None:
    assert await office.read(wizards.get, LI) is None
    assert await office.read(wizards.last_turn, LI) == 0
    await office.write(wizards.keep, begin(LI), NOON - HOUR)
    await office.write(wizards.keep, half_filled(), NOON)
    assert await office.read(wizards.get, LI) == (half_filled(), NOON)
    assert await office.read(wizards.last_turn, LI) == half_filled().turn
    assert await office.read(wizards.get, LI + 1) is None


async def test_what_is_given_up_comes_back_once_and_only_its_turn_is_remembered(office: Office) -> None:
    assert await office.write(wizards.give_up, LI, NOON) is None
    await office.write(wizards.keep, half_filled(), NOON)
    assert await office.write(wizards.give_up, LI, NOON + HOUR) == half_filled()
    assert await office.write(wizards.give_up, LI, NOON + HOUR) is None
    assert await office.read(wizards.get, LI) is None
    assert await office.read(wizards.last_turn, LI) == half_filled().turn
    (row,) = await office.sql("SELECT wizard, touched_at FROM wizards")
    left = Wizard.model_validate_json(row[0])
    assert left == Wizard(person=LI, turn=half_filled().turn, is_over=True)


async def test_a_form_nobody_touches_is_forgotten(office: Office) -> None:
    await office.write(wizards.keep, half_filled(), NOON)
    await office.write(wizards.prune, NOON)
    assert await office.read(wizards.get, LI) is not None
    await office.write(wizards.prune, NOON + timedelta(seconds=1))
    assert await office.read(wizards.last_turn, LI) == 0
