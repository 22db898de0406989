"""The menus of the network: on a node, on the ground, behind "more"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QMenu

from explorer.drawing.wording import node_words
from explorer.model.plain_text import shown_line
from explorer.network.arrangement import is_balanced
from ui.network.balance_slider import BalanceAction

if TYPE_CHECKING:
    from explorer.network.projection import ShownNetwork
    from ui.arranger import Arranger
    from ui.state import ViewState


@dataclass
class MenuHandlers:
    """What the entries do; nodes are rows of the network."""

    select: Callable[[int, bool], None]
    focus: Callable[[int], None]
    pin: Callable[[int], None]
    fit: Callable[[], None]
    select_all: Callable[[], None]


def fill_node_menu(
    menu: QMenu, shown: ShownNetwork, node: int, *, is_pinned: bool, handlers: MenuHandlers
) -> None:
    """Fill the menu of a node."""
    network = shown.network
    menu.addAction("Select", lambda: handlers.select(node, False))
    menu.addAction("Add to selection", lambda: handlers.select(node, True))
    is_one = bool(network.is_interaction[node])
    menu.addAction(
        "Focus on participants" if is_one else "Focus on neighbours", lambda: handlers.focus(node)
    )
    menu.addSeparator()
    menu.addAction("Unpin" if is_pinned else "Pin", lambda: handlers.pin(node))
    menu.addSeparator()
    menu.addAction("Copy title" if is_one else "Copy name", lambda: _copy(_full_words(shown, node)))


def fill_ground_menu(
    menu: QMenu, state: ViewState, arranger: Arranger, handlers: MenuHandlers
) -> None:
    """Fill the menu of the network as a whole."""
    facts = state.facts
    menu.addAction("Fit", handlers.fit)
    menu.addAction("Arrange anew", arranger.arrange_anew)
    arrangement = arranger.arrangement
    menu.addAction(
        BalanceAction(
            facts.communities,
            lambda share: state.change(communities=share),
            is_enabled=arrangement is not None and is_balanced(arrangement.network),
            parent=menu,
        )
    )
    if arrangement is not None and arrangement.is_pinned.any():
        menu.addAction("Unpin all", lambda: unpin_all(arranger))
    if facts.focus:
        menu.addAction("Leave focus", lambda: state.change(focus=frozenset(), viewport=None))
    menu.addSeparator()
    menu.addAction("Select all visible", handlers.select_all)
    menu.addSeparator()
    for text, is_on, change in (
        ("Positions", facts.show_positions, {"show_positions": not facts.show_positions}),
        ("Ghosts", facts.show_ghosts, {"show_ghosts": not facts.show_ghosts}),
        ("Do not dim", not facts.dim_others, {"dim_others": not facts.dim_others}),
    ):
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(is_on)
        action.triggered.connect(lambda _=False, change=change: state.change(**change))


def unpin_all(arranger: Arranger) -> None:
    """Let all pinned nodes of the current network go."""
    arrangement = arranger.arrangement
    if arrangement is None:
        return
    for node in arrangement.is_pinned.nonzero()[0].tolist():
        arranger.unpin(int(arrangement.network.node_key[node]))


def _full_words(shown: ShownNetwork, node: int) -> str:
    network = shown.network
    if network.is_interaction[node]:
        return shown_line(network.dataset.title(int(network.node_row[node])))
    return node_words(shown, node)


def _copy(text: str) -> None:
    QApplication.clipboard().setText(text)
