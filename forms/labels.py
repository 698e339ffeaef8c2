"""The words people put before a value (L1, L4, L5), as tables; all simplified, `folding.fold` does the rest."""

from enum import StrEnum

from workflow.values import Kind


class Slot(StrEnum):
    """What a label stands for; where it is a field of a form, the value is the field's name."""

    COMPLAINANT = "complainant"
    CUSTOMER = "customer"
    SHIPPED_ON = "shipped_on"
    BRAND = "brand"
    SPEC_QUANTITY = "spec_quantity"
    DEFECT = "defect"
    DEMAND = "demand"
    COMPLAINED_AT = "complained_at"
    TARGET = "target"
    EVENT = "event"
    EVENT_TIME = "event_time"
    EVENT_CAUSE = "event_cause"
    EVENT_COURSE = "event_course"
    EVENT_RESULT = "event_result"
    PURPOSE = "purpose"
    WISH = "wish"  # 诉求: the demand of a product form, the purpose of a service form
    NOTE = "note"  # ends the value before it and is dropped (L5)
    FINDING = "finding"
    OPINION = "opinion"
    RESPONSIBLE = "responsible"
    PLAN = "plan"
    AMOUNT = "amount"
    CARRIER = "carrier"
    PAYEE = "payee"
    CAUSE = "reason"
    BEARINGS = "bearings"


Names = dict[Slot, tuple[str, ...]]

# The first name is the official one; it alone may do without a colon (L2). 规格 and 数量 as two fields
# are one slot with two labels: their values are joined in order.
FIELDS: Names = {
    Slot.COMPLAINANT: ("投诉人",),
    Slot.CUSTOMER: ("客户名称", "客户"),
    Slot.SHIPPED_ON: ("发货日期", "出货日期"),
    Slot.BRAND: ("品牌",),
    Slot.SPEC_QUANTITY: ("规格及数量", "规格数量", "规格/数量", "规格、数量", "规格", "数量"),
    Slot.DEFECT: ("产品存在的质量问题", "质量问题", "问题描述", "问题"),
    Slot.DEMAND: ("客户要求",),
    Slot.COMPLAINED_AT: ("投诉时间", "投诉日期"),
    Slot.TARGET: ("投诉对象", "被投诉人", "投诉部门"),
    Slot.EVENT: ("投诉事件",),
    Slot.PURPOSE: ("投诉目的",),
}
UNOFFICIAL: Names = {
    Slot.WISH: ("诉求",),
    Slot.NOTE: (
        *("订单号", "订单编号", "订单号码", "电话", "联系电话", "联络电话"),
        *("部门", "备注"),
    ),
}
PARTS: Names = {  # every one of these may do without a colon
    Slot.EVENT_TIME: ("时间", "发生时间", "事发时间"),
    Slot.EVENT_CAUSE: ("起因", "原因"),
    Slot.EVENT_COURSE: ("过程", "经过"),
    Slot.EVENT_RESULT: ("结果", "后果"),
}
ENGLISH: Names = {  # as `texts/en` calls them, without blanks: alone at a line start, or before the official name
    Slot.COMPLAINANT: ("complainant",),
    Slot.CUSTOMER: ("customer", "customername"),
    Slot.SHIPPED_ON: ("shippedon", "dateofshipment"),
    Slot.BRAND: ("brand",),
    Slot.SPEC_QUANTITY: ("specificationandquantity",),
    Slot.DEFECT: ("defect", "qualityproblem"),
    Slot.DEMAND: ("customer'sdemand", "customer’sdemand", "customerdemand", "demand"),
    Slot.COMPLAINED_AT: ("timeofthecomplaint", "complainttime"),
    Slot.TARGET: ("complainedabout",),
    Slot.EVENT: ("event",),
    Slot.PURPOSE: ("purpose",),
    Slot.EVENT_TIME: ("timeoftheevent",),
    Slot.EVENT_CAUSE: ("causeoftheevent",),
    Slot.EVENT_COURSE: ("courseoftheevent",),
    Slot.EVENT_RESULT: ("resultoftheevent",),
}
REPLY: Names = {
    Slot.FINDING: ("质量鉴定结果", "鉴定结果"),
    Slot.OPINION: ("处理意见",),
    Slot.RESPONSIBLE: ("责任部门",),
    Slot.PLAN: ("处理方案",),
}

FREIGHT: Names = {
    Slot.AMOUNT: ("金额", "运费金额", "运费", "支付金额"),
    Slot.CARRIER: ("承运", "承运人", "承运方", "承运单位", "承运公司", "物流公司"),
    Slot.PAYEE: ("收款人", "收款单位", "收款方"),
    Slot.CAUSE: ("事由", "用途", "原因"),
    Slot.BEARINGS: ("承担部门", "承担运费部门", "承担运费", "承担"),
}

# 规格 and 数量 fill the same field, so the second is no repetition of the first.
HALVES = frozenset({"规格", "数量"})

# What the printed form says in brackets behind these labels (L4): only such words, in any order.
NOTES: dict[Slot, tuple[str, ...]] = {
    Slot.EVENT: tuple(name for names in PARTS.values() for name in names),
    Slot.PURPOSE: ("希望达到的结果", "改进服务质量", "索赔", "处理", "例如", "如", "等"),
}

PRODUCT_SLOTS = (
    *(Slot.COMPLAINANT, Slot.CUSTOMER, Slot.SHIPPED_ON, Slot.BRAND),
    *(Slot.SPEC_QUANTITY, Slot.DEFECT, Slot.DEMAND, Slot.COMPLAINED_AT),
)
PART_SLOTS = tuple(PARTS)
SERVICE_SLOTS = (
    *(Slot.COMPLAINANT, Slot.TARGET, Slot.EVENT, *PART_SLOTS),
    *(Slot.PURPOSE, Slot.COMPLAINED_AT),
)
SLOTS: dict[Kind, tuple[Slot, ...]] = {Kind.PRODUCT: PRODUCT_SLOTS, Kind.SERVICE: SERVICE_SLOTS}

# K1: without a header one of these must be there. K3: without a header these mean a service form.
TELLING = frozenset({Slot.COMPLAINANT, Slot.DEFECT, Slot.TARGET, Slot.EVENT})
SERVICE_ONLY = frozenset({Slot.TARGET, Slot.EVENT, Slot.PURPOSE})

# Values of some length, in which a label of the other kind is but a word (「客户：怎么还没到？」).
FREE_TEXT = frozenset({Slot.DEFECT, Slot.DEMAND, Slot.EVENT, *PART_SLOTS, Slot.PURPOSE})

# S1: what is wished for decides about the settlement.
WISHED = {Kind.PRODUCT: Slot.DEMAND, Kind.SERVICE: Slot.PURPOSE}

# How the official form is written out.
TITLES = {Kind.PRODUCT: "《產品質量投訴》", Kind.SERVICE: "《服務質量投訴》"}
WRITTEN = {
    Slot.COMPLAINANT: "投訴人",
    Slot.CUSTOMER: "客戶名稱",
    Slot.SHIPPED_ON: "發貨日期",
    Slot.BRAND: "品牌",
    Slot.SPEC_QUANTITY: "規格及數量",
    Slot.DEFECT: "產品存在的質量問題",
    Slot.DEMAND: "客戶要求",
    Slot.COMPLAINED_AT: "投訴時間",
    Slot.TARGET: "投訴對象",
    Slot.EVENT: "投訴事件",
    Slot.EVENT_TIME: "時間",
    Slot.EVENT_CAUSE: "起因",
    Slot.EVENT_COURSE: "過程",
    Slot.EVENT_RESULT: "結果",
    Slot.PURPOSE: "投訴目的",
}
