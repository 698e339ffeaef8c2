"""Where a case can stand, and what people can do to it; the table of both is in `acts.py`."""

from enum import StrEnum


class Phase(StrEnum):
    """The phases of a case, in the order of an ordinary one."""

    DRAFT = "draft"  # 草稿
    POSTING = "posting"  # 發布中
    ACCEPTING = "accepting"  # 待受理
    COMPLETING = "completing"  # 待補正
    HANDING_OVER = "handing_over"  # 待公布 / 待分流
    HANDLING = "handling"  # 處理中
    NOTIFYING = "notifying"  # 待通知
    ACKNOWLEDGING = "acknowledging"  # 待認可
    SETTLING = "settling"  # 賠付中
    APPEALING = "appealing"  # 申訴中
    CLOSED = "closed"  # 結案


OPEN_PHASES = tuple(phase for phase in Phase if phase is not Phase.CLOSED)
POSTED_PHASES = tuple(phase for phase in OPEN_PHASES if phase not in {Phase.DRAFT, Phase.POSTING})
SETTLED_IN = (Phase.NOTIFYING, Phase.ACKNOWLEDGING, Phase.SETTLING)
"""Where there is a ruling, and nobody doubts it: money moves only here."""


RULED = (Phase.NOTIFYING, Phase.ACKNOWLEDGING, Phase.SETTLING, Phase.APPEALING, Phase.CLOSED)
"""Where there is, or was, a ruling of the round."""


class Outcome(StrEnum):
    """How a case came to its end."""

    ACKNOWLEDGED = "acknowledged"  # 認可
    UNOPPOSED = "unopposed"  # 無異議: the window ended in silence
    WITHDRAWN = "withdrawn"  # 撤回
    CANCELLED = "cancelled"  # 取消, before approval


class Act(StrEnum):
    """What a person can do to a case, by button or by typing."""

    APPROVE = "approve"  # 批准
    RETURN = "return"  # 退回
    CANCEL = "cancel"  # 取消
    NAME_TARGET = "name_target"  # 投訴對象, where the form does not name exactly one
    ASK_PROXY = "ask_proxy"  # 交由代發
    POST_FOR = "post_for"  # 代發
    POST_MYSELF = "post_myself"  # 自行發布
    ACCEPT = "accept"  # 受理
    ASK_COMPLETION = "ask_completion"  # 補正
    COMPLETE = "complete"  # 補充
    RESUME = "resume"  # 續辦
    TAKE_AS_WITHDRAWN = "take_as_withdrawn"  # 作撤回
    PUBLISH = "publish"  # 公布工藝流程
    ROUTE = "route"  # 分流
    REPLY = "reply"  # 處理回覆 / 處理方案
    NAME_RESPONSIBLE = "name_responsible"  # 責任部門, when a reply left it open
    DISCLAIM = "disclaim"  # 非本部門責任
    CONCUR = "concur"  # 同意此結論
    REASSIGN = "reassign"  # 改派
    EXCUSE = "excuse"  # 免除
    REJECT_CLAIM = "reject_claim"  # 駁回
    ADJUDICATE = "adjudicate"  # 裁定
    CONCLUDE = "conclude"  # 以現有回覆結論
    NOTIFY = "notify"  # 通知投訴人
    ACKNOWLEDGE = "acknowledge"  # 認可
    APPEAL = "appeal"  # 申訴
    UPHOLD = "uphold"  # 維持原處理
    CHANGE = "change"  # 改判
    REMAND = "remand"  # 發回重辦
    SIGN_FORM = "sign_form"  # 簽名, of a head
    DISAGREE = "disagree"  # 不同意, of a head: signing too
    FORWARD_FORM = "forward_form"  # 照轉
    WRITE_OPINION = "write_opinion"  # 綜合處理意見
    SIGN_OPINION = "sign_opinion"  # 簽名, of the vice president under an opinion that stands
    AGREE = "agree"  # 同意
    AMEND = "amend"  # 修改
    SEND_BACK = "send_back"  # 退回副總
    EXECUTE = "execute"  # 登記執行
    SETTLE_OFFLINE = "settle_offline"  # 線下辦結, of cases older than the flow form
    FLAG_SETTLEMENT = "flag_settlement"  # 賠款/退換貨
    CLEAR_SETTLEMENT = "clear_settlement"  # 不涉賠款/退換貨
    MARK_URGENT = "mark_urgent"  # 緊急
    CLEAR_URGENT = "clear_urgent"  # 不緊急
    MARK_IMPORTANT = "mark_important"  # 重點
    CLEAR_IMPORTANT = "clear_important"  # 取消重點
    WITHDRAW = "withdraw"  # 撤回
    SUPPLEMENT = "supplement"  # 補充資料
    DRAFT_VOUCHER = "draft_voucher"  # 開立支出證明
    EDIT_VOUCHER = "edit_voucher"  # 修改支出證明
    CANCEL_VOUCHER = "cancel_voucher"  # 作廢
    SIGN_VOUCHER = "sign_voucher"  # 承擔部門簽名
    COUNTERSIGN_VOUCHER = "countersign_voucher"  # 打單部簽名
    RETURN_VOUCHER = "return_voucher"  # 不同意: back to the drafter
    PAY_VOUCHER = "pay_voucher"  # 付款
    KEEP_SHARE = "keep_share"  # 兌現
    WRITE_OFF_VOUCHER = "write_off_voucher"  # 銷帳
    CONFIRM_FINE = "confirm_fine"  # 處罰
    DROP_FINE = "drop_fine"  # 不處罰
    WAIVE = "waive"  # 豁免
    OBJECT = "object"  # 異議
    KEEP_FINE = "keep_fine"  # 維持處罰
    LIFT_FINE = "lift_fine"  # 撤銷處罰
    MARK_PAID = "mark_paid"  # 已繳
    MARK_REFUNDED = "mark_refunded"  # 已退還
    RETAIN_FINE = "retain_fine"  # 維持, though the ruling names others
    RESCIND_FINE = "rescind_fine"  # 撤銷, as the ruling names others
