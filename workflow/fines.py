"""Fines: 50 yuan of the department's head into the fruit fund (C26-C27), and what can become of one."""

from enum import StrEnum

from pydantic import AwareDatetime

from workflow.values import Value


class FineStatus(StrEnum):
    HELD = "held"  # 待核定: HR decides first
    ISSUED = "issued"  # 已罰
    OBJECTED = "objected"  # 異議中
    UPHELD = "upheld"  # 維持處罰
    DROPPED = "dropped"  # 不處罰: was held
    WAIVED = "waived"  # 豁免
    LIFTED = "lifted"  # 撤銷: the objection, or the ruling, was right
    REVOKED = "revoked"  # 撤銷: a reply in time turned up
    PAID = "paid"  # 已繳
    REFUND_OWED = "refund_owed"  # 待退還: it came to nothing after payment, the money is still in the fund
    REFUNDED = "refunded"  # 已退還


class Ground(StrEnum):
    """Why a fine comes to nothing: somebody decided so, the ruling blames others, or a reply came in time after all."""

    DECISION = "decision"
    RULING = "ruling"
    IN_TIME = "in_time"


class HoldReason(StrEnum):
    """Why a miss is held for HR instead of fined (design section 3, Fines)."""

    OUTAGE = "outage"  # the bot could not see the group
    DEAF = "deaf"  # the bot was not in the group, or was not shown what people write there
    PING_LATE = "ping_late"  # the department was not told in the first half of its time
    HANDOVER_LATE = "handover_late"  # 打單部 or 人力資源部 was late itself
    NO_CALENDAR = "no_calendar"  # a year without holiday data
    VACANT = "vacant"  # nobody holds the post
    NEW_HEAD = "new_head"  # the head came to the post after the clock had started
    AWAY = "away"  # the head was away without an accepted deputy
    UNREAD = "unread"  # a message of that time could not be processed
    UNCLEAR = "unclear"  # a reply waits for its author to say which case it answers
    UNNAMED = "unnamed"  # another department has yet to say who is responsible, perhaps itself
    CONFIRM = "confirm"  # penalty.mode: confirm


OWED = frozenset({FineStatus.ISSUED, FineStatus.OBJECTED, FineStatus.UPHELD})
STANDING = OWED | {FineStatus.PAID}


class FineStep(Value):
    """One thing that became of a fine after it was opened; `kept`: 維持 though the ruling names others, `doubted`: learnt later."""

    at: AwareDatetime
    by: int | None = None
    stands_for: int | None = None
    status: FineStatus
    ground: Ground = Ground.DECISION
    reason: str = ""
    kept: bool = False
    doubted: bool = False


class Fine(Value):
    """One fine; `(case, round, department)` is unique. Money is whole yuan."""

    number: str
    notice: (
        str  # the number under which its penalty notice stands in the group; fines judged together share one
    )
    round: int
    department: str
    person: int | None  # who pays; None while the post is vacant
    head: int | None  # who heads the department, if another pays
    amount: int
    due_at: AwareDatetime
    issued_at: AwareDatetime
    status: FineStatus
    reasons: tuple[HoldReason, ...] = ()
    note: str = ""
    changed_at: AwareDatetime | None = None
    changed_by: int | None = None
    minutes_late: int | None = None
    ground: Ground = Ground.DECISION
    refunded_at: AwareDatetime | None = None
    refunded_by: int | None = None
    kept_at: AwareDatetime | None = None  # 維持, though the ruling names others
    kept_by: int | None = None
    kept_reason: str = ""
    objected_reason: str = ""
    objection_until: AwareDatetime | None = None
    steps: tuple[FineStep, ...] = ()  # all that became of it, in order
    doubted_at: AwareDatetime | None = None  # held, or when paid put in doubt, after it had been issued
