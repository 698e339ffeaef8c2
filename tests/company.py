"""The sample company for tests of the regulation: everybody the regulation names, with telegram ids of 1000 + id."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from workflow.calendar import Calendar
from workflow.directory import Directory
from workflow.values import Department, Person, Position, ProductForm, Role, ServiceForm

ZONE = ZoneInfo("Asia/Shanghai")
HOURS = ((time(8, 30), time(12)), (time(13, 30), time(18)))

DEPARTMENTS = (
    Department(id="gm_office", name="總經理室"),
    Department(id="sales_vp", name="業務副總室", superior="gm_office"),
    Department(id="sales", name="業務部", superior="sales_vp"),
    Department(id="production", name="生產部", superior="gm_office", roles=frozenset({Role.INVESTIGATE})),
    Department(id="purchasing", name="採購部", superior="gm_office", roles=frozenset({Role.INVESTIGATE})),
    Department(id="logistics", name="物流部", superior="gm_office", roles=frozenset({Role.INVESTIGATE})),
    Department(
        id="orders", name="打單部", superior="gm_office", roles=frozenset({Role.ACCEPT_PRODUCT, Role.EXECUTE})
    ),
    Department(id="service", name="客服部", superior="gm_office", roles=frozenset({Role.PROXY_PRODUCT})),
    Department(id="hr", name="人力資源部", superior="gm_office", roles=frozenset({Role.HR})),
    Department(id="finance", name="財務部", superior="gm_office", roles=frozenset({Role.PAY})),
    Department(id="supervision", name="監察部", superior="gm_office", roles=frozenset({Role.SUPERVISE})),
    Department(id="admin", name="行政部", superior="gm_office", roles=frozenset({Role.ADMINISTER})),
)
POSTS: tuple[tuple[str, str, Position], ...] = (
    ("王總", "gm_office", Position.GENERAL_MANAGER),
    ("張副總", "sales_vp", Position.VICE_PRESIDENT),
    ("陳經理", "sales", Position.MANAGER),
    ("李小明", "sales", Position.STAFF),
    ("黃美", "sales", Position.STAFF),
    ("錢主管", "production", Position.MANAGER),
    ("孫強", "production", Position.STAFF),
    ("孫主任", "purchasing", Position.MANAGER),
    ("丁小玲", "purchasing", Position.GM_ASSISTANT),
    ("趙主任", "logistics", Position.MANAGER),
    ("馬力", "logistics", Position.STAFF),
    ("王五", "orders", Position.MANAGER),
    ("林助理", "orders", Position.ASSISTANT),
    ("何主管", "service", Position.MANAGER),
    ("吳小芳", "service", Position.ORDER_FOLLOWER),
    ("周靜", "hr", Position.MANAGER),
    ("許文", "hr", Position.STAFF),
    ("金會計", "finance", Position.MANAGER),
    ("嚴主任", "supervision", Position.MANAGER),
    ("白主任", "admin", Position.MANAGER),
)
PEOPLE = tuple(
    Person(
        id=number,
        name=name,
        department=department,
        position=position,
        telegram_id=1000 + number,
        reachable=True,
    )
    for number, (name, department, position) in enumerate(POSTS, start=1)
)
CALENDAR = Calendar(
    timezone="Asia/Shanghai", hours=(*(HOURS,) * 6, ()), days_off=frozenset({date(2026, 10, 1)})
)


def directory(*, people: tuple[Person, ...] = PEOPLE) -> Directory:
    return Directory(departments=DEPARTMENTS, people=people)


def person(name: str) -> Person:
    return next(one for one in PEOPLE if one.name == name)


def at(text: str, day: str = "2026-11-23") -> datetime:
    """Return a moment of the sample week: `at("10:21")`, `at("09:00", "2026-11-24")`; Monday if no day is named."""
    return datetime.fromisoformat(f"{day}T{text}").replace(tzinfo=ZONE)


def product_form(complainant: str = "李小明", *, settlement: bool = False) -> ProductForm:
    return ProductForm(
        complainant=complainant,
        customer="東方五金",
        shipped_on=date(2026, 11, 20),
        brand="H牌",
        spec_quantity="120×60，300 箱",
        defect="表面起泡，約 40 箱",
        demand="換貨" if settlement else "派人檢查",
        complained_at=at("09:50"),
        settlement=settlement,
    )


def service_form(complainant: str = "李小明", *, target: str = "物流部") -> ServiceForm:
    return ServiceForm(
        complainant=complainant,
        target=target,
        event="時間：昨天下午\n起因：送貨\n過程：司機不肯卸貨\n結果：客戶自己卸",
        event_time="昨天下午",
        event_cause="送貨",
        event_course="司機不肯卸貨",
        event_result="客戶自己卸",
        purpose="改進服務質量",
        complained_at=at("09:50"),
    )
