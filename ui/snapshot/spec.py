"""What a snapshot shall look like: size, theme, and which parts the page has."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from explorer.errors import ExportFailed

PageTheme = Literal["light", "dark", "transparent"]
FORMATS = ("png", "svg", "pdf")

#: Page units in an inch: at a scale of 1 a PNG has 96 DPI, as screens count.
INCH_PX = 96.0

#: Width at which the page's lengths and fonts have their design size.
DESIGN_WIDTH_PX = 1600.0
#: A page lower than that at the design's width would be all title: then the height decides.
_DESIGN_HEIGHT_PX = 700.0
_MOST_PIXELS = 120_000_000


@dataclass(frozen=True)
class SnapshotSpec:
    """A page.

    Attributes
    ----------
    width, height
        Size of the page in units; text and lines grow with the width / 1600.
    scale
        Pixels in each unit (PNG), so that `scale=2` is the same page, twice as sharp.
    is_whole
        The whole network, or what is seen in the window.
    keep_selection
        Whether rings and dimming of the selection are drawn.
    title
        None: the store's own title.
    drawn_on
        The day in words; the program's callers say it, so that a page can be drawn twice alike.
    """

    width: int = 1600
    height: int = 1000
    scale: float = 1.0
    theme: PageTheme = "light"
    is_whole: bool = True
    keep_selection: bool = False
    has_title: bool = True
    has_legend: bool = True
    has_activity: bool = True
    has_sources: bool = True
    title: str | None = None
    drawn_on: str = ""

    @property
    def factor(self) -> float:
        """Factor on all lengths of the design; text has a least size besides."""
        return max(0.25, min(self.width / DESIGN_WIDTH_PX, self.height / _DESIGN_HEIGHT_PX))

    @property
    def pixels(self) -> tuple[int, int]:
        """Size of a PNG in pixels."""
        return max(1, round(self.width * self.scale)), max(1, round(self.height * self.scale))

    def check(self) -> None:
        """Refuse sizes that no machine should be asked for.

        Raises
        ------
        ExportFailed
            With the size that was asked for and what to change.
        """
        width, height = self.pixels
        if width * height > _MOST_PIXELS:
            raise ExportFailed(
                f"A picture of {width:,} × {height:,} pixels is too large; "
                f"stay below {_MOST_PIXELS:,} pixels in all, or write SVG or PDF.",
                "",
            )


def format_of(path: Path) -> str:
    """Return the format that a file's name asks for.

    Raises
    ------
    ExportFailed
        If it is none of those that can be written.
    """
    suffix = path.suffix.lower().lstrip(".")
    if suffix not in FORMATS:
        raise ExportFailed(
            f"{path.name} does not say what to write. End the name in .png, .svg or .pdf.", path
        )
    return suffix
