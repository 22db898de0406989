"""What a graph file says, before anything is made of it: nodes, edges, attributes, times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from explorer.errors import ImportProblem

Value = str | int | float | bool | list[Any]
"""What an attribute holds; a date is the text of the file."""

Attributes = dict[str, Value]

SHOWN_PLACES = 3


@dataclass(frozen=True, slots=True)
class Spell:
    """A time at which something was there, as the file writes it; "" is open."""

    start: str
    end: str

    def __str__(self) -> str:
        return self.start if self.start == self.end else f"{self.start or '…'} – {self.end or '…'}"


@dataclass(slots=True)
class GraphNode:
    """A node.

    Attributes
    ----------
    label
        "" where the file gives none.
    parent
        The id of the node that it lies within, "" for none.
    place
        Where it stands, as ``line 12``.
    x, y
        Its place in the picture, y growing downwards; None where the file gives none.
    """

    id: str
    label: str = ""
    attributes: Attributes = field(default_factory=dict)
    spells: tuple[Spell, ...] = ()
    parent: str = ""
    place: str = ""
    x: float | None = None
    y: float | None = None


@dataclass(slots=True)
class GraphEdge:
    """An edge.

    Attributes
    ----------
    id
        "" where the file gives none.
    kind
        What keeps parallel edges apart, or the name of the relation; "" for none.
    layer
        The graph that it stands in, where a file may hold several; "" for none.
    """

    source: str
    target: str
    id: str = ""
    directed: bool = False
    label: str = ""
    kind: str = ""
    weight: float | None = None
    attributes: Attributes = field(default_factory=dict)
    spells: tuple[Spell, ...] = ()
    place: str = ""
    layer: str = ""


@dataclass(slots=True)
class GraphHyperedge:
    """An edge of any number of nodes, each with the word for its part in it ("" for none)."""

    members: tuple[tuple[str, str], ...]
    id: str = ""
    label: str = ""
    attributes: Attributes = field(default_factory=dict)
    spells: tuple[Spell, ...] = ()
    place: str = ""


GraphItem = GraphNode | GraphEdge | GraphHyperedge
GraphItems = Iterator[GraphItem]


@dataclass(slots=True)
class GraphHead:
    """What the file says about itself.

    Attributes
    ----------
    creates_missing
        Whether an edge may name a node that the file does not list.
    n_first_mode
        Of a two-mode network: how many of its nodes are of the first mode.
    attributes
        What the file says about the whole.
    late
        Attributes by node that stand only after the nodes were given; a second reading has them.
    """

    title: str = ""
    description: str = ""
    creator: str = ""
    creates_missing: bool = True
    n_first_mode: int | None = None
    attributes: Attributes = field(default_factory=dict)
    late: dict[str, Attributes] = field(default_factory=dict)


class Findings:
    """What was noticed while a file was read: faults, and what was taken otherwise or left out.

    Attributes
    ----------
    problems
        Elements that make no sense; they are left out, or the file is refused.
    """

    def __init__(self) -> None:
        self.problems: list[ImportProblem] = []
        self._notices: Counter[str] = Counter()
        self._places: dict[str, list[str]] = {}

    def fault(self, what: str, place: str = "") -> None:
        """Note an element that makes no sense."""
        self.problems.append(ImportProblem(what, place))

    def notice(self, what: str, place: str = "") -> None:
        """Note something harmless; the same words are counted."""
        self._notices[what] += 1
        places = self._places.setdefault(what, [])
        if place and len(places) < SHOWN_PLACES:
            places.append(place)

    @property
    def notices(self) -> list[str]:
        """What was noticed, as sentences with how often and where."""
        told = []
        for what, count in self._notices.items():
            places = ", ".join(self._places[what])
            if places and count > len(self._places[what]):
                places += ", …"
            times = f" ({count:,} times{': ' if places else ''}{places})" if count > 1 else ""
            told.append(what + (times or (f" ({places})" if places else "")) + ".")
        return told
