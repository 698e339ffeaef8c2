"""Everything that is said about the staff, with facts the regulation made itself."""

from typing import Any

from tests.company import at
from tests.unit.workflow.staff_play import STRANGER, StaffPlay
from workflow.company_commands import EndSuspension, ShowSuspensions, Suspend
from workflow.staff_commands import (
    Admit,
    AnswerDeputy,
    Apply,
    ChooseLanguage,
    ComeBack,
    GoAway,
    Leave,
    Move,
    RefuseApplication,
    ShowAbsences,
    ShowLanguages,
    ShowStaff,
)
from workflow.values import Language, Position


def coming_and_going() -> StaffPlay:
    """Applicants of all sorts, HR's answers, and people who move and leave."""
    play = StaffPlay()
    play.refused(Apply(telegram_id=STRANGER, department="sales"))
    play.perform(Apply(telegram_id=STRANGER))
    for typed in ("王五*1", "王" * 200, "·"):
        play.refused(Apply(telegram_id=STRANGER, name=typed))
    for more in ({"name": "新入"}, {"unread": "業務員"}, {"renames": True}):
        play.perform(Apply(telegram_id=STRANGER, **more))  # type: ignore[arg-type]
    new = play.applied()
    play.perform(Apply(telegram_id=STRANGER))
    play.refused(Admit(application=new), "陳經理")
    play.perform(ShowStaff(), "周靜")
    play.perform(Admit(application=new), "周靜")
    play.refused(Admit(application=new), "許文")
    play.refused(Admit(application=99), "許文")
    play.refused(Apply(telegram_id=STRANGER))
    other = play.applied("王五", "orders", account=7001)
    again = play.applied("王五", "orders", account=7002)
    play.perform(RefuseApplication(application=other), "周靜")
    play.perform(RefuseApplication(application=other, reason="不是本公司員工"), "周靜")
    play.refused(Admit(application=other), "周靜")
    play.perform(Admit(application=again, person=play.named("王五").id), "周靜")
    _moves_and_leaves(play)
    return play


def _moves_and_leaves(play: StaffPlay) -> None:
    wang = play.named("孫強").id
    play.perform(ShowStaff(department="production"), "周靜")
    play.perform(ShowStaff(department="finance"), "周靜")
    play.perform(ShowStaff(person=wang), "周靜")
    play.perform(ShowStaff(people=(wang, play.named("王五").id), words="強或五"), "周靜")
    play.perform(Move(person=wang), "周靜")
    play.perform(Move(person=wang, department="orders"), "周靜")
    play.perform(Move(person=wang, department="orders", position=Position.ASSISTANT), "周靜")
    play.perform(Leave(person=wang), "周靜")
    play.perform(Leave(person=wang, sure=True), "周靜")
    play.perform(ShowStaff(person=wang), "周靜")
    play.refused(Move(person=wang), "周靜")


def being_away() -> StaffPlay:
    """Absences, deputies who accept and decline, and what cannot be."""
    play = StaffPlay()
    one = {"starts_at": at("00:00", "2026-11-24"), "ends_at": at("00:00", "2026-11-27")}
    li, mei, chen = (play.named(name).id for name in ("李小明", "黃美", "陳經理"))
    play.refused(ComeBack(), "陳經理")
    play.refused(GoAway(starts_at=one["ends_at"], ends_at=one["starts_at"], deputy=li), "陳經理")
    play.refused(GoAway(starts_at=at("00:00", "2026-11-20"), ends_at=one["ends_at"], deputy=li), "陳經理")
    play.refused(GoAway(starts_at=one["starts_at"], ends_at=at("00:00", "2028-01-01"), deputy=li), "陳經理")
    play.refused(GoAway(**one, deputy=chen), "陳經理")
    play.perform(Leave(person=play.named("馬力").id, sure=True), "周靜")
    play.refused(GoAway(**one, deputy=play.named("馬力").id), "陳經理")
    play.perform(GoAway(**one, deputy=li), "陳經理")
    play.refused(AnswerDeputy(person=chen, registered_at=play.now, accepts=True), "黃美")
    play.perform(AnswerDeputy(person=chen, registered_at=play.now, accepts=True), "李小明")
    play.refused(AnswerDeputy(person=chen, registered_at=play.now, accepts=True), "李小明")
    play.refused(GoAway(**one, deputy=chen), "李小明")
    play.perform(GoAway(**one, deputy=mei), "李小明")
    play.perform(AnswerDeputy(person=li, registered_at=play.now, accepts=False), "黃美")
    play.perform(ShowAbsences(), "陳經理")
    play.perform(GoAway(**one, deputy=chen), "黃美")
    play.perform(ComeBack(), "陳經理")
    play.perform(ComeBack(), "黃美")
    play.now = at("09:00", "2026-11-28")
    play.refused(AnswerDeputy(person=mei, registered_at=at("10:00"), accepts=True), "陳經理")
    play.perform(ShowAbsences(), "陳經理")
    return play


def clocks_standing_still() -> StaffPlay:
    """Suspensions of some and of all, ended early, called off, and what cannot be."""
    play = StaffPlay()
    power: dict[str, Any] = {"starts_at": at("10:00"), "ends_at": at("12:00"), "reason": "停電"}
    play.perform(ShowSuspensions(), "周靜")
    for wrong in (
        {"starts_at": at("09:00")},
        {"starts_at": at("13:00")},
        {"ends_at": at("12:00", "2027-01-10")},
        {"reason": ""},
    ):
        play.refused(Suspend(**{**power, **wrong}), "周靜")
    play.perform(Suspend(**power, departments=("production", "logistics")), "周靜")
    play.perform(Suspend(**{**power, "starts_at": at("11:30")}), "周靜")
    play.perform(ShowSuspensions(), "周靜")
    play.now = at("11:00")
    play.perform(EndSuspension(suspension=1), "周靜")
    play.perform(EndSuspension(suspension=2), "周靜")
    play.refused(EndSuspension(suspension=2), "周靜")
    return play


def choosing_a_language() -> StaffPlay:
    """What a stranger and somebody enrolled are offered, and what they choose."""
    play = StaffPlay()
    play.perform(ShowLanguages(telegram_id=STRANGER, suggested=Language.EN))
    play.perform(ShowLanguages(telegram_id=1012), "王五")
    play.perform(ChooseLanguage(telegram_id=1012, language=Language.ZH_HANS), "王五")
    play.perform(ShowLanguages(telegram_id=1012), "王五")
    return play


STAFF_STORIES = (coming_and_going, being_away, clocks_standing_still, choosing_a_language)
