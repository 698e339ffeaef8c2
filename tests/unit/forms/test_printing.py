"""The flow form and the voucher on paper: one page that shows everything, whatever was typed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import typst
from fontTools.ttLib import TTFont
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pylopdf_fonts_zh_cn import sans_path as simplified
from pylopdf_fonts_zh_tw import sans_path as traditional

import forms.printing
from forms.printing import PrintingFailed, mark_of, print_aside, read_mark
from forms.printing.glyphs import font_folders, printable
from forms.printing.press import print_paper
from forms.printing.shortening import LINE_END, REST
from tests.unit.forms.papers import (
    DIGEST,
    PRODUCT,
    SERVICE,
    VOUCHER,
    bare,
    order,
    pages_of,
    read_back,
    signature,
)
from workflow.documents import ReplyLine, Share
from workflow.page_room import REASON_TO_FORWARD, REASONS_ON_FORM, WORDS_ON_FORM, is_common, room_of
from workflow.papers import Paper

PAPERS = [PRODUCT, SERVICE, VOUCHER]
MISSING = "\x00"
"""What a character reads back as for which the type has no glyph."""
NOT_SHOWN = {"event", "kind", "settlement", "decision", "office"}
"""The parts of an event are printed, not its text as it was typed; the kind is printed in words, the
decision as a tick, and the signatures stand under what they are for."""


def texts_of(value: Any, key: str = "") -> Iterator[str]:
    """Every text a person filled in."""
    if isinstance(value, str) and key not in NOT_SHOWN:
        yield value[:12] if key == "digest" else value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from texts_of(one, name)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_of(one)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.number)
def test_everything_that_was_filled_in_can_be_read_back(paper: Paper) -> None:
    text = read_back(paper)
    missing = [said for said in texts_of(paper.model_dump()) if bare(said) not in text]
    assert missing == []
    assert DIGEST in text


def test_the_fields_of_the_flow_form_stand_in_the_order_of_the_regulation() -> None:
    text = read_back(PRODUCT)
    fields = [
        "編號",
        "日期",
        "類別",
        "投訴人",
        "客戶名稱",
        "發貨日期",
        "品牌",
        "規格及數量",
        "產品存在的質量問題",
    ]
    fields += ["客戶要求", "投訴時間", "責任部門", "質量鑒定結果", "處理意見", "責任部門負責人簽名"]
    fields += ["綜合處理意見", "副總簽名", "王總審批意見", "簽名人", "執行結果", "執行人"]
    places = [text.find(field) for field in fields]
    assert -1 not in places
    assert places == sorted(places)


def test_the_fields_of_the_voucher_stand_in_the_order_of_the_regulation() -> None:
    text = read_back(VOUCHER)
    fields = ["編號", "投訴編號", "日期", "金額", "事由", "收款人", "承擔部門", "負責人簽名", "打單部簽名"]
    places = [text.find(field) for field in [*fields, "財務部付款記帳", "兌現與銷帳"]]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize(
    "shown",
    [
        *("2026年11月23日17:30", "2026年11月20日", "2026年11月24日15:10", "第2版", "產品質量投訴"),
        *("趙主任不同意", "丁小玲代", "採購部負責人未簽名，由人力資源部照轉"),
    ],
)
def test_a_flow_form_tells_when_who_and_for_whom(shown: str) -> None:
    assert shown in read_back(PRODUCT)


@pytest.mark.parametrize(
    "shown",
    ["1,200.50元", "壹仟貳佰元伍角整", "70%", "840.35元", "360.15元", "（未兌現）", "2026年11月28日09:00"],
)
def test_a_voucher_tells_who_bears_how_much(shown: str) -> None:
    assert shown in read_back(VOUCHER)


def test_what_is_still_open_is_said_to_be_open() -> None:
    fresh = PRODUCT.model_copy(
        update={
            "head_signatures": (),
            "unsigned": (),
            "forwarded": "",
            "replies": (),
            "decision": "",
            "opinion": "",
            "opinion_signature": None,
            "decision_text": "",
            "decision_signature": None,
            "execution": "",
            "executed_by": "",
            "executed_at": None,
        }
    )
    text = read_back(fresh)
    for open_yet in (
        "生產部負責人（待簽）",
        "副總簽名",
        "簽名人",
        "（未回覆）",
        "執行人（未填）",
    ):
        assert open_yet in text


# Whatever was typed


def test_markup_of_the_typesetter_is_printed_as_it_was_typed() -> None:
    typed = (
        '*粗* _斜_ #panic("x") $x^2$ `code` = 題 // 註 \\ @ref <label> <b>&amp;</b> [a](b) {{ x }} {% y %}'
    )
    text = read_back(PRODUCT.model_copy(update={"opinion": typed}))
    assert bare(typed) in text


def test_simplified_characters_and_signs_are_printed_with_the_type_behind_the_first() -> None:
    typed = "简体也要印得出来：锈蚀、损坏，¥1,200.50，φ12±0.05℃，①②③，Größe，─★"
    text = read_back(PRODUCT.model_copy(update={"opinion": typed}))
    assert bare(typed) in text
    assert MISSING not in text


def test_a_character_that_no_type_has_is_printed_as_its_number() -> None:
    text = read_back(VOUCHER.model_copy(update={"payee": "𠮷野😀", "reason": "反向\u202eabc"}))
    assert "〔U+20BB7〕野〔U+1F600〕" in text
    assert "反向〔U+202E〕abc" in text
    assert MISSING not in text


def test_a_glyph_that_is_missing_would_be_noticed(tmp_path: Path) -> None:
    source = tmp_path / "x.typ"
    source.write_text('#set text(font: "Noto Sans TC", fallback: false)\n好𠮷', encoding="utf-8")
    pdf = typst.compile(source, format="pdf", font_paths=list(font_folders()), ignore_system_fonts=True)
    assert pages_of(pdf) == [f"好{MISSING}"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=300))
def test_whatever_is_typed_no_character_vanishes(typed: str) -> None:
    text = read_back(VOUCHER.model_copy(update={"reason": typed}))
    assert bare(printable(typed)) in text
    assert MISSING not in text


# One page


def flooded(characters: int, departments: int) -> Paper:
    """A flow form in which everybody wrote as much as a message holds."""
    names = [f"第{nth}部" for nth in range(departments)]
    long = {"finding": "鑒定" * (characters // 2), "opinion": "處理意見。\n" * (characters // 6)}
    return PRODUCT.model_copy(
        update={
            "form": PRODUCT.form.model_copy(
                update={
                    "defect": "起泡" * (characters // 2),
                    "demand": "換\n" * (characters // 2),
                    "customer": "客" * 200,
                    "brand": "https://example.com/" + "a" * characters,
                }
            ),
            "departments": tuple(names),
            "replies": tuple(
                ReplyLine(department=name, by="名" * 64, at=PRODUCT.compiled_at, **long) for name in names
            ),
            "head_signatures": tuple(
                signature(name, "名" * 64, agrees=False, reason="理由" * (characters // 2)) for name in names
            ),
            "opinion": "意見" * (characters // 2),
            "decision_text": "決定" * (characters // 2),
            "execution": "執行" * (characters // 2),
        }
    )


STRETCHES = st.one_of(
    st.sampled_from(
        [
            "協",
            "協\n",
            "）",
            "「",
            "—",
            "WM",
            "😀",
            "协商",
            "\n\n",
            "internationally ",
            "http://x.example/",
            "，。",
        ]
    ),
    st.text(min_size=1, max_size=8),
)


def stretched(stretch: str, room: int) -> str:
    """As much of a stretch, over and over, as the flow form accepts."""
    text = ""
    while room_of(text + stretch) <= room:
        text += stretch
    return text


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STRETCHES, st.integers(1, 3), st.sampled_from([40, 4096]))
def test_no_words_that_the_flow_form_accepts_are_ever_cut_whatever_else_stands_on_it(
    stretch: str, departments: int, characters: int
) -> None:
    words, reason = stretched(stretch, WORDS_ON_FORM), stretched(stretch, REASONS_ON_FORM // departments)
    page = flooded(characters, departments)
    page = page.model_copy(
        update={
            "head_signatures": tuple(
                one.model_copy(update={"reason": reason}) for one in page.head_signatures
            ),
            "forwarded": stretched(stretch, REASON_TO_FORWARD),
            **dict.fromkeys(("opinion", "decision_text", "execution"), words),
        }
    )
    text = read_back(page).replace(LINE_END, "")
    shown = bare(printable(words)).replace(LINE_END, "")
    assert text.count(shown) >= (3 if shown else 0)
    assert bare(printable(reason)).replace(LINE_END, "") in text


def advances(path: Path) -> dict[int, float]:
    """How wide the characters of a type are, in its size."""
    with TTFont(path, lazy=True) as font:
        widths, size = font["hmtx"], font["head"].unitsPerEm
        return {code: widths[glyph][0] / size for code, glyph in font.getBestCmap().items()}


def test_every_character_that_takes_the_room_of_one_is_printed_as_itself_and_no_wider() -> None:
    wide = advances(simplified()) | advances(traditional())
    for code in filter(lambda code: is_common(chr(code)), range(0x20, 0x11_0000)):
        shown = printable(chr(code))
        assert len(shown) <= 1, hex(code)
        assert not shown.strip() or wide[code] < 1.02, hex(code)


@pytest.mark.parametrize("stretch", ["」", "「", "—", "WM", "ⓂⓂ"])
def test_no_run_of_signs_leaves_the_page(stretch: str) -> None:
    page = PRODUCT.model_copy(update={"opinion": stretched(stretch, WORDS_ON_FORM)})
    pdf = pypdfium2.PdfDocument(print_paper(order(page)).pdf)[0]
    text = pdf.get_textpage()
    assert max(text.get_charbox(nth)[2] for nth in range(text.count_chars())) < pdf.get_width()


@pytest.mark.parametrize(("characters", "departments"), [(400, 3), (4096, 3), (4096, 12), (4096, 40)])
def test_however_much_was_written_it_stays_one_page_and_says_where_the_rest_is(
    characters: int, departments: int
) -> None:
    text = read_back(flooded(characters, departments))
    assert bare(REST) in text
    assert PRODUCT.number in text
    assert DIGEST in text
    assert "副總簽名" in text


def test_a_full_page_is_set_smaller_before_anything_is_cut() -> None:
    much = "客戶協商經過，逐項記錄如下。" * 50
    text = read_back(PRODUCT.model_copy(update={"opinion": much, "decision_text": much, "execution": much}))
    assert text.count(much) == 3
    assert bare(REST) not in text


def test_a_voucher_of_many_departments_stays_one_page() -> None:
    shares = tuple(Share(department=f"第{nth}部", percent=2, amount=100) for nth in range(50))
    text = read_back(VOUCHER.model_copy(update={"shares": shares, "reason": "運費" * 2000}))
    assert "第49部" in text


# The bytes, the mark, the picture


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.number)
async def test_a_process_of_its_own_prints_the_same_bytes(paper: Paper) -> None:
    assert await print_aside(order(paper)) == print_paper(order(paper))


async def test_a_printing_that_takes_too_long_is_ended_and_said() -> None:
    with pytest.raises(PrintingFailed, match=r"not printed within 0\.001 s"):
        await print_aside(order(PRODUCT), patience=0.001)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.number)
def test_the_mark_in_the_file_says_which_document_it_is(paper: Paper) -> None:
    assert read_mark(print_paper(order(paper)).pdf) == mark_of(paper)


def test_a_file_of_somebody_else_has_no_mark() -> None:
    assert read_mark(b"%PDF-1.7 tousu:flow_form:P-2026") is None


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.number)
def test_the_picture_shows_the_page_of_the_pdf(paper: Paper) -> None:
    printed = print_paper(order(paper))
    page = pypdfium2.PdfDocument(printed.pdf)[0]
    width, height = page.get_size()
    assert (round(width), round(height)) == (595, 842)
    # The picture has two dots for each point of the page, and ink where the page has some.
    size = [int.from_bytes(printed.picture[start : start + 4], "big") for start in (16, 20)]
    assert size == [1191, 1684]
    assert bare(page.get_textpage().get_text_bounded()).startswith(bare("輝煌"))


def test_the_templates_are_installed_with_the_package() -> None:
    here = Path(forms.printing.__file__).parent
    assert {path.name for path in here.glob("*.typ")} == {"paper.typ", "flow_form.typ", "voucher.typ"}
