"""The dataset after a small change: what is kept with it is taken over, mended where touched."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from db.splice import find
from explorer.model.dataset import Dataset, Grouped
from explorer.model.regrouping import regrouped
from explorer.model.window_bounds import SureBounds, sure_bounds

if TYPE_CHECKING:
    from db import StoreColumns
    from db.column_patch import ColumnPatch
    from explorer.model.dataset import Rows
    from explorer.model.property_columns import PropertyColumn


def patched_dataset(
    old: Dataset, patch: ColumnPatch, properties: tuple[PropertyColumn, ...]
) -> Dataset:
    """Give the dataset of the columns after a change, with what every view asks of it."""
    dataset = Dataset(patch.columns, properties)
    kept = dataset.__dict__
    kept["actors_of"] = _actors_of(old, dataset, patch)
    kept["interactions_of"] = _interactions_of(old, dataset, patch)
    kept["n_interactions_of"] = dataset.interactions_of.counts
    kept["sure_bounds"] = _sure_bounds(old, patch)
    before, now = old.columns, patch.columns
    for name, columns in (
        ("topics_of", ("topic_interaction", "topic_index")),
        ("sources_of", ("source_interaction", "source_index")),
    ):
        if not patch.interactions.cuts and all(
            getattr(before, column) is getattr(now, column) for column in columns
        ):
            kept[name] = getattr(old, name)
    return dataset


def _actors_of(old: Dataset, dataset: Dataset, patch: ColumnPatch) -> Grouped:
    owner, actors = _parts(dataset, patch.parts)
    return regrouped(
        old.actors_of, patch.interactions, patch.parts, owner, actors, patch.actors.rows
    )


def _interactions_of(old: Dataset, dataset: Dataset, patch: ColumnPatch) -> Grouped:
    actors, interactions = patch.actors, patch.interactions
    owner, members = _parts(dataset, patch.parts)
    were = actors.rows(old.actors_of.of_all(patch.parts_before))
    stayed = actors.rows(actors.taken)
    came = np.setdiff1d(actors.put, stayed)
    touched = np.unique(np.concatenate((were[were >= 0], members, came)))
    stood = actors.stood(touched)
    is_known = ~np.isin(touched, came)
    # What each of them took part in before, without what is made anew.
    known = stood[is_known]
    counts = old.interactions_of.counts_of(known)
    rows = interactions.rows(old.interactions_of.of_all(known))
    of = np.repeat(touched[is_known], counts)
    is_kept = (rows >= 0) & ~np.isin(rows, patch.parts)
    of, rows = np.append(of[is_kept], members), np.append(rows[is_kept], owner)
    order = np.lexsort((rows, of))
    return regrouped(
        old.interactions_of, actors, touched, of[order], rows[order], interactions.rows
    )


def _parts(dataset: Dataset, interactions: Rows) -> tuple[Rows, Rows]:
    """Give who takes part in some interactions, each once; ordered by both."""
    c = dataset.columns
    low = find(c.participant_interaction, interactions)
    high = find(c.participant_interaction, interactions, "right")
    counts = high - low
    at = np.repeat(low - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
    pairs = np.unique(
        np.column_stack((c.participant_interaction[at], c.participant_actor[at])), axis=0
    )
    return pairs[:, 0], pairs[:, 1]


def _sure_bounds(old: Dataset, patch: ColumnPatch) -> SureBounds:
    interactions, c = patch.interactions, patch.columns
    rows = interactions.put
    names = ("date_flags", "latest", "earliest", "has_date")
    part: Any = SimpleNamespace(**{name: getattr(c, name)[rows] for name in names})
    fresh, before = sure_bounds(cast("StoreColumns", part)), old.sure_bounds
    return SureBounds(
        interactions.of(before.latest_begin, fresh.latest_begin),
        interactions.of(before.earliest_end, fresh.earliest_end),
        interactions.of(before.is_never, fresh.is_never),
    )
