"""The strip of activity at the foot of a page: bars per unit of time, and what they leave out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from explorer.drawing.timeline.axis import Tick, axis_ticks, unit_for
from explorer.drawing.timeline.bins import Bins, count_bins
from ui.snapshot.subject import Subject
from ui.snapshot.typography import Scale, TextBlock
from ui.snapshot.words import outlined_words
from ui.theme.tokens import Theme
from ui.timeline.painting.bars_painter import paint_bars

_TEXT = 12.0
_NAME_WIDTH = 110.0
_BARS = 42.0
#: A bar is at least so wide; else they stand for a larger unit.
_LEAST_BAR = 7.0
#: Free time at both ends of the axis, in parts of what the bars take.
_MARGIN_UNITS = 0.42


@dataclass(frozen=True, eq=False)
class ActivityStrip:
    """A strip laid out over a width; places are relative to its left upper corner.

    Attributes
    ----------
    bins
        None where nothing shown has a date: then there is only the sentence.
    """

    scale: Scale
    width: float
    height: float
    name: tuple[TextBlock, ...]
    sentence: TextBlock
    sentence_top: float
    bins: Bins | None
    ticks: tuple[Tick, ...]
    start: float
    end: float

    @property
    def _left(self) -> float:
        return 0.0 if self.bins is None else self.scale.px(_NAME_WIDTH, 70.0)

    @property
    def _base(self) -> float:
        return self.height - _axis_height(self.scale)

    def _x(self, day: float) -> float:
        return self._left + (day - self.start) / (self.end - self.start) * (self.width - self._left)

    def paint(self, painter: QPainter, x: float, y: float, theme: Theme) -> None:
        """Paint at a place."""
        painter.save()
        painter.translate(x, y)
        ink = theme.colour("text_2")
        left = 0.0 if self.bins is None else self._x(float(self.bins.edges[0]))
        self.sentence.draw(painter, left, self.sentence_top, ink)
        if self.bins is not None:
            base = self._base
            height = sum(line.height for line in self.name)
            for i, line in enumerate(self.name):
                line.draw(painter, 0.0, base - height * 0.62 + i * line.line_height, ink)
            bars = self.scale.px(_BARS, 16.0)
            area = QRectF(self._left, base - bars, self.width - self._left, bars)
            paint_bars(painter, self.bins, area, self._x, theme)
            painter.setPen(QPen(theme.colour("strong"), max(0.8, self.scale.px(1.0))))
            painter.drawLine(QPointF(self._left, base), QPointF(self.width, base))
            font = self.scale.font(_TEXT)
            for tick in self.ticks:
                block = TextBlock(tick.label, font, 1e6)
                middle = self._x((tick.start + tick.end) / 2)
                block.draw(painter, middle, base + self.scale.px(3.0, 2.0), ink, "centre")
        painter.restore()


def activity_strip(subject: Subject, scale: Scale, width: float) -> ActivityStrip | None:
    """Lay the strip out; None where there is nothing to say."""
    days = subject.day_span
    font = scale.font(_TEXT)
    left = scale.px(_NAME_WIDTH, 70.0)
    bins = None if days is None else _bins(subject, days, width - left, scale)
    if bins is not None and not bins.highest:
        bins = None
    is_long = days is not None and days[1] - days[0] > 366
    has_outlined = bins is not None and bool(bins.possible.any())
    words = outlined_words(subject, has_outlined=has_outlined, has_bars=bins is not None)
    if bins is None:
        if not words:
            return None
        sentence = TextBlock(words, font, width, 2)
        return ActivityStrip(scale, width, sentence.height, (), sentence, 0.0, None, (), 0.0, 1.0)
    edges = bins.edges
    margin = (float(edges[-1]) - float(edges[0])) / len(bins.certain) * _MARGIN_UNITS
    start, end = float(edges[0]) - margin, float(edges[-1]) + margin
    per_day = (width - left) / (end - start)
    sentence = TextBlock(words, font, width - left - margin * per_day, 3)
    bars = scale.px(_BARS, 16.0)
    beneath = _highest_under(bins, sentence.width / per_day)
    # The sentence stands over low bars if they leave room for it, else above all of them.
    free = bars - beneath * bars - scale.px(6.0, 4.0)
    above = max(0.0, sentence.height + scale.px(4.0, 3.0) - max(0.0, free))
    ticks, _ = axis_ticks(
        start, end, width - left, QFontMetricsF(font).horizontalAdvance, always_year=is_long
    )
    name = tuple(TextBlock(w, font, left) for w in ("Interactions", bins.unit.label.lower()))
    height = above + bars + _axis_height(scale)
    return ActivityStrip(scale, width, height, name, sentence, 0.0, bins, tuple(ticks), start, end)


def _bins(subject: Subject, days: tuple[int, int], width: float, scale: Scale) -> Bins:
    first, last = days
    per_day = width / max(1, last - first + 1)
    unit = unit_for(per_day, scale.px(_LEAST_BAR, 5.0))
    return count_bins(subject.dataset, subject.shown.is_shown, unit, first, last)


def _highest_under(bins: Bins, days: float) -> float:
    """Return how high the bars are from the left end on, as a share of the highest."""
    edges = bins.edges
    n = int(np.searchsorted(edges[:-1], float(edges[0]) + days))
    sums = (bins.certain + bins.possible)[: max(1, n)]
    return float(sums.max(initial=0)) / max(1, bins.highest)


def _axis_height(scale: Scale) -> float:
    return TextBlock("0", scale.font(_TEXT), 100.0).line_height + scale.px(6.0, 3.0)
