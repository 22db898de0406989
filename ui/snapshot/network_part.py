"""The network's own picture on a page: as large as it can be with all names inside."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QRectF

from explorer.drawing.network.camera import NO_INSETS, Camera, Insets, fit
from explorer.drawing.network.framing import fitting_camera
from explorer.drawing.network.picture import LabelMark, NetworkPicture
from explorer.drawing.network.scene import Scene
from explorer.drawing.network.styling import compose, glyph_diameters
from explorer.drawing.raster.crowd import Crowd
from explorer.model.view import ViewFacts
from explorer.progress import CancelToken
from ui.network.text import QtTextMeasure
from ui.snapshot.spec import SnapshotSpec
from ui.snapshot.typography import PageFonts, network_fonts

#: The network's own units are drawn so much larger on a page of the design's width.
_SCALE, _LEAST_SCALE = 1.2, 0.55
#: In less room than that the network is not kept small for all its names, and its glyphs shrink.
_ROOM_FOR_NAMES = (560.0, 340.0)
#: So many names a page of the design's size has at most.
MOST_LABELS = 80
_MOST_LABELS_AT_ALL = 400
_ROOM_OF_MOST_LABELS = 1_000.0 * 660.0
#: Nobody waits for a page as for a frame: more ties than in the window keep their widths.
_MOST_RICH = 500
_MOST_REFITS = 3
#: How far a glyph reaches from its middle, in diameters, whichever kind it is.
_REACH = 0.62


def network_picture(
    scene: Scene,
    facts: ViewFacts,
    spec: SnapshotSpec,
    rect: QRectF,
    fonts: PageFonts,
    token: CancelToken,
    *,
    is_dark: bool,
    crowd: Crowd | None = None,
) -> tuple[NetworkPicture | None, float]:
    """Compose the picture for a rectangle of the page.

    Returns
    -------
    picture : NetworkPicture or None
        None where nothing is left to draw.
    scale : float
        Page units in each pixel of the picture.
    """
    room = min(rect.width() / _ROOM_FOR_NAMES[0], rect.height() / _ROOM_FOR_NAMES[1])
    scale = max(_LEAST_SCALE, min(1.0, room), _SCALE * spec.factor)
    if not len(scene.drawn_nodes):
        return None, scale
    measure = QtTextMeasure(network_fonts(fonts, scale))
    # With rings for the selection the window's ghosts would come along.
    facts = replace(facts, show_ghosts=False)
    width, height = rect.width() / scale, rect.height() / scale
    # Twice the area holds twice the names.
    most = round(MOST_LABELS * max(1.0, width * height / _ROOM_OF_MOST_LABELS))

    def composed(camera: Camera) -> NetworkPicture:
        token.raise_if_cancelled()
        return compose(
            scene.shown,
            scene.arrangement,
            camera,
            facts,
            measure,
            is_dark=is_dark,
            for_export=not spec.keep_selection,
            most_labels=min(_MOST_LABELS_AT_ALL, most),
            most_rich=_MOST_RICH,
            hues=scene.hues,
            crowd=crowd,
        )

    if facts.viewport is not None and not spec.is_whole:
        camera = Camera.on_viewport(facts.viewport, width, height)
        picture = composed(camera)
    else:
        if room < 1.0:
            camera = _fit_to_glyphs(scene, width, height)
        else:
            camera = fitting_camera(scene, width, height, measure)
        picture = composed(camera)
        for _ in range(_MOST_REFITS):
            beyond = _beyond(picture)
            if beyond == NO_INSETS:
                break
            camera = _drawn_in(camera, beyond)
            picture = composed(camera)
    # What still sticks out would be cut through: no name is better than half of one.
    labels = tuple(label for label in picture.labels if _is_inside(label, camera))
    return replace(picture, labels=labels), scale


def _fit_to_glyphs(scene: Scene, width: float, height: float) -> Camera:
    """Show all glyphs, which shrink from afar; names stand where they find room."""
    rows = scene.drawn_nodes
    xy, size = scene.arrangement.xy[rows], scene.base_px[rows]
    camera = Camera(0.0, 0.0, 1.0, width, height)
    for _ in range(3):
        reach = np.repeat(size[:, None] * _REACH + 6.0, 4, axis=1)
        camera = fit(xy, reach, width, height)
        size = glyph_diameters(scene, camera)[rows]
    return camera


def _beyond(picture: NetworkPicture) -> Insets:
    """Return by how much names reach beyond each edge of the view."""
    camera, labels = picture.camera, picture.labels
    edges = (
        max((-label.x_px for label in labels), default=0.0),
        max((-label.y_px for label in labels), default=0.0),
        max((label.x_px + label.width_px - camera.width_px for label in labels), default=0.0),
        max((label.y_px + label.height_px - camera.height_px for label in labels), default=0.0),
    )
    return Insets(*(edge + 2.0 if edge > 0.5 else 0.0 for edge in edges))


def _drawn_in(camera: Camera, by: Insets) -> Camera:
    """Return a view somewhat smaller, moved away from the edges that are too near."""
    width = camera.width_px - by.left_px - by.right_px
    height = camera.height_px - by.top_px - by.bottom_px
    factor = max(0.7, min(width / camera.width_px, height / camera.height_px))
    dx, dy = (by.left_px - by.right_px) / 2, (by.top_px - by.bottom_px) / 2
    return camera.zoomed(factor).panned(dx, dy)


def _is_inside(label: LabelMark, camera: Camera) -> bool:
    return (
        label.x_px >= -1.0
        and label.y_px >= -1.0
        and label.x_px + label.width_px <= camera.width_px + 1.0
        and label.y_px + label.height_px <= camera.height_px + 1.0
    )
