"""What is shown: a filter, a time window and a focus turned into masks and counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from db.format.schema import STANDINGS
from explorer.model.dataset import Dataset, Grouped, Mask
from explorer.model.property_columns import NOT_STATED

#: What the facet of a property is called, with the property's name behind it.
PROPERTY = "property:"

#: Stands for "has none" among the ids of topics, places and sources.
NONE_STATED = 0

#: Where more than this share of all interactions comes or goes, counting all anew is less work.
_LARGE_CHANGE = 0.3


@dataclass(frozen=True)
class TimeWindow:
    """A closed range of days (days since 1970-01-01), first <= last."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"A time window cannot end ({self.last}) before it begins.")


@dataclass(frozen=True)
class FilterSpec:
    """What is switched off. Empty means that everything is shown.

    Attributes
    ----------
    actor_kinds, interaction_kinds, standings : frozenset of str
        Names of hidden kinds and standings.
    unnamed : bool
        Whether actors that the sources leave without a name are hidden.
    topics, places, sources : frozenset of int
        Hidden ids; `NONE_STATED` stands for interactions without any. An interaction with
        several topics (sources) is hidden only when all of them are.
    properties : frozenset of (str, str)
        Names of properties of actors with hidden values; `NOT_STATED` for actors without any.
    least_behind_tie : int
        Ties with fewer shown interactions behind them are not drawn; 1 for all.
    """

    actor_kinds: frozenset[str] = frozenset()
    unnamed: bool = False
    interaction_kinds: frozenset[str] = frozenset()
    standings: frozenset[str] = frozenset()
    topics: frozenset[int] = frozenset()
    places: frozenset[int] = frozenset()
    sources: frozenset[int] = frozenset()
    properties: frozenset[tuple[str, str]] = frozenset()
    least_behind_tie: int = 1

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filtered."""
        return self == FilterSpec()

    @property
    def hides_interactions(self) -> bool:
        """Whether any facet of interactions is narrowed."""
        others = {"actor_kinds", "unnamed", "properties", "least_behind_tie"}
        return any(getattr(self, f.name) for f in fields(self) if f.name not in others)

    @property
    def of_ties_apart(self) -> FilterSpec:
        """The filter without what concerns ties alone: of actors and interactions it says all."""
        return replace(self, least_behind_tie=1)

    def with_hidden(self, facet: str, values: frozenset[object]) -> FilterSpec:
        """Return a copy with the hidden values of one facet replaced.

        The facet of a property is called ``property:`` and its name.
        """
        if facet.startswith(PROPERTY):
            name = facet.removeprefix(PROPERTY)
            others = {pair for pair in self.properties if pair[0] != name}
            return replace(
                self, properties=frozenset(others | {(name, str(value)) for value in values})
            )
        if facet not in {f.name for f in fields(self)} - {"least_behind_tie"}:
            raise ValueError(f"There is no facet “{facet}”.")
        value: object = bool(values) if facet == "unnamed" else values
        return replace(self, **{facet: value})  # type: ignore[arg-type]


@dataclass(frozen=True, eq=False)
class Wanted:
    """What a filter and a focus leave of a dataset, whatever the time window.

    Attributes
    ----------
    interactions : (n_interactions,) bool
        Those that pass the filter and belong to the focus.
    undated : (n_interactions,) bool
        Those of them without any date.
    hidden_actors : (n_actors,) bool
        Actors that the filter's own facets of actors hide.
    focus_actors : (n_actors,) bool or None
        The focused actors and those near them; None without a focus.
    """

    dataset: Dataset
    spec: FilterSpec
    focus: frozenset[int]
    hops: int
    interactions: Mask
    undated: Mask
    n_filtered: int
    n_undated: int
    hidden_actors: Mask
    focus_actors: Mask | None

    @classmethod
    def of(cls, dataset: Dataset, spec: FilterSpec, focus: frozenset[int], hops: int) -> Wanted:
        """Work out what passes."""
        wanted = passes(dataset, spec)
        focus_actors = focus_mask(dataset, focus, hops, wanted) if focus else None
        if focus_actors is not None:
            wanted = wanted & _among(dataset, focus_actors, focus)
        undated = wanted & ~dataset.has_date
        return cls(
            dataset=dataset,
            spec=spec,
            focus=focus,
            hops=hops,
            interactions=wanted,
            undated=undated,
            n_filtered=len(wanted) - int(np.count_nonzero(wanted)),
            n_undated=int(np.count_nonzero(undated)),
            hidden_actors=~actor_passes(dataset, spec),
            focus_actors=focus_actors,
        )

    def answers(self, dataset: Dataset, spec: FilterSpec, focus: frozenset[int], hops: int) -> bool:
        """Whether this is what is asked for."""
        asked = (spec.of_ties_apart, focus, hops)
        mine = (self.spec.of_ties_apart, self.focus, self.hops)
        return self.dataset is dataset and mine == asked


@dataclass(frozen=True, eq=False)
class Shown:
    """What a filter, a window and a focus leave of a dataset.

    Attributes
    ----------
    is_certain, is_possible : (n_interactions,) bool
        Disjoint. Certain: passes the filter and surely lies in the window (and is itself
        not uncertain where no window is set). Possible: passes, but only might lie in it.
    actor_is_shown : (n_actors,) bool
        Actors that are drawn; the others are ghosts.
    n_behind : (n_actors,) int64
        Shown interactions of each actor, whether the actor itself is shown or not.
    n_filtered, n_outside, n_undated_hidden : int
        Interactions left out by the filter (or focus), by the window, and by the window
        for want of a date.
    least_behind_tie : int
        How many shown interactions a tie needs to be drawn.
    """

    is_certain: Mask
    is_possible: Mask
    actor_is_shown: Mask
    n_behind: npt.NDArray[np.int64]
    is_narrowed: bool
    n_filtered: int
    n_outside: int
    n_undated_hidden: int
    wanted: Wanted = field(repr=False)
    least_behind_tie: int = 1

    @property
    def passes_filter(self) -> Mask:
        """Interactions that are shown in some window."""
        return self.wanted.interactions

    @property
    def hides_participants(self) -> bool:
        """Whether an actor may be left out of whom an interaction is shown."""
        wanted = self.wanted
        return wanted.focus_actors is not None or bool(wanted.hidden_actors.any())

    @cached_property
    def is_shown(self) -> Mask:
        """Interactions that are shown, surely or possibly."""
        return self.is_certain | self.is_possible

    @cached_property
    def n_interactions(self) -> int:
        """Number of interactions shown."""
        return int(np.count_nonzero(self.is_shown))

    @property
    def n_actors(self) -> int:
        """Number of actors shown."""
        return int(np.count_nonzero(self.actor_is_shown))


def in_window(dataset: Dataset, window: TimeWindow) -> tuple[Mask, Mask]:
    """Return the interactions that surely and those that only possibly lie in a window.

    A stated date or range that touches the window lies in it surely. One that is marked
    uncertain or approximate lies in it possibly at best. A month, a season or a year is a day
    in it: as "some day of the visit" it lies in a window surely when all of its days do. Of an
    open or half-known range only the stated end is sure.
    """
    c = dataset.columns
    certain = dataset.sure_bounds.within(window.first, window.last)
    touches = dataset.has_date & (c.latest >= window.first) & (c.earliest <= window.last)
    return certain, touches & ~certain


def passes(dataset: Dataset, spec: FilterSpec, *, but: str = "") -> Mask:
    """Return the interactions that a filter lets through, leaving one facet (`but`) out."""
    c = dataset.columns
    mask = np.ones(dataset.n_interactions, dtype=bool)
    if spec.interaction_kinds and but != "interaction_kinds":
        hidden = [i for i, k in enumerate(c.interaction_kinds) if k.name in spec.interaction_kinds]
        mask &= ~np.isin(c.interaction_kind, hidden)
    if spec.standings and but != "standings":
        hidden = [i for i, name in enumerate(STANDINGS) if name in spec.standings]
        mask &= ~np.isin(c.standing, hidden)
    if spec.places and but != "places":
        ids = np.array([p.id for p in c.places] + [NONE_STATED], dtype=np.int64)
        mask &= ~np.isin(ids[c.place], list(spec.places))
    if spec.topics and but != "topics":
        mask &= _any_shown(dataset.topics_of, [t.id for t in c.topics], spec.topics)
    if spec.sources and but != "sources":
        mask &= _any_shown(dataset.sources_of, [s.id for s in c.sources], spec.sources)
    return mask


def show(
    dataset: Dataset,
    spec: FilterSpec = FilterSpec(),
    window: TimeWindow | None = None,
    *,
    include_undated: bool = False,
    focus: frozenset[int] = frozenset(),
    hops: int = 1,
    before: Shown | None = None,
) -> Shown:
    """Turn what the user asked for into masks.

    Parameters
    ----------
    include_undated
        Whether interactions without any date stay while a window is set (as possible).
    focus
        Actor ids; when not empty only they, their neighbours up to `hops` steps away and
        the interactions among those are shown.
    before
        What was shown before, of this dataset or another: only what differs from it is counted
        anew. Changes nothing in the result.
    """
    if before is not None and before.wanted.answers(dataset, spec, focus, hops):
        wanted = before.wanted
    else:
        wanted = Wanted.of(dataset, spec, focus, hops)
    if window is None:
        certain = wanted.interactions & ~dataset.is_uncertain
        possible = wanted.interactions & dataset.is_uncertain
        n_outside = n_undated = 0
    else:
        sure, maybe = in_window(dataset, window)
        touching = wanted.interactions & (sure | maybe)
        certain = wanted.interactions & sure & ~dataset.is_uncertain
        possible = touching & ~certain
        if include_undated:
            possible |= wanted.undated
        n_undated = 0 if include_undated else wanted.n_undated
        n_dated = dataset.n_interactions - wanted.n_filtered - wanted.n_undated
        n_outside = n_dated - int(np.count_nonzero(touching))
    is_narrowed = window is not None or spec.hides_interactions or bool(focus)
    n_behind = _behind(dataset, certain | possible, before)
    actors = np.ones(dataset.n_actors, dtype=bool)
    if is_narrowed:
        actors = n_behind > 0
        focus_actors = wanted.focus_actors
        if focus_actors is not None:
            # A focused actor stays even when nothing of it is left in the window.
            rows = [r for r in (dataset.actor_row(i) for i in focus) if r >= 0]
            actors &= focus_actors
            actors[rows] = True
            if window is None and not spec.hides_interactions:
                actors |= focus_actors
    actors &= ~wanted.hidden_actors
    return Shown(
        is_certain=certain,
        is_possible=possible,
        actor_is_shown=actors,
        n_behind=n_behind,
        is_narrowed=is_narrowed,
        n_filtered=wanted.n_filtered,
        n_outside=n_outside,
        n_undated_hidden=n_undated,
        wanted=wanted,
        least_behind_tie=max(1, spec.least_behind_tie),
    )


def actor_passes(dataset: Dataset, spec: FilterSpec) -> Mask:
    """Return the actors that the filter's own facets of actors let through."""
    c = dataset.columns
    hidden = [i for i, k in enumerate(c.actor_kinds) if k.name in spec.actor_kinds]
    mask = ~np.isin(c.actor_kind, hidden)
    if spec.unnamed:
        mask &= ~c.actor_is_unnamed
    for column in dataset.properties:
        names = (*column.values, NOT_STATED)
        hidden = [i for i, value in enumerate(names) if (column.name, value) in spec.properties]
        if hidden and column.values:
            mask &= ~np.isin(column.index, hidden)
    return np.asarray(mask, dtype=bool)


def focus_mask(dataset: Dataset, focus: frozenset[int], hops: int, wanted: Mask) -> Mask:
    """Return the focused actors and those within `hops` steps (interactions or relations)."""
    c = dataset.columns
    reached = np.zeros(dataset.n_actors, dtype=bool)
    reached[[r for r in (dataset.actor_row(i) for i in focus) if r >= 0]] = True
    owner = np.repeat(np.arange(dataset.n_interactions), dataset.actors_of.counts)
    member = dataset.actors_of.rows
    for _ in range(max(0, hops)):
        involved = np.zeros(dataset.n_interactions, dtype=bool)
        involved[owner[reached[member]]] = True
        involved &= wanted
        following = reached.copy()
        following[member[involved[owner]]] = True
        following[c.relation_to[reached[c.relation_from]]] = True
        following[c.relation_from[reached[c.relation_to]]] = True
        reached = following
    return reached


#: How the five standings are said in the program.
STANDING_WORDS: Mapping[str, str] = {
    "took_place": "Took place",
    "planned": "Planned or intended",
    "denied": "Denied",
    "cancelled": "Cancelled",
    "unclear": "Unclear",
}


def _any_shown(grouped: Grouped, ids: list[int], hidden: frozenset[int]) -> Mask:
    """Return the owners with at least one value (or none at all) that is not hidden."""
    shown_value = ~np.isin(np.array(ids, dtype=np.int64), list(hidden))
    owner = np.repeat(np.arange(len(grouped.start) - 1), grouped.counts)
    result = (
        grouped.counts == 0 if NONE_STATED not in hidden else np.zeros(len(grouped.counts), bool)
    )
    result[owner[shown_value[grouped.rows]]] = True
    return np.asarray(result, dtype=bool)


def _behind(dataset: Dataset, mask: Mask, before: Shown | None) -> npt.NDArray[np.int64]:
    """Count the interactions of a mask by actor; only what differs from before if that is less."""
    actors_of, n = dataset.actors_of, dataset.n_actors
    if before is not None and before.wanted.dataset is dataset:
        changed = np.flatnonzero(mask != before.is_shown)
        if len(changed) < _LARGE_CHANGE * len(mask):
            comes, goes = (actors_of.of_all(changed[mask[changed] == is_in]) for is_in in (1, 0))
            more, less = np.bincount(comes, minlength=n), np.bincount(goes, minlength=n)
            return np.asarray(before.n_behind + more - less)
    if mask.all():
        return dataset.n_interactions_of
    return np.bincount(actors_of.rows[np.repeat(mask, actors_of.counts)], minlength=n)


def _among(dataset: Dataset, actors: Mask, focus: frozenset[int]) -> Mask:
    """Interactions with a focused actor, or with two actors of the neighbourhood."""
    owner = np.repeat(np.arange(dataset.n_interactions), dataset.actors_of.counts)
    member = dataset.actors_of.rows
    n = dataset.n_interactions
    many = np.bincount(owner[actors[member]], minlength=n) >= 2
    ego = np.zeros(dataset.n_actors, dtype=bool)
    ego[[r for r in (dataset.actor_row(i) for i in focus) if r >= 0]] = True
    has_ego = np.bincount(owner[ego[member]], minlength=n) >= 1
    return np.asarray(many | has_ego, dtype=bool)
