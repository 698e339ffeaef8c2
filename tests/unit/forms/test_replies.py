"""What departments answer is read by its labels, and the departments they name are told apart."""

import pytest

import forms


def test_a_reply_of_production_is_read() -> None:
    reply = forms.read_reply(
        "關於東莞那單：\n質量鑒定結果：鍍鋅厚度不足\n屬於外協工藝問題\n處理意見：同意換貨\n責任部門：採購部、生產部\n以上部門已會簽"
    )

    assert reply.finding == "鍍鋅厚度不足\n屬於外協工藝問題"
    assert reply.opinion == "同意換貨"
    assert reply.responsible == "採購部、生產部"
    assert reply.plan == ""
    assert reply.has_labels


@pytest.mark.parametrize(
    "text",
    [
        "质量鉴定结果:虚焊;处理意见:换货;责任部门:生产部",
        "1、鉴定结果：虚焊\n2、处理意见：换货\n3、责任部门：生产部",
        "【質量鑑定結果】虚焊【處理意見】换货【責任部門】生产部",
        "質量鑒定結果\n虚焊\n處理意見\n换货\n責任部門\n生产部",
        "• 鑒定結果 ：虚焊\n• 處理意見 ：换货\n\n• 責任部門 ：生产部\n\n谢谢",
        "> 质量鉴定结果：虚焊\n> 处理意见：换货\n> 责任部门：生产部\n老王 9:32",
        "\ufeff质量鉴定\u200b结果：虚焊 处理意见：换货 责任部门：生产部",
        "「小李：产品质量投诉」\n- - - - - -\n质量鉴定结果：虚焊\n处理意见：换货\n电话：8000\n责任部门：生产部\n@小李",
    ],
)
def test_labels_may_be_written_as_in_a_form(text: str) -> None:
    reply = forms.read_reply(text)

    assert (reply.finding, reply.opinion, reply.responsible) == ("虚焊", "换货", "生产部")


def test_the_plan_of_a_service_complaint_is_read() -> None:
    assert forms.read_reply("處理方案：當面道歉，\n更換對接人").plan == "當面道歉，\n更換對接人"


def test_a_blank_template_has_labels_and_nothing_behind_them() -> None:
    reply = forms.read_reply("質量鑒定結果：\n處理意見：____\n責任部門：")

    assert reply.has_labels
    assert (reply.finding, reply.opinion, reply.responsible) == ("", "", "")


@pytest.mark.parametrize(
    "text", ["", "收到", "處理意見我晚點發", "我的处理意见是换货", "質量鑒定結果、處理意見都要寫"]
)
def test_free_text_has_no_labels(text: str) -> None:
    assert not forms.read_reply(text).has_labels


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("採購部", ("採購部",)),
        ("採購部、生產部", ("採購部", "生產部")),
        ("采购部,生产部，物流部", ("采购部", "生产部", "物流部")),
        ("采购部;生产部；物流部", ("采购部", "生产部", "物流部")),
        ("採購部/生產部 物流部", ("採購部", "生產部", "物流部")),
        ("採購部和生產部及物流部與打單部", ("採購部", "生產部", "物流部", "打單部")),
        ("采购部以及生产部与物流部", ("采购部", "生产部", "物流部")),
        ("採購部、採購部", ("採購部",)),
        ("（採購部）、生產部。", ("採購部", "生產部")),
        ("、 ，和", ()),
        ("", ()),
    ],
)
def test_names_are_parted(text: str, names: tuple[str, ...]) -> None:
    assert forms.split_names(text) == names
