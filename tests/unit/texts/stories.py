"""Cases played until everything the regulation can say has been said, with facts it made itself."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import cache

from tests.company import DEPARTMENTS, PEOPLE, at, person, product_form, service_form
from tests.unit.texts.enquiry_stories import ENQUIRY_STORIES
from tests.unit.texts.freight_stories import FREIGHT_STORIES
from tests.unit.texts.hearing_stories import HEARING_STORIES
from tests.unit.texts.samples import SAMPLES
from tests.unit.texts.staff_stories import STAFF_STORIES
from tests.unit.texts.telling import Said, Story
from tests.unit.workflow.enquiry_play import EnquiryPlay
from tests.unit.workflow.hearing_play import Company
from tests.unit.workflow.play import GROUP, Play, handled_product, posted_product, settling_without_form
from tests.unit.workflow.staff_play import StaffPlay
from tests.unit.workflow.test_answering import all_away
from workflow import exhibits, views
from workflow.commands import (
    Attach,
    CorrectSpending,
    Decline,
    File,
    Fill,
    HandOutFile,
    KeepEvidence,
    Mistake,
    Spend,
    Stimulus,
    Tell,
)
from workflow.company_commands import Doubt
from workflow.deafness import Deaf, Deafness
from workflow.directory import Directory
from workflow.duties import Ending
from workflow.evidence import Evidence, Medium, NotKept
from workflow.fund import Fund, Spending
from workflow.phases import Act
from workflow.values import Kind, Penalty, PenaltyMode, Position, Rules, Window
from workflow.wizard import Move, answer, back, begin, choose_kind
from workflow.world import Scene

TUESDAY, FRIDAY = "2026-11-24", "2026-11-27"


@cache
def everything_said() -> tuple[Said, ...]:
    """Play every story and return all that was said in it."""
    about_cases = (said for tell in (*STORIES, *FREIGHT_STORIES) for said in tell().said(tell.__name__))
    about_staff = (
        said for play in (*STAFF_STORIES, *ENQUIRY_STORIES, *HEARING_STORIES) for said in _said_of_staff(play)
    )
    return (*about_cases, *about_staff)


def _said_of_staff(tell: Callable[[], StaffPlay | EnquiryPlay | Company]) -> Iterator[Said]:
    play = tell()
    for notice in play.said:
        yield Said.of(notice, tell.__name__)
    for refusal in play.refusals:
        yield Said(f"refused_{refusal.name}", refusal.facts, tell.__name__)


# The stories


def the_draft() -> Story:
    """Filed, revised, returned, handed to a proxy who is silent."""
    story = Story(Play())
    play = story.play
    mistakes = (
        Mistake(field="shipped_on", problem="invalid", quote="上個月吧"),
        Mistake(field="demand", problem="missing"),
    )
    filing = {"kind": Kind.PRODUCT, "complainant": "李小明"}
    story.perform(File(**filing, form=None, mistakes=mistakes, prefilled="客戶要求："), "李小明", at("09:55"))
    story.perform(File(**filing, form=product_form()), None, at("09:56"))
    story.perform(Decline(name="case_unknown"), "李小明", at("09:57"))
    play.file(product_form(), "李小明", at("10:00"))
    story.do("黃美", Act.APPROVE, at("10:01"))
    story.do("李小明", Act.ASK_PROXY, at("10:01"))
    story.do("李小明", Act.ASK_PROXY, at("10:02"))
    story.ask("陳經理", Act.RETURN, at("10:02"))
    story.do("陳經理", Act.RETURN, at("10:03"), text="請寫明批號")
    story.do("陳經理", Act.APPROVE, at("10:04"), revision=1)
    play.file(product_form(settlement=True), "李小明", at("10:05"), case=1)
    story.do("陳經理", Act.APPROVE, at("10:06"), revision=1)
    story.do("陳經理", Act.APPROVE, at("10:06"), revision=2)
    story.do("陳經理", Act.APPROVE, at("10:07"), revision=2)
    story.do("李小明", Act.POST_MYSELF, at("10:08"))
    play.judge(at("10:40"))
    story.do("李小明", Act.POST_MYSELF, at("10:41"))
    story.do("李小明", Act.POST_MYSELF, at("10:42"))
    edited = product_form(settlement=True).model_copy(update={"demand": "退貨"})
    play.file(edited, "李小明", at("10:43"), case=1)
    story.perform(File(**filing, case=1, form=edited), "李小明", at("10:44"))
    story.perform(File(**filing, case=1, form=None, mistakes=mistakes), "李小明", at("10:45"))
    return story


def a_form_longer_than_a_message() -> Story:
    story = Story(Play())
    story.play.file(product_form().model_copy(update={"defect": "表面起泡。" * 900}), "李小明", at("10:00"))
    return story


def nobody_to_approve() -> Story:
    staff = tuple(one for one in PEOPLE if one.position is Position.STAFF)
    story = Story(Play(directory=Directory(departments=DEPARTMENTS, people=staff)))
    command = File(kind=Kind.PRODUCT, complainant="李小明", form=product_form())
    story.perform(command, "李小明", at("10:00"))
    return story


def nobody_above() -> Story:
    """王總's own complaint needs no approval."""
    story = Story(Play())
    story.play.file(product_form("王總"), "王總", at("10:00"))
    return story


def a_draft_cancelled() -> Story:
    story = Story(Play())
    story.play.file(product_form(), "李小明", at("10:00"))
    story.do("李小明", Act.CANCEL, at("10:01"))
    return story


def a_target_nobody_knows() -> Story:
    story = Story(Play())
    story.play.file(service_form(target="那個司機"), "李小明", at("10:00"))
    story.ask("李小明", Act.NAME_TARGET, at("10:01"))
    story.do("李小明", Act.NAME_TARGET, at("10:01"), text="誰知道")
    story.do("李小明", Act.NAME_TARGET, at("10:02"), departments=("logistics",))
    story.do("李小明", Act.NAME_TARGET, at("10:03"), departments=("sales",))
    return story


def a_target_of_two_namesakes() -> Story:
    other = person("趙主任").model_copy(update={"id": 99, "telegram_id": 1099, "name": "馬力"})
    story = Story(Play(directory=Directory(departments=DEPARTMENTS, people=(*PEOPLE, other))))
    story.play.file(service_form(target="物流部馬力"), "李小明", at("10:00"))
    story.do("李小明", Act.NAME_TARGET, at("10:01"), text="馬力")
    story.do("李小明", Act.NAME_TARGET, at("10:02"), departments=("person_99",))
    return story


def the_window_is_over() -> Story:
    story = Story(handled_product())
    story.play.reply("錢主管", at("11:20"), "production")
    story.do("李小明", Act.APPEAL, at("11:21", "2026-11-26"), department="supervise", text="不服")
    return story


def the_complainant_mends() -> Story:
    story = Story(posted_product())
    story.ask("王五", Act.ASK_COMPLETION, at("10:06"))
    story.do("王五", Act.ASK_COMPLETION, at("10:06"))
    story.do("王五", Act.ASK_COMPLETION, at("10:07"), text="請補批號")
    story.do("周靜", Act.RESUME, at("10:08"))
    story.ask("周靜", Act.TAKE_AS_WITHDRAWN, at("10:08"))
    story.ask("李小明", Act.COMPLETE, at("10:09"))
    story.do("李小明", Act.COMPLETE, at("10:15"), text="批號 20261118")
    story.do("王五", Act.ASK_COMPLETION, at("10:16"), text="還有")
    story.do("王五", Act.ACCEPT, at("10:17"))
    story.ask("王五", Act.PUBLISH, at("10:18"))
    return story


def the_complainant_is_silent() -> Story:
    story = Story(posted_product())
    story.do("王五", Act.ASK_COMPLETION, at("10:07"), text="請補批號")
    story.play.judge(at("10:07", FRIDAY))
    story.ask("周靜", Act.TAKE_AS_WITHDRAWN, at("10:50", FRIDAY))
    story.do("周靜", Act.TAKE_AS_WITHDRAWN, at("11:00", FRIDAY), text="無人補充")
    return story


def everybody_is_late() -> Story:
    """Missed acceptance and publication; fines held; then decided."""
    story = Story(posted_product())
    play = story.play
    play.judge(at("10:10"))
    play.judge(at("10:35"))
    story.look()
    play.ping(at("10:35"))
    play.judge(at("14:05"))
    number = play.fine("logistics").number
    story.ask("周靜", Act.WAIVE, at("14:10"), fine=number)
    story.do("周靜", Act.CONFIRM_FINE, at("14:11"), fine=number)
    story.do("周靜", Act.DROP_FINE, at("14:12"), fine=play.fine("purchasing").number)
    return story


def a_fine_and_its_end() -> Story:
    story = Story(handled_product())
    play = story.play
    story.ask("孫強", Act.REPLY, at("11:00"))
    story.ask("孫強", Act.DISCLAIM, at("11:00"))
    story.do("孫強", Act.REPLY, at("11:10"))
    story.do("孫強", Act.REPLY, at("11:15"), finding="烤漆溫度過低")
    story.do("孫強", Act.REPLY, at("11:20"), opinion="重做")
    story.do("孫強", Act.NAME_RESPONSIBLE, at("11:22"), departments=("purchasing",))
    story.do("孫強", Act.NAME_RESPONSIBLE, at("11:23"), departments=("purchasing",))
    play.remind(at("13:27"))
    play.judge(at("13:51"))
    story.look()
    purchasing, logistics = play.fine("purchasing").number, play.fine("logistics").number
    play.remind(at("14:30"))
    story.ask("周靜", Act.WAIVE, at("14:31"))
    story.ask("周靜", Act.WAIVE, at("14:31"), fine=purchasing)
    story.ask("孫主任", Act.OBJECT, at("14:32"))
    story.do("孫主任", Act.OBJECT, at("14:33"), fine=purchasing, text="停電 40 分鐘")
    story.ask("嚴主任", Act.KEEP_FINE, at("14:34"), fine=purchasing)
    story.ask("嚴主任", Act.LIFT_FINE, at("14:34"), fine=purchasing)
    story.do("嚴主任", Act.KEEP_FINE, at("14:35"), fine=purchasing, text="停電只有 5 分鐘")
    story.do("周靜", Act.MARK_PAID, at("14:36"), fine=purchasing)
    story.do("周靜", Act.MARK_PAID, at("14:36"), fine=purchasing)
    story.do("周靜", Act.WAIVE, at("14:37"), fine=purchasing, text="查實停電")
    story.do("周靜", Act.WAIVE, at("14:37"), fine="F-20261123-099", text="查實停電")
    story.do("趙主任", Act.OBJECT, at("14:38", "2026-11-30"), fine=logistics, text="太遲")
    play.reply("趙主任", at("15:00"), "purchasing")
    play.reply("孫主任", at("15:10"), "purchasing")
    story.look()
    return story


def a_fine_lifted_and_one_revoked() -> Story:
    story = Story(handled_product())
    play = story.play
    play.judge(at("13:51"))
    number = play.fine("logistics").number
    story.do("趙主任", Act.OBJECT, at("14:00"), fine=number, text="已口頭答覆")
    story.do("嚴主任", Act.LIFT_FINE, at("14:01"), fine=number, text="屬實")
    play.reply("孫主任", at("13:40"), "purchasing", now=at("14:10"))
    story.look()
    return story


def a_fine_held_for_want_of_a_head() -> Story:
    staff = tuple(one for one in PEOPLE if one.name != "趙主任")
    play = handled_product()
    play.directory = Directory(departments=DEPARTMENTS, people=staff)
    story = Story(play)
    play.judge(at("13:51"))
    story.do("周靜", Act.CONFIRM_FINE, at("14:00"), fine=play.fine("logistics").number)
    return story


def every_doubt() -> Story:
    play = handled_product()
    play.rules = Rules(penalty=Penalty(mode=PenaltyMode.CONFIRM))
    play.outages = (Window(starts_at=at("11:00"), ends_at=at("11:10")),)
    reply = (("logistics", at("11:05")),)
    play.judge(at("13:51"), unread=(at("11:05"),), unclear=reply)
    story = Story(play)
    play.reply("錢主管", at("13:50"), "production", now=at("14:02"))
    story.look()
    return story


def deaf_in_the_group() -> Story:
    """Known at the miss, and while it lasts."""
    play = handled_product()
    play.deafness = (Deafness(starts_at=at("11:00"), known_at=at("11:00"), why=Deaf.PRIVACY),)
    play.judge(at("13:51"))
    return Story(play)


def deaf_as_is_learnt_later() -> Story:
    """Known only after the fines: one was paid by then; of the others HR confirms one and drops one."""
    play = handled_product()
    play.judge(at("13:51"))
    story = Story(play)
    numbers = {name: play.fine(name).number for name in ("logistics", "production", "purchasing")}
    story.do("周靜", Act.MARK_PAID, at("13:55"), fine=numbers["purchasing"])
    play.deafness = (
        Deafness(starts_at=at("11:00"), known_at=at("14:00"), ends_at=at("14:10"), why=Deaf.OUT),
    )
    play.perform(Doubt(case=1), Stimulus(now=at("14:10"), at=at("14:10")))
    story.do("周靜", Act.CONFIRM_FINE, at("14:20"), fine=numbers["production"])
    story.do("周靜", Act.DROP_FINE, at("14:21"), fine=numbers["logistics"], text="群組裡有他的回覆")
    return story


def heard_again_too_late_for_the_window() -> Story:
    """Deaf when the window ends, again on the day after, and once more as is learnt after the case was closed."""
    play = handled_product()
    play.reply("錢主管", at("11:20"), "production")
    lasting = Deafness(starts_at=at("10:30", "2026-11-26"), known_at=at("10:30", "2026-11-26"), why=Deaf.OUT)
    play.deafness = (lasting,)
    play.judge(at("11:20", "2026-11-26"))
    _learn(play, at("15:00", "2026-11-26"), lasting.model_copy(update={"ends_at": at("15:00", "2026-11-26")}))
    story = Story(play)
    play.judge(at("15:00", "2026-11-27"))
    hidden = lasting.model_copy(update={"starts_at": at("09:00", "2026-11-27"), "why": Deaf.PRIVACY})
    _learn(play, at("16:00", "2026-11-27"), hidden)
    story.look()
    return story


def out_of_reach_for_more_than_a_day() -> Story:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "production")
    play.outages = (Window(starts_at=at("11:00", "2026-11-25"), ends_at=at("11:10", "2026-11-26")),)
    play.judge(at("11:20", "2026-11-26"))
    return Story(play)


def _learn(play: Play, when: datetime, stretch: Deafness) -> None:
    play.deafness = (stretch,)
    play.perform(Doubt(case=1), Stimulus(now=when, at=when))


def nobody_can_be_reminded() -> Story:
    strangers = tuple(one.model_copy(update={"reachable": False}) for one in PEOPLE)
    play = handled_product()
    play.directory = Directory(departments=DEPARTMENTS, people=strangers)
    play.remind(at("13:27"))
    return Story(play)


def departments_disagree() -> Story:
    story = Story(handled_product())
    play = story.play
    story.do("錢主管", Act.CONCUR, at("11:00"))
    story.do("錢主管", Act.DISCLAIM, at("11:01"), text="原料問題")
    story.do("錢主管", Act.DISCLAIM, at("11:02"), text="原料問題")
    story.do("周靜", Act.CONCLUDE, at("11:03"), text="先結")
    story.do("周靜", Act.ADJUDICATE, at("11:03"), departments=("production",))
    play.reply("孫主任", at("11:10"), "production")
    story.do("李小明", Act.WITHDRAW, at("11:10"), text="不投訴了")
    story.ask("趙主任", Act.CONCUR, at("11:11"))
    story.do("周靜", Act.CONCLUDE, at("11:12"), text="先結")
    play.reply("趙主任", at("11:30"), "purchasing")
    story.more("周靜", at("11:31"))
    story.more("金會計", at("11:31"))
    story.ask("周靜", Act.ADJUDICATE, at("11:32"))
    story.do("周靜", Act.ADJUDICATE, at("11:33"), departments=("nowhere",))
    play.judge(at("13:45"))
    story.do("周靜", Act.ADJUDICATE, at("13:50"), departments=("production",))
    story.do("李小明", Act.ACKNOWLEDGE, at("14:00"))
    return story


def concluded_without_everybody() -> Story:
    story = Story(handled_product())
    play = story.play
    play.reply("孫主任", at("11:10"), "logistics")
    play.judge(at("13:51"))
    story.ask("周靜", Act.CONCLUDE, at("14:00"))
    story.do("周靜", Act.CONCLUDE, at("14:01"), text="責任已清楚")
    story.ask("李小明", Act.SUPPLEMENT, at("14:02"))
    story.do("李小明", Act.SUPPLEMENT, at("14:02"), text="另有 3 箱破損")
    story.do("王五", Act.SUPPLEMENT, at("14:03"), text="更正：批號 A1118-3", of_process=True)
    return story


def the_last_department() -> Story:
    story = Story(handled_product())
    story.do("錢主管", Act.DISCLAIM, at("11:00"), text="原料問題")
    story.do("孫主任", Act.DISCLAIM, at("11:01"), text="工藝問題")
    story.do("趙主任", Act.DISCLAIM, at("11:02"), text="與運輸無關")
    return story


def two_rulings_to_agree_with() -> Story:
    story = Story(handled_product())
    story.play.reply("錢主管", at("11:00"), "logistics")
    story.play.reply("孫主任", at("11:10"), "logistics")
    story.do("趙主任", Act.CONCUR, at("11:20"))
    story.do("趙主任", Act.CONCUR, at("11:20"), departments=("production",))
    story.do("趙主任", Act.CONCUR, at("11:21"), departments=("production",))
    return story


def one_head_for_two_departments() -> Story:
    """錢主管 stands in for 趙主任, and each of his departments owes a reply."""
    story = Story(handled_product())
    story.play.directory = all_away("趙主任", deputy="錢主管")
    story.ask("錢主管", Act.REPLY, at("10:30"))
    story.do("錢主管", Act.REPLY, at("10:30"), finding="外箱受潮", opinion="重發")
    for act in (Act.REPLY, Act.DISCLAIM):
        story.ask("錢主管", act, at("10:31"), department="logistics")
    story.do("錢主管", Act.REPLY, at("10:32"), department="logistics", finding="外箱受潮", opinion="重發")
    story.ask("錢主管", Act.NAME_RESPONSIBLE, at("10:33"))
    return story


def appeals_to_the_end() -> Story:
    story = Story(handled_product())
    play = story.play
    play.reply("錢主管", at("11:20"), "production")
    story.do("李小明", Act.WITHDRAW, at("11:21"), text="不投訴了")
    story.ask("李小明", Act.APPEAL, at("11:21"))
    story.ask("李小明", Act.APPEAL, at("11:21"), choice="supervise")
    story.do("李小明", Act.APPEAL, at("11:22"), text="不合理")
    story.do("李小明", Act.APPEAL, at("11:23"), department="supervise", text="不合理", bare=True)
    story.do("李小明", Act.APPEAL, at("11:24"), department="supervise", text="外箱完好")
    story.ask("嚴主任", Act.UPHOLD, at("11:24"))
    story.ask("嚴主任", Act.CHANGE, at("11:24"))
    story.ask("嚴主任", Act.REMAND, at("11:24"))
    story.do("嚴主任", Act.REMAND, at("11:30"), text="再查包裝", departments=("logistics",))
    story.do("馬力", Act.DISCLAIM, at("11:40"), text="與運輸無關")
    play.reply("馬力", at("11:50"), "logistics")
    story.do("李小明", Act.APPEAL, at("14:00"), text="仍不合理")
    story.do("王總", Act.REMAND, at("14:10"), text="再查")
    story.do("王總", Act.CHANGE, at("14:20"), text="全數換貨")
    story.do("李小明", Act.APPEAL, at("14:30"), text="還是不合理")
    story.do("李小明", Act.ACKNOWLEDGE, at("14:40"))
    return story


def an_appeal_upheld_late() -> Story:
    story = Story(handled_product())
    play = story.play
    play.reply("錢主管", at("11:20"), "production")
    story.do("李小明", Act.APPEAL, at("11:23"), text="不合理", unaddressed=True)
    story.do("李小明", Act.APPEAL, at("11:23"), department="superior")
    play.remind(at("16:00", TUESDAY))
    play.judge(at("16:00", TUESDAY))
    story.do("王總", Act.UPHOLD, at("16:10", TUESDAY), text="結論清楚")
    play.judge(at("18:00", "2026-12-01"))
    story.look()
    return story


def nobody_to_judge() -> Story:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "production")
    staff = tuple(one for one in PEOPLE if one.name not in {"嚴主任", "王總"})
    play.directory = Directory(departments=DEPARTMENTS, people=staff)
    story = Story(play)
    story.do("李小明", Act.APPEAL, at("11:23"), department="supervise", text="不合理")
    return story


def money_back() -> Story:
    """Signed through on the flow form: one head disagrees, one is not waited for, 王總 sends back and amends."""
    story = Story(with_form(posted_product(settlement=True)))
    play = story.play
    for act in (Act.DISAGREE, Act.WRITE_OPINION):
        story.ask("孫主任" if act is Act.DISAGREE else "張副總", act, at("14:10"), revision=1)
    story.ask("錢主管", Act.SIGN_FORM, at("14:10"), revision=7)
    story.ask("錢主管", Act.SIGN_FORM, at("14:10"))
    story.do("孫主任", Act.DISAGREE, at("14:12"), text="原料合格", revision=1)
    story.do("孫主任", Act.SIGN_FORM, at("14:13"), revision=1)
    story.do("周靜", Act.FORWARD_FORM, at("14:14"), text="趕時間", revision=1)
    play.judge(at("08:31", TUESDAY))
    play.remind(at("09:10", TUESDAY))
    story.ask("周靜", Act.FORWARD_FORM, at("09:15", TUESDAY), revision=1)
    story.do("周靜", Act.FORWARD_FORM, at("09:20", TUESDAY), text="錢主管出差", revision=1)
    opinion_and_decisions(story)
    story.do("李小明", Act.ACKNOWLEDGE, at("11:00", TUESDAY))
    story.ask("王五", Act.EXECUTE, at("11:05", TUESDAY), revision=5)
    story.do("王五", Act.EXECUTE, at("11:10", TUESDAY), text="已換貨 40 箱", revision=6)
    return story


def opinion_and_decisions(story: Story) -> None:
    """退回 once, then 修改, which the vice president signs."""
    story.do("張副總", Act.SIGN_OPINION, at("09:25", TUESDAY), revision=1)
    story.ask("張副總", Act.WRITE_OPINION, at("09:26", TUESDAY), revision=1)
    story.do("張副總", Act.WRITE_OPINION, at("09:27", TUESDAY), text="協商經過" * 200, revision=1)
    story.do("張副總", Act.WRITE_OPINION, at("09:30", TUESDAY), text="客戶同意換 40 箱", revision=1)
    story.do("張副總", Act.WRITE_OPINION, at("09:31", TUESDAY), text="另外月底前到賬", revision=1)
    for act in (Act.SEND_BACK, Act.AMEND):
        story.ask("王總", act, at("09:40", TUESDAY), revision=2)
    story.do("王總", Act.SEND_BACK, at("09:41", TUESDAY), text="再談運費", revision=2)
    story.do("張副總", Act.WRITE_OPINION, at("09:50", TUESDAY), text="換 40 箱，運費各半", revision=3)
    story.do("丁小玲", Act.AMEND, at("10:00", TUESDAY), text="換 40 箱，運費我方付", revision=4)
    story.do("李小明", Act.APPEAL, at("10:05", TUESDAY), department="superior", text="不夠")
    story.do("張副總", Act.SIGN_OPINION, at("10:10", TUESDAY), revision=5)
    story.play.remind(at("10:11", "2026-11-25"))


def with_form(play: Play) -> Play:
    """生產部 and 採購部 are responsible: the form waits for their heads since 11:20."""
    play.do("王五", Act.PUBLISH, at("10:21"), text="烤漆→包裝→出貨")
    play.reply("錢主管", at("11:00"), "production", "purchasing")
    play.reply("孫主任", at("11:20"), "production", "purchasing")
    return play


def money_back_before_there_was_a_form() -> Story:
    """A case that was in 賠付中 when the flow form came is settled offline."""
    story = Story(settling_without_form())
    story.ask("周靜", Act.SETTLE_OFFLINE, at("14:10"))
    story.play.remind(at("17:00"))
    story.do("周靜", Act.SETTLE_OFFLINE, at("17:10"), text="已換貨 40 箱")
    return story


def not_about_money_after_all() -> Story:
    story = Story(with_form(posted_product(settlement=True)))
    story.do("周靜", Act.FLAG_SETTLEMENT, at("11:29"))
    story.ask("周靜", Act.CLEAR_SETTLEMENT, at("11:29"))
    story.do("周靜", Act.CLEAR_SETTLEMENT, at("11:30"), text="客戶改要維修，不換貨")
    story.ask("周靜", Act.CLEAR_SETTLEMENT, at("11:31"))
    return story


def urgent_and_followed() -> Story:
    story = Story(handled_product())
    story.ask("周靜", Act.MARK_URGENT, at("10:30"))
    story.do("周靜", Act.MARK_URGENT, at("10:31"), text="客戶明早裝船")
    story.do("陳經理", Act.MARK_URGENT, at("10:32"), text="客戶又催了")
    story.do("嚴主任", Act.MARK_IMPORTANT, at("10:33"))
    story.play.remind(at("11:22"))
    story.do("周靜", Act.CLEAR_URGENT, at("11:30"))
    story.do("周靜", Act.CLEAR_URGENT, at("11:31"))
    return story


def withdrawn_after_the_call() -> Story:
    story = Story(handled_product())
    story.ask("李小明", Act.WITHDRAW, at("10:30"))
    story.do("李小明", Act.WITHDRAW, at("10:31"), text="客戶已諒解")
    return story


def a_service_case() -> Story:
    story = Story(posted_service())
    play = story.play
    play.judge(at("10:10"))
    story.ask("周靜", Act.ROUTE, at("10:15"))
    play.judge(at("10:35"))
    story.do("周靜", Act.ROUTE, at("10:40"), departments=("logistics", "production", "sales"))
    story.do("王五", Act.REPLY, at("10:41"), plan="與我們無關")
    story.ask("馬力", Act.REPLY, at("10:42"))
    story.do("馬力", Act.REPLY, at("10:43"), finding="已查")
    story.do("周靜", Act.EXCUSE, at("10:44"))
    story.do("孫強", Act.DISCLAIM, at("10:45"), text="不是我們送的")
    story.do("孫強", Act.CONCUR, at("10:46"))
    story.ask("周靜", Act.REASSIGN, at("10:46"))
    story.do("周靜", Act.REASSIGN, at("10:46"), departments=("production",))
    story.ask("周靜", Act.REJECT_CLAIM, at("10:46"))
    story.do("周靜", Act.REJECT_CLAIM, at("10:47"), text="單據上是貴部門")
    story.do("孫強", Act.DISCLAIM, at("10:48"), text="不是我們送的")
    story.do("黃美", Act.DISCLAIM, at("10:50"), text="我們只接單")
    story.do("周靜", Act.REASSIGN, at("10:51"), departments=("service",))
    story.do("何主管", Act.DISCLAIM, at("10:55"), text="我們只跟單")
    story.do("周靜", Act.EXCUSE, at("10:56"))
    story.do("馬力", Act.REPLY, at("11:00"), plan="司機道歉並補卸貨費")
    story.ask("馬力", Act.NAME_RESPONSIBLE, at("11:01"))
    story.do("馬力", Act.NAME_RESPONSIBLE, at("11:02"), departments=("logistics",))
    story.do("馬力", Act.REPLY, at("11:03"), plan="另送水果一箱")
    play.judge(at("14:00"))
    story.look()
    story.do("周靜", Act.NOTIFY, at("14:05"))
    story.do("周靜", Act.NOTIFY, at("14:06"))
    return story


def a_service_complaint_posted_for_another() -> Story:
    story = Story(Play())
    story.play.file(service_form(), "周靜", at("10:00"))
    story.do("李小明", Act.ASK_PROXY, at("10:01"))
    story.do("陳經理", Act.APPROVE, at("10:02"), revision=1)
    story.do("周靜", Act.POST_FOR, at("10:05"))
    story.play.post(at("18:30"))
    story.look()
    return story


def the_released_were_fined() -> Story:
    """A fined department that the ruling finds not responsible."""
    story = Story(handled_product())
    story.play.judge(at("13:51"))
    story.play.reply("錢主管", at("14:00"), "production")
    story.look()
    first, second = (story.play.fine(name).number for name in ("logistics", "purchasing"))
    story.ask("周靜", Act.RETAIN_FINE, at("14:05"), fine=first)
    story.do("周靜", Act.RETAIN_FINE, at("14:06"), fine=first, text="兩小時內一個字也沒有")
    story.ask("許文", Act.RETAIN_FINE, at("14:07"), fine=first)
    story.do("許文", Act.RETAIN_FINE, at("14:07"), fine=story.play.fine("production").number, text="維持")
    story.do("周靜", Act.MARK_PAID, at("14:08"), fine=second)
    story.do("周靜", Act.RESCIND_FINE, at("14:09"), fine=second)
    story.look()
    story.do("周靜", Act.MARK_REFUNDED, at("14:10"), fine=second)
    story.look()
    assert Ending.RELEASED in {duty.ending for duty in story.play.case.replies()}
    return story


def evidence_too_large_to_copy() -> Story:
    """Files with a form, on a draft of somebody else's, and two that cannot be fetched."""
    story = Story(Play())
    video = sent(Medium.VIDEO, "裝卸.mp4")
    story.play.file(product_form(), "李小明", at("10:00"), evidence=(video, sent(Medium.VOICE)))
    story.perform(Attach(case=1, evidence=(sent(Medium.PHOTO),)), "孫強", at("10:01"))
    for file, reason in ((video, NotKept.TOO_LARGE), (sent(Medium.VOICE), NotKept.GONE)):
        command = KeepEvidence(case=1, unique_id=file.unique_id, reason=reason)
        story.perform(command, None, at("10:02"))
    story.look()
    scene = Scene(calendar=story.play.calendar, directory=story.play.directory)
    files = exhibits.shown(story.play.case, person("李小明"), scene)
    status = views.status(story.play.case, scene)
    story.perform(Tell(name="status", facts=status, evidence=files), "李小明", at("10:03"))
    return story


def a_form_filled_in_step_by_step() -> Story:
    """Every question of a form, a mistake, a value chosen, and a button of an earlier question."""
    story = Story(Play())
    wizard = begin(person("吳小芳").id)
    story.perform(Fill(wizard=wizard, move=Move.SHOW), "吳小芳", at("10:00"))
    wizard = choose_kind(wizard, Kind.PRODUCT, name="吳小芳", asks_complainant=True)
    for value in ("李小明", "東方五金", "2026-11-20", "H牌", "300 箱", "表面起泡", "換貨"):
        story.perform(Fill(wizard=wizard, move=Move.ANSWER, value=value), "吳小芳", at("10:01"))
        wizard = answer(wizard, value)
    wrong = {"problem": "invalid", "quote": "剛才"}
    story.perform(Fill(wizard=wizard, move=Move.ANSWER, **wrong), "吳小芳", at("10:02"))
    story.perform(Fill(wizard=wizard, move=Move.NOW), "吳小芳", at("10:03"))
    wizard = answer(wizard, "2026-11-23T10:03+08:00")
    story.perform(Fill(wizard=wizard, move=Move.SHOW, quote="還有照片"), "吳小芳", at("10:04"))
    story.perform(Fill(wizard=wizard, move=Move.DONE), "吳小芳", at("10:05"))
    story.perform(Fill(wizard=wizard, move=Move.NOW), "吳小芳", at("10:06"))
    story.perform(Fill(wizard=back(wizard), move=Move.SHOW), "吳小芳", at("10:07"))
    return story


def sent(medium: Medium, name: str = "") -> Evidence:
    return Evidence(
        medium=medium, file_id=f"id-{medium}", unique_id=medium, name=name, chat_id=GROUP, message_id=7
    )


def the_fund_is_kept() -> Story:
    """Spending, taking back, and everything that is refused on the way."""
    story = Story(Play())
    play = story.play
    play.fund = Fund(paid=20000, owed_back=5000)
    story.perform(Spend(amount=12000, what="西瓜"), "周靜", at("15:00"))
    story.perform(Spend(amount=12000, what=" "), "周靜", at("15:01"))
    story.perform(Spend(amount=20000, what="西瓜"), "周靜", at("15:02"))
    story.perform(Spend(amount=100, what="西瓜"), "馬力", at("15:03"))
    story.perform(CorrectSpending(number="", reason="重複登記"), "周靜", at("15:04"))
    sheet = HandOutFile(what="fund_statement", period="2026-11", facts={**SAMPLES["fund_statement"]})
    story.perform(sheet, "周靜", at("15:04"))
    bought = Spending(number="E-20261123-001", amount=12000, what="西瓜")
    play.fund = Fund(paid=20000, spent=12000, spending=bought)
    story.perform(CorrectSpending(number=bought.number, reason=""), "周靜", at("15:05"))
    story.perform(CorrectSpending(number=bought.number, reason="重複登記"), "周靜", at("15:06"))
    play.fund = Fund(spending=bought.model_copy(update={"corrected_by": "E-20261123-002"}))
    story.perform(CorrectSpending(number=bought.number, reason="重複登記"), "周靜", at("15:07"))
    return story


def posted_service(*, target: str = "物流部") -> Play:
    play = Play()
    play.file(service_form(target=target), "李小明", at("10:00"))
    play.do("陳經理", Act.APPROVE, at("10:04"), revision=1)
    play.post(at("10:05"))
    play.ping(at("10:05") + timedelta(seconds=1))
    return play


STORIES: tuple[Callable[[], Story], ...] = (
    *(
        the_draft,
        a_form_longer_than_a_message,
        nobody_to_approve,
        nobody_above,
        a_draft_cancelled,
        a_target_nobody_knows,
    ),
    a_target_of_two_namesakes,
    *(the_complainant_mends, the_complainant_is_silent, everybody_is_late),
    *(a_fine_and_its_end, a_fine_lifted_and_one_revoked, a_fine_held_for_want_of_a_head, every_doubt),
    *(
        deaf_in_the_group,
        deaf_as_is_learnt_later,
        heard_again_too_late_for_the_window,
        out_of_reach_for_more_than_a_day,
    ),
    *(nobody_can_be_reminded, departments_disagree, concluded_without_everybody, the_last_department),
    one_head_for_two_departments,
    *(two_rulings_to_agree_with, appeals_to_the_end, an_appeal_upheld_late, nobody_to_judge, money_back),
    *(money_back_before_there_was_a_form, not_about_money_after_all),
    *(urgent_and_followed, withdrawn_after_the_call, a_service_case, a_service_complaint_posted_for_another),
    *(the_released_were_fined, the_window_is_over, evidence_too_large_to_copy, the_fund_is_kept),
    a_form_filled_in_step_by_step,
)
