"""A duty: who owes what by when (design, `(case, kind, round, department)` unique)."""

from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import AwareDatetime

from workflow.values import Duration, Pause, Value


class DutyKind(StrEnum):
    APPROVE = "approve"  # 批准 (Q15)
    POST_FOR = "post_for"  # 代發 (C04)
    ACCEPT = "accept"  # 受理 (C08, C12)
    COMPLETE = "complete"  # 補正
    PUBLISH = "publish"  # 公布 (C09)
    ROUTE = "route"  # 分流 (C13)
    REPLY = "reply"  # 處理回覆 / 處理方案 (C11, C15)
    NAME_RESPONSIBLE = "name_responsible"  # 責任部門, where a reply left it open
    SETTLE_CLAIM = "settle_claim"  # 改派, 免除 or 駁回
    ADJUDICATE = "adjudicate"  # 裁定
    NOTIFY = "notify"  # 通知投訴人 (C16)
    ACKNOWLEDGE = "acknowledge"  # 認可 or 申訴; its end is 無異議 (Q40)
    APPEAL = "appeal"  # the answer to an appeal (C29)
    SETTLE = "settle"  # 賠付 (C17), of cases older than the flow form
    SIGN = "sign"  # the head's signature on the flow form (C20)
    FORWARD = "forward"  # HR hands the form to the vice president (C21)
    OPINE = "opine"  # 綜合處理意見 (C22)
    DECIDE = "decide"  # 王總審批意見 (C23-C24)
    EXECUTE = "execute"  # 打單部 does what was decided (C25)
    VOUCHER_MEND = "voucher_mend"  # 修改 a voucher that was given back
    VOUCHER_SIGN = "voucher_sign"  # 承擔部門負責人簽名 (C36)
    VOUCHER_COUNTERSIGN = "voucher_countersign"  # 打單部簽名 (C37)
    VOUCHER_PAY = "voucher_pay"  # 付款 (C38)
    VOUCHER_KEEP = "voucher_keep"  # 跟進兌現 (C40)
    VOUCHER_WRITE_OFF = "voucher_write_off"  # 銷帳 (C41)
    REVIEW_FINE = "review_fine"  # 維持 or 撤銷 where the ruling finds the fined department not responsible


class Ending(StrEnum):
    """How a duty ended without being missed."""

    DONE = "done"
    RELEASED = "released"  # another department took the responsibility (Q08)
    DISCLAIMED = "disclaimed"  # 非本部門責任
    CONCURRED = "concurred"  # 同意此結論
    EXCUSED = "excused"  # 免除
    UNANSWERED = "unanswered"  # 以現有回覆結論 closed it
    CANCELLED = "cancelled"  # the case went another way


OF_FLOW = frozenset({DutyKind.SIGN, DutyKind.FORWARD, DutyKind.OPINE, DutyKind.DECIDE, DutyKind.EXECUTE})
OF_VOUCHER = frozenset(
    {
        DutyKind.VOUCHER_MEND,
        DutyKind.VOUCHER_SIGN,
        DutyKind.VOUCHER_COUNTERSIGN,
        DutyKind.VOUCHER_PAY,
        DutyKind.VOUCHER_KEEP,
        DutyKind.VOUCHER_WRITE_OFF,
    }
)
OF_MONEY = OF_FLOW | OF_VOUCHER
"""What waits for whoever holds a post: it goes with the post when that changes hands."""
OF_FINE = frozenset({DutyKind.REVIEW_FINE})
"""What is owed about a fine: it outlives the case."""
DAILY = OF_MONEY | OF_FINE
"""What is asked for again each working day until it is done."""
UNLIMITED = OF_VOUCHER | OF_FINE | {DutyKind.OPINE, DutyKind.DECIDE, DutyKind.EXECUTE}
"""What has no time limit, only a reminder every working day (Q33, Q38): `due_at` is the first of these."""
FREED = frozenset({Ending.DISCLAIMED, Ending.EXCUSED})  # said to have no part in it, by itself or by HR


class Duty(Value):
    """One obligation; `missed_at` is set when it was judged, not when it fell due."""

    kind: DutyKind
    round: int = 1
    department: str = ""
    subject: str = ""  # the voucher or the fine it is about, where a case may have several
    person: int | None = None  # for duties of one person: approver, complainant, judge
    starts_at: AwareDatetime
    limit: Duration | None = (
        None  # as it was given; None of what is due at a time of the day, and of older ones
    )
    due_at: AwareDatetime
    half_at: AwareDatetime  # by then its ping must stand in the group, or a miss is held
    reminders: tuple[AwareDatetime, ...] = ()
    reminded: int = 0
    pinged_at: AwareDatetime | None = None
    ended_at: AwareDatetime | None = None
    ended_by: int | None = None
    ended_for: int | None = None  # whose deputy she was in it
    ending: Ending | None = None
    ended_late: bool = False  # the act that ended it came after the due time (late means act > due)
    missed_at: AwareDatetime | None = None
    lengthened_from: AwareDatetime | None = None  # its end before the group was not heard in it
    pauses: tuple[Pause, ...] = ()  # suspensions within it, as they stood when it was last moved
    certain: bool = True  # False: a calendar year in it has no holiday data
    late_start: bool = False  # the hand-over before it came late or never

    @property
    def key(self) -> str:
        return duty_key(self.kind, self.round, self.department, self.subject)

    @property
    def is_open(self) -> bool:
        return self.ending is None

    @property
    def is_limited(self) -> bool:
        return self.kind not in UNLIMITED

    @property
    def is_late(self) -> bool:
        """Whether it was missed, or ended after its time and not judged yet."""
        return self.missed_at is not None or self.ended_late

    @property
    def awaits_judgement(self) -> bool:
        return self.is_limited and self.missed_at is None and (self.is_open or self.is_late)

    @property
    def next_reminder(self) -> datetime | None:
        return self.reminders[self.reminded] if self.is_open and self.reminded < len(self.reminders) else None

    @property
    def next_at(self) -> datetime | None:
        """The next moment at which the clockwork has to look at it."""
        moments = [self.due_at] if self.awaits_judgement else []
        if self.next_reminder:
            moments.append(self.next_reminder)
        return min(moments, default=None)


def duty_key(kind: DutyKind, round_: int, department: str, subject: str) -> str:
    """Return what tells the duties of one case apart."""
    return "/".join((kind, str(round_), department, *([subject] if subject else [])))


REMIND_AT_SHARE = 0.8  # of the working time of a duty
OVERDUE_EVERY = timedelta(minutes=30)
OVERDUE_REMINDERS = 4
