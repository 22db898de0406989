"""Appearance as a pure function: shown network, places, wishes and camera in, a picture out."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from explorer.drawing.network import naming
from explorer.drawing.network.camera import NO_INSETS, Camera, Insets
from explorer.drawing.network.crowding import SeenOfCrowd, see_crowd
from explorer.drawing.network.emphasis import Emphasis, emphasise
from explorer.drawing.network.link_marks import (
    MOST_RICH,
    MOST_RICH_LIT,
    giver_lines,
    links_in_view,
    lit_hairlines,
    rich_links,
)
from explorer.drawing.network.picture import LinkMark, NetworkPicture, NodeMarks
from explorer.drawing.network.scene import (
    MOST_FOR_GHOSTS,
    DenseBucket,
    NodeHues,
    Scene,
    prepare,
)
from explorer.drawing.network.staged import Staged
from explorer.drawing.raster.crowd import Crowd
from explorer.drawing.text import TextMeasure
from explorer.model.dataset import Rows
from explorer.model.view import ViewFacts
from explorer.network.arrangement import Arrangement
from explorer.network.projection import ShownNetwork

_DIMMED_LIGHT, _DIMMED_DARK = 0.28, 0.36
_GHOST = 0.16
_DENSE_DIMMED = 0.20

#: From this many pixels per layout unit on glyphs have their full size.
_FULL_SIZE_SCALE = 72.0
_SHRINKING = 0.55
_LEAST_DIAMETER_PX = 3.0

#: Up to this many nodes interactions stay large enough for their pictogram, unless far away.
_FEW, _LEGIBLE_SCALE, _PICTOGRAM_FROM_PX = 150, 30.0, 20.0

#: Nodes this far outside still reach into the view with glyph, ring or name.
_MARGIN_PX = 60.0


def compose(
    shown: ShownNetwork,
    arrangement: Arrangement,
    camera: Camera,
    facts: ViewFacts,
    text: TextMeasure,
    *,
    hover: int | None = None,
    current: int | None = None,
    previous: NetworkPicture | None = None,
    insets: Insets = NO_INSETS,
    is_dark: bool = False,
    for_export: bool = False,
    most_labels: int = 80,
    most_rich: int = MOST_RICH,
    keeps_names: bool = True,
    hues: NodeHues | None = None,
    crowd: Crowd | None = None,
    staged: Staged | None = None,
) -> NetworkPicture:
    """Place everything that a painter paints.

    Parameters
    ----------
    hover, current
        Node keys under the pointer and of the keyboard.
    previous
        The picture before: what has not changed is taken from it, names keep their places.
    insets
        Edges that names keep clear of.
    is_dark
        Dimmed things need more opacity on a dark ground.
    for_export
        Without rings, hover and ghosts; the selection still dims if the facts hold one.
    most_rich
        Up to so many links in view are drawn one by one, with width, arrow and dashes.
    keeps_names
        Whether names stay beside their nodes while the view moves sideways. False when it has
        arrived: then each gets its best place.
    hues
        Colours of actors instead of those of their kinds.
    crowd
        The network as fields, if a raster draws it where many links are in view.
    staged
        What was made beside; it is used where it belongs to what is asked for.
    """
    ghosts = facts.show_ghosts and not for_export
    scene = _scene(shown, arrangement, previous, staged, ghosts=ghosts, hues=hues)
    emphasis = _emphasis(scene, facts, previous)
    network = scene.network
    hovered = -1 if hover is None or for_export else network.node_of(hover)
    at = -1 if current is None or for_export else network.node_of(current)
    seen_of_crowd = None
    if crowd is not None and crowd.arrangement.network is arrangement.network:
        seen_of_crowd = see_crowd(
            crowd, scene, camera, emphasis, previous, (hovered, at), most_rich, MOST_RICH_LIT,
            _MARGIN_PX, staged,
        )  # fmt: skip
    diameter_px = glyph_diameters(scene, camera, seen_of_crowd)
    if seen_of_crowd is None:
        rows = _rows_in_order(scene, emphasis, hovered, at)
        links, dense, dense_lit = _links(scene, camera, emphasis, diameter_px, hovered, most_rich)
    else:
        rows = _in_order(seen_of_crowd.marks, emphasis)
        dense, dense_lit = (), None
        chosen = seen_of_crowd.links
        links = rich_links(scene, camera, emphasis, chosen, diameter_px, hovered)
    nodes = _node_marks(scene, camera, emphasis, diameter_px, rows, hovered, at, is_dark)
    corner = _corner(nodes, emphasis.disc_node)
    picture = NetworkPicture(
        scene=scene,
        camera=camera,
        insets=insets,
        emphasis=emphasis,
        glyphs=scene.glyphs,
        nodes=nodes,
        links=links,
        dense=dense,
        dense_opacity=_DENSE_DIMMED if emphasis.is_dimming else 1.0,
        dense_lit=dense_lit,
        giver_lines=giver_lines(scene, camera, emphasis, links, corner),
        labels=(),
        hovered=hovered,
        current=at,
        has_rings=not for_export,
        facts_key=_key(facts),
        texts={},
        crowd=None if seen_of_crowd is None else seen_of_crowd.part,
    )
    return naming.with_labels(picture, text, previous, most_labels, keeps=keeps_names)


def glyph_diameters(
    scene: Scene, camera: Camera, crowd: SeenOfCrowd | None = None
) -> npt.NDArray[np.float64]:
    """Return glyph diameters in pixels: full size where there is room, smaller from afar."""
    if crowd is not None:
        return crowd.diameters_px(scene, camera)
    factor = min(1.0, (camera.scale / _FULL_SIZE_SCALE) ** _SHRINKING)
    if len(scene.drawn_nodes) <= _FEW and camera.scale >= _LEGIBLE_SCALE:
        # Among few the pictograms say more than the gaps that smaller glyphs would leave.
        least = np.where(scene.network.is_interaction, _PICTOGRAM_FROM_PX, _LEAST_DIAMETER_PX)
        return np.asarray(np.maximum(least, scene.base_px * factor))
    return np.asarray(np.maximum(_LEAST_DIAMETER_PX, scene.base_px * factor))


def split_corner(x: float, y: float, diameter_px: float) -> tuple[float, float]:
    """Return where the sign of differing accounts stands at an interaction's diamond."""
    return x + 0.42 * diameter_px, y - 0.42 * diameter_px


def _scene(
    shown: ShownNetwork,
    arrangement: Arrangement,
    previous: NetworkPicture | None,
    staged: Staged | None,
    *,
    ghosts: bool,
    hues: NodeHues | None,
) -> Scene:
    wanted = ghosts and shown.network.n_nodes <= MOST_FOR_GHOSTS
    known = [] if previous is None else [previous.scene]
    known += [] if staged is None else [staged.scene]
    for scene in known:
        same = scene.shown is shown and scene.arrangement is arrangement and scene.hues is hues
        if same and scene.has_ghosts == wanted:
            return scene
    return prepare(shown, arrangement, ghosts=ghosts, hues=hues)


def _emphasis(scene: Scene, facts: ViewFacts, previous: NetworkPicture | None) -> Emphasis:
    if previous is not None and previous.scene is scene and previous.facts_key == _key(facts):
        return previous.emphasis
    return emphasise(scene, facts)


def _links(
    scene: Scene,
    camera: Camera,
    emphasis: Emphasis,
    diameter_px: npt.NDArray[np.float64],
    hovered: int,
    most_rich: int,
) -> tuple[tuple[LinkMark, ...], tuple[DenseBucket, ...], DenseBucket | None]:
    seen = links_in_view(scene, camera)
    dense: tuple[DenseBucket, ...] = ()
    dense_lit = None
    if int(np.count_nonzero(seen)) <= most_rich:
        chosen = np.flatnonzero(seen)
    else:
        dense = scene.dense
        special = seen & emphasis.is_lit
        if int(np.count_nonzero(special)) > MOST_RICH_LIT:
            dense_lit = lit_hairlines(scene, emphasis)
            special = np.zeros(len(seen), dtype=bool)
        if hovered >= 0:
            touched = seen & ((scene.a == hovered) | (scene.b == hovered))
            if int(np.count_nonzero(touched)) <= MOST_RICH_LIT:
                special = special | touched
        chosen = np.flatnonzero(special)
    return rich_links(scene, camera, emphasis, chosen, diameter_px, hovered), dense, dense_lit


def _node_marks(
    scene: Scene,
    camera: Camera,
    emphasis: Emphasis,
    diameter_px: npt.NDArray[np.float64],
    rows: Rows,
    hovered: int,
    current: int,
    is_dark: bool,
) -> NodeMarks:
    xy = camera.to_px(scene.arrangement.xy[rows])
    margin = _MARGIN_PX
    seen = (xy[:, 0] > -margin) & (xy[:, 0] < camera.width_px + margin)
    seen &= (xy[:, 1] > -margin) & (xy[:, 1] < camera.height_px + margin)
    rows, xy = rows[seen], xy[seen]
    # Something selected is drawn in full wherever it stands, even if it counts as unconnected.
    stands_out = emphasis.is_selected[rows] & scene.shown.node_is_shown[rows]
    stands_out |= (rows == hovered) | (rows == current)
    is_ghost = scene.is_ghost[rows] & ~stands_out
    opacity = np.ones(len(rows))
    if emphasis.is_dimming:
        dimmed = _DIMMED_DARK if is_dark else _DIMMED_LIGHT
        opacity = np.where(emphasis.is_near[rows] | (rows == hovered), 1.0, dimmed)
    opacity = np.where(is_ghost, _GHOST, opacity)
    dataset = scene.network.dataset
    is_interaction = scene.network.is_interaction[rows]
    split = np.zeros(len(rows), dtype=bool)
    mine = scene.network.node_row[rows[is_interaction]]
    split[is_interaction] = dataset.accounts_differ[mine]
    return NodeMarks(
        node=rows,
        xy_px=xy,
        diameter_px=diameter_px[rows],
        glyph=scene.glyph[rows],
        opacity=opacity,
        is_hollow=scene.shown.node_is_hollow[rows],
        is_ghost=is_ghost,
        is_selected=emphasis.is_selected[rows] & ~is_ghost,
        is_pinned=scene.arrangement.is_pinned[rows] & ~is_ghost,
        has_split=split & ~is_ghost,
    )


def _rows_in_order(scene: Scene, emphasis: Emphasis, hovered: int, current: int) -> Rows:
    """Ghosts first, then small before large, dimmed before near, the selected last."""
    drawn = scene.drawn_nodes
    extra = emphasis.is_selected & scene.shown.node_is_shown & ~scene.is_drawn
    for node in (hovered, current):
        if node >= 0 and scene.shown.node_is_shown[node] and not scene.is_drawn[node]:
            extra[node] = True
    ghosts = np.flatnonzero(scene.is_ghost & ~extra).astype(np.int32)
    rows = np.concatenate([drawn, np.flatnonzero(extra).astype(np.int32)])
    return np.concatenate([ghosts, _in_order(rows, emphasis)])


def _in_order(rows: Rows, emphasis: Emphasis) -> Rows:
    """Dimmed before near, the selected last."""
    level = emphasis.is_near[rows].astype(np.int8) + emphasis.is_selected[rows]
    return rows[np.argsort(level, kind="stable")] if level.any() else rows


def _corner(nodes: NodeMarks, node: int) -> tuple[float, float] | None:
    at = np.flatnonzero(nodes.node == node)
    if node < 0 or not len(at):
        return None
    i = int(at[0])
    x, y = nodes.xy_px[i].tolist()
    return split_corner(x, y, float(nodes.diameter_px[i]))


def _key(facts: ViewFacts) -> tuple[object, ...]:
    return facts.selection, facts.dim_others
