"""Nobody approves what he cannot read: a form too long for one message is put before him whole (C02)."""

from hypothesis import given
from hypothesis import strategies as st

from tests.company import at, person, product_form, service_form
from tests.unit.workflow.play import Play
from texts import Texts
from texts.fitting import ELLIPSIS, MESSAGE_UNITS, plain, utf16_length
from workflow import views
from workflow.long_forms import whole_beside
from workflow.notices import Notice
from workflow.values import Form, ServiceForm
from workflow.world import Scene

TEXTS = Texts()
COURSE = "司機不肯卸貨，" * 600
RESULT = "客戶自己卸，延誤半天"


def long_service_form(course: str = COURSE) -> ServiceForm:
    event = f"時間：昨天下午\n起因：送貨\n過程：{course}\n結果：{RESULT}"
    return service_form().model_copy(update={"event": event, "event_course": course, "event_result": RESULT})


def filed(form: Form) -> Play:
    play = Play()
    play.file(form, "李小明", at("10:00"))
    return play


def shown(notice: Notice, language: str | None = None) -> str:
    return plain(TEXTS.spoken_to(language).render(notice.name, notice.facts))


def requests(play: Play, name: str) -> list[Notice]:
    return [notice for notice in play.said if notice.name == name]


def test_a_long_course_does_not_push_the_result_off_the_request_and_the_whole_stands_before_it() -> None:
    play = filed(long_service_form())
    names = [notice.name for notice in play.said if notice.to == person("陳經理").id]
    assert names == ["form_whole", "form_whole", "approve_request"]
    (request,) = requests(play, "approve_request")
    assert RESULT in shown(request)
    assert "改進服務質量" in shown(request)
    assert "全文見前面" in shown(request)
    whole = "".join(
        str(piece["text"]) for page in requests(play, "form_whole") for piece in page.facts["pieces"]
    )  # type: ignore[attr-defined]
    assert long_service_form().event in whole
    assert [notice.fallback for notice in requests(play, "form_whole")] == [False, False]


def test_the_card_keeps_the_beginning_of_every_field_and_tells_where_the_whole_is() -> None:
    play = filed(long_service_form())
    told = views.status(play.case, Scene(calendar=play.calendar, directory=play.directory))
    card = plain(TEXTS.render("card", told))
    assert RESULT in card
    assert "改進服務質量" in card
    assert "全文請私訊 /status D-" in card
    assert len(whole_beside(told, play.case)) == 2


def test_a_form_that_fits_is_said_once() -> None:
    play = filed(long_service_form("司機不肯卸貨，" * 50))
    assert not requests(play, "form_whole")
    assert "全文" not in shown(requests(play, "approve_request")[0])


@given(
    st.text(st.sampled_from("表面起泡。\n👍<&"), min_size=1, max_size=4000),
    st.text(st.sampled_from("換貨；A "), min_size=1, max_size=4000),
)
def test_whatever_the_length_every_word_is_put_before_the_manager(defect: str, demand: str) -> None:
    form = product_form().model_copy(update={"defect": defect, "demand": demand})
    play = filed(form)
    (request,) = requests(play, "approve_request")
    pages = requests(play, "form_whole")
    for language in (None, "en"):
        if not pages:
            assert ELLIPSIS not in shown(request, language)
        assert all(utf16_length(shown(page, language)) <= MESSAGE_UNITS for page in pages)
    pieces = [piece for page in pages for piece in page.facts["pieces"]]  # type: ignore[attr-defined]
    for page in pages:
        said = shown(page)
        assert all(str(piece["text"]) in said for piece in page.facts["pieces"][:-1])  # type: ignore[attr-defined]
    if pages:
        for field, typed in (("defect", defect), ("demand", demand)):
            assert "".join(str(p["text"]) for p in pieces if p["field"] == field) == typed
