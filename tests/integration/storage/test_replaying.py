"""The journal read again step by step: what happened, in which case by its name of then, and by whom."""

from storage import replaying
from tests.company import at, product_form
from tests.integration.storage.office import Office


async def test_each_step_names_its_case_as_it_was_called_then_and_who_did_it(office: Office) -> None:
    case = await office.posted(product_form())
    steps = [one for one in await office.read(lambda conn: [*replaying.steps(conn)]) if one.case_id == case]
    told = [(type(one.event).__name__, one.subject, one.who) for one in steps]
    assert ("Filed", "D-20261123-001", "李小明") in told
    assert ("Approved", "P-20261123-001", "陳經理") in told
    assert {who for _, _, who in told} == {"李小明", "陳經理", ""}  # "": the desk itself
    assert [one.recorded_at for one in steps] == sorted(one.recorded_at for one in steps)
    until = await office.read(lambda conn: [*replaying.steps(conn, until=at("10:00"))])
    assert {one.subject for one in until if one.case_id == case} == {"D-20261123-001"}
