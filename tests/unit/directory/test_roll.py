"""Which posts nobody can be told anything in: a post falls silent when the last of its holders does."""

from hypothesis import given
from hypothesis import strategies as st

from tests.company import PEOPLE, directory
from workflow.roll import posts_of, silent_posts
from workflow.values import Role


def silenced(people: frozenset[int]):  # type: ignore[no-untyped-def]
    return directory(
        people=tuple(one.model_copy(update={"reachable": one.id not in people}) for one in PEOPLE)
    )


def test_in_a_complete_company_no_post_is_silent_but_those_nobody_holds() -> None:
    assert [post.vacancy for post in silent_posts(directory())] == [*directory().vacant_roles()]


def test_a_post_falls_silent_when_its_last_holder_closes_his_chat_or_has_no_account() -> None:
    only_head = next(one for one in PEOPLE if one.name == "金會計")
    for gone in ({"reachable": False}, {"telegram_id": None}):
        people = tuple(one.model_copy(update=gone) if one == only_head else one for one in PEOPLE)
        silent = {post.vacancy.what: post.holders for post in silent_posts(directory(people=people))}
        assert [holder.name for holder in silent[Role.PAY]] == ["金會計"]
        assert Role.HR not in silent


@given(st.sets(st.sampled_from([one.id for one in PEOPLE])).map(frozenset))
def test_every_silent_post_names_all_who_hold_it_and_all_of_them_are_silent(silent: frozenset[int]) -> None:
    company = silenced(silent)
    for post in silent_posts(company):
        assert all(not holder.reachable for holder in post.holders)
        assert all(post.vacancy.what in posts_of(holder, company) for holder in post.holders)
        assert post.holders or post.vacancy in company.vacant_roles()


@given(st.sets(st.sampled_from([one.id for one in PEOPLE]), max_size=5).map(frozenset))
def test_a_post_with_one_holder_who_can_be_told_is_not_silent(silent: frozenset[int]) -> None:
    company = silenced(silent)
    named = {post.vacancy.what for post in silent_posts(company) if post.vacancy.department is None}
    for person in company.people:
        if person.reachable:
            held = {post for post in posts_of(person, company) if post not in {"head", "order_follower"}}
            assert not held & named
