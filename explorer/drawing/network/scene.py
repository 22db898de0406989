"""What of a network is drawn, and how large: all that does not depend on camera or selection."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from explorer.drawing.glyph_shape import Glyph, reaches
from explorer.drawing.network.link_geometry import link_geometry
from explorer.drawing.network.pairs import pairs_of
from explorer.model.dataset import Mask, Rows
from explorer.network.arrangement import Arrangement
from explorer.network.projection import LinkKind, Network, ShownNetwork

#: Above this many nodes the filtered-out ones are not kept as ghosts.
MOST_FOR_GHOSTS = 2_000

#: Long links are drawn fainter by this factor.
_LONG_OPACITY = 0.5

_SMALLEST_PX, _LARGEST_PX, _INTERACTION_PX = 16.0, 42.0, 25.0


@dataclass(frozen=True, eq=False)
class DenseBucket:
    """Links that are drawn alike, as hairlines.

    Attributes
    ----------
    xy : (m, 4) float64
        Both ends in layout units.
    opacity
        0..1, by how much lies behind the links.
    """

    colour: str
    opacity: float
    links: Rows
    xy: npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class NodeHues:
    """Colours of nodes where they are not those of their kinds.

    Attributes
    ----------
    keys
        Colour keys of the theme.
    index : (n,) uint8
        Which of them each node has.
    property_name, values
        Of colours that stand for a property: its name, and the value behind each of the first
        keys.
    """

    keys: tuple[str, ...]
    index: npt.NDArray[np.uint8]
    property_name: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Scene:
    """A shown network at its places.

    Attributes
    ----------
    is_drawn, is_ghost : (n,) bool
        Nodes drawn in full, and those drawn as a grey shade only.
    base_px : (n,) float64
        Diameter of each glyph at the scale at which the network is readable.
    n_behind : (n,) int64
        Shown interactions of each actor; 1 for interactions.
    glyphs, glyph
        The kinds of glyph, and which one each node has, shape (n,).
    link : (m,) int32
        The links that are drawn (rows of the network).
    hues
        Colours of actors instead of those of their kinds, None for none.
    """

    shown: ShownNetwork
    arrangement: Arrangement
    has_ghosts: bool
    is_drawn: Mask
    is_ghost: Mask
    base_px: npt.NDArray[np.float64]
    n_behind: npt.NDArray[np.int64]
    glyphs: tuple[Glyph, ...]
    glyph: npt.NDArray[np.int32]
    link: Rows
    hues: NodeHues | None = None

    @property
    def network(self) -> Network:
        """The network that is drawn."""
        return self.shown.network

    @cached_property
    def drawn_nodes(self) -> Rows:
        """Rows of the nodes drawn in full, the largest last."""
        rows = np.flatnonzero(self.is_drawn).astype(np.int32)
        return rows[np.argsort(_size_steps(self.base_px)[rows], kind="stable")]

    @cached_property
    def typical_px(self) -> float:
        """Median diameter of the nodes drawn in full, 0 if there are none."""
        drawn = self.drawn_nodes
        return float(self.base_px[drawn[len(drawn) // 2]]) if len(drawn) else 0.0

    @cached_property
    def unconnected(self) -> Rows:
        """Shown actors with neither a tie nor a position: counted beside the network."""
        return np.flatnonzero(self.shown.is_unconnected & ~self.network.is_interaction).astype(
            np.int32
        )

    @cached_property
    def reaches(self) -> npt.NDArray[np.float64]:
        """How far each kind of glyph reaches, in diameters: see `glyph_shape.reaches`."""
        return reaches(self.glyphs)

    @cached_property
    def a(self) -> Rows:
        """Node at which each drawn link begins."""
        return self.network.link_a[self.link]

    @cached_property
    def b(self) -> Rows:
        """Node at which each drawn link ends."""
        return self.network.link_b[self.link]

    @cached_property
    def bow_px(self) -> npt.NDArray[np.float64]:
        """Sideways offset of each drawn link's middle, to the left of the way from `a` to `b`."""
        return pairs_of(self.network).bows(self.shown.link_is_shown)[self.link]

    @cached_property
    def relations(self) -> npt.NDArray[np.int32]:
        """How many relations a drawn position stands for; 0 for other links."""
        return pairs_of(self.network).relations[self.link]

    @cached_property
    def kind(self) -> npt.NDArray[np.uint8]:
        """`LinkKind` of each drawn link."""
        return self.network.link_kind[self.link]

    @cached_property
    def n(self) -> npt.NDArray[np.int32]:
        """Interactions behind each drawn link."""
        return self.shown.link_n[self.link]

    @cached_property
    def is_hollow(self) -> Mask:
        """Whether everything behind a drawn link is uncertain."""
        return self.shown.link_is_hollow[self.link]

    @cached_property
    def importance(self) -> npt.NDArray[np.int64]:
        """Rank of each node for names: 0 is the first; size, then id."""
        ids = np.abs(self.network.node_key)
        by_id = np.arange(len(ids)) if (ids[1:] > ids[:-1]).all() else np.argsort(ids)
        steps = _size_steps(self.base_px)[by_id]
        order = by_id[np.argsort(steps.max(initial=0) - steps, kind="stable")]
        rank = np.empty(len(order), dtype=np.int64)
        rank[order] = np.arange(len(order))
        return rank

    @cached_property
    def link_boxes(self) -> npt.NDArray[np.float64]:
        """Left, top, right, bottom of each drawn link in layout units, shape (4, m)."""
        return link_geometry(self.arrangement).boxes[:, self.link]

    @cached_property
    def dense(self) -> tuple[DenseBucket, ...]:
        """The drawn links as hairlines in a few strengths, the faint ones first.

        Links much longer than most are fainter: that lifts groups out of the haze.
        """
        geometry = link_geometry(self.arrangement)
        is_long = geometry.is_long[self.link]
        is_tie = (self.kind == LinkKind.TIE) & ~self.is_hollow
        is_part = (self.kind == LinkKind.PARTICIPATION) & ~self.is_hollow
        is_position = self.kind == LinkKind.RELATION
        faint = ~is_position & ~is_part & (~is_tie | (self.n <= 1))
        middle = is_part | (is_tie & (self.n >= 2) & (self.n <= 4))
        strong = is_tie & (self.n >= 5)
        buckets = (
            ("position", 0.25 * _LONG_OPACITY, is_position & is_long),
            ("tie", 0.25 * _LONG_OPACITY, faint & is_long),
            ("tie", 0.45 * _LONG_OPACITY, middle & is_long),
            ("position", 0.25, is_position & ~is_long),
            ("tie", 0.25, faint & ~is_long),
            ("tie", 0.45, middle & ~is_long),
            ("tie", 0.70, strong),
        )
        return tuple(
            DenseBucket(colour, opacity, links, geometry.ends[links])
            for colour, opacity, mask in buckets
            if len(links := self.link[mask])
        )

    def place_of(self, node: int) -> tuple[float, float]:
        """Return a node's place in layout units."""
        return float(self.arrangement.xy[node, 0]), float(self.arrangement.xy[node, 1])


def prepare(
    shown: ShownNetwork,
    arrangement: Arrangement,
    *,
    ghosts: bool = True,
    hues: NodeHues | None = None,
) -> Scene:
    """Decide what is drawn. Cost is linear in nodes and links."""
    network = shown.network
    n = network.n_nodes
    unconnected = shown.is_unconnected
    is_drawn = shown.node_is_shown.copy()
    if network.projection == "ties":
        # Without tie and position an actor is counted beside the picture, not strewn over it.
        is_drawn &= ~unconnected
    ghosts = ghosts and n <= MOST_FOR_GHOSTS
    is_ghost = ~is_drawn & network.has_link if ghosts else np.zeros(n, dtype=bool)
    n_behind = _shown_interactions(shown)
    glyphs, glyph = _glyphs(network, hues)
    link = np.flatnonzero(shown.link_is_shown & ~pairs_of(network).is_spare).astype(np.int32)
    return Scene(
        shown=shown,
        arrangement=arrangement,
        has_ghosts=ghosts,
        is_drawn=is_drawn,
        is_ghost=is_ghost,
        base_px=_diameters(shown, n_behind),
        n_behind=n_behind,
        glyphs=glyphs,
        glyph=glyph,
        link=link,
        hues=hues,
    )


def _size_steps(size_px: npt.NDArray[np.float64]) -> npt.NDArray[np.uint16]:
    """Give sizes in steps of less than a thousandth of a pixel: short numbers sort in no time."""
    low = float(size_px.min(initial=np.inf))
    span = max(float(size_px.max(initial=0.0)) - low, 1e-9)
    return ((size_px - low) * (65_535 / span)).astype(np.uint16)


def _shown_interactions(shown: ShownNetwork) -> npt.NDArray[np.int64]:
    result = np.ones(shown.network.n_nodes, dtype=np.int64)
    result[: shown.network.dataset.n_actors] = shown.shown.n_behind
    return result


def _diameters(shown: ShownNetwork, n_behind: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Area grows with the interactions shown (or the measure chosen), by the largest of all."""
    network = shown.network
    behind = n_behind.astype(np.float64)
    largest = network.largest_measure
    if shown.actor_measure is not None:
        behind[: len(shown.actor_measure)] = shown.actor_measure
        largest = float(shown.actor_measure.max(initial=0.0)) or 1.0
    size = _SMALLEST_PX + (_LARGEST_PX - _SMALLEST_PX) * np.sqrt(behind / largest)
    return np.where(network.is_interaction, _INTERACTION_PX, size)


def _glyphs(
    network: Network, hues: NodeHues | None
) -> tuple[tuple[Glyph, ...], npt.NDArray[np.int32]]:
    c = network.dataset.columns
    keys = ("",) if hues is None else hues.keys
    glyphs = [Glyph(term.name, hue=key) for term in c.actor_kinds for key in keys]
    index = c.actor_kind.astype(np.int32) * len(keys)
    if hues is not None:
        index = index + hues.index[: len(index)]
    if network.projection == "interactions":
        glyphs += [Glyph(term.name, term.family or "other") for term in c.interaction_kinds]
        offset = len(c.actor_kinds) * len(keys)
        index = np.concatenate([index, c.interaction_kind.astype(np.int32) + offset])
    return tuple(glyphs), index.astype(np.int32)
