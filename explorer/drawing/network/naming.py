"""Which nodes get their name in a picture, in which order, and how it looks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from explorer.drawing.glyph_shape import reaches
from explorer.drawing.network.label_ground import FEW_NODES, RING_PX, ground_of
from explorer.drawing.network.label_places import N_SIDES, Ground, Wanted, clear_of_others
from explorer.drawing.network.labels import Placed, place_labels
from explorer.drawing.network.picture import (
    Alignment,
    LabelMark,
    NetworkPicture,
    TextBox,
    TextBoxes,
)
from explorer.drawing.text import TextMeasure, TextRole, lines_of
from explorer.drawing.wording import node_words

_DIMMED = 0.58
_BOLD_FROM = 3
#: Above this many drawn nodes the boldness goes to the largest of them instead.
_BOLD_SHARE, _BOLD_AT_LEAST = 0.002, 10

#: How many names are tried for the places there are; the rest would hardly find one.
_TRIES_PER_LABEL = 3
_RETRIED = 40
_MOST_AMONG_HAIRLINES = 60
#: So many selected names are shown even where they cover something.
_MOST_INSISTING = 4

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
    most: int,
    *,
    keeps: bool = True,
) -> NetworkPicture:
    """Return the picture with names; they stand where they stood in the previous one if free."""
    texts: TextBoxes = {}
    if (
        previous is not None
        and previous.measure is text
        and previous.scene.network is picture.scene.network
    ):
        texts = previous.texts
    if picture.is_dense:
        most = min(most, _MOST_AMONG_HAIRLINES)
    names = _Names(picture, text, texts, most * _TRIES_PER_LABEL)
    ground = ground_of(picture)
    kept = _kept(picture, previous, names, ground) if keeps else []
    held = {placed.node for placed, _, _ in kept}
    unnamed = [node for node in names.nodes if node not in held]
    if kept:
        # Most of these found no place a moment ago; the first of them may be new in the view.
        unnamed = unnamed[:_RETRIED]
    last = {} if previous is None else {label.node: label.place for label in previous.labels}
    placed = [p for p, _, _ in kept]
    placed += place_labels(names.wanted(unnamed), ground, last=last, kept=kept, most=most)
    marks = tuple(_mark(picture, p, names.roles[p.node], names.box_of(p)) for p in placed)
    return replace(picture, labels=marks, texts=texts, measure=text)


class _Names:
    """The names of the nodes that may be named, the most important first."""

    def __init__(
        self, picture: NetworkPicture, text: TextMeasure, texts: TextBoxes, most: int
    ) -> None:
        self._picture, self._text, self._texts = picture, text, texts
        nodes = picture.nodes
        order = _in_order(picture, most)
        self.nodes: list[int] = nodes.node[order].tolist()
        self.roles = dict(zip(self.nodes, _roles(picture, nodes.node[order]), strict=True))
        self._kept: dict[int, TextBox] = {}
        self._insists = {
            int(node)
            for node in nodes.node[nodes.is_selected].tolist()
            if int(nodes.is_selected.sum()) <= _MOST_INSISTING
        } | {picture.hovered, picture.current}
        reach = reaches(picture.glyphs)[nodes.glyph[order]] * nodes.diameter_px[order][:, None]
        if picture.has_rings:
            reach += np.where(nodes.is_selected[order], RING_PX, 0.0)[:, None]
        self._reach = dict(zip(self.nodes, reach.tolist(), strict=True))
        self._places = dict(zip(self.nodes, nodes.xy_px[order].tolist(), strict=True))

    def wanted(self, nodes: list[int]) -> list[Wanted]:
        """Return the names of some of the nodes, with a narrower form where there is room to."""
        is_crowd = len(self.nodes) > FEW_NODES
        is_dimming, near = self._picture.emphasis.is_dimming, self._picture.emphasis.is_near
        result = []
        for node in nodes:
            box = self._box(node, False)
            narrow = None if is_crowd else self._box(node, True)
            if narrow is not None and narrow.width_px >= box.width_px:
                narrow = None
            (x, y), (half, above, below) = self._places[node], self._reach[node]
            result.append(
                Wanted(
                    node,
                    x,
                    y,
                    (half, above, below),
                    box.width_px,
                    box.height_px,
                    narrow=None if narrow is None else (narrow.width_px, narrow.height_px),
                    is_lit=is_dimming and bool(near[node]),
                    insists=node in self._insists,
                )
            )
        return result

    def box_of(self, placed: Placed) -> TextBox:
        """Return the words of a name in the form that found a place."""
        kept = self._kept.get(placed.node)
        return kept or self._box(placed.node, placed.place >= N_SIDES)

    def keep(self, label: LabelMark) -> bool:
        """Take a name over as it is; return whether the node still has that name."""
        if self.roles.get(label.node) != label.role:
            return False
        self._kept[label.node] = TextBox(
            label.lines, label.width_px, label.height_px, label.is_elided
        )
        return True

    def release(self, node: int) -> None:
        """Forget the form that a name had: it is placed anew."""
        del self._kept[node]

    def _box(self, node: int, is_narrow: bool) -> TextBox:
        role, text = self.roles[node], self._text
        box = self._texts.get((node, role, is_narrow))
        if box is None:
            words = node_words(self._picture.shown, node)
            lines, is_elided = lines_of(words, role, text, is_narrow=is_narrow)
            width = max(text.width_px(line, role) for line in lines)
            box = TextBox(lines, width, text.line_px(role) * len(lines), is_elided)
            self._texts[node, role, is_narrow] = box
        return box


def _in_order(picture: NetworkPicture, most: int) -> npt.NDArray[np.int64]:
    """Return which marks may be named: selected, neighbours, pinned, then size and id."""
    nodes, emphasis, camera = picture.nodes, picture.emphasis, picture.camera
    x, y = nodes.xy_px[:, 0], nodes.xy_px[:, 1]
    seen = (x > 0) & (x < camera.width_px) & (y > 0) & (y < camera.height_px)
    at = np.flatnonzero(seen & ~nodes.is_ghost)
    rows = nodes.node[at]
    is_first = emphasis.is_selected[rows] | (rows == picture.hovered) | (rows == picture.current)
    near = emphasis.is_near[rows] & emphasis.is_dimming
    pinned = nodes.is_pinned[at]
    order = np.lexsort((picture.scene.importance[rows], ~pinned, ~near, ~is_first))
    return at[order][:most]


def _roles(picture: NetworkPicture, rows: npt.NDArray[np.int32]) -> list[TextRole]:
    scene = picture.scene
    is_actor = ~scene.network.is_interaction[rows]
    drawn = len(scene.drawn_nodes)
    if drawn <= FEW_NODES:
        is_bold = scene.n_behind[rows] >= _BOLD_FROM
    else:
        is_bold = scene.importance[rows] < max(_BOLD_AT_LEAST, round(_BOLD_SHARE * drawn))
    is_bold = (is_bold | picture.emphasis.is_selected[rows]) & is_actor
    return [
        "strong" if bold else "name" if actor else "minor"
        for bold, actor in zip(is_bold.tolist(), is_actor.tolist(), strict=True)
    ]


def _kept(
    picture: NetworkPicture,
    previous: NetworkPicture | None,
    names: _Names,
    ground: Ground,
) -> list[tuple[Placed, float, float]]:
    """Return the names that stay beside their nodes without being placed anew.

    While the camera only moves sideways that is all of them; in a large network also those of
    whoever is still there while filter or time window change, so that names do not dance.
    """
    if previous is None or previous.camera.scale != picture.camera.scale:
        return []
    if previous.insets != picture.insets or previous.camera.size_px != picture.camera.size_px:
        return []
    is_same = previous.scene is picture.scene and previous.emphasis is picture.emphasis
    if not is_same and (
        previous.scene.arrangement is not picture.scene.arrangement
        or len(picture.scene.drawn_nodes) <= FEW_NODES
        or previous.emphasis.is_dimming != picture.emphasis.is_dimming
    ):
        return []
    before, now = previous.camera, picture.camera
    dx, dy = (before.x - now.x) * now.scale, (before.y - now.y) * now.scale
    kept = [
        (
            Placed(label.node, label.place, label.x_px + dx, label.y_px + dy),
            label.width_px,
            label.height_px,
        )
        for label in previous.labels
        if names.keep(label)
    ]
    if is_same or not kept:
        return kept
    places = np.array([(p.x_px, p.y_px, p.x_px + w, p.y_px + h) for p, w, h in kept])
    is_free = clear_of_others(places, np.array([p.node for p, _, _ in kept]), ground)
    for (name, _, _), free in zip(kept, is_free.tolist(), strict=True):
        if not free:
            names.release(name.node)
    return [name for name, free in zip(kept, is_free.tolist(), strict=True) if free]


def _mark(picture: NetworkPicture, placed: Placed, role: TextRole, box: TextBox) -> LabelMark:
    node = placed.node
    is_dimmed = picture.emphasis.is_dimming and not (
        picture.emphasis.is_near[node] or node in (picture.hovered, picture.current)
    )
    return LabelMark(
        node=node,
        lines=box.lines,
        role=role,
        place=placed.place,
        alignment=_ALIGNMENTS[placed.place % N_SIDES],
        x_px=placed.x_px,
        y_px=placed.y_px,
        width_px=box.width_px,
        height_px=box.height_px,
        colour="text_2" if role == "minor" else "text_1",
        opacity=_DIMMED if is_dimmed else 1.0,
        is_elided=box.is_elided,
    )
