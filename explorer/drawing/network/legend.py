"""Which signs occur in a network picture: for the legend line and the snapshot's legend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from explorer.drawing.glyph_shape import Glyph
from explorer.drawing.network.link_marks import tie_width_px
from explorer.drawing.network.scene import NodeHues, Scene
from explorer.drawing.network.uncertainty import (
    behind_hollow_lines,
    behind_hollow_nodes,
    uncertainty_words,
)
from explorer.model.dataset import Mask
from explorer.model.plain_text import shown_line
from explorer.network.projection import LinkKind, ShownNetwork

Sign = Literal[
    "actor",
    "unnamed",
    "community",
    "hue",
    "family",
    "undated",
    "tie",
    "hollow",
    "arrow",
    "position",
    "nesting",
    "split",
]

#: Families in the order in which they are listed everywhere.
_FAMILIES = ("talk", "movement", "words", "deal", "force", "other")
_FAMILY_WORDS = {"deal": "agreement"}


@dataclass(frozen=True)
class LegendEntry:
    """One sign and what it means.

    Attributes
    ----------
    sign
        What is drawn.
    words
        In lower case but for kinds of actors, which are headings of their own.
    detail
        The same at length where there is room for it, else empty.
    glyph
        For `actor` and `family`.
    width_px
        For `tie`.
    n
        For `tie`: the interactions that this width stands for.
    hue
        For `hue`: a colour key.
    """

    sign: Sign
    words: str
    detail: str = ""
    glyph: Glyph | None = None
    width_px: float = 0.0
    n: int = 0
    hue: str = ""


def legend_entries(scene: Scene, *, is_dense: bool = False) -> tuple[LegendEntry, ...]:
    """Return an entry for each sign that occurs, in the order of a legend.

    Parameters
    ----------
    is_dense
        Ties are hairlines: their widths, hollows and arrows do not occur.
    """
    entries = list(actor_entries(scene.shown, scene.is_drawn, are_hues=scene.hues is None))
    if scene.hues is not None:
        entries += _hue_entries(scene.hues)
    network = scene.network
    if network.projection == "interactions":
        entries += _interaction_entries(scene)
    if is_dense:
        entries += _dense_entries(scene)
    else:
        entries += _rich_entries(scene)
    if _accounts_differ(scene) and not (is_dense and network.projection == "ties"):
        entries.append(LegendEntry("split", "accounts differ"))
    return tuple(entries)


def actor_entries(
    shown: ShownNetwork, is_drawn: Mask, *, are_hues: bool = True
) -> tuple[LegendEntry, ...]:
    """Return an entry for each kind of actor that is drawn, and one for those without a name.

    Parameters
    ----------
    are_hues
        Whether kinds have their own colours; else only their shapes tell them apart.
    """
    hue = "" if are_hues else "text_3"
    dataset = shown.network.dataset
    c = dataset.columns
    mask = is_drawn[: dataset.n_actors]
    present = set(np.unique(c.actor_kind[mask]).tolist())
    entries = [
        LegendEntry("actor", shown_line(term.label), glyph=Glyph(term.name, hue=hue))
        for i, term in enumerate(c.actor_kinds)
        if i in present
    ]
    if (np.asarray(c.actor_is_unnamed, dtype=bool) & mask).any():
        entries.append(LegendEntry("unnamed", "Without a name"))
    return tuple(entries)


def _hue_entries(hues: NodeHues) -> list[LegendEntry]:
    if not hues.property_name:
        return [LegendEntry("community", "colours: communities")]
    name = shown_line(hues.property_name, 40)
    return [
        LegendEntry(
            "hue",
            f"{name}: {shown_line(value, 40)}" if at == 0 else shown_line(value, 40),
            hue=hues.keys[at],
        )
        for at, value in enumerate(hues.values)
    ]


def _interaction_entries(scene: Scene) -> list[LegendEntry]:
    network, dataset = scene.network, scene.network.dataset
    drawn = network.is_interaction & scene.is_drawn
    glyphs = {scene.glyphs[i] for i in np.unique(scene.glyph[drawn]).tolist()}
    families = {glyph.family: glyph for glyph in sorted(glyphs, key=lambda g: g.kind)}
    order = [f for f in _FAMILIES if f in families] + sorted(set(families) - set(_FAMILIES))
    entries = [
        LegendEntry(
            "family", _FAMILY_WORDS.get(name) or name, glyph=Glyph(families[name].kind, name)
        )
        for name in order
    ]
    hollow = behind_hollow_nodes(scene)
    if hollow.any():
        kinds = uncertainty_words(scene, hollow, undated=True)
        undated = bool((~dataset.has_date[hollow]).any())
        words = "uncertain or no date" if undated else "uncertain"
        entries.append(LegendEntry("undated", *_uncertain(kinds, words), glyph=Glyph("", "talk")))
    return entries


def _rich_entries(scene: Scene) -> list[LegendEntry]:
    is_tie = scene.kind == LinkKind.TIE
    entries = _tie_entries(scene.n[is_tie & ~scene.is_hollow], scene.network.largest_tie)
    if scene.is_hollow.any():
        entries.append(LegendEntry("hollow", *_hollow_words(scene), width_px=5.0))
    if (is_tie & (scene.shown.link_direction[scene.link] != 0)).any():
        entries.append(LegendEntry("arrow", "speaker to addressee"))
    if (scene.kind == LinkKind.NESTING).any():
        entries.append(LegendEntry("nesting", "part of"))
    if (scene.kind == LinkKind.RELATION).any():
        entries.append(LegendEntry("position", "position"))
    return entries


def _dense_entries(scene: Scene) -> list[LegendEntry]:
    """Say how hairlines are read: they have neither width nor dashes."""
    if not (scene.kind == LinkKind.TIE).any():
        return []
    return [LegendEntry("tie", "the stronger, the more interactions", width_px=1.0)]


def _hollow_words(scene: Scene) -> tuple[str, str]:
    if behind_hollow_nodes(scene).any():
        # The hollow interactions at the ends of these lines say in what way.
        return "uncertain", ""
    return _uncertain(uncertainty_words(scene, behind_hollow_lines(scene)), "uncertain")


def _uncertain(kinds: tuple[str, ...], words: str) -> tuple[str, str]:
    """Return short words for some kinds of uncertainty, and long ones."""
    if len(kinds) == 1:
        return kinds[0], kinds[0]
    return words, f"uncertain: {', '.join(kinds)}" if kinds else words


def _tie_entries(n: npt.NDArray[np.int32], most: int) -> list[LegendEntry]:
    present = sorted({int(value) for value in np.unique(n).tolist()})
    if not present:
        return []
    # The thinnest and the thickest say how to read those between.
    chosen = present if len(present) <= 1 else [present[0], present[-1]]
    entries = [LegendEntry("tie", f"{k:,}", width_px=tie_width_px(k, most), n=k) for k in chosen]
    last = entries[-1]
    noun = "interaction" if last.n == 1 else "interactions"
    entries[-1] = LegendEntry("tie", f"{last.n:,} {noun}", width_px=last.width_px, n=last.n)
    return entries


def _accounts_differ(scene: Scene) -> bool:
    if scene.network.projection == "interactions":
        dataset = scene.network.dataset
        rows = scene.network.node_row[scene.is_drawn & scene.network.is_interaction]
        return bool(dataset.accounts_differ[rows].any())
    differ = scene.shown.link_accounts_differ[scene.link]
    return bool((differ & (scene.kind == LinkKind.TIE)).any())
