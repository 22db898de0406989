"""What the user looks at: selection, time window, filter, focus, projection, as one value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Literal

from explorer.network.filters import PROPERTY, FilterSpec, TimeWindow
from explorer.network.layout import EVEN

if TYPE_CHECKING:
    from explorer.model.dataset import Dataset

Projection = Literal["ties", "interactions"]
Lanes = Literal["kind", "actor"]

#: What the size of an actor stands for: one of `explorer.network.measures`, or a property of
#: numbers as ``property:votes``.
Measure = str
#: What the colour of an actor stands for: "kind", "community", a property as ``property:party``,
#: or "auto", its kind in small networks, else its community.
Colouring = str
_COLOURINGS: tuple[Colouring, ...] = ("auto", "kind", "community")
_MANY_ACTORS = 200
_MEASURES: tuple[Measure, ...] = ("interactions", "contacts", "brokerage")


def property_in(choice: str) -> str:
    """Give the property that sizes or colours stand for, "" where it is none."""
    return choice.removeprefix(PROPERTY) if choice.startswith(PROPERTY) else ""


@dataclass(frozen=True)
class Selection:
    """What is selected, by store id, in the order of selecting.

    One actor, one interaction, a tie (two actors, `is_tie`), a source, or several actors and
    interactions together. Empty: the store itself.
    """

    actors: tuple[int, ...] = ()
    interactions: tuple[int, ...] = ()
    is_tie: bool = False
    source: int | None = None

    @classmethod
    def actor(cls, actor_id: int) -> Selection:
        """Select one actor."""
        return cls(actors=(actor_id,))

    @classmethod
    def interaction(cls, interaction_id: int) -> Selection:
        """Select one interaction."""
        return cls(interactions=(interaction_id,))

    @classmethod
    def tie(cls, actor_id: int, other_id: int) -> Selection:
        """Select the tie between two actors."""
        return cls(actors=(min(actor_id, other_id), max(actor_id, other_id)), is_tie=True)

    @classmethod
    def of_source(cls, source_id: int) -> Selection:
        """Select a source."""
        return cls(source=source_id)

    @classmethod
    def several(cls, actors: Iterable[int] = (), interactions: Iterable[int] = ()) -> Selection:
        """Select several actors and interactions; doubles are dropped."""
        return cls(tuple(dict.fromkeys(actors)), tuple(dict.fromkeys(interactions)))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is selected."""
        return self == Selection()

    @property
    def sole_actor(self) -> int | None:
        """The actor, if exactly one actor and nothing else is selected."""
        return self.actors[0] if len(self.actors) == 1 and not self.interactions else None

    @property
    def sole_interaction(self) -> int | None:
        """The interaction, if exactly one interaction and nothing else is selected."""
        is_sole = len(self.interactions) == 1 and not self.actors
        return self.interactions[0] if is_sole else None

    def toggled(self, *, actor: int | None = None, interaction: int | None = None) -> Selection:
        """Return the selection with one thing added, or taken out if it was in (Ctrl+click)."""
        actors, interactions = list(self.actors), list(self.interactions)
        for chosen, value in ((actors, actor), (interactions, interaction)):
            if value is not None:
                chosen.remove(value) if value in chosen else chosen.append(value)
        return Selection.several(actors, interactions)


@dataclass(frozen=True)
class ViewFacts:
    """Everything the views need to know about the user's wishes; one immutable value.

    Attributes
    ----------
    focus, hops
        Actor ids whose surroundings alone are shown, and how many steps far. Empty: all.
    communities
        What a large network shall show where both are not to be had: 0 the true distances in it,
        1 its communities.
    viewport
        Visible part of the network in layout units (x, y, width, height), None = fitted.
    """

    selection: Selection = Selection()
    window: TimeWindow | None = None
    include_undated: bool = False
    filter: FilterSpec = FilterSpec()
    focus: frozenset[int] = frozenset()
    hops: int = 1
    projection: Projection = "ties"
    show_positions: bool = True
    show_ghosts: bool = True
    dim_others: bool = True
    lanes: Lanes = "kind"
    size_by: Measure = "interactions"
    colour_by: Colouring = "auto"
    communities: float = EVEN
    viewport: tuple[float, float, float, float] | None = None

    def to_json(self) -> dict[str, Any]:
        """Return plain data for a file; `from_json` reads it back."""
        spec = {
            f.name: sorted(value) if isinstance(value, frozenset) else value
            for f in fields(self.filter)
            if (value := getattr(self.filter, f.name)) != f.default
        }
        return {
            "actors": list(self.selection.actors),
            "interactions": list(self.selection.interactions),
            "is_tie": self.selection.is_tie,
            "source": self.selection.source,
            "window": [self.window.first, self.window.last] if self.window else None,
            "include_undated": self.include_undated,
            "filter": spec,
            "focus": sorted(self.focus),
            "hops": self.hops,
            "projection": self.projection,
            "show_positions": self.show_positions,
            "show_ghosts": self.show_ghosts,
            "dim_others": self.dim_others,
            "lanes": self.lanes,
            "size_by": self.size_by,
            "colour_by": self.colour_by,
            "communities": self.communities,
            "viewport": list(self.viewport) if self.viewport else None,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ViewFacts:
        """Read plain data back.

        Raises
        ------
        ValueError
            Where the data is not what `to_json` writes; callers fall back to the default.
        """
        try:
            window, viewport = data.get("window"), data.get("viewport")
            spec = data.get("filter", {})
            return cls(
                selection=Selection(
                    tuple(int(i) for i in data.get("actors", ())),
                    tuple(int(i) for i in data.get("interactions", ())),
                    bool(data.get("is_tie", False)),
                    None if data.get("source") is None else int(data["source"]),
                ),
                window=TimeWindow(int(window[0]), int(window[1])) if window else None,
                include_undated=bool(data.get("include_undated", False)),
                filter=_filter(spec),
                focus=frozenset(int(i) for i in data.get("focus", ())),
                hops=min(9, max(1, int(data.get("hops", 1)))),
                projection="interactions" if data.get("projection") == "interactions" else "ties",
                show_positions=bool(data.get("show_positions", True)),
                show_ghosts=bool(data.get("show_ghosts", True)),
                dim_others=bool(data.get("dim_others", True)),
                lanes="actor" if data.get("lanes") == "actor" else "kind",
                size_by=_measure(data.get("size_by")),
                colour_by=_colouring(data.get("colour_by")),
                communities=_share(data.get("communities"), EVEN),
                viewport=_viewport(viewport),
            )
        except (TypeError, KeyError, IndexError, AttributeError, OverflowError) as error:
            raise ValueError(f"This is not a saved view: {error}") from error


def first_view(dataset: Dataset) -> ViewFacts:
    """Give the view of a store that nobody has looked at.

    In a large one relations would cover what happened; where they are most of it, they stay.
    """
    is_covered = dataset.n_actors > _MANY_ACTORS
    is_covered &= dataset.n_interactions > len(dataset.columns.relation_id)
    return ViewFacts(show_positions=not is_covered)


#: The other facets are named by words.
_FACETS_OF_IDS = frozenset({"topics", "places", "sources"})


def _filter(data: Mapping[str, Any]) -> FilterSpec:
    spec = FilterSpec()
    for facet in fields(FilterSpec):
        if facet.name in data:
            value = data[facet.name]
            if facet.name == "least_behind_tie":
                spec = replace(spec, least_behind_tie=max(1, int(value)))
                continue
            if facet.name == "unnamed":
                hidden: frozenset[object] = frozenset({"unnamed"} if value else ())
            elif facet.name == "properties":
                hidden = frozenset((str(name), str(word)) for name, word in value)
            elif facet.name in _FACETS_OF_IDS:
                hidden = frozenset(int(i) for i in value)
            else:
                hidden = frozenset(str(name) for name in value)
            spec = spec.with_hidden(facet.name, hidden)
    return spec


def _measure(data: Any) -> Measure:
    return _known(data, _MEASURES)


def _colouring(data: Any) -> Colouring:
    return _known(data, _COLOURINGS)


def _known(data: Any, names: tuple[str, ...]) -> str:
    if isinstance(data, str) and (data in names or property_in(data)):
        return data
    return names[0]


def _share(data: Any, default: float) -> float:
    """Read a number from 0 to 1; the default for what is none."""
    if isinstance(data, bool) or not isinstance(data, int | float) or not 0 <= data <= 1:
        return default
    return float(data)


def _viewport(data: Any) -> tuple[float, float, float, float] | None:
    if not data:
        return None
    x, y, width, height = (float(value) for value in data)
    # A view of no size, or not a number, would lose the network out of sight.
    if not (0 < width < 1e9 and 0 < height < 1e9 and abs(x) < 1e9 and abs(y) < 1e9):
        return None
    return x, y, width, height
