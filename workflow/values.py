"""Values that every room of the house shares: forms, people, departments, durations, rules."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field


class Value(BaseModel):
    """A frozen value; unknown keys are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Kind(StrEnum):
    """The two kinds of complaint (C07)."""

    PRODUCT = "product"
    SERVICE = "service"


class ProductForm(Value):
    """產品質量投訴, the eight fields of C30; `settlement` says that money or goods are asked back (C17)."""

    kind: Literal[Kind.PRODUCT] = Kind.PRODUCT
    complainant: str
    customer: str
    shipped_on: date
    brand: str
    spec_quantity: str
    defect: str
    demand: str
    complained_at: AwareDatetime
    settlement: bool = False


class ServiceForm(Value):
    """服務質量投訴 (C31-C33); `event` is the whole text, the four parts are taken from it."""

    kind: Literal[Kind.SERVICE] = Kind.SERVICE
    complainant: str
    target: str
    event: str
    event_time: str
    event_cause: str
    event_course: str
    event_result: str
    purpose: str
    complained_at: AwareDatetime
    settlement: bool = False


class FieldChange(Value):
    """A field of a form that says something else than before; values as the form gives them, moments as ISO."""

    field: str
    before: str
    after: str


Form = Annotated[ProductForm | ServiceForm, Field(discriminator="kind")]


class Duration(Value):
    """A length of working time, or a number of working days; exactly one of the two is set."""

    seconds: int = Field(default=0, ge=0)
    working_days: int = Field(default=0, ge=0)

    @property
    def span(self) -> timedelta:
        return timedelta(seconds=self.seconds)


class Position(StrEnum):
    """What a person is in the department; a manager, vice president or general manager heads it."""

    STAFF = "staff"
    ASSISTANT = "assistant"
    ORDER_FOLLOWER = "order_follower"
    MANAGER = "manager"
    VICE_PRESIDENT = "vice_president"
    GM_ASSISTANT = "gm_assistant"
    GENERAL_MANAGER = "general_manager"


class Role(StrEnum):
    """What the regulation asks of a department (`departments[].duties` in config.yaml)."""

    ACCEPT_PRODUCT = "accept_product"  # 打單部, C08-C09
    EXECUTE = "execute"  # 打單部, C25
    INVESTIGATE = "investigate"  # 生產部 採購部 物流部, C10-C11
    HR = "hr"  # 人力資源部, C12-C16, C18-C21, C27
    PROXY_PRODUCT = "proxy_product"  # 客服部 跟單員, C06
    SUPERVISE = "supervise"  # 監察部, C29
    ADMINISTER = "administer"  # 行政部, C29
    PAY = "pay"  # 財務部, C38-C39


class Verdict(StrEnum):
    """What 王總, or his assistant for him, decided on the flow form (Q33)."""

    AGREE = "agree"  # 同意
    AMEND = "amend"  # 修改: his words take the place of the opinion
    SEND_BACK = "send_back"  # 退回副總


class Department(Value):
    """A department and the one above it (`superior` is another department's id, None at the top)."""

    id: str
    name: str
    roles: frozenset[Role] = frozenset()
    superior: str | None = None


class Language(StrEnum):
    """What the bot can speak; the group's is configured, everybody chooses for the private chat."""

    ZH_HANT = "zh-Hant"
    ZH_HANS = "zh-Hans"
    EN = "en"

    @property
    def key(self) -> str:
        """Return its name in the letters that a button may carry."""
        return self.name.lower()


class Person(Value):
    """A member of staff; `id` is ours, `telegram_id` Telegram's (None: cannot act yet)."""

    id: int
    name: str
    department: str
    position: Position = Position.STAFF
    telegram_id: int | None = None
    reachable: bool = False  # has opened a private chat with the bot
    active: bool = True


class Absence(Value):
    """「甲代乙」: `deputy` acts for `person` from `starts_at` until `ends_at`, once accepted."""

    person: int
    deputy: int
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    registered_at: AwareDatetime
    accepted_at: AwareDatetime | None = None
    declined_at: AwareDatetime | None = None
    handed_over_at: AwareDatetime | None = None  # the deputy was asked for what waits
    handed_back_at: AwareDatetime | None = None  # the person, back again, was

    def overlaps(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Tell whether a part of the absence lies between two moments."""
        return self.starts_at < ends_at and starts_at < self.ends_at and self.starts_at < self.ends_at


class PenaltyMode(StrEnum):
    AUTO = "auto"
    CONFIRM = "confirm"


class Penalty(Value):
    """C27: whole yuan for each missed reply, into the fruit fund."""

    amount: int = Field(default=50, gt=0)
    mode: PenaltyMode = PenaltyMode.AUTO


class Rules(Value):
    """The limits of the regulation (config.yaml `rules:`)."""

    accept: Duration = Duration(seconds=300)
    publish: Duration = Duration(seconds=1800)
    route: Duration = Duration(seconds=1800)
    reply: Duration = Duration(seconds=7200)
    notify: Duration = Duration(seconds=600)
    penalty: Penalty = Penalty()
    appeal_window: Duration = Duration(working_days=3)


class Window(Value):
    """One counted stretch of working time."""

    starts_at: datetime
    ends_at: datetime


class Pause(Window):
    """A stretch in which a duty's clock stands still, and why."""

    reason: str = ""


class Suspension(Value):
    """暫停計時: the clocks of the departments, or of all if none is named, stand still; ended early if it ends sooner."""

    id: int
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    departments: tuple[str, ...] = ()
    reason: str

    def concerns(self, department: str) -> bool:
        """Tell whether the department's clocks stand still."""
        return not self.departments or department in self.departments
