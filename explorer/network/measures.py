"""What the size of an actor stands for: a measure over the whole store's ties."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from explorer.model.dataset import Dataset
from explorer.model.property_columns import column_named
from explorer.model.view import Measure, property_in
from explorer.network.filters import show
from explorer.network.graph import graph_of
from explorer.network.projection import build_network, show_network
from explorer.network.ties import Ties
from explorer.progress import CancelToken, Progress, no_progress

#: What each measure is called, and what it says.
MEASURE_WORDS: Mapping[Measure, tuple[str, str]] = {
    "interactions": ("Interactions", "How many interactions an actor took part in"),
    "contacts": ("Contacts", "How many other actors an actor shares interactions with"),
    "brokerage": (
        "Brokerage",
        "How often an actor lies on the shortest way between two others (betweenness)",
    ),
}

#: Up to this many actors every one is a start of shortest ways; beyond, a sample of them is.
_EXACT_UP_TO = 400
_SAMPLED = 96
_MOST_FOR_BROKERAGE = 20_000
_SEED = 7


def can_measure(measure: Measure, n_actors: int) -> bool:
    """Whether a measure is offered for a store of this size."""
    return measure != "brokerage" or n_actors <= _MOST_FOR_BROKERAGE


def measure_actors(
    dataset: Dataset,
    ties: Ties,
    measure: Measure,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> npt.NDArray[np.float64]:
    """Return a measure of each actor, shape (n_actors,), not negative.

    Of a property that no actor has any more, the number of interactions.

    Brokerage is betweenness centrality on unweighted ties, estimated from a seeded sample of
    starts where there are more than 400 actors, not normalised. Its cost is that of one
    breadth-first search for each start.

    Raises
    ------
    explorer.progress.Cancelled
        When the token was cancelled; asked before the long part.

    References
    ----------
    L. C. Freeman, "A set of measures of centrality based on betweenness", Sociometry 40, 1977.
    U. Brandes, "On variants of shortest-path betweenness centrality and their generic
    computation", Social Networks 30, 2008 (the sampling of starts).
    """
    n = dataset.n_actors
    if name := property_in(measure):
        column = column_named(dataset.properties, name)
        if column is not None and column.numbers is not None:
            # Who has no number, or less than none, is as small as can be.
            return np.maximum(np.nan_to_num(column.numbers, nan=0.0), 0.0)
        measure = "interactions"
    if measure == "interactions":
        return dataset.n_interactions_of.astype(np.float64)
    if measure == "contacts":
        return np.bincount(np.concatenate([ties.a, ties.b]), minlength=n).astype(np.float64)
    if token is not None:
        token.raise_if_cancelled()
    progress(0, 0, f"Measuring the brokerage of {n:,} actors.")
    network = build_network(dataset, ties, "ties")
    graph = graph_of(show_network(network, show(dataset), show_positions=False))
    starts = None if n <= _EXACT_UP_TO else min(_SAMPLED, n)
    import networkx as nx

    found = nx.betweenness_centrality(graph, k=starts, normalized=False, seed=_SEED)
    return np.array([found.get(int(i), 0.0) for i in dataset.columns.actor_id], dtype=np.float64)
