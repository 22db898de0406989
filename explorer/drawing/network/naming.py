"""Gives the nodes of a picture their names: words broken into lines, placed, and coloured."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from explorer.drawing.network.label_ground import FEW_NODES, RING_PX, ground_of
from explorer.drawing.network.label_places import CLAIMS, N_SIDES, Wanted
from explorer.drawing.network.labels import Placed, place_labels
from explorer.drawing.network.name_ranks import levels_of, marks_in_order, roles_of
from explorer.drawing.network.names_kept import is_zoom_of, kept_names
from explorer.drawing.network.picture import (
    Alignment,
    LabelMark,
    NetworkPicture,
    TextBox,
    TextBoxes,
)
from explorer.drawing.text import TextMeasure, TextRole, lines_of, short_of
from explorer.drawing.wording import node_words

_DIMMED = 0.58

#: How many names are tried for the places there are; the rest would hardly find one.
_TRIES_PER_LABEL = 2.5
#: While names stand, so many others are tried: the first, and some of the rest in turn.
_RETRIED_FIRST, _RETRIED_IN_TURN = 8, 16
_MOST_AMONG_HAIRLINES = 60
#: Over a crowd more names than this on so many pixels would hide what they name.
_OVER_CROWD, _OVER_CROWD_PX = 28, 1.26e6

#: Where lines of unequal length meet, by place: at the side of the node, or in the middle.
_ALIGNMENTS: tuple[Alignment, ...] = (
    "centre", "centre", "left", "right", "left", "right", "left", "right",
    "left", "right", "left", "right", "left", "right", "left", "right",
    "centre",
)  # fmt: skip


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
        over_crowd = picture.crowd is not None and picture.crowd.draws_nodes
        most = min(most, _most_over_crowd(picture) if over_crowd else _MOST_AMONG_HAIRLINES)
    before = () if previous is None else previous.labels
    names = _Names(
        picture, text, texts, round(most * _TRIES_PER_LABEL), {label.node for label in before}
    )
    ground = ground_of(picture, text)
    standing = kept_names(picture, previous, ground, names, most) if keeps else None
    kept = {} if standing is None else {label.node: label for label in standing.labels}
    wanted = names.nodes
    is_steady = standing is not None and not standing.may_move
    if is_steady and len(kept) >= most:
        # There is room for those alone that must be there.
        wanted = [node for node in wanted if node in kept or names.claims(node)]
    elif kept:
        retried = set(_retried([node for node in wanted if node not in kept], picture))
        wanted = [node for node in wanted if node in kept or node in retried]
    placed = place_labels(
        names.wanted(wanted, is_steady=is_steady),
        ground,
        last={label.node: label.place + N_SIDES * label.form for label in before},
        kept={node: _placed(label) for node, label in kept.items()},
        most=most,
        may_move=not is_steady,
        uneasy=frozenset() if standing is None else standing.cut,
        is_under_way=keeps and is_zoom_of(picture, previous),
    )
    marks = tuple(
        _mark(picture, p, names.roles[p.node], names.box_of(p, kept.get(p.node))) for p in placed
    )
    return replace(picture, labels=marks, texts=texts, measure=text)


def names_left_out(picture: NetworkPicture) -> int:
    """Return how many nodes in view have no name; 0 among many, where most have none."""
    if len(picture.scene.drawn_nodes) > FEW_NODES:
        return 0
    nodes, size = picture.nodes, np.array(picture.camera.size_px)
    seen = ((nodes.xy_px > 0) & (nodes.xy_px < size)).all(axis=1) & ~nodes.is_ghost
    named = [label.node for label in picture.labels]
    return int(np.count_nonzero(~np.isin(nodes.node[seen], named)))


def _most_over_crowd(picture: NetworkPicture) -> int:
    area_px = picture.camera.width_px * picture.camera.height_px
    return max(_OVER_CROWD, round(_OVER_CROWD * area_px / _OVER_CROWD_PX))


def _retried(unnamed: list[int], picture: NetworkPicture) -> list[int]:
    """Return which names without a place to try now: most of them found none a moment ago."""
    first, rest = unnamed[:_RETRIED_FIRST], unnamed[_RETRIED_FIRST:]
    if len(rest) <= _RETRIED_IN_TURN:
        return unnamed
    # By the camera, so that a pan comes to all of them, and one picture is always the same.
    camera = picture.camera
    begin = int(abs(camera.x + camera.y) * camera.scale) * _RETRIED_IN_TURN % len(rest)
    return first + (rest + rest)[begin : begin + _RETRIED_IN_TURN]


class _Names:
    """The names of the nodes that may be named, the most important first."""

    def __init__(
        self,
        picture: NetworkPicture,
        text: TextMeasure,
        texts: TextBoxes,
        most: int,
        named: set[int],
    ) -> None:
        self._picture, self._text, self._texts = picture, text, texts
        nodes = picture.nodes
        order = marks_in_order(picture, most, named)
        rows = nodes.node[order]
        self.nodes: list[int] = rows.tolist()
        self.roles = dict(zip(self.nodes, roles_of(picture, rows), strict=True))
        self._levels = dict(
            zip(self.nodes, levels_of(picture, rows, list(self.roles.values())), strict=True)
        )
        reach = picture.scene.reaches[nodes.glyph[order]] * nodes.diameter_px[order][:, None]
        if picture.has_rings:
            reach += np.where(nodes.is_selected[order], RING_PX, 0.0)[:, None]
        self._reach = dict(zip(self.nodes, reach.tolist(), strict=True))
        self._places = dict(zip(self.nodes, nodes.xy_px[order].tolist(), strict=True))

    def claims(self, node: int) -> bool:
        """Return whether the name of a node is shown whatever has to give way to it."""
        return bool(self._levels[node] >= CLAIMS)

    def place_and_reach(self, node: int) -> tuple[tuple[float, float], tuple[float, float, float]]:
        """Return where a node stands, and how far its glyph reaches, in pixels."""
        (x, y), (half, above, below) = self._places[node], self._reach[node]
        return (x, y), (half, above, below)

    def wanted(self, nodes: list[int], *, is_steady: bool) -> list[Wanted]:
        """Return the names of some of the nodes, with their other forms where there is room to.

        Parameters
        ----------
        is_steady
            Names that stand stay there: of the others few appear, and none far from its node.
        """
        is_crowd = len(self._picture.nodes) > FEW_NODES
        pointed = (self._picture.hovered, self._picture.current)
        result = []
        for node in nodes:
            level = self._levels[node]
            box = self._box(node, 0)
            insists = level >= CLAIMS
            narrow = self._other(node, 1, box) if insists or not is_crowd else None
            short = self._other(node, 2, narrow or box) if insists else None
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
                    short=None if short is None else (short.width_px, short.height_px),
                    level=level,
                    may_lead=not (is_crowd or is_steady) or insists or node in pointed,
                )
            )
        return result

    def box_of(self, placed: Placed, before: LabelMark | None) -> TextBox:
        """Return the words of a name in the form that found a place."""
        if before is not None and (before.width_px, before.form) == (placed.width_px, placed.form):
            return TextBox(before.lines, before.width_px, before.height_px, before.is_elided)
        return self._box(placed.node, placed.form)

    def _other(self, node: int, form: int, usual: TextBox) -> TextBox | None:
        """Return another form of a name if it is narrower."""
        box = self._box(node, form)
        return box if box.width_px < usual.width_px else None

    def _box(self, node: int, form: int) -> TextBox:
        role, text = self.roles[node], self._text
        box = self._texts.get((node, role, form))
        if box is None:
            words = node_words(self._picture.shown, node)
            lines: tuple[str, ...]
            if form == 2:
                line, is_elided = short_of(words, role, text)
                lines = (line,)
            else:
                lines, is_elided = lines_of(words, role, text, is_narrow=form == 1)
            width = max(text.width_px(line, role) for line in lines)
            box = TextBox(lines, width, text.line_px(role) * len(lines), is_elided)
            self._texts[node, role, form] = box
        return box


def _placed(label: LabelMark) -> Placed:
    return Placed(
        label.node,
        label.place,
        label.x_px,
        label.y_px,
        label.width_px,
        label.height_px,
        label.form,
        label.line,
    )


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
        alignment=_ALIGNMENTS[placed.place],
        x_px=placed.x_px,
        y_px=placed.y_px,
        width_px=box.width_px,
        height_px=box.height_px,
        colour="text_2" if role == "minor" else "text_1",
        opacity=_DIMMED if is_dimmed else 1.0,
        is_elided=box.is_elided,
        form=placed.form,
        line=placed.line,
        has_ground=picture.is_dense,
    )
