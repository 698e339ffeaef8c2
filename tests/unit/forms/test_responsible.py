"""Whom a 責任部門 value names: departments for sure, the writer's own by any word for it, and otherwise nobody."""

import pytest

import forms
from tests.company import directory

OWN = "@own"


def read(text: str) -> tuple[str, ...]:
    known = forms.Known(
        names=tuple(one.name for one in directory().departments),
        find=lambda name: [one.id for one in directory().find_departments(name)],
        own=OWN,
    )
    return forms.read_responsible(text, known)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "本部門",
            "本部门",
            "我部",
            "我們部門",
            "我们部门",
            "本部",
            "我方",
            "我們",
            "我们",
            "自己部門",
            "我部門。",
        ),
        *(
            "我們自己",
            "本部門自己",
            "由本部門承擔",
            "是我們的責任",
            "我方責任",
            "本部門負全責",
            "我部全責",
            "自己",
        ),
        *(
            "我們車間",
            "咱們部門",
            "屬本部門",
            "就是我們",
            "我們這邊的問題",
            "應由我部負責",
            "（本部門）",
            "「我部」",
        ),
    ],
)
def test_the_writers_own_department_is_understood_however_it_is_called(text: str) -> None:
    assert read(text) == (OWN,)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("生產部", ("production",)),
        ("生产部。", ("production",)),
        ("生產部（混料工序）", ("production",)),
        ("應為採購部", ("purchasing",)),
        ("本部門和物流部", (OWN, "logistics")),
        ("我部、物流部", (OWN, "logistics")),
        ("物流部+我們", ("logistics", OWN)),
        ("生產部以及採購部共同承擔", ("production", "purchasing")),
        ("我部（生產部）", (OWN, "production")),
        ("生產部。謝謝", ("production",)),
        ("客服部", ("service",)),
        ("生產部 @李小明", ("production",)),
        ("我部 謝謝大家", (OWN,)),
        ("生產部，請知悉", ("production",)),
        ("生產部 🙏", ("production",)),
    ],
)
def test_departments_are_named_beside_it_and_with_a_remark(text: str, named: tuple[str, ...]) -> None:
    assert read(text) == named


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "無",
            "无",
            "沒有",
            "待查",
            "不清楚",
            "不知道",
            "待定",
            "客戶",
            "客户",
            "供應商",
            "我司",
            "本公司",
        ),
        *(
            "不是生產部",
            "非生產部",
            "非本部門",
            "不是我們",
            "生產部或採購部",
            "可能是生產部",
            "除物流部外",
            "疑似採購部",
        ),
        *("採購部、客戶", "生產部嗎", "與物流部無關", "生產部。採購部也有份", "尚未查明", "暫定生產部"),
    ],
)
def test_what_names_nobody_for_sure_is_left_to_be_asked(text: str) -> None:
    assert read(text) == ()
