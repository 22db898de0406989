"""GraphML read: keys and their defaults, nested graphs, hyperedges, and the dialects of tools."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from explorer.exchange.graphs.files.opening import Unreadable
from explorer.exchange.graphs.files.xml_stream import Element, elements
from explorer.exchange.graphs.model import (
    Attributes,
    Findings,
    GraphEdge,
    GraphHead,
    GraphHyperedge,
    GraphItem,
    GraphNode,
    Value,
)
from explorer.exchange.graphs.values import put, taken, tolerant, weight_of

_STARTS = ("graphml", "graph")
_ENDS = ("key", "node", "edge", "hyperedge", "graph")
_DIRECTED = {"true": True, "1": True, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class _Key:
    """What a `key` element declares."""

    id: str
    owner: str
    name: str
    kind: str
    drawing: bool
    default: Value | None


def read_graphml(stream: BinaryIO, head: GraphHead, findings: Findings) -> Iterator[GraphItem]:
    """Read the nodes, edges and hyperedges of a GraphML file.

    Raises
    ------
    Unreadable
    """
    yield from _Reader(head, findings).items(stream)


class _Reader:
    def __init__(self, head: GraphHead, findings: Findings) -> None:
        self._head = head
        self._findings = findings
        self._keys: dict[tuple[str, str], _Key] = {}
        self._defaults: dict[str, list[_Key]] = {"node": [], "edge": [], "hyperedge": []}
        self._n_graphs = 0
        self._n_nodes = 0

    def items(self, stream: BinaryIO) -> Iterator[GraphItem]:
        is_known = False
        for is_start, element in elements(stream, self._findings, starts=_STARTS, ends=_ENDS):
            if is_start:
                is_known = True
                if element.name == "graph" and element.above("graph") is None:
                    self._n_graphs += 1
            elif not is_known and element.name != "key":
                break
            else:
                yield from self._item(element)
        if not self._n_graphs:
            raise Unreadable("It has no <graph>, so it is no GraphML file with anything in it.")
        if self._n_graphs > 1:
            self._findings.notice(f"The file holds {self._n_graphs:,} graphs, read as one")

    def _item(self, element: Element) -> Iterator[GraphItem]:
        match element.name:
            case "key":
                self._declare(element)
            case "node":
                yield self._node(element)
            case "edge":
                if (edge := self._edge(element)) is not None:
                    yield edge
            case "hyperedge":
                if (hyperedge := self._hyperedge(element)) is not None:
                    yield hyperedge
            case "graph" if element.above("graph") is None:
                self._describe(element)

    def _declare(self, element: Element) -> None:
        given = element.attributes
        identifier = given.get("id", "")
        name = given.get("attr.name") or given.get("attr.uri", "").rpartition("/")[2] or identifier
        kind = given.get("attr.type", "string")
        owner = given.get("for", "all").strip().lower() or "all"
        is_drawing = bool(given.get("yfiles.type")) or (
            "attr.type" not in given and "attr.uri" in given
        )
        default = element.first("default")
        value = None
        if default is not None and not default.children:
            value = tolerant(default.text, kind, name, self._findings, element)
        key = _Key(identifier, owner, name, kind, is_drawing, value)
        if (identifier, owner) in self._keys:
            self._findings.notice(f"The key “{identifier}” is declared twice", element.place)
        self._keys[identifier, owner] = key
        if value is not None:
            for kept, declared in self._defaults.items():
                if owner in {kept, "all"}:
                    declared.append(key)

    def _key(self, identifier: str, owner: str) -> _Key:
        for asked in (owner, "all"):
            if (key := self._keys.get((identifier, asked))) is not None:
                return key
        for (known, _), key in self._keys.items():
            if known == identifier:
                return key
        key = _Key(identifier, owner, identifier, "string", False, None)
        if identifier:
            self._findings.notice(
                f"The attribute “{identifier}” is not declared by a key; taken as text"
            )
        self._keys[identifier, owner] = key
        return key

    def _attributes(self, element: Element, owner: str) -> Attributes:
        attributes: Attributes = {}
        for data in element.all("data"):
            key = self._key(data.attributes.get("key", ""), owner)
            if data.children or key.drawing:
                continue
            put(
                attributes,
                key.name or key.id or "data",
                tolerant(data.text, key.kind, key.name, self._findings, data),
            )
        for key in self._defaults[owner]:
            if key.default is not None:
                attributes.setdefault(key.name, key.default)
        description = element.first("desc")
        if description is not None and description.text.strip():
            attributes.setdefault("description", description.text.strip())
        return attributes

    def _node(self, element: Element) -> GraphNode:
        self._n_nodes += 1
        identifier = element.attributes.get("id", "")
        if not identifier:
            identifier = f"#{self._n_nodes}"
            self._findings.notice("A node has no id; it is known by its rank", element.place)
        node = GraphNode(identifier, place=element.place)
        node.attributes = self._attributes(element, "node")
        around = element.above("node")
        if around is not None:
            node.parent = around.attributes.get("id", "")
        node.label = _drawn_label(element, "NodeLabel") or element.attributes.get("labels", "")
        if node.label.startswith(":"):  # graph databases write ":Person"
            node.attributes.setdefault("labels", node.label)
            node.label = ""
        node.x, node.y = _position(element, node.attributes)
        if element.first("locator") is not None:
            self._findings.notice("What another file says of a node is not read", element.place)
        return node

    def _edge(self, element: Element) -> GraphEdge | None:
        given = element.attributes
        if not given.get("source") or not given.get("target"):
            self._findings.fault(
                "An edge has no source or no target. Give it both, or leave it out.", element.place
            )
            return None
        around = element.above("graph")
        default = around.attributes.get("edgedefault", "") if around is not None else ""
        edge = GraphEdge(given["source"], given["target"], given.get("id", ""))
        if around is not None and around.above("graph") is None:
            edge.layer = around.attributes.get("id", "")
        edge.place = element.place
        edge.attributes = self._attributes(element, "edge")
        edge.directed = _DIRECTED.get(
            given.get("directed", "").strip().lower(), default.strip().lower() == "directed"
        )
        edge.label = _drawn_label(element, "EdgeLabel") or given.get("label", "")
        if edge.label.startswith(":"):
            edge.label = edge.label[1:]
        if (weight := taken(edge.attributes, "weight")) and weight_of(weight) is not None:
            edge.weight = weight_of(weight)
        return edge

    def _hyperedge(self, element: Element) -> GraphHyperedge | None:
        members = []
        for end in element.all("endpoint"):
            part = end.attributes.get("type", "").strip().lower()
            node = end.attributes.get("node", "")
            if node:
                members.append((node, "" if part == "undir" else part))
        if not members:
            self._findings.fault(
                "A hyperedge names no node. Give it endpoints, or leave it out.", element.place
            )
            return None
        hyperedge = GraphHyperedge(tuple(members), element.attributes.get("id", ""))
        hyperedge.attributes = self._attributes(element, "hyperedge")
        hyperedge.place = element.place
        return hyperedge

    def _describe(self, element: Element) -> None:
        for data in element.all("data"):
            key = self._key(data.attributes.get("key", ""), "graph")
            if not data.children and not key.drawing:
                put(self._head.attributes, key.name, data.text.strip())
        self._head.title = self._head.title or taken(
            self._head.attributes, "title", "name", "label", "Network Name"
        )
        description = element.first("desc")
        if description is not None:
            self._head.description = description.text.strip()


def _drawn_label(element: Element, name: str) -> str:
    """Give the label that yEd or yFiles draw."""
    for data in element.all("data"):
        for label in data.within(name):
            if words := label.text.strip():
                return words
        for label in data.within("Label"):
            for text in label.within("Label.Text"):
                if words := text.text.strip():
                    return words
            if words := label.attributes.get("Text", "").strip():
                return words
    return ""


def _position(element: Element, attributes: Attributes) -> tuple[float | None, float | None]:
    for data in element.all("data"):
        for name, x, y in (("Geometry", "x", "y"), ("RectD", "X", "Y")):
            for geometry in data.within(name):
                return weight_of(geometry.attributes.get(x)), weight_of(geometry.attributes.get(y))
    across, down = weight_of(attributes.get("x")), weight_of(attributes.get("y"))
    return (across, down) if across is not None and down is not None else (None, None)
