"""A network of very many ties as fields for the raster: made once for an arrangement."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from explorer.drawing.raster.field import (
    BLOCK,
    Floats32,
    NodeField,
    TieField,
    node_field,
    tie_field,
)
from explorer.drawing.raster.render import Emphasised, View, node_size, zoomed_radius_px

if TYPE_CHECKING:
    from explorer.drawing.network.camera import Camera
    from explorer.drawing.network.emphasis import Emphasis
    from explorer.drawing.network.scene import Scene
    from explorer.network.arrangement import Arrangement

_SHAPE_OF_KIND: Final = {"organisation": 1, "group": 3, "state": 4, "office": 5}
_DIAMOND: Final = 2
_DIMMED: Final = 0.30
_SMALLEST_PX, _LARGEST_PX = 16.0, 42.0
_MOST_STRENGTH: Final = 4.0
_MOST_TOLD: Final = 64
"""More interactions than that make no more ink."""


@dataclass(frozen=True, eq=False)
class Crowd:
    """All links and nodes of an arrangement, whatever of them is shown.

    Attributes
    ----------
    position : (n,) int32
        Where each node of the network stands in `nodes`; -1 for none.
    extent : (width, height)
        Of the places, in layout units, without the outermost hundredth on each side.
    """

    arrangement: Arrangement
    ties: TieField
    nodes: NodeField
    position: npt.NDArray[np.int32]
    extent: tuple[float, float]

    @classmethod
    def of(
        cls,
        arrangement: Arrangement,
        hue: npt.NDArray[np.uint8],
        degree: npt.NDArray[np.floating[Any]] | None = None,
    ) -> Crowd:
        """Sort the links and nodes of an arrangement; 0.5 s for a million links.

        Parameters
        ----------
        hue : (n,)
            Of each node, an index into a palette; a tie has that of its end with more ties.
        degree : (n,)
            How many ties each node has, where the network does not hold them yet.
        """
        network, xy = arrangement.network, arrangement.xy
        a, b = network.link_a, network.link_b
        n = network.n_nodes
        counted = np.bincount(a, minlength=n) + np.bincount(b, minlength=n)
        degree = counted.astype(np.float64) if degree is None else degree
        major = np.where(degree[a] >= degree[b], a, b)
        links = np.arange(len(a), dtype=np.int32)
        ties = tie_field(xy, a, b, hue[major], links)
        _ = ties.rank
        shape = np.full(n, _DIAMOND, dtype=np.uint8)
        columns = network.dataset.columns
        of_kind = np.array(
            [_SHAPE_OF_KIND.get(term.name, 0) for term in columns.actor_kinds] or [0], np.uint8
        )
        shape[: network.dataset.n_actors] = of_kind[columns.actor_kind]
        nodes = node_field(xy, ties.origin, np.arange(n, dtype=np.int32), degree, hue, shape)
        position = np.full(n, -1, dtype=np.int32)
        position[nodes.node] = np.arange(len(nodes), dtype=np.int32)
        low, high = np.quantile(xy, (0.01, 0.99), axis=0) if n else (np.zeros(2), np.ones(2))
        width, height = np.maximum(high - low, 1e-6).tolist()
        return cls(arrangement, ties, nodes, position, (width, height))

    def with_hues(self, hue: npt.NDArray[np.uint8]) -> Crowd:
        """Give the same fields in other colours; `hue` by node of the network."""
        network = self.arrangement.network
        by_node = np.zeros(network.n_nodes, dtype=np.float32)
        by_node[self.nodes.node] = self.nodes.degree
        a, b = network.link_a[self.ties.link], network.link_b[self.ties.link]
        major = np.where(by_node[a] >= by_node[b], a, b)
        return replace(
            self,
            ties=replace(self.ties, hue=np.ascontiguousarray(hue[major])),
            nodes=replace(self.nodes, hue=np.ascontiguousarray(hue[self.nodes.node])),
        )

    def fitting_scale(self, view: View) -> float:
        """Give the scale at which the whole network fits a view."""
        return min(view.width_px / self.extent[0], view.height_px / self.extent[1])


@dataclass(frozen=True, eq=False)
class CrowdShown:
    """What a filter and a time window leave of a crowd, and how large each node is for it."""

    crowd: Crowd
    scene: Scene

    @cached_property
    def strength(self) -> Floats32:
        """Of each tie of the field; 0 for a hidden one. More interactions, more ink."""
        scene, ties = self.scene, self.crowd.ties
        by_n = np.minimum(1.0 + 0.5 * np.log2(np.arange(1, _MOST_TOLD + 1)), _MOST_STRENGTH)
        of_link = np.zeros(len(scene.network.link_a), dtype=np.float32)
        of_link[scene.link] = by_n.astype(np.float32)[np.clip(scene.n, 1, _MOST_TOLD) - 1]
        strength: Floats32 = of_link[ties.link]
        strength *= ties.strength
        return strength

    @cached_property
    def n_in_block(self) -> npt.NDArray[np.int64]:
        """How many ties of each block are shown."""
        is_shown = self.strength > 0
        n_whole = len(is_shown) // BLOCK * BLOCK
        counts = is_shown[:n_whole].reshape(-1, BLOCK).sum(axis=1, dtype=np.int64)
        if n_whole == len(is_shown):
            return np.asarray(counts)
        return np.append(counts, np.count_nonzero(is_shown[n_whole:]))

    @cached_property
    def hidden(self) -> npt.NDArray[np.bool_]:
        """Which nodes of the field are not drawn."""
        return np.ascontiguousarray(~self.scene.is_drawn[self.crowd.nodes.node])

    @cached_property
    def all_hidden(self) -> npt.NDArray[np.bool_]:
        """Hides every node of the field."""
        return np.ones(len(self.crowd.nodes), dtype=bool)

    @cached_property
    def degree(self) -> Floats32:
        """What each node's size follows: what the scene's own sizes stand for."""
        share = (self.scene.base_px - _SMALLEST_PX) / (_LARGEST_PX - _SMALLEST_PX)
        share = np.clip(share, 0.0, 1.0) ** 2 * float(self.crowd.nodes.degree.max(initial=1.0))
        return np.ascontiguousarray(share[self.crowd.nodes.node], dtype=np.float32)

    @cached_property
    def size(self) -> Floats32:
        """Size of each node of the field, before zoom."""
        return node_size(self.degree, len(self.crowd.nodes))

    def radius_px(self, view: View, ratio: float = 1.0) -> Floats32:
        """Give the radius of each node of the field in a view, in device pixels."""
        zoom = view.scale / self.crowd.fitting_scale(view)
        radius = zoomed_radius_px(self.size, zoom)
        return radius if ratio == 1.0 else radius * np.float32(ratio)

    @cached_property
    def drawn_places(self) -> tuple[Floats32, Floats32]:
        """Places of the scene's drawn nodes relative to the crowd's origin, as x and y."""
        at = self.scene.arrangement.xy[self.scene.drawn_nodes] - self.crowd.nodes.origin
        return at[:, 0].astype(np.float32), at[:, 1].astype(np.float32)

    def link_near(self, x: float, y: float, reach: float) -> int:
        """Give the shown link of the network nearest to a place, -1 if none is within reach.

        All in layout units. Only blocks of ties near the place are looked at.
        """
        ties = self.crowd.ties
        x, y = x - ties.origin[0], y - ties.origin[1]
        left, top, right, bottom = ties.boxes.T
        near = (left <= x + reach) & (right >= x - reach)
        near &= (top <= y + reach) & (bottom >= y - reach)
        blocks = np.flatnonzero(near)
        rows = (blocks[:, None] * BLOCK + np.arange(BLOCK)).ravel()
        rows = rows[rows < len(ties)]
        rows = rows[self.strength[rows] > 0]
        if not len(rows):
            return -1
        ax, ay, bx, by = ties.ends[rows].astype(np.float64).T
        dx, dy = bx - ax, by - ay
        along = ((x - ax) * dx + (y - ay) * dy) / np.maximum(dx * dx + dy * dy, 1e-18)
        along = np.clip(along, 0.0, 1.0)
        away = np.hypot(ax + along * dx - x, ay + along * dy - y)
        nearest = int(np.argmin(away))
        return int(ties.link[rows[nearest]]) if away[nearest] <= reach else -1

    def emphasised(self, emphasis: Emphasis) -> Emphasised | None:
        """Give what stands out of this crowd, None if nothing does."""
        if not emphasis.is_dimming:
            return None
        crowd = self.crowd
        ranks = crowd.ties.rank[self.scene.link[emphasis.is_lit]]
        near = (emphasis.is_near | emphasis.is_selected) & self.scene.is_drawn
        at = crowd.position[np.flatnonzero(near)]
        return Emphasised(np.sort(ranks[ranks >= 0]), np.sort(at[at >= 0]), _DIMMED)


def view_of(camera: Camera, ratio: float = 1.0, margin: float = 0.0) -> View:
    """Give what a raster must show for a camera, in device pixels.

    Parameters
    ----------
    margin
        How far it reaches beyond the camera's view on each side, as a share of that.
    """
    width = round(camera.width_px * ratio * (1 + 2 * margin))
    height = round(camera.height_px * ratio * (1 + 2 * margin))
    scale = camera.scale * ratio
    return View(
        camera.x - width / 2 / scale, camera.y - height / 2 / scale, scale, max(width, 1),
        max(height, 1),
    )  # fmt: skip
