"""Which of the checkable actions are on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.model.view import ViewFacts
    from ui.theme.appearance import Appearance
    from ui.window.main_window import MainWindow


def checked_actions(
    facts: ViewFacts, appearance: Appearance, window: MainWindow
) -> dict[str, bool]:
    """Give each checkable action's id, and whether it is on."""
    return {
        "view.ties": facts.projection == "ties",
        "view.interactions": facts.projection == "interactions",
        "view.positions": facts.show_positions,
        "view.size_interactions": facts.size_by == "interactions",
        "view.size_contacts": facts.size_by == "contacts",
        "view.size_brokerage": facts.size_by == "brokerage",
        "view.colour_auto": facts.colour_by == "auto",
        "view.colour_kind": facts.colour_by == "kind",
        "view.colour_community": facts.colour_by == "community",
        "view.ghosts": facts.show_ghosts,
        "view.no_dimming": not facts.dim_others,
        "view.theme_system": appearance.theme_name == "system",
        "view.theme_light": appearance.theme_name == "light",
        "view.theme_dark": appearance.theme_name == "dark",
        "view.reduced_motion": appearance.reduced_motion,
        "view.filters": window.is_pane_shown(window.filters_dock),
        "view.timeline": window.is_pane_shown(window.timeline_dock),
        "view.panel": window.is_pane_shown(window.details_dock),
    }
