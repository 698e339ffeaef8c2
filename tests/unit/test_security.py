"""Who may do what, as the committed page says it; and no token in a log line, wherever it came from."""

import logging
import string
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.logs import REDACTED, RedactingFormatter
from docs.authority import (
    CONFIG,
    PAGE,
    PEOPLE,
    ROLES,
    Specimen,
    acts_of,
    command,
    entitled,
    page,
    specimens,
    world_of,
)
from workflow.acts import ACTS
from workflow.decisions import decide
from workflow.phases import Act
from workflow.refusals import Refusal
from workflow.values import Kind, Person
from workflow.who import accused_people

SPECIMENS = specimens()
DEPARTMENTS = {department.id for department in CONFIG.directory_seed()[0]}
JUDGING = {Act.APPROVE, Act.RETURN, Act.UPHOLD, Act.CHANGE, Act.REMAND, Act.KEEP_FINE, Act.LIFT_FINE}
FINE_OFFICE = {Act.CONFIRM_FINE, Act.DROP_FINE, Act.WAIVE, Act.MARK_PAID, Act.MARK_REFUNDED}
FINE_OFFICE |= {Act.RETAIN_FINE, Act.RESCIND_FINE}
OFFICE = {Act.ACCEPT, Act.PUBLISH, Act.ROUTE, Act.NOTIFY, Act.ADJUDICATE, Act.CONCLUDE, Act.RESUME}
SIGNING = {
    *(Act.SIGN_FORM, Act.DISAGREE, Act.FORWARD_FORM, Act.WRITE_OPINION, Act.SIGN_OPINION),
    *(Act.AGREE, Act.AMEND, Act.SEND_BACK, Act.EXECUTE),
}

every_specimen = pytest.mark.parametrize("specimen", SPECIMENS, ids=lambda specimen: specimen.title)


def everybody() -> Iterator[tuple[Act, Person]]:
    return ((act, person) for act in Act for person in PEOPLE.values())


def refusal_of(specimen: Specimen, act: Act, person: Person | None) -> str | None:
    """Return how an act is refused at the one door, None if it is not."""
    try:
        decide(specimen.case, command(specimen.case, act), world_of(specimen.case, person))
    except Refusal as refusal:
        return refusal.name
    return None


def test_the_committed_matrix_is_what_the_regulation_answers() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: python -m docs.authority"


def test_every_act_and_every_department_is_in_the_matrix() -> None:
    assert {act for specimen in SPECIMENS for act in acts_of(specimen.case)} == set(Act) == set(ACTS)
    assert {PEOPLE[name].department for name in ROLES.values()} == DEPARTMENTS
    assert {specimen.case.kind for specimen in SPECIMENS} == set(Kind)


@every_specimen
def test_the_door_lets_in_exactly_those_the_matrix_names(specimen: Specimen) -> None:
    """Every act by everybody: whoever is not entitled hears just that, whatever the phase."""
    for act, person in everybody():
        is_refused = refusal_of(specimen, act, person) == "not_entitled"
        assert is_refused is not entitled(specimen.case, act, person), (act, person.name)


@every_specimen
def test_a_stranger_may_do_nothing_at_all(specimen: Specimen) -> None:
    assert {refusal_of(specimen, act, None) for act in Act} == {"not_enrolled"}


@every_specimen
def test_nobody_judges_or_handles_his_own_case(specimen: Specimen) -> None:
    case = specimen.case
    (fine,) = case.fines.values()
    complainant = next(person for person in PEOPLE.values() if person.id == case.complainant)
    accused = accused_people(case, world_of(case, None))
    for act, person in everybody():
        if entitled(case, act, person):
            assert act not in JUDGING | FINE_OFFICE | OFFICE | SIGNING or person != complainant
            assert act not in JUDGING | FINE_OFFICE | OFFICE | SIGNING or person.id not in accused
            assert act not in FINE_OFFICE | {Act.KEEP_FINE, Act.LIFT_FINE} or person.id != fine.person


@every_specimen
def test_every_act_is_somebodys(specimen: Specimen) -> None:
    """Else a case would stay where it is for ever."""
    for act in acts_of(specimen.case):
        assert any(entitled(specimen.case, act, person) for person in PEOPLE.values()), act


# The token

SECRET = st.text(string.ascii_letters + string.digits + "_-", min_size=35, max_size=35)
SHAPES = (
    "{token}",
    "https://api.telegram.org/bot{token}/getMe",
    "https://api.telegram.org/file/bot{token}/photos/file_1.jpg",
    "{{'url': URL('https://api.telegram.org/bot{quoted}/getUpdates?offset=1')}}",
    "The token `{token}` was rejected by the server.",
    "only the secret half: {secret}",
)


def lines(message: str, *, token: str, as_json: bool) -> Iterator[str]:
    """Return a record as it is written, the words once in the message, in its arguments and in an exception."""
    formatter = RedactingFormatter(token=token, as_json=as_json)
    error = RuntimeError(message)
    for text, args, exc_info in (
        (message.replace("%", "%%"), (), None),
        ("%s", (message,), None),
        ("it failed", (), (RuntimeError, error, None)),
    ):
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, text, args, exc_info)
        yield formatter.format(record)


@pytest.mark.parametrize("as_json", [True, False])
@pytest.mark.parametrize("shape", SHAPES)
@given(number=st.integers(10**8, 10**10), secret=SECRET)
def test_the_token_is_in_no_log_line_whatever_shape_it_comes_in(
    shape: str, number: int, secret: str, *, as_json: bool
) -> None:
    token = f"{number}:{secret}"
    message = shape.format(token=token, quoted=quote(token), secret=secret)
    for line in lines(message, token=token, as_json=as_json):
        assert secret not in line
        assert REDACTED in line
