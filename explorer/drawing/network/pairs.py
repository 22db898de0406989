"""Which links of a network join the same two actors: drawn once, or bowed beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from explorer.model.dataset import Mask, Rows
from explorer.network.projection import LinkKind, Network

#: How far a tie and a position of the same two actors bow away from each other.
BOW_PX = 9.0


@dataclass(frozen=True, eq=False)
class Pairs:
    """Links of the same two actors; depends on the network alone.

    Attributes
    ----------
    is_spare : (m,) bool
        Relations whose two actors have another relation, which is drawn for both.
    relations : (m,) int32
        How many relations a drawn one stands for, 0 for other links.
    tie, relation : (k,) int32
        Links that join the same two actors.
    forth : (k,) float64
        For each pair of `tie` and `relation`: 1 where the tie runs from the lower to the higher
        id, else -1; `forth_relation` the same for the relation.
    """

    is_spare: Mask
    relations: npt.NDArray[np.int32]
    tie: Rows
    relation: Rows
    forth: npt.NDArray[np.float64]
    forth_relation: npt.NDArray[np.float64]

    def bows(self, is_shown: Mask) -> npt.NDArray[np.float64]:
        """Return how far each link bows to the left of its way, in pixels, shape (m,)."""
        bow = np.zeros(len(is_shown))
        both = is_shown[self.tie] & is_shown[self.relation]
        # Always by the lower id, whichever way the link itself runs.
        bow[self.tie[both]] = BOW_PX * self.forth[both]
        bow[self.relation[both]] = -BOW_PX * self.forth_relation[both]
        return bow


#: Kept, since a time window changes nothing in them.
_KNOWN: WeakKeyDictionary[Network, Pairs] = WeakKeyDictionary()


def pairs_of(network: Network) -> Pairs:
    """Return the pairs of a network."""
    pairs = _KNOWN.get(network)
    if pairs is None:
        pairs = _KNOWN[network] = _pairs(network)
    return pairs


def _pairs(network: Network) -> Pairs:
    m, run, ties = (
        len(network.link_a),
        *(network.run_of(k) for k in (LinkKind.RELATION, LinkKind.TIE)),
    )
    a, b, n = network.link_a, network.link_b, max(1, network.n_nodes)
    from_, to = a[run].astype(np.int64), b[run].astype(np.int64)
    key = np.minimum(from_, to) * n + np.maximum(from_, to)
    unique, first, counts = np.unique(key, return_index=True, return_counts=True)
    drawn = first + run.start
    is_spare = np.zeros(m, dtype=bool)
    is_spare[run] = True
    is_spare[drawn] = False
    stands_for = np.zeros(m, dtype=np.int32)
    stands_for[drawn] = counts
    # Ties are sorted by their two actors, each pair there once.
    of_tie = a[ties].astype(np.int64) * n + b[ties]
    at = np.minimum(np.searchsorted(of_tie, unique), max(0, len(of_tie) - 1))
    has_both = of_tie[at] == unique if len(of_tie) else np.zeros(len(unique), dtype=bool)
    tie, relation = at[has_both] + ties.start, drawn[has_both]
    ids = network.node_key
    return Pairs(
        is_spare=is_spare,
        relations=stands_for,
        tie=tie.astype(np.int32),
        relation=relation.astype(np.int32),
        forth=np.where(ids[a[tie]] < ids[b[tie]], 1.0, -1.0),
        forth_relation=np.where(ids[a[relation]] < ids[b[relation]], 1.0, -1.0),
    )
