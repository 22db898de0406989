"""XGMML read, as earlier versions of Cytoscape write it: typed attributes, groups within nodes."""

from __future__ import annotations

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
)
from explorer.exchange.graphs.values import json_value, put, taken, tolerant, weight_of

_STARTS = ("graph",)
_ENDS = ("node", "edge", "graph")
_HIDDEN = ("__", "cytoscape", "node.", "edge.", "network")
_YES = {"1", "true", "yes"}


def read_xgmml(stream: BinaryIO, head: GraphHead, findings: Findings) -> Iterator[GraphItem]:
    """Read the nodes and edges of an XGMML file.

    Raises
    ------
    Unreadable
    """
    is_directed = False
    n_graphs = 0
    seen: set[str] = set()
    for is_start, element in elements(stream, findings, starts=_STARTS, ends=_ENDS):
        given = element.attributes
        if is_start:
            n_graphs += 1
            if n_graphs == 1:
                is_directed = given.get("directed", "").lower() in _YES
                head.title = given.get("label", "")
        elif element.name == "node":
            # Within a group, nodes that stand elsewhere are only pointed at.
            if (identifier := given.get("id", "")) and identifier not in seen:
                seen.add(identifier)
                yield _node(element, identifier, findings)
        elif element.name == "edge" and "href" not in given:
            if (edge := _edge(element, is_directed, findings)) is not None:
                yield edge
        elif element.name == "graph" and element.parent is None:
            for name, value in _attributes(element, findings).items():
                put(head.attributes, name, value)
    if not n_graphs:
        raise Unreadable("It has no <graph>, so it is no XGMML file with anything in it.")


def _node(element: Element, identifier: str, findings: Findings) -> GraphNode:
    node = GraphNode(identifier, element.attributes.get("label", ""), place=element.place)
    node.attributes = _attributes(element, findings)
    around = element.above("node")
    if around is not None:
        node.parent = around.attributes.get("id", "")
    graphics = element.first("graphics")
    if graphics is not None:
        node.x = weight_of(graphics.attributes.get("x"))
        node.y = weight_of(graphics.attributes.get("y"))
    return node


def _edge(element: Element, is_directed: bool, findings: Findings) -> GraphEdge | None:
    given = element.attributes
    source, target = given.get("source", ""), given.get("target", "")
    if not source or not target:
        findings.fault(
            "An edge has no source or no target. Give it both, or leave it out.", element.place
        )
        return None
    edge = GraphEdge(source, target, given.get("id", ""), place=element.place)
    edge.attributes = _attributes(element, findings)
    told = given.get("directed", "").lower()
    edge.directed = told in _YES if told else is_directed
    edge.label = given.get("label", "")
    edge.kind = taken(edge.attributes, "interaction", "shared interaction")
    edge.weight = weight_of(given.get("weight", edge.attributes.get("weight")))
    return edge


def _attributes(element: Element, findings: Findings) -> Attributes:
    attributes: Attributes = {}
    for att in element.all("att"):
        name = att.attributes.get("name") or att.attributes.get("label", "")
        kind = att.attributes.get("type", "string").lower()
        if not name or name.lower().startswith(_HIDDEN) or att.first("graph") is not None:
            continue
        if kind == "list" or (att.children and "value" not in att.attributes):
            items = [child.attributes.get("value", "") for child in att.all("att")]
            put(attributes, name, json_value([item for item in items if item]))
        else:
            text = att.attributes.get("value", att.text)
            put(attributes, name, tolerant(text, kind, name, findings, att))
    return attributes
