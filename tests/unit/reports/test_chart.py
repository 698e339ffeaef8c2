"""The picture of the weekly chart, looked at as figure and as pixels; a missing glyph is a warning, so an error."""

import io
import re
from collections.abc import Iterator
from itertools import combinations
from string import Formatter
from typing import Any

import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.container import BarContainer
from matplotlib.patches import FancyBboxPatch
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from PIL import Image

from reports.drawing import weekly_chart
from reports.sheet import BLUE, KEPT, LATE, MOSTLY_LATE, PAPER, SKY, WIDTH, Sheet
from reports.wording import wording
from tests.unit.reports.samples import MANY, crowded_week, ordinary_week, row, score, week
from workflow.values import Language

HAN = re.compile(r"[\u3400-\u9fff]")
LONG = "某省某市輝煌五金製品（集團）股份有限公司華東分公司"
WEEKS = {
    "ordinary": ordinary_week(),
    "empty": week([]),
    "crowded": {**crowded_week(), "beside": [{"what": "appeal", "who": "高主任", "count": 1234}]},
    "long names": week(
        [row("很" * 60, reply=score(1234, 56789)), row("W" * 60, notify=score(0, 1))], company=LONG
    ),
    "no company": week([], company=""),
}


@pytest.fixture(params=WEEKS.values(), ids=WEEKS.keys())
def facts(request: pytest.FixtureRequest) -> Any:
    return request.param


def texts(sheet: Sheet) -> list[Text]:
    return [text for axes in sheet.figure.axes for text in axes.texts if text.get_text()]


def words(sheet: Sheet) -> list[str]:
    return [text.get_text() for text in texts(sheet)]


def extent(text: Text) -> Bbox:
    return text.get_window_extent()


def overlaps(one: Bbox, other: Bbox) -> bool:
    """Whether two extents share more than the edge of a pixel."""
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    return width > 1 and height > 1


def bars(sheet: Sheet) -> dict[str, list[int]]:
    axes = bar_axes(sheet)
    return {
        str(container.get_label()): [round(patch.get_height()) for patch in container]
        for container in axes.containers
        if isinstance(container, BarContainer)
    }


def bar_axes(sheet: Sheet) -> Axes:
    return next(axes for axes in sheet.figure.axes if axes.containers)


def cell_colours(sheet: Sheet) -> list[tuple[float, float, float]]:
    patches = (patch for axes in sheet.figure.axes for patch in axes.patches)
    return [to_rgb(patch.get_facecolor()) for patch in patches if isinstance(patch, FancyBboxPatch)]


def picture(sheet: Sheet) -> Image.Image:
    buffer = io.BytesIO()
    sheet.figure.savefig(buffer, format="png", facecolor=PAPER)
    return Image.open(buffer).convert("RGB")


def test_what_was_late_beside_the_four_steps_is_said_under_a_full_share() -> None:
    facts = {**ordinary_week(), "beside": [{"what": "adjudicate", "who": "人力資源部", "count": 2}]}
    assert any("另有 2 項逾期" in said for said in words(weekly_chart(facts)))
    assert not any("另有" in said for said in words(weekly_chart(ordinary_week())))


@pytest.mark.parametrize("language", Language)
def test_every_text_lies_within_the_picture_and_on_no_other(facts: dict[str, Any], language: str) -> None:
    sheet = weekly_chart(facts, language)
    placed = [(text.get_text(), extent(text)) for text in texts(sheet)]
    for said, box in placed:
        assert box.x0 >= 0 <= box.y0, said
        assert box.x1 <= WIDTH and box.y1 <= sheet.height, said  # noqa: PT018 - one thought
    for (said, box), (other, other_box) in combinations(placed, 2):
        assert not overlaps(box, other_box), f"{said!r} lies on {other!r}"


def test_the_picture_is_a_phone_wide_and_small_enough_to_send(facts: dict[str, Any]) -> None:
    image = picture(weekly_chart(facts))
    assert image.width == WIDTH
    assert image.height < 2.5 * WIDTH
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    assert len(buffer.getvalue()) < 1_000_000


def test_the_words_are_those_of_the_group() -> None:
    english = words(weekly_chart(ordinary_week(), "en"))
    assert english[:2] == [" complaints of the week", "輝煌"]
    assert "Week 47 of 2026, Mon 16 Nov – Sun 22 Nov" in english
    assert "7/9, 2 late" in english
    assert not [one for one in english if HAN.search(one) and not one.endswith(("部", "輝煌"))]
    assert "2026 年第 47 周　11/16（一）–11/22（日）" in words(weekly_chart(ordinary_week(), "zh-Hans"))


@pytest.mark.parametrize("language", Language)
def test_every_language_says_everything_with_the_same_values(language: str) -> None:
    assert dict(_patterns(wording(language).words)) == dict(_patterns(wording().words))


def _patterns(words: Any, path: str = "") -> Iterator[tuple[str, set[str]]]:
    """What stands where, and the names filled in; a day is written with others."""
    named = words.items() if isinstance(words, dict) else enumerate(words)
    for name, value in named:
        if isinstance(value, str):
            fields = {field for _, field, *_ in Formatter().parse(value) if field}
            yield f"{path}.{name}", fields - {"month", "name", "day", "weekday"}
        else:
            yield from _patterns(value, f"{path}.{name}")


def test_the_bars_are_the_counts_and_the_totals_stand_on_them() -> None:
    sheet = weekly_chart(ordinary_week())
    assert bars(sheet) == {"product": [3, 2, 4, 0, 4, 1, 0], "service": [1, 2, 3, 3, 0, 1, 0]}
    totals = [text.get_text() for text in bar_axes(sheet).texts][-7:]
    assert totals == ["4", "4", "7", "3", "4", "2", "0"]


def test_stacked_bars_begin_where_the_lower_ones_end() -> None:
    product, service = (
        c for c in bar_axes(weekly_chart(ordinary_week())).containers if isinstance(c, BarContainer)
    )
    assert [bar.get_y() for bar in service] == [bar.get_height() for bar in product]


def test_each_department_shows_what_was_done_of_what_was_due() -> None:
    said = words(weekly_chart(ordinary_week()))
    assert {"打單部", "人力資源部", "生產部", "採購部", "物流部"} <= set(said)
    assert {"9/9", "8/9 遲 1", "4/4", "1/3 遲 2", "7/9 遲 2", "0/9 遲 9"} <= set(said)


def test_the_later_a_department_the_stronger_its_colour() -> None:
    colours = cell_colours(weekly_chart(ordinary_week()))
    kept, late, mostly_late = (colours.count(to_rgb(colour)) for colour in (KEPT, LATE, MOSTLY_LATE))
    assert (kept, late, mostly_late) == (4, 2, 2)


def test_the_colours_differ_in_lightness_so_that_nobody_needs_to_see_hue() -> None:
    lightness = [
        0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in map(to_rgb, (BLUE, SKY, KEPT, MOSTLY_LATE))
    ]
    assert abs(lightness[0] - lightness[1]) > 0.3
    assert abs(lightness[2] - lightness[3]) > 0.4


def test_a_hundred_percent_is_only_said_of_all() -> None:
    assert "100%" in words(weekly_chart(week([row("生產部", reply=score(200, 200))])))
    assert "99%" in words(weekly_chart(week([row("生產部", reply=score(999, 1000))])))


def test_numbers_are_never_cut_however_large() -> None:
    said = words(weekly_chart(week([row("生產部", reply=score(123456, 234567))])))
    assert "123456/234567 遲 111111" in said


def test_an_empty_week_says_that_nothing_happened() -> None:
    said = words(weekly_chart(week([])))
    assert "本週沒有新增投訴" in said
    assert "本週沒有到期的事項" in said
    assert "–" in said


def test_the_title_names_company_week_and_cut_off() -> None:
    said = words(weekly_chart(ordinary_week()))
    assert said[:2] == ["投訴週報", "輝煌"]
    assert "2026 年第 47 週　11/16（一）–11/22（日）" in said
    assert any("11/23 00:00" in line for line in said)


def test_a_long_company_name_is_cut_and_the_title_is_not() -> None:
    said = words(weekly_chart(week([], company=LONG)))
    assert said[0] == "投訴週報"
    assert said[1].endswith("…")
    assert LONG.startswith(said[1][:-1])


def test_every_department_of_a_large_company_is_named_in_full_or_cut_with_a_mark() -> None:
    said = set(words(weekly_chart(crowded_week())))
    for name in MANY:
        assert name in said or any(one.endswith("…") and name.startswith(one[:-1]) for one in said), name


def test_a_simplified_name_has_glyphs_and_a_dollar_sign_is_no_formula() -> None:
    sheet = weekly_chart(week([row("研发们 $1_2$", reply=score(1, 1))]))
    picture(sheet)
    assert "研发们 $1_2$" in words(sheet)


def test_a_glyph_that_no_font_has_would_be_noticed_here() -> None:
    with pytest.warns(UserWarning, match="Glyph .* missing"):
        picture(weekly_chart(week([row("\U00020bb7部", reply=score(1, 1))])))


def test_late_cells_are_seen_in_the_picture_itself() -> None:
    colours = {colour for _, colour in picture(weekly_chart(ordinary_week())).getcolors(1 << 20) or ()}
    for wanted in (BLUE, SKY, KEPT, LATE, MOSTLY_LATE):
        assert tuple(round(255 * part) for part in to_rgb(wanted)) in colours
