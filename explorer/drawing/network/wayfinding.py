"""Moving through the network by keys: to the nearest node in a direction, or along the ties."""

from __future__ import annotations

import numpy as np

from explorer.drawing.network.scene import Scene
from explorer.network.projection import LinkKind

#: A node aside of the wanted direction counts as this much farther away.
_ASIDE = 2.0


def nearest_towards(scene: Scene, node: int, dx: float, dy: float) -> int:
    """Return the drawn node that is nearest in a direction; the node itself if there is none.

    Parameters
    ----------
    dx, dy
        Direction in layout units, y downwards.
    """
    rows = np.flatnonzero(scene.is_drawn)
    way = scene.arrangement.xy[rows] - scene.arrangement.xy[node]
    ahead = way[:, 0] * dx + way[:, 1] * dy
    aside = np.abs(way[:, 0] * dy - way[:, 1] * dx)
    # Within 60 degrees to either side, so that every node can be reached by some key.
    is_ahead = (ahead > 1e-9) & (aside <= ahead * 1.74) & (rows != node)
    if not is_ahead.any():
        return node
    cost = np.where(is_ahead, ahead + _ASIDE * aside, np.inf)
    return int(rows[np.argmin(cost)])


def along_ties(scene: Scene, node: int, came_from: int, step: int) -> int:
    """Return the neighbour reached by the strongest tie, or the one after the last taken.

    Parameters
    ----------
    came_from
        The neighbour taken before from here; -1 to begin with the strongest.
    step
        +1 for the next weaker, -1 for the next stronger.
    """
    neighbours = neighbours_by_strength(scene, node)
    if not neighbours:
        return node
    if came_from not in neighbours:
        return neighbours[0 if step > 0 else -1]
    return neighbours[(neighbours.index(came_from) + step) % len(neighbours)]


def neighbours_by_strength(scene: Scene, node: int) -> list[int]:
    """Return the nodes tied to a node, the strongest tie first, positions last."""
    at = np.flatnonzero((scene.a == node) | (scene.b == node))
    others = np.where(scene.a[at] == node, scene.b[at], scene.a[at])
    is_lasting = scene.kind[at] == LinkKind.RELATION
    order = np.lexsort((others, -scene.n[at], is_lasting))
    return [int(other) for other in dict.fromkeys(others[order].tolist())]


def first_node(scene: Scene) -> int:
    """Return the most important drawn node, where the keys begin; -1 if nothing is drawn."""
    rows = scene.drawn_nodes
    return int(rows[np.argmin(scene.importance[rows])]) if len(rows) else -1
