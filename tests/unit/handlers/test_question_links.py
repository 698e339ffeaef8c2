"""A question in the bot's own words is a link that asks it, and no other text is."""

import pytest

from handlers.question_links import question_in, with_links

LINKED = '<a href="https://t.me/tousu_bot?start={command}_{number}">/{command} {number}</a>'


@pytest.mark.parametrize(
    ("command", "number"),
    [("status", "D-20261124-001"), ("why", "F-20261124-012"), ("fund", "E-20261124-1000")],
)
def test_a_command_with_its_number_becomes_one_link_and_the_link_asks_it_again(
    command: str, number: str
) -> None:
    told = with_links(f"附有照片或檔案，/{command} {number} 可以查看。", "tousu_bot")
    assert told == f"附有照片或檔案，{LINKED.format(command=command, number=number)} 可以查看。"
    assert question_in(f"{command}_{number}") == f"/{command} {number}"


@pytest.mark.parametrize(
    "html",
    [
        "/status 加編號",
        "/fund undo E-20261123-001 原因",
        "<code>/status D-20261124-001</code>",
        '<a href="https://t.me/c/1/2">/why P-20261124-001</a>',
        "見 https://example.org/status P-20261124-001",
        "/status P-20261124-001-x",
        "<b>P-20261124-001</b>",
    ],
)
def test_anything_else_stays_as_it_is(html: str) -> None:
    assert with_links(html, "tousu_bot") == html


def test_nothing_is_linked_before_the_bot_knows_its_name() -> None:
    assert with_links("/status D-20261124-001", "") == "/status D-20261124-001"


@pytest.mark.parametrize(
    "payload", ["", "hello", "status", "status_", "enrol_D-20261124-001", "2wn-s1", "status_D-1 x"]
)
def test_a_link_about_something_else_asks_nothing(payload: str) -> None:
    assert question_in(payload) is None
