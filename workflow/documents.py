"""The documents on paper, as values: what the flow form and the freight voucher show, ready to be printed.

They are made from a case and hold names instead of ids, so that a printed page needs nothing else; money is whole fen.
"""

from pydantic import AwareDatetime

from workflow.values import Form, Value


class SignatureLine(Value):
    """One signature as it is printed; `office` is the department signed for; `digest` the SHA-256 it stands over."""

    office: str
    name: str
    at: AwareDatetime
    digest: str
    stands_in: bool = False  # printed as 代
    agrees: bool = True  # False: 不同意, with the reason
    reason: str = ""


class ReplyLine(Value):
    """What one department answered; a product reply has finding and opinion, a service one the plan."""

    department: str
    by: str
    at: AwareDatetime
    finding: str = ""
    opinion: str = ""
    plan: str = ""


class FlowForm(Value):
    """質量投訴處理流程表 (C19-C25, requirements section 18), one for each case."""

    number: str  # the case's
    revision: int  # counts what its signatures had to be collected anew for
    compiled_at: AwareDatetime
    form: Form
    complainant_department: str
    departments: tuple[str, ...]  # the responsible ones
    replies: tuple[ReplyLine, ...]
    changed_ruling: str = ""  # 改判, after an appeal
    head_signatures: tuple[SignatureLine, ...] = ()
    unsigned: tuple[
        str, ...
    ] = ()  # departments HR forwarded without (照轉), each with its reason in `forwarded`
    forwarded: str = ""
    opinion: str = ""  # 綜合處理意見
    opinion_signature: SignatureLine | None = None
    decision: str = ""  # a `Verdict`: 同意, 修改 or 退回
    decision_text: str = ""  # 王總審批意見
    decision_signature: SignatureLine | None = None
    execution: str = ""  # 執行結果
    executed_by: str = ""
    executed_at: AwareDatetime | None = None
    digest: str = ""  # over the whole form as it stands


class Share(Value):
    """What one department bears of a freight; `percent` of the whole, `amount` in fen; 兌現 once `kept_at` is set."""

    department: str
    percent: int
    amount: int
    kept_at: AwareDatetime | None = None


class Voucher(Value):
    """支出證明 (C34-C41): the freight of a return, and who bears it; `amount` in fen."""

    number: str
    case: str
    amount: int
    carrier: str
    payee: str
    reason: str
    shares: tuple[Share, ...]
    drafted_by: str
    drafted_at: AwareDatetime
    head_signatures: tuple[SignatureLine, ...] = ()
    desk_signature: SignatureLine | None = None  # 打單部 經理 or 助理
    paid_by: str = ""
    paid_at: AwareDatetime | None = None
    written_off_by: str = ""
    written_off_at: AwareDatetime | None = None
    digest: str = ""
