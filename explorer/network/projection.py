"""The network that is drawn: nodes and links of the chosen projection, before any filter."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from explorer.model.dataset import Dataset, Mask, Rows
from explorer.network.filters import Shown
from explorer.network.ties import Ties, TieWeights, weigh

if TYPE_CHECKING:
    from explorer.model.view import Projection


class LinkKind(IntEnum):
    """What a drawn line stands for."""

    TIE = 0  #: interactions that two actors share
    PARTICIPATION = 1  #: an actor's part in an interaction that is a node
    RELATION = 2  #: a lasting relation: position, membership, part of
    NESTING = 3  #: an interaction that is part of another


@dataclass(frozen=True, eq=False)
class Network:
    """Nodes and links of a projection of the whole store.

    Attributes
    ----------
    projection
        `ties` (actors only) or `interactions` (actors and interactions as nodes).
    node_key : (n,) int64
        Actor id, or minus the interaction id: what positions are kept by.
    node_row : (n,) int32
        Row of the actor or interaction in the dataset.
    is_interaction : (n,) bool
    link_a, link_b : (m,) int32
        Node indexes. Ties a < b; participations actor → interaction; relations from → to;
        nesting parent → child.
    link_kind : (m,) uint8
        `LinkKind`.
    link_row : (m,) int32
        Tie index, interaction row, relation row or child's interaction row.
    """

    dataset: Dataset
    ties: Ties
    projection: Projection
    node_key: npt.NDArray[np.int64]
    node_row: Rows
    is_interaction: Mask
    link_a: Rows
    link_b: Rows
    link_kind: npt.NDArray[np.uint8]
    link_row: Rows

    @property
    def n_nodes(self) -> int:
        """Number of nodes."""
        return len(self.node_key)

    @cached_property
    def measure(self) -> npt.NDArray[np.float64]:
        """What the size of a node stands for: its number of interactions; 1 for interactions."""
        counts = self.dataset.n_interactions_of[np.where(self.is_interaction, 0, self.node_row)]
        return np.where(self.is_interaction, 1, counts).astype(np.float64)

    def node_of(self, key: int) -> int:
        """Return the node with a key, -1 where it is not part of this projection."""
        if key > 0:
            return self.dataset.actor_row(key)
        if self.projection == "ties":
            return -1
        row = self.dataset.interaction_row(-key)
        return self.dataset.n_actors + row if row >= 0 else -1

    @cached_property
    def _runs(self) -> dict[int, slice]:
        bounds = np.flatnonzero(np.diff(self.link_kind)) + 1
        ends = [0, *bounds.tolist(), len(self.link_kind)]
        return {int(self.link_kind[a]): slice(a, b) for a, b in pairwise(ends) if b > a}

    def run_of(self, kind: LinkKind) -> slice:
        """Return where the links of a kind stand: they lie together."""
        return self._runs.get(int(kind), slice(0, 0))

    def links_of_kind(self, *kinds: LinkKind) -> Rows:
        """Return the indexes of the links of some kinds."""
        return np.flatnonzero(np.isin(self.link_kind, [int(k) for k in kinds])).astype(np.int32)


@dataclass(frozen=True, eq=False)
class ShownNetwork:
    """A network under a filter and a time window; arrays by node or by link.

    Attributes
    ----------
    node_is_shown : (n,) bool
        The others are ghosts.
    node_is_hollow : (n,) bool
        Without a name (actors), uncertain or undated (interactions).
    link_is_shown : (m,) bool
    link_n : (m,) int32
        Shown interactions behind a link (1 for participations, relations, nesting).
    link_is_hollow : (m,) bool
        All of them uncertain or only possibly in the window.
    link_direction : (m,) int8
        +1 from a to b, -1 from b to a, 0 none.
    link_accounts_differ : (m,) bool
    actor_measure : (n_actors,) float64 or None
        What sizes stand for where it is not the number of interactions.
    """

    network: Network
    shown: Shown
    weights: TieWeights
    node_is_shown: Mask
    node_is_hollow: Mask
    link_is_shown: Mask
    link_n: npt.NDArray[np.int32]
    link_is_hollow: Mask
    link_direction: npt.NDArray[np.int8]
    link_accounts_differ: Mask
    actor_measure: npt.NDArray[np.float64] | None = None

    @cached_property
    def is_unconnected(self) -> Mask:
        """Shown nodes without any shown link, shape (n,)."""
        linked = np.zeros(self.network.n_nodes, dtype=bool)
        linked[self.network.link_a[self.link_is_shown]] = True
        linked[self.network.link_b[self.link_is_shown]] = True
        return np.asarray(self.node_is_shown & ~linked, dtype=bool)


def build_network(dataset: Dataset, ties: Ties, projection: Projection) -> Network:
    """Build the network of a projection; relations are always part of it."""
    c = dataset.columns
    n_actors, n_interactions = dataset.n_actors, dataset.n_interactions
    relations = np.arange(len(c.relation_id), dtype=np.int32)
    a = [c.relation_from]
    b = [c.relation_to]
    kind = [np.full(len(relations), LinkKind.RELATION, dtype=np.uint8)]
    row = [relations]
    node_key, node_row = [c.actor_id], [np.arange(n_actors, dtype=np.int32)]
    if projection == "ties":
        a.insert(0, ties.a)
        b.insert(0, ties.b)
        kind.insert(0, np.full(len(ties), LinkKind.TIE, dtype=np.uint8))
        row.insert(0, np.arange(len(ties), dtype=np.int32))
    else:
        owner = np.repeat(np.arange(n_interactions, dtype=np.int32), dataset.actors_of.counts)
        children = np.flatnonzero(c.parent >= 0).astype(np.int32)
        a[:0] = [dataset.actors_of.rows, c.parent[children] + n_actors]
        b[:0] = [owner + n_actors, children + n_actors]
        kind[:0] = [
            np.full(len(owner), LinkKind.PARTICIPATION, dtype=np.uint8),
            np.full(len(children), LinkKind.NESTING, dtype=np.uint8),
        ]
        row[:0] = [owner, children]
        node_key.append(-c.interaction_id)
        node_row.append(np.arange(n_interactions, dtype=np.int32))
    n_nodes = n_actors + (n_interactions if projection == "interactions" else 0)
    return Network(
        dataset=dataset,
        ties=ties,
        projection=projection,
        node_key=np.concatenate(node_key),
        node_row=np.concatenate(node_row),
        is_interaction=np.arange(n_nodes) >= n_actors,
        link_a=np.concatenate(a).astype(np.int32),
        link_b=np.concatenate(b).astype(np.int32),
        link_kind=np.concatenate(kind),
        link_row=np.concatenate(row).astype(np.int32),
    )


def show_network(
    network: Network,
    shown: Shown,
    *,
    show_positions: bool,
    actor_measure: npt.NDArray[np.float64] | None = None,
) -> ShownNetwork:
    """Put a network under a filter and window. Cost is linear, a few passes over the columns."""
    dataset, c = network.dataset, network.dataset.columns
    weights = weigh(network.ties, dataset, shown.is_certain, shown.is_possible)
    is_shown = shown.is_shown
    node_is_shown = shown.actor_is_shown
    node_is_hollow = np.asarray(c.actor_is_unnamed, dtype=bool)
    if network.projection == "interactions":
        hollow = ~shown.is_certain | dataset.is_uncertain | ~dataset.has_date
        node_is_shown = np.concatenate([node_is_shown, is_shown])
        node_is_hollow = np.concatenate([node_is_hollow, hollow])
    m = len(network.link_a)
    n = np.ones(m, dtype=np.int32)
    hollow_link = np.zeros(m, dtype=bool)
    direction = np.zeros(m, dtype=np.int8)
    differ = np.zeros(m, dtype=bool)
    is_tie, is_part = network.run_of(LinkKind.TIE), network.run_of(LinkKind.PARTICIPATION)
    rows = network.link_row
    if network.projection == "ties":
        # These links are the ties, one by one in their order.
        n[is_tie] = weights.n
        hollow_link[is_tie] = weights.n_certain == 0
        direction[is_tie] = weights.direction
        differ[is_tie] = weights.accounts_differ
    hollow_link[is_part] = ~shown.is_certain[rows[is_part]]
    is_link = np.zeros(m, dtype=bool)
    links = np.flatnonzero(n)
    is_link[links] = node_is_shown[network.link_a[links]] & node_is_shown[network.link_b[links]]
    if not show_positions:
        is_link[network.run_of(LinkKind.RELATION)] = False
    return ShownNetwork(
        network=network,
        shown=shown,
        weights=weights,
        node_is_shown=node_is_shown,
        node_is_hollow=node_is_hollow,
        link_is_shown=is_link,
        link_n=n,
        link_is_hollow=hollow_link,
        link_direction=direction,
        link_accounts_differ=differ,
        actor_measure=actor_measure,
    )
