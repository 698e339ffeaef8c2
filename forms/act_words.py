"""What people type under a card instead of pressing a button: 「申訴：賠得太少」, 「不服」, 「認可」, 「受理」."""

import re
from typing import Final, NamedTuple

from workflow.closing import BODIES
from workflow.names import plain
from workflow.phases import Act


class ActRead(NamedTuple):
    """The acts a text may name, in the order of likelihood; `words` stand behind the name.

    `is_labelled`: a colon parts the two, so nothing else can be meant. `body`: whom an appeal names.
    """

    acts: tuple[Act, ...]
    words: str = ""
    is_labelled: bool = False
    body: str = ""


def read_act(text: str) -> ActRead | None:
    """Return what a text that begins with the name of an act names; None for any other."""
    found = _PARTED.fullmatch(text.strip())
    assert found is not None  # it matches anything
    name, colon, words = found.groups()
    appeal = _APPEAL_TO.fullmatch(plain(name))
    acts, body = (_ACTS.get(plain(name), ()), "") if appeal is None else ((Act.APPEAL,), _BODIES[appeal[1]])
    return ActRead(acts, words.strip(), colon in _COLONS and bool(words.strip()), body) if acts else None


def denies_responsibility(text: str) -> bool:
    """Tell whether words say that it is not the speaker's department's business, without the label."""
    return _DENIES.search(plain(text)) is not None


# Private functions

_COLONS: Final = frozenset("：:﹕")
_PARTED: Final = re.compile(r"([^：:﹕，,。；;！!\n]*?)([：:﹕，,。；;！!\n]|$)(.*)", re.DOTALL)
_WORDS: Final[dict[tuple[Act, ...], tuple[str, ...]]] = {
    (Act.APPEAL,): ("申訴", "我要申訴", "要申訴", "上訴", "appeal"),
    (Act.APPEAL, Act.OBJECT): ("不服", "不滿意", "不合理", "不公平", "不接受", "不認可", "不能接受"),
    (Act.APPEAL, Act.DISAGREE, Act.RETURN_VOUCHER): ("不同意", "disagree", "i disagree"),
    (Act.ACKNOWLEDGE,): (
        "認可",
        "我認可",
        "滿意",
        "接受",
        "可以接受",
        "無異議",
        "沒有異議",
        "accept the result",
    ),
    (Act.ACKNOWLEDGE, Act.CONCUR, Act.AGREE, Act.APPROVE): ("同意", "我同意", "agree", "i agree"),
    (Act.COMPLETE, Act.SUPPLEMENT): ("補充", "補充資料", "補充說明", "add information"),
    (Act.DISCLAIM,): ("非本部門責任", "非我部門責任", "不是本部門責任", "not our responsibility"),
    (Act.OBJECT,): ("異議", "我有異議", "有異議", "object"),
    (Act.WITHDRAW,): ("撤回", "撤回投訴", "撤訴", "withdraw"),
    (Act.APPROVE,): ("批准", "approve", "approved"),
    (Act.RETURN, Act.SEND_BACK): ("退回", "return"),
    (Act.ACCEPT,): ("受理", "已受理", "accept", "accepted"),
    (Act.ASK_COMPLETION,): ("補正", "請補正", "ask for more"),
    (Act.RESUME,): ("續辦",),
    (Act.TAKE_AS_WITHDRAWN,): ("作撤回",),
    (Act.ROUTE,): ("分流", "route"),
    (Act.CONCUR,): ("同意此結論", "同意結論"),
    (Act.REASSIGN,): ("改派", "reassign"),
    (Act.EXCUSE,): ("免除", "excuse"),
    (Act.REJECT_CLAIM,): ("駁回", "reject"),
    (Act.ADJUDICATE,): ("裁定",),
    (Act.CONCLUDE,): ("以現有回覆結論",),
    (Act.NOTIFY,): ("通知投訴人",),
    (Act.UPHOLD,): ("維持原處理", "uphold"),
    (Act.CHANGE,): ("改判",),
    (Act.REMAND,): ("發回重辦", "remand"),
    (Act.SIGN_FORM, Act.SIGN_OPINION, Act.SIGN_VOUCHER, Act.COUNTERSIGN_VOUCHER): ("簽名", "sign"),
    (Act.FORWARD_FORM,): ("照轉",),
    (Act.EXECUTE,): ("登記執行", "已執行", "執行", "執行結果", "執行情況", "execution"),
    (Act.SETTLE_OFFLINE,): ("線下辦結",),
}
_ACTS: Final = {plain(word): acts for acts, words in _WORDS.items() for word in words}
_BODIES: Final = dict(zip(map(plain, ("上一級", "監察部", "行政部")), BODIES, strict=True))
_APPEAL_TO: Final = re.compile(rf"(?:我要?)?向({'|'.join(_BODIES)})申诉")
_DENIES: Final = re.compile(
    r"(?:不关|不干)我们?部?门?的?事|(?:与|和|跟)(?:我们?|我们?部门|本部门?)无关|(?:不归|不属于?)(?:我们?|本部门?)"
    r"|不是(?:我们?|我们?部门|本部门?)的?(?:责任|问题|事)|非(?:我|本)部门?责任"
)
"""As `plain` writes it."""
