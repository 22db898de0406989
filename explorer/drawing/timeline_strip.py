"""The strip of activity under an exported picture, with the sentence on what it leaves out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from explorer.drawing.timeline_axis import Tick, axis_ticks, unit_for
from explorer.drawing.timeline_bins import Bins, count_bins
from explorer.drawing.timeline_marks import build_marks
from explorer.model.dataset import Dataset
from explorer.network.filters import Shown, TimeWindow

#: A bar is at least so wide.
_BAR_PX = 8.0


@dataclass(frozen=True, eq=False)
class ActivityStrip:
    """What a strip shows.

    Attributes
    ----------
    first, last
        The days it reaches over.
    label
        What is counted, for the left of the strip, in two lines.
    sentence
        How to read the bars and what is not in them; empty where there is nothing to say.
    """

    first: int
    last: int
    bins: Bins
    ticks: tuple[Tick, ...]
    label: str
    sentence: str


def activity_strip(
    dataset: Dataset,
    shown: Shown,
    window: TimeWindow | None,
    width_px: float,
    label_width_px: Callable[[str], float],
) -> ActivityStrip | None:
    """Count what is shown over the window, or over all dates; None where nothing is dated.

    Parameters
    ----------
    width_px, label_width_px
        Width of the strip, and of a text of its axis.
    """
    mask = shown.is_shown
    span = (window.first, window.last) if window is not None else build_marks(dataset).span(mask)
    if span is None:
        return None
    first, last = span
    unit = unit_for(width_px / (last + 1 - first), _BAR_PX)
    bins = count_bins(dataset, mask, unit, first, last)
    first, last = int(bins.edges[0]), int(bins.edges[-1]) - 1
    ticks, _ = axis_ticks(first, last + 1, width_px, label_width_px, always_year=last - first > 366)
    n_undated = int(np.count_nonzero(shown.passes_filter & ~dataset.has_date))
    return ActivityStrip(
        first,
        last,
        bins,
        tuple(ticks),
        f"Interactions\nper {unit.name}",
        _sentence(bool(bins.possible.any()), n_undated),
    )


def _sentence(has_possible: bool, n_undated: int) -> str:
    parts = []
    if has_possible:
        parts.append("Outlined: day uncertain or approximate, or not sure to have taken place.")
    if n_undated:
        noun = "interaction" if n_undated == 1 else "interactions"
        parts.append(f"Not in the bars: {n_undated:,} {noun} without a date.")
    return " ".join(parts)
