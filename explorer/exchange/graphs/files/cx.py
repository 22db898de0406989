"""CX and CX2 read: a JSON list of aspects, with aliases, declarations and defaults."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from explorer.exchange.graphs.files.opening import Unreadable
from explorer.exchange.graphs.model import (
    Attributes,
    Findings,
    GraphEdge,
    GraphHead,
    GraphItem,
    GraphNode,
)
from explorer.exchange.graphs.values import json_value, put, taken, typed, weight_of, words

_READ = {
    "nodes", "edges", "nodeAttributes", "edgeAttributes", "networkAttributes", "cartesianLayout",
    "attributeDeclarations", "metaData", "status", "numberVerification", "CXVersion",
    "hasFragments", "cyGroups",
}  # fmt: skip
_DRAWING = {"visualProperties", "nodeBypasses", "edgeBypasses", "visualEditorProperties",
            "cyVisualProperties", "cyTableColumn", "cyHiddenAttributes"}  # fmt: skip


def cx_items(content: list[Any], head: GraphHead, findings: Findings) -> Iterator[GraphItem]:
    """Read the aspects of a CX (1 or 2) network.

    Raises
    ------
    Unreadable
    """
    aspects: dict[str, list[Any]] = {}
    for fragment in content:
        if not isinstance(fragment, Mapping):
            raise Unreadable("It is a JSON list, but not one of the aspects of CX.")
        for name, items in fragment.items():
            aspects.setdefault(name, []).extend(items if isinstance(items, list) else [items])
    if "nodes" not in aspects and "edges" not in aspects and "CXVersion" not in aspects:
        raise Unreadable("It is a JSON list, but has neither nodes nor edges.")
    _refuse_failed(aspects)
    for name in sorted(set(aspects) - _READ - _DRAWING):
        findings.notice(f"The aspect “{name}” is not read")
    head.creates_missing = False
    if "CXVersion" in aspects:
        yield from _Cx2(aspects, head).items(findings)
    else:
        yield from _cx1_items(aspects, head, findings)


def _refuse_failed(aspects: Mapping[str, list[Any]]) -> None:
    for status in aspects.get("status", []):
        if isinstance(status, Mapping) and status.get("success") is False:
            raise Unreadable(
                f"The file says of itself that it is not whole: {status.get('error', '')}."
            )


class _Cx2:
    def __init__(self, aspects: Mapping[str, list[Any]], head: GraphHead) -> None:
        self._aspects = aspects
        self._head = head
        self._declared: dict[str, dict[str, Mapping[str, Any]]] = {}
        for declarations in aspects.get("attributeDeclarations", []):
            for owner, columns in declarations.items():
                self._declared.setdefault(owner, {}).update(
                    {name: column or {} for name, column in columns.items()}
                )

    def items(self, findings: Findings) -> Iterator[GraphItem]:
        for given in self._aspects.get("networkAttributes", []):
            for name, value in given.items():
                put(self._head.attributes, name, json_value(value))
        self._head.title = taken(self._head.attributes, "name")
        self._head.description = taken(self._head.attributes, "description")
        for rank, given in enumerate(self._aspects.get("nodes", []), start=1):
            node = GraphNode(words(given.get("id")), place=f"node {rank:,}")
            node.attributes = self._attributes("nodes", given.get("v", {}))
            node.x, node.y = weight_of(given.get("x")), weight_of(given.get("y"))
            yield node
        for rank, given in enumerate(self._aspects.get("edges", []), start=1):
            source, target = words(given.get("s")), words(given.get("t"))
            if not source or not target:
                findings.fault("An edge has no source or no target.", f"edge {rank:,}")
                continue
            edge = GraphEdge(source, target, words(given.get("id")), place=f"edge {rank:,}")
            edge.attributes = self._attributes("edges", given.get("v", {}))
            _settle(edge)
            yield edge

    def _attributes(self, owner: str, given: Mapping[str, Any]) -> Attributes:
        attributes: Attributes = {}
        declared = self._declared.get(owner, {})
        names = {column["a"]: name for name, column in declared.items() if "a" in column}
        for name, value in given.items():
            put(attributes, names.get(name, name), json_value(value))
        for name, column in declared.items():
            if "v" in column:
                default = json_value(column["v"])
                if default is not None:
                    attributes.setdefault(name, default)
        return attributes


def _cx1_items(
    aspects: Mapping[str, list[Any]], head: GraphHead, findings: Findings
) -> Iterator[GraphItem]:
    for given in aspects.get("networkAttributes", []):
        put(head.attributes, str(given.get("n")), _cx1_value(given))
    head.title = taken(head.attributes, "name")
    head.description = taken(head.attributes, "description")
    positions = {words(given.get("node")): given for given in aspects.get("cartesianLayout", [])}
    of_nodes = _cx1_attributes(aspects.get("nodeAttributes", []))
    of_edges = _cx1_attributes(aspects.get("edgeAttributes", []))
    groups = {
        words(member): words(group.get("n") or group.get("name") or group.get("@id"))
        for group in aspects.get("cyGroups", [])
        for member in group.get("nodes", [])
    }
    for rank, given in enumerate(aspects.get("nodes", []), start=1):
        identifier = words(given.get("@id"))
        node = GraphNode(identifier, words(given.get("n")), place=f"node {rank:,}")
        node.attributes = of_nodes.get(identifier, {})
        put(node.attributes, "represents", json_value(given.get("r")))
        if identifier in groups:  # a group that is folded out has no node of its own
            node.attributes.setdefault("group", groups[identifier])
        position = positions.get(identifier, {})
        node.x, node.y = weight_of(position.get("x")), weight_of(position.get("y"))
        yield node
    for rank, given in enumerate(aspects.get("edges", []), start=1):
        source, target = words(given.get("s")), words(given.get("t"))
        if not source or not target:
            findings.fault("An edge has no source or no target.", f"edge {rank:,}")
            continue
        identifier = words(given.get("@id"))
        edge = GraphEdge(source, target, identifier, place=f"edge {rank:,}")
        edge.attributes = of_edges.get(identifier, {})
        put(edge.attributes, "interaction", json_value(given.get("i")))
        _settle(edge)
        yield edge


def _settle(edge: GraphEdge) -> None:
    edge.kind = taken(edge.attributes, "interaction", "shared interaction")
    edge.weight = weight_of(edge.attributes.get("weight"))
    # CX edges run from source to target, unless an attribute says otherwise.
    edge.directed = taken(edge.attributes, "directed").lower() not in {"false", "0"}


def _cx1_attributes(given: list[Any]) -> dict[str, Attributes]:
    by_owner: dict[str, Attributes] = {}
    for attribute in given:
        owners = attribute.get("po")
        for owner in owners if isinstance(owners, list) else [owners]:
            put(
                by_owner.setdefault(words(owner), {}),
                str(attribute.get("n")),
                _cx1_value(attribute),
            )
    return by_owner


def _cx1_value(attribute: Mapping[str, Any]) -> Any:
    value, kind = attribute.get("v"), str(attribute.get("d", "string"))
    if isinstance(value, str) and kind.startswith("list_of_"):
        try:
            value = json.loads(value)
        except ValueError:
            return value or None
    if isinstance(value, list):
        return json_value([_typed(item, kind.removeprefix("list_of_")) for item in value])
    return json_value(_typed(value, kind))


def _typed(value: Any, kind: str) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return typed(value, kind)
    except ValueError:
        return value
