"""What of a view is still there after the store has changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.model.view import Selection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from explorer.model.dataset import Dataset
    from explorer.model.view import ViewFacts


def present(facts: ViewFacts, dataset: Dataset) -> ViewFacts:
    """Let go of what is selected or focused on and is not in the store any more.

    Of an actor that is shown as part of another one by now, that one is meant.
    """
    selection = facts.selection
    actors = tuple(dict.fromkeys(_shown(selection.actors, dataset)))
    interactions = tuple(one for one in selection.interactions if dataset.interaction_row(one) >= 0)
    is_source_there = any(source.id == selection.source for source in dataset.columns.sources)
    kept = Selection(
        actors,
        interactions,
        is_tie=selection.is_tie and len(actors) == len(selection.actors),
        source=selection.source if is_source_there else None,
    )
    focus = frozenset(_shown(facts.focus, dataset))
    if kept == selection and focus == facts.focus:
        return facts
    return replace(facts, selection=kept, focus=focus)


def _shown(ids: Iterable[int], dataset: Dataset) -> Iterator[int]:
    rows = (dataset.actor_row(one) for one in ids)
    return (int(dataset.actor_id(row)) for row in rows if row >= 0)
