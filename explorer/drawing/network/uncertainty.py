"""In what way the uncertain things of a network picture are uncertain, in words."""

from __future__ import annotations

import numpy as np

from db.edtf import DateFlag
from db.format.schema import STANDINGS
from explorer.drawing.network.scene import Scene
from explorer.model.dataset import Mask
from explorer.network.projection import LinkKind

_STANDINGS = {
    "planned": "planned or intended",
    "denied": "denied",
    "cancelled": "cancelled",
    "unclear": "unclear whether it took place",
}


def behind_hollow_lines(scene: Scene) -> Mask:
    """Return the shown interactions behind the drawn hollow ties or lines, shape (n,)."""
    network = scene.network
    shown = scene.shown.shown.is_shown
    behind = np.zeros(network.dataset.n_interactions, dtype=bool)
    hollow_ties = scene.link[scene.is_hollow & (scene.kind == LinkKind.TIE)]
    if len(hollow_ties):
        of_tie = np.zeros(len(network.ties), dtype=bool)
        of_tie[network.link_row[hollow_ties]] = True
        behind[network.ties.pair_interaction[of_tie[network.ties.pair_tie]]] = True
    parts = scene.link[scene.is_hollow & (scene.kind == LinkKind.PARTICIPATION)]
    behind[network.link_row[parts]] = True
    return np.asarray(behind & shown, dtype=bool)


def behind_hollow_nodes(scene: Scene) -> Mask:
    """Return the interactions that are drawn as hollow nodes, shape (n,)."""
    network = scene.network
    mask = np.zeros(network.dataset.n_interactions, dtype=bool)
    drawn = network.is_interaction & scene.is_drawn & scene.shown.node_is_hollow
    mask[network.node_row[drawn]] = True
    return mask


def uncertainty_words(scene: Scene, behind: Mask, *, undated: bool = False) -> tuple[str, ...]:
    """Return the kinds of uncertainty that occur: `planned or intended`, `day not stated`.

    Parameters
    ----------
    behind : (n_interactions,) bool
        The interactions looked at.
    undated
        Whether a missing date is a kind of its own: it makes a node hollow, but no tie.
    """
    dataset = scene.network.dataset
    c = dataset.columns
    rows = np.flatnonzero(behind)
    flags, standing = c.date_flags[rows], c.standing[rows]
    words = [
        _STANDINGS[name]
        for i, name in enumerate(STANDINGS)
        if name in _STANDINGS and (standing == i).any()
    ]
    if (flags & int(DateFlag.UNCERTAIN)).any():
        words.append("date uncertain")
    if (flags & int(DateFlag.BOUNDS_ONLY | DateFlag.UNSPECIFIED)).any():
        words.append("day not stated")
    if np.asarray(c.is_inferred, dtype=bool)[rows][dataset.is_uncertain[rows]].any():
        words.append("date inferred")
    # By itself certain, but not certainly within the days that are shown.
    if (scene.shown.shown.is_possible[rows] & ~dataset.is_uncertain[rows]).any():
        words.append("perhaps not in these days")
    if undated and (~dataset.has_date[rows]).any():
        words.append("no date")
    return tuple(words)
