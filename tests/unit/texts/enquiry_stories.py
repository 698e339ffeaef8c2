"""Everything that is said about enquiries, with facts the regulation made itself."""

from tests.company import at, person
from tests.unit.workflow.enquiry_play import NUMBER, EnquiryPlay, opening
from workflow.enquiry_commands import (
    AnswerEnquiry,
    RemindEnquiry,
    RouteEnquiry,
    SettleEnquiry,
    TakeEnquiry,
    WithdrawEnquiry,
)


def a_question_and_its_answer() -> EnquiryPlay:
    """Opened, routed, taken over, reminded of, overdue, answered and settled; and what cannot be."""
    play = EnquiryPlay()
    play.refused(RemindEnquiry(enquiry=NUMBER))
    play.refused(opening(text=" "), "王五")
    play.perform(opening(), "王五")
    play.refused(opening(), "陳經理")
    play.refused(AnswerEnquiry(enquiry=NUMBER), "李小明")
    play.refused(AnswerEnquiry(enquiry=NUMBER), "錢主管")
    play.refused(SettleEnquiry(enquiry=NUMBER), "李小明")
    play.refused(AnswerEnquiry(enquiry=NUMBER, text="好的", bare=True), "周靜")
    play.perform(RouteEnquiry(enquiry=NUMBER), "周靜")
    play.perform(RouteEnquiry(enquiry=NUMBER, department="logistics"), "周靜")
    play.refused(RouteEnquiry(enquiry=NUMBER, department="logistics"), "周靜")
    play.refused(TakeEnquiry(enquiry=NUMBER), "王五")
    play.perform(TakeEnquiry(enquiry=NUMBER), "錢主管")
    play.now = at("09:00", "2026-11-24")
    play.perform(RemindEnquiry(enquiry=NUMBER))
    play.now = at("10:01", "2026-11-24")
    play.perform(RemindEnquiry(enquiry=NUMBER))
    play.perform(AnswerEnquiry(enquiry=NUMBER), "錢主管")
    play.perform(AnswerEnquiry(enquiry=NUMBER, text="這要看排程", remark=True, brought_by=7), "錢主管")
    play.perform(
        AnswerEnquiry(enquiry=NUMBER, text="11/27 到貨"), "錢主管", chat=person("錢主管").telegram_id or 0
    )
    play.refused(RouteEnquiry(enquiry=NUMBER, department="orders"), "周靜")
    play.refused(SettleEnquiry(enquiry=NUMBER), "王五")
    play.perform(SettleEnquiry(enquiry=NUMBER), "李小明")
    play.refused(SettleEnquiry(enquiry=NUMBER), "李小明")
    return play


def a_strangers_question_after_hours() -> EnquiryPlay:
    """Somebody who is not enrolled asks at night; it goes to a department at once."""
    play = EnquiryPlay(now=at("20:00"))
    play.perform(opening("路人", "logistics"), "王五")
    play.perform(AnswerEnquiry(enquiry=NUMBER, text="明早答覆"), "王五")
    return play


def a_question_taken_back() -> EnquiryPlay:
    play = EnquiryPlay()
    play.perform(opening(department="logistics"), "王五")
    play.perform(WithdrawEnquiry(enquiry=NUMBER), "李小明")
    play.refused(WithdrawEnquiry(enquiry=NUMBER), "李小明")
    return play


def a_question_in_the_private_chat() -> EnquiryPlay:
    """Who asks there reads what will come of it, and hears of every change where she asked."""
    play = EnquiryPlay()
    account = person("李小明").telegram_id or 0
    play.perform(opening(chat=account), "李小明", chat=account)
    play.perform(RouteEnquiry(enquiry=NUMBER, department="logistics"), "周靜")
    play.perform(TakeEnquiry(enquiry=NUMBER), "王五")
    return play


ENQUIRY_STORIES = (
    a_question_and_its_answer,
    a_strangers_question_after_hours,
    a_question_taken_back,
    a_question_in_the_private_chat,
)
