"""What the network says to a screen reader."""

from __future__ import annotations

import numpy as np

from explorer.drawing.network.picture import NetworkPicture
from explorer.drawing.wording import contacts_of, interaction_date
from explorer.model.plain_text import counted, listed, shown_line
from explorer.model.view import Selection
from explorer.network.projection import ShownNetwork


def spoken_current(picture: NetworkPicture, selection: Selection) -> str:
    """Return what the canvas says of itself: its current item, or how many are selected."""
    shown, network = picture.shown, picture.scene.network
    if picture.current < 0 and selection.is_tie and len(selection.actors) == 2:
        rows = [network.dataset.actor_row(i) for i in selection.actors]
        if min(rows) >= 0:
            return spoken_tie(shown, rows[0], rows[1])
    selected = picture.emphasis.is_selected
    node = picture.current
    if node < 0:
        at = selected.nonzero()[0]
        if len(at) > 1:
            return f"Network, {len(at):,} selected"
        node = int(at[0]) if len(at) else -1
    if node < 0:
        return "Network"
    return spoken_node(
        shown,
        node,
        is_selected=bool(selected[node]),
        is_pinned=bool(picture.scene.arrangement.is_pinned[node]),
    )


def spoken_node(shown: ShownNetwork, node: int, *, is_selected: bool, is_pinned: bool) -> str:
    """Return a node for a screen reader: `Samantha Power, person, 9 interactions, selected`."""
    network, dataset = shown.network, shown.network.dataset
    row = int(network.node_row[node])
    c = dataset.columns
    if network.is_interaction[node]:
        kind = c.interaction_kinds[int(c.interaction_kind[row])].label
        said = [shown_line(dataset.title(row)), kind.lower()]
        said.append(interaction_date(dataset, row, short=False))
        said.append(counted(len(dataset.actors_of.of(row)), "participant"))
        if dataset.accounts_differ[row]:
            said.append("accounts differ")
    else:
        said = [shown_line(dataset.actor_name(row))]
        said.append(c.actor_kinds[int(c.actor_kind[row])].label.lower())
        mine = dataset.interactions_of.of(row)
        said.append(counted(int(np.count_nonzero(shown.shown.is_shown[mine])), "interaction"))
        said.append(counted(len(contacts_of(shown, row)), "contact"))
    if is_pinned:
        said.append("pinned")
    if is_selected:
        said.append("selected")
    return ", ".join(said)


def spoken_tie(shown: ShownNetwork, a: int, b: int) -> str:
    """Return a tie between two node rows for a screen reader."""
    dataset = shown.network.dataset
    names = listed([shown_line(dataset.actor_name(row)) for row in (a, b)])
    tie = shown.network.ties.find(a, b)
    n = int(shown.weights.n[tie]) if tie >= 0 else 0
    return f"Tie between {names}, {counted(n, 'interaction')}, selected"
