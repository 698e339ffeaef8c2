"""The messages people read most, whole."""

from textwrap import dedent
from typing import Any

from tests.company import CALENDAR, at, directory, product_form
from tests.unit.texts.samples import FRUIT_BOUGHT, REPLY, SAMPLES
from tests.unit.texts.stories import posted_service
from tests.unit.workflow.play import Play, handled_product, routed_service
from texts import Texts
from workflow import views
from workflow.commands import File, Mistake, Stimulus
from workflow.deafness import Deaf, Deafness
from workflow.phases import Act
from workflow.refusals import Refusal
from workflow.values import Kind, Language
from workflow.world import Scene

TEXTS = Texts()
SCENE = Scene(calendar=CALENDAR, directory=directory())


def shown(play: Play, part: str = views.CASE) -> str:
    """What a card of the case shows now."""
    notice = views.card(play.case, part, SCENE)
    assert notice is not None
    return TEXTS.render(notice.name, notice.facts)


def said(play: Play, name: str, **more: Any) -> str:
    """The last notice of that name."""
    notice = [notice for notice in play.said if notice.name == name][-1]
    return TEXTS.render(name, notice.facts | more)


def text(expected: str) -> str:
    return dedent(expected).strip("\n")


def test_the_card_of_a_case_that_is_being_handled() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "purchasing")
    assert shown(play) == text("""
        <b>P-20261123-001</b>　產品質量投訴　處理中
        投訴人 李小明（業務部）　客戶 東方五金
        <blockquote expandable><b>投訴內容</b>
        客戶：東方五金　品牌：H牌
        規格及數量：120×60，300 箱
        發貨日期：2026年11月20日
        問題：表面起泡，約 40 箱
        要求：派人檢查
        投訴時間：2026年11月23日9時50分</blockquote>
        10:05 發布（陳經理批准）
        10:07 打單部王五受理，用時 2 分鐘
        10:21 打單部王五公布工藝流程
        11:20 生產部錢主管提交處理回覆
        <blockquote expandable><b>工藝流程</b>
        烤漆→包裝→出貨</blockquote>
        生產部 ✓ 11:20
        採購部 ⏳ 13:51
        物流部 ⏳ 13:51
        <blockquote expandable><b>生產部</b>（錢主管，11:20）
        質量鑒定結果：烤漆溫度過低
        處理意見：重做並換貨
        責任部門：採購部</blockquote>
    """)


def test_the_card_of_a_service_case_keeps_the_plan_to_itself() -> None:
    play = posted_service()
    play.do("周靜", Act.ROUTE, at("10:21"), departments=("logistics", "production"))
    play.do("馬力", Act.REPLY, at("11:00"), plan="司機道歉")
    play.do("孫強", Act.DISCLAIM, at("11:10"), text="不是我們送的")
    assert shown(play) == text("""
        <b>S-20261123-001</b>　服務質量投訴　處理中
        投訴人 李小明（業務部）　對象 物流部
        <blockquote expandable><b>投訴內容</b>
        對象：物流部
        事件：
        時間：昨天下午
        起因：送貨
        過程：司機不肯卸貨
        結果：客戶自己卸
        目的：改進服務質量
        投訴時間：2026年11月23日9時50分</blockquote>
        10:05 發布（陳經理批准）
        10:21 人力資源部周靜受理，用時 16 分鐘（逾期）
        10:21 人力資源部周靜分流至物流部、生產部
        11:00 物流部馬力提交處理方案
        11:10 生產部孫強提出非本部門責任
        生產部 非本部門責任，⏳ 待答覆 11:40
        物流部 ✓ 11:00
        生產部 非本部門責任 11:10
    """)


def test_the_call_to_accept() -> None:
    assert said(handled_product(), "ping_accept") == (
        '⏳ <b>P-20261123-001</b> 請打單部 <a href="tg://user?id=1012">@王五</a> 受理，限 10:10 前。'
    )


def test_the_call_to_reply_names_everybody_who_must() -> None:
    assert said(handled_product(), "ping_reply") == text("""
        ⏳ <b>P-20261123-001</b> 請以下部門提交處理回覆，限 13:51 前：
        生產部 <a href="tg://user?id=1006">@錢主管</a>
        採購部 <a href="tg://user?id=1008">@孫主任</a>
        物流部 <a href="tg://user?id=1010">@趙主任</a>
        直接回覆本訊息，寫明「質量鑒定結果：」「處理意見：」「責任部門：」，前兩項填齊才算回覆。
    """)


def one_late() -> Play:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "logistics")
    play.do("孫主任", Act.CONCUR, at("11:30"), departments=("production",))
    play.judge(at("13:51"))
    return play


def test_the_penalty_notice() -> None:
    assert shown(one_late(), "penalty/F-20261123-001") == text("""
        ⚠️ 超時處罰通知 <b>F-20261123-001</b>
        P-20261123-001：物流部應於 13:51 前提交處理回覆，至今未收到。
        人力資源部依《客戶質量問題投訴的工作責任制度》第一部分第 5 條，對物流部負責人趙主任罰款 50 元，列入水果基金。
        回覆仍須完成。有異議請在 11/26 13:51 前按「異議」；人力資源部可說明理由後豁免。
    """)


def test_the_penalty_notice_of_a_waived_fine_is_struck_through() -> None:
    play = one_late()
    play.do("周靜", Act.WAIVE, at("14:32"), fine="F-20261123-001", text="停電 40 分鐘")
    assert shown(play, "penalty/F-20261123-001") == text("""
        <s>⚠️ 超時處罰通知 F-20261123-001</s>
        <s>P-20261123-001：物流部應於 13:51 前提交處理回覆</s>
        已豁免：人力資源部周靜，14:32，理由「停電 40 分鐘」。
    """)


def test_a_refund_is_told_to_both_sides_until_the_money_is_returned() -> None:
    play = one_late()
    number = play.fine("logistics").number
    play.do("周靜", Act.MARK_PAID, at("14:00"), press=True, fine=number)
    play.do("周靜", Act.WAIVE, at("14:32"), fine=number, text="停電 40 分鐘")
    owed = next(notice for notice in play.said if notice.name == "refund_owed")
    assert TEXTS.render("refund_owed", owed.facts) == text("""
        F-20261123-001 待退還 50 元
        P-20261123-001 已豁免：人力資源部周靜，理由「停電 40 分鐘」。
        請從水果基金退還物流部趙主任，交款後按「已退還」。
    """)
    assert shown(play, "penalty/F-20261123-001").endswith("理由「停電 40 分鐘」；已繳的 50 元待退還。")
    play.do("許文", Act.MARK_REFUNDED, at("15:10"), press=True, fine=number)
    assert shown(play, "penalty/F-20261123-001").endswith("；已繳的 50 元已退還（人力資源部許文，15:10）。")
    told = play.said[-1]
    assert TEXTS.render(told.name, told.facts) == text("""
        F-20261123-001（P-20261123-001）
        人力資源部已登記把 50 元退還給您：人力資源部許文。如未收到，請向人力資源部查詢。
    """)


def test_who_pays_for_an_accused_hr_is_told_the_office_that_stands_in() -> None:
    play = posted_service(target="人力資源部")
    play.do("嚴主任", Act.ROUTE, at("10:21"), departments=("logistics",))
    play.ping(at("10:21"))
    play.judge(at("14:00"))
    number = play.fine("logistics").number
    play.do("趙主任", Act.OBJECT, at("14:10"), text="當時停電", fine=number)
    play.do("白主任", Act.KEEP_FINE, at("14:20"), text="查無停電", fine=number)
    told = next(notice for notice in play.said if notice.name == "fine_changed")
    assert "請向監察部繳款 50 元" in TEXTS.render(told.name, told.facts)


def test_an_amendment_strikes_only_its_own_line() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "logistics")
    play.judge(at("13:51"))
    purchasing = play.fine("purchasing").number
    play.do("孫主任", Act.OBJECT, at("14:00"), fine=purchasing, text="已口頭答覆")
    play.do("嚴主任", Act.LIFT_FINE, at("14:05"), fine=purchasing, text="屬實")
    assert shown(play, "penalty/F-20261123-001") == text("""
        ⚠️ 超時處罰通知　<b>P-20261123-001</b>
        • <b>F-20261123-001</b>　物流部應於 13:51 前提交處理回覆，至今未收到；罰物流部負責人趙主任 50 元
        • <s>F-20261123-002　採購部應於 13:51 前提交處理回覆</s>
        　異議成立，已撤銷處罰：監察部嚴主任，14:05，理由「屬實」。
        人力資源部依《客戶質量問題投訴的工作責任制度》第一部分第 5 條處罰，列入水果基金。
        回覆仍須完成。有異議請在 11/26 13:51 前按「異議」；人力資源部可說明理由後豁免。
    """)


def test_a_notice_does_not_ask_for_a_reply_that_is_no_longer_wanted() -> None:
    play = one_late()
    play.do("周靜", Act.CONCLUDE, at("14:30"), text="責任已清楚")
    notice = shown(play, "penalty/F-20261123-001")
    assert "前提交處理回覆，未收到。" in notice
    assert "回覆仍須完成" not in notice


def test_a_notice_says_how_late_the_reply_was() -> None:
    play = one_late()
    play.reply("趙主任", at("14:22"), "logistics")
    notice = shown(play, "penalty/F-20261123-001")
    assert "逾期 31 分鐘。" in notice
    assert "回覆仍須完成" not in notice


def test_a_reminder_says_how_much_working_time_is_left() -> None:
    play = one_reminded()
    lunch = [{"starts_at": "", "ends_at": "", "reason": "lunch"}]
    left = "⏳ <b>P-20261123-001</b> 物流部尚未提交處理回覆，13:51 到期，還剩工作時間 24 分鐘"
    assert said(play, "reminder", gaps=[]) == f"{left}。"
    assert said(play, "reminder", gaps=lunch) == f"{left}（午休不計）。"


def one_reminded() -> Play:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "logistics")
    play.do("孫主任", Act.CONCUR, at("11:30"), departments=("production",))
    play.remind(at("11:57"))
    return play


def test_a_reminder_after_the_time_says_how_late_it_is() -> None:
    play = one_late()
    play.remind(at("14:22"))
    assert said(play, "reminder") == (
        "⚠️ <b>P-20261123-001</b> 物流部應於 13:51 前提交處理回覆，已逾期工作時間 31 分鐘，仍須完成。"
    )


def test_a_complete_form_waits_for_approval() -> None:
    play = Play()
    play.file(product_form(), "李小明", at("10:00"))
    assert said(play, "filed") == text("""
        📝 已收到您的產品質量投訴 <b>D-20261123-001</b>，待業務部陳經理審批。
        12:00 前未審批，再請上一級審批。
        批准後才會發布並開始計時：5 分鐘內受理，30 分鐘內公布工藝流程，2 小時內提交處理回覆。
    """)
    assert said(play, "approve_request") == text("""
        ✍️ <b>D-20261123-001</b> 李小明提交產品質量投訴，請審批
        客戶：東方五金　品牌：H牌
        規格及數量：120×60，300 箱
        發貨日期：2026年11月20日
        問題：表面起泡，約 40 箱
        要求：派人檢查
        投訴時間：2026年11月23日9時50分
        批准後發布到群組並開始計時；退回請說明理由。
    """)


def test_a_form_filed_after_hours_says_when_the_clocks_start() -> None:
    play = Play()
    play.file(product_form(), "李小明", at("20:15"))
    assert said(play, "filed") == text("""
        📝 已收到您的產品質量投訴 <b>D-20261123-001</b>，待業務部陳經理審批。
        現在是非工作時間，11/24 08:30 開始計時。
        11/24 10:30 前未審批，再請上一級審批。
        批准後才會發布並開始計時：5 分鐘內受理，30 分鐘內公布工藝流程，2 小時內提交處理回覆。
    """)


def refusal_of(command: File) -> Refusal:
    try:
        Play().perform(command, Stimulus(now=at("10:00"), at=at("10:00"), actor=4))
    except Refusal as refusal:
        return refusal
    raise AssertionError("the form was taken")


def test_every_mistake_of_a_form_is_named_at_once() -> None:
    mistakes = (
        Mistake(field="shipped_on", problem="invalid", quote="上個月\n吧"),
        Mistake(field="demand", problem="missing"),
    )
    command = File(
        kind=Kind.PRODUCT,
        complainant="李小明",
        mistakes=mistakes,
        prefilled="品牌：<H牌>\n客戶要求：",
        form=None,
    )
    assert TEXTS.render("refused_form_mistakes", refusal_of(command).facts) == text("""
        📝 這份產品質量投訴還差 2 處：
        • 發貨日期：「上個月 吧」看不出是哪一天，例：2026年11月20日
        • 客戶要求：未填
        直接修改原訊息即可，我會重新讀取；也可以按「逐項補填」在私訊只填還差的；或複製下面的表單，補完再發。
        <pre>品牌：&lt;H牌&gt;
        客戶要求：</pre>
    """)


def test_a_list_names_every_department_that_owes_and_apart_who_owes_by_another_time() -> None:
    line = TEXTS.render("mine", SAMPLES["mine"]).splitlines()[1]
    assert line == "• P-20261123-003 待生產部、採購部回覆，限 11/24 09:12，另待物流部"


def test_a_result_says_decided_only_where_somebody_decided() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "production")
    assert "裁定責任部門" not in said(play, "result")
    assert "責任部門：生產部" in said(play, "result")


def test_the_daily_summary() -> None:
    assert TEXTS.render("daily_summary", SAMPLES["daily_summary"]) == text("""
        📊 11/23（一）投訴日報（截至 18:00）
        新增 5（產品 3，服務 2）　結案 3　在辦 2
        準時：受理 5/5 件，公布或分流 5/5 件，處理回覆 7/8 部門項
        超時：P-20261123-001 物流部 處理回覆晚 31 分鐘，罰 50 元；指明責任部門晚 2 分鐘
        超時：P-20261123-002 打單部 受理晚 2 分鐘
        在辦：
        • P-20261123-003 待生產部回覆，限 11/24 09:12
        • S-20261123-002 待投訴人認可
        水果基金：今日應繳 +50，已繳 1,200 元，未繳 50 元
    """)


def test_the_daily_summary_tells_what_was_spent_of_the_fund_and_what_is_left() -> None:
    told = TEXTS.render("daily_summary", SAMPLES["daily_summary"] | {"fund": FRUIT_BOUGHT})
    line = "水果基金：今日應繳 +50，已繳 1,200 元，未繳 50 元，今日支出 120.50 元，餘額 950.50 元"
    assert told.splitlines()[-1] == line


def test_a_fund_below_zero_says_why_and_what_happens_next() -> None:
    told = TEXTS.render("fund", SAMPLES["fund"] | {"balance": -5000, "owed_back": 0, "available": 0})
    assert told.startswith(
        "🍎 水果基金餘額 <b>−50 元</b>\n餘額低於零：有罰款在錢花掉之後才退還，缺 50 元。"
        "之後繳入的罰款先補足缺額，補足前不能登記支出。\n"
    )


def test_a_due_time_that_was_rounded_up_shows_the_second_its_clock_started_at() -> None:
    start, due = "2026-11-23T08:30:40+08:00", "2026-11-23T08:36:00+08:00"
    window = {"starts_at": start, "ends_at": due, "minutes": 5}
    times = {"starts_at": start, "due_at": due, "windows": [window], "gaps": [], "rounded": True}
    duty = {**SAMPLES["why"]["duties"][0], **times, "limit": {"working_days": 0, "minutes": 5}}
    told = TEXTS.render("why", SAMPLES["why"] | {"duties": [duty]})
    assert "起點 08:30:40 公布" in told
    assert "08:30:40–08:36 計 5 分鐘\n到期 <b>08:36</b>（進位到整分）" in told


def test_how_a_due_time_came_about() -> None:
    assert TEXTS.render("why", SAMPLES["why"]) == text("""
        <b>P-20261123-001</b> 物流部處理回覆的時限 13:51 是這樣算的：
        起點 10:21 公布工藝流程（打單部王五）
        時限 2 小時
        10:21–12:00 計 1 小時 39 分鐘
        12:00–13:30 午休不計
        13:30–13:51 計 21 分鐘
        到期 <b>13:51</b>

        趙主任認可的時限 11/26 13:51 是這樣算的：
        起點 10:21 進入本階段
        時限 3 個工作日
        11/24 08:30–12:00 暫停計時（盤點），到期順延 3 小時 30 分鐘
        前一步逾期，時限自動起算
        當年的放假與調休資料尚缺，此時限可能不準
        到期 <b>11/26 13:51</b>
        14:22 物流部趙主任 已完成，逾期
    """)


def test_statistics() -> None:
    assert TEXTS.render("stats", SAMPLES["stats"]) == text("""
        📊 10/24–11/22 準時統計（截至 11/23 00:00）
        新增 13（產品 9，服務 4）　結案 11　在辦 2
        準時：受理 5/5 件，公布或分流 5/5 件，處理回覆 7/8 部門項
        • 生產部：準時 27/28，逾期 1，罰 50 元
        • 打單部：準時 30/30
        近 7 天：新增 13，結案 11；受理 5/5 件，公布或分流 5/5 件，處理回覆 7/8 部門項
    """)


def test_a_second_press_says_who_was_first() -> None:
    facts = {"act": "accept", "by": "王五", "at": at("10:07").isoformat()}
    assert TEXTS.alert("already_done", facts | {"case": "P-20261123-001"}) == "王五已於 10:07 受理。"
    assert TEXTS.alert("already_done", facts | {"case": "P-20261120-001"}) == "王五已於 11/23 10:07 受理。"


def test_a_press_by_somebody_else_says_who_may() -> None:
    facts = {"act": "accept", "departments": ["打單部"], "people": ["王五", "林助理"], "yours": "業務部"}
    assert TEXTS.alert("not_entitled", facts) == "這一步由打單部（王五、林助理）受理，您是業務部。"


def test_a_press_that_worked_may_say_so() -> None:
    assert TEXTS.alert("done_accept", {}) == "已受理。"
    assert TEXTS.alert("done_reply", {}) == ""


def test_several_departments_are_listed_as_the_language_of_the_reader_does() -> None:
    notice = views.card(routed_service("logistics", "production").case, views.CASE, SCENE)
    assert notice is not None
    assert "分流至物流部、生產部" in TEXTS.render(notice.name, notice.facts)
    assert "to 物流部, 生產部" in Texts(language=Language.EN).render(notice.name, notice.facts)


def test_a_time_that_is_past_is_called_overdue_and_never_asked_for() -> None:
    past = {**REPLY, "what": "adjudicate", "late": True}
    asked = {"case": "P-20261123-001", "kind": "product", "rulings": [], "unnamed": [], "duty": past}
    late = TEXTS.render("duty_adjudicate", asked)
    assert "應於 13:51 前裁定責任部門，已逾期" in late
    assert "請在" not in late
    assert "請在 13:51 前裁定" in TEXTS.render("duty_adjudicate", {**asked, "duty": {**past, "late": False}})


def test_while_the_group_is_not_heard_nobody_is_told_to_write_plainly_there() -> None:
    play = handled_product()
    play.deafness = (Deafness(starts_at=at("11:00"), known_at=at("11:00"), why=Deaf.OUT),)
    play.judge(at("13:51"))
    told = {name: said(play, name).splitlines()[-1] for name in ("missed", "missed_head")}
    assert told["missed"].endswith(
        "期間已經辦了的，請引用這則訊息再寫一次，或按按鈕、私訊我；罰不罰由人核定。"
    )
    assert told["missed_head"].endswith("請按按鈕，或私訊我再寫一次（群組裡寫的我收不到）；罰不罰由人核定。")
    heard = [{"starts_at": at("11:00").isoformat(), "ends_at": at("14:00").isoformat(), "why": "privacy"}]
    assert "請按按鈕、私訊我，或在群組引用我的訊息再寫一次；" in said(play, "missed_head", deaf=heard)
