"""How a due time came about, told from the records alone."""

from datetime import datetime
from typing import Any

from handlers.why import Around, _counted, _is_rounded, why
from tests.company import CALENDAR, at, directory, person, product_form
from tests.unit.workflow.play import Play, handled_product, posted_product
from tests.unit.workflow.test_flow_form import ruled
from texts import render
from workflow.deafness import Deaf, Deafness
from workflow.duties import DutyKind
from workflow.phases import Act
from workflow.values import Absence, Suspension, Window
from workflow.world import Scene

SCENE = Scene(calendar=CALENDAR, directory=directory())


def told(play: Play, kind: DutyKind, department: str = "") -> dict[str, Any]:
    duties = why(play.case, SCENE)["duties"]
    return next(one for one in duties if (one["what"], one["department"]) == (kind, department))


def test_lunch_is_left_out_and_the_rest_adds_up_to_the_limit() -> None:
    duty = told(handled_product(), DutyKind.REPLY, "物流部")
    assert [
        (part["starts_at"][11:16], part["ends_at"][11:16], part["minutes"]) for part in duty["windows"]
    ] == [
        ("10:21", "12:00", 99),
        ("13:30", "13:51", 21),
    ]
    assert [(gap["starts_at"][11:16], gap["ends_at"][11:16], gap["reason"]) for gap in duty["gaps"]] == [
        ("12:00", "13:30", "lunch")
    ]
    assert duty["limit"] == {"working_days": 0, "minutes": 120}


def test_a_night_is_left_out() -> None:
    play = Play()
    play.file(product_form(), "李小明", at("16:40"))
    play.do("陳經理", Act.APPROVE, at("16:45"), press=True, revision=1)
    play.post(at("16:50"))
    play.do("王五", Act.PUBLISH, at("17:00"), text="烤漆")
    duty = told(play, DutyKind.REPLY, "物流部")
    assert [(gap["starts_at"][8:16], gap["ends_at"][8:16], gap["reason"]) for gap in duty["gaps"]] == [
        ("23T18:00", "24T08:30", "after_hours")
    ]
    assert duty["due_at"] == at("09:30", "2026-11-24").isoformat()


def test_the_start_is_named_with_who_brought_it_about() -> None:
    duty = told(handled_product(), DutyKind.REPLY, "物流部")
    assert (duty["started_by"]["what"], duty["started_by"]["by"]["name"]) == ("Published", "王五")


def test_an_approval_starts_with_the_filing_even_where_everything_happened_at_once() -> None:
    play = Play()
    play.file(product_form(), "李小明", at("10:00"))
    play.do("陳經理", Act.APPROVE, at("10:00"), press=True, revision=1)
    play.post(at("10:00"))
    duty = told(play, DutyKind.APPROVE)
    assert (duty["started_by"]["what"], duty["started_by"]["by"]["name"]) == ("Filed", "李小明")


def test_a_hand_over_that_nobody_made_is_named_as_that() -> None:
    play = posted_product()
    play.judge(at("10:35"))
    duty = told(play, DutyKind.REPLY, "物流部")
    assert duty["started_by"] == {"what": "HandedOver", "by": None}
    assert duty["late_start"]


def test_the_window_to_appeal_starts_with_the_result_and_not_with_the_flow_form_made_of_it() -> None:
    play = Play()
    play.file(product_form(settlement=True), "李小明", at("10:00"))
    play.do("陳經理", Act.APPROVE, at("10:04"), press=True, revision=1)
    play.post(at("10:05"))
    play.do("王五", Act.PUBLISH, at("10:21"), text="烤漆")
    play.reply("錢主管", at("11:20"), "production")
    assert told(play, DutyKind.ACKNOWLEDGE)["started_by"]["what"] == "Ruled"


def test_three_working_days_are_told_as_days() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "production")
    duty = told(play, DutyKind.ACKNOWLEDGE)
    assert duty["limit"] == {"working_days": 3, "minutes": 0}


def test_seconds_that_only_round_a_due_time_up_belong_to_no_limit() -> None:
    play = posted_product()
    play.do("王五", Act.PUBLISH, at("10:21:20"), text="烤漆")
    duty = told(play, DutyKind.REPLY, "物流部")
    assert duty["due_at"][11:19] == "13:52:00"
    assert duty["limit"]["minutes"] == 120
    assert [part["minutes"] for part in duty["windows"]] == [98, 22]
    assert duty["rounded"]
    assert not told(handled_product(), DutyKind.REPLY, "物流部")["rounded"]  # begun at a whole minute


def suspended(start: datetime, end: datetime) -> Suspension:
    return Suspension(id=1, starts_at=start, ends_at=end, departments=(), reason="盤點")


def test_a_suspension_and_a_completion_to_the_minute_leave_the_limit_what_the_regulation_gives() -> None:
    play = posted_product()
    play.suspensions = (suspended(at("10:21:20"), at("11:00")),)
    play.do("王五", Act.PUBLISH, at("10:21:40"), text="烤漆")
    duty = told(play, DutyKind.REPLY, "物流部")
    assert duty["limit"] == {"working_days": 0, "minutes": 120}
    assert duty["due_at"][11:16] == "14:31"
    assert (sum(part["minutes"] for part in duty["windows"]), duty["beyond"]) == (121, 1)
    assert [(gap["reason"], gap["why"]) for gap in duty["gaps"]] == [("suspended", "盤點"), ("lunch", "")]


def test_a_limit_of_working_days_tells_each_suspension_once_with_the_time_it_took() -> None:
    play = handled_product()
    play.suspensions = (suspended(at("00:00", "2026-11-24"), at("00:00", "2026-11-26")),)
    play.reply("錢主管", at("11:20"), "production")
    duty = told(play, DutyKind.ACKNOWLEDGE)
    assert (duty["limit"]["working_days"], duty["due_at"][:16]) == (3, "2026-11-28T11:20")
    assert duty["windows"] == []
    (pause,) = duty["gaps"]
    assert (pause["starts_at"][:16], pause["ends_at"][:16]) == ("2026-11-24T08:30", "2026-11-25T18:00")
    assert (pause["why"], pause["minutes"]) == ("盤點", 2 * 8 * 60)


def test_the_minutes_of_all_windows_are_those_of_the_limit_where_pauses_have_seconds() -> None:
    spans = (("10:21:40", "10:59:10"), ("11:07:20", "11:30:30"), ("11:41:50", "12:00"))
    windows = [Window(starts_at=at(start), ends_at=at(end)) for start, end in spans]
    whole = sum((one.ends_at - one.starts_at).total_seconds() for one in windows)
    assert [part["minutes"] for part in _counted(windows)] == [37, 23, 18]
    assert int(whole // 60) == 37 + 23 + 18


def test_what_is_due_by_the_clock_or_begins_with_the_day_is_rounded_nowhere() -> None:
    assert not _is_rounded([Window(starts_at=at("08:30"), ends_at=at("08:35"))], at("08:35"))
    assert not _is_rounded([Window(starts_at=at("10:00:01"), ends_at=at("10:00:03"))], at("10:00:03"))


def test_who_ended_a_duty_and_who_never_did_is_told() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "purchasing")
    assert told(play, DutyKind.REPLY, "生產部")["ended_by"]["name"] == "錢主管"
    assert told(play, DutyKind.REPLY, "物流部")["ended_by"] is None


def test_a_late_reply_is_told_with_its_minutes_and_the_fine_and_what_became_of_it() -> None:
    play = handled_product()
    play.judge(at("13:51:05"))
    play.reply("趙主任", at("14:22"), "logistics")
    number = play.fine("logistics").number
    play.do("周靜", Act.WAIVE, at("14:32"), fine=number, text="停電 40 分鐘")
    duty = told(play, DutyKind.REPLY, "物流部")
    assert duty["minutes_late"] == 31
    (fine,) = duty["fines"]
    assert (fine["number"], fine["status"], fine["note"]) == (number, "waived", "停電 40 分鐘")
    assert told(play, DutyKind.PUBLISH, "打單部")["fines"] == []


def test_an_outage_is_told_where_a_miss_was_judged_and_nowhere_else() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "purchasing")
    play.judge(at("13:51:05"))
    outage = Window(starts_at=at("11:00"), ends_at=at("11:30"))
    before = Window(starts_at=at("09:00"), ends_at=at("10:21"))
    duties = why(play.case, SCENE, Around(outages=(outage, before)))["duties"]
    seen = {one["department"]: one["outages"] for one in duties if one["what"] == DutyKind.REPLY}
    assert seen["生產部"] == []
    assert [span["starts_at"] for span in seen["物流部"]] == [at("11:00").isoformat()]


def test_a_stretch_without_hearing_is_told_of_a_miss_it_meets_also_while_it_lasts() -> None:
    play = handled_product()
    play.judge(at("13:51:05"))
    lasting = Deafness(starts_at=at("11:00"), known_at=at("11:00"), why=Deaf.PRIVACY)
    over = Deafness(starts_at=at("09:00"), known_at=at("09:00"), ends_at=at("10:20"), why=Deaf.OUT)
    duties = why(play.case, SCENE, Around(deafness=(over, lasting)))["duties"]
    assert [one["deaf"] for one in duties if one["what"] == DutyKind.REPLY] == [
        [{"starts_at": at("11:00").isoformat(), "ends_at": None, "why": Deaf.PRIVACY}]
    ] * 3
    assert [one["deaf"] for one in duties if one["what"] != DutyKind.REPLY and not one["late"]] == [
        [],
        [],
        [],
    ]


def test_a_window_that_was_lengthened_shows_its_end_before_and_what_was_not_heard() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "production")
    stretch = Deafness(
        starts_at=at("10:30", "2026-11-26"),
        known_at=at("10:30", "2026-11-26"),
        ends_at=at("10:50", "2026-11-26"),
        why=Deaf.OUT,
    )
    play.deafness = (stretch,)
    play.judge(at("11:20", "2026-11-26"))
    facts = why(play.case, SCENE, Around(deafness=(stretch,)))
    window = next(one for one in facts["duties"] if one["what"] == DutyKind.ACKNOWLEDGE)
    assert window["before"] == at("11:20", "2026-11-26").isoformat()
    assert [one["why"] for one in window["lengthened"]] == [Deaf.OUT]
    said = render("why", facts)
    assert "原到期 11/26 11:20\n11/26 10:30–10:50 本機器人收不到群組訊息" in said
    assert "到期 <b>11/27 10:50</b>" in said


def test_a_deputy_is_named_with_whom_he_stands_for_and_a_suspension_after_the_time_is_not_late() -> None:
    play = handled_product()
    away = Absence(
        person=person("趙主任").id, deputy=person("王五").id, starts_at=at("08:30"), ends_at=at("18:00"),
        registered_at=at("08:00"), accepted_at=at("08:10"),
    )  # fmt: skip
    play.directory = directory().model_copy(update={"absences": (away,)})
    stopped = Suspension(id=1, starts_at=at("14:00"), ends_at=at("14:30"), reason="停電")
    play.judge(at("13:51:05"))
    play.suspensions = (stopped,)
    play.reply("王五", at("15:00"), "logistics")
    facts = why(play.case, SCENE, Around(suspensions=(stopped,)))
    duty = next(one for one in facts["duties"] if one["department"] == "物流部" and one["what"] == "reply")
    assert (duty["ended_by"]["name"], duty["ended_by"]["stands_for"]) == ("王五", "趙主任")
    assert duty["minutes_late"] == 39
    said = render("why", facts)
    assert (
        "15:00 打單部王五代趙主任 已完成，逾期 39 分鐘\n14:00–14:30 暫停計時（停電），30 分鐘不計入逾期"
        in said
    )


def test_what_became_of_a_fine_is_told_in_its_order_from_the_objection_to_the_review() -> None:
    play = handled_product()
    play.judge(at("13:51:05"))
    number = play.fine("logistics").number
    play.do("趙主任", Act.OBJECT, at("14:00"), fine=number, text="停電")
    play.do("嚴主任", Act.KEEP_FINE, at("14:05"), fine=number, text="只停了五分鐘")
    play.reply("錢主管", at("14:10"), "production")
    play.do("周靜", Act.RESCIND_FINE, at("14:20"), fine=number)
    said = render("why", why(play.case, SCENE))
    start = said.index(f"{number} 到期未完成，罰物流部負責人趙主任 50 元")
    assert said[start:].splitlines()[1:5] == [
        "14:00 物流部趙主任提出異議，理由「停電」",
        "14:05 監察部嚴主任維持處罰（異議不成立），理由「只停了五分鐘」",
        "14:10 結論未列物流部為責任部門，請人力資源部覆核",
        "14:20 人力資源部周靜撤銷處罰（結論未列物流部為責任部門）",
    ]


def test_a_signature_due_the_next_morning_is_told_by_its_rule_and_not_counted_backwards() -> None:
    play = ruled()
    duty = told(play, DutyKind.SIGN, "生產部")
    assert (duty["by_clock"], duty["windows"], duty["beyond"]) == (True, [], 0)
    words = render("why", why(play.case, SCENE))
    assert "時限 下一個工作日上班前" in words
