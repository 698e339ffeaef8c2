"""The freight voucher played until everything of it has been said."""

from collections.abc import Callable

from tests.company import DEPARTMENTS, PEOPLE, at, person
from tests.unit.texts.telling import Story
from tests.unit.workflow.freight_play import SPLIT, V1, drafted, payable, ruled, wish
from tests.unit.workflow.play import posted_product
from workflow.commands import Mistake, Reseat
from workflow.directory import Directory
from workflow.phases import Act
from workflow.values import Absence
from workflow.vouchers import Bearing

TUESDAY = "2026-11-24"


def a_freight_written_off() -> Story:
    story = Story(ruled())
    story.ask("吳小芳", Act.DRAFT_VOUCHER, at("11:29"))
    story.do("吳小芳", Act.DRAFT_VOUCHER, at("11:30"), freight=wish())
    story.more("趙主任", at("11:31"))
    story.play.remind(at("12:00", TUESDAY))
    appealed_meanwhile(story)
    sign(story, "趙主任", "logistics")
    story.ask("錢主管", Act.RETURN_VOUCHER, at("11:41"), voucher=V1, revision=1)
    sign(story, "錢主管", "production")
    sign(story, "錢主管", "production")
    story.do("林助理", Act.COUNTERSIGN_VOUCHER, at("11:45"), voucher=V1, revision=1)
    story.ask("金會計", Act.PAY_VOUCHER, at("13:50"), voucher=V1, revision=1)
    story.do("金會計", Act.PAY_VOUCHER, at("13:51"), voucher=V1, revision=1)
    story.do("金會計", Act.PAY_VOUCHER, at("14:00"), voucher=V1, revision=1, text="收據 0815")
    story.do("金會計", Act.SUPPLEMENT, at("14:01"), text="收據號碼應為 0816")
    story.do("金會計", Act.WRITE_OFF_VOUCHER, at("14:01"), voucher=V1)
    story.do("周靜", Act.KEEP_SHARE, at("14:02"), voucher=V1, department="hr")
    for _ in range(2):
        story.do("周靜", Act.KEEP_SHARE, at("14:03"), voucher=V1, department="logistics")
    story.do("周靜", Act.KEEP_SHARE, at("14:04"), voucher=V1, department="production")
    story.do("金會計", Act.WRITE_OFF_VOUCHER, at("16:00"), voucher=V1)
    return story


def appealed_meanwhile(story: Story) -> None:
    """Nobody signs while it is judged; a press that came too early is told so."""
    story.do("李小明", Act.APPEAL, at("11:32"), department="superior", text="不合理")
    story.do("趙主任", Act.SIGN_VOUCHER, at("11:33"), voucher=V1, revision=1, department="logistics")
    story.do("錢主管", Act.DISAGREE, at("11:34"), revision=1, text="不合理")
    story.do("王總", Act.UPHOLD, at("11:35"), text="結論清楚")
    story.ask("趙主任", Act.SIGN_VOUCHER, at("11:36"), voucher=V1, revision=1, department="logistics")


def money_stopped_twice() -> Story:
    """A voucher is ready to be paid; the ruling is upheld once and sent back after the second appeal."""
    story = Story(payable())
    story.do("李小明", Act.APPEAL, at("11:50"), department="superior", text="不合理")
    story.ask("金會計", Act.PAY_VOUCHER, at("11:51"), voucher=V1, revision=1)
    story.do("王總", Act.UPHOLD, at("11:52"), text="結論清楚")
    story.do("李小明", Act.APPEAL, at("11:53"), department="superior", text="還是不合理，請重新鑒定")
    story.do("王總", Act.REMAND, at("11:54"), text="請重新鑒定")
    return story


def a_department_named_late() -> Story:
    """The head of 生產部 is away without a deputy; its ruling is read only after the freight was signed."""
    play = posted_product(settlement=True)
    play.do("王五", Act.PUBLISH, at("10:21"), text="烤漆→包裝→出貨")
    absence = Absence(
        person=person("錢主管").id,
        deputy=person("孫強").id,
        starts_at=at("11:00"),
        ends_at=at("18:00", TUESDAY),
        registered_at=at("11:00"),
    )
    play.directory = Directory(departments=DEPARTMENTS, people=PEOPLE, absences=(absence,))
    play.reply("趙主任", at("11:01"), "logistics")
    story = Story(play)
    story.do("吳小芳", Act.DRAFT_VOUCHER, at("11:30"), freight=wish())
    words = {"finding": "烤漆溫度過低", "opinion": "重做並換貨", "departments": ("production",)}
    story.do("錢主管", Act.REPLY, at("10:59"), now=at("13:40"), **words)
    story.do("周靜", Act.ADJUDICATE, at("13:50"), departments=("production",))
    gone = tuple(one.model_copy(update={"active": one.name not in {"錢主管", "王總"}}) for one in PEOPLE)
    play.directory = Directory(departments=DEPARTMENTS, people=gone)
    story.perform(Reseat(case=1, person=person("錢主管").id), "周靜", at("14:00"))
    return story


def a_freight_mistyped() -> Story:
    story = Story(ruled())
    mistakes = (
        Mistake(field="amount", problem="invalid", quote="一千二"),
        Mistake(field="bearings", problem="unknown_department", quote="月球部"),
        Mistake(field="bearings", problem="no_percent", quote="物流部"),
        Mistake(field="bearings", problem="percent_missing", quote="物流部 70%、生產部"),
    )
    typed = "金額：一千二\n承運：\n收款人：王師傅\n事由：退貨\n承擔部門：月球部"
    story.do(
        "吳小芳",
        Act.DRAFT_VOUCHER,
        at("11:30"),
        mistakes=mistakes,
        typed=typed,
        freight=wish(None, carrier=""),
    )
    halves = (SPLIT[0], SPLIT[0].model_copy(update={"percent": 29}))
    story.do("吳小芳", Act.DRAFT_VOUCHER, at("11:31"), freight=wish(0, bearings=halves, reason="長" * 301))
    story.do("吳小芳", Act.DRAFT_VOUCHER, at("11:32"), freight=wish(2_000_000_000))
    return story


def a_freight_changed_and_given_back() -> Story:
    story = Story(drafted(drafted(), at("11:31"), reason="退貨第二批"))
    sign(story, "趙主任", "logistics")
    story.more("吳小芳", at("11:39"))
    story.ask("吳小芳", Act.EDIT_VOUCHER, at("11:40"), voucher=V1, revision=1)
    story.do("吳小芳", Act.EDIT_VOUCHER, at("11:41"), voucher=V1, revision=1, freight=wish())
    story.do("吳小芳", Act.DRAFT_VOUCHER, at("11:41"), freight=wish())
    story.do("吳小芳", Act.EDIT_VOUCHER, at("11:42"), voucher=V1, revision=1, freight=wish(99_999))
    sign(story, "趙主任", "logistics")
    story.do("錢主管", Act.RETURN_VOUCHER, at("11:44"), voucher=V1, revision=2, text="不是本部門的錯")
    sign(story, "趙主任", "logistics")
    story.ask("吳小芳", Act.CANCEL_VOUCHER, at("11:46"), voucher=V1, revision=2)
    story.do("吳小芳", Act.CANCEL_VOUCHER, at("11:47"), voucher=V1, text="客戶自付")
    story.do("吳小芳", Act.CANCEL_VOUCHER, at("11:48"), voucher="V-20261123-009", text="沒有這一張")
    story.more("吳小芳", at("11:49"))
    return story


def a_freight_too_early() -> Story:
    story = Story(ruled(settlement=False))
    story.do("吳小芳", Act.DRAFT_VOUCHER, at("11:30"), freight=wish())
    return story


def one_person_for_two_signatures() -> Story:
    story = Story(drafted(ruled("logistics"), bearings=(Bearing(department="orders", percent=100),)))
    for act in (Act.SIGN_VOUCHER, Act.COUNTERSIGN_VOUCHER):
        story.do("王五", act, at("11:41"), voucher=V1, revision=1)
    return story


def a_head_with_nothing_left_to_sign() -> Story:
    story = Story(drafted())
    story.do("趙主任", Act.SIGN_VOUCHER, at("11:40"), voucher=V1, revision=1)
    story.do("趙主任", Act.SIGN_VOUCHER, at("11:41"), voucher=V1, revision=1)
    return story


def sign(story: Story, who: str, department: str) -> None:
    story.do(who, Act.SIGN_VOUCHER, at("11:40"), voucher=V1, revision=1, department=department)


FREIGHT_STORIES: tuple[Callable[[], Story], ...] = (
    *(
        a_freight_written_off,
        money_stopped_twice,
        a_freight_mistyped,
        a_freight_changed_and_given_back,
        a_freight_too_early,
    ),
    *(one_person_for_two_signatures, a_head_with_nothing_left_to_sign, a_department_named_late),
)
