"""The shown ties as a networkx graph, made on demand for analyses and exchange, never to draw."""

from __future__ import annotations

from typing import Any

import numpy as np

from explorer.network.projection import LinkKind, ShownNetwork
from explorer.network.tally import Tally
from explorer.network.ties import Ties


def graph_of(shown: ShownNetwork) -> Any:
    """Return the actors and ties that are shown as an undirected `networkx.Graph`.

    Nodes are actor ids with `name`, `kind` and `is_unnamed`; edges have `weight` (how many
    interactions are shown, a strength), `uncertain` (how many of them are uncertain) and
    `accounts_differ`. Actors without ties are there, too. Cost is linear in nodes and ties.
    """
    # Loading networkx takes a tenth of a second that no start of the program should pay.
    import networkx as nx

    network, dataset = shown.network, shown.network.dataset
    columns = dataset.columns
    graph = nx.Graph()
    for row in np.flatnonzero(shown.node_is_shown[: dataset.n_actors]).tolist():
        graph.add_node(
            int(columns.actor_id[row]),
            name=dataset.actor_name(row),
            kind=dataset.actor_kind(row),
            is_unnamed=bool(columns.actor_is_unnamed[row]),
        )
    if network.projection == "ties":
        is_tie = shown.link_is_shown & (network.link_kind == LinkKind.TIE)
        wanted = network.link_row[is_tie]
    else:
        wanted = _ties_among_shown(network.ties, shown.weights, shown)
    ties, weights = network.ties, shown.weights
    for tie in wanted.tolist():
        graph.add_edge(
            int(columns.actor_id[ties.a[tie]]),
            int(columns.actor_id[ties.b[tie]]),
            weight=int(weights.n[tie]),
            uncertain=int(weights.n_possible[tie]),
            accounts_differ=bool(weights.accounts_differ[tie]),
        )
    return graph


def _ties_among_shown(ties: Ties, weights: Tally, shown: ShownNetwork) -> Any:
    is_shown, least = shown.node_is_shown, shown.shown.least_behind_tie
    return np.flatnonzero((weights.n >= least) & is_shown[ties.a] & is_shown[ties.b])
