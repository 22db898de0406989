"""How many interactions a tie needs to be drawn: a slider below the filters."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from explorer.model.plain_text import counted
from explorer.network.projection import LinkKind, ShownNetwork
from ui.lens import Look
from ui.state import ViewState
from ui.theme.appearance import Appearance

#: Where a decade of numbers is stepped through.
_MANTISSAS = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)
#: Where ties are all strong, steps of a number would all do nothing, and one would do all.
_SHARES = np.arange(1, 20) / 20


def thresholds(behind: npt.NDArray[np.int32]) -> list[int]:
    """Give the numbers that the slider stops at: all small ones, then ever wider apart.

    Parameters
    ----------
    behind
        Interactions behind each tie, 1 at least. Every twentieth part of the ties ends near a
        stop, and none is above the strongest.
    """
    most = int(behind.max(initial=1))
    numbers = set(range(1, 10))
    decade = 10
    while decade <= most:
        numbers |= {round(decade * mantissa) for mantissa in _MANTISSAS}
        decade *= 10
    if len(behind):
        numbers |= {_plain(n) for n in _quantiles(behind)}
    return sorted(number for number in numbers if 1 <= number <= most)


def _quantiles(behind: npt.NDArray[np.int32]) -> list[float]:
    """Give the numbers at `_SHARES`, by counting: sorting millions of ties would be felt."""
    up_to = np.cumsum(np.bincount(behind))
    at = _SHARES * (len(behind) - 1)
    low, high = (np.searchsorted(up_to, place(at), side="right") for place in (np.floor, np.ceil))
    found: list[float] = (low + (high - low) * (at % 1)).tolist()
    return found


def _plain(number: float) -> int:
    """Round to two figures: a bound of 4,137 says no more than one of 4,100."""
    return int(float(f"{number:.2g}"))


class TieThreshold(QWidget):
    """Says which ties are drawn and moves the bound; hidden where all are alike.

    A drag is one step of the view's history, a key another.
    """

    def __init__(
        self, state: ViewState, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._state, self._appearance = state, appearance
        self._whole: ShownNetwork | None = None
        self._stops, self._stops_of_store = [1], [1]
        heading = QLabel("Ties")
        heading.setProperty("role", "heading")
        self.count = QLabel()
        self.bound = QLabel()
        for label in (self.count, self.bound):
            label.setProperty("role", "note")
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName("Interactions that a tie needs to be drawn")
        self.slider.setPageStep(3)
        self.slider.sliderPressed.connect(state.begin_gesture)
        self.slider.sliderReleased.connect(state.end_gesture)
        self.slider.valueChanged.connect(self._on_moved)
        above, below = QHBoxLayout(), QHBoxLayout()
        above.addWidget(heading, 1)
        above.addWidget(self.count)
        below.addWidget(self.slider, 1)
        below.addWidget(self.bound)
        self._column, self._below = QVBoxLayout(self), below
        self._column.addLayout(above)
        self._column.addLayout(below)
        appearance.changed.connect(self._place)
        self._place()
        self.hide()

    @property
    def is_moved(self) -> bool:
        """Whether the user drags the slider now."""
        return self.slider.isSliderDown()

    def show_look(self, look: Look | None) -> None:
        """Follow what is shown now."""
        facts = self._state.facts
        if look is None or facts.projection != "ties":
            self.hide()
            return
        whole, network = look.session.everything, look.network
        if whole is not self._whole:
            # Of the whole store: a time window must not change what the slider stops at.
            self._whole, n = whole, whole.weights.n
            self._stops_of_store = thresholds(n[n > 0])
        least = facts.filter.least_behind_tie
        self._stops = sorted({*self._stops_of_store, least})
        self.setVisible(len(self._stops) > 1)
        drawn = int(np.count_nonzero(network.link_is_shown[network.network.run_of(LinkKind.TIE)]))
        total = int(np.count_nonzero(network.weights.n))
        self.count.setText(f"{total:,}" if drawn == total else f"{drawn:,} of {total:,}")
        self.bound.setText("all" if least <= 1 else f"≥ {least:,}")
        words = "all ties" if least <= 1 else f"ties of at least {counted(least, 'interaction')}"
        self.slider.setAccessibleDescription(words)
        self.slider.setToolTip(f"Shown: {words}. Drag to leave out the weaker ones.")
        was_blocked = self.slider.blockSignals(True)
        self.slider.setRange(0, len(self._stops) - 1)
        self.slider.setValue(self._stops.index(least))
        self.slider.blockSignals(was_blocked)

    def _on_moved(self, at: int) -> None:
        spec = self._state.facts.filter
        self._state.change(filter=replace(spec, least_behind_tie=self._stops[at]))

    def _place(self) -> None:
        fonts = self._appearance.fonts
        self._column.setContentsMargins(fonts.px(12), fonts.px(6), fonts.px(14), fonts.px(8))
        self._column.setSpacing(fonts.px(3))
        self._below.setSpacing(fonts.px(8))
        # As wide as it ever gets, or the slider would move under the hand.
        self.bound.setMinimumWidth(self.bound.fontMetrics().horizontalAdvance("≥ 88,888"))
        self.bound.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
