"""Text that wraps in the panel: never markup, in the program's fonts and lines, with links."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.details.rows.layout import RULE_GAP_PX, RULE_PX
from ui.details.rows.painting import link_format
from ui.details.rows.row import Line, Span
from ui.details.rows.text_layout import Face, Link, Piece, lay_line
from ui.painting import guarded
from ui.theme import BODY, Appearance, Fonts


@lru_cache(maxsize=32)
def _face(fonts: Fonts, factor: float, is_bold: bool, is_serif: bool) -> Face:
    return Face(fonts.serif_font(factor) if is_serif else fonts.ui_font(factor, is_bold))


class TextBlock(QWidget):
    """A paragraph as high as it needs at its width.

    Parameters
    ----------
    factor, is_bold, is_serif
        The font; see `ui.theme.Fonts`.
    rule
        Colour key of a bar at the left: words of a source.

    Signals
    -------
    asked(object)
        A link in it was followed; an `Intent`.
    """

    asked = Signal(object)

    def __init__(
        self,
        appearance: Appearance,
        text: str | Line = "",
        *,
        factor: float = BODY,
        is_bold: bool = False,
        is_serif: bool = False,
        colour: str = "text_1",
        rule: str = "",
        most_lines: int = 10_000,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._factor, self._is_bold, self._is_serif = factor, is_bold, is_serif
        self._colour, self._rule, self._most_lines = colour, rule, most_lines
        self._line: Line = ()
        self._kept: dict[int, Piece] = {}
        self._kept_face: Face | None = None
        self._active = -1
        self._hover: Link | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_line(text if isinstance(text, tuple) else (Span(text),))

    def set_line(self, line: Line) -> None:
        """Show another text."""
        if line == self._line:
            return
        self._line = line
        self._active, self._hover = -1, None
        has_links = any(span.intent is not None for span in line)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if has_links else Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(has_links)
        self.setAccessibleName(self.text())
        self.restyle()

    def text(self) -> str:
        """Return the whole text."""
        return "".join(span.text for span in self._line)

    def restyle(self) -> None:
        """Lay out anew after a change of theme or text size."""
        self._kept.clear()
        self._kept_face = None
        self.updateGeometry()
        self.update()

    def natural_width_px(self) -> int:
        """Return the width of the text on one line."""
        return ceil(self._face().width_px(self.text())) + 1 + self._inset()

    def widest_word_px(self) -> float:
        """Return the width of the longest word, which is broken where there is less room."""
        return max((self._face().width_px(word) for word in self.text().split()), default=0.0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        piece = self._piece(width)
        return round(piece.n_lines * self._line_px())

    def sizeHint(self) -> QSize:
        return QSize(self.natural_width_px(), round(self._line_px()))

    def minimumSizeHint(self) -> QSize:
        width = min(self._appearance.fonts.px(24), self.natural_width_px())
        return QSize(width, round(self._line_px()))

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            theme = self._appearance.theme
            piece = self._piece(self.width())
            if self._rule:
                width = self._appearance.fonts.px(RULE_PX)
                painter.fillRect(QRectF(0, 0, width, self.height()), theme.colour(self._rule))
            painter.setPen(theme.colour(self._colour))
            marked: list[QTextLayout.FormatRange] = []
            link = self._marked_link(piece)
            if link is not None:
                marked.append(link_format(link.start, link.end - link.start, theme))
            piece.layout.draw(painter, piece.at, marked)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        link = self._piece(self.width()).link_at(event.position())
        if link != self._hover:
            self._hover = link
            shape = Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = None
        self.update()
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        link = self._piece(self.width()).link_at(event.position())
        if link is not None and event.button() == Qt.MouseButton.LeftButton:
            self.asked.emit(link.intent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        links = self._piece(self.width()).links
        key = event.key()
        if links and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            self._active = min(len(links) - 1, max(0, max(0, self._active) + step))
        elif links and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.asked.emit(links[max(0, self._active)].intent)
        else:
            event.ignore()
            return
        self.update()

    def _marked_link(self, piece: Piece) -> Link | None:
        if self._hover is not None:
            return self._hover
        if self.hasFocus() and piece.links:
            return piece.links[max(0, min(self._active, len(piece.links) - 1))]
        return None

    def _face(self) -> Face:
        if self._kept_face is None:
            fonts = self._appearance.fonts
            self._kept_face = _face(fonts, self._factor, self._is_bold, self._is_serif)
        return self._kept_face

    def _line_px(self) -> float:
        return float(self._appearance.fonts.line_px(self._factor))

    def _inset(self) -> int:
        return self._appearance.fonts.px(RULE_PX + RULE_GAP_PX) if self._rule else 0

    def _piece(self, width: int) -> Piece:
        piece = self._kept.get(width)
        if piece is None:
            if len(self._kept) > 8:
                self._kept.clear()
            piece = lay_line(
                self._line,
                self._face(),
                max(1, width - self._inset()),
                self._line_px(),
                self._most_lines,
                self._appearance.theme,
                self._colour,
                self._appearance.fonts.serif_families,
            ).moved(self._inset(), 0.0)
            self._kept[width] = piece
        return piece
