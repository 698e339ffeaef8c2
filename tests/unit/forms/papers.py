"""A flow form and a voucher filled in from top to bottom, and what of a printed page can be read back."""

import io
import re
from datetime import date, datetime

import pypdf

from forms.printing import Order
from forms.printing.press import print_paper
from tests.company import ZONE
from workflow.documents import FlowForm, ReplyLine, Share, SignatureLine, Voucher
from workflow.papers import Paper
from workflow.values import ProductForm, ServiceForm

DIGEST = "3f9a1c0d2b4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8"


def at(day: int, hour: int, minute: int) -> datetime:
    """A moment of November 2026 at the company."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


def signature(office: str, name: str, **changes: object) -> SignatureLine:
    """A signature on the evening of the 23rd."""
    line = SignatureLine(office=office, name=name, at=at(23, 17, 42), digest=DIGEST)
    return line.model_copy(update=changes)


PRODUCT = FlowForm(
    number="P-20261123-001",
    revision=2,
    compiled_at=at(23, 17, 30),
    complainant_department="業務部",
    form=ProductForm(
        complainant="李小明",
        customer="東方五金",
        shipped_on=date(2026, 11, 20),
        brand="H牌",
        spec_quantity="120×60，300 箱",
        defect="表面起泡，約 40 箱",
        demand="換貨",
        complained_at=at(23, 10, 0),
    ),
    departments=("生產部", "物流部", "採購部"),
    replies=(
        ReplyLine(
            department="生產部",
            by="錢主管",
            at=at(23, 11, 20),
            finding="烤漆溫度過低，附著力不足",
            opinion="重新烤漆後補發 40 箱",
        ),
    ),
    changed_ruling="由生產部與物流部各負一半",
    head_signatures=(
        signature("生產部", "錢主管"),
        signature("物流部", "趙主任", agrees=False, reason="運輸途中無碰撞紀錄"),
    ),
    unsigned=("採購部",),
    forwarded="孫主任出差，已電話告知",
    opinion="客戶同意換貨 40 箱，另補運費。",
    opinion_signature=signature("業務副總室", "張副總", at=at(24, 9, 5)),
    decision="amend",
    decision_text="運費由物流部負擔。",
    decision_signature=signature("採購部", "丁小玲", stands_in=True, at=at(24, 9, 40)),
    execution="已補發 40 箱，單號 778899",
    executed_by="林助理",
    executed_at=at(24, 15, 10),
    digest=DIGEST,
)
SERVICE = PRODUCT.model_copy(
    update={
        "number": "S-20261123-002",
        "form": ServiceForm(
            complainant="黃美",
            target="物流部",
            event="whole",
            event_time="11月20日下午",
            event_cause="送貨遲到",
            event_course="客戶等候三小時，司機未接電話",
            event_result="客戶拒收",
            purpose="索賠",
            complained_at=at(23, 10, 0),
        ),
        "departments": ("物流部",),
        "replies": (
            ReplyLine(department="物流部", by="趙主任", at=at(23, 11, 20), plan="賠償誤工費 300 元"),
        ),
        "head_signatures": (),
    }
)
VOUCHER = Voucher(
    number="V-20261124-001",
    case="P-20261123-001",
    amount=120050,
    carrier="順達物流",
    payee="周師傅",
    reason="東方五金退回 40 箱，重新烤漆",
    shares=(
        Share(department="生產部", percent=70, amount=84035, kept_at=at(28, 9, 0)),
        Share(department="採購部", percent=30, amount=36015),
    ),
    drafted_by="吳小芳",
    drafted_at=at(24, 9, 30),
    head_signatures=(signature("生產部", "錢主管"),),
    desk_signature=signature("打單部", "林助理"),
    paid_by="金會計",
    paid_at=at(25, 10, 0),
    written_off_by="金會計",
    written_off_at=at(30, 16, 0),
    digest=DIGEST,
)


def order(paper: Paper) -> Order:
    """The order for a page of the sample company."""
    return Order(paper=paper, company="輝煌", zone=str(ZONE))


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, without the blanks that only the setting of the type put there."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return [bare(page.extract_text()) for page in reader.pages]


def read_back(paper: Paper) -> str:
    """The text of a printed document, which must be one page."""
    (text,) = pages_of(print_paper(order(paper)).pdf)
    return text


def bare(text: str) -> str:
    """The text without blanks and invisible breaks."""
    return re.sub(r"[\s\u200b]+", "", text)
