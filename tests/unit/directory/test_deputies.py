"""Who acts for whom while somebody is away, and who pays the fine."""

import pytest

from tests.unit.directory.samples import (
    CHEN,
    COMPANY,
    DING,
    HOUR,
    LI,
    LIN,
    NOON,
    QIAN,
    SUN,
    WU,
    ZHOU,
    away,
    who,
    with_absences,
    without,
)
from workflow.values import Absence


def test_an_accepted_deputy_stands_in_from_start_to_end() -> None:
    directory = with_absences(away(SUN, DING))
    assert directory.on_duty(who(SUN), NOON) == who(DING)
    assert directory.on_duty(who(SUN), NOON - 2 * HOUR) == who(SUN)
    assert directory.on_duty(who(SUN), NOON + 8 * HOUR) == who(SUN)  # the end is the first moment back


@pytest.mark.parametrize("absence", [away(SUN, DING, accepted=None), away(SUN, DING, accepted=1)])
def test_nobody_stands_in_before_accepting(absence: Absence) -> None:
    directory = with_absences(absence)
    assert directory.on_duty(who(SUN), NOON) == who(SUN)
    assert not directory.acts_for(who(DING), "desk", NOON)


def test_a_deputy_who_is_away_is_followed_to_his_own() -> None:
    directory = with_absences(away(SUN, QIAN), away(QIAN, ZHOU))
    assert directory.on_duty(who(SUN), NOON) == who(ZHOU)
    assert directory.deputies_of(who(SUN), NOON) == (who(QIAN), who(ZHOU))


def test_a_circle_of_deputies_ends_where_it_began() -> None:
    directory = with_absences(away(SUN, QIAN), away(QIAN, ZHOU), away(ZHOU, SUN))
    assert directory.on_duty(who(SUN), NOON) == who(SUN)
    assert directory.deputies_of(who(SUN), NOON) == (who(QIAN), who(ZHOU))
    assert directory.fined_person("buying", NOON) is None


def test_the_absence_registered_last_counts() -> None:
    directory = with_absences(away(SUN, QIAN, registered=-2), away(SUN, ZHOU, registered=-1.5))
    assert directory.on_duty(who(SUN), NOON) == who(ZHOU)


def test_a_deputy_who_has_left_stands_in_for_nobody() -> None:
    directory = without(DING).model_copy(update={"absences": (away(SUN, DING),)})
    assert directory.on_duty(who(SUN), NOON) == who(SUN)


def test_members_and_the_deputies_of_members_act_for_a_department() -> None:
    directory = with_absences(away(WU, LI))
    assert directory.acts_for(who(WU), "desk", NOON)
    assert directory.acts_for(who(LIN), "desk", NOON)
    assert directory.acts_for(who(LI), "desk", NOON)
    assert not directory.acts_for(who(LI), "desk", NOON + 9 * HOUR)
    assert not directory.acts_for(who(CHEN), "desk", NOON)
    assert not directory.acts_for(who(CHEN), "no such department", NOON)


def test_who_has_left_acts_for_nobody() -> None:
    assert not without(LIN).acts_for(who(LIN), "desk", NOON)


def test_the_head_is_fined() -> None:
    assert COMPANY.fined_person("buying", NOON) == who(SUN)


def test_the_deputy_of_a_head_who_was_away_is_fined() -> None:
    assert with_absences(away(SUN, DING)).fined_person("buying", NOON) == who(DING)


@pytest.mark.parametrize(
    "absence",
    [
        away(SUN, DING, accepted=None),
        away(SUN, DING, accepted=0.5),  # after the clock had started
    ],
)
def test_without_an_accepted_deputy_the_fine_is_held(absence: Absence) -> None:
    assert with_absences(absence).fined_person("buying", NOON) is None


@pytest.mark.parametrize(
    "absence",
    [
        away(SUN, DING, registered=0.1, accepted=0.2),  # entered once the clock was running
        away(SUN, DING, starts=0.1),  # registered, but still there when it started
        away(SUN, DING, ends=-0.5),
    ],
)
def test_an_absence_that_did_not_stand_at_the_start_changes_nothing(absence: Absence) -> None:
    assert with_absences(absence).fined_person("buying", NOON) == who(SUN)


def test_an_accepted_deputy_pays_although_a_second_one_has_not_answered() -> None:
    directory = with_absences(away(SUN, DING), away(SUN, QIAN, registered=-1, accepted=None))
    assert directory.fined_person("buying", NOON) == who(DING)


def test_a_vacant_post_holds_the_fine() -> None:
    assert without(SUN).fined_person("buying", NOON) is None
