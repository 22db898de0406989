"""Places for a part of a network alone, as if the rest were not there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from explorer.model.dataset import Mask
from explorer.network.arrangement import Arrangement, layout_request
from explorer.network.layout import layout
from explorer.network.projection import Network
from explorer.progress import CancelToken, Progress, no_progress


def arrange_part(
    network: Network,
    is_part: Mask,
    *,
    aspect: float = 1.65,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Arrangement:
    """Lay out some nodes of a network by the links among them; any thread.

    Parameters
    ----------
    is_part : (n,) bool
        The nodes; all others stand at the origin and are not meant to be drawn.

    Raises
    ------
    explorer.progress.Cancelled
        When the token was cancelled.
    """
    whole = layout_request(network, aspect=aspect)
    nodes = np.flatnonzero(is_part)
    row_of = np.full(network.n_nodes, -1, dtype=np.int32)
    row_of[nodes] = np.arange(len(nodes), dtype=np.int32)
    inside = is_part[whole.ties[:, 0]] & is_part[whole.ties[:, 1]]
    part = replace(
        whole,
        n_nodes=len(nodes),
        ties=row_of[whole.ties[inside]],
        weights=whole.weights[inside],
        node_keys=whole.node_keys[nodes],
        node_radius=None if whole.node_radius is None else whole.node_radius[nodes],
        label_width=None if whole.label_width is None else whole.label_width[nodes],
        label_height=None if whole.label_height is None else whole.label_height[nodes],
    )
    xy = np.zeros((network.n_nodes, 2))
    if len(nodes):
        xy[nodes] = layout(part, token or CancelToken(), progress, None)
    return Arrangement(network, xy, np.zeros(network.n_nodes, dtype=bool))
