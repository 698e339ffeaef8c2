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


@pytest.mark.parametrize(
    "text",
    [
        "質量鑒定結果：清洗不淨。處理意見：折價3%。責任部門：生產部。",
        "质量鉴定结果：清洗不净！处理意见：折价3%？责任部门：生产部",
        "质量鉴定结果：清洗不净.处理意见：折价3%...责任部门：生产部",
        "1、質量鑒定結果：清洗不淨。2、處理意見：折價3%。3、責任部門：生產部",
        "1.質量鑒定結果：清洗不淨2.處理意見：折價3%3.責任部門：生產部",
        "一、質量鑒定結果：清洗不淨二、處理意見：折價3%三、責任部門：生產部",
        "（1）質量鑒定結果：清洗不淨（2）處理意見：折價3%（3）責任部門：生產部",
        "①質量鑒定結果：清洗不淨②處理意見：折價3%③責任部門：生產部",
        "-質量鑒定結果：清洗不淨-處理意見：折價3%-責任部門：生產部",
        "•質量鑒定結果：清洗不淨•處理意見：折價3%•責任部門：生產部",
        "👉質量鑒定結果：清洗不淨👉處理意見：折價3%👉責任部門：生產部",
        "第一，質量鑒定結果：清洗不淨。第二，處理意見：折價3%。第三，責任部門：生產部",
        "質量鑒定結果：清洗不淨、處理意見：折價3%、責任部門：生產部",
        "「質量鑒定結果」：清洗不淨。「處理意見」：折價3%。「責任部門」：生產部",
        "“質量鑒定結果”：清洗不淨；“處理意見”：折價3%；“責任部門”：生產部",
        "物流部回覆：質量鑒定結果：清洗不淨；處理意見：折價3%；責任部門：生產部",
        "責任在生產部。質量鑒定結果：清洗不淨。處理意見：折價3%。責任部門：生產部",
        "收到，答覆如下：1、質量鑒定結果：清洗不淨。2、處理意見：折價3%。3、責任部門：生產部",
        "生產部質量鑒定結果：清洗不淨。生產部處理意見：折價3%。責任部門：生產部",
        "我部的質量鑒定結果如下：清洗不淨。我們的處理意見是：折價3%。責任部門為：生產部",
    ],
)
def test_labels_on_one_line_are_parted_however_sentences_end_and_points_are_numbered(text: str) -> None:
    reply = forms.read_reply(text)

    said = [value.rstrip("。！？.?") for value in (reply.finding, reply.opinion, reply.responsible)]
    assert said in (["清洗不淨", "折價3%", "生產部"], ["清洗不净", "折价3%", "生产部"])


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("質量鑒定結果：清洗不淨（見照片）處理意見：折價", "清洗不淨（見照片）"),
        ("質量鑒定結果：殘留 3.5 毫克。處理意見：折價", "殘留 3.5 毫克。"),
        ("質量鑒定結果：長60、處理意見：折價", "長60"),
        ("質量鑒定結果：「清洗不淨」處理意見：折價", "「清洗不淨」"),
    ],
)
def test_what_a_value_ends_with_stays_with_it(text: str, finding: str) -> None:
    reply = forms.read_reply(text)

    assert (reply.finding, reply.opinion) == (finding, "折價")


@pytest.mark.parametrize(
    "said", ["請見處理意見", "詳見王五的處理意見：已發", "請看生產部處理意見：已發", "與責任部門：再談"]
)
def test_a_label_inside_a_sentence_is_none(said: str) -> None:
    reply = forms.read_reply(f"質量鑒定結果：清洗不淨，{said}。")

    assert reply.labels == {"finding"}
    assert reply.finding == f"清洗不淨，{said}。"


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
