"""What lies under the pointer: a node, a sign of differing accounts, or a link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from explorer.drawing.glyph_shape import reaches
from explorer.drawing.network.camera import Points
from explorer.drawing.network.picture import LinkMark, NetworkPicture
from explorer.drawing.network.styling import split_corner
from explorer.model.dataset import Rows
from explorer.network.projection import LinkKind

#: Targets are at least this large, however small the glyph.
_LEAST_TARGET_PX = 12.0
_LINK_REACH_PX = 6.0
_DISC_REACH_PX = 11.0


@dataclass(frozen=True)
class Target:
    """What was hit.

    Attributes
    ----------
    kind
        `node`; `accounts` (a sign of differing accounts); `link`.
    node
        Row of the node, -1 for links.
    link
        Row of the network's link, -1 for nodes.
    """

    kind: Literal["node", "accounts", "link"]
    node: int = -1
    link: int = -1


def target_at(picture: NetworkPicture, x_px: float, y_px: float) -> Target | None:
    """Return what lies under a pixel: discs and nodes before names before links."""
    disc = _disc_at(picture, x_px, y_px)
    if disc is not None:
        return disc
    node = node_at(picture, x_px, y_px)
    if node >= 0:
        return Target("node", node=node)
    for label in picture.labels:
        if 0 <= x_px - label.x_px <= label.width_px and 0 <= y_px - label.y_px <= label.height_px:
            return Target("node", node=label.node)
    link = link_at(picture, x_px, y_px)
    return Target("link", link=link) if link >= 0 else None


def node_at(picture: NetworkPicture, x_px: float, y_px: float) -> int:
    """Return the row of the node under a pixel, the uppermost of several; -1 for none."""
    nodes = picture.nodes
    if not len(nodes):
        return -1
    reach = reaches(picture.glyphs)[nodes.glyph].max(axis=1) * nodes.diameter_px
    dx, dy = nodes.xy_px[:, 0] - x_px, nodes.xy_px[:, 1] - y_px
    away = np.hypot(dx, dy) - np.maximum(reach, _LEAST_TARGET_PX)
    hit = np.flatnonzero((away <= 0) & ~nodes.is_ghost)
    if not len(hit):
        return _node_of_raster(picture, x_px, y_px)
    # Where small targets overlap the nearest centre counts, not the order of painting.
    return int(nodes.node[hit[np.argmin(np.hypot(dx[hit], dy[hit]))]])


def _node_of_raster(picture: NetworkPicture, x_px: float, y_px: float) -> int:
    """Return the node under a pixel among those that are only in the raster; -1 for none."""
    if picture.crowd is None or not picture.crowd.draws_nodes:
        return -1
    rows = picture.scene.drawn_nodes
    x, y = picture.camera.to_layout(x_px, y_px)
    away = np.hypot(*(picture.scene.arrangement.xy[rows] - (x, y)).T)
    nearest = int(np.argmin(away)) if len(away) else -1
    is_hit = nearest >= 0 and away[nearest] * picture.camera.scale <= _LEAST_TARGET_PX / 2
    return int(rows[nearest]) if is_hit else -1


def link_at(picture: NetworkPicture, x_px: float, y_px: float) -> int:
    """Return the row of the network's link under a pixel, the nearest of several; -1 for none."""
    best, nearest = -1, _LINK_REACH_PX
    camera = picture.camera
    for mark in picture.links:
        away = _distance(mark, x_px, y_px) - mark.width_px / 2
        # A tie is meant rather than a position or nesting that runs beside it.
        away += 0.0 if mark.kind == LinkKind.TIE else 1.0
        if away < nearest:
            best, nearest = int(picture.scene.link[mark.at]), away
    if best >= 0 or not picture.is_dense:
        return best
    x, y = camera.to_layout(x_px, y_px)
    reach = _LINK_REACH_PX / camera.scale
    if picture.crowd is not None:
        return picture.crowd.shown.link_near(x, y, reach)
    nearest = reach
    for bucket in picture.dense:
        away_all = _distances(bucket.xy, x, y)
        at = int(np.argmin(away_all)) if len(away_all) else -1
        if at >= 0 and away_all[at] < nearest:
            best, nearest = int(bucket.links[at]), float(away_all[at])
    return best


def nodes_within(
    picture: NetworkPicture, left: float, top: float, right: float, bottom: float
) -> Rows:
    """Return the rows of the nodes whose centre lies in a rectangle of pixels."""
    nodes = picture.nodes
    x, y = nodes.xy_px[:, 0], nodes.xy_px[:, 1]
    inside = (x >= left) & (x <= right) & (y >= top) & (y <= bottom) & ~nodes.is_ghost
    return np.sort(nodes.node[inside])


def _disc_at(picture: NetworkPicture, x_px: float, y_px: float) -> Target | None:
    for mark in picture.links:
        if mark.has_split and _is_near(mark.middle, x_px, y_px, _DISC_REACH_PX):
            return Target("accounts", link=int(picture.scene.link[mark.at]))
    nodes = picture.nodes
    for i in np.flatnonzero(nodes.has_split).tolist():
        x, y = nodes.xy_px[i].tolist()
        corner = split_corner(x, y, float(nodes.diameter_px[i]))
        if _is_near(corner, x_px, y_px, _DISC_REACH_PX * 0.7):
            return Target("accounts", node=int(nodes.node[i]))
    return None


def _is_near(point: tuple[float, float], x_px: float, y_px: float, reach_px: float) -> bool:
    return (point[0] - x_px) ** 2 + (point[1] - y_px) ** 2 <= reach_px**2


def _distance(mark: LinkMark, x_px: float, y_px: float) -> float:
    if mark.control is None:
        pieces = np.array([(*mark.start, *mark.end)])
    else:
        t = np.linspace(0.0, 1.0, 9)[:, None]
        start, end, bend = (np.array(p) for p in (mark.start, mark.end, mark.control))
        curve = (1 - t) ** 2 * start + 2 * t * (1 - t) * bend + t**2 * end
        pieces = np.concatenate([curve[:-1], curve[1:]], axis=1)
    return float(_distances(pieces, x_px, y_px).min())


def _distances(pieces: Points, x: float, y: float) -> Points:
    """Return the distance of a point from straight pieces of shape (m, 4)."""
    ax, ay = pieces[:, 0], pieces[:, 1]
    dx, dy = pieces[:, 2] - ax, pieces[:, 3] - ay
    square = np.maximum(dx * dx + dy * dy, 1e-12)
    t = np.clip(((x - ax) * dx + (y - ay) * dy) / square, 0.0, 1.0)
    return np.asarray(np.hypot(ax + t * dx - x, ay + t * dy - y))
