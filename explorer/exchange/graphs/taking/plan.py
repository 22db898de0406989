"""How a graph file is taken: which nodes are actors, which edges are interactions, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from explorer.exchange.graphs.model import GraphEdge, GraphHyperedge, GraphNode
from explorer.exchange.graphs.taking.survey import Column, Survey
from explorer.exchange.graphs.taking.times import NO_SCALE, TimeScale, point, when_of
from explorer.exchange.graphs.taking.vocabulary import (
    END_COLUMNS,
    KIND_COLUMNS,
    MOMENT_COLUMNS,
    START_COLUMNS,
    TIE_COLUMNS,
    actor_kind,
    is_event,
)
from explorer.exchange.graphs.values import words

EdgesAs = Literal["auto", "relations", "interactions"]

_ENOUGH_KNOWN = 0.5
_ENOUGH_DATES = 0.9
_ENOUGH_LIKE_EVENTS = 0.8


@dataclass(frozen=True, slots=True)
class DateColumns:
    """Which attributes tell when, and what their bare numbers mean."""

    moment: str = ""
    start: str = ""
    end: str = ""
    scale: TimeScale = NO_SCALE

    @property
    def names(self) -> tuple[str, ...]:
        """The attributes that are there."""
        return tuple(name for name in (self.moment, self.start, self.end) if name)


_NO_DATES = DateColumns()


@dataclass(frozen=True, slots=True)
class GraphPlan:
    """How a graph file is taken.

    Attributes
    ----------
    kind_column
        The node attribute that tells kinds, "" for none.
    default_kind
        Of actors whose kind the file does not tell.
    events
        The nodes that are interactions: ("", "") none, ("column", "value"), or ("#", n) for those
        after the first n.
    edges_as
        What edges between actors become; "auto" goes by their dates.
    tie_column
        What tells the kind of an edge: an attribute, ":kind", ":label" or ":layer", "" for none.
    hierarchy_as_relations
        Whether what lies within another node becomes a relation; else it is an attribute.
    """

    kind_column: str = ""
    default_kind: str = "person"
    events: tuple[str, str] = ("", "")
    edges_as: EdgesAs = "auto"
    tie_column: str = ""
    edge_dates: DateColumns = _NO_DATES
    node_dates: DateColumns = _NO_DATES
    scale: TimeScale = NO_SCALE
    hierarchy_as_relations: bool = False
    is_mixed: bool = False

    @property
    def has_events(self) -> bool:
        """Whether some nodes are interactions."""
        return self.events != ("", "")

    def takes_as_event(self, node: GraphNode, rank: int) -> bool:
        """Tell whether a node is an interaction; `rank` counts nodes from 1."""
        column, value = self.events
        if column == "#":
            return rank > int(value)
        if column == "kind":
            return is_event(words(node.attributes.get(self.kind_column)))
        return bool(column) and words(node.attributes.get(column)) == value

    def tie_word(self, edge: GraphEdge | GraphHyperedge) -> str:
        """Give the word for what an edge is, "" where there is none."""
        if self.tie_column == ":kind":
            return edge.kind if isinstance(edge, GraphEdge) else ""
        if self.tie_column == ":label":
            return edge.label
        if self.tie_column == ":layer":
            return edge.layer if isinstance(edge, GraphEdge) else ""
        return words(edge.attributes.get(self.tie_column)).strip() if self.tie_column else ""


def plan_for(found: Survey, options: Mapping[str, Any]) -> GraphPlan:
    """Choose how to take a file from what it holds and what the user says.

    Parameters
    ----------
    options
        ``kind`` (of actors whose kind is not told), ``edges`` (auto, relations, interactions),
        ``events`` (auto, none, first, second, or ``column=value``), ``hierarchy`` (attribute,
        relations).
    """
    kind_column = _kind_column(found.node_columns)
    scale = TimeScale.of(found.times)
    return GraphPlan(
        kind_column=kind_column,
        default_kind=str(options.get("kind") or "person"),
        events=_events(found, kind_column, str(options.get("events") or "auto")),
        edges_as=_edges_as(str(options.get("edges") or "auto")),
        tie_column=_tie_column(found),
        edge_dates=_date_columns(found.edge_columns),
        node_dates=_date_columns(found.node_columns),
        scale=scale,
        hierarchy_as_relations=options.get("hierarchy") == "relations",
        is_mixed=found.is_mixed,
    )


def _edges_as(word: str) -> EdgesAs:
    if word == "relations":
        return "relations"
    return "interactions" if word == "interactions" else "auto"


def _kind_column(columns: Mapping[str, Column]) -> str:
    """Find the attribute whose values are mostly kinds of actors, or events."""
    best, best_share = "", _ENOUGH_KNOWN
    for name in _named(columns, KIND_COLUMNS):
        column = columns[name]
        known = sum(
            count for word, count in column.values.items() if actor_kind(word) or is_event(word)
        )
        if known and known / column.n > best_share:
            best, best_share = name, known / column.n
    return best


def _events(found: Survey, kind_column: str, asked: str) -> tuple[str, str]:
    if asked == "none":
        return "", ""
    if asked in {"first", "second"} and found.head.n_first_mode is not None:
        # Those of the first mode come first; only a swap of the rest can be said by a number.
        return "#", str(found.head.n_first_mode)
    if asked in {"first", "second"}:
        for column in {column for column, _ in found.modes}:
            values = sorted(value for name, value in found.modes if name == column)
            if len(values) == 2:
                return column, values[0 if asked == "first" else 1]
        return "", ""
    if "=" in asked:
        column, _, value = asked.partition("=")
        return column, value
    if kind_column and any(is_event(word) for word in found.node_columns[kind_column].values):
        return "kind", ""
    if found.ranks[0] and found.ranks[1] / found.ranks[0] >= _ENOUGH_LIKE_EVENTS:
        return "#", str(found.head.n_first_mode)
    for (column, value), (n, n_like) in found.modes.items():
        others = [m for (c, v), m in found.modes.items() if c == column and v != value]
        is_clear = len(others) == 1 and others[0][1] <= others[0][0] * (1 - _ENOUGH_LIKE_EVENTS)
        if is_clear and n_like >= n * _ENOUGH_LIKE_EVENTS:
            return column, value
    return "", ""


def _tie_column(found: Survey) -> str:
    if found.kinds.n and found.kinds.is_few:
        return ":kind"
    if len(found.layers.values) > 1:
        return ":layer"
    for name in _named(found.edge_columns, TIE_COLUMNS):
        column = found.edge_columns[name]
        if column.is_few and not any(_is_number(word) for word in column.values):
            return name
    if found.labels.n and found.labels.is_few and len(found.labels.values) <= 60:
        return ":label"
    return ""


def _date_columns(columns: Mapping[str, Column]) -> DateColumns:
    start = _dated(columns, START_COLUMNS)
    end = _dated(columns, END_COLUMNS)
    moment = _dated(columns, MOMENT_COLUMNS)
    numbers = [number for name in (start, end, moment) if name for number in columns[name].numbers]
    return DateColumns(moment, start, end, TimeScale.of(numbers))


def _dated(columns: Mapping[str, Column], names: Iterable[str]) -> str:
    for name in _named(columns, names):
        column = columns[name]
        scale = TimeScale.of(column.numbers)
        samples = [text for text in column.samples if text.strip()]
        n_dates = sum(
            point(text, scale) is not None or when_of(text, scale) is not None for text in samples
        )
        if samples and n_dates >= len(samples) * _ENOUGH_DATES:
            return name
    return ""


def _named(columns: Mapping[str, Column], names: Iterable[str]) -> list[str]:
    by_fold = {name.strip().casefold(): name for name in columns}
    return [by_fold[name] for name in names if name in by_fold]


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
