"""GEXF read, from the first drafts to 1.3: attributes, times, nested nodes, and what Gephi adds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from explorer.exchange.graphs.files.opening import Unreadable
from explorer.exchange.graphs.files.xml_stream import Element, elements
from explorer.exchange.graphs.model import (
    Attributes,
    Findings,
    GraphEdge,
    GraphHead,
    GraphItem,
    GraphNode,
    Spell,
    Value,
)
from explorer.exchange.graphs.values import put, tolerant, weight_of, words

_STARTS = ("gexf", "graph")
_ENDS = ("meta", "attributes", "node", "edge", "graph")
_DIRECTED = {
    "directed": True,
    "dir": True,
    "mutual": False,
    "double": False,
    "undirected": False,
    "sim": False,
    "sym": False,
}
_OPEN_TIMES = {"", "-infinity", "infinity", "-inf", "inf", "+infinity", "null", "none"}
_TIMES = {"start", "end", "startopen", "endopen", "timestamp", "timestamps", "intervals"}
_PIECE = re.compile(r"[\[(<]\s*([^\[\]()<>;]*?)\s*[\])>]")


def read_gexf(stream: BinaryIO, head: GraphHead, findings: Findings) -> Iterator[GraphItem]:
    """Read the nodes and edges of a GEXF file.

    Raises
    ------
    Unreadable
    """
    yield from _Reader(head, findings).items(stream)


class _Reader:
    def __init__(self, head: GraphHead, findings: Findings) -> None:
        self._head = head
        self._findings = findings
        # By class and id: title, type and default.
        self._declared: dict[str, dict[str, tuple[str, str, Value | None]]] = {
            "node": {},
            "edge": {},
        }
        self._default_direction = "undirected"
        self._n_nodes = 0

    def items(self, stream: BinaryIO) -> Iterator[GraphItem]:
        has_graph = False
        for is_start, element in elements(stream, self._findings, starts=_STARTS, ends=_ENDS):
            if is_start:
                if element.name == "graph":
                    has_graph = True
                    self._default_direction = element.attributes.get(
                        "defaultedgetype", self._default_direction
                    )
                continue
            match element.name:
                case "meta":
                    self._describe(element)
                case "attributes":
                    self._declare(element)
                case "node":
                    yield self._node(element)
                case "edge":
                    if (edge := self._edge(element)) is not None:
                        yield edge
        if not has_graph:
            raise Unreadable("It has no <graph>, so it is no GEXF file with anything in it.")

    def _describe(self, element: Element) -> None:
        for name in ("title", "description", "creator"):
            child = element.first(name)
            if child is not None and child.text.strip():
                setattr(self._head, name, child.text.strip())
        for name in ("keywords", "language"):
            child = element.first(name)
            if child is not None:
                put(self._head.attributes, name, child.text.strip())

    def _declare(self, element: Element) -> None:
        owner = element.attributes.get("class", "node").strip().lower()
        declared = self._declared.setdefault(owner, {})
        for attribute in element.all("attribute"):
            identifier = attribute.attributes.get("id", attribute.attributes.get("title", ""))
            title = attribute.attributes.get("title") or identifier
            kind = attribute.attributes.get("type", "string")
            default = attribute.first("default")
            value = None
            if default is not None:
                value = tolerant(default.text, kind, title, self._findings, attribute)
            declared[identifier] = (title, kind, value)

    def _attributes(self, element: Element, owner: str) -> Attributes:
        attributes: Attributes = {}
        declared = self._declared[owner]
        over_time: dict[str, list[str]] = {}
        given = element.all("attvalue")
        for holder in element.all("attvalues"):
            given += holder.children
        for attvalue in given:
            identifier = attvalue.attributes.get("for", attvalue.attributes.get("id", ""))
            if identifier not in declared:
                self._findings.notice(
                    f"The {owner} attribute “{identifier}” is not declared; taken as text"
                )
                declared[identifier] = (identifier, "string", None)
            title, kind, _ = declared[identifier]
            text = attvalue.attributes.get("value", attvalue.text)
            value = tolerant(text, kind, title, self._findings, attvalue)
            spells = _spells(attvalue)
            if spells and value is not None:
                times = ", ".join(str(spell) for spell in spells)
                over_time.setdefault(title, []).append(f"{words(value)} [{times}]")
            else:
                put(attributes, title, value)
        for title, values in over_time.items():
            attributes[title] = values
        for title, _, default in declared.values():
            if default is not None:
                attributes.setdefault(title, default)
        return attributes

    def _node(self, element: Element) -> GraphNode:
        self._n_nodes += 1
        given = element.attributes
        identifier = given.get("id", "").strip()
        if not identifier:
            identifier = given.get("label", "").strip() or f"#{self._n_nodes}"
            self._findings.notice("A node has no id; it is known by its label", element.place)
        node = GraphNode(identifier, given.get("label", "").strip(), place=element.place)
        node.attributes = self._attributes(element, "node")
        node.spells = _spells(element)
        node.parent = given.get("pid", "").strip()
        around = element.above("node")
        if not node.parent and around is not None:
            node.parent = around.attributes.get("id", "").strip()
        parents = element.first("parents")
        if parents is not None:
            named = [parent.attributes.get("for", "") for parent in parents.all("parent")]
            node.attributes["parents"] = [name for name in named if name]
        position = element.first("position")
        if position is not None:
            node.x = weight_of(position.attributes.get("x"))
            down = weight_of(position.attributes.get("y"))
            node.y = None if down is None else -down  # Gephi's y grows upwards
        return node

    def _edge(self, element: Element) -> GraphEdge | None:
        given = element.attributes
        source = given.get("source", "").strip()
        target = given.get("target", "").strip()
        if not source or not target:
            self._findings.fault(
                "An edge has no source or no target. Give it both, or leave it out.", element.place
            )
            return None
        edge = GraphEdge(source, target, given.get("id", "").strip(), place=element.place)
        edge.label = given.get("label", "").strip()
        edge.kind = given.get("kind", "").strip()
        edge.attributes = self._attributes(element, "edge")
        edge.spells = _spells(element)
        word = given.get("type", given.get("edgetype", self._default_direction)).strip().lower()
        edge.directed = _DIRECTED.get(word, False)
        if word == "mutual":
            edge.attributes.setdefault("mutual", True)
        edge.weight = weight_of(given.get("weight"))
        if edge.weight is None:
            edge.weight = weight_of(edge.attributes.get("weight", edge.attributes.get("Weight")))
        return edge


def _spells(element: Element) -> tuple[Spell, ...]:
    """Give the times of an element: of its own, of its list, and those of its children."""
    given = element.attributes
    if not element.children and given.keys().isdisjoint(_TIMES):
        return ()
    spells: list[Spell] = []
    for name in ("spells", "slices"):
        holder = element.first(name)
        if holder is not None:
            for child in holder.children:
                spells += _own_spells(child.attributes)
    if "intervals" in given:
        spells += _intervals(given["intervals"])
    if "timestamps" in given:
        spells += _moments(given["timestamps"])
    return tuple(spells) or tuple(_own_spells(given))


def _own_spells(given: dict[str, str]) -> list[Spell]:
    if moment := _time(given.get("timestamp", "")):
        return [Spell(moment, moment)]
    start = _time(given.get("start", "") or given.get("startopen", ""))
    end = _time(given.get("end", "") or given.get("endopen", ""))
    return [Spell(start, end)] if start or end else []


def _intervals(text: str) -> list[Spell]:
    """Read ``<[2001, 2003]; [2005, 2006]>``."""
    spells = []
    for piece in _PIECE.findall(text.strip().strip("<>")):
        times = [_time(time) for time in piece.split(",")]
        if times[0] or times[-1]:
            spells.append(Spell(times[0], times[min(1, len(times) - 1)]))
    return spells


def _moments(text: str) -> list[Spell]:
    """Read ``<[2001, 2003]>``, moments each for itself."""
    times = [_time(time) for time in re.split(r"[,;]", text.strip().strip("<>[]()"))]
    return [Spell(time, time) for time in times if time]


def _time(text: str) -> str:
    text = text.strip().strip("\"'")
    return "" if text.lower() in _OPEN_TIMES else text
