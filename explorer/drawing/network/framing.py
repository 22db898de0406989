"""The view that shows a whole network with its names."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from explorer.drawing.glyph_shape import reaches
from explorer.drawing.network.camera import NO_INSETS, Camera, Insets, fit
from explorer.drawing.network.scene import Scene
from explorer.drawing.text import TextMeasure, TextRole, lines_of
from explorer.drawing.wording import node_words

#: Up to this many nodes room is left for every name.
_MOST_NAMED = 400
_EDGE_PX = 12.0
#: A name that finds no place below its node goes above it.
_ABOVE_PX = 8.0
_GAP_PX = 3.0
_MOST_FOR_NAMES = 0.12
_MOST_SCALE = 210.0
_PER_ROOT_NODE_PX = 700.0


def fitting_camera(
    scene: Scene,
    width_px: float,
    height_px: float,
    text: TextMeasure,
    *,
    insets: Insets = NO_INSETS,
    nodes: npt.NDArray[np.int32] | None = None,
) -> Camera:
    """Return the largest view that shows what is drawn, with room for glyphs and names.

    Parameters
    ----------
    nodes
        Rows to show instead of all that is drawn.
    """
    rows = scene.drawn_nodes if nodes is None else nodes
    half = reaches(scene.glyphs)[scene.glyph[rows]] * scene.base_px[rows][:, None]
    reach = np.stack([half[:, 0], half[:, 1], half[:, 0], half[:, 2]], axis=1)
    if len(rows) <= _MOST_NAMED:
        for i, node in enumerate(rows.tolist()):
            role: TextRole = "minor" if scene.network.is_interaction[node] else "strong"
            lines, _ = lines_of(node_words(scene.shown, node), role, text)
            width = max((text.width_px(line, role) for line in lines), default=0.0)
            reach[i, 0] = reach[i, 2] = max(reach[i, 0], width / 2)
            reach[i, 3] += _GAP_PX + text.line_px(role) * len(lines)
    # Large text in a small view: the network keeps most of the room, and names give way.
    room = np.array([width_px, height_px, width_px, height_px]) * _MOST_FOR_NAMES
    glyph = np.stack([half[:, 0], half[:, 1], half[:, 0], half[:, 2]], axis=1)
    reach = np.maximum(glyph, np.minimum(reach, room))
    reach += _EDGE_PX
    reach[:, 1] += _ABOVE_PX
    # Few nodes are not torn apart to fill a large window.
    most_scale = min(_MOST_SCALE, _PER_ROOT_NODE_PX / max(1.0, len(rows) ** 0.5))
    most_scale = max(most_scale, 150.0)
    xy = scene.arrangement.xy[rows]
    return fit(xy, reach, width_px, height_px, insets=insets, most_scale=most_scale)
