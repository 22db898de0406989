"""Plain text broken into lines of a width, cut after some, with the links in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from ui.details.intents import Intent
from ui.details.rows.row import Line
from ui.theme import Theme

_MANY_LINES = 10_000

#: The same names stand on page after page: so many of their widths are kept.
_MOST_KEPT, _MOST_KEPT_CHARACTERS = 4_000, 100
_LEFT = Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True)
class Link:
    """A piece of a text that is a link: characters `start` to `end`, in UTF-16 units."""

    start: int
    end: int
    intent: Intent


class Face:
    """A font with its measures, made once for many texts."""

    __slots__ = ("_widths", "font", "metrics")

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetricsF(font)
        self._widths: dict[str, float] = {}

    def width_px(self, text: str) -> float:
        """Return the width of a text on one line."""
        if len(text) > _MOST_KEPT_CHARACTERS:
            return self.metrics.horizontalAdvance(text)
        width = self._widths.get(text)
        if width is None:
            if len(self._widths) >= _MOST_KEPT:
                self._widths.clear()
            width = self._widths[text] = self.metrics.horizontalAdvance(text)
        return width


class Piece:
    """One text with its place in a row and the links in it; laid out when it is looked at.

    Attributes
    ----------
    at
        Its upper left corner.
    colour
        Colour key of what is not a link.
    n_lines
        Into how many lines it wraps.
    """

    __slots__ = (
        "_alignment", "_face", "_formats", "_layout", "_line_px", "_most_lines", "_text",
        "_width_px", "at", "colour", "is_title", "links", "n_lines",
    )  # fmt: skip

    def __init__(
        self,
        text: str,
        face: Face,
        width_px: float,
        line_px: float,
        most_lines: int,
        colour: str,
        *,
        formats: Sequence[QTextLayout.FormatRange] = (),
        links: tuple[Link, ...] = (),
        alignment: Qt.AlignmentFlag = _LEFT,
        has_other_faces: bool = False,
    ) -> None:
        self._text = text.replace("\n", "\u2028")
        self._face, self._width_px, self._line_px = face, width_px, line_px
        self._most_lines, self._formats, self._alignment = most_lines, formats, alignment
        self._layout: QTextLayout | None = None
        self.colour, self.links = colour, links
        self.at = QPointF()
        self.is_title = False
        # Most texts of a list need one line, which is known without laying them out; bold and
        # serif parts are of another width than the font tells.
        if (
            not has_other_faces
            and "\u2028" not in self._text
            and face.width_px(self._text) <= width_px
        ):
            self.n_lines = 1
        else:
            self.n_lines = max(1, self.layout.lineCount())

    @property
    def layout(self) -> QTextLayout:
        """The text laid out at the origin."""
        if self._layout is None:
            self._layout = self._laid_out()
        return self._layout

    @property
    def bottom_px(self) -> float:
        """Where the last line ends."""
        return self.at.y() + self.n_lines * self._line_px

    @property
    def last_line_px(self) -> float:
        """Width of the last line."""
        if self.n_lines == 1 and self._layout is None:
            return self._face.width_px(self._text)
        return self.layout.lineAt(self.n_lines - 1).naturalTextWidth()

    def moved(self, x: float, y: float, *, is_title: bool = False) -> Piece:
        """Put the text at a place, and return it."""
        self.at, self.is_title = QPointF(x, y), is_title
        return self

    def link_at(self, point: QPointF) -> Link | None:
        """Return the link under a point of the row."""
        inside = point - self.at
        for number in range(self.layout.lineCount()):
            line = self.layout.lineAt(number)
            if line.naturalTextRect().contains(inside):
                at = line.xToCursor(inside.x(), line.CursorPosition.CursorOnCharacter)
                return next((k for k in self.links if k.start <= at < k.end), None)
        return None

    def _laid_out(self) -> QTextLayout:
        layout = self._broken(self._text, _MANY_LINES)
        if layout.lineCount() <= self._most_lines:
            return layout
        start = layout.lineAt(self._most_lines - 1).textStart()
        kept, rest = _split(self._text, start)
        rest = self._face.metrics.elidedText(
            rest.replace("\u2028", " "), Qt.TextElideMode.ElideRight, max(1.0, self._width_px - 2)
        )
        return self._broken(kept + rest, self._most_lines)

    def _broken(self, text: str, most_lines: int) -> QTextLayout:
        layout = QTextLayout(text, self._face.font)
        layout.setTextOption(_option(self._alignment))
        layout.setCacheEnabled(True)
        if self._formats:
            length = _units(text)
            layout.setFormats([_within(f, length) for f in self._formats if f.start < length])
        width, line_px = max(1.0, self._width_px), self._line_px
        layout.beginLayout()
        number = 0
        while number < most_lines:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0.0, number * line_px + (line_px - line.height()) / 2))
            number += 1
        layout.endLayout()
        return layout


def lay_line(
    line: Line,
    face: Face,
    width_px: float,
    line_px: float,
    most_lines: int,
    theme: Theme,
    colour: str,
    serif: Sequence[str] = (),
) -> Piece:
    """Return a line of spans at the origin; it may wrap into `most_lines`."""
    formats: list[QTextLayout.FormatRange] = []
    links: list[Link] = []
    at = 0
    for span in line:
        end = at + _units(span.text)
        if span.intent is not None:
            links.append(Link(at, end, span.intent))
        is_accent = span.intent is not None and not span.is_quiet
        if is_accent or span.is_bold or span.is_serif:
            wanted = QTextCharFormat()
            if is_accent:
                wanted.setForeground(theme.colour("accent"))
            if span.is_bold:
                wanted.setFontWeight(QFont.Weight.Bold)
            if span.is_serif:
                wanted.setFontFamilies(list(serif))
            part = QTextLayout.FormatRange()
            part.start, part.length, part.format = at, end - at, wanted
            formats.append(part)
        at = end
    return Piece(
        "".join(span.text for span in line),
        face,
        width_px,
        line_px,
        most_lines,
        colour,
        formats=formats,
        links=tuple(links),
        has_other_faces=any(span.is_bold or span.is_serif for span in line),
    )


def lay_text(
    text: str,
    face: Face,
    width_px: float,
    line_px: float,
    most_lines: int,
    colour: str,
    alignment: Qt.AlignmentFlag = _LEFT,
) -> Piece:
    """Return a text of one colour at the origin."""
    return Piece(text, face, width_px, line_px, most_lines, colour, alignment=alignment)


@lru_cache(maxsize=4)
def _option(alignment: Qt.AlignmentFlag) -> QTextOption:
    option = QTextOption(alignment | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _within(part: QTextLayout.FormatRange, length: int) -> QTextLayout.FormatRange:
    """Return a format that ends where the text does, which may have been cut."""
    if part.start + part.length <= length:
        return part
    cut = QTextLayout.FormatRange()
    cut.start, cut.length, cut.format = part.start, length - part.start, part.format
    return cut


def _units(text: str) -> int:
    # Qt counts in UTF-16 units, Python in code points.
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _split(text: str, at_unit: int) -> tuple[str, str]:
    if text.isascii() or len(text) == _units(text):
        return text[:at_unit], text[at_unit:]
    raw = text.encode("utf-16-le", "surrogatepass")
    kept = raw[: 2 * at_unit].decode("utf-16-le", "replace")
    return kept, raw[2 * at_unit :].decode("utf-16-le", "replace")
