"""Which names stay where they stand from one picture to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from explorer.drawing.network.label_boxes import Boxes, crosses, hits
from explorer.drawing.network.label_ground import FEW_NODES
from explorer.drawing.network.label_places import (
    N_SIDES,
    Ground,
    boxes_around,
    clear_of_others,
)
from explorer.drawing.network.picture import LabelMark, NetworkPicture
from explorer.drawing.text import TextRole

#: While zooming a name stays until so many times as many as may stand matter more.
_OUTRANKED: Final = 4.0


class Standings(Protocol):
    """Nodes that may be named: the first are the most important."""

    nodes: list[int]
    roles: dict[int, TextRole]

    def place_and_reach(self, node: int) -> tuple[tuple[float, float], tuple[float, float, float]]:
        """Return where a node stands, and how far its glyph reaches, in pixels."""


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
    names: Standings,
    most: int,
) -> Standing | None:
    """Return the names that stay beside their nodes; None if all are placed anew.

    While the camera only moves sideways that is all of them. While it zooms over many nodes,
    while the selection changes, and in a large network filter or time window, it is those whose
    place is still free, so that names do not dance.

    Parameters
    ----------
    names
        The nodes that may be named now.
    most
        So many names may stand.
    """
    if previous is None:
        return None
    if previous.camera.scale != picture.camera.scale:
        return _zoomed(picture, previous, ground, names, most)
    if previous.insets != picture.insets or previous.camera.size_px != picture.camera.size_px:
        return None
    is_moving = previous.scene is picture.scene and previous.emphasis is picture.emphasis
    if not is_moving and not _is_steady(picture, previous):
        return None
    before, now = previous.camera, picture.camera
    dx, dy = (before.x - now.x) * now.scale, (before.y - now.y) * now.scale
    moved = [
        _moved(label, dx, dy)
        for label in previous.labels
        if names.roles.get(label.node) == label.role
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
    # Over a crowd others come when there is room: while the time window is dragged, making it
    # takes longer than all the rest of a frame.
    is_other_window = picture.is_dense and previous.scene is not picture.scene
    return Standing(tuple(stays), may_move=not is_other_window)


def is_zoom_of(picture: NetworkPicture, previous: NetworkPicture | None) -> bool:
    """Whether a picture shows the same as the one before, only larger or smaller."""
    return (
        previous is not None
        and previous.scene is picture.scene
        and previous.emphasis is picture.emphasis
        and previous.camera.scale != picture.camera.scale
        and previous.camera.size_px == picture.camera.size_px
    )


def _zoomed(
    picture: NetworkPicture, previous: NetworkPicture, ground: Ground, names: Standings, most: int
) -> Standing | None:
    """Keep names on their side of their nodes while the view zooms, as long as there is room."""
    if not is_zoom_of(picture, previous) or len(picture.scene.drawn_nodes) <= FEW_NODES:
        return None
    if previous.insets != picture.insets:
        return None
    rank = {node: i for i, node in enumerate(names.nodes)}
    last = round(_OUTRANKED * most)
    labels = [
        label
        for label in previous.labels
        if names.roles.get(label.node) == label.role
        and label.line is None
        and label.place < N_SIDES
        and rank[label.node] < last
    ]
    if not labels:
        return Standing((), may_move=False)
    labels.sort(key=lambda label: rank[label.node])
    boxes = _at_their_sides(labels, names)
    free = clear_of_others(boxes, np.array([label.node for label in labels]), ground)
    out = ground.is_out(boxes)
    stays: list[LabelMark] = []
    taken = np.empty((len(labels), 4))
    for label, box, is_free in zip(labels, boxes, (free & ~out).tolist(), strict=True):
        if is_free and not hits(box, taken[: len(stays)]).any():
            taken[len(stays)] = box
            stays.append(_put(label, float(box[0]), float(box[1])))
    return Standing(tuple(stays), may_move=False)


def _at_their_sides(labels: Sequence[LabelMark], names: Standings) -> Boxes:
    nodes = np.empty((len(labels), 5))
    for i, label in enumerate(labels):
        nodes[i, :2], nodes[i, 2:] = names.place_and_reach(label.node)
    sizes = np.array([(label.width_px, label.height_px) for label in labels])
    around = boxes_around(nodes, sizes)
    return np.asarray(around[np.arange(len(labels)), [label.place for label in labels]])


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
    return _put(label, label.x_px + dx, label.y_px + dy, line)


def _put(
    label: LabelMark,
    x_px: float,
    y_px: float,
    line: tuple[float, float, float, float] | None = None,
) -> LabelMark:
    """Return a name at another place; `replace` would take most of the time of a frame's names."""
    return LabelMark(
        label.node, label.lines, label.role, label.place, label.alignment, x_px, y_px,
        label.width_px, label.height_px, label.colour, label.opacity, label.is_elided, label.form,
        line, label.has_ground,
    )  # fmt: skip


def _box(label: LabelMark) -> tuple[float, float, float, float]:
    return label.x_px, label.y_px, label.x_px + label.width_px, label.y_px + label.height_px
