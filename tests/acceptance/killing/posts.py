"""What people type. A marker (案007) in every form tells the cases apart without their numbers."""

from collections.abc import Sequence
from datetime import datetime

PRODUCT = """《產品質量投訴》
投訴人：{author}
客戶名稱：東方五金{marker}
發貨日期：2026年11月20日
品牌：H牌
規格及數量：120×60，300 箱
產品存在的質量問題：表面起泡，約 40 箱
客戶要求：{demand}
投訴時間：{now}"""

SERVICE = """《服務質量投訴》
投訴人：{author}
投訴對象：{target}
投訴事件：
時間：2026年11月21日下午
起因：送貨到佛山宏業
過程：司機不肯卸貨，與客戶爭執
結果：客戶自己請人卸貨
投訴目的：改進服務質量{marker}
投訴時間：{now}"""

DEMAND, OF_GOODS = "派人檢查並說明原因", "換貨 40 箱"
MENDED = "，補上照片"
PROCESS = "工藝流程：原料檢驗→烤漆→冷卻→貼膜→裝箱"
CHATTER = "今天吃什麼"
NO_RULING = "收到，我們看看"
FINDING = "質量鑒定結果：烤漆溫度偏低"
OPINION = "處理意見：派技術員上門檢查"
PLAN = "處理方案：司機停班培訓，主任上門致歉"
GARBLED = {"message": {"message_id": "seven", "chat": {"id": -1001000000001}}}


EXCHANGE = f"處理意見：{OF_GOODS}"
FREIGHT = """金額：1200.50元
承運：順達物流
收款人：王師傅
事由：退貨 40 箱
承擔部門：物流部 70%、生產部 30%"""


def product(author: str, marker: str, now: datetime, *, demand: str = DEMAND) -> str:
    return PRODUCT.format(author=author, marker=marker, now=_told(now), demand=demand)


def service(author: str, marker: str, now: datetime, *, target: str) -> str:
    return SERVICE.format(author=author, marker=marker, now=_told(now), target=target)


def with_mistakes(form: str) -> str:
    """Return a product form with two mistakes in it."""
    spoilt = form.replace("2026年11月20日", "上個月吧")
    return spoilt.replace(DEMAND, "")


def mended(form: str) -> str:
    """Return a product form with more in it than before."""
    return form.replace(DEMAND, f"{DEMAND}{MENDED}")


def ruling(responsible: Sequence[str], opinion: str = OPINION) -> str:
    return "\n".join((FINDING, opinion, _responsible(responsible)))


def second_part(responsible: Sequence[str]) -> str:
    """Return the part of a ruling that follows the finding."""
    return "\n".join((OPINION, _responsible(responsible)))


def plan(responsible: Sequence[str]) -> str:
    return "\n".join((PLAN, _responsible(responsible)))


def _responsible(names: Sequence[str]) -> str:
    return f"責任部門：{'、'.join(names)}"


def _told(now: datetime) -> str:
    return f"{now.year}年{now.month}月{now.day}日{now.hour}時{now.minute}分"
