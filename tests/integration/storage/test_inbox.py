"""No update is lost, none is handled twice, and none can stop the others."""

from datetime import timedelta

import pytest

from storage import inbox
from storage.inbox import AlreadySettled, RawUpdate
from tests.company import at
from tests.integration.storage.office import Office

NOON = at("12:00")
HOUR = timedelta(hours=1)


def update(number: int, body: str = '{"message": 1}') -> RawUpdate:
    return RawUpdate(number, body)


async def test_updates_are_kept_in_order_of_arrival(office: Office) -> None:
    assert await office.write(inbox.add_batch, [update(7), update(3)], NOON) == 2
    first = await office.read(inbox.oldest_undone)
    assert first is not None
    assert (first.update_id, first.body, first.received_at, first.state) == (7, '{"message": 1}', NOON, "new")
    await office.write(inbox.mark_done, first.id)
    second = await office.read(inbox.oldest_undone)
    assert second is not None
    assert second.update_id == 3
    assert await office.read(inbox.undone_count) == 1


async def test_a_repeated_update_is_one(office: Office) -> None:
    assert await office.write(inbox.add_batch, [update(7), update(7)], NOON) == 1
    assert await office.write(inbox.add_batch, [update(7)], NOON + 47 * HOUR) == 0


async def test_a_done_update_is_still_known(office: Office) -> None:
    await office.write(inbox.add_batch, [update(7)], NOON)
    await office.write(inbox.mark_done, 1)
    assert await office.write(inbox.add_batch, [update(7)], NOON + HOUR) == 0
    assert await office.read(inbox.oldest_undone) is None


async def test_after_two_days_the_same_id_is_another_update(office: Office) -> None:
    await office.write(inbox.add_batch, [update(7)], NOON)
    assert await office.write(inbox.add_batch, [update(7)], NOON + 48 * HOUR) == 1
    assert await office.read(inbox.undone_count) == 2


async def test_what_is_no_json_is_refused_with_its_batch(office: Office) -> None:
    with pytest.raises(Exception, match="json_valid"):
        await office.write(inbox.add_batch, [update(1), update(2, "{")], NOON)
    assert await office.read(inbox.undone_count) == 0


async def test_an_update_that_kills_the_process_is_given_up_at_the_third_start(office: Office) -> None:
    await office.write(inbox.add_batch, [update(1), update(2)], NOON)
    assert await office.write(inbox.count_attempt) is None
    assert await office.write(inbox.count_attempt) is None
    failed = await office.write(inbox.count_attempt)
    assert failed is not None
    assert (failed.update_id, failed.state, failed.attempts) == (1, "failed", 3)
    assert "died" in failed.error
    following = await office.read(inbox.oldest_undone)
    assert following is not None
    assert (following.update_id, following.attempts) == (2, 0)


async def test_an_error_is_kept_with_the_row(office: Office) -> None:
    await office.write(inbox.add_batch, [update(1)], NOON)
    for _ in range(3):
        failed = await office.write(inbox.count_attempt, error="KeyError: 'x'")
    assert failed is not None
    assert failed.error == "KeyError: 'x'"


async def test_a_start_with_nothing_to_do_blames_nobody(office: Office) -> None:
    assert await office.write(inbox.count_attempt) is None


@pytest.mark.parametrize("settled", ["done", "failed"])
async def test_a_settled_update_is_not_settled_again(office: Office, settled: str) -> None:
    await office.write(inbox.add_batch, [update(1)], NOON)
    if settled == "done":
        await office.write(inbox.mark_done, 1)
    else:
        await office.write(inbox.mark_failed, 1, "unreadable")
    with pytest.raises(AlreadySettled):
        await office.write(inbox.mark_done, 1)
    with pytest.raises(AlreadySettled):
        await office.write(inbox.mark_failed, 1, "again")


async def test_judging_waits_for_what_came_before(office: Office) -> None:
    await office.write(inbox.add_batch, [update(1)], NOON)
    assert not await office.read(inbox.undone_before, NOON - HOUR)
    assert await office.read(inbox.undone_before, NOON)
    await office.write(inbox.mark_failed, 1, "unreadable")
    assert not await office.read(inbox.undone_before, NOON)


async def test_failed_updates_are_found_by_when_they_came(office: Office) -> None:
    await office.write(inbox.add_batch, [update(1), update(2)], NOON)
    await office.write(inbox.mark_failed, 2, "unreadable")
    await office.write(inbox.mark_done, 1)
    (row,) = await office.read(inbox.failed_between, NOON, NOON)
    assert (row.update_id, row.received_at) == (2, NOON)
    assert await office.read(inbox.failed_between, NOON + HOUR, NOON + 2 * HOUR) == ()


async def test_old_updates_are_forgotten_up_to_the_first_that_is_not_done(office: Office) -> None:
    for number in range(1, 6):
        await office.write(inbox.add_batch, [update(number)], NOON + number * HOUR)
    for done in (1, 2, 4):
        await office.write(inbox.mark_done, done)
    assert await office.write(inbox.prune, NOON + 10 * HOUR) == 2
    assert await office.read(inbox.undone_count) == 2
    await office.write(inbox.mark_done, 3)
    assert await office.write(inbox.prune, NOON + 4 * HOUR) == 1


async def test_row_numbers_are_never_used_again(office: Office) -> None:
    await office.write(inbox.add_batch, [update(1)], NOON)
    await office.write(inbox.mark_done, 1)
    await office.write(inbox.prune, NOON + HOUR)
    await office.write(inbox.add_batch, [update(2)], NOON + HOUR)
    row = await office.read(inbox.oldest_undone)
    assert row is not None
    assert row.id == 2
