"""The score of `make mutants` says how far a sample can be trusted."""

import os
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.mutants import NO_TESTS, drawn, interval, is_older, report

KILLED, ALIVE, ENDLESS = 1, 0, 36


@given(tried=st.integers(1, 5000), data=st.data())
def test_the_interval_holds_the_share_and_stays_a_share(tried: int, data: st.DataObject) -> None:
    caught = data.draw(st.integers(0, tried))
    low, high = interval(caught, tried)
    assert 0 <= low <= caught / tried + 1e-9
    assert caught / tried - 1e-9 <= high <= 1 + 1e-9


def test_a_larger_sample_is_surer() -> None:
    small, large = interval(90, 100), interval(900, 1000)
    assert small[0] < large[0] < 0.9 < large[1] < small[1]


def test_nothing_tried_says_nothing() -> None:
    assert interval(0, 0) == (0.0, 1.0)


def test_a_seed_draws_the_same_mutants_again() -> None:
    names = [f"workflow.case.x_{number}" for number in range(100)]
    assert drawn(names, 10, seed=7) == drawn(names, 10, seed=7) != drawn(names, 10, seed=8)
    assert drawn(names, 1000, seed=7) == sorted(names)


def test_the_report_counts_by_module_and_names_the_survivors() -> None:
    judged = {
        "workflow.case.x_1": KILLED,
        "workflow.case.x_2": ENDLESS,
        "workflow.fines.x_1": ALIVE,
        "storage.outbox.x_1": NO_TESTS,
        "storage.outbox.x_2": None,
    }
    told = report(judged, of=50, seed=3)
    lines = [" ".join(line.split()) for line in told.splitlines()]
    assert lines[0] == "5 of 50 mutants, seed 3"
    assert "case 2 of 2 caught 100.0%" in lines
    assert "fines 0 of 1 caught 0.0%" in lines
    assert any(line.startswith("workflow/ 2 of 3 caught 66.7% 95 % sure of") for line in lines)
    survivors = lines[lines.index("survivors:") + 1 :]
    assert survivors == [
        "storage.outbox.x_1 (no test comes by)",
        "storage.outbox.x_2 (not tried)",
        "workflow.fines.x_1",
    ]


def test_what_was_found_out_about_code_that_has_changed_is_old(tmp_path: Path) -> None:
    made, source = tmp_path / "stats.json", tmp_path / "case.py"
    source.touch()
    assert not is_older(made, [source])
    made.touch()
    for changed, old in ((100, False), (300, True)):
        os.utime(made, (200, 200))
        os.utime(source, (changed, changed))
        assert is_older(made, [source]) is old
