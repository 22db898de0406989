"""What is filtered by, value by value: how many there are of each, and how many are shown now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from db.format.schema import STANDINGS
from explorer.model.dataset import Dataset, Grouped, Mask
from explorer.model.property_columns import NOT_STATED
from explorer.network.filters import NONE_STATED, PROPERTY, STANDING_WORDS, Shown


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
    is_shown = shown.is_shown
    actors, interactions = shown.actor_is_shown, is_shown

    def by_index(
        index: npt.NDArray[np.int32], mask: Mask, values: Sequence[tuple[str | int, str]]
    ) -> tuple[FacetCount, ...]:
        n = len(values)
        total = np.bincount(index, minlength=n)
        now = np.bincount(index[mask], minlength=n)
        return tuple(
            FacetCount(value, label, int(total[i]), int(now[i]))
            for i, (value, label) in enumerate(values)
            if total[i]
        )

    def by_group(
        grouped: Grouped, values: list[tuple[int, str]], none: str
    ) -> tuple[FacetCount, ...]:
        owner = np.repeat(np.arange(dataset.n_interactions), grouped.counts)
        mask = is_shown[owner]
        rows = list(by_index(grouped.rows, mask, values))
        rows.sort(key=lambda row: (-row.total, row.label))
        empty = grouped.counts == 0
        if empty.any():
            now = int(np.count_nonzero(empty & is_shown))
            rows.append(FacetCount(NONE_STATED, none, int(np.count_nonzero(empty)), now))
        return tuple(rows)

    places = by_index(
        np.where(c.place < 0, len(c.places), c.place).astype(np.int32),
        interactions,
        [(p.id, p.name) for p in c.places] + [(NONE_STATED, "No place stated")],
    )
    places = tuple(sorted(places, key=lambda r: (r.value == NONE_STATED, -r.total, r.label)))
    unnamed = np.asarray(c.actor_is_unnamed, dtype=bool)
    n_unnamed = int(np.count_nonzero(unnamed))
    kinds = by_index(
        c.interaction_kind, interactions, [(k.name, k.label) for k in c.interaction_kinds]
    )
    properties = {
        f"{PROPERTY}{column.name}": by_index(
            column.index,
            actors,
            [(value, value) for value in column.values] + [(NOT_STATED, "Not stated")],
        )
        for column in dataset.properties
        if column.values
    }
    return {
        "actor_kinds": by_index(c.actor_kind, actors, [(k.name, k.label) for k in c.actor_kinds]),
        "unnamed": (
            (FacetCount("unnamed", "Without a name", n_unnamed, int((unnamed & actors).sum())),)
            if n_unnamed
            else ()
        ),
        "interaction_kinds": tuple(sorted(kinds, key=lambda row: -row.total)),
        "standings": by_index(
            c.standing.astype(np.int32), interactions, [(s, STANDING_WORDS[s]) for s in STANDINGS]
        ),
        "topics": by_group(dataset.topics_of, [(t.id, t.name) for t in c.topics], "No topic"),
        "places": places,
        "sources": by_group(
            dataset.sources_of, [(s.id, s.title) for s in c.sources], "No source given"
        ),
        **properties,
    }
