"""Plain text broken into lines of a width, cut after some, with the links in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from ui.details.intents import Intent
from ui.details.rows import Line
from ui.theme import Theme


@dataclass(frozen=True)
class Link:
    """A piece of a text that is a link: characters `start` to `end`."""

    start: int
    end: int
    intent: Intent


@dataclass(frozen=True)
class Piece:
    """One laid-out text with its place in the row and the links in it."""

    layout: QTextLayout
    at: QPointF
    colour: str
    links: tuple[Link, ...] = ()
    is_title: bool = False

    @property
    def bottom_px(self) -> float:
        """Where the last line ends, in the row."""
        n = self.layout.lineCount()
        if not n:
            return self.at.y()
        last = self.layout.lineAt(n - 1)
        return self.at.y() + last.y() + last.height()

    def moved(self, x: float, y: float, *, is_title: bool = False) -> Piece:
        """Return the same text at another place."""
        return replace(self, at=QPointF(x, y), is_title=is_title)

    def link_at(self, point: QPointF) -> Link | None:
        """Return the link under a point of the row."""
        inside = point - self.at
        for number in range(self.layout.lineCount()):
            line = self.layout.lineAt(number)
            if line.naturalTextRect().contains(inside):
                at = line.xToCursor(inside.x(), line.CursorPosition.CursorOnCharacter)
                return next((k for k in self.links if k.start <= at < k.end), None)
        return None


def lay_line(
    line: Line,
    font: QFont,
    width_px: float,
    line_px: float,
    most_lines: int,
    theme: Theme,
    colour: str,
    serif: Sequence[str] = (),
) -> Piece:
    """Lay out a line of spans at the origin; it may wrap into `most_lines`."""
    formats: list[QTextLayout.FormatRange] = []
    links: list[Link] = []
    at = 0
    for span in line:
        end = at + _units(span.text)
        wanted = QTextCharFormat()
        if span.intent is not None:
            links.append(Link(at, end, span.intent))
            if not span.is_quiet:
                wanted.setForeground(theme.colour("accent"))
        if span.is_bold:
            wanted.setFontWeight(QFont.Weight.Bold)
        if span.is_serif:
            wanted.setFontFamilies(list(serif))
        if span.is_bold or span.is_serif or (span.intent is not None and not span.is_quiet):
            part = QTextLayout.FormatRange()
            part.start, part.length, part.format = at, end - at, wanted
            formats.append(part)
        at = end
    text = "".join(span.text for span in line)
    layout = laid_out(text, font, width_px, line_px, most_lines, formats)
    return Piece(layout, QPointF(), colour, tuple(links))


def lay_text(
    text: str,
    font: QFont,
    width_px: float,
    line_px: float,
    most_lines: int,
    colour: str,
    alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> Piece:
    """Lay out a text of one colour at the origin."""
    return Piece(
        laid_out(text, font, width_px, line_px, most_lines, [], alignment), QPointF(), colour
    )


def laid_out(
    text: str,
    font: QFont,
    width_px: float,
    line_px: float,
    most_lines: int,
    formats: list[QTextLayout.FormatRange],
    alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> QTextLayout:
    """Break a text into lines `line_px` apart; what does not fit in `most_lines` is elided."""
    text = text.replace("\n", "\u2028")
    layout = _broken(text, font, width_px, line_px, formats, alignment)
    if layout.lineCount() <= most_lines:
        return layout
    start = layout.lineAt(most_lines - 1).textStart()
    metrics = QFontMetricsF(font)
    kept, rest = _split(text, start)
    rest = metrics.elidedText(
        rest.replace("\u2028", " "), Qt.TextElideMode.ElideRight, max(1.0, width_px - 2)
    )
    return _broken(kept + rest, font, width_px, line_px, formats, alignment, most_lines)


def _broken(
    text: str,
    font: QFont,
    width_px: float,
    line_px: float,
    formats: list[QTextLayout.FormatRange],
    alignment: Qt.AlignmentFlag,
    most_lines: int = 10_000,
) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption(alignment | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    length = _units(text)
    layout.setFormats([_within(part, length) for part in formats if part.start < length])
    layout.beginLayout()
    y = 0.0
    while layout.lineCount() < most_lines:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1.0, width_px))
        line.setPosition(QPointF(0.0, y + (line_px - line.height()) / 2))
        y += line_px
    layout.endLayout()
    return layout


def _within(part: QTextLayout.FormatRange, length: int) -> QTextLayout.FormatRange:
    """Return a format that ends where the text does, which may have been cut."""
    cut = QTextLayout.FormatRange()
    cut.start, cut.length = part.start, min(part.length, length - part.start)
    cut.format = part.format
    return cut


def _units(text: str) -> int:
    # Qt counts in UTF-16 units, Python in code points.
    return len(text) + sum(ch > "\uffff" for ch in text)


def _split(text: str, at_unit: int) -> tuple[str, str]:
    if at_unit <= 0 or len(text) == _units(text):
        return text[:at_unit], text[at_unit:]
    units, at = 0, 0
    while at < len(text) and units < at_unit:
        units += 2 if text[at] > "\uffff" else 1
        at += 1
    return text[:at], text[at:]
