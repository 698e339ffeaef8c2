"""A sheet of paper measured in pixels from its upper left corner, with panels, Chinese type and room for axes.

Runs in the drawing process only: it imports matplotlib.
"""

from functools import cache
from pathlib import Path
from typing import Final

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.patches import FancyBboxPatch
from matplotlib.text import Text
from pylopdf_fonts_zh_cn import sans_path as simplified
from pylopdf_fonts_zh_tw import sans_path as traditional

from reports.wording import Wording

WIDTH: Final = 1080
"""A phone's width."""
DPI: Final = 200
MARGIN: Final = 40

# Okabe and Ito's colours: told apart by people who do not see red and green, and in print.
INK, QUIET, FAINT = "#1B2430", "#5F6B7A", "#B4BCC8"
PAPER, CARD = "#EEF1F5", "#FFFFFF"
BLUE, SKY = "#0072B2", "#9AD0F0"
KEPT, KEPT_INK = "#E1EFF6", "#0B4F78"
LATE, LATE_INK = "#FAD9C4", "#7A2E00"
MOSTLY_LATE, MOSTLY_LATE_INK = "#C24A00", "#FFFFFF"


class Sheet:
    """A page as wide as a phone; `said` is the wording of what is drawn on it."""

    def __init__(self, height: float, said: Wording) -> None:
        self.height, self.said = height, said
        self.figure = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI, facecolor=PAPER)
        FigureCanvasAgg(self.figure)
        self._page = self.figure.add_axes((0, 0, 1, 1))
        self._page.set_axis_off()
        self._page.set(xlim=(0, WIDTH), ylim=(height, 0))

    def panel(self, x: float, y: float, width: float, height: float, *, colour: str = CARD) -> FancyBboxPatch:
        """Draw a rounded rectangle."""
        style = f"round,pad=0,rounding_size={min(18, height / 5)}"
        patch = FancyBboxPatch((x, y), width, height, boxstyle=style, facecolor=colour, edgecolor="none")
        self._page.add_patch(patch)
        return patch

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float,
        colour: str = INK,
        align: str = "left",
        width: float | None = None,
        smallest: float = 0.8,
    ) -> Text:
        """Write a line around the height `y`, fitted into `width` pixels if that is given.

        Words that are too long are set smaller, down to a share of their size, and then cut; a share of 0 cuts nothing.
        """
        text = write(self._page, x, y, words, size=size, colour=colour, align=align)
        if width is not None:
            self._fit(text, width, smallest)
        return text

    def axes(self, x: float, y: float, width: float, height: float) -> Axes:
        """Return axes that take up this place."""
        place = (x / WIDTH, 1 - (y + height) / self.height, width / WIDTH, height / self.height)
        axes = self.figure.add_axes(place, facecolor="none")
        axes.spines[:].set_visible(False)
        axes.set(xticks=[], yticks=[])
        return axes

    def save(self, path: Path) -> None:
        """Draw the sheet into a PNG."""
        self.figure.savefig(path, format="png", facecolor=PAPER)

    def _fit(self, text: Text, width: float, smallest: float) -> None:
        wide = self.width_of(text)
        if wide <= width:
            return
        text.set_fontsize(float(text.get_fontsize()) * max(smallest, width / wide))
        words = text.get_text()
        while len(words) > 1 and self.width_of(text) > width:
            words = words[:-1]
            text.set_text(f"{words}…")

    def width_of(self, text: Text) -> float:
        """Return how many pixels wide a line is."""
        return text.get_window_extent().width


def write(
    axes: Axes, x: float, y: float, words: str, *, size: float, colour: str = INK, align: str = "left"
) -> Text:
    """Write a line, `size` pixels high, around a point of the axes; a dollar sign is a dollar sign."""
    type_ = FontProperties(family=_families(), size=size * 72 / DPI)
    return axes.text(x, y, words, fontproperties=type_, color=colour, ha=align, va="center", parse_math=False)


@cache
def _families() -> list[str]:
    """Return the families to set type in: Noto Sans TC, and SC behind it for simplified characters."""
    families = []
    for path in (traditional(), simplified()):
        fontManager.addfont(path)
        families.append(fontManager.ttflist[-1].name)
    return families
