"""The bar above the timeline: what is in the window in words, and how lanes are made."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.controls import IconButton, PushButton, Segmented
from ui.theme import Appearance

_HEIGHT_PX = 34


class TimelineBar(QFrame):
    """Title, window in words, count, *Show all dates*; lanes by kind or actor, fit.

    Signals
    -------
    all_dates_asked(), fit_asked()
        The user wants the window gone; wants all dates in view.
    lanes_chosen(str)
        `kind` or `actor`.
    """

    all_dates_asked = Signal()
    fit_asked = Signal()
    lanes_chosen = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setProperty("ground", "surface")
        title = QLabel("Timeline", self)
        title.setProperty("role", "heading")
        self._window = _Elided(self)
        self._count = _Elided(self)
        self._all = PushButton(appearance, "Show all dates", "x", "link", self)
        self._all.setToolTip("Take the time window away")
        self._all.hide()
        self._lanes_label = QLabel("Lanes", self)
        self._lanes_label.setProperty("role", "note")
        self.lanes = Segmented(
            appearance, (("kind", "Kind", ""), ("actor", "Actor", "")), "Lanes by", self
        )
        for key in ("kind", "actor"):
            self.lanes.button(key).setProperty("size", "small")
        self._fit = IconButton(appearance, "corners-out", "Show all dates in view", "F")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(0)
        row.addWidget(title)
        row.addSpacing(9)
        row.addWidget(self._window)
        row.addSpacing(4)
        row.addWidget(self._count)
        row.addSpacing(12)
        row.addWidget(self._all)
        row.addStretch(1)
        row.addWidget(self._lanes_label)
        row.addSpacing(8)
        row.addWidget(self.lanes)
        row.addSpacing(8)
        row.addWidget(self._fit)
        self._all.clicked.connect(self.all_dates_asked)
        self._fit.clicked.connect(self.fit_asked)
        self.lanes.chosen.connect(self.lanes_chosen)
        appearance.changed.connect(self._size)
        self._size()

    def show_words(self, window: str, count: str, *, is_narrowed: bool) -> None:
        """Say what is in the window.

        Parameters
        ----------
        window
            The window, or all dates, in words.
        count
            Such as `9 of 16 interactions`; empty where nothing is narrowed.
        """
        comma = "," if window and count else ""
        self._window.set_words(f"{window}{comma}", is_bold=is_narrowed)
        self._count.set_words(count, is_bold=False)
        self._count.setVisible(bool(count))
        self._all.setVisible(is_narrowed)

    def words(self) -> str:
        """Return what the bar says."""
        return " ".join(part for part in (self._window.words, self._count.words) if part)

    def set_enabled(self, has_dates: bool) -> None:
        """Offer lanes and fit only where there is something to lay out."""
        self.lanes.setEnabled(has_dates)
        self._fit.setEnabled(has_dates)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Narrow windows and large text: the label goes first, its segments say enough.
        self._lanes_label.setVisible(self.width() > self._appearance.fonts.px(560))

    def _size(self) -> None:
        self.setFixedHeight(self._appearance.fonts.px(_HEIGHT_PX))


class _Elided(QLabel):
    """A label that gives way, elided at its end with all of it in the tooltip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "quiet")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def set_words(self, words: str, *, is_bold: bool) -> None:
        self.words = words
        role = "heading" if is_bold else "quiet"
        if role != self.property("role"):
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)
        self.setAccessibleName(words.rstrip(","))
        self._elide()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self.font()).horizontalAdvance(self.words) + 2
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 24), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self.words, Qt.TextElideMode.ElideRight, max(8, self.width()))
        fits = metrics.horizontalAdvance(self.words) <= self.width()
        self.setText(self.words if fits else shown)
        self.setToolTip("" if fits else self.words.rstrip(","))
