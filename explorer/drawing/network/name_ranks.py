"""Which nodes may be named, in which order, in which type, and how much each name matters."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from explorer.drawing.network.label_ground import FEW_NODES
from explorer.drawing.network.label_places import CLAIMS, INSISTS, STRONG
from explorer.drawing.network.picture import NetworkPicture
from explorer.drawing.text import TextRole

_BOLD_FROM = 3
#: Above this many drawn nodes the boldness goes to the largest of them instead.
_BOLD_SHARE, _BOLD_AT_LEAST = 0.002, 10

#: Up to so many names of the selected, and of those beside them, are shown whatever has to give
#: way to them, and so many of the largest.
_MOST_CLAIMS, _MOST_LARGEST = 12, 3

#: The largest have that claim if they are larger than the median by this.
_LARGE = 1.25

#: How much a name matters by how it is written, and beside the selection.
_LEVELS: dict[TextRole, int] = {"minor": 0, "name": 1, "strong": STRONG}
_BESIDE = 3


def marks_in_order(picture: NetworkPicture, most: int, named: set[int]) -> npt.NDArray[np.int64]:
    """Return which marks may be named: selected, neighbours, pinned, then size and id.

    Those beyond `most` only if they had their name before.
    """
    nodes, emphasis, camera = picture.nodes, picture.emphasis, picture.camera
    x, y = nodes.xy_px[:, 0], nodes.xy_px[:, 1]
    seen = (x > 0) & (x < camera.width_px) & (y > 0) & (y < camera.height_px)
    at = np.flatnonzero(seen & ~nodes.is_ghost)
    rows = nodes.node[at]
    is_first = emphasis.is_selected[rows] | (rows == picture.current)
    near = emphasis.is_near[rows] & emphasis.is_dimming
    pinned = nodes.is_pinned[at] | (rows == picture.hovered)
    # One number each, so that the first are found without sorting a hundred thousand.
    group = np.where(is_first, 0, np.where(near, 2, 4)) + ~pinned
    rank = group * (len(picture.scene.importance) + 1) + picture.scene.importance[rows]
    if len(at) <= most:
        return np.asarray(at[np.argsort(rank)])
    chosen = np.zeros(len(at), dtype=bool)
    chosen[np.argpartition(rank, most)[:most]] = True
    chosen |= np.isin(rows, list(named))
    first = np.flatnonzero(chosen)
    return np.asarray(at[first[np.argsort(rank[first])]])


def levels_of(
    picture: NetworkPicture, rows: npt.NDArray[np.int32], roles: list[TextRole]
) -> list[int]:
    """Return how much each name matters: see `Wanted`."""
    scene, emphasis = picture.scene, picture.emphasis
    is_selected = emphasis.is_selected[rows]
    near = emphasis.is_near[rows] & emphasis.is_dimming
    is_first = (rows == picture.current) | (
        (scene.importance[rows] < _MOST_LARGEST)
        & (scene.base_px[rows] >= _LARGE * scene.typical_px)
    )
    # Of very many, none has a claim before the others.
    is_first |= is_selected & (int(np.count_nonzero(is_selected)) <= _MOST_CLAIMS)
    beside = _BESIDE
    if int(np.count_nonzero(is_selected | near)) <= _MOST_CLAIMS:
        beside = INSISTS if len(picture.nodes) <= FEW_NODES else CLAIMS
    plain = np.array([_LEVELS[role] for role in roles], dtype=np.int64)
    levels: list[int] = np.where(is_first, INSISTS, np.where(near, beside, plain)).tolist()
    return levels


def roles_of(picture: NetworkPicture, rows: npt.NDArray[np.int32]) -> list[TextRole]:
    """Return how the names of some nodes are written."""
    scene = picture.scene
    is_actor = ~scene.network.is_interaction[rows]
    drawn = len(scene.drawn_nodes)
    if drawn <= FEW_NODES:
        is_bold = scene.n_behind[rows] >= _BOLD_FROM
    else:
        is_bold = scene.importance[rows] < max(_BOLD_AT_LEAST, round(_BOLD_SHARE * drawn))
    is_bold = (is_bold | picture.emphasis.is_selected[rows]) & is_actor
    return [
        "strong" if bold else "name" if actor else "minor"
        for bold, actor in zip(is_bold.tolist(), is_actor.tolist(), strict=True)
    ]
