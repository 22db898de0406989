"""Which names stay where they stand from one picture to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from explorer.drawing.network.label_boxes import crosses
from explorer.drawing.network.label_ground import FEW_NODES
from explorer.drawing.network.label_places import Ground, clear_of_others
from explorer.drawing.network.picture import LabelMark, NetworkPicture
from explorer.drawing.text import TextRole


@dataclass(frozen=True)
class Standing:
    """Names that stay beside their nodes.

    Attributes
    ----------
    may_move
        Whether they may yet give way to names that matter more.
    cut
        Nodes whose names reach out of the view.
    """

    labels: tuple[LabelMark, ...]
    may_move: bool
    cut: frozenset[int] = frozenset()


def kept_names(
    picture: NetworkPicture,
    previous: NetworkPicture | None,
    ground: Ground,
    roles: Mapping[int, TextRole],
) -> Standing | None:
    """Return the names that stay beside their nodes; None if all are placed anew.

    While the camera only moves sideways that is all of them. While the selection changes, and in
    a large network filter or time window, it is those whose place is still free, so that names
    do not dance.

    Parameters
    ----------
    roles
        How the names in view are to be written now.
    """
    if previous is None or previous.camera.scale != picture.camera.scale:
        return None
    if previous.insets != picture.insets or previous.camera.size_px != picture.camera.size_px:
        return None
    is_moving = previous.scene is picture.scene and previous.emphasis is picture.emphasis
    if not is_moving and not _is_steady(picture, previous):
        return None
    before, now = previous.camera, picture.camera
    dx, dy = (before.x - now.x) * now.scale, (before.y - now.y) * now.scale
    moved = [
        _moved(label, dx, dy) for label in previous.labels if roles.get(label.node) == label.role
    ]
    boxes = np.array([_box(label) for label in moved]).reshape(-1, 4)
    if is_moving or not moved:
        out = ground.is_out(boxes).tolist()
        cut = frozenset(label.node for label, is_out in zip(moved, out, strict=True) if is_out)
        return Standing(tuple(moved), may_move=False, cut=cut)
    free = clear_of_others(boxes, np.array([label.node for label in moved]), ground)
    free &= ~ground.is_out(boxes)
    givers = [(*line.start, *line.end) for line in picture.giver_lines]
    if givers:
        free &= ~crosses(boxes[:, None], np.array(givers)[None]).any(axis=1)
    was, is_now = previous.emphasis.is_selected, picture.emphasis.is_selected
    stays = [
        label
        for label, is_free in zip(moved, free.tolist(), strict=True)
        # A ring that comes or goes changes where the name stands best, and a line is a makeshift.
        if is_free and label.line is None and was[label.node] == is_now[label.node]
    ]
    return Standing(tuple(stays), may_move=True)


def is_zoom_of(picture: NetworkPicture, previous: NetworkPicture | None) -> bool:
    """Whether a picture shows the same as the one before, only larger or smaller."""
    return (
        previous is not None
        and previous.scene is picture.scene
        and previous.emphasis is picture.emphasis
        and previous.camera.scale != picture.camera.scale
        and previous.camera.size_px == picture.camera.size_px
    )


def _is_steady(picture: NetworkPicture, previous: NetworkPicture) -> bool:
    """Whether the pictures are so alike that names stay, though not the same."""
    if previous.scene is picture.scene:
        return True
    return (
        previous.scene.arrangement is picture.scene.arrangement
        and len(picture.scene.drawn_nodes) > FEW_NODES
        and previous.emphasis.is_dimming == picture.emphasis.is_dimming
    )


def _moved(label: LabelMark, dx: float, dy: float) -> LabelMark:
    if not dx and not dy:
        return label
    line = label.line
    if line is not None:
        line = (line[0] + dx, line[1] + dy, line[2] + dx, line[3] + dy)
    return replace(label, x_px=label.x_px + dx, y_px=label.y_px + dy, line=line)


def _box(label: LabelMark) -> tuple[float, float, float, float]:
    return label.x_px, label.y_px, label.x_px + label.width_px, label.y_px + label.height_px
