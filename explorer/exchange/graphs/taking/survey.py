"""A first reading of a graph file: how much of what it holds, so that the second knows best."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from explorer.exchange.graphs.model import (
    Attributes,
    GraphEdge,
    GraphHead,
    GraphItem,
    GraphNode,
    Spell,
)
from explorer.exchange.graphs.taking.times import bare_number
from explorer.exchange.graphs.taking.vocabulary import looks_like_event
from explorer.exchange.graphs.values import words
from explorer.progress import CancelToken

MOST_DISTINCT = 400
_MOST_SAMPLES = 2_000
_CHECK_EVERY = 1_000
MODE_COLUMNS = ("bipartite", "type", "mode")


@dataclass(slots=True)
class Column:
    """What an attribute holds, over all nodes or edges.

    Attributes
    ----------
    values
        How often each value occurs; beyond `MOST_DISTINCT` none is added any more.
    samples
        The first values, as text.
    """

    n: int = 0
    values: Counter[str] = field(default_factory=Counter)
    samples: list[str] = field(default_factory=list)
    numbers: list[float] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Count a value."""
        self.n += 1
        if text in self.values or len(self.values) <= MOST_DISTINCT:
            self.values[text] += 1
        if len(self.samples) < _MOST_SAMPLES:
            self.samples.append(text)
        if (number := bare_number(text)) is not None:
            _widen(self.numbers, number)

    @property
    def is_few(self) -> bool:
        """Whether the values are so few that they are words of a vocabulary."""
        return len(self.values) <= MOST_DISTINCT and (
            len(self.values) <= 12 or len(self.values) * 3 <= self.n
        )


@dataclass(slots=True)
class Survey:
    """What a graph file holds.

    Attributes
    ----------
    missing
        Nodes that edges name and the file does not list.
    kinds, labels, layers
        The kinds and labels of edges, and the graphs that they stand in.
    times
        The lowest and highest bare number that stands as a time, and one that is not whole.
    modes
        By mode column and value: how many nodes, and how many of them are called like events.
    """

    head: GraphHead
    n_nodes: int = 0
    n_edges: int = 0
    n_hyperedges: int = 0
    n_directed: int = 0
    n_positions: int = 0
    n_spells: int = 0
    node_columns: dict[str, Column] = field(default_factory=dict)
    edge_columns: dict[str, Column] = field(default_factory=dict)
    kinds: Column = field(default_factory=Column)
    labels: Column = field(default_factory=Column)
    layers: Column = field(default_factory=Column)
    times: list[float] = field(default_factory=list)
    modes: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    ranks: list[int] = field(default_factory=lambda: [0, 0])
    missing: list[str] = field(default_factory=list)

    @property
    def is_mixed(self) -> bool:
        """Whether some edges have a direction and others none."""
        return 0 < self.n_directed < self.n_edges

    @property
    def told(self) -> str:
        """How much there is, as a sentence."""
        parts = [_count(self.n_nodes, "node"), _count(self.n_edges, "edge")]
        if self.n_hyperedges:
            parts.append(_count(self.n_hyperedges, "hyperedge"))
        return f"The file holds {', '.join(parts[:-1])} and {parts[-1]}."


def survey(items: Iterable[GraphItem], head: GraphHead, token: CancelToken) -> Survey:
    """Read a graph once through.

    Raises
    ------
    explorer.progress.Cancelled
    """
    found = Survey(head)
    known: set[str] = set()
    named: dict[str, None] = {}
    for rank, item in enumerate(items):
        if rank % _CHECK_EVERY == 0:
            token.raise_if_cancelled()
        if isinstance(item, GraphNode):
            _add_node(found, item, is_new=item.id not in known)
            known.add(item.id)
        elif isinstance(item, GraphEdge):
            _add_edge(found, item)
            for end in (item.source, item.target):
                if end not in known:
                    named[end] = None
        else:
            found.n_hyperedges += 1
            _add_columns(found.edge_columns, item.attributes)
            for end, _ in item.members:
                if end not in known:
                    named[end] = None
    for attributes in head.late.values():
        for name, value in attributes.items():
            found.node_columns.setdefault(name, Column()).add(words(value))
    found.missing = [end for end in named if end not in known]
    return found


def _add_node(found: Survey, node: GraphNode, *, is_new: bool) -> None:
    if is_new:
        found.n_nodes += 1
    found.n_positions += node.x is not None
    _add_columns(found.node_columns, node.attributes)
    _add_spells(found, node.spells)
    label = node.label or words(node.attributes.get("label", node.attributes.get("name", node.id)))
    is_like = looks_like_event(label)
    for column in MODE_COLUMNS:
        value = node.attributes.get(column)
        if isinstance(value, bool | int) or value in {"0", "1"}:
            counts = found.modes.setdefault((column, words(value)), [0, 0])
            counts[0] += 1
            counts[1] += is_like
    if found.head.n_first_mode is not None and found.n_nodes > found.head.n_first_mode:
        found.ranks[0] += 1
        found.ranks[1] += is_like


def _add_edge(found: Survey, edge: GraphEdge) -> None:
    found.n_edges += 1
    found.n_directed += edge.directed
    if edge.kind:
        found.kinds.add(edge.kind)
    if edge.label:
        found.labels.add(edge.label)
    if edge.layer:
        found.layers.add(edge.layer)
    _add_columns(found.edge_columns, edge.attributes)
    _add_spells(found, edge.spells)


def _add_columns(columns: dict[str, Column], attributes: Attributes) -> None:
    for name, value in attributes.items():
        columns.setdefault(name, Column()).add(words(value))


def _add_spells(found: Survey, spells: tuple[Spell, ...]) -> None:
    found.n_spells += len(spells)
    for spell in spells:
        for text in (spell.start, spell.end):
            if text and (number := bare_number(text)) is not None:
                _widen(found.times, number)


def _widen(numbers: list[float], number: float) -> None:
    """Keep the lowest, the highest, and one that is not whole, if there is any."""
    if not numbers:
        numbers += [number, number]
    numbers[0], numbers[1] = min(numbers[0], number), max(numbers[1], number)
    if not number.is_integer() and len(numbers) == 2:
        numbers.append(number)


def _count(n: int, word: str) -> str:
    return f"{n:,} {word}{'' if n == 1 else 's'}"
