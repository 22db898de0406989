"""What a timeline holds under a filter: marks, lanes, activity, and what has no date."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np
import numpy.typing as npt

from explorer.drawing.timeline.axis import TimeUnit, index_of
from explorer.drawing.timeline.bins import Activity, Bins
from explorer.drawing.timeline.in_time import in_time
from explorer.drawing.timeline.lanes import Lanes, flattened, lanes_by_actor, lanes_by_kind, related
from explorer.drawing.timeline.layout import TimeView, place
from explorer.drawing.timeline.marks import Marks
from explorer.drawing.timeline.names import place_names
from explorer.model.dataset import Dataset, Mask, Rows
from explorer.model.plain_text import shown_line
from explorer.model.timespan import date_words, precision_words, span_words
from explorer.model.view import Lanes as LanesBy
from explorer.model.view import Selection
from explorer.network.filters import STANDING_WORDS, TimeWindow

#: More units than that are counted for the part in view only.
_MOST_BINS = 400_000
#: Titles are measured for fitting only while there are so few.
_MOST_FITTED = 200
_MOST_TITLES = 10_000


class TimelineContent:
    """The interactions of a dataset that pass a filter, laid out in lanes; immutable.

    Parameters
    ----------
    marks
        Of the whole dataset; they do not depend on the filter.
    passes : (n_interactions,) bool
        What the filter lets through, whether or not it lies in the time window.
    """

    def __init__(self, dataset: Dataset, marks: Marks, passes: Mask, by: LanesBy) -> None:
        self.dataset = dataset
        self.marks = marks
        self.passes = passes
        self.by = by
        self._bins: dict[TimeUnit, Bins] = {}
        self._titles: dict[int, str] = {}
        self._flattened: dict[int, Lanes] = {}
        self._nested: tuple[Lanes, npt.NDArray[np.int64]] | None = None

    @cached_property
    def lanes(self) -> Lanes:
        """The lanes and what lies in them, with all the rows that they need."""
        make = lanes_by_actor if self.by == "actor" else lanes_by_kind
        return make(self.dataset, self.marks, self.passes)

    def lanes_for(self, most_rows: int) -> Lanes:
        """Return the lanes for a canvas with room for a number of rows."""
        if most_rows not in self._flattened:
            self._flattened = {
                most_rows: flattened(
                    self.lanes, most_rows, in_time(self.marks, self.dataset.order_within_days)
                )
            }
        return self._flattened[most_rows]

    def nested(self, lanes: Lanes) -> npt.NDArray[np.int64]:
        """Return pairs of entries, whole and part, that a dotted line joins, shape (n, 2).

        None in lanes by actor, where parts lie inside the bar of the whole.
        """
        if self.by == "actor":
            return np.empty((0, 2), dtype=np.int64)
        if self._nested is None or self._nested[0] is not lanes:
            self._nested = (lanes, related(self.dataset, lanes))
        return self._nested[1]

    def make_ready(self, most_rows: int) -> None:
        """Work out what a first picture of so many rows asks for; any thread."""
        lanes = self.lanes_for(most_rows)
        _ = lanes.lookup, self.nested(lanes), self._activity, self.undated

    @cached_property
    def span(self) -> tuple[int, int] | None:
        """First and last day of what is drawn, None where nothing is dated."""
        return self.marks.span(self.passes)

    @cached_property
    def dated(self) -> Rows:
        """Dated interaction rows in the order of time, within a day as sources state it."""
        rows = np.flatnonzero(self.passes & self.dataset.has_date)
        place = self.dataset.order_within_days[rows]
        return rows[np.lexsort((place, self.marks.at[rows]))].astype(np.int32)

    @cached_property
    def undated(self) -> Rows:
        """Interaction rows without any date, in the order of the store."""
        return np.flatnonzero(self.passes & ~self.dataset.has_date).astype(np.int32)

    @cached_property
    def _activity(self) -> Activity:
        return Activity(self.dataset, self.passes)

    def bins(self, unit: TimeUnit, view: TimeView) -> Bins | None:
        """Count activity per unit: over all of the span where that is not too much."""
        if self.span is None:
            return None
        first, last = self.span
        if index_of(unit, last) - index_of(unit, first) < _MOST_BINS:
            if unit not in self._bins:
                self._bins[unit] = self._activity.bins(unit, first, last)
            return self._bins[unit]
        low, high = max(first, int(view.start)), min(last, int(view.end))
        return self._activity.bins(unit, low, high) if low <= high else None

    def title(self, row: int) -> str:
        """Return an interaction's title as one line safe to draw."""
        title = self._titles.get(row)
        if title is None:
            # A picture that moves asks for the same ones at each frame.
            if len(self._titles) > _MOST_TITLES:
                self._titles.clear()
            title = self._titles[row] = shown_line(self.dataset.title(row), 200)
        return title

    def who(self, row: int, most: int = 3) -> str:
        """Return who took part, in one line."""
        members = self.dataset.actors_of.of(row)
        names = [shown_line(self.dataset.actor_name(int(m)), 80) for m in members[:most]]
        more = len(members) - len(names)
        return ", ".join(names) + (f" and {more:,} more" if more > 0 else "")

    def date(self, row: int, *, short: bool = False) -> str:
        """Return an interaction's date in words."""
        c = self.dataset.columns
        return date_words(
            self._edtf(row),
            int(c.earliest[row]),
            int(c.latest[row]),
            int(c.date_flags[row]),
            short=short,
        )

    def spoken(self, row: int) -> str:
        """Return all that a mark shows, in words: `Call, 26 September 2023, day, two accounts`."""
        c, d = self.dataset.columns, self.dataset
        kind = c.interaction_kinds[int(c.interaction_kind[row])].label
        parts = [kind, self.date(row), precision_words(self._edtf(row), int(c.date_flags[row]))]
        if self.marks.is_inferred[row]:
            parts.append("date inferred")
        if c.standing[row]:
            parts.append(list(STANDING_WORDS.values())[int(c.standing[row])].lower())
        n = int(d.account_givers_of.counts[row])
        if n >= 2:
            parts.append("two accounts" if n == 2 else f"{n} accounts")
        return ", ".join([part for part in parts if part])

    def _edtf(self, row: int) -> str | None:
        return self.dataset.columns.interaction_edtf[row] or None

    def highlighted(self, selection: Selection) -> Mask | None:
        """Return the interactions that a selection is about, None where nothing is selected."""
        d = self.dataset
        if selection.is_empty:
            return None
        mask = np.zeros(d.n_interactions, dtype=bool)
        rows = [d.interaction_row(i) for i in selection.interactions]
        mask[[row for row in rows if row >= 0]] = True
        actors = [r for r in (d.actor_row(i) for i in selection.actors) if r >= 0]
        if selection.is_tie and len(actors) == 2:
            both = np.intersect1d(d.interactions_of.of(actors[0]), d.interactions_of.of(actors[1]))
            mask[both] = True
        else:
            for actor in actors:
                mask[d.interactions_of.of(actor)] = True
        if selection.source is not None:
            ids = [source.id for source in d.columns.sources]
            at = ids.index(selection.source) if selection.source in ids else -1
            owner = np.repeat(np.arange(d.n_interactions), d.sources_of.counts)
            mask[owner[d.sources_of.rows == at]] = True
        return mask

    def empty_words(self, window: TimeWindow) -> str:
        """Return the sentence for a window without anything, naming what is nearest."""
        c = self.dataset.columns
        words = "Nothing "
        if window.first == window.last:
            words += f"on {_short(window.first, window.first)}."
        else:
            words += f"from {_from_to(window.first, window.last)}."
        rows = self.passes & self.dataset.has_date
        ends = c.latest[rows & (c.latest < window.first)]
        begins = c.earliest[rows & (c.earliest > window.last)]
        near = []
        if len(ends):
            near.append(int(ends.max()))
        if len(begins):
            near.append(int(begins.min()))
        if not near:
            return words
        if len(near) == 2:
            return f"{words} Nearest: {_pair(near[0], near[1])}."
        return f"{words} Nearest: {_short(near[0], near[0])}."

    def fitted(self, width_px: float, width_of: Callable[[str], float]) -> tuple[float, float]:
        """Return the days to show so that all is in view, with room for names where it helps."""
        if self.span is None:
            return 0.0, 30.0
        first, last = float(self.span[0]), float(self.span[1]) + 1
        left_px = min(15.0, width_px / 20)

        def padded(right_px: float) -> tuple[float, float]:
            scale = (last - first) / max(10.0, width_px - left_px - right_px)
            return first - left_px * scale, last + right_px * scale

        best = padded(left_px)
        if len(self.lanes.entry) > _MOST_FITTED:
            return best
        titles = {int(row): self.title(int(row)) for row in self.dated}
        most = -1
        for part in (0.05, 0.09, 0.13, 0.17, 0.21, 0.25):
            start, end = padded(part * width_px)
            view = TimeView(start, end, width_px)
            placed = place(self.lanes, self.marks, view)
            n = len(place_names(placed, titles, width_of, width_px))
            if n > most:
                best, most = (start, end), n
        return best


def _short(first: int, last: int) -> str:
    return span_words(first, last)


def _from_to(first: int, last: int) -> str:
    return span_words(first, last).replace(" – ", " to ").replace("–", " to ")


def _pair(before: int, after: int) -> str:
    words = span_words(before, after)
    return words.replace(" – ", " and ").replace("–", " and ")
