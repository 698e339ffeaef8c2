"""A form filled in step by step, left for days, and what is said privately meanwhile."""

from handlers.errand_codes import encode_errand
from tests.company import person
from tests.integration.handlers.office import Office
from texts import Texts
from workflow.errands import Errand
from workflow.notices import Button


async def begun(office: Office, who: str = "李小明") -> None:
    await office.say(who, "/new", private=True)
    await choose(office, Errand.WIZARD_START, who=who, choice="product")
    await office.say(who, "東方五金", private=True)


async def choose(office: Office, errand: Errand, *, who: str = "李小明", **more: object) -> None:
    data = encode_errand(Button.model_validate({"errand": errand, **more}))
    place = {"id": person(who).telegram_id, "type": "private"}
    await office.press(who, data, on=office.ours(1, chat=place))


async def test_a_form_may_be_left_for_days(office: Office) -> None:
    await begun(office)
    office.later("10:00", "2026-11-27")
    await office.say("李小明", "昨天", private=True)
    asked = (await office.last()).notice
    assert (asked.name, asked.facts["taken_value"]) == ("wizard_step", "2026-11-26")


async def test_after_more_than_a_week_a_greeting_is_no_value_but_nothing_is_lost(office: Office) -> None:
    await begun(office)
    office.later("10:00", "2026-12-07")
    await office.say("李小明", "你好", private=True)
    assert (await office.last()).notice.name == "help"
    await office.say("李小明", "/new", private=True)
    offered = (await office.last()).notice
    assert (offered.name, offered.facts["filled"]) == ("wizard_open", ["customer"])


async def test_words_go_to_the_question_that_was_put_last(office: Office) -> None:
    await office.filed()
    await begun(office, "陳經理")
    office.later("10:05")
    await office.button("陳經理", 1, act="return", revision=1, ask=True)
    await office.say("陳經理", "請寫清楚", private=True)
    assert (await office.last("returned")).notice.facts["reason"] == "請寫清楚"
    await office.say("陳經理", "昨天", private=True)
    assert (await office.last("wizard_step")).notice.facts["taken"] == "shipped_on"


async def test_a_stranger_is_asked_to_enrol_first(office: Office) -> None:
    stranger = office.message("李小明", "/new", private=True)
    stranger["from"] = {"id": 5555, "is_bot": False, "first_name": "路人"}
    stranger["chat"] = {"id": 5555, "type": "private"}
    await office.update(message=stranger)
    assert (await office.last()).notice.name == "refused_not_enrolled"


async def test_a_button_nobody_asked_with_changes_nothing(office: Office) -> None:
    await begun(office)
    for errand in (Errand.WIZARD_SUBMIT, Errand.WIZARD_NOW, Errand.WIZARD_CHOOSE, Errand.WIZARD_GO):
        await choose(office, errand, subject=99, choice="7")
    await office.say("李小明", "/cancel", private=True)
    await choose(office, Errand.WIZARD_MEND, subject=1)
    await choose(office, Errand.WIZARD_RESTART, subject=3, choice="draftx")
    assert [row.state for row in await office.rows() if row.state != "done"] == []
    assert await office.cases() == 0


async def test_words_typed_at_the_preview_mend_the_field_they_name_or_are_said_not_to_be_taken(
    office: Office,
) -> None:
    await office.filed()
    office.later("10:05")
    await office.button("陳經理", 1, act="return", revision=1, ask=True)
    await office.say("陳經理", "請補批號", private=True)
    await choose(office, Errand.WIZARD_MEND, subject=1)
    preview = office.last
    before = (await preview()).notice.facts["form"]
    await office.say("李小明", "批號 A18", private=True)
    unread = (await preview()).notice
    assert (unread.name, unread.facts["quote"], unread.facts["form"]) == (
        "wizard_preview",
        "批號 A18",
        before,
    )
    assert "「批號 A18」沒有記下，看不出是哪一項；" in Texts().render(unread.name, unread.facts)
    await office.say("李小明", "規格及數量：120×60，300 箱，批號 A18\n品牌：K牌", private=True)
    mended = {line["field"]: line["value"] for line in (await preview()).notice.facts["form"]}
    assert (mended["spec_quantity"], mended["brand"]) == ("120×60，300 箱，批號 A18", "K牌")
    await office.say("李小明", "發貨日期：上個月吧", private=True)
    again = (await preview()).notice
    assert (again.name, again.facts["step"], again.facts["problem"]) == (
        "wizard_step",
        "shipped_on",
        "invalid",
    )
