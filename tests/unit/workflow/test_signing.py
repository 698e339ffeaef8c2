from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from workflow.signing import Section, Signature, covers, digest

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3)
)
SECTIONS = st.dictionaries(st.text(max_size=8), VALUES, max_size=4)


def signed(*sections: Section) -> Signature:
    return Signature(
        office="vice_president", by=3, at=datetime(2026, 11, 23, tzinfo=UTC), digest=digest(*sections)
    )


@given(SECTIONS, SECTIONS)
def test_a_signature_covers_what_was_shown_and_nothing_else(shown: Section, other: Section) -> None:
    assert covers(signed(shown), shown)
    assert covers(signed(shown), other) == (digest(shown) == digest(other))


def test_the_order_of_the_keys_does_not_matter_but_the_order_of_the_sections_does() -> None:
    a, b = {"amount": 120, "payee": "順豐"}, {"opinion": "換貨"}
    assert covers(signed(a, b), {"payee": "順豐", "amount": 120}, b)
    assert not covers(signed(a, b), b, a)


def test_moving_a_word_from_one_section_to_the_next_breaks_the_signature() -> None:
    assert not covers(signed({"a": "x\ny"}), {"a": "x"}, {"a": "y"})
