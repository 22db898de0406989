"""What the user chose for a snapshot, kept for the next one of the session."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ui.snapshot.spec import INCH_PX, PageTheme, SnapshotSpec

#: Sizes to begin with: words, width, height.
SIZES: tuple[tuple[str, int, int], ...] = (
    ("Broad, 1600 × 1000", 1600, 1000),
    ("Slide 16:9, 1920 × 1080", 1920, 1080),
    ("Slide 4:3, 1440 × 1080", 1440, 1080),
    ("Square, 1400 × 1400", 1400, 1400),
    ("A4 lying, 1123 × 794", 1123, 794),
    ("A4 standing, 794 × 1123", 794, 1123),
    ("A3 lying, 1587 × 1123", 1587, 1123),
)
#: Sharpness of a PNG: words, pixels for each unit.
SHARPNESSES: tuple[tuple[str, float], ...] = (
    ("1×, 96 DPI", 1.0),
    ("2×, 192 DPI", 2.0),
    ("300 DPI", 300 / INCH_PX),
    ("600 DPI", 600 / INCH_PX),
)


def _usual_page() -> SnapshotSpec:
    return SnapshotSpec(is_whole=False, scale=2.0)


@dataclass(frozen=True)
class Choices:
    """A page, a format and what belongs to the file."""

    spec: SnapshotSpec = field(default_factory=_usual_page)
    file_format: str = "png"
    carries_view: bool = True

    def with_theme(self, is_dark: bool) -> Choices:
        """Return the choices in the theme of the window."""
        theme: PageTheme = "dark" if is_dark else "light"
        return replace(self, spec=replace(self.spec, theme=theme))
