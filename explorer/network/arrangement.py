"""Where each node of a network stands: laid out, remembered by key, pinned by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.model.dataset import Mask
from explorer.network.layout import EVEN, UNIT_PX, LayoutRequest, layout
from explorer.network.layout.components import component_labels
from explorer.network.layout.compose import SMALL
from explorer.network.plain_places import places_of, plain_places
from explorer.network.projection import LinkKind, Network
from explorer.progress import CancelToken, Progress, no_progress

#: Space for names is planned for this many characters a line; the painter measures exactly.
_LINE_CHARACTERS = 20
_CHARACTER_PX = 7.0
_LINE_PX = 16.0


@dataclass(frozen=True, eq=False)
class Arrangement:
    """Positions of all nodes of one network.

    Attributes
    ----------
    xy : (n, 2) float64
        Layout units, y downwards; always finite.
    is_pinned : (n,) bool
        Put there by hand: stays where it is when the rest is arranged anew.
    """

    network: Network
    xy: npt.NDArray[np.float64]
    is_pinned: Mask

    def with_pin(self, node: int, x: float, y: float) -> Arrangement:
        """Return a copy in which one node is pinned to a place."""
        xy, pinned = self.xy.copy(), self.is_pinned.copy()
        xy[node] = (x, y)
        pinned[node] = True
        return replace(self, xy=xy, is_pinned=pinned)

    def without_pin(self, node: int) -> Arrangement:
        """Return a copy in which one node is free again, still at its place."""
        pinned = self.is_pinned.copy()
        pinned[node] = False
        return replace(self, is_pinned=pinned)

    def carried_to(self, network: Network) -> tuple[npt.NDArray[np.float64], Mask]:
        """Return start positions (nan where unknown) and pins for another network, by key."""
        order = np.argsort(self.network.node_key)
        keys = self.network.node_key[order]
        at = np.clip(np.searchsorted(keys, network.node_key), 0, max(0, len(keys) - 1))
        start = np.full((network.n_nodes, 2), np.nan)
        pinned = np.zeros(network.n_nodes, dtype=bool)
        if len(keys):
            known = keys[at] == network.node_key
            start[known] = self.xy[order][at[known]]
            pinned[known] = self.is_pinned[order][at[known]]
        return start, pinned

    def provisionally_on(self, network: Network) -> Arrangement:
        """Give another network of the same store places at once: what stood stays.

        A new node stands among those that it is linked to, or below all others; the layout finds
        it a better place.
        """
        start, pinned = self.carried_to(network)
        is_new = np.isnan(start[:, 0])
        if not is_new.any():
            return Arrangement(network, start, pinned)
        ends = np.concatenate([network.link_a, network.link_b])
        others = np.concatenate([network.link_b, network.link_a])
        counts = is_new[ends] & ~is_new[others]
        ends, others = ends[counts], others[counts]
        sums = np.zeros((network.n_nodes, 2))
        np.add.at(sums, ends, start[others])
        n_known = np.bincount(ends, minlength=network.n_nodes)
        is_linked = is_new & (n_known > 0)
        start[is_linked] = sums[is_linked] / n_known[is_linked, None]
        lonely = np.flatnonzero(is_new & ~is_linked)
        known = start[~np.isnan(start[:, 0])]
        below = known[:, 1].max() + 1.0 if len(known) else 0.0
        middle = known[:, 0].mean() if len(known) else 0.0
        start[lonely, 0] = middle + np.arange(len(lonely)) - (len(lonely) - 1) / 2
        start[lonely, 1] = below
        return Arrangement(network, start, pinned)

    def to_json(self, nodes: npt.NDArray[Any] | None = None) -> dict[str, Any]:
        """Return positions as plain data, of some nodes only if asked; `known_places` reads it."""
        rows = np.arange(self.network.n_nodes) if nodes is None else nodes
        return plain_places(self.network.node_key[rows], self.xy[rows], self.is_pinned[rows])


def known_places(network: Network, data: dict[str, Any]) -> tuple[npt.NDArray[np.float64], Mask]:
    """Read positions written by `Arrangement.to_json`; what is not usable counts as unknown."""
    start = np.full((network.n_nodes, 2), np.nan)
    pinned = np.zeros(network.n_nodes, dtype=bool)
    read = places_of(data)
    if read is None or not len(read[0]):
        return start, pinned
    keys, xy, is_pinned = read
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    # Of a key that is there twice, the last counts.
    at = np.searchsorted(keys, network.node_key, side="right") - 1
    known = (at >= 0) & (keys[at] == network.node_key)
    start[known], pinned[known] = xy[order][at[known]], is_pinned[order][at[known]]
    return start, pinned


def arrange(
    network: Network,
    *,
    start: npt.NDArray[np.float64] | None = None,
    is_pinned: Mask | None = None,
    aspect: float = 1.65,
    communities: float = EVEN,
    keeps_start: bool = True,
    seed: int = 0,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
    on_partial: Callable[[Arrangement], None] | None = None,
) -> Arrangement:
    """Lay a network out.

    Places that are known and complete are taken as they are; with some known, the rest finds
    its place around them; with none, the whole is laid out from cold.

    Parameters
    ----------
    communities, keeps_start
        As in `LayoutRequest`: what large groups shall show, and whether places that are known
        are only where they begin. Pinned nodes stay in any case.

    Raises
    ------
    explorer.progress.Cancelled
        When the token was cancelled.
    """
    n = network.n_nodes
    pinned = np.zeros(n, dtype=bool) if is_pinned is None else is_pinned
    if start is not None and n and keeps_start and not np.isnan(start).any():
        return Arrangement(network, start, pinned)
    if start is not None and np.isnan(start).all():
        start = None

    def partial(xy: npt.NDArray[np.float64]) -> None:
        if on_partial is not None:
            on_partial(Arrangement(network, xy, pinned))

    request = layout_request(network, start=start, is_pinned=pinned, aspect=aspect, seed=seed)
    xy = layout(
        replace(request, communities=communities, keeps_start=keeps_start),
        token or CancelToken(),
        progress,
        partial if on_partial is not None else None,
    )
    return Arrangement(network, xy, pinned)


def is_balanced(network: Network) -> bool:
    """Whether it matters for a network what large groups shall show: it has one that is large."""
    if network.n_nodes <= SMALL or not len(network.link_a):
        return False
    ends = np.stack([network.link_a, network.link_b], axis=1).astype(np.int32)
    # Hardly ever is the group of the hub not the largest, and it is soon found to be large.
    within = np.zeros(network.n_nodes, dtype=bool)
    within[np.argmax(np.bincount(ends.ravel(), minlength=network.n_nodes))] = True
    before = 0
    while before < (count := int(within.sum())) <= SMALL:
        before = count
        within[ends[within[ends].any(axis=1)].ravel()] = True
    if count > SMALL:
        return True
    labels = component_labels(network.n_nodes, ends, CancelToken())
    return int(np.bincount(labels).max()) > SMALL


def layout_request(
    network: Network,
    *,
    start: npt.NDArray[np.float64] | None = None,
    is_pinned: Mask | None = None,
    aspect: float = 1.65,
    seed: int = 0,
) -> LayoutRequest:
    """Describe a network to the layout: links, their strength, and room for glyphs and names."""
    weights = np.ones(len(network.link_a), dtype=np.float32)
    is_tie = network.link_kind == LinkKind.TIE
    n_behind = np.bincount(network.ties.pair_tie, minlength=len(network.ties))
    weights[is_tie] = 1.0 + np.log2(np.maximum(1, n_behind[network.link_row[is_tie]]))
    # A standing position holds two actors together less than having met does.
    weights[network.link_kind == LinkKind.RELATION] = 0.5
    lengths = _name_lengths(network)
    lines = np.ceil(lengths / _LINE_CHARACTERS).clip(1, 2)
    return LayoutRequest(
        n_nodes=network.n_nodes,
        ties=np.stack([network.link_a, network.link_b], axis=1).astype(np.int32),
        weights=weights,
        node_keys=network.node_key,
        start=start,
        is_pinned=is_pinned,
        seed=seed,
        aspect=aspect,
        node_radius=node_diameter_px(network) / 2 / UNIT_PX,
        label_width=np.minimum(lengths, _LINE_CHARACTERS) * _CHARACTER_PX / UNIT_PX,
        label_height=lines * _LINE_PX / UNIT_PX,
    )


def node_diameter_px(network: Network) -> npt.NDArray[np.float64]:
    """Return glyph diameters, shape (n,): area grows with interactions, 16 to 42 px.

    Interactions as nodes have 25 px; very large networks get small glyphs, so that a hub
    does not cover its surroundings.
    """
    largest = max(1.0, float(network.measure[~network.is_interaction].max(initial=1.0)))
    low, high = (16.0, 42.0) if network.n_nodes <= 300 else (6.0, 26.0)
    share = np.sqrt(network.measure / largest)
    size = low + (high - low) * share
    small = 25.0 if network.n_nodes <= 300 else 10.0
    return np.where(network.is_interaction, small, size)


def _name_lengths(network: Network) -> npt.NDArray[np.float64]:
    """Characters of each node's name: from the text column's offsets, without making strings."""
    offsets = network.dataset.columns.actor_name.offsets
    lengths = np.diff(offsets).astype(np.float64)
    if network.projection == "interactions":
        # A node of an interaction says its kind and date: about 15 characters.
        lengths = np.concatenate([lengths, np.full(network.dataset.n_interactions, 15.0)])
    return lengths
