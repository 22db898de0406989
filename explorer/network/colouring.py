"""What the colours of actors stand for: their kinds, communities, or a property."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from explorer.model.property_columns import column_named
from explorer.network.communities import communities, hues_of
from explorer.network.projection import LinkKind
from explorer.progress import CancelToken, Progress, no_progress

if TYPE_CHECKING:
    from explorer.model.view import Colouring
    from explorer.network.arrangement import Arrangement
    from explorer.network.projection import Network

N_HUES: Final = 12
"""So many hues communities have; those of few actors share a neutral one."""

FEW_NODES: Final = 2_000
"""Up to this many nodes kinds say more, and are told apart."""


def colours_communities(colour_by: Colouring, n_nodes: int) -> bool:
    """Tell whether colours stand for communities."""
    return colour_by == "community" or (colour_by == "auto" and n_nodes > FEW_NODES)


def property_hues(
    network: Network, name: str
) -> tuple[tuple[str, ...], npt.NDArray[np.uint8]] | None:
    """Give the values of a property that have hues, and the hue of each node.

    The most frequent values have hues of their own, in that order; all others, actors without
    any and interactions the neutral one.

    Returns
    -------
    values, hue
        Hue is `N_HUES` for the neutral one, shape (n,). None where the store has no such property.
    """
    column = column_named(network.dataset.properties, name)
    if column is None or not column.values:
        return None
    n_hues = min(N_HUES, len(column.values))
    of_actor = np.where(column.index < n_hues, column.index, N_HUES)
    rows = np.where(network.is_interaction, 0, network.node_row)
    hue = np.where(network.is_interaction, N_HUES, of_actor[rows])
    return column.values[:n_hues], hue.astype(np.uint8)


def communities_of(
    network: Network, *, token: CancelToken | None = None, progress: Progress = no_progress
) -> npt.NDArray[np.int32]:
    """Give the community of each node, (n,), by ties and participations."""
    progress(0, 0, "Finding communities.")
    links = network.links_of_kind(LinkKind.TIE, LinkKind.PARTICIPATION)
    weights = None
    if not len(links):
        # A store of lasting ties alone, as most graph files are.
        links = network.links_of_kind(LinkKind.RELATION)
    elif network.projection == "ties":
        # Somebody met a hundred times is closer, but not a hundred times as close.
        n = np.bincount(network.ties.pair_tie, minlength=len(network.ties))
        weights = 1.0 + np.log2(np.maximum(n[network.link_row[links]], 1))
    return communities(
        network.n_nodes, network.link_a[links], network.link_b[links], weights, token=token
    )


def hues_by_community(
    arrangement: Arrangement, community: npt.NDArray[np.int32]
) -> npt.NDArray[np.uint8]:
    """Give each node the hue of its community, `N_HUES` for the neutral one."""
    return hues_of(community, arrangement.xy, N_HUES)
