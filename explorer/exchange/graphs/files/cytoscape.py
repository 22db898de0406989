"""JSON networks read: Cytoscape's .cyjs, CX and CX2, node-link JSON, graphology's, JGF."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from explorer.exchange.graphs.files.cx import cx_items
from explorer.exchange.graphs.files.opening import Unreadable, encoding_of
from explorer.exchange.graphs.model import (
    Attributes,
    Findings,
    GraphEdge,
    GraphHead,
    GraphHyperedge,
    GraphItem,
    GraphNode,
)
from explorer.exchange.graphs.values import json_value, put, taken, weight_of, words

_NOT_ATTRIBUTES = {"id", "source", "target", "parent"}


def read_json_graph(stream: BinaryIO, head: GraphHead, findings: Findings) -> Iterator[GraphItem]:
    """Read a network that is written as JSON.

    Raises
    ------
    Unreadable
    """
    content = _parsed(stream)
    match content:
        case list() if any(_is_element(item) for item in content):
            yield from _elements(content, head, findings)
        case list():
            yield from cx_items(content, head, findings)
        case {"elements": dict() | list() as elements}:
            _describe(content.get("data"), head)
            yield from _elements(elements, head, findings)
        case {"nodes": list() as nodes} if nodes and all(map(_is_element, nodes)):
            _describe(content.get("data"), head)
            yield from _elements(content, head, findings)
        case {"graph": dict() as graph, **rest} if "nodes" in graph and "nodes" not in rest:
            yield from _json_graph(graph, head, findings)
        case {"graphs": [dict() as graph, *others]} if "nodes" in graph:
            if others:
                findings.notice("Of several graphs in the file only the first is read")
            yield from _json_graph(graph, head, findings)
        case {"nodes": list() as nodes, "adjacency": list() as adjacency}:
            _describe(content.get("graph"), head)
            yield from _node_link(nodes, _neighbours(nodes, adjacency, content), content, findings)
        case {"nodes": list() as nodes, **rest} if "format" not in content:
            _describe(rest.get("graph", rest.get("attributes")), head)
            links = rest.get("links", rest.get("edges", []))
            yield from _node_link(nodes, links, content, findings)
        case _:
            raise Unreadable(
                "It is JSON, but no network: there are neither “elements” nor “nodes” nor the "
                "aspects of CX."
            )


def _parsed(stream: BinaryIO) -> Any:
    encoding = encoding_of(stream)
    stream.seek(0)
    try:
        return json.loads(stream.read().decode(encoding, "replace"))
    except json.JSONDecodeError as fault:
        raise Unreadable(
            f"The JSON is broken in line {fault.lineno:,}, column {fault.colno:,}: {fault.msg}."
        ) from fault
    except RecursionError as fault:
        raise Unreadable("The JSON lies too deep in itself to be a network.") from fault


def _is_element(item: object) -> bool:
    return isinstance(item, Mapping) and isinstance(item.get("data"), Mapping)


def _describe(given: object, head: GraphHead) -> None:
    if isinstance(given, Mapping):
        for name, value in given.items():
            put(head.attributes, str(name), json_value(value))
    elif isinstance(given, list):  # networkx writes pairs
        for pair in given:
            if isinstance(pair, list) and len(pair) == 2:
                put(head.attributes, str(pair[0]), json_value(pair[1]))
    head.title = taken(head.attributes, "name", "title", "shared name")
    head.description = taken(head.attributes, "description")


def _elements(
    elements: Mapping[str, Any] | list[Any], head: GraphHead, findings: Findings
) -> Iterator[GraphItem]:
    if isinstance(elements, list):
        groups = {"nodes": [], "edges": []}  # type: dict[str, list[Any]]
        for item in elements:
            data = item.get("data", {}) if isinstance(item, Mapping) else {}
            is_edge = item.get("group") == "edges" if "group" in item else "source" in data
            groups["edges" if is_edge else "nodes"].append(item)
        elements = groups
    for rank, item in enumerate(_list(elements, "nodes"), start=1):
        data = item.get("data", {})
        identifier = words(data.get("id", data.get("SUID"))).strip()
        if not identifier:
            identifier = f"#{rank}"
            findings.notice("A node has no id; it is known by its rank", f"node {rank:,}")
        node = GraphNode(identifier, place=f"node {rank:,}", parent=words(data.get("parent")))
        node.attributes = _attributes(data)
        position = item.get("position")
        if isinstance(position, Mapping):
            node.x, node.y = weight_of(position.get("x")), weight_of(position.get("y"))
        yield node
    for rank, item in enumerate(_list(elements, "edges"), start=1):
        data = item.get("data", {})
        yield from _edge(data, words(data.get("id")), rank, False, findings)


def _node_link(
    nodes: list[Any], links: object, content: Mapping[str, Any], findings: Findings
) -> Iterator[GraphItem]:
    options = content.get("options")
    directed = content.get("directed") is True
    if isinstance(options, Mapping):
        directed = options.get("type", "directed") == "directed"
    elif "links" not in content and "directed" not in content:
        directed = True
    ids = []
    for rank, given in enumerate(nodes, start=1):
        item = given if isinstance(given, Mapping) else {"id": given}
        identifier = words(item.get("id", item.get("key", item.get("name")))).strip()
        identifier = identifier or f"#{rank}"
        ids.append(identifier)
        inner = item.get("attributes")
        data = inner if isinstance(inner, Mapping) else item
        node = GraphNode(identifier, words(data.get("label")), place=f"node {rank:,}")
        node.attributes = _attributes(data)
        node.attributes.pop("label", None)
        node.attributes.pop("key", None) if data is item and "key" in item else None
        node.x, node.y = weight_of(data.get("x")), weight_of(data.get("y"))
        yield node
    known = set(ids)
    for rank, item in enumerate(links if isinstance(links, list) else [], start=1):
        if not isinstance(item, Mapping):
            findings.fault("An edge is no object.", f"edge {rank:,}")
            continue
        inner = item.get("attributes")
        data = dict(inner if isinstance(inner, Mapping) else item)
        for end in ("source", "target"):
            value = item.get(end)
            # Plain d3 files name nodes by their rank.
            if isinstance(value, int) and 0 <= value < len(ids) and words(value) not in known:
                value = ids[value]
            data[end] = value
        is_directed = directed and item.get("undirected") is not True
        yield from _edge(data, words(item.get("key", item.get("id"))), rank, is_directed, findings)


def _json_graph(
    graph: Mapping[str, Any], head: GraphHead, findings: Findings
) -> Iterator[GraphItem]:
    """Read the JSON Graph Format: nodes by their ids, or as a list of them."""
    _describe(graph.get("metadata"), head)
    head.title = head.title or words(graph.get("label"))
    given = graph["nodes"]
    items = (
        [{"id": name, **node} for name, node in given.items() if isinstance(node, Mapping)]
        if isinstance(given, Mapping)
        else _list(graph, "nodes")
    )
    flat = [_with_metadata(item) for item in items]
    edges = [_with_metadata(item) for item in _list(graph, "edges")]
    options = {"directed": graph.get("directed", True) is True}
    yield from _node_link(flat, edges, options, findings)
    for rank, item in enumerate(_list(graph, "hyperedges"), start=1):
        nodes = item.get("nodes")
        sides = (("", nodes), ("in", item.get("source")), ("out", item.get("target")))
        members = tuple(
            (words(name), part)
            for part, names in sides
            if isinstance(names, list)
            for name in names
        )
        if members:
            hyperedge = GraphHyperedge(members, label=words(item.get("relation")))
            hyperedge.attributes = _attributes(_with_metadata({"metadata": item.get("metadata")}))
            hyperedge.place = f"hyperedge {rank:,}"
            yield hyperedge


def _with_metadata(item: Mapping[str, Any]) -> dict[str, Any]:
    """Give an item with what is told of it beside its name laid open."""
    flat = {name: value for name, value in item.items() if name != "metadata"}
    if "relation" in flat:
        flat.setdefault("interaction", flat.pop("relation"))
    told = item.get("metadata")
    return {**told, **flat} if isinstance(told, Mapping) else flat


def _neighbours(
    nodes: list[Any], adjacency: list[Any], content: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Give the edges of networkx's lists of neighbours, each once where they have no direction."""
    ids = [words(node.get("id")) if isinstance(node, Mapping) else "" for node in nodes]
    edges: list[dict[str, Any]] = []
    seen: set[tuple[str, str, str]] = set()
    for source, neighbours in zip(ids, adjacency, strict=False):
        for neighbour in neighbours if isinstance(neighbours, list) else []:
            target, key = words(neighbour.get("id")), words(neighbour.get("key"))
            if content.get("directed") is not True:
                known = (min(source, target), max(source, target), key)
                if known in seen:
                    continue
                seen.add(known)
            told = {name: value for name, value in neighbour.items() if name not in {"id", "key"}}
            edges.append({**told, "source": source, "target": target})
    return edges


def _edge(
    data: Mapping[str, Any], identifier: str, rank: int, directed: bool, findings: Findings
) -> Iterator[GraphEdge]:
    source, target = words(data.get("source")).strip(), words(data.get("target")).strip()
    if not source or not target:
        findings.fault(
            "An edge has no source or no target. Give it both, or leave it out.", f"edge {rank:,}"
        )
        return
    edge = GraphEdge(source, target, identifier, place=f"edge {rank:,}")
    edge.attributes = _attributes(data)
    word = taken(edge.attributes, "directed").lower()
    edge.directed = word in {"true", "1"} if word else directed
    edge.label = taken(edge.attributes, "label", "name")
    edge.kind = taken(edge.attributes, "interaction", "shared interaction")
    edge.weight = weight_of(data.get("weight"))
    yield edge


def _list(elements: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    items = elements.get(name, [])
    if not isinstance(items, list):
        raise Unreadable(f"“{name}” is no list.")
    return [item for item in items if isinstance(item, Mapping)]


def _attributes(data: Mapping[str, Any]) -> Attributes:
    attributes: Attributes = {}
    for name, value in data.items():
        if name not in _NOT_ATTRIBUTES:
            put(attributes, name, json_value(value))
    return attributes
