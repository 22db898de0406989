"""Which part of a store goes into a file: all of it, what is in view, or what is selected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from explorer.model.dataset import Dataset, Mask
from explorer.model.view import Selection


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of a store, by ids; None stands for all.

    Attributes
    ----------
    words
        What it is, as “everything” or “what is in view”.
    """

    actors: frozenset[int] | None = None
    interactions: frozenset[int] | None = None
    words: str = "everything"

    def has_actor(self, actor_id: int) -> bool:
        """Tell whether an actor belongs to it."""
        return self.actors is None or actor_id in self.actors

    def has_interaction(self, interaction_id: int) -> bool:
        """Tell whether an interaction belongs to it."""
        return self.interactions is None or interaction_id in self.interactions


WHOLE = Scope()


def view_scope(dataset: Dataset, actors: Mask, interactions: Mask) -> Scope:
    """Give what is in view, from the masks of what is shown."""
    return Scope(
        frozenset(dataset.columns.actor_id[actors].tolist()),
        frozenset(dataset.columns.interaction_id[interactions].tolist()),
        "what is in view",
    )


def selection_scope(dataset: Dataset, selection: Selection) -> Scope | None:
    """Give what is selected with what belongs to it; None where nothing is.

    Of one actor its interactions with all who took part; of a tie what the two share; of several
    actors what any two of them share; of interactions who took part.
    """
    columns = dataset.columns
    actors = {row for a in selection.actors if (row := dataset.actor_row(a)) >= 0}
    interactions = {row for i in selection.interactions if (row := dataset.interaction_row(i)) >= 0}
    if not actors and not interactions:
        return None
    part_actor, part_interaction = columns.participant_actor, columns.participant_interaction
    if actors:
        of_these = np.isin(part_actor, np.fromiter(actors, np.int64))
        pairs = np.unique(np.stack((part_interaction[of_these], part_actor[of_these])), axis=1)
        counts = np.bincount(pairs[0], minlength=dataset.n_interactions)
        needed = 1 if len(actors) == 1 else 2
        interactions |= set(np.flatnonzero(counts >= needed).tolist())
    keeps_only_these = len(actors) > 1
    if not keeps_only_these:
        chosen = np.isin(part_interaction, np.fromiter(interactions, np.int64))
        actors |= set(part_actor[chosen].tolist())
    else:
        asked = {row for i in selection.interactions if (row := dataset.interaction_row(i)) >= 0}
        chosen = np.isin(part_interaction, np.fromiter(asked, np.int64))
        actors |= set(part_actor[chosen].tolist())
    return Scope(
        _ids(columns.actor_id, actors), _ids(columns.interaction_id, interactions),
        "what is selected",
    )  # fmt: skip


def _ids(ids: np.ndarray[tuple[int], np.dtype[np.int64]], rows: Iterable[int]) -> frozenset[int]:
    return frozenset(ids[list(rows)].tolist())
