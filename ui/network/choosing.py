"""What a click on something in the network selects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.model.view import Selection
from explorer.network.projection import LinkKind

if TYPE_CHECKING:
    from explorer.drawing.network.picking import Target
    from explorer.network.projection import Network, ShownNetwork

#: More than this is nothing that a panel could say something about.
_MOST_SELECTED = 2_000


def selection_of(shown: ShownNetwork, target: Target) -> Selection:
    """Return what clicking a target selects."""
    if target.kind == "accounts":
        row = interaction_with_accounts(shown, target)
        if row >= 0:
            return Selection.interaction(shown.network.dataset.interaction_id(row))
    if target.node >= 0:
        return selection_of_node(shown.network, target.node)
    return _selection_of_link(shown.network, target.link)


def selection_of_node(network: Network, node: int) -> Selection:
    """Return the selection of one node."""
    key = int(network.node_key[node])
    return Selection.actor(key) if key > 0 else Selection.interaction(-key)


def toggled(now: Selection, shown: ShownNetwork, target: Target) -> Selection:
    """Return a selection with a target added, or taken out if it was in."""
    wanted = selection_of(shown, target)
    if target.node >= 0 and len(wanted.actors) + len(wanted.interactions) == 1:
        actor = wanted.actors[0] if wanted.actors else None
        interaction = wanted.interactions[0] if wanted.interactions else None
        return now.toggled(actor=actor, interaction=interaction)
    return Selection.several(
        (*now.actors, *wanted.actors), (*now.interactions, *wanted.interactions)
    )


def selection_of_nodes(network: Network, nodes: list[int], now: Selection | None) -> Selection:
    """Return the selection of several nodes, added to what is selected if that is given."""
    keys = [int(network.node_key[node]) for node in nodes[:_MOST_SELECTED]]
    actors = [key for key in keys if key > 0]
    interactions = [-key for key in keys if key < 0]
    if now is not None:
        actors = [*now.actors, *actors]
        interactions = [*now.interactions, *interactions]
    return Selection.several(actors, interactions)


def interaction_with_accounts(shown: ShownNetwork, target: Target) -> int:
    """Return the row of the interaction whose sign of differing accounts was hit, or -1."""
    network = shown.network
    if target.node >= 0:
        is_one = bool(network.is_interaction[target.node])
        return int(network.node_row[target.node]) if is_one else -1
    behind = network.ties.interactions_behind(int(network.link_row[target.link]))
    differ = behind[network.dataset.accounts_differ[behind] & shown.shown.is_shown[behind]]
    return int(differ[0]) if len(differ) else -1


def _selection_of_link(network: Network, link: int) -> Selection:
    kind = LinkKind(int(network.link_kind[link]))
    a, b = int(network.link_a[link]), int(network.link_b[link])
    if kind == LinkKind.PARTICIPATION:
        return selection_of_node(network, b)
    if kind == LinkKind.NESTING:
        return selection_of_node(network, b)
    return Selection.tie(int(network.node_key[a]), int(network.node_key[b]))


def focus_of(network: Network, nodes: list[int]) -> frozenset[int]:
    """Return the actor ids to focus on for some nodes: themselves, or who took part."""
    ids: set[int] = set()
    dataset = network.dataset
    for node in nodes:
        key = int(network.node_key[node])
        if key > 0:
            ids.add(key)
        else:
            members = dataset.actors_of.of(int(network.node_row[node]))
            ids.update(dataset.actor_id(int(row)) for row in members)
    return frozenset(ids)
