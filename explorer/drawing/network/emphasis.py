"""What stands out: the selected, what belongs to it, what is dimmed for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from explorer.drawing.network.scene import Scene
from explorer.model.dataset import Mask
from explorer.model.view import Selection, ViewFacts
from explorer.network.projection import LinkKind


@dataclass(frozen=True, eq=False)
class Emphasis:
    """Masks over the nodes of a network and over the drawn links of a scene.

    Attributes
    ----------
    is_selected, is_near : (n,) bool
        Ringed nodes, and those that stay as they are beside them.
    is_lit : (m,) bool
        Links in accent, by drawn link.
    is_kept : (m,) bool
        Links that are not dimmed, lit ones included.
    is_dimming
        Whether the rest steps back.
    halo
        Node of the sole selected one, -1 if there is none.
    disc_link
        Drawn link on whose middle the sign of differing accounts is lit, -1 if none.
    disc_node
        Node at whose corner it stands instead, -1 if none.
    givers
        Nodes to which dotted lines run from that sign.
    """

    is_selected: Mask
    is_near: Mask
    is_lit: Mask
    is_kept: Mask
    is_dimming: bool
    halo: int = -1
    disc_link: int = -1
    disc_node: int = -1
    givers: tuple[int, ...] = ()


def emphasise(scene: Scene, facts: ViewFacts) -> Emphasis:
    """Work out what a selection makes stand out."""
    selection, network = facts.selection, scene.network
    n, m = network.n_nodes, len(scene.link)
    selected = np.zeros(n, dtype=bool)
    near = np.zeros(n, dtype=bool)
    lit = np.zeros(m, dtype=bool)
    kept = np.zeros(m, dtype=bool)
    actors = [r for r in (network.node_of(i) for i in selection.actors if i > 0) if r >= 0]
    selected[actors] = True
    if selection.is_tie and len(actors) == 2:
        lit = _between(scene, actors[0], actors[1])
        near |= selected
        if network.projection == "interactions":
            lit, near = _in_common(scene, selected)
        return _finished(scene, facts, selected, near, lit, lit)
    if actors:
        lit, kept, near = _around_actors(scene, selected)
    halo = actors[0] if len(actors) == 1 and not selection.interactions else -1
    disc_link = disc_node = -1
    givers: list[int] = []
    dataset = network.dataset
    for interaction in selection.interactions:
        row = dataset.interaction_row(interaction)
        if row < 0:
            continue
        differ = bool(dataset.accounts_differ[row])
        members = dataset.actors_of.of(row)
        if network.projection == "interactions":
            node = network.node_of(-interaction)
            selected[node] = True
            mine = scene.kind == LinkKind.PARTICIPATION
            mine = mine & (scene.network.link_row[scene.link] == row)
            nested = scene.kind == LinkKind.NESTING
            nested = nested & ((scene.a == node) | (scene.b == node))
            lit |= mine
            kept |= mine | nested
            near[members] = True
            near[scene.a[nested]] = True
            near[scene.b[nested]] = True
            halo = node if selection.sole_interaction is not None else halo
            disc_node = node if differ else disc_node
        else:
            selected[members] = True
            mine = _ties_of(scene, row)
            lit |= mine
            kept |= mine
            if differ:
                at = np.flatnonzero(mine)
                disc_link = int(at[0]) if len(at) else -1
                disc_node = int(members[0]) if not len(at) and len(members) else -1
        if differ and selection.sole_interaction is not None:
            givers = [int(g) for g in dataset.account_givers_of.of(row)]
            near[givers] = True
    near |= selected
    return _finished(
        scene, facts, selected, near, lit, kept | lit, halo, disc_link, disc_node, tuple(givers)
    )


def _is_in_sight(scene: Scene, selection: Selection, selected: Mask) -> bool:
    """Tell whether something selected is shown: else it must not grey out all the rest."""
    shown, dataset = scene.shown, scene.network.dataset
    if selection.actors or not selection.interactions:
        return bool((selected & shown.node_is_shown).any())
    # Who took part may be seen for other reasons.
    rows = [dataset.interaction_row(interaction) for interaction in selection.interactions]
    return any(shown.shown.is_shown[row] for row in rows if row >= 0)


def _finished(
    scene: Scene,
    facts: ViewFacts,
    selected: Mask,
    near: Mask,
    lit: Mask,
    kept: Mask,
    halo: int = -1,
    disc_link: int = -1,
    disc_node: int = -1,
    givers: tuple[int, ...] = (),
) -> Emphasis:
    return Emphasis(
        is_selected=selected,
        is_near=near,
        is_lit=lit,
        is_kept=kept,
        is_dimming=facts.dim_others and _is_in_sight(scene, facts.selection, selected),
        halo=halo,
        disc_link=disc_link,
        disc_node=disc_node,
        givers=givers,
    )


def _between(scene: Scene, actor: int, other: int) -> Mask:
    ends = (scene.a == actor) & (scene.b == other) | (scene.a == other) & (scene.b == actor)
    ties = ends & (scene.kind == LinkKind.TIE)
    return np.asarray(ties if ties.any() else ends, dtype=bool)


def _in_common(scene: Scene, selected: Mask) -> tuple[Mask, Mask]:
    """Light the interactions that two selected actors share, as a path between them."""
    part = scene.kind == LinkKind.PARTICIPATION
    mine = part & selected[scene.a]
    shares = np.bincount(scene.b[mine], minlength=scene.network.n_nodes) >= 2
    return np.asarray(mine & shares[scene.b], dtype=bool), np.asarray(selected | shares, dtype=bool)


def _around_actors(scene: Scene, selected: Mask) -> tuple[Mask, Mask, Mask]:
    """Return lit links, kept links and neighbours of selected actors."""
    touches = selected[scene.a] | selected[scene.b]
    is_tie = scene.kind == LinkKind.TIE
    near = selected.copy()
    near[scene.a[touches]] = True
    near[scene.b[touches]] = True
    lit = touches & is_tie
    if scene.network.projection == "interactions":
        # In this picture a contact is two steps away: through the interaction that both had.
        part = scene.kind == LinkKind.PARTICIPATION
        mine = near & scene.network.is_interaction
        lit = part & mine[scene.b]
        near[scene.a[lit]] = True
        nested = (scene.kind == LinkKind.NESTING) & mine[scene.a] & mine[scene.b]
        return lit, np.asarray(lit | touches | nested, dtype=bool), near
    return lit, np.asarray(touches, dtype=bool), near


def _ties_of(scene: Scene, interaction: int) -> Mask:
    """Return the drawn ties behind which an interaction stands."""
    ties = scene.network.ties
    rows = ties.pair_tie[ties.pair_interaction == interaction]
    is_tie = scene.kind == LinkKind.TIE
    return np.asarray(is_tie & np.isin(scene.network.link_row[scene.link], rows), dtype=bool)
