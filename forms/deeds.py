"""Words that record a deed, an execution or a payment (C25, C38): whether they say of themselves that it is done."""

import re
from typing import Final


def is_unsettled(text: str) -> bool:
    """Tell whether words ask something, or say that it is not done yet, or only planned."""
    words = text.strip().lower()
    return words.endswith(ASKS) or any(word in words for word in (*_NOT_YET, *_PLANNED))


def tells_done(text: str) -> bool:
    """Tell whether words say of themselves that something has been done."""
    return bool(_DONE.search(text.lower()))


def tells_receipt(text: str) -> bool:
    """Tell whether words are like a receipt: a number, or what money is handed over with."""
    return bool(_RECEIPT.search(text.lower()))


# Private functions

ASKS: Final = ("?", "？", "嗎", "吗", "呢", "了沒", "了没")
_DONE: Final = re.compile(
    "已|完成|完畢|完毕|好了|[匯汇退換换付寄補补送賠赔發发給给]了|出貨單|出货单|單號|单号|回單|回单|憑證|凭证"
    "|done|paid|sent|refunded|replaced|shipped|delivered|transferred|executed|completed"
)
_RECEIPT: Final = re.compile(
    r"\d|收據|收据|發票|发票|憑證|凭证|回單|回单|簽收|签收|簽領|签领|已付|付清|付訖|付讫|已領|已领|現金|现金"
    "|轉帳|轉賬|转账|匯款|汇款|receipt|invoice|paid|cash|transfer|signed"
)
_NOT_YET: Final = (
    *("還沒", "还没", "還未", "还未", "尚未", "未能", "未付", "無法", "无法", "不能", "沒有", "没有"),
    *("不夠", "不够", "應為", "应为", "重開", "重开", "被退", "錯", "错", "要先", "請補", "请补"),
    *("請問", "请问", "不對", "不对", "不是", "有誤", "有误", "不符", "怎麼", "怎么", "為什麼", "为什么"),
    *("not ", "n't", "cannot", "will ", "to be ", "wrong", "why ", "how ", "incorrect"),
)
_PLANNED: Final = (
    *(
        "稍後",
        "稍后",
        "稍晚",
        "晚點",
        "晚点",
        "等一下",
        "明天",
        "後天",
        "后天",
        "改天",
        "下週",
        "下周",
        "下星期",
    ),
    *("下個月", "下个月", "再匯", "再汇", "再付", "再補", "再补", "再談", "再谈", "再說", "再说"),
    *(
        "等匯",
        "等汇",
        "等付",
        "等客",
        "等待",
        "待客",
        "轉財務",
        "转财务",
        "已通知",
        "已安排",
        "已申請",
        "已申请",
    ),
    *("來領", "来领", "先付", "先放", "考慮", "考虑", "再看", "想想", "週五", "周五"),
    *("準備", "准备", "打算", "預計", "预计", "正在", "等財務", "等财务", "待財務", "待财务"),
    *("tomorrow", "later", "next week", "next month", "going to"),
)
