"""What the legend of a page lists: only signs that occur, then the unconnected actors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from explorer.drawing.glyph_shape import Glyph
from explorer.drawing.network.legend import LegendEntry, legend_entries
from explorer.drawing.network.link_marks import tie_width_px
from explorer.drawing.network.scene import Scene
from explorer.model.plain_text import shown_line
from explorer.network.projection import LinkKind

#: So many widths of ties are shown; of more the smallest, the largest and two between.
_MOST_WIDTHS = 4
_LINES = frozenset({"tie", "hollow", "arrow", "position", "nesting", "split"})


@dataclass(frozen=True)
class LegendRow:
    """A sign and its words.

    Attributes
    ----------
    is_hollow
        The glyph is drawn as that of an actor without a name.
    """

    entry: LegendEntry
    words: str
    is_hollow: bool = False


@dataclass(frozen=True)
class LegendGroup:
    """Rows under a heading, which may be empty."""

    heading: str
    rows: tuple[LegendRow, ...]


def legend_groups(scene: Scene, *, is_dense: bool = False) -> tuple[LegendGroup, ...]:
    """Return the groups of a legend, none of them empty.

    Parameters
    ----------
    is_dense
        Ties are drawn as hairlines: their widths mean nothing.
    """
    entries = legend_entries(scene, is_dense=is_dense)
    is_bipartite = scene.network.projection == "interactions"
    of_actors = ("actor", "unnamed", "community", "hue")
    actors = [LegendRow(e, e.words) for e in entries if e.sign in of_actors]
    families = [
        LegendRow(e, words[:1].upper() + words[1:])
        for e in entries
        if e.sign in ("family", "undated") and (words := e.detail or e.words)
    ]
    lines = [] if is_bipartite or is_dense else _widths(scene)
    for entry in entries:
        if entry.sign in _LINES and entry.sign != "tie":
            words = entry.detail or entry.words
            words = _relation_words(scene) if entry.sign == "position" else words
            lines.append(LegendRow(entry, words))
    has_widths = any(row.entry.sign == "tie" for row in lines)
    groups = (
        LegendGroup("", tuple(actors)),
        LegendGroup("Interactions", tuple(families)),
        LegendGroup("Interactions shared" if has_widths else "Lines", tuple(lines)),
        LegendGroup("Unconnected", tuple(_unconnected(scene))),
    )
    return tuple(group for group in groups if group.rows)


def _widths(scene: Scene) -> list[LegendRow]:
    n = scene.n[(scene.kind == LinkKind.TIE) & ~scene.is_hollow]
    present, most = [int(value) for value in np.unique(n)], scene.network.largest_tie
    if len(present) > _MOST_WIDTHS:
        at = np.linspace(0, len(present) - 1, _MOST_WIDTHS).round().astype(int)
        present = [present[i] for i in at.tolist()]
    return [
        LegendRow(LegendEntry("tie", f"{k:,}", width_px=tie_width_px(k, most), n=k), f"{k:,}")
        for k in present
    ]


def _relation_words(scene: Scene) -> str:
    """Say what the dashed lines stand for."""
    c = scene.network.dataset.columns
    rows = scene.network.link_row[scene.link[scene.kind == LinkKind.RELATION]]
    families = {c.relation_kinds[int(i)].family for i in np.unique(c.relation_kind[rows])}
    if families <= {"position"}:
        return "position"
    if families <= {"membership"}:
        return "part of"
    if families <= {"position", "membership"}:
        return "position or part of"
    return "position or other relation" if "position" in families else "lasting relation"


def _unconnected(scene: Scene) -> list[LegendRow]:
    """List the actors with neither a tie nor a position, those with most interactions first."""
    if scene.network.projection == "interactions":
        return []
    dataset, c = scene.network.dataset, scene.network.dataset.columns
    rows = sorted(scene.unconnected.tolist(), key=lambda row: int(scene.importance[row]))
    listed = []
    for row in rows:
        glyph = Glyph(dataset.actor_kind(row))
        name = shown_line(dataset.actor_name(row), 120)
        is_hollow = bool(c.actor_is_unnamed[row])
        listed.append(LegendRow(LegendEntry("actor", name, glyph=glyph), name, is_hollow))
    return listed
