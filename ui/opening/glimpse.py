"""A large store while it is read: its actors stand at once where they were left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from explorer.drawing.network.first_sight import first_sight

if TYPE_CHECKING:
    from db import Store
    from explorer.drawing.network.staged import Fields
    from explorer.model.dataset import Dataset
    from explorer.model.view import ViewFacts
    from explorer.network.arrangement import Arrangement
    from explorer.network.projection import ShownNetwork


@dataclass(frozen=True, eq=False)
class Glimpse:
    """What can be shown of a store before its interactions have been read.

    Attributes
    ----------
    facts
        The view in which the store was left.
    """

    uuid: str
    title: str
    facts: ViewFacts
    shown: ShownNetwork
    fields: Fields

    @property
    def arrangement(self) -> Arrangement:
        """Where the actors stand."""
        return self.fields.crowd.arrangement


def glimpse_of(
    store: Store, actors: Dataset, kept: tuple[ViewFacts, dict[str, Any]] | None
) -> Glimpse | None:
    """Show a store as it was left, None where it was left in another view or is small.

    Parameters
    ----------
    kept
        The view and what was kept with it.
    """
    if kept is None:
        return None
    facts, places = kept
    is_narrowed = facts.focus or facts.window is not None or not facts.filter.is_empty
    if facts.projection != "ties" or is_narrowed or not {"ties", "sight"} <= set(places):
        return None
    seen = first_sight(actors, places["ties"], places["sight"], show_positions=facts.show_positions)
    if seen is None:
        return None
    return Glimpse(store.uuid, store.title or store.path.stem, facts, *seen)
