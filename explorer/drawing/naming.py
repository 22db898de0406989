"""Which nodes get their name in a picture, in which order, and how it looks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from explorer.drawing.camera import Insets
from explorer.drawing.glyph_shape import reaches
from explorer.drawing.labels import Ground, Placed, Wanted, place_labels
from explorer.drawing.link_marks import label_segments
from explorer.drawing.network_picture import Alignment, LabelMark, NetworkPicture, TextBox
from explorer.drawing.text import TextMeasure, TextRole, lines_of
from explorer.drawing.wording import node_words

_DIMMED = 0.58
_BOLD_FROM = 3
#: Above this many named nodes in view the boldness goes to a share of them instead.
_FEW = 150
_BOLD_SHARE = 0.05

#: How many names are tried for the places there are; the rest would hardly find one.
_TRIES_PER_LABEL = 3
#: Smaller glyphs may lie under a name where there are very many.
_OBSTACLE_FROM_PX = 13.0
_DISC_PX = 10.0
_RING_PX = 5.4
_VIEW_MARGIN_PX = 4.0

_ALIGNMENTS: tuple[Alignment, ...] = (
    "centre",
    "centre",
    "left",
    "right",
    "left",
    "right",
    "left",
    "right",
)


def with_labels(
    picture: NetworkPicture,
    text: TextMeasure,
    previous: NetworkPicture | None,
    insets: Insets,
    most: int,
) -> NetworkPicture:
    """Return the picture with names; they stand where they stood in the previous one if free."""
    texts: dict[tuple[int, TextRole], TextBox] = {}
    if (
        previous is not None
        and previous.measure is text
        and previous.scene.network is picture.scene.network
    ):
        texts = previous.texts
    candidates = _in_order(picture, most * _TRIES_PER_LABEL)
    roles = _roles(picture, candidates)
    index = {int(node): i for i, node in enumerate(picture.nodes.node.tolist())}
    reach = reaches(picture.glyphs)
    wanted: list[Wanted] = []
    boxes: dict[int, tuple[TextRole, TextBox]] = {}
    for node, role in zip(candidates.tolist(), roles, strict=True):
        box = _box(picture, node, role, text, texts)
        if not box.lines:
            continue
        i = index[node]
        x, y = picture.nodes.xy_px[i].tolist()
        glyph_reach = reach[picture.nodes.glyph[i]] * picture.nodes.diameter_px[i]
        ring = _RING_PX if picture.nodes.is_selected[i] and picture.has_rings else 0.0
        half, above, below = (float(r) + ring for r in glyph_reach)
        boxes[node] = (role, box)
        wanted.append(Wanted(node, x, y, (half, above, below), box.width_px, box.height_px))
    kept = _kept(picture, previous, boxes, index, wanted)
    held = {placed.node for placed, _, _ in kept}
    camera = picture.camera
    boxes_of_nodes, owners = _obstacles(picture, reach)
    segments, share = label_segments(picture.links, picture.giver_lines)
    ground = Ground(
        boxes=boxes_of_nodes,
        owner=owners,
        segments=segments,
        share=share,
        view=(
            insets.left_px + _VIEW_MARGIN_PX,
            insets.top_px + _VIEW_MARGIN_PX,
            camera.width_px - insets.right_px - _VIEW_MARGIN_PX,
            camera.height_px - insets.bottom_px - _VIEW_MARGIN_PX,
        ),
    )
    last = {} if previous is None else {label.node: label.place for label in previous.labels}
    placed = [p for p, _, _ in kept] + place_labels(
        [w for w in wanted if w.node not in held], ground, last=last, kept=kept, most=most
    )
    marks = tuple(_mark(picture, p, *boxes[p.node], i=index[p.node]) for p in placed)
    return replace(picture, labels=marks, texts=texts, measure=text)


def _in_order(picture: NetworkPicture, most: int) -> npt.NDArray[np.int32]:
    """Return nodes that may be named: selected, neighbours, pinned, then size and id."""
    nodes, emphasis = picture.nodes, picture.emphasis
    rows = nodes.node[~nodes.is_ghost]
    xy = nodes.xy_px[~nodes.is_ghost]
    camera = picture.camera
    seen = (xy[:, 0] > 0) & (xy[:, 0] < camera.width_px)
    seen &= (xy[:, 1] > 0) & (xy[:, 1] < camera.height_px)
    rows = rows[seen]
    is_first = emphasis.is_selected[rows] | (rows == picture.hovered) | (rows == picture.current)
    near = emphasis.is_near[rows] & emphasis.is_dimming
    pinned = picture.scene.arrangement.is_pinned[rows]
    order = np.lexsort((picture.scene.importance[rows], ~pinned, ~near, ~is_first))
    return rows[order][:most]


def _roles(picture: NetworkPicture, rows: npt.NDArray[np.int32]) -> list[TextRole]:
    scene = picture.scene
    n = scene.n_behind[rows]
    is_actor = ~scene.network.is_interaction[rows]
    actors = int(np.count_nonzero(~picture.nodes.is_ghost))
    if actors <= _FEW:
        is_bold = n >= _BOLD_FROM
    else:
        is_bold = np.arange(len(rows)) < max(1, round(_BOLD_SHARE * len(rows)))
    is_bold = (is_bold | picture.emphasis.is_selected[rows]) & is_actor
    return [
        "strong" if bold else "name" if actor else "minor"
        for bold, actor in zip(is_bold.tolist(), is_actor.tolist(), strict=True)
    ]


def _box(
    picture: NetworkPicture,
    node: int,
    role: TextRole,
    text: TextMeasure,
    texts: dict[tuple[int, TextRole], TextBox],
) -> TextBox:
    box = texts.get((node, role))
    if box is None:
        lines, is_elided = lines_of(node_words(picture.shown, node), role, text)
        width = max((text.width_px(line, role) for line in lines), default=0.0)
        box = TextBox(lines, width, text.line_px(role) * len(lines), is_elided)
        texts[node, role] = box
    return box


def _kept(
    picture: NetworkPicture,
    previous: NetworkPicture | None,
    boxes: dict[int, tuple[TextRole, TextBox]],
    index: dict[int, int],
    wanted: list[Wanted],
) -> list[tuple[Placed, float, float]]:
    """While only the camera moves sideways all names move with it, none is placed anew."""
    if previous is None or previous.scene is not picture.scene:
        return []
    if previous.emphasis is not picture.emphasis or previous.camera.scale != picture.camera.scale:
        return []
    if previous.camera == picture.camera:
        dx = dy = 0.0
    else:
        dx = (previous.camera.x - picture.camera.x) * picture.camera.scale
        dy = (previous.camera.y - picture.camera.y) * picture.camera.scale
        dx += (picture.camera.width_px - previous.camera.width_px) / 2
        dy += (picture.camera.height_px - previous.camera.height_px) / 2
    kept = []
    for label in previous.labels:
        if label.node not in index or label.node not in boxes:
            continue
        if boxes[label.node][0] != label.role:
            continue
        place = Placed(label.node, label.place, label.x_px + dx, label.y_px + dy)
        kept.append((place, label.width_px, label.height_px))
    return kept


def _obstacles(
    picture: NetworkPicture, reach: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    nodes = picture.nodes
    solid = ~nodes.is_ghost
    if int(np.count_nonzero(solid)) > _FEW:
        solid &= (nodes.diameter_px >= _OBSTACLE_FROM_PX) | nodes.is_selected
    half = reach[nodes.glyph[solid]] * nodes.diameter_px[solid][:, None]
    half += np.where(nodes.is_selected[solid] & picture.has_rings, _RING_PX, 0.0)[:, None]
    x, y = nodes.xy_px[solid, 0], nodes.xy_px[solid, 1]
    boxes = np.stack([x - half[:, 0], y - half[:, 1], x + half[:, 0], y + half[:, 2]], axis=1)
    owners = nodes.node[solid].astype(np.int64)
    discs = [mark.middle for mark in picture.links if mark.count or mark.has_split]
    if discs:
        at = np.array(discs)
        boxes = np.concatenate([boxes, np.concatenate([at - _DISC_PX, at + _DISC_PX], axis=1)])
        owners = np.concatenate([owners, np.full(len(discs), -1, dtype=np.int64)])
    return boxes, owners


def _mark(
    picture: NetworkPicture, placed: Placed, role: TextRole, box: TextBox, *, i: int
) -> LabelMark:
    node = placed.node
    is_dimmed = picture.emphasis.is_dimming and not (
        picture.emphasis.is_near[node] or node in (picture.hovered, picture.current)
    )
    return LabelMark(
        node=node,
        lines=box.lines,
        role=role,
        place=placed.place,
        alignment=_ALIGNMENTS[placed.place],
        x_px=placed.x_px,
        y_px=placed.y_px,
        width_px=box.width_px,
        height_px=box.height_px,
        colour="text_2" if role == "minor" else "text_1",
        opacity=_DIMMED if is_dimmed else 1.0,
        is_elided=box.is_elided,
    )
