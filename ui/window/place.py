"""Where one is, in words for the breadcrumb."""

from __future__ import annotations

from explorer.model.dataset import Dataset
from explorer.model.plain_text import shown_line
from explorer.model.timespan import span_words
from explorer.model.view import ViewFacts

_MOST_CHARACTERS = 120


def place_words(dataset: Dataset, facts: ViewFacts) -> str:
    """Return what follows "All actors" in the breadcrumb; empty at home."""
    parts: list[str] = []
    if facts.focus:
        names = [_actor(dataset, actor) for actor in sorted(facts.focus)]
        parts.append(f"Around {_listed(names)}")
    if facts.window is not None:
        parts.append(span_words(facts.window.first, facts.window.last))
    selection = facts.selection
    if selection.is_tie and len(selection.actors) == 2:
        first, second = (_actor(dataset, a) for a in selection.actors)
        parts.append(f"Tie: {first} and {second}")
    elif selection.sole_actor is not None:
        parts.append(_actor(dataset, selection.sole_actor))
    elif selection.sole_interaction is not None:
        row = dataset.interaction_row(selection.sole_interaction)
        parts.append(shown_line(dataset.title(row), _MOST_CHARACTERS) if row >= 0 else "")
    elif selection.source is not None:
        titles = [s.title for s in dataset.columns.sources if s.id == selection.source]
        parts.extend(shown_line(title, _MOST_CHARACTERS) for title in titles)
    elif not selection.is_empty:
        n_actors, n_interactions = len(selection.actors), len(selection.interactions)
        several = [f"{n_actors} actors"] if n_actors else []
        several += [f"{n_interactions} interactions"] if n_interactions else []
        parts.append(" and ".join(several))
    return "  ›  ".join(part for part in parts if part)


def _actor(dataset: Dataset, actor_id: int) -> str:
    row = dataset.actor_row(actor_id)
    return shown_line(dataset.actor_name(row), _MOST_CHARACTERS) if row >= 0 else ""


def _listed(names: list[str]) -> str:
    if len(names) <= 2:
        return " and ".join(names)
    return f"{names[0]} and {len(names) - 1} others"
