"""What names have to keep clear of in a picture: glyphs, signs, ties, the edges."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from explorer.drawing.network.label_boxes import Boxes
from explorer.drawing.network.label_crowd import Crowd
from explorer.drawing.network.label_places import Ground
from explorer.drawing.network.link_marks import label_segments
from explorer.drawing.network.picture import NetworkPicture
from explorer.drawing.network.signs import SPLIT_REACH_PX, count_box
from explorer.drawing.text import TextMeasure
from explorer.model.dataset import Mask

#: Up to this many nodes are few: each may have its name.
FEW_NODES = 150

#: How far a selected node's ring reaches beyond its glyph.
RING_PX = 5.4

#: Up to this many nodes in view no name covers any of them; of more, none that is at least this
#: large or stands out.
_MOST_SOLID = 400
_SOLID_FROM_PX = 12.0
_MOST_LARGE = 400
_GHOST_COST, _SMALL_COST = 8.0, 25.0

#: Signs at the upper right corner of a glyph, as shares of its diameter, and their half size.
_CORNER, _CORNER_REACH_PX = 0.42, 8.0
_PIN_REACH_PX = 8.0
_VIEW_MARGIN_PX = 4.0


def ground_of(picture: NetworkPicture, text: TextMeasure) -> Ground:
    """Return what the names of a picture keep clear of."""
    boxes, owner, crowd = _glyphs(picture)
    signs = _signs(picture, text)
    # Among hairlines a name cannot keep clear of them, and its halo is enough.
    links = () if picture.is_dense else picture.links
    lines, share = label_segments(links, picture.giver_lines)
    camera, insets, margin = picture.camera, picture.insets, _VIEW_MARGIN_PX
    return Ground(
        boxes=np.concatenate([boxes, signs]),
        owner=np.concatenate([owner, np.full(len(signs), -1, dtype=np.int64)]),
        lines=lines,
        share=share,
        view=(
            insets.left_px + margin,
            insets.top_px + margin,
            camera.width_px - insets.right_px - margin,
            camera.height_px - insets.bottom_px - margin,
        ),
        crowd=crowd,
    )


def _glyphs(
    picture: NetworkPicture,
) -> tuple[Boxes, npt.NDArray[np.int64], Crowd | None]:
    """Return the glyphs that no name covers, whose they are, and those it covers at a cost."""
    nodes = picture.nodes
    solid = _solid(picture)
    at, others = np.flatnonzero(solid), ~solid
    half = picture.scene.reaches[nodes.glyph[at]] * nodes.diameter_px[at][:, None]
    half += np.where(nodes.is_selected[at] & picture.has_rings, RING_PX, 0.0)[:, None]
    x, y = nodes.xy_px[at, 0], nodes.xy_px[at, 1]
    boxes = np.stack([x - half[:, 0], y - half[:, 1], x + half[:, 0], y + half[:, 2]], axis=1)
    crowd = None
    if others.any():
        weight = np.where(nodes.is_ghost[others], _GHOST_COST, _SMALL_COST)
        reach = float(np.median(nodes.diameter_px[others])) / 2
        crowd = Crowd.of(nodes.xy_px[others], weight, picture.camera.size_px, reach)
    return boxes, nodes.node[at].astype(np.int64), crowd


def _solid(picture: NetworkPicture) -> Mask:
    nodes = picture.nodes
    solid = ~nodes.is_ghost
    if int(np.count_nonzero(solid)) <= _MOST_SOLID:
        return solid
    # In a crowd names may cover the small ones, else there would be no names at all.
    emphasis = picture.emphasis
    stands_out = emphasis.is_selected[nodes.node]
    stands_out |= emphasis.is_near[nodes.node] & emphasis.is_dimming
    solid &= (nodes.diameter_px >= _SOLID_FROM_PX) | stands_out
    # The last are the largest and those that stand out.
    at = np.flatnonzero(solid)[-_MOST_LARGE:]
    solid = np.zeros(len(nodes), dtype=bool)
    solid[at] = True
    return solid


def _signs(picture: NetworkPicture, text: TextMeasure) -> Boxes:
    """Return the boxes of what hangs on ties and glyphs; not even their own names cover them."""
    line_px = text.line_px("minor")
    boxes = [count_box(mark, line_px) for mark in picture.links if mark.count]
    reach = SPLIT_REACH_PX
    for mark in picture.links:
        if mark.has_split:
            x, y = mark.middle
            boxes.append((x - reach, y - reach, x + reach, y + reach))
    nodes = picture.nodes
    for at, way, size in (
        (nodes.has_split, (_CORNER, -_CORNER), _CORNER_REACH_PX),
        (nodes.is_pinned, (0.36, -0.36), _PIN_REACH_PX),
    ):
        for i in np.flatnonzero(at).tolist():
            d = float(nodes.diameter_px[i])
            x, y = nodes.xy_px[i, 0] + way[0] * d, nodes.xy_px[i, 1] + way[1] * d
            boxes.append((x - size, y - size, x + size, y + size))
    return np.array(boxes, dtype=np.float64).reshape(-1, 4)
