"""The table of acts: in which phases, by whom, leading where. Legality, buttons and the diagram in the docs read it.

Refused moves are one `Refusal` and change nothing. What a rule needs beyond phase and person is in its function.
"""

from collections.abc import Callable
from typing import NamedTuple

from workflow import (
    closing,
    correcting,
    filing,
    freight,
    freight_who,
    handling,
    handover,
    marking,
    penalties,
    replying,
    settling,
    signers,
    who,
)
from workflow.commands import Do
from workflow.course import Course
from workflow.marks import Mark
from workflow.phases import OPEN_PHASES, POSTED_PHASES, RULED, SETTLED_IN, Act, Phase
from workflow.values import Kind
from workflow.who import Who

Decide = Callable[[Course, Do], None]


class Rule(NamedTuple):
    """One line of the table; `leads_to` are the phases it may enter (empty: it stays)."""

    phases: tuple[Phase, ...]
    who: Who
    decide: Decide
    leads_to: tuple[Phase, ...] = ()
    kind: Kind | None = None


P, S = Kind.PRODUCT, Kind.SERVICE
DRAFT, POSTING, ACCEPTING, COMPLETING = Phase.DRAFT, Phase.POSTING, Phase.ACCEPTING, Phase.COMPLETING
HANDING_OVER, HANDLING, NOTIFYING = Phase.HANDING_OVER, Phase.HANDLING, Phase.NOTIFYING
ACKNOWLEDGING, SETTLING, APPEALING, CLOSED = (
    Phase.ACKNOWLEDGING,
    Phase.SETTLING,
    Phase.APPEALING,
    Phase.CLOSED,
)
ROUND_OVER = (NOTIFYING, ACKNOWLEDGING)
OWED_LATE = (ACCEPTING, HANDING_OVER, HANDLING, ACKNOWLEDGING, SETTLING, APPEALING, CLOSED)
BEFORE_REPLY = (POSTING, ACCEPTING, COMPLETING, HANDING_OVER, HANDLING)
ANY = (*OPEN_PHASES, CLOSED)

BY_ITSELF: tuple[tuple[Phase, Phase, str], ...] = (  # what moves a case without anybody's act
    (POSTING, ACCEPTING, "the post stands in the group"),
    (ACCEPTING, HANDLING, "30 minutes gone unpublished"),
    (HANDING_OVER, HANDLING, "30 minutes gone unpublished"),
    (ACKNOWLEDGING, SETTLING, "the window ends in silence"),
    (ACKNOWLEDGING, CLOSED, "the window ends in silence"),
    (SETTLING, ACKNOWLEDGING, "the group was not heard in that window"),
    (CLOSED, ACKNOWLEDGING, "the group was not heard in that window"),
)

ACTS: dict[Act, Rule] = {
    # 草稿
    Act.APPROVE: Rule((DRAFT,), who.approver, filing.approve, (POSTING,)),
    Act.RETURN: Rule((DRAFT,), who.approver, filing.return_draft),
    Act.NAME_TARGET: Rule((DRAFT, POSTING, ACCEPTING), who.author, filing.name_target, (POSTING,), S),
    Act.CANCEL: Rule((DRAFT,), who.author, filing.cancel, (CLOSED,)),
    Act.ASK_PROXY: Rule((DRAFT,), who.complainant, filing.ask_proxy),
    # 發布中
    Act.POST_FOR: Rule((POSTING,), who.proxies, filing.post_for),
    Act.POST_MYSELF: Rule((POSTING,), who.complainant, filing.post_myself),
    # 待受理, 待補正, 待公布 / 待分流
    Act.ACCEPT: Rule(OWED_LATE, who.receivers, handover.accept, (HANDING_OVER,)),
    Act.ASK_COMPLETION: Rule(
        (ACCEPTING, HANDING_OVER), who.receivers, handover.ask_completion, (COMPLETING,)
    ),
    Act.COMPLETE: Rule((COMPLETING,), who.author, handover.complete, (HANDING_OVER,)),
    Act.RESUME: Rule((COMPLETING,), who.hr, handover.resume, (HANDING_OVER,)),
    Act.TAKE_AS_WITHDRAWN: Rule((COMPLETING,), who.hr, handover.take_as_withdrawn, (CLOSED,)),
    Act.PUBLISH: Rule(OWED_LATE, who.receivers, handover.publish, (HANDLING,), P),
    Act.ROUTE: Rule((ACCEPTING, HANDING_OVER), who.routers, handover.route, (HANDLING,), S),
    # 處理中
    Act.REPLY: Rule(
        (HANDLING, NOTIFYING, ACKNOWLEDGING, SETTLING, APPEALING, CLOSED),
        who.repliers,
        replying.reply,
        (*ROUND_OVER, APPEALING),
    ),
    Act.NAME_RESPONSIBLE: Rule(
        (HANDLING, NOTIFYING, ACKNOWLEDGING),
        who.repliers,
        replying.name_responsible,
        (*ROUND_OVER, HANDLING, APPEALING),
    ),
    Act.DISCLAIM: Rule((HANDLING,), who.repliers, handling.disclaim, ROUND_OVER),
    Act.CONCUR: Rule((HANDLING,), who.repliers, handling.concur, ROUND_OVER, P),
    Act.REASSIGN: Rule((HANDLING,), who.claim_judges, handling.reassign, ROUND_OVER, S),
    Act.EXCUSE: Rule((HANDLING,), who.claim_judges, handling.excuse, ROUND_OVER, S),
    Act.REJECT_CLAIM: Rule((HANDLING,), who.claim_judges, handling.reject_claim, ROUND_OVER, S),
    Act.ADJUDICATE: Rule((HANDLING,), who.adjudicators, handling.adjudicate, ROUND_OVER),
    Act.CONCLUDE: Rule((HANDLING,), who.hr, handling.conclude, ROUND_OVER),
    # 待通知, 待認可, 賠付中, 申訴中
    Act.NOTIFY: Rule((NOTIFYING,), who.hr, closing.notify, (ACKNOWLEDGING,), S),
    Act.ACKNOWLEDGE: Rule((ACKNOWLEDGING,), who.complainant, closing.acknowledge, (SETTLING, CLOSED)),
    Act.APPEAL: Rule((HANDLING, ACKNOWLEDGING), who.complainant, closing.appeal, (APPEALING,)),
    Act.UPHOLD: Rule((APPEALING,), who.judges, closing.uphold, (ACKNOWLEDGING,)),
    Act.CHANGE: Rule((APPEALING,), who.judges, closing.change, (ACKNOWLEDGING,)),
    Act.REMAND: Rule((APPEALING,), who.judges, closing.remand, (HANDLING,)),
    # the flow form, beside 待通知 and 待認可 or in 賠付中
    Act.SIGN_FORM: Rule(SETTLED_IN, signers.heads, settling.sign),
    Act.DISAGREE: Rule(SETTLED_IN, signers.heads, settling.disagree),
    Act.FORWARD_FORM: Rule(SETTLED_IN, who.hr, settling.forward),
    Act.WRITE_OPINION: Rule(SETTLED_IN, signers.opinion_writers, settling.write_opinion),
    Act.SIGN_OPINION: Rule(SETTLED_IN, signers.opinion_writers, settling.sign_opinion),
    Act.AGREE: Rule(SETTLED_IN, signers.deciders, settling.decide),
    Act.AMEND: Rule(SETTLED_IN, signers.deciders, settling.decide),
    Act.SEND_BACK: Rule(SETTLED_IN, signers.deciders, settling.decide),
    Act.EXECUTE: Rule(SETTLED_IN, signers.executors, settling.execute, (CLOSED,)),
    Act.SETTLE_OFFLINE: Rule((SETTLING,), who.hr, closing.settle_offline, (CLOSED,)),
    # any open phase
    Act.FLAG_SETTLEMENT: Rule(POSTED_PHASES, who.hr_or_repliers, closing.flag_settlement),
    Act.CLEAR_SETTLEMENT: Rule(POSTED_PHASES, who.hr_or_repliers, closing.clear_settlement, (CLOSED,)),
    Act.MARK_URGENT: Rule(OPEN_PHASES, who.markers, marking.mark_urgent),
    Act.CLEAR_URGENT: Rule(OPEN_PHASES, who.markers, marking.unmark(Mark.URGENT)),
    Act.MARK_IMPORTANT: Rule(OPEN_PHASES, who.markers, marking.mark_important),
    Act.CLEAR_IMPORTANT: Rule(OPEN_PHASES, who.markers, marking.unmark(Mark.IMPORTANT)),
    Act.WITHDRAW: Rule(BEFORE_REPLY, who.complainant, closing.withdraw, (CLOSED,)),
    Act.SUPPLEMENT: Rule((*POSTED_PHASES, CLOSED), correcting.who_adds, closing.supplement),
    # the freight voucher: not while it is open again who is responsible; what is paid is followed up all the same
    Act.DRAFT_VOUCHER: Rule(SETTLED_IN, freight_who.drafters, freight.draft),
    Act.EDIT_VOUCHER: Rule(SETTLED_IN, freight_who.drafters, freight.edit),
    Act.CANCEL_VOUCHER: Rule(POSTED_PHASES, freight_who.drafters, freight.cancel, (CLOSED,)),
    Act.SIGN_VOUCHER: Rule(SETTLED_IN, freight_who.bearing_heads, freight.sign),
    Act.COUNTERSIGN_VOUCHER: Rule(SETTLED_IN, freight_who.desk, freight.countersign),
    Act.RETURN_VOUCHER: Rule(POSTED_PHASES, freight_who.awaited, freight.give_back),
    Act.PAY_VOUCHER: Rule(SETTLED_IN, freight_who.cashiers, freight.pay),
    Act.KEEP_SHARE: Rule(POSTED_PHASES, freight_who.followers_up, freight.keep_share),
    Act.WRITE_OFF_VOUCHER: Rule(POSTED_PHASES, freight_who.cashiers, freight.write_off, (CLOSED,)),
    # fines, whatever became of the case
    Act.CONFIRM_FINE: Rule(ANY, who.fine_office, penalties.confirm_fine),
    Act.DROP_FINE: Rule(ANY, who.fine_office, penalties.drop_fine),
    Act.WAIVE: Rule(ANY, who.fine_office, penalties.waive),
    Act.OBJECT: Rule(ANY, who.fined_person, penalties.object_),
    Act.KEEP_FINE: Rule(ANY, who.objection_judges, penalties.keep_fine),
    Act.LIFT_FINE: Rule(ANY, who.objection_judges, penalties.lift_fine),
    Act.MARK_PAID: Rule(ANY, who.fine_office, penalties.mark_paid),
    Act.MARK_REFUNDED: Rule(ANY, who.fine_office, penalties.mark_refunded),
    Act.RETAIN_FINE: Rule(RULED, who.fine_office, penalties.retain_fine),
    Act.RESCIND_FINE: Rule(RULED, who.fine_office, penalties.rescind_fine),
}
