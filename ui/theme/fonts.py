"""Fonts of the interface and of quoted words, as factors of the size the user's system asks for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DESIGN_PX = 13.0
"""Body size that every length of the design is drawn for."""

SECONDARY = 11 / DESIGN_PX
NOTE = 12 / DESIGN_PX
BODY = 1.0
QUOTE = 14 / DESIGN_PX
FIGURE = 15 / DESIGN_PX
TITLE = 20 / DESIGN_PX
DISPLAY = 28 / DESIGN_PX

_LINE_OF_SIZE: Mapping[int, int] = MappingProxyType(
    {11: 15, 12: 17, 13: 19, 14: 22, 15: 20, 20: 26, 28: 36}
)

_UI_FAMILIES = (
    "Segoe UI",
    "Noto Sans",
    "Helvetica Neue",
    "DejaVu Sans",
    "Liberation Sans",
)
_SCRIPT_FAMILIES = (
    "Noto Sans Armenian",
    "Sylfaen",
    "Mshtakan",
    "Noto Sans Georgian",
    "Noto Sans Arabic",
    "Segoe UI",
    "Geeza Pro",
    "Noto Sans CJK SC",
    "Microsoft YaHei",
    "PingFang SC",
)
_SERIF_FAMILIES = ("Noto Serif", "Georgia", "DejaVu Serif", "Times New Roman")
_SERIF_SCRIPT_FAMILIES = ("Noto Serif Armenian", "Noto Serif Georgian", "Noto Naskh Arabic")

# What a system without a desktop reports: an alias for whatever comes first, nobody's choice.
_GENERIC_FAMILIES = frozenset({"sans serif", "sans", "sans-serif", "default", ""})

_SCRIPTS: Mapping[str, QFontDatabase.WritingSystem] = MappingProxyType(
    {
        "Latin": QFontDatabase.WritingSystem.Latin,
        "Cyrillic": QFontDatabase.WritingSystem.Cyrillic,
        "Greek": QFontDatabase.WritingSystem.Greek,
        "Armenian": QFontDatabase.WritingSystem.Armenian,
        "Georgian": QFontDatabase.WritingSystem.Georgian,
        "Arabic": QFontDatabase.WritingSystem.Arabic,
        "Hebrew": QFontDatabase.WritingSystem.Hebrew,
        "Devanagari": QFontDatabase.WritingSystem.Devanagari,
        "Thai": QFontDatabase.WritingSystem.Thai,
        "Chinese": QFontDatabase.WritingSystem.SimplifiedChinese,
        "Japanese": QFontDatabase.WritingSystem.Japanese,
        "Korean": QFontDatabase.WritingSystem.Korean,
    }
)


@dataclass(frozen=True)
class Fonts:
    """The fonts of the program at one body size.

    Attributes
    ----------
    base_px
        Size of body text in logical pixels.
    ui_families, serif_families
        Installed families in the order they are tried.
    """

    base_px: float
    ui_families: tuple[str, ...]
    serif_families: tuple[str, ...]

    @classmethod
    def of_system(cls, text_scale: float = 1.0) -> Fonts:
        """Return the fonts for this system (main thread, after QApplication is there).

        Parameters
        ----------
        text_scale
            The user's own factor on top of the system's size, 0.8 to 3.

        Notes
        -----
        A system size below 13 px is raised to it: the design's smallest text is 11/13 of the
        body and would not be legible.
        """
        system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        resolved = QFontInfo(system)
        asked = "" if system.family().lower() in _GENERIC_FAMILIES else resolved.family()
        installed = frozenset(QFontDatabase.families())
        ui = _installed((asked, *_UI_FAMILIES, *_SCRIPT_FAMILIES), installed)
        serif = _installed(
            (*_SERIF_FAMILIES, *_SERIF_SCRIPT_FAMILIES, *_SCRIPT_FAMILIES), installed
        )
        scale = min(3.0, max(0.8, text_scale))
        return cls(
            base_px=max(DESIGN_PX, float(resolved.pixelSize())) * scale,
            ui_families=ui or (resolved.family(),),
            serif_families=serif or ("serif",),
        )

    @property
    def scale(self) -> float:
        """Return by what lengths of the design are multiplied; 2.0 at 200 %."""
        return self.base_px / DESIGN_PX

    def px(self, design_px: float) -> int:
        """Return a length of the design in logical pixels at this text size, at least 1."""
        return max(1, round(design_px * self.scale))

    def ui_font(self, size_factor: float = BODY, bold: bool = False) -> QFont:
        """Return the interface font; sizes are SECONDARY, NOTE, BODY, FIGURE, TITLE, DISPLAY."""
        return self._font(self.ui_families, QFont.StyleHint.SansSerif, size_factor, bold)

    def serif_font(self, size_factor: float = QUOTE) -> QFont:
        """Return the font of a source's own words; BODY in narrow cards."""
        return self._font(self.serif_families, QFont.StyleHint.Serif, size_factor, False)

    def line_px(self, size_factor: float = BODY) -> int:
        """Return the distance of two base lines of text of a size."""
        size = round(size_factor * DESIGN_PX)
        return self.px(_LINE_OF_SIZE.get(size, 1.45 * size))

    def _font(
        self, families: tuple[str, ...], hint: QFont.StyleHint, size_factor: float, bold: bool
    ) -> QFont:
        # A copy, for fonts are changed by who gets them; it costs a twentieth of making one.
        return QFont(_made(families, hint, max(1, round(size_factor * self.base_px)), bold))


@lru_cache(maxsize=256)
def _made(families: tuple[str, ...], hint: QFont.StyleHint, size_px: int, is_bold: bool) -> QFont:
    font = QFont()
    font.setFamilies(list(families))
    font.setStyleHint(hint)
    font.setPixelSize(size_px)
    font.setBold(is_bold)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def uncovered_scripts() -> tuple[str, ...]:
    """Return the English names of scripts that no installed font covers, for the About box."""
    return tuple(name for name, system in _SCRIPTS.items() if not QFontDatabase.families(system))


def _installed(wanted: Iterable[str], installed: frozenset[str]) -> tuple[str, ...]:
    # Naming a missing family makes Qt build a table of aliases, which takes it a while.
    return tuple(dict.fromkeys(family for family in wanted if family in installed))
