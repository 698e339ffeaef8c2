"""What asks for money or goods in English and what does not (S2-S4), one wish a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.settlement import asks_settlement
from texts import Texts
from workflow.values import Language

ASKING = """
replacement
Replace 40 boxes
replace the damaged boxes
please exchange the goods
refund
Full refund of the deposit
we want our money back
return and refund
return the whole lot
return 40 boxes
goods to be returned
compensation of 500 yuan
The customer asks for compensation
compensate the customer
10% discount
please reduce the price
a price reduction
credit note for 40 boxes
deduct 2,000 yuan from the invoice
send 40 boxes again
please ship new boxes
re-send the missing ones
make up the shortage
claim 3,000 yuan
pay us for the loss
not only an apology but also a refund
no refund, replace the goods
No explanation, refund us
no more delays, replace the goods
claim 3000
does not work, replace it
does not work replace it
cannot accept repair, we want a replacement
repair is not enough; refund
replace the driver and refund 200 yuan
換貨 or refund
"""
NOT_ASKING = """
better service
an apology
please inspect and explain
no refund
no refund or replacement
no compensation needed
we do not want a refund
not asking for compensation
without compensation
compensation is not needed
a refund is not required
replace the driver
replace your contact person
please exchange information earlier
exchange of documents
return my call
please return our calls
improve the refund policy
an explanation instead of a refund
neither refund nor replacement
faster delivery
send the report again? no, by mail
no refunds, replacements or discounts
No refund, replacement or compensation is wanted
we are not going to ask for a refund
compensation is not what we want
quality to be improved in return
In exchange for our patience, an explanation
return all calls
claim 24 hours response
send new drawings
"""


def wishes(table: str) -> list[str]:
    return table.strip().split("\n")


@pytest.mark.parametrize("wish", wishes(ASKING))
def test_money_or_goods_are_asked_for(wish: str) -> None:
    assert asks_settlement(wish)


@pytest.mark.parametrize("wish", wishes(NOT_ASKING))
def test_nothing_of_the_sort_is_asked_for(wish: str) -> None:
    assert not asks_settlement(wish)


def test_the_example_of_a_demand_is_understood_in_every_language() -> None:
    for language in Language:
        assert asks_settlement(Texts(language=language).label("examples", "demand")), language


@given(
    st.lists(
        st.sampled_from(
            [
                "no",
                "not",
                "refund",
                "replace",
                "the",
                "return",
                "a",
                "or",
                "and",
                "is",
                "needed",
                ",",
                ".",
                "send",
                "again",
            ]
        ),
        max_size=60,
    )
)
def test_any_row_of_these_words_is_read(words: list[str]) -> None:
    assert asks_settlement(" ".join(words)) in {True, False}
