"""All that one painting of the timeline needs, computed once per view, size and content."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from explorer.drawing.timeline.axis import Tick, TimeUnit, axis_ticks, unit_for
from explorer.drawing.timeline.bins import Bins
from explorer.drawing.timeline.content import TimelineContent
from explorer.drawing.timeline.density import dense_lanes, lane_heights
from explorer.drawing.timeline.lanes import Lanes
from explorer.drawing.timeline.layout import Placed, TimeView, place
from explorer.drawing.timeline.marks import End, MarkShape
from explorer.drawing.timeline.names import PlacedName, place_names
from explorer.drawing.timeline.nesting import NestingLine, nesting_lines, usual_lines
from explorer.model.dataset import Mask
from explorer.network.filters import TimeWindow
from ui.theme import Fonts, Theme
from ui.timeline.geometry import Geometry
from ui.timeline.painting.mark_painter import BAR_PX, THIN_BAR_PX, title_font, unread_px

#: A bar of the histogram is at least so wide.
_BIN_PX = 5.5
#: More marks than that get no names: they would not be read.
_MOST_NAMED = 240


@dataclass(frozen=True, eq=False)
class Lighting:
    """What steps forward and back: changes with every selection and step of the window.

    Attributes
    ----------
    window
        The time window, None for all dates.
    is_shown : (n_interactions,) bool
        What lies in the window.
    highlighted : (n_interactions,) bool or None
        What the selection is about and is ringed; None where nothing is selected.
    hovered, current
        Interaction rows under the pointer and under the keyboard, -1 for none.
    has_marks_focus, has_window_focus
        What the keyboard is on.
    """

    window: TimeWindow | None
    is_shown: Mask
    highlighted: Mask | None
    is_dimming: bool
    hovered: int = -1
    current: int = -1
    has_marks_focus: bool = False
    has_window_focus: bool = False

    @cached_property
    def foremost(self) -> Mask | None:
        """What lets all else step back; None where nothing of the selection is in the window."""
        lit = self.highlighted
        return lit if lit is not None and bool((lit & self.is_shown).any()) else None

    def is_lit(self, members: tuple[int, ...]) -> bool:
        """Whether a mark is drawn in full: in the window, and of what is selected there."""
        if not self.is_dimming:
            return True
        lit = self.foremost
        if len(members) == 1:
            # By far the most are one: no array is made for it.
            row = members[0]
            return bool(self.is_shown[row] and (lit is None or lit[row]))
        rows = list(members)
        return bool(self.is_shown[rows].any() and (lit is None or lit[rows].any()))

    def is_ringed(self, members: tuple[int, ...]) -> bool:
        """Whether a mark belongs to what is selected."""
        lit = self.highlighted
        return lit is not None and any(lit[row] for row in members)


@dataclass(frozen=True, eq=False)
class Picture:
    """The timeline under one view; immutable."""

    content: TimelineContent
    lanes: Lanes
    geometry: Geometry
    view: TimeView
    theme: Theme
    fonts: Fonts
    selected: frozenset[int]

    @cached_property
    def nested(self) -> list[tuple[int, int]]:
        """Pairs of entries that a dotted line joins, of which both may be drawn."""
        pairs = self.content.nested(self.lanes)
        if not len(pairs):
            return []
        lanes, view = self.lanes, self.view
        is_single = np.ones(len(lanes.lanes), dtype=bool)
        is_single[list(self.dense)] = False
        for side in (1, 0):
            # Side by side: of a million pairs few are left after the first.
            pairs = pairs[is_single[lanes.lane[pairs[:, side]]]]
            entries = pairs[:, side]
            pairs = pairs[(lanes.start[entries] < view.end) & (lanes.end[entries] > view.start)]
        return [(int(whole), int(part)) for whole, part in pairs]

    @cached_property
    def nesting(self) -> list[NestingLine]:
        """Dotted lines from wholes to their parts, around names where they can."""
        return nesting_lines(self.placed, self.names, self.lanes, self.nested)

    @cached_property
    def dense(self) -> frozenset[int]:
        """Lanes drawn as areas."""
        return dense_lanes(self.lanes, self.view)

    @cached_property
    def heights(self) -> dict[int, npt.NDArray[np.float32]]:
        """Heights of those areas."""
        return lane_heights(self.lanes, self.view, self.dense)

    @cached_property
    def placed(self) -> list[Placed]:
        """Marks drawn one by one."""
        geometry = self.geometry
        rows = (geometry.row_at(0.0), geometry.row_at(geometry.lanes_top + geometry.lanes_px))
        # Marks grow with the text: placed at the designed size, then enlarged.
        scale = self.fonts.scale
        view = TimeView(self.view.start, self.view.end, self.view.width_px / scale)
        placed = place(self.lanes, self.content.marks, view, self.dense, rows)
        return placed if scale == 1.0 else [mark.scaled(scale) for mark in placed]

    @cached_property
    def names(self) -> list[PlacedName]:
        """Names of marks that found a place."""
        if len(self.placed) > _MOST_NAMED:
            return []
        titles = {
            mark.members[0]: self.content.title(mark.members[0])
            for mark in self.placed
            if mark.form != "number"
        }
        regular = QFontMetricsF(title_font(self.fonts))
        bold = QFontMetricsF(title_font(self.fonts, bold=True))

        return place_names(
            self.placed,
            titles,
            regular.horizontalAdvance,
            self.geometry.plot_px,
            first=self.selected,
            bold_width_of=bold.horizontalAdvance,
            inside_of=self._inside_of,
            crossed=usual_lines(self.placed, self.lanes, self.nested),
        )

    def _inside_of(self, mark: Placed) -> tuple[float, float] | None:
        """Return where in a bar text can be read."""
        row, marks = mark.members[0], self.content.marks
        if mark.is_thin:
            return None
        ends = (End(int(marks.start_end[row])), End(int(marks.end_end[row])))
        if self.is_empty(row):
            return mark.left, mark.right
        family = self.content.dataset.interaction_family(row)
        if marks.is_split[row] or self.theme.text_on(f"family:{family}") is None:
            return None
        return (
            mark.left + unread_px(ends[0], mark.right - mark.left),
            mark.right - unread_px(ends[1], mark.right - mark.left),
        )

    def is_empty(self, row: int) -> bool:
        """Whether the bar of an interaction is outlined only, so that text in it is ink."""
        marks = self.content.marks
        ends = (int(marks.start_end[row]), int(marks.end_end[row]))
        return bool(
            marks.shape[row] == MarkShape.BOUNDS
            or marks.is_hollow[row]
            or ends == (End.HOLLOW, End.HOLLOW)
        )

    @cached_property
    def unit(self) -> TimeUnit:
        """Unit of the histogram, which the time window snaps to."""
        return unit_for(self.view.px_per_day, _BIN_PX * self.fonts.scale)

    @cached_property
    def bins(self) -> Bins | None:
        """Activity per unit, None where nothing is dated."""
        return self.content.bins(self.unit, self.view)

    @cached_property
    def axis(self) -> tuple[list[Tick], npt.NDArray[np.int64]]:
        """Labels of the axis and the days at which hairlines stand."""
        metrics = QFontMetricsF(title_font(self.fonts))
        span = self.content.span
        return axis_ticks(
            self.view.start,
            self.view.end,
            self.geometry.plot_px,
            metrics.horizontalAdvance,
            always_year=span is not None and span[1] - span[0] > 366,
        )

    def x_px(self, day: float) -> float:
        """Return where a moment is on the canvas."""
        return self.geometry.names_px + self.view.x_px(day)

    def day(self, x_px: float) -> float:
        """Return the moment at a place of the canvas."""
        return self.view.day(x_px - self.geometry.names_px)

    def body(self, mark: Placed) -> QRectF:
        """Return the rectangle of a mark on the canvas."""
        middle = self.geometry.row_middle_px(mark.row)
        height = self.bar_px if mark.form == "bar" else mark.right - mark.left
        height = THIN_BAR_PX * self.fonts.scale if mark.is_thin else height
        left = self.geometry.names_px + mark.left
        return QRectF(left, middle - height / 2, mark.right - mark.left, height)

    @property
    def bar_px(self) -> float:
        """Height of bars: as designed, less where rows are low."""
        return min(BAR_PX * self.fonts.scale, self.geometry.row_px - 1)

    def mark_at(self, at: QPointF) -> Placed | None:
        """Return the mark at a place: body first, then its name, then its whisker."""
        row, x = self.geometry.row_at(at.y()), at.x() - self.geometry.names_px
        if not self.geometry.lanes_rect.contains(at):
            return None
        mine = [mark for mark in self.placed if mark.row == row]
        near = [mark for mark in mine if mark.left - 4 <= x <= mark.right + 4]
        if near:
            return min(near, key=lambda mark: (mark.right - mark.left, abs(mark.x - x)))
        for name in self.names:
            if name.row == row and name.left <= x <= name.left + name.width:
                return self.placed[name.index]
        reached = [mark for mark in mine if mark.reach_left <= x <= mark.reach_right]
        return min(reached, key=lambda mark: abs(mark.x - x)) if reached else None

    def mark_of(self, interaction_row: int) -> Placed | None:
        """Return the first mark of an interaction, None where it is out of view."""
        for mark in self.placed:
            if interaction_row in mark.members:
                return mark
        return None
