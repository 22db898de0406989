"""What a session keeps beside its columns, after a small change: ties, network, what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from explorer.network.filters import show
from explorer.network.projection import LinkKind, ShownNetwork, build_network, show_network
from explorer.network.tie_patch import TiePatch, patch_tally, patch_ties

if TYPE_CHECKING:
    import numpy.typing as npt

    from db.column_patch import ColumnPatch
    from explorer.model.dataset import Dataset


def everything_after(
    before: ShownNetwork, dataset: Dataset, patch: ColumnPatch
) -> tuple[TiePatch, ShownNetwork]:
    """Give the ties of the dataset after a change, and the network of them with all shown.

    Parameters
    ----------
    before
        The network of ties before the change, with all shown.
    """
    ties = patch_ties(before.network.ties, dataset, patch)
    network = build_network(dataset, ties.ties, "ties")
    shown = show(dataset)
    known = ShownNetwork(
        network=network,
        shown=shown,
        weights=patch_tally(before.weights, dataset, shown, patch, ties),
        node_is_shown=shown.actor_is_shown,
        link_is_shown=np.ones(len(network.link_a), dtype=bool),
        n_links=_degrees(before, patch, ties),
    )
    network.__dict__["largest_tie"] = int(known.weights.n.max(initial=1))
    _ = network.measure, network.largest_measure, network.has_link
    return ties, show_network(network, shown, show_positions=True, before=known)


def _degrees(before: ShownNetwork, patch: ColumnPatch, ties: TiePatch) -> npt.NDArray[np.int64]:
    """Count the links of each node: all are shown."""
    actors = patch.actors
    degrees: npt.NDArray[np.int64] = actors.of(
        before.n_links, actors.carried(before.n_links)
    ).copy()
    old, now = before.network, patch.columns
    relations = old.run_of(LinkKind.RELATION)
    for splice, old_ends, new_ends in (
        (ties.splice, (old.ties.a, old.ties.b), (ties.ties.a, ties.ties.b)),
        (
            patch.relations,
            (old.link_a[relations], old.link_b[relations]),
            (now.relation_from, now.relation_to),
        ),
    ):
        for end in old_ends:
            rows = actors.rows(end[splice.taken])
            np.subtract.at(degrees, rows[rows >= 0], 1)
        for end in new_ends:
            np.add.at(degrees, end[splice.put], 1)
    return degrees
