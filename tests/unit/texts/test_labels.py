"""Every thing the regulation knows has a name, and the names fixed for buttons are these."""

from enum import StrEnum

import pytest

from storage.faults import Fault
from texts import Texts, label
from workflow.asking import BODIES
from workflow.calendar import GapReason
from workflow.directory import Post
from workflow.duties import DutyKind, Ending
from workflow.enquiries import KIND, EnquiryStatus
from workflow.errands import Errand
from workflow.events import EVENTS
from workflow.evidence import Medium, NotKept
from workflow.fines import FineStatus, HoldReason
from workflow.notices import Button
from workflow.papers import FLOW_FORM, VOUCHER
from workflow.phases import Act, Outcome, Phase
from workflow.values import Kind, Language, Position, ProductForm, Role, ServiceForm

TEXTS = Texts()
NAMED: list[tuple[str, type[StrEnum]]] = [
    *(("acts", Act), ("doing", Act), ("phases", Phase), ("kinds", Kind), ("kinds_short", Kind)),
    *(("outcomes", Outcome), ("duties", DutyKind), ("duties_short", DutyKind), ("endings", Ending)),
    *(
        ("fine_statuses", FineStatus),
        ("fine_steps", FineStatus),
        ("hold_reasons", HoldReason),
        ("gaps", GapReason),
    ),
    *(("faults", Fault), ("positions", Position), ("media", Medium), ("not_kept", NotKept)),
    *(("errands", Errand), ("enquiry_statuses", EnquiryStatus)),
]

BESIDE = {
    "kinds": {KIND},
    "duties": {"opine_amended", "opine_again"},
}  # what is no complaint, or owed otherwise, has a name beside theirs


@pytest.mark.parametrize(("group", "things"), NAMED, ids=str)
def test_everything_has_a_name_and_nothing_else_has(group: str, things: type[StrEnum]) -> None:
    keys = {key.removesuffix("_product").removesuffix("_service") for key in TEXTS.labels(group)}
    assert keys == set(things) | BESIDE.get(group, set())


def test_the_other_groups_name_what_they_should() -> None:
    fields = set(ProductForm.model_fields) | set(ServiceForm.model_fields)
    assert fields - {"kind", "settlement"} <= set(TEXTS.labels("fields"))
    assert set(BODIES) <= set(TEXTS.labels("bodies"))
    assert set(TEXTS.labels("documents")) == {FLOW_FORM, VOUCHER}
    assert set(TEXTS.labels("posts")) == set(Role) | set(Post)
    assert set(TEXTS.labels("done")) <= set(Act) | set(Errand)
    assert {key.removesuffix("_service") for key in TEXTS.labels("started_by")} <= set(EVENTS)
    assert set(TEXTS.labels("examples")) <= set(TEXTS.labels("fields"))


def test_the_fields_stand_in_the_order_of_the_official_forms() -> None:
    fields = list(TEXTS.labels("fields"))
    for form in (ProductForm, ServiceForm):
        own = [name for name in form.model_fields if name not in {"kind", "settlement"}]
        assert sorted(own, key=fields.index) == own


@pytest.mark.parametrize(
    ("act", "name"),
    [
        *((Act.APPROVE, "批准"), (Act.RETURN, "退回"), (Act.ACCEPT, "受理"), (Act.PUBLISH, "公布工藝流程")),
        *((Act.ROUTE, "分流"), (Act.REPLY, "處理回覆"), (Act.DISCLAIM, "非本部門責任")),
        *((Act.CONCUR, "同意此結論"), (Act.ACKNOWLEDGE, "認可"), (Act.APPEAL, "申訴")),
        *((Act.FLAG_SETTLEMENT, "賠款/退換貨"), (Act.ASK_COMPLETION, "補正"), (Act.WITHDRAW, "撤回")),
        *((Act.OBJECT, "異議"), (Act.WAIVE, "豁免"), (Act.MARK_PAID, "已繳")),
    ],
)
def test_buttons_bear_the_names_of_the_manual(act: Act, name: str) -> None:
    assert TEXTS.button(Button(act=act)) == name


def test_a_button_is_named_by_its_act_its_label_or_what_it_copies() -> None:
    assert TEXTS.button(Button(act=Act.REPLY), "service") == "處理方案"
    assert TEXTS.button(Button()) == "更多"
    assert TEXTS.button(Button(copy_text="投訴人：")) == "複製表單"
    assert TEXTS.button(Button(act=Act.ROUTE, label="物流部", choice="logistics")) == "物流部"
    assert TEXTS.button(Button(act=Act.APPEAL, label="superior", choice="superior")) == "上一級"


def test_a_button_begins_with_a_capital_in_english() -> None:
    voice = Texts(language=Language.EN)
    said = voice.button(Button(errand=Errand.APPLY_POSITION, label="order_follower", choice="order_follower"))
    assert said == "Order follower"
    assert voice.button(Button(errand=Errand.WIZARD_CHOOSE, label="product")) == "Product quality complaint"
    assert voice.button(Button(act=Act.APPEAL, label="superior", choice="superior")) == "The next superior"
    namesake = Button(act=Act.NAME_TARGET, label="王偉", choice="p.3", position=Position.MANAGER)
    assert voice.button(namesake) == "王偉 (head)"
    assert TEXTS.button(namesake) == f"王偉（{label('positions', 'manager')}）"


def test_a_kind_may_have_its_own_word() -> None:
    assert label("phases", Phase.HANDING_OVER, Kind.SERVICE) == "待分流"
    assert label("phases", Phase.HANDING_OVER, Kind.PRODUCT) == "待公布"
    assert label("phases", Phase.CLOSED, Kind.PRODUCT) == "結案"


def test_a_name_that_is_missing_is_an_error() -> None:
    with pytest.raises(LookupError, match="acts: dance"):
        label("acts", "dance")
