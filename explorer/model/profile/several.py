"""What several selected actors and interactions have in common."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from explorer.model.dataset import Mask, Rows
from explorer.model.profile.entries import ActorEntry
from explorer.model.profile.listing import Listing, list_interactions, span_of
from explorer.model.profile.ordering import gathered, kept, newest_first, shared_actors, shared_by
from explorer.model.profile.reading import StoreReader

_MOST = 100


@dataclass(frozen=True, slots=True)
class Shared:
    """An actor with how many of the selected it has to do with."""

    actor: ActorEntry
    n: int


@dataclass(frozen=True, slots=True)
class SeveralProfile:
    """Several actors, interactions, or both.

    Attributes
    ----------
    actors, n_actors
        The first of the selected actors, and how many there are.
    selected
        The selected interactions, newest first.
    together
        Interactions that at least two of the selected actors shared, newest first.
    n_all
        How many of those all selected actors shared.
    contacts
        Actors outside the selection that dealt with at least two of the selected actors, or
        took part in at least two of the selected interactions; most first.
    places, topics
        Of the interactions together (or the selected ones): name, id (0: no id), how many.
    """

    actors: tuple[ActorEntry, ...]
    n_actors: int
    selected: Listing
    n_interactions: int
    span: str
    together: Listing
    n_all: int
    contacts: tuple[Shared, ...]
    n_contacts: int
    places: tuple[tuple[str, int], ...]
    topics: tuple[tuple[str, int], ...]


def build_several(
    reader: StoreReader,
    actor_ids: tuple[int, ...],
    interaction_ids: tuple[int, ...],
    is_shown: Mask | None = None,
) -> SeveralProfile:
    """Read what is common to a selection; ids that the store has not are left out."""
    dataset = reader.dataset
    actors = [row for row in map(dataset.actor_row, actor_ids) if row >= 0]
    chosen = np.array(
        [row for row in map(dataset.interaction_row, interaction_ids) if row >= 0], dtype=np.int32
    )
    together, n_of = shared_by(dataset, actors)
    if is_shown is not None:
        n_of = n_of[is_shown[together]]
        together = kept(together, is_shown)
    basis = together if len(actors) >= 2 else chosen
    n_contacts, contacts = _contacts(reader, actors, chosen, is_shown)
    places, topics = _shared_words(reader, basis)
    return SeveralProfile(
        actors=tuple(reader.actor_of_row(row) for row in actors[:_MOST]),
        n_actors=len(actors),
        selected=list_interactions(reader, newest_first(dataset, chosen)),
        n_interactions=len(chosen),
        span=span_of(dataset, basis),
        together=list_interactions(reader, newest_first(dataset, together)),
        n_all=int(np.count_nonzero(n_of == len(actors))) if actors else 0,
        contacts=tuple(contacts),
        n_contacts=n_contacts,
        places=places,
        topics=topics,
    )


def _contacts(
    reader: StoreReader, actors: list[int], chosen: Rows, is_shown: Mask | None
) -> tuple[int, list[Shared]]:
    dataset = reader.dataset
    if len(actors) < 2:
        rows, n = shared_actors(dataset, chosen)
    else:
        met = [
            np.unique(gathered(dataset.actors_of, mine)[0])
            for actor in actors
            if len(mine := kept(dataset.interactions_of.of(actor), is_shown))
        ]
        if not met:
            return 0, []
        rows, n = np.unique(np.concatenate(met), return_counts=True)
        wanted = (n >= 2) & ~np.isin(rows, actors)
        order = np.lexsort((rows[wanted], -n[wanted]))
        rows, n = rows[wanted][order].astype(np.int32), n[wanted][order].astype(np.int64)
    return len(rows), [
        Shared(reader.actor_of_row(int(row)), int(count))
        for row, count in zip(rows[:_MOST], n[:_MOST], strict=True)
    ]


def _shared_words(
    reader: StoreReader, rows: Rows
) -> tuple[tuple[tuple[str, int], ...], tuple[tuple[str, int], ...]]:
    columns = reader.dataset.columns
    places = Counter(columns.place[rows][columns.place[rows] >= 0].tolist())
    used, _ = gathered(reader.dataset.topics_of, rows)
    topics = Counter(int(topic) for topic in used)
    return (
        tuple((columns.places[i].name, n) for i, n in places.most_common(_MOST)),
        tuple((columns.topics[i].name, n) for i, n in topics.most_common(_MOST)),
    )
