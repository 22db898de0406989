"""What lies in a time window surely, what possibly, and what is not shown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from db.format.schema import OPEN_EARLIEST, OPEN_LATEST
from explorer.model.profile.listing import Listing, list_interactions
from explorer.model.profile.ordering import newest_first
from explorer.model.profile.reading import StoreReader
from explorer.model.timespan import day_words, span_words
from explorer.network.filters import Shown, TimeWindow


@dataclass(frozen=True, slots=True)
class WindowProfile:
    """A narrowed time window.

    Attributes
    ----------
    certain, possible
        Newest first.
    n_filtered
        Interactions that the filter or the focus leaves out, whatever their date.
    nearest
        Words for the nearest days with something, when the window is empty ("18 and 22 September
        2023"); else empty.
    """

    span: str
    n_days: int
    certain: Listing
    possible: Listing
    n_actors: int
    n_all_actors: int
    n_all_interactions: int
    n_undated: int
    undated_included: bool
    n_outside: int
    n_filtered: int
    nearest: str


def build_window(
    reader: StoreReader, shown: Shown, window: TimeWindow, *, undated_included: bool
) -> WindowProfile:
    """Read a time window."""
    dataset = reader.dataset
    certain = newest_first(dataset, np.flatnonzero(shown.is_certain).astype(np.int32))
    possible = newest_first(dataset, np.flatnonzero(shown.is_possible).astype(np.int32))
    n_undated = int(np.count_nonzero(shown.passes_filter & ~dataset.has_date))
    is_empty = not len(certain) and not len(possible)
    return WindowProfile(
        span=span_words(window.first, window.last),
        n_days=window.last - window.first + 1,
        certain=list_interactions(reader, certain),
        possible=list_interactions(reader, possible),
        n_actors=shown.n_actors,
        n_all_actors=dataset.n_actors,
        n_all_interactions=dataset.n_interactions,
        n_undated=n_undated,
        undated_included=undated_included,
        n_outside=shown.n_outside,
        n_filtered=shown.n_filtered,
        nearest=_nearest(reader, shown, window) if is_empty else "",
    )


def _nearest(reader: StoreReader, shown: Shown, window: TimeWindow) -> str:
    columns = reader.dataset.columns
    wanted = shown.passes_filter & reader.dataset.has_date
    earliest, latest = columns.earliest[wanted], columns.latest[wanted]
    before = latest[(latest < window.first) & (latest != OPEN_LATEST)]
    after = earliest[(earliest > window.last) & (earliest != OPEN_EARLIEST)]
    days = [int(before.max())] if len(before) else []
    days += [int(after.min())] if len(after) else []
    return " and ".join(day_words(day) for day in days)
