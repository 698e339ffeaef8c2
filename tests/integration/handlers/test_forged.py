"""Buttons nobody was shown: every act and errand, pressed by somebody whom it does not concern, is answered and does nothing."""

from collections.abc import Iterator
from itertools import product

from handlers.buttons import CODES
from handlers.errand_codes import ERRAND_CODES, encode_errand
from tests.integration.handlers.office import Office
from workflow.errands import Errand
from workflow.notices import Button
from workflow.phases import Act

OUTSIDER = "金會計"
FINE, VOUCHER = "F-20261123-001", "V-20261123-001"
OF_OTHERS = (
    *(
        Errand.ADMIT,
        Errand.ADMIT_AS,
        Errand.REFUSE_APPLICATION,
        Errand.MOVE,
        Errand.LEAVE,
        Errand.LEAVE_SURELY,
    ),
    *(
        Errand.END_SUSPENSION,
        Errand.DEPUTISE,
        Errand.DEPUTISE_NOT,
        Errand.ANSWER_ENQUIRY,
        Errand.ROUTE_ENQUIRY,
    ),
    *(Errand.TAKE_ENQUIRY, Errand.SETTLE_ENQUIRY, Errand.COMPLAIN_OF, Errand.WITHDRAW_ENQUIRY),
)
"""Everybody may ask for help, a page or a language; these decide about somebody else."""


def forged(act: Act) -> Iterator[Button]:
    """Return an act's button with whatever it might carry."""
    yield Button(act=act)
    yield Button(act=act, ask=True)
    yield Button(act=act, revision=1, department="production", choice="purchasing")
    yield Button(act=act, fine=FINE)
    yield Button(act=act, voucher=VOUCHER, revision=1)


async def written(office: Office) -> int:
    query = "SELECT count(*) FROM journal"
    return await office.ledger.database.read(lambda conn: int(conn.execute(query).fetchone()[0]))


async def test_no_act_is_done_by_a_forged_button(office: Office) -> None:
    await office.handled()
    before = await written(office)
    for button in (button for act in CODES if act is not None for button in forged(act)):
        answer = await office.button(OUTSIDER, 1, **button.model_dump(exclude_defaults=True))
        assert answer["text"], button
        assert await written(office) == before, button


async def test_no_errand_about_somebody_else_is_done_by_a_forged_button(office: Office) -> None:
    await office.handled()
    before = await written(office)
    for errand, subject, choice in product(OF_OTHERS, (1, 2, 999), ("", "production", "1")):
        data = encode_errand(Button(errand=errand, subject=subject, choice=choice))
        answer = await office.press(OUTSIDER, data, on=await office.card())
        assert answer["text"], data
        assert await written(office) == before, data


def test_every_errand_has_a_code() -> None:
    assert set(ERRAND_CODES) == set(Errand)
