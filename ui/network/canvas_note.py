"""A quiet sentence in the middle of an empty canvas, with the way out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from explorer.model.plain_text import counted
from explorer.model.timespan import span_words
from explorer.network.conflicts import conflict_words
from explorer.network.filters import FilterSpec
from ui.controls import PushButton
from ui.painting import guarded

if TYPE_CHECKING:
    from explorer.drawing.network.picture import NetworkPicture
    from explorer.model.view import ViewFacts
    from ui.state import ViewState
    from ui.theme import Appearance

_WIDEST_PX = 340
_MARGIN_PX, _RADIUS_PX = 14, 8.0
_GROUND_OPACITY = 0.92


class CanvasNote(QWidget):
    """Says why nothing is drawn; hidden while something is."""

    def __init__(self, appearance: Appearance, state: ViewState, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance, self._state = appearance, state
        self._words = QLabel(self)
        self._words.setProperty("role", "lead")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._way_out = PushButton(appearance, "", role="link", parent=self)
        self._way_out.clicked.connect(self._leave)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._way_out)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN_PX, _MARGIN_PX, _MARGIN_PX, _MARGIN_PX)
        column.setSpacing(6)
        column.addWidget(self._words)
        column.addLayout(row)
        self.hide()

    def follow(self, picture: NetworkPicture | None) -> None:
        """Say why nothing of a picture is drawn, if so."""
        words, way_out = ("", "") if picture is None else _why_empty(picture, self._state.facts)
        self._words.setText(words)
        self._way_out.setText(way_out)
        self._way_out.setVisible(bool(way_out))
        self.setVisible(bool(words))
        self.arrange()

    def arrange(self) -> None:
        """Stay in the middle of the canvas."""
        parent = self.parentWidget()
        if parent is None or self.isHidden():
            return
        self.setFixedWidth(min(self._appearance.fonts.px(_WIDEST_PX), parent.width() - 24))
        self.setFixedHeight(self.heightForWidth(self.width()))
        self.move((parent.width() - self.width()) // 2, (parent.height() - self.height()) // 2)
        self.raise_()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        # A ground of its own, for what is filtered out stands behind as grey traces.
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._appearance.theme.colour("canvas", _GROUND_OPACITY))
            painter.drawRoundedRect(QRectF(self.rect()), _RADIUS_PX, _RADIUS_PX)

    def _leave(self) -> None:
        facts = self._state.facts
        if not facts.filter.is_empty:
            self._state.change(filter=FilterSpec())
        elif facts.window is not None:
            self._state.change(window=None)
        else:
            self._state.change(show_positions=True)


def _why_empty(picture: NetworkPicture, facts: ViewFacts) -> tuple[str, str]:
    """Return the sentence and the words of the way out, both empty where something is drawn."""
    scene = picture.scene
    dataset = scene.network.dataset
    if scene.is_drawn.any() or not dataset.n_actors:
        return "", ""
    if not facts.filter.is_empty:
        words = conflict_words(dataset, facts.filter)
        if not words and facts.projection == "ties" and scene.shown.weights.n.any():
            least = facts.filter.least_behind_tie
            words = f"No tie has {counted(least, 'interaction')} behind it." if least > 1 else ""
        return words or "Nothing is left by these filters.", "Reset filters"
    if facts.window is not None:
        first, last = facts.window.first, facts.window.last
        words = span_words(first, last).replace(" – ", " to ").replace("–", " to ")
        # Of what took place then, nothing may have had two who could be tied.
        what = "No ties" if scene.shown.shown.n_interactions else "Nothing"
        return f"{what} {'on' if first == last else 'from'} {words}.", "Show all dates"
    if not facts.show_positions:
        return "No ties: no two actors share an interaction.", "Show positions"
    return "No two actors are tied by an interaction or a position.", ""
