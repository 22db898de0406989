"""Places the links of a picture: rich ones one by one, many as hairlines."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from explorer.drawing.glyph_shape import rim_px
from explorer.drawing.network.camera import Camera
from explorer.drawing.network.emphasis import Emphasis
from explorer.drawing.network.picture import GiverLine, LinkMark, Stroke
from explorer.drawing.network.scene import DenseBucket, Scene
from explorer.model.dataset import Mask
from explorer.network.projection import LinkKind

#: Up to this many links in view are drawn rich; the selection's own may be as many again.
MOST_RICH = 100
MOST_RICH_LIT = 150
#: With more lit ties than this their numbers would cover each other.
_MOST_COUNTED = 30

_WIDTH_PX, _WIDTH_PER_DOUBLING_PX, _WIDEST_PX = 1.4, 2.1, 9.0
_WIDTH_ROOT = 0.6
_HOLLOW_PX = 5.0
_POSITION_PX = 1.1
_NESTING_PX = 1.4
_ARROW_BEFORE_RIM_PX = 4.0
_DIMMED = 0.20

#: Where on a tie its sign stands: in the middle, or a bit to either side, as shares of the tie.
_ALONG_TIE = (0.0, 0.1, -0.1, 0.18, -0.18, 0.25, -0.25)
_CLEAR_PX = 11.0

#: A name on a line that says who tells what would cut that line in two: as bad as several ties.
_GIVER_SHARE = 6.0


def tie_width_px(n: int, most: int) -> float:
    """Return the width of a tie behind which `n` interactions stand.

    Parameters
    ----------
    most
        Interactions behind the strongest tie of the store. Where that is so many that doublings
        would soon end at the widest line, widths grow by a root instead, up to the same width.
    """
    by_doubling = _WIDTH_PX + _WIDTH_PER_DOUBLING_PX * math.log2(max(1, n))
    if _WIDTH_PX + _WIDTH_PER_DOUBLING_PX * math.log2(max(1, most)) <= _WIDEST_PX:
        return by_doubling
    share = min(1.0, (max(1, n) - 1) / (most - 1))
    return _WIDTH_PX + (_WIDEST_PX - _WIDTH_PX) * math.pow(share, _WIDTH_ROOT)


def links_in_view(scene: Scene, camera: Camera) -> Mask:
    """Return which drawn links touch the view, shape (m,)."""
    x, y, width, height = camera.viewport
    left, top, right, bottom = scene.link_boxes
    seen = (right >= x) & (left <= x + width)
    seen &= (bottom >= y) & (top <= y + height)
    # A long slanted link may pass the view by though its box does not: then all four corners
    # of the view lie on one side of it.
    at = np.flatnonzero(seen)
    start, end = scene.arrangement.xy[scene.a[at]], scene.arrangement.xy[scene.b[at]]
    way = end - start
    sides = [
        way[:, 0] * (corner_y - start[:, 1]) - way[:, 1] * (corner_x - start[:, 0])
        for corner_x in (x, x + width)
        for corner_y in (y, y + height)
    ]
    seen[at] = (np.min(sides, axis=0) <= 0) & (np.max(sides, axis=0) >= 0)
    return np.asarray(seen, dtype=bool)


def rich_links(
    scene: Scene,
    camera: Camera,
    emphasis: Emphasis,
    chosen: npt.NDArray[np.int64],
    diameter_px: npt.NDArray[np.float64],
    touched: int,
) -> tuple[LinkMark, ...]:
    """Place some links in the rich style, in the order of painting: dimmed, plain, lit.

    Parameters
    ----------
    chosen
        Indexes among the drawn links.
    diameter_px : (n,) float64
        Of each node's glyph.
    touched
        Node under the pointer, whose links are shown at full opacity; -1 for none.
    """
    if not len(chosen):
        return ()
    a, b = scene.a[chosen], scene.b[chosen]
    starts, ends = camera.to_px(scene.arrangement.xy[a]), camera.to_px(scene.arrangement.xy[b])
    lit, kept = emphasis.is_lit[chosen], emphasis.is_kept[chosen]
    kept = kept | (a == touched) | (b == touched)
    opacity = np.where(kept | (not emphasis.is_dimming), 1.0, _DIMMED)
    order = np.lexsort((chosen, lit, opacity))
    direction = scene.shown.link_direction[scene.link[chosen]]
    differ = scene.shown.link_accounts_differ[scene.link[chosen]]
    n_lit = int(np.count_nonzero(lit))
    marks = []
    for i in order.tolist():
        at = int(chosen[i])
        marks.append(
            _mark(
                scene,
                at,
                (float(starts[i, 0]), float(starts[i, 1])),
                (float(ends[i, 0]), float(ends[i, 1])),
                (float(diameter_px[a[i]]), float(diameter_px[b[i]])),
                opacity=float(opacity[i]),
                is_lit=bool(lit[i]),
                direction=int(direction[i]),
                differ=bool(differ[i]),
                is_counted=n_lit <= _MOST_COUNTED,
            )
        )
    return _with_free_middles(tuple(marks))


def _mark(
    scene: Scene,
    at: int,
    start: tuple[float, float],
    end: tuple[float, float],
    diameters: tuple[float, float],
    *,
    opacity: float,
    is_lit: bool,
    direction: int,
    differ: bool,
    is_counted: bool,
) -> LinkMark:
    kind = LinkKind(int(scene.kind[at]))
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy) or 1.0
    control = None
    # The middle of what is seen of the link, between the rims of its two nodes.
    shift = (diameters[0] - diameters[1]) / 4 / length
    middle = (
        start[0] + dx * (0.5 + shift),
        start[1] + dy * (0.5 + shift),
    )
    bow = float(scene.bow_px[at])
    if bow:
        # The middle of a quadratic curve lies half way to its control point.
        across = (dy / length * bow, -dx / length * bow)
        control = (middle[0] + 2 * across[0], middle[1] + 2 * across[1])
        middle = (middle[0] + across[0], middle[1] + across[1])
    n = int(scene.n[at])
    is_hollow = bool(scene.is_hollow[at])
    colour, width, stroke = _style(kind, n, scene.network.largest_tie, is_hollow)
    arrow = None
    if direction and kind == LinkKind.TIE:
        tip, origin = (end, start) if direction > 0 else (start, end)
        node = scene.b[at] if direction > 0 else scene.a[at]
        diameter = diameters[1] if direction > 0 else diameters[0]
        arrow = _arrow(scene, int(node), diameter, tip, control or origin)
    return LinkMark(
        at=at,
        kind=kind,
        start=start,
        end=end,
        middle=middle,
        control=control,
        width_px=width,
        colour="accent" if is_lit else colour,
        opacity=opacity,
        is_hollow=is_hollow and stroke == "solid",
        stroke=stroke,
        arrow=arrow,
        count=n if is_lit and is_counted and n > 1 and kind == LinkKind.TIE else 0,
        has_split=differ and kind == LinkKind.TIE,
        is_lit=is_lit,
    )


def _with_free_middles(marks: tuple[LinkMark, ...]) -> tuple[LinkMark, ...]:
    """Move the signs on ties along them to where no other tie crosses, if there is such a place."""
    signed = [mark for mark in marks if mark.has_split or mark.count]
    if not signed or len(marks) > MOST_RICH:
        return marks
    moved: dict[int, LinkMark] = {}
    for mark in signed:
        if mark.control is not None:
            continue
        others, _ = label_segments(tuple(m for m in marks if m is not mark), ())
        way = (mark.end[0] - mark.start[0], mark.end[1] - mark.start[1])
        places = [
            (mark.middle[0] + way[0] * along, mark.middle[1] + way[1] * along)
            for along in _ALONG_TIE
        ]
        free = [point for point in places if _clearance(point, others) > _CLEAR_PX]
        if free and free[0] != mark.middle:
            moved[mark.at] = replace(mark, middle=free[0])
    return tuple(moved.get(mark.at, mark) for mark in marks)


def _clearance(point: tuple[float, float], pieces: npt.NDArray[np.float64]) -> float:
    """Return the distance of a point from the nearest of some straight pieces."""
    if not len(pieces):
        return math.inf
    start, way = pieces[:, :2], pieces[:, 2:] - pieces[:, :2]
    to = np.array(point) - start
    square = np.maximum((way * way).sum(axis=1), 1e-9)
    t = np.clip((to * way).sum(axis=1) / square, 0.0, 1.0)[:, None]
    return float(np.hypot(*(to - t * way).T).min())


def _style(kind: LinkKind, n: int, most: int, is_hollow: bool) -> tuple[str, float, Stroke]:
    if kind == LinkKind.RELATION:
        return "position", _POSITION_PX, "dashed"
    if kind == LinkKind.NESTING:
        return "tie", _NESTING_PX, "dotted"
    width = tie_width_px(n, most)
    # Two lines with canvas between them need room, whatever their number says.
    return "tie", max(_HOLLOW_PX, width) if is_hollow else width, "solid"


def _arrow(
    scene: Scene,
    node: int,
    diameter_px: float,
    tip: tuple[float, float],
    origin: tuple[float, float],
) -> tuple[float, float, float, float] | None:
    dx, dy = tip[0] - origin[0], tip[1] - origin[1]
    length = math.hypot(dx, dy)
    rim = rim_px(scene.glyphs[int(scene.glyph[node])], diameter_px, -dx, -dy)
    back = rim + _ARROW_BEFORE_RIM_PX
    if length < back + 14:
        return None
    ux, uy = dx / length, dy / length
    return tip[0] - ux * back, tip[1] - uy * back, ux, uy


def giver_lines(
    scene: Scene,
    camera: Camera,
    emphasis: Emphasis,
    links: tuple[LinkMark, ...],
    corner: tuple[float, float] | None,
) -> tuple[GiverLine, ...]:
    """Return the dotted lines from the sign of differing accounts to those who give them.

    Parameters
    ----------
    corner
        Where the sign stands if it stands at a node.
    """
    start = corner
    for mark in links:
        if mark.at == emphasis.disc_link:
            start = mark.middle
    if start is None or not emphasis.givers:
        return ()
    drawn = [g for g in emphasis.givers if scene.is_drawn[g]]
    ends = camera.to_px(scene.arrangement.xy[drawn].reshape(-1, 2))
    return tuple(GiverLine(start, (float(x), float(y))) for x, y in ends.tolist())


def lit_hairlines(scene: Scene, emphasis: Emphasis) -> DenseBucket | None:
    """Return the lit links as hairlines, for a hub with more than can be drawn rich."""
    at = np.flatnonzero(emphasis.is_lit)
    if not len(at):
        return None
    xy = scene.arrangement.xy
    ends = np.concatenate([xy[scene.a[at]], xy[scene.b[at]]], axis=1)
    return DenseBucket("accent", 0.6, scene.link[at], ends)


def label_segments(
    links: tuple[LinkMark, ...], givers: tuple[GiverLine, ...]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return rich links as straight pieces for the placing of names, and each piece's share."""
    pieces: list[tuple[float, float, float, float]] = []
    share: list[float] = []
    for mark in links:
        if mark.control is None:
            pieces.append((*mark.start, *mark.end))
            share.append(1.0)
        else:
            pieces.append((*mark.start, *mark.middle))
            pieces.append((*mark.middle, *mark.end))
            share += [0.5, 0.5]
    for line in givers:
        pieces.append((*line.start, *line.end))
        share.append(_GIVER_SHARE)
    return np.array(pieces, dtype=np.float64).reshape(-1, 4), np.array(share, dtype=np.float64)
