"""`tousu parse --jsonl`: a line in, a line out, whatever the line."""

import json

import pytest

import forms
from tests.unit.forms.posts import DATA, NOW, judged, posts_in

GOOD = json.dumps({"text": "产品投诉\n投诉人：甲\n问题：裂", "now": NOW.isoformat()})


def test_the_samples_go_through_line_by_line() -> None:
    lines = (DATA / "complaints.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)

    answers = [json.loads(line) for line in forms.read_jsonl(lines)]

    for post, answer in zip(posts_in("complaints"), answers, strict=True):
        assert list(answer) == ["kind", "fields", "problems", "settlement"]
        assert judged(answer, post.expect) == judged(post.expect, post.expect)


def test_the_answer_is_one_line_in_plain_characters() -> None:
    (answer,) = forms.read_jsonl([GOOD])

    assert "甲" in answer
    assert "\n" not in answer


@pytest.mark.parametrize(
    "line",
    [
        *(
            "",
            "\n",
            "{",
            "[]",
            "null",
            "3",
            '"text"',
            "{}",
            '{"text": "a"}',
            '{"now": "2026-11-23T10:05:00+08:00"}',
        ),
        *('{"text": 3, "now": "2026-11-23T10:05:00+08:00"}', '{"text": "a", "now": null}'),
        *('{"text": "a", "now": "yesterday"}', '{"text": "a", "now": "2026-11-23T10:05:00"}'),
        *("[" * 100_000, "1" * 5000, '{"text": "a", "now": "' + "9" * 5000 + '"}'),
    ],
)
def test_a_malformed_line_is_an_error_of_its_own_and_stops_nothing(line: str) -> None:
    bad, good = forms.read_jsonl([line, GOOD])

    assert list(json.loads(bad)) == ["error"]
    assert json.loads(bad)["error"]
    assert json.loads(good)["kind"] == "product"


def test_half_a_character_is_read_and_can_be_written_out() -> None:
    line = json.dumps({"text": "产品投诉\n投诉人：甲\ud83d乙\n问题：裂", "now": NOW.isoformat()})

    (answer,) = forms.read_jsonl([line])

    assert json.loads(answer)["fields"]["complainant"] == "甲\ufffd乙"
    answer.encode()


def test_lines_are_read_one_at_a_time() -> None:
    def lines():
        yield GOOD
        raise AssertionError("read ahead")

    assert next(forms.read_jsonl(lines()))
