"""Colours of nodes where they do not stand for kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from explorer.drawing.network.scene import NodeHues
from explorer.model.view import property_in
from explorer.network.colouring import (
    N_HUES,
    colours_communities,
    communities_of,
    hues_by_community,
    property_hues,
)
from explorer.progress import CancelToken, Progress, no_progress

if TYPE_CHECKING:
    from explorer.model.view import Colouring
    from explorer.network.arrangement import Arrangement

COMMUNITY_KEYS: Final = tuple(f"community:{number}" for number in range(N_HUES + 1))


def node_hues(
    arrangement: Arrangement,
    colour_by: Colouring,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> NodeHues | None:
    """Give the hues of all nodes; None where each has that of its kind. Any thread."""
    network = arrangement.network
    if name := property_in(colour_by):
        found = property_hues(network, name)
        if found is None:
            return None
        values, hue = found
        return NodeHues(COMMUNITY_KEYS, hue, name, values)
    if not colours_communities(colour_by, network.n_nodes):
        return None
    community = communities_of(network, token=token, progress=progress)
    return NodeHues(COMMUNITY_KEYS, hues_by_community(arrangement, community))
