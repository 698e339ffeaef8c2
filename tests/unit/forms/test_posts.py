"""Every post of the data files is read exactly; chatter is never taken for a form."""

import pytest

import forms
from tests.unit.forms.posts import Post, judged, posts_in

SAMPLES = list(posts_in("complaints"))
MORE = list(posts_in("more_complaints"))


@pytest.mark.parametrize("post", SAMPLES + MORE, ids=lambda post: post.id)
def test_a_post_is_read_exactly(post: Post) -> None:
    reading = forms.read(post.text, now=post.now).as_json()

    assert judged(reading, post.expect) == judged(post.expect, post.expect), post.why


@pytest.mark.parametrize("post", MORE, ids=lambda post: post.id)
def test_our_own_posts_are_read_to_the_letter(post: Post) -> None:
    assert forms.read(post.text, now=post.now).as_json() == post.expect, post.why


@pytest.mark.parametrize("post", SAMPLES + MORE, ids=lambda post: post.id)
def test_carriage_returns_and_a_byte_order_mark_change_nothing(post: Post) -> None:
    pasted = "\ufeff" + post.text.replace("\n", "\r\n")

    assert forms.read(pasted, now=post.now) == forms.read(post.text, now=post.now)


@pytest.mark.parametrize("post", SAMPLES + MORE, ids=lambda post: post.id)
def test_a_whole_form_becomes_a_form_and_any_other_none(post: Post) -> None:
    reading = forms.read(post.text, now=post.now)

    if reading.kind and not reading.problems:
        form = reading.form()
        assert (form.kind, form.settlement) == (reading.kind, reading.settlement)
    else:
        with pytest.raises(ValueError, match="no complete form"):
            reading.form()


def test_there_are_enough_posts_of_every_sort() -> None:
    kinds = [post.expect["kind"] for post in SAMPLES + MORE]

    assert len(SAMPLES) == 60
    assert len(MORE) >= 60
    assert min(kinds.count(kind) for kind in ("product", "service", "none")) >= 25
