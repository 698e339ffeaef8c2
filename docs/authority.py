"""Writes docs/authority.md: who may do what, asked of the regulation itself for specimen cases of the sample company.

`python -m docs.authority` rewrites the page; a test holds that it is current.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

from bot import config as configuration
from texts import label
from workflow.acts import ACTS
from workflow.case import Appeal, Case
from workflow.commands import Do, Stimulus
from workflow.directory import Directory
from workflow.duties import Duty, DutyKind
from workflow.fines import Fine, FineStatus
from workflow.phases import Act
from workflow.values import Kind, Person, ProductForm, ServiceForm
from workflow.vouchers import Bearing, Freight, FreightVoucher
from workflow.world import World

PAGE: Final = Path(__file__).parent / "authority.md"
SAMPLE: Final = Path(__file__).parents[1] / "config.yaml"

NOON: Final = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
FINE: Final = "F-20261123-001"
VOUCHER: Final = "V-20261123-001"
YES: Final = "✓"

CONFIG: Final = configuration.load(SAMPLE)
PEOPLE: Final = {person.name: person for person in CONFIG.directory_seed()[1]}

ROLES: Final = {
    "投訴人": "李小明",
    "其同事": "黃小燕",
    "其經理": "陳經理",
    "副總": "張副總",
    "王總": "王總",
    "打單部": "林助理",
    "跟單員": "吳小芳",
    "客服部": "何主管",
    "生產部": "孫強",
    "生產部主管": "錢主管",
    "採購部": "孫主任",
    "總經理助理": "丁小玲",
    "物流部": "周大海",
    "物流部主管": "趙主任",
    "人資部": "鄭小雲",
    "人資部主管": "周靜",
    "監察部": "沈小平",
    "監察部主管": "魏主任",
    "行政部": "高主任",
    "財務部": "許會計",
}
"""Each kind of role, and who holds it in the sample company."""


class Specimen(NamedTuple):
    """A case at a moment, and what is special about it."""

    title: str
    about: str
    case: Case


def specimens() -> tuple[Specimen, ...]:
    """Return the cases the page asks about."""
    service = _service("物流部", "logistics", asked=("logistics", "production"), fined="logistics")
    accused = _service("人力資源部", "hr", asked=("hr", "production"), fined="hr")
    return (
        Specimen("產品質量投訴", "李小明投訴；生產部、採購部、物流部須回覆；生產部已被罰；李小明向監察部申訴；運費由生產部、物流部承擔。", _product()),
        Specimen("服務質量投訴", "李小明投訴物流部；分流到物流部、生產部；物流部已被罰；李小明向監察部申訴。", service),
        Specimen("服務質量投訴，投訴人力資源部", "人力資源部的事由監察部代辦，異議由行政部裁定。", accused),
        Specimen("同一件服務質量投訴，各步驟都已逾期", "批准、申訴答覆由再上一級接手，分流、改派、裁定監察部也可以。", _overdue(service)),
    )  # fmt: skip


def entitled(case: Case, act: Act, person: Person) -> bool:
    """Tell whether the regulation lets a person do an act, whatever the phase."""
    return person in ACTS[act].who(case, world_of(case, person), command(case, act))


def command(case: Case, act: Act) -> Do:
    """Return the act as a command."""
    return Do(case=case.id, act=act, fine=FINE, voucher=VOUCHER)


def world_of(case: Case, actor: Person | None) -> World:
    """Return what a decision may know when somebody acts."""
    departments, people = CONFIG.directory_seed()
    return World(
        calendar=CONFIG.calendar(),
        directory=Directory(departments=departments, people=people),
        stimulus=Stimulus(now=NOON, at=NOON, actor=actor.id if actor else None, pressed=True),
        case_id=case.id,
        rules=CONFIG.rules(),
    )


def acts_of(case: Case) -> tuple[Act, ...]:
    """Return the acts there are in a case of this kind."""
    return tuple(act for act, rule in ACTS.items() if rule.kind in (None, case.kind))


def page() -> str:
    """Return the whole page."""
    return "\n".join(["\n".join(_HEAD), *(_chapter(specimen) for specimen in specimens())])


def main() -> None:
    """Rewrite the page."""
    PAGE.write_text(page(), encoding="utf-8")


# The page

_HEAD: Final = (
    "# Who may do what",
    "",
    "Written by `python -m docs.authority` from `workflow/acts.py` and `workflow/who.py`; not to be edited by hand.",
    "Each table asks the regulation about every act and every kind of role of the sample company (`config.yaml`). A ✓ says",
    "that the person is entitled; in which phases the act is possible stands in [workflow.md](workflow.md). Deputies may do",
    "what the person they stand in for may. Nobody who is not among the people of the company may do anything.",
    "",
)


def _chapter(specimen: Specimen) -> str:
    head = f"| 動作 | {' | '.join(ROLES)} |"
    rule = "|---" + "|:-:" * len(ROLES) + "|"
    rows = [_row(specimen.case, act) for act in acts_of(specimen.case)]
    return "\n".join([f"## {specimen.title}", "", specimen.about, "", head, rule, *rows, ""])


def _row(case: Case, act: Act) -> str:
    cells = (YES if entitled(case, act, PEOPLE[name]) else "" for name in ROLES.values())
    return f"| {label('acts', act)} `{act}` | {' | '.join(cells)} |"


# The specimens


def _product() -> Case:
    form = ProductForm(
        complainant="李小明", customer="東方五金", shipped_on=NOON.date(), brand="H牌", spec_quantity="300 箱",
        defect="起泡", demand="換貨", complained_at=NOON,
    )  # fmt: skip
    return _case(form, asked=("production", "purchasing", "logistics"), fined="production")


def _service(target: str, department: str, *, asked: tuple[str, ...], fined: str) -> Case:
    form = ServiceForm(
        complainant="李小明", target=target, event="不肯卸貨", event_time="昨天", event_cause="送貨",
        event_course="不肯卸貨", event_result="客戶自己卸", purpose="改進", complained_at=NOON,
    )  # fmt: skip
    return _case(form, asked=asked, fined=fined, target=(department, None))


def _case(form: ProductForm | ServiceForm, *, asked: tuple[str, ...], fined: str, **more: Any) -> Case:
    li = PEOPLE["李小明"].id
    return Case(
        id=1,
        form=form,
        author=li,
        complainant=li,
        duties={duty.key: duty for duty in _duties(form.kind, asked)},
        fines={FINE: _fine(fined)},
        appeal=Appeal(body="supervision", judge=PEOPLE["魏主任"].id, reason="不服", at=NOON),
        vouchers={VOUCHER: _voucher()},
        **more,
    )


def _duties(kind: Kind, asked: tuple[str, ...]) -> Iterator[Duty]:
    hour = timedelta(hours=1)
    times = {"starts_at": NOON, "half_at": NOON + hour, "due_at": NOON + 2 * hour}
    yield Duty(kind=DutyKind.APPROVE, person=PEOPLE["陳經理"].id, **times)
    yield Duty(kind=DutyKind.APPEAL, person=PEOPLE["魏主任"].id, **times)
    yield Duty(kind=DutyKind.ADJUDICATE, department="hr", **times)
    yield from (Duty(kind=DutyKind.REPLY, department=department, **times) for department in asked)
    if kind is Kind.SERVICE:
        yield Duty(kind=DutyKind.ROUTE, department="hr", **times)
        yield Duty(kind=DutyKind.SETTLE_CLAIM, department=asked[-1], **times)


def _fine(department: str) -> Fine:
    departments, people = CONFIG.directory_seed()
    head = Directory(departments=departments, people=people).head(department)
    assert head is not None
    return Fine(
        number=FINE, notice=FINE, round=1, department=department, person=head.id, head=head.id, amount=50,
        due_at=NOON, issued_at=NOON, status=FineStatus.ISSUED,
    )  # fmt: skip


def _voucher() -> FreightVoucher:
    bearings = (Bearing(department="production", percent=60), Bearing(department="logistics", percent=40))
    freight = Freight(
        amount=120_000, carrier="順達物流", payee="周師傅", reason="退回 40 箱", bearings=bearings
    )
    drafted = {"drafted_by": PEOPLE["吳小芳"].id, "drafted_at": NOON, "changed_at": NOON}
    return FreightVoucher(number=VOUCHER, revision=1, freight=freight, **drafted)


def _overdue(case: Case) -> Case:
    missed = {key: duty.model_copy(update={"missed_at": duty.due_at}) for key, duty in case.duties.items()}
    return case.model_copy(update={"duties": missed})


if __name__ == "__main__":
    main()
