"""The network as a picture: everything placed in pixels, nothing painted yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from explorer.drawing.glyph_shape import Glyph
from explorer.drawing.network.camera import Camera, Insets
from explorer.drawing.network.crowding import CrowdPart
from explorer.drawing.network.emphasis import Emphasis
from explorer.drawing.network.scene import DenseBucket, Scene
from explorer.drawing.text import TextMeasure, TextRole
from explorer.model.dataset import Mask, Rows
from explorer.network.projection import LinkKind, ShownNetwork

Stroke = Literal["solid", "dashed", "dotted"]
Alignment = Literal["left", "centre", "right"]


@dataclass(frozen=True, eq=False)
class NodeMarks:
    """Nodes in view, in the order of painting; arrays of shape (k,).

    Attributes
    ----------
    node : int32
        Rows of the network.
    xy_px : (k, 2) float64
    diameter_px : float64
        Nominal diameter of the glyph.
    glyph : int32
        Index into `NetworkPicture.glyphs`.
    opacity : float64
    is_hollow, is_ghost, is_selected, is_pinned, has_split : bool
        `has_split`: accounts of this interaction differ.
    """

    node: Rows
    xy_px: npt.NDArray[np.float64]
    diameter_px: npt.NDArray[np.float64]
    glyph: npt.NDArray[np.int32]
    opacity: npt.NDArray[np.float64]
    is_hollow: Mask
    is_ghost: Mask
    is_selected: Mask
    is_pinned: Mask
    has_split: Mask

    def __len__(self) -> int:
        return len(self.node)


@dataclass(frozen=True, slots=True)
class LinkMark:
    """One link in the rich style.

    Attributes
    ----------
    at
        Index among the scene's drawn links.
    start, end, middle : (x, y) in pixels
    control
        Control point of a quadratic curve, None for a straight line.
    colour
        Colour key of the theme.
    arrow
        Tip and direction (dx, dy of length 1) of an arrowhead, None where there is none.
    count
        Number on a disc at the middle, 0 for none.
    has_split
        Whether the sign of differing accounts stands at the middle.
    """

    at: int
    kind: LinkKind
    start: tuple[float, float]
    end: tuple[float, float]
    middle: tuple[float, float]
    control: tuple[float, float] | None
    width_px: float
    colour: str
    opacity: float
    is_hollow: bool
    stroke: Stroke
    arrow: tuple[float, float, float, float] | None
    count: int
    has_split: bool
    is_lit: bool


@dataclass(frozen=True, slots=True)
class GiverLine:
    """A dotted line from the sign of differing accounts to someone who gives one."""

    start: tuple[float, float]
    end: tuple[float, float]


@dataclass(frozen=True, slots=True)
class LabelMark:
    """A name at its place.

    Attributes
    ----------
    lines
        One or two lines, ready for display.
    place
        Which of the places around the node, or apart from it; see `label_places`.
    form
        Which form of the name: as usual, in two lines for want of room, cut short.
    alignment
        Where lines of unequal length meet in the box: at the side of the node, or the middle.
    x_px, y_px, width_px, height_px
        The box.
    line
        Start and end of the line that leads to a name apart from its node.
    has_ground
        Whether it stands on a ground that lets little of what lies below shine through.
    """

    node: int
    lines: tuple[str, ...]
    role: TextRole
    place: int
    alignment: Alignment
    x_px: float
    y_px: float
    width_px: float
    height_px: float
    colour: str
    opacity: float
    is_elided: bool
    form: int = 0
    line: tuple[float, float, float, float] | None = None
    has_ground: bool = False


@dataclass(frozen=True, slots=True)
class TextBox:
    """A name broken into lines and measured."""

    lines: tuple[str, ...]
    width_px: float
    height_px: float
    is_elided: bool


#: Names already measured, by node, role and form.
TextBoxes = dict[tuple[int, TextRole, int], TextBox]


@dataclass(frozen=True, eq=False)
class NetworkPicture:
    """All that a painter needs, and what picking and the next picture look up.

    Attributes
    ----------
    insets
        Edges that names keep clear of.
    dense
        Links as hairlines, in layout units; empty where they are few and drawn as `links`.
    dense_opacity
        Factor on the opacity of `dense` (below 1 while something is selected).
    dense_lit
        Links of the selection that are too many for the rich style, in layout units.
    hovered, current
        Node row under the pointer, and the keyboard's; -1 for none.
    crowd
        What the raster draws under all else, None where links are few.
    has_rings
        Whether selection, hover and keyboard are marked by rings.
    facts_key
        What of the view's facts the emphasis was made from.
    texts, measure
        Names already broken into lines, and by which measure; for the next picture.
    """

    scene: Scene
    camera: Camera
    insets: Insets
    emphasis: Emphasis
    glyphs: tuple[Glyph, ...]
    nodes: NodeMarks
    links: tuple[LinkMark, ...]
    dense: tuple[DenseBucket, ...]
    dense_opacity: float
    dense_lit: DenseBucket | None
    giver_lines: tuple[GiverLine, ...]
    labels: tuple[LabelMark, ...]
    hovered: int
    current: int
    has_rings: bool
    facts_key: tuple[object, ...]
    texts: TextBoxes = field(repr=False)
    measure: TextMeasure | None = field(default=None, repr=False)
    crowd: CrowdPart | None = None

    @property
    def shown(self) -> ShownNetwork:
        """The network that is drawn."""
        return self.scene.shown

    @property
    def is_dense(self) -> bool:
        """Whether links are drawn as hairlines."""
        return bool(self.dense) or self.crowd is not None
