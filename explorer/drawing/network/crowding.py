"""What of a crowd is left to the raster, and what stands on it as real marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from explorer.compiling.ready import engine_is_ready
from explorer.drawing.raster.crowd import Crowd, CrowdShown, view_of
from explorer.drawing.raster.field import BLOCK

if TYPE_CHECKING:
    from explorer.drawing.network.camera import Camera
    from explorer.drawing.network.emphasis import Emphasis
    from explorer.drawing.network.picture import NetworkPicture
    from explorer.drawing.network.scene import NodeHues, Scene
    from explorer.drawing.network.staged import Staged
    from explorer.drawing.raster.render import Emphasised
    from explorer.model.dataset import Mask, Rows
    from explorer.network.arrangement import Arrangement
    from explorer.network.projection import Network

#: Networks of more links, or nodes, than this are drawn by the raster where many are in view.
MOST_LINKS: Final = 12_000
MOST_NODES: Final = 3_000

#: With up to so many nodes in view all of them are marks; of more, the most important.
_MOST_MARKS: Final = 1_200
_MARKS_ON_RASTER: Final = 500
_MOST_NEAR: Final = 400

#: Where more blocks of ties than this meet the view, there are many ties in it.
_MOST_BLOCKS: Final = 600
_LEAST_DIAMETER_PX: Final = 3.0


@dataclass(frozen=True, eq=False)
class CrowdPart:
    """What the raster draws of a picture.

    Attributes
    ----------
    draws_nodes
        Whether nodes are in it; where few are in view they are marks, all of them.
    node_keys, tie_keys
        Colour keys by hue of the fields.
    """

    shown: CrowdShown
    emphasised: Emphasised | None
    draws_nodes: bool
    node_keys: tuple[str, ...]
    tie_keys: tuple[str, ...]

    def is_like(self, other: CrowdPart) -> bool:
        """Whether another part looks the same from the same camera."""
        return (
            self.shown is other.shown
            and self.emphasised is other.emphasised
            and self.draws_nodes == other.draws_nodes
            and self.node_keys == other.node_keys
        )


@dataclass(frozen=True, eq=False)
class SeenOfCrowd:
    """A crowd as a camera sees it.

    Attributes
    ----------
    marks
        Nodes that are marks, small before large.
    links
        Drawn links of the scene that are marks.
    """

    part: CrowdPart
    marks: Rows
    links: npt.NDArray[np.int64]

    def diameters_px(self, scene: Scene, camera: Camera) -> npt.NDArray[np.float64]:
        """Give the diameter of each node of the network as the raster has it."""
        shown = self.part.shown
        radius = shown.radius_px(view_of(camera))[shown.crowd.position]
        return np.maximum(_LEAST_DIAMETER_PX, 2.0 * radius.astype(np.float64))


def see_crowd(
    crowd: Crowd,
    scene: Scene,
    camera: Camera,
    emphasis: Emphasis,
    previous: NetworkPicture | None,
    pointed: tuple[int, int],
    most_rich: int,
    most_lit: int,
    margin_px: float,
    staged: Staged | None = None,
) -> SeenOfCrowd | None:
    """Part a crowd into what the raster draws and what are marks; None where all can be marks.

    Parameters
    ----------
    pointed
        Nodes under the pointer and of the keyboard, -1 for none.
    most_rich, most_lit
        Up to so many links in view, and of the selection, are marks.
    staged
        What was made beside, perhaps of this very scene.
    """
    before = None if previous is None else previous.crowd
    if before is not None and before.shown.scene is scene and before.shown.crowd is crowd:
        shown = before.shown
    elif staged is not None and staged.scene is scene and staged.crowd.crowd is crowd:
        shown = staged.crowd
    else:
        shown = CrowdShown(crowd, scene)
    special = emphasis.is_selected.copy()
    special[[node for node in pointed if node >= 0]] = True
    marks, draws_nodes = _marked_nodes(shown, camera, emphasis, special, margin_px)
    links = links_in_view(shown, camera, most_rich)
    if links is not None and not draws_nodes:
        return None
    if previous is not None and before is not None and previous.emphasis is emphasis:
        emphasised = before.emphasised
    else:
        emphasised = shown.emphasised(emphasis)
    if links is None:
        links = np.flatnonzero(emphasis.is_lit)
        if len(links) > most_lit:
            links = links[:0]
        if pointed[0] >= 0:
            touched = np.flatnonzero((scene.a == pointed[0]) | (scene.b == pointed[0]))
            if len(touched) <= most_lit:
                links = np.union1d(links, touched)
    hues = scene.hues
    if hues is None:
        kinds = tuple(f"kind:{term.name}" for term in scene.network.dataset.columns.actor_kinds)
        part = CrowdPart(shown, emphasised, draws_nodes, (*kinds, "text_3"), _plain(len(kinds)))
    else:
        part = CrowdPart(shown, emphasised, draws_nodes, hues.keys, hues.keys)
    return SeenOfCrowd(part, marks, links)


def _plain(n: int) -> tuple[str, ...]:
    return ("tie",) * (n + 1)


def crowd_of(arrangement: Arrangement, hues: NodeHues | None) -> Crowd | None:
    """Make the fields of a network if a raster draws it: large, and the kernels are compiled."""
    network = arrangement.network
    if not is_crowd(len(network.link_a), network.n_nodes) or not engine_is_ready():
        return None
    return Crowd.of(arrangement, kind_hues(network) if hues is None else hues.index)


def kind_hues(network: Network) -> npt.NDArray[np.uint8]:
    """Give the hue of each node by its actor's kind; interactions have the neutral one."""
    columns = network.dataset.columns
    hue = np.full(network.n_nodes, len(columns.actor_kinds), dtype=np.uint8)
    hue[: network.dataset.n_actors] = columns.actor_kind
    return hue


def is_crowd(n_links: int, n_nodes: int) -> bool:
    """Whether a network is so large that the raster draws it."""
    return n_links > MOST_LINKS or n_nodes > MOST_NODES


def links_in_view(crowd: CrowdShown, camera: Camera, most: int) -> npt.NDArray[np.int64] | None:
    """Give the drawn links of a scene that touch the view, None if they are more than `most`.

    Looks at blocks of ties first, and at single ties only where few blocks are left.
    """
    ties, view = crowd.crowd.ties, view_of(camera)
    left, top = view.x0 - ties.origin[0], view.y0 - ties.origin[1]
    right, bottom = left + view.width_px / view.scale, top + view.height_px / view.scale
    x0, y0, x1, y1 = ties.boxes.T
    inside = (x0 >= left) & (x1 <= right) & (y0 >= top) & (y1 <= bottom)
    # Whatever is hidden, so many at least are there: mostly that is enough to know.
    n_hidden = len(ties) - len(crowd.scene.link)
    if int(np.count_nonzero(inside)) * BLOCK - BLOCK - n_hidden > most:
        return None
    counts = crowd.n_in_block
    if int(counts[inside].sum()) > most:
        return None
    meets = (x0 <= right) & (x1 >= left) & (y0 <= bottom) & (y1 >= top) & (counts > 0)
    blocks = np.flatnonzero(meets)
    if len(blocks) > _MOST_BLOCKS:
        return None
    rows = (blocks[:, None] * BLOCK + np.arange(BLOCK)).ravel()
    rows = rows[rows < len(ties)]
    rows = rows[crowd.strength[rows] > 0]
    ends = ties.ends[rows]
    low, high = np.minimum(ends[:, :2], ends[:, 2:]), np.maximum(ends[:, :2], ends[:, 2:])
    seen = (low[:, 0] <= right) & (high[:, 0] >= left)
    seen &= (low[:, 1] <= bottom) & (high[:, 1] >= top)
    rows, ends = rows[seen], ends[seen]
    if len(rows) > 8 * most:
        return None
    way = ends[:, 2:] - ends[:, :2]
    sides = [
        way[:, 0] * (y - ends[:, 1]) - way[:, 1] * (x - ends[:, 0])
        for x in (left, right)
        for y in (top, bottom)
    ]
    crossing = (np.min(sides, axis=0) <= 0) & (np.max(sides, axis=0) >= 0)
    rows = rows[crossing]
    if len(rows) > most:
        return None
    return np.sort(np.searchsorted(crowd.scene.link, ties.link[rows]))


def _marked_nodes(
    crowd: CrowdShown,
    camera: Camera,
    emphasis: Emphasis,
    special: Mask,
    margin_px: float,
) -> tuple[Rows, bool]:
    """Give the nodes that are marks, in the order of painting, and whether others are in view.

    Parameters
    ----------
    special : (n,)
        Nodes that always are, wherever they stand.
    """
    scene = crowd.scene
    drawn = scene.drawn_nodes
    x, y = crowd.drawn_places
    left, top, width, height = camera.viewport
    margin = margin_px / camera.scale
    left, top = left - crowd.crowd.nodes.origin[0], top - crowd.crowd.nodes.origin[1]
    seen = (x > left - margin) & (x < left + width + margin)
    seen &= (y > top - margin) & (y < top + height + margin)
    at = np.flatnonzero(seen)
    extra = np.flatnonzero(special & scene.shown.node_is_shown).astype(np.int32)
    if len(at) <= _MOST_MARKS:
        return np.concatenate([drawn[at], extra[~scene.is_drawn[extra]]]), False
    # Drawn nodes are in the order of their size.
    parts = [drawn[at[-_MARKS_ON_RASTER:]], extra]
    if emphasis.is_dimming:
        rows = drawn[at]
        parts.append(rows[emphasis.is_near[rows]][-_MOST_NEAR:])
    order = np.unique(np.concatenate(parts))
    return order[np.argsort(scene.base_px[order], kind="stable")].astype(np.int32), True
