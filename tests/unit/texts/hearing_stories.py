"""The bot is let out of the group and in again, is not shown what people write, and hears them again."""

from tests.company import at
from tests.unit.workflow.hearing_play import Company
from workflow.deafness import Deaf


def removed_and_let_in_again() -> Company:
    company = Company()
    company.is_out(at("10:30"))
    company.is_in(at("10:50"))
    return company


def an_ordinary_member_since_nobody_knows_when() -> Company:
    company = Company()
    company.is_out(at("09:00"), known_at=at("11:00"), why=Deaf.PRIVACY)
    company.is_in(at("14:00"))
    return company


HEARING_STORIES = (removed_and_let_in_again, an_ordinary_member_since_nobody_knows_when)
