"""Whatever people press in whatever order: the ledger balances in fen, nothing is paid without both signatures."""

from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.company import at
from tests.unit.workflow.freight_play import drafted, wish
from tests.unit.workflow.play import Play, posted_product
from workflow import voucher_events as vev
from workflow.case import Case
from workflow.phases import Act, Phase
from workflow.refusals import Refusal
from workflow.vouchers import DESK, MOST_FEN, UNPAID, Bearing, VoucherStatus, head_office

ACTORS = ("吳小芳", "趙主任", "錢主管", "王五", "林助理", "金會計", "周靜", "王總", "馬力")
NAMED = (("production",), ("logistics", "production"), ("logistics",))
BEARERS = ("logistics", "production", "orders")
PRESSED = (
    Act.SIGN_VOUCHER,
    Act.COUNTERSIGN_VOUCHER,
    Act.RETURN_VOUCHER,
    Act.PAY_VOUCHER,
    Act.KEEP_SHARE,
    Act.WRITE_OFF_VOUCHER,
    Act.CANCEL_VOUCHER,
)
amounts = st.integers(1, MOST_FEN)
shares = st.integers(1, 98).flatmap(
    lambda first: st.integers(1, 99 - first).map(lambda second: (first, second, 100 - first - second))
)
numbers = st.integers(1, 3).map("V-20261123-{:03}".format)


class Freight(RuleBasedStateMachine):
    """Three vouchers at most, on a case that may be acknowledged, appealed and judged on the way."""

    def __init__(self) -> None:
        super().__init__()
        self.play = drafted(_ruled_by_one(), bearings=_bearings((60, 30, 10)))
        self.now = at("11:30")
        self.ruled_anew = 0  # so many events there were when the ruling last changed

    def attempt(self, who: str, act: Act, *, sent: datetime | None = None, **more: object) -> None:
        """Do it now, or let it be read now; or be refused: a refusal changes nothing."""
        self.now += timedelta(seconds=30)
        before = self.play.case
        try:
            self.play.do(who, act, sent or self.now, now=self.now, press=sent is None, **more)
        except Refusal:
            assert self.play.case == before
        if _ruling(before) != _ruling(self.play.case):
            self.ruled_anew = len(self.play.events)

    @rule(amount=amounts, parts=shares)
    def draft(self, amount: int, parts: tuple[int, ...]) -> None:
        if len(self.play.case.vouchers) < 3:
            self.attempt("吳小芳", Act.DRAFT_VOUCHER, freight=wish(amount, bearings=_bearings(parts)))

    @rule(number=numbers, amount=amounts, parts=shares, behind=st.integers(0, 1))
    def edit(self, number: str, amount: int, parts: tuple[int, ...], behind: int) -> None:
        freight = wish(amount, bearings=_bearings(parts))
        revision = self._revision(number) - behind
        self.attempt("吳小芳", Act.EDIT_VOUCHER, voucher=number, revision=revision, freight=freight)

    @rule(
        who=st.sampled_from(ACTORS),
        act=st.sampled_from(PRESSED),
        number=numbers,
        department=st.sampled_from(("", *BEARERS)),
        behind=st.sampled_from((0, 0, 0, 1)),
    )
    def press(self, who: str, act: Act, number: str, department: str, behind: int) -> None:
        revision = self._revision(number) - behind
        self.attempt(who, act, voucher=number, revision=revision, department=department, text="收據")

    @rule(number=numbers, steps=st.integers(1, 6))
    def go_on(self, number: str, steps: int) -> None:
        """Whoever it waits for does what she is asked for, so that vouchers get far."""
        self._go_on(number, steps)

    @rule(act=st.sampled_from((Act.ACKNOWLEDGE, Act.APPEAL)))
    def complainant(self, act: Act) -> None:
        self.attempt("李小明", act, department="superior", text="不合理")

    @rule(act=st.sampled_from((Act.UPHOLD, Act.CHANGE)))
    def judge(self, act: Act) -> None:
        self.attempt("王總", act, text="判詞")

    @rule(
        number=numbers, steps=st.integers(0, 2), named=st.sampled_from(NAMED), decided=st.sampled_from(NAMED)
    )
    def names_late(self, number: str, steps: int, named: tuple[str, ...], decided: tuple[str, ...]) -> None:
        """錢主管 ruled before 趙主任, and it is read when something is signed; if they disagree HR decides."""
        self._go_on(number, steps)
        words = {"finding": "烤漆溫度過低", "opinion": "重做", "departments": named}
        self.attempt("錢主管", Act.REPLY, sent=at("11:00"), **words)
        self.attempt("周靜", Act.ADJUDICATE, departments=decided)

    @invariant()
    def the_ledger_balances_in_fen(self) -> None:
        for voucher in self.play.case.vouchers.values():
            portions = voucher.freight.portions()
            assert sum(portions.values()) == voucher.freight.amount
            borne = sum(portions[one.department] for one in voucher.kept)
            assert voucher.balance == (voucher.freight.amount - borne if voucher.paid_at else 0)

    @invariant()
    def nothing_is_paid_without_both_signatures_by_two_persons(self) -> None:
        for voucher in self.play.case.vouchers.values():
            if voucher.paid_at is None:
                continue
            heads = [voucher.signature_of(head_office(one)) for one in voucher.freight.departments]
            desk = voucher.desk_signature
            assert all(heads)
            assert desk is not None
            assert desk.office == DESK
            assert desk.by not in {one.by for one in heads if one}
            assert voucher.drafted_by not in {desk.by, *(one.by for one in heads if one)}

    @invariant()
    def nothing_is_paid_twice(self) -> None:
        paid = [event.number for event in self.play.events if isinstance(event, vev.VoucherPaid)]
        assert len(paid) == len(set(paid))

    @invariant()
    def nothing_is_written_off_before_every_share_is_kept(self) -> None:
        for voucher in self.play.case.vouchers.values():
            if voucher.written_off_at is not None:
                assert voucher.unkept() == ()
                assert voucher.balance == 0

    @invariant()
    def somebody_owes_something_on_every_open_voucher_and_nobody_on_one_that_is_over(self) -> None:
        """While an appeal is judged, or it is open again who is responsible, on those that are paid only."""
        owed = {duty.subject for duty in self.play.case.open_duties() if duty.subject}
        is_judged = self.play.case.phase in {Phase.APPEALING, Phase.HANDLING}
        vouchers = self.play.case.open_vouchers()
        assert owed == {one.number for one in vouchers if one.paid_at or not is_judged}

    @invariant()
    def no_signature_outlives_the_ruling_it_was_given_under(self) -> None:
        """What is unpaid was signed since the ruling is what it is, and since it is those departments that are responsible."""
        signed = [one for one in self.play.events[: self.ruled_anew] if isinstance(one, vev.VoucherSigned)]
        outdated = {(one.number, one.signature.office, one.signature.at) for one in signed}
        for voucher in self.play.case.vouchers.values():
            if voucher.status in UNPAID:
                assert not outdated & {(voucher.number, one.office, one.at) for one in voucher.signatures}

    @invariant()
    def no_case_is_closed_over_an_open_voucher(self) -> None:
        assert self.play.case.phase is not Phase.CLOSED or not self.play.case.open_vouchers()

    def _go_on(self, number: str, steps: int) -> None:
        for _ in range(steps):
            for who, act, department in _willing(number, self.play.case):
                about = {"voucher": number, "revision": self._revision(number), "department": department}
                self.attempt(who, act, **about, text="收據")

    def _revision(self, number: str) -> int:
        voucher = self.play.case.vouchers.get(number)
        return voucher.revision if voucher else 1


def _bearings(parts: tuple[int, ...]) -> tuple[Bearing, ...]:
    return tuple(
        Bearing(department=department, percent=percent)
        for department, percent in zip(BEARERS, parts, strict=True)
    )


def _ruled_by_one() -> Play:
    """物流部 has taken the responsibility."""
    play = posted_product(settlement=True)
    play.do("王五", Act.PUBLISH, at("10:21"), text="烤漆→包裝→出貨")
    play.reply("趙主任", at("11:01"), "logistics")
    return play


def _ruling(case: Case) -> tuple[frozenset[str], str]:
    return frozenset(case.responsible()), case.changed_ruling


HEADS = {"logistics": "趙主任", "production": "錢主管", "orders": "王五"}
NEXT = {
    VoucherStatus.COUNTERSIGNING: ("林助理", Act.COUNTERSIGN_VOUCHER),
    VoucherStatus.PAYING: ("金會計", Act.PAY_VOUCHER),
    VoucherStatus.WRITING_OFF: ("金會計", Act.WRITE_OFF_VOUCHER),
}


def _willing(number: str, case: Case) -> list[tuple[str, Act, str]]:
    voucher = case.vouchers.get(number)
    if voucher is None:
        return []
    if voucher.status is VoucherStatus.SIGNING:
        return [(HEADS[one], Act.SIGN_VOUCHER, one) for one in voucher.unsigned()]
    if voucher.status is VoucherStatus.KEEPING:
        return [("周靜", Act.KEEP_SHARE, one) for one in voucher.unkept()]
    who, act = NEXT.get(voucher.status, ("", None))
    return [(who, act, "")] if act else []


TestFreight = Freight.TestCase
TestFreight.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
