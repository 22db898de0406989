"""What is filtered by, value by value: how many there are of each, and how many are shown now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from db.format.schema import STANDINGS
from explorer.model.dataset import Dataset, Grouped
from explorer.model.property_columns import NOT_STATED
from explorer.network.filters import NONE_STATED, PROPERTY, STANDING_WORDS, Shown

#: How much there is of each value does not change while a window moves.
_TOTALS: WeakKeyDictionary[Dataset, dict[str, npt.NDArray[np.int64]]] = WeakKeyDictionary()


@dataclass(frozen=True)
class FacetCount:
    """One row of a facet: how many there are and how many are shown now."""

    value: str | int
    label: str
    total: int
    shown: int


def facet_counts(dataset: Dataset, shown: Shown) -> Mapping[str, tuple[FacetCount, ...]]:
    """Count, for every value of every facet, all of the store and what is shown now.

    Facets: `actor_kinds`, `unnamed`, `interaction_kinds`, `standings`, `topics`, `places`,
    `sources`, in the order in which they are listed, and one for each property of actors. Values
    without anything are left out.
    """
    c = dataset.columns
    actors = np.flatnonzero(shown.actor_is_shown)
    interactions = np.flatnonzero(shown.is_shown)
    totals = _totals_of(dataset)

    def by_index(
        name: str,
        index: npt.NDArray[np.integer[Any]],
        rows: npt.NDArray[np.int64],
        values: Sequence[tuple[str | int, str]],
    ) -> tuple[FacetCount, ...]:
        n = len(values)
        if name not in totals:
            totals[name] = np.bincount(index, minlength=n)
        total = totals[name].tolist()
        now = np.bincount(index[rows], minlength=n).tolist()
        return tuple(
            FacetCount(value, label, total[i], now[i])
            for i, (value, label) in enumerate(values)
            if total[i]
        )

    def by_group(
        name: str, grouped: Grouped, values: list[tuple[int, str]], none: str
    ) -> tuple[FacetCount, ...]:
        n = len(values)
        if name not in totals:
            n_empty = int(np.count_nonzero(grouped.counts == 0))
            totals[name] = np.append(np.bincount(grouped.rows, minlength=n), n_empty)
        *total, n_empty = totals[name].tolist()
        now = np.bincount(grouped.of_all(interactions), minlength=n).tolist()
        rows = [
            FacetCount(value, label, total[i], now[i])
            for i, (value, label) in enumerate(values)
            if total[i]
        ]
        rows.sort(key=lambda row: (-row.total, row.label))
        if n_empty:
            n_now = int(np.count_nonzero(grouped.counts_of(interactions) == 0))
            rows.append(FacetCount(NONE_STATED, none, n_empty, n_now))
        return tuple(rows)

    places = by_index(
        "places",
        np.where(c.place < 0, len(c.places), c.place),
        interactions,
        [(p.id, p.name) for p in c.places] + [(NONE_STATED, "No place stated")],
    )
    places = tuple(sorted(places, key=lambda r: (r.value == NONE_STATED, -r.total, r.label)))
    unnamed = np.asarray(c.actor_is_unnamed, dtype=bool)
    n_unnamed = int(np.count_nonzero(unnamed))
    kinds = by_index(
        "interaction_kinds",
        c.interaction_kind,
        interactions,
        [(k.name, k.label) for k in c.interaction_kinds],
    )
    properties = {
        f"{PROPERTY}{column.name}": by_index(
            f"{PROPERTY}{column.name}",
            column.index,
            actors,
            [(value, value) for value in column.values] + [(NOT_STATED, "Not stated")],
        )
        for column in dataset.properties
        if column.values
    }
    return {
        "actor_kinds": by_index(
            "actor_kinds", c.actor_kind, actors, [(k.name, k.label) for k in c.actor_kinds]
        ),
        "unnamed": (
            (FacetCount("unnamed", "Without a name", n_unnamed, int(unnamed[actors].sum())),)
            if n_unnamed
            else ()
        ),
        "interaction_kinds": tuple(sorted(kinds, key=lambda row: -row.total)),
        "standings": by_index(
            "standings", c.standing, interactions, [(s, STANDING_WORDS[s]) for s in STANDINGS]
        ),
        "topics": by_group(
            "topics", dataset.topics_of, [(t.id, t.name) for t in c.topics], "No topic"
        ),
        "places": places,
        "sources": by_group(
            "sources", dataset.sources_of, [(s.id, s.title) for s in c.sources], "No source given"
        ),
        **properties,
    }


def _totals_of(dataset: Dataset) -> dict[str, npt.NDArray[np.int64]]:
    """Give what was counted of a dataset before, to be filled."""
    return _TOTALS.setdefault(dataset, {})
