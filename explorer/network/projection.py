"""The network that is drawn: nodes and links of the chosen projection, before any filter."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from explorer.model.dataset import Dataset, Mask, Rows
from explorer.network.filters import Shown
from explorer.network.tally import Tally, count
from explorer.network.ties import Ties

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
    def largest_measure(self) -> float:
        """The largest measure of an actor, 1 at least."""
        return max(1.0, float(self.measure[~self.is_interaction].max(initial=1.0)))

    @cached_property
    def largest_tie(self) -> int:
        """Interactions behind the strongest tie of the store, 1 at least."""
        return int(np.bincount(self.ties.pair_tie).max(initial=1))

    @cached_property
    def has_link(self) -> Mask:
        """Nodes with any link, shown or not."""
        linked = np.zeros(self.n_nodes, dtype=bool)
        linked[self.link_a] = True
        linked[self.link_b] = True
        return linked

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

    What not every picture asks for is worked out when it is asked for.

    Attributes
    ----------
    weights
        What is left of each tie.
    node_is_shown : (n,) bool
        The others are ghosts.
    link_is_shown : (m,) bool
    n_links : (n,) int64
        Shown links of each node.
    actor_measure : (n_actors,) float64 or None
        What sizes stand for where it is not the number of interactions.
    """

    network: Network
    shown: Shown
    weights: Tally
    node_is_shown: Mask
    link_is_shown: Mask
    n_links: npt.NDArray[np.int64]
    actor_measure: npt.NDArray[np.float64] | None = None

    @cached_property
    def is_unconnected(self) -> Mask:
        """Shown nodes without any shown link, shape (n,)."""
        return np.asarray(self.node_is_shown & (self.n_links == 0), dtype=bool)

    @cached_property
    def node_is_hollow(self) -> Mask:
        """Without a name (actors), uncertain or undated (interactions), shape (n,)."""
        dataset = self.network.dataset
        hollow = np.asarray(dataset.columns.actor_is_unnamed, dtype=bool)
        if self.network.projection == "ties":
            return hollow
        unsure = ~self.shown.is_certain | dataset.is_uncertain | ~dataset.has_date
        return np.concatenate([hollow, unsure])

    @cached_property
    def link_n(self) -> npt.NDArray[np.int32]:
        """Shown interactions behind a link (1 for all but ties), shape (m,)."""
        return self._by_link(self.weights.n, 1)

    @cached_property
    def link_is_hollow(self) -> Mask:
        """Ties and parts that are uncertain or only possibly in the window, shape (m,)."""
        hollow = self._by_link(self.weights.n_certain == 0, 0)
        parts = self.network.run_of(LinkKind.PARTICIPATION)
        hollow[parts] = ~self.shown.is_certain[self.network.link_row[parts]]
        return hollow

    @cached_property
    def link_direction(self) -> npt.NDArray[np.int8]:
        """+1 from a to b, -1 from b to a, 0 none; shape (m,)."""
        return self._by_link(self.weights.direction, 0)

    @cached_property
    def link_accounts_differ(self) -> Mask:
        """Ties behind which something stands that is told in two ways, shape (m,)."""
        return self._by_link(self.weights.accounts_differ, 0)

    def _by_link(self, of_tie: npt.NDArray[Any], others: int) -> npt.NDArray[Any]:
        values = np.full(len(self.network.link_a), others, dtype=of_tie.dtype)
        if self.network.projection == "ties":
            # These links are the ties, one by one in their order.
            values[self.network.run_of(LinkKind.TIE)] = of_tie
        return values


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
    before: ShownNetwork | None = None,
) -> ShownNetwork:
    """Put a network under a filter and window.

    Parameters
    ----------
    before
        What was shown before, of this network or another: only what differs from it is counted
        anew. Changes nothing in the result.
    """
    known = None if before is None else before.weights
    weights = count(network.ties, network.dataset, shown, known)
    node_is_shown = shown.actor_is_shown
    if network.projection == "interactions":
        node_is_shown = np.concatenate([node_is_shown, shown.is_shown])
    is_link = _shown_links(network, shown, weights, node_is_shown, show_positions=show_positions)
    return ShownNetwork(
        network=network,
        shown=shown,
        weights=weights,
        node_is_shown=node_is_shown,
        link_is_shown=is_link,
        n_links=_links_of_nodes(network, is_link, before),
        actor_measure=actor_measure,
    )


def _shown_links(
    network: Network, shown: Shown, weights: Tally, node_is_shown: Mask, *, show_positions: bool
) -> Mask:
    is_link = np.zeros(len(network.link_a), dtype=bool)
    ties = network.run_of(LinkKind.TIE)
    if network.projection == "ties":
        np.greater_equal(weights.n, shown.least_behind_tie, out=is_link[ties])
    for kind in LinkKind:
        run = network.run_of(kind)
        if kind == LinkKind.RELATION and not show_positions:
            continue
        if kind != LinkKind.TIE:
            is_link[run] = node_is_shown[network.link_a[run]] & node_is_shown[network.link_b[run]]
        elif shown.hides_participants:
            links = np.flatnonzero(is_link[run]) + run.start
            is_link[links] = node_is_shown[network.link_a[links]]
            is_link[links] &= node_is_shown[network.link_b[links]]
    return is_link


def _links_of_nodes(
    network: Network, is_link: Mask, before: ShownNetwork | None
) -> npt.NDArray[np.int64]:
    """Count the shown links of each node; only what differs from before if that is less."""
    n_links = np.zeros(network.n_nodes, dtype=np.int64)
    parts: list[tuple[npt.NDArray[np.int64], int]] = [(np.flatnonzero(is_link), 1)]
    if before is not None and before.network is network:
        changed = np.flatnonzero(is_link != before.link_is_shown)
        if len(changed) < len(parts[0][0]):
            n_links = before.n_links.copy()
            comes = is_link[changed]
            parts = [(changed[comes], 1), (changed[~comes], -1)]
    for links, sign in parts:
        for ends in (network.link_a, network.link_b):
            n_links += sign * np.bincount(ends[links], minlength=network.n_nodes)
    return n_links
