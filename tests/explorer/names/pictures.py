"""Pictures of a store at any size of window and text, and what is wrong with their names."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from explorer.drawing.glyph_shape import reaches
from explorer.drawing.network.camera import Insets
from explorer.drawing.network.framing import fitting_camera
from explorer.drawing.network.scene import prepare
from explorer.drawing.network.signs import count_box
from explorer.drawing.network.styling import compose
from explorer.model.view import ViewFacts
from explorer.network.arrangement import Arrangement, arrange
from explorer.network.filters import show
from explorer.network.projection import Network, ShownNetwork, show_network
from tests.explorer.plain_measure import PlainMeasure

if TYPE_CHECKING:
    from explorer.drawing.network.picture import NetworkPicture
    from explorer.drawing.text import TextMeasure, TextRole
    from explorer.session import Session

LEGEND = Insets(bottom_px=30.0)


class LargeMeasure:
    """Text as wide and high as the plain measure says, times a factor."""

    def __init__(self, factor: float) -> None:
        self._factor, self._plain = factor, PlainMeasure()

    def width_px(self, text: str, role: TextRole) -> float:
        return self._plain.width_px(text, role) * self._factor

    def line_px(self, role: TextRole) -> float:
        return self._plain.line_px(role) * self._factor


@lru_cache(maxsize=8)
def arranged(network: Network) -> Arrangement:
    """Lay a network out once for all tests."""
    return arrange(network)


class Easel:
    """Draws a store again and again, as a window does: each picture knows the one before."""

    def __init__(
        self,
        session: Session,
        size: tuple[float, float] = (664.0, 445.0),
        text_scale: float = 1.0,
        **facts: object,
    ) -> None:
        self.facts = ViewFacts(**facts)  # type: ignore[arg-type]
        self.text = LargeMeasure(text_scale)
        network = session.network(self.facts.projection)
        self.shown: ShownNetwork = show_network(
            network, show(session.dataset), show_positions=self.facts.show_positions
        )
        self.arrangement = arranged(network)
        scene = prepare(self.shown, self.arrangement)
        self.camera = fitting_camera(scene, *size, self.text, insets=LEGEND)
        self.last: NetworkPicture | None = None

    def picture(self, *, anew: bool = False, **how: object) -> NetworkPicture:
        """Draw; `anew` as if nothing had been drawn before."""
        self.last = compose(
            self.shown,
            self.arrangement,
            self.camera,
            self.facts,
            self.text,
            previous=None if anew else self.last,
            insets=LEGEND,
            **how,  # type: ignore[arg-type]
        )
        return self.last


def name_boxes(picture: NetworkPicture) -> np.ndarray:
    """Left, top, right, bottom of each name."""
    boxes = [
        (label.x_px, label.y_px, label.x_px + label.width_px, label.y_px + label.height_px)
        for label in picture.labels
    ]
    return np.array(boxes).reshape(-1, 4)


def glyph_boxes(picture: NetworkPicture) -> np.ndarray:
    """Left, top, right, bottom of each glyph."""
    nodes = picture.nodes
    half = reaches(picture.glyphs)[nodes.glyph] * nodes.diameter_px[:, None]
    x, y = nodes.xy_px.T
    return np.stack([x - half[:, 0], y - half[:, 1], x + half[:, 0], y + half[:, 2]], axis=1)


def overlap(boxes: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Which boxes lie on which others by more than the thousandth of a pixel, (n, k)."""
    a, b = boxes[:, None], others[None]
    wide = np.minimum(a[..., 2], b[..., 2]) - np.maximum(a[..., 0], b[..., 0])
    high = np.minimum(a[..., 3], b[..., 3]) - np.maximum(a[..., 1], b[..., 1])
    return (wide > 1e-3) & (high > 1e-3)


def faults(picture: NetworkPicture, text: TextMeasure) -> list[str]:
    """Say which names lie on what; empty for a sound picture. No glyph counts as small."""
    names, glyphs = name_boxes(picture), glyph_boxes(picture)
    words = [" ".join(label.lines) for label in picture.labels]
    found = []
    solid = ~picture.nodes.is_ghost
    for i, j in zip(*(overlap(names, glyphs) & solid[None]).nonzero(), strict=True):
        found.append(f"{words[i]} on the glyph of row {picture.nodes.node[j]}")
    on_name = np.triu(overlap(names, names), 1)
    found += [f"{words[i]} on {words[j]}" for i, j in zip(*on_name.nonzero(), strict=True)]
    counts = [count_box(m, text.line_px("minor")) for m in picture.links if m.count]
    discs = [(m.middle[0] - 8, m.middle[1] - 8, m.middle[0] + 8, m.middle[1] + 8)
             for m in picture.links if m.has_split]  # fmt: skip
    for signs in (counts, discs):
        on_sign = overlap(names, np.array(signs).reshape(-1, 4))
        found += [f"{words[i]} on a sign" for i in on_sign.any(axis=1).nonzero()[0].tolist()]
    width, height = picture.camera.size_px
    out = (names[:, :2] < 0).any(axis=1) | (names[:, 2] > width) | (names[:, 3] > height)
    found += [f"{words[i]} out of the view" for i in out.nonzero()[0].tolist()]
    return found


def in_view(picture: NetworkPicture) -> set[int]:
    """Rows of the nodes whose middle is in the view."""
    nodes, size = picture.nodes, picture.camera.size_px
    inside = ((nodes.xy_px > 0) & (nodes.xy_px < size)).all(axis=1) & ~nodes.is_ghost
    return set(nodes.node[inside].tolist())


def named(picture: NetworkPicture) -> set[int]:
    """Rows of the nodes that have their name."""
    return {label.node for label in picture.labels}
