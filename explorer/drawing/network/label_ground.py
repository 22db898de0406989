"""What names have to keep clear of in a picture: glyphs, signs, ties, the edges."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from explorer.drawing.glyph_shape import reaches
from explorer.drawing.network.label_places import Ground
from explorer.drawing.network.link_marks import label_segments
from explorer.drawing.network.picture import NetworkPicture

#: Up to this many nodes no name covers any of them.
FEW_NODES = 150

#: How far a selected node's ring reaches beyond its glyph.
RING_PX = 5.4

#: Smaller glyphs may lie under a name where there are very many.
_OBSTACLE_FROM_PX = 12.0
_MOST_OBSTACLES = 300
_DISC_PX = 10.0
_VIEW_MARGIN_PX = 4.0


def ground_of(picture: NetworkPicture) -> Ground:
    """Return what the names of a picture keep clear of."""
    boxes, owner = _obstacles(picture)
    emphasis = picture.emphasis
    is_faint = (owner >= 0) & ~emphasis.is_near[owner] & emphasis.is_dimming
    # Among hairlines a name cannot keep clear of them, and its halo is enough.
    links = () if picture.is_dense else picture.links
    segments, share = label_segments(links, picture.giver_lines)
    camera, insets, margin = picture.camera, picture.insets, _VIEW_MARGIN_PX
    return Ground(
        boxes=boxes,
        owner=owner,
        is_faint=is_faint,
        segments=segments,
        share=share,
        view=(
            insets.left_px + margin,
            insets.top_px + margin,
            camera.width_px - insets.right_px - margin,
            camera.height_px - insets.bottom_px - margin,
        ),
    )


def _obstacles(
    picture: NetworkPicture,
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    nodes = picture.nodes
    solid = np.flatnonzero(~nodes.is_ghost)
    if len(solid) > FEW_NODES:
        # In a crowd names may cover the small ones, else there would be no names at all.
        large = (nodes.diameter_px[solid] >= _OBSTACLE_FROM_PX) | nodes.is_selected[solid]
        solid = solid[large][-_MOST_OBSTACLES:]
    half = reaches(picture.glyphs)[nodes.glyph[solid]] * nodes.diameter_px[solid][:, None]
    half += np.where(nodes.is_selected[solid] & picture.has_rings, RING_PX, 0.0)[:, None]
    x, y = nodes.xy_px[solid, 0], nodes.xy_px[solid, 1]
    boxes = np.stack([x - half[:, 0], y - half[:, 1], x + half[:, 0], y + half[:, 2]], axis=1)
    owners = nodes.node[solid].astype(np.int64)
    discs = [mark.middle for mark in picture.links if mark.count or mark.has_split]
    if discs:
        at = np.array(discs)
        boxes = np.concatenate([boxes, np.concatenate([at - _DISC_PX, at + _DISC_PX], axis=1)])
        owners = np.concatenate([owners, np.full(len(discs), -1, dtype=np.int64)])
    return boxes, owners
