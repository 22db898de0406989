"""The list below a field with what the letters typed may mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from explorer.editing.completing import Candidate
from explorer.search import matching_spans
from ui.glyphs import paint_actor_glyph
from ui.painting import guarded
from ui.theme import NOTE, Appearance, kind_icon, paint_icon

AnyIndex = QModelIndex | QPersistentModelIndex
_MOST_SHOWN = 9
_WIDEST_PX = 520
_NARROWEST_PX = 260


class SuggestionModel(QAbstractListModel):
    """Candidates in a list."""

    CANDIDATE = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.candidates: tuple[Candidate, ...] = ()
        self.words = ""

    def show(self, words: str, candidates: Sequence[Candidate]) -> None:
        """Show other candidates."""
        self.beginResetModel()
        self.words, self.candidates = words, tuple(candidates)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.candidates)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.candidates):
            return None
        candidate = self.candidates[index.row()]
        if role == self.CANDIDATE:
            return candidate
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return words_of(candidate)
        return None


def words_of(candidate: Candidate) -> str:
    """Return a candidate in words, as it is spoken."""
    if candidate.is_new:
        return f"{candidate.reason}: {candidate.text}"
    return f"{candidate.text}, {candidate.reason}" if candidate.reason else candidate.text


class Suggestions(QListView):
    """A list that floats below a field and leaves the keyboard with it.

    Signals
    -------
    picked(object)
        A `Candidate` was clicked.
    """

    picked = Signal(object)

    def __init__(self, appearance: Appearance, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self._appearance = appearance
        self.setWindowFlags(Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("role", "suggestions")
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Suggestions")
        self.rows = SuggestionModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_SuggestionDelegate(appearance, self.rows, self))

    def show_candidates(
        self, words: str, candidates: Sequence[Candidate], *, current: int = -1
    ) -> None:
        """Show candidates, or hide where there are none."""
        self.rows.show(words, candidates)
        if not candidates:
            self.hide()
            return
        self.setCurrentIndex(self.rows.index(current) if current >= 0 else QModelIndex())
        self._place(len(candidates))
        self.show()
        self.raise_()

    def current(self) -> Candidate | None:
        """Return the candidate that Enter would take."""
        candidate = self.currentIndex().data(SuggestionModel.CANDIDATE)
        return candidate if isinstance(candidate, Candidate) else None

    def step(self, by: int) -> None:
        """Go up or down, from the last to the first."""
        n = self.rows.rowCount()
        if n:
            at = self.currentIndex().row() if self.currentIndex().isValid() else -1
            if at < 0 and by < 0:
                at = n
            index = self.rows.index((at + by) % n)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        candidate = self.indexAt(event.position().toPoint()).data(SuggestionModel.CANDIDATE)
        if isinstance(candidate, Candidate):
            self.picked.emit(candidate)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.setCurrentIndex(index)

    def _place(self, n: int) -> None:
        fonts = self._appearance.fonts
        row_px = self.sizeHintForRow(0)
        height = min(n, _MOST_SHOWN) * row_px + 4
        width = min(max(self._field.width(), fonts.px(_NARROWEST_PX)), fonts.px(_WIDEST_PX))
        room = self._field.screen().availableGeometry()
        at = self._field.mapToGlobal(QPoint(0, self._field.height() + 1))
        if at.y() + height > room.bottom():
            at = self._field.mapToGlobal(QPoint(0, -height - 1))
        x = max(room.left(), min(at.x(), room.right() - width))
        self.setGeometry(x, max(room.top(), at.y()), width, height)


class _SuggestionDelegate(QStyledItemDelegate):
    """Paints one candidate: glyph, text with the match in bold, and why it is there."""

    def __init__(self, appearance: Appearance, model: SuggestionModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance, self._model = appearance, model

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(60, self._appearance.fonts.px(27))

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        candidate = index.data(SuggestionModel.CANDIDATE)
        if not isinstance(candidate, Candidate):
            return
        theme, fonts = self._appearance.theme, self._appearance.fonts
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, theme.colour("raised"))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selection"))
        left = rect.left() + fonts.px(10)
        if candidate.kind or candidate.is_new:
            self._paint_sign(painter, candidate, QPointF(left + fonts.px(7), rect.center().y()))
            left += fonts.px(24)
        right = rect.right() - fonts.px(10)
        text = QRectF(left, rect.top(), right - left, rect.height())
        if candidate.is_new:
            self._draw_new(painter, candidate, text)
        else:
            used = self._draw_matched(painter, candidate.text, text)
            if candidate.reason:
                painter.setFont(fonts.ui_font(NOTE))
                painter.setPen(theme.colour("text_2"))
                rest = text.adjusted(used + fonts.px(10), 0, 0, 0)
                metrics = QFontMetricsF(painter.font())
                shown = metrics.elidedText(
                    candidate.reason, Qt.TextElideMode.ElideRight, max(0.0, rest.width())
                )
                flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
                painter.drawText(rest, int(flags), shown)
        painter.restore()

    def _paint_sign(self, painter: QPainter, candidate: Candidate, middle: QPointF) -> None:
        theme, fonts = self._appearance.theme, self._appearance.fonts
        side = fonts.px(15)
        area = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        if candidate.family:
            name, is_filled = kind_icon(candidate.kind), True
            paint_icon(painter, name, area, theme.colour(f"family:{candidate.family}"), is_filled)
        elif candidate.kind in _ACTOR_KINDS:
            paint_actor_glyph(
                painter,
                candidate.kind,
                middle,
                fonts.px(14),
                theme,
                hollow=candidate.is_hollow or candidate.is_new,
                pictogram=False,
            )
        elif candidate.is_new:
            paint_icon(painter, "plus", area, theme.colour("accent"), False)

    def _draw_new(self, painter: QPainter, candidate: Candidate, rect: QRectF) -> None:
        theme, fonts = self._appearance.theme, self._appearance.fonts
        painter.setFont(fonts.ui_font())
        painter.setPen(theme.colour("accent"))
        words = f"{candidate.reason}: “{candidate.text}”"
        shown = QFontMetricsF(painter.font()).elidedText(
            words, Qt.TextElideMode.ElideMiddle, rect.width()
        )
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)

    def _draw_matched(self, painter: QPainter, text: str, rect: QRectF) -> float:
        """Draw a text with the letters that match in bold; return how wide it came."""
        fonts = self._appearance.fonts
        painter.setPen(self._appearance.theme.colour("text_1"))
        plain, bold = fonts.ui_font(), fonts.ui_font(bold=True)
        spans = matching_spans(text, self._model.words)
        x, at = rect.left(), 0
        pieces: list[tuple[str, QFont]] = []
        for start, end in spans:
            pieces += [(text[at:start], plain), (text[start:end], bold)]
            at = end
        pieces.append((text[at:], plain))
        for piece, font in pieces:
            metrics = QFontMetricsF(font)
            room = rect.right() - x
            if room <= 0 or not piece:
                continue
            width = metrics.horizontalAdvance(piece)
            shown = piece
            if width > room:
                shown = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, room)
                width = room
            painter.setFont(font)
            painter.drawText(
                QRectF(x, rect.top(), width + 2, rect.height()),
                Qt.AlignmentFlag.AlignVCenter,
                shown,
            )
            x += width
        return x - rect.left()


_ACTOR_KINDS = frozenset({"person", "organisation", "state", "group", "office"})
