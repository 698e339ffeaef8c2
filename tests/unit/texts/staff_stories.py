"""Everything that is said about the staff, with facts the regulation made itself."""

from tests.unit.workflow.staff_play import STRANGER, StaffPlay
from workflow.staff_commands import Admit, Apply, Leave, Move, RefuseApplication, ShowStaff
from workflow.values import Position


def coming_and_going() -> StaffPlay:
    """Applicants of all sorts, HR's answers, and people who move and leave."""
    play = StaffPlay()
    play.refused(Apply(telegram_id=STRANGER, department="sales"))
    play.perform(Apply(telegram_id=STRANGER))
    for typed in ("王五*1", "王" * 200, "·"):
        play.refused(Apply(telegram_id=STRANGER, name=typed))
    new = play.applied()
    play.perform(Apply(telegram_id=STRANGER))
    play.refused(Admit(application=new), "陳經理")
    play.perform(ShowStaff(), "周靜")
    play.perform(Admit(application=new), "周靜")
    play.refused(Admit(application=new), "許文")
    play.refused(Admit(application=99), "許文")
    play.refused(Apply(telegram_id=STRANGER))
    other = play.applied("王五", "orders", account=7001)
    play.applied("王五", "orders", account=7002)
    play.perform(RefuseApplication(application=other), "周靜")
    play.perform(RefuseApplication(application=other, reason="不是本公司員工"), "周靜")
    play.refused(Admit(application=other), "周靜")
    _moves_and_leaves(play)
    return play


def _moves_and_leaves(play: StaffPlay) -> None:
    wang = play.named("孫強").id
    play.perform(ShowStaff(department="production"), "周靜")
    play.perform(ShowStaff(department="finance"), "周靜")
    play.perform(ShowStaff(person=wang), "周靜")
    play.perform(Move(person=wang), "周靜")
    play.perform(Move(person=wang, department="orders"), "周靜")
    play.perform(Move(person=wang, department="orders", position=Position.ASSISTANT), "周靜")
    play.perform(Leave(person=wang), "周靜")
    play.perform(Leave(person=wang, sure=True), "周靜")
    play.perform(ShowStaff(person=wang), "周靜")
    play.refused(Move(person=wang), "周靜")


STAFF_STORIES = (coming_and_going,)
