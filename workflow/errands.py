"""What a button, or the answer to a question, can want that is about no case; acts on cases are in `phases.py`.

A new errand goes through the house like an act: its code in `handlers/errand_codes.py`, its reader in
`handlers/errands.py`, its words in `labels.yaml` (`errands`, and `done` where a press that worked says so).
"""

from enum import StrEnum


class Errand(StrEnum):
    """Errands; no name is also that of an act."""

    APPLY_NAME = "apply_name"  # 改姓名, while she applies
    APPLY_BACK = "apply_back"  # 上一步, while she applies or waits
    APPLY_DEPARTMENT = "apply_department"  # the applicant's department
    APPLY_POSITION = "apply_position"  # the applicant's position
    ADMIT = "admit"  # 批准, as somebody new
    ADMIT_AS = "admit_as"  # 批准, as the person chosen
    REFUSE_APPLICATION = "refuse_application"  # 拒絕
    SHOW_DEPARTMENT = "show_department"  # its people
    SHOW_PERSON = "show_person"  # what can be done about a person
    MOVE = "move"  # 調動; the choice is a department, or a position in one
    LEAVE = "leave"  # 離職; asked once more
    END_SUSPENSION = "end_suspension"  # the clocks run again
    GO_AWAY = "go_away"  # the question of /away
    DEPUTISE = "deputise"  # 接受
    DEPUTISE_NOT = "deputise_not"  # 不接受
    LEAVE_SURELY = "leave_surely"  # 確認離職
    NEXT_PAGE = "next_page"  # 下一頁 of a list; the choice is the question
    CHOOSE_LANGUAGE = "choose_language"  # of the private chat
    WIZARD_START = "wizard_start"  # fill in a form of the kind chosen, step by step
    WIZARD_RESUME = "wizard_resume"  # 繼續
    WIZARD_RESTART = "wizard_restart"  # 重新開始
    WIZARD_CHOOSE = "wizard_choose"  # one of the values offered, by its place
    WIZARD_NOW = "wizard_now"  # 現在
    WIZARD_KEEP = "wizard_keep"  # 不改
    WIZARD_BACK = "wizard_back"  # 上一步
    WIZARD_GO = "wizard_go"  # to the field chosen
    WIZARD_DONE = "wizard_done"  # 完成, no more evidence
    WIZARD_SUBMIT = "wizard_submit"  # 提交
    WIZARD_COMPLETE = (
        "wizard_complete"  # 逐項補填, of a posted form with mistakes, told by the update that brought it
    )
    WIZARD_MEND = "wizard_mend"  # 修改 a draft, from its preview
    TURN_COMPLAINT = "turn_complaint"  # 轉為投訴: words of the group, told by the update that brought them
    TURN_ENQUIRY = "turn_enquiry"  # 轉為諮詢
    ANSWER_ENQUIRY = "answer_enquiry"  # 答覆
    ROUTE_ENQUIRY = "route_enquiry"  # 交給部門
    TAKE_ENQUIRY = "take_enquiry"  # 接手
    REMARK_ANSWERS = (
        "remark_answers"  # 是，作為答覆: words under a question, told by the update that brought them
    )
    REMARK_IS_TALK = "remark_is_talk"  # 不是
    WORDS_ARE_TALK = "words_are_talk"  # 不是: words typed beside a question are no answer
    SETTLE_ENQUIRY = "settle_enquiry"  # 滿意
    SHOW_RULE = "show_rule"  # a section of the regulation
    WITHDRAW_ENQUIRY = "withdraw_enquiry"  # 撤回, by who asked
    COMPLAIN_OF = "complain_of"  # 轉為投訴, of an enquiry that was answered
