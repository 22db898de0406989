"""Tulip's TLP read: brackets with nodes, edges, groups, and properties that come at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from explorer.exchange.graphs.files.opening import Unreadable, whole_text
from explorer.exchange.graphs.model import Findings, GraphEdge, GraphHead, GraphItem, GraphNode
from explorer.exchange.graphs.values import put, tolerant, weight_of

DEEPEST = 100

_TOKEN = re.compile(
    r'(?P<space>[\s\ufeff]+|;[^\n]*)|(?P<open>\()|(?P<close>\))|"(?P<text>(?:[^"\\]|\\.)*)"'
    r'|(?P<word>[^\s()"]+)',
    re.DOTALL,
)
_RANGE = re.compile(r"(\d+)\.\.(\d+)$")
_KINDS = {"int": "int", "double": "double", "metric": "double", "bool": "boolean",
          "string": "string", "metagraph": "", "graph": "", "layout": "", "size": "",
          "color": ""}  # fmt: skip
_MOST_NODES = 20_000_000

_Node = list[Any]
"""A pair of brackets: words, texts, and brackets within, after its line."""


class _Place:
    def __init__(self, line: int) -> None:
        self.place = f"line {line:,}"


def read_tlp(stream: BinaryIO, head: GraphHead, findings: Findings) -> Iterator[GraphItem]:
    """Read the nodes and edges of a Tulip file.

    Raises
    ------
    Unreadable
    """
    reader = _Reader(head, findings)
    for statement in _statements(whole_text(stream)):
        reader.take(statement)
    reader.settle()
    yield from reader.nodes.values()
    yield from reader.edges.values()


class _Reader:
    def __init__(self, head: GraphHead, findings: Findings) -> None:
        self.nodes: dict[str, GraphNode] = {}
        self.edges: dict[str, GraphEdge] = {}
        self._head = head
        self._findings = findings
        head.creates_missing = False

    def take(self, statement: _Node) -> None:
        line, name, *rest = statement
        match name:
            case "nodes":
                for identifier in _numbers(rest, line):
                    self.nodes[identifier] = GraphNode(identifier, place=f"line {line:,}")
            case "edge":
                self._edge(rest, line)
            case "cluster":
                self._cluster(rest, "")
            case "property":
                self._property(rest, line)
            case "author" if rest:
                self._head.creator = str(rest[0])
            case "comments" if rest:
                self._head.description = str(rest[0])
            case "attributes" | "graph_attributes":
                for given in rest:
                    if isinstance(given, list) and given[2:] and given[2] == "name":
                        self._head.title = self._head.title or str(given[-1])

    def _edge(self, rest: list[Any], line: int) -> None:
        if len(rest) < 3 or not all(isinstance(word, str) and word.isdigit() for word in rest[:3]):
            self._findings.fault(
                "An edge does not name its number and two nodes. Mend it or leave it out.",
                f"line {line:,}",
            )
            return
        identifier, source, target = rest[:3]
        edge = GraphEdge(source, target, identifier, directed=True, place=f"line {line:,}")
        self.edges[identifier] = edge

    def _cluster(self, rest: list[Any], around: str) -> None:
        """Note on nodes the innermost group that holds them."""
        texts = [part for part in rest if isinstance(part, str)]
        name = texts[1] if len(texts) > 1 else texts[0] if texts else around
        for part in rest:
            if isinstance(part, list) and part[1:2] == ["nodes"]:
                for identifier in _numbers(part[2:], part[0]):
                    if identifier in self.nodes:
                        self.nodes[identifier].attributes["cluster"] = name
        for part in rest:
            if isinstance(part, list) and part[1:2] == ["cluster"]:
                self._cluster(part[2:], name)

    def _property(self, rest: list[Any], line: int) -> None:
        texts = [part for part in rest if isinstance(part, str)]
        if len(texts) < 3 or texts[0] != "0":
            return  # those of groups repeat or refine those of the whole
        kind, name = texts[1].lower(), texts[2]
        for part in rest:
            if not isinstance(part, list) or len(part) < 4:
                continue
            at, what, identifier, value = part[0], part[1], str(part[2]), str(part[3])
            if what == "node" and identifier in self.nodes:
                self._of_node(self.nodes[identifier], name, kind, value, at)
            elif what == "edge" and identifier in self.edges:
                self._of_edge(self.edges[identifier], name, kind, value, at)
            elif what == "default":
                self._default(name, kind, identifier, value, line)

    def _default(self, name: str, kind: str, of_nodes: str, of_edges: str, line: int) -> None:
        if name.startswith("view") or not _KINDS.get(kind, "string"):
            return
        for items, text in ((self.nodes, of_nodes), (self.edges, of_edges)):
            if text in {"", "0", "false"}:
                continue
            value = tolerant(text, _KINDS.get(kind, "string"), name, self._findings, _Place(line))
            if value is not None:
                for item in items.values():
                    item.attributes.setdefault(name, value)

    def _of_node(self, node: GraphNode, name: str, kind: str, value: str, line: int) -> None:
        if name == "viewLabel":
            node.label = value
        elif name == "viewLayout":
            x, y, *_ = [*value.strip("() ").split(","), "", ""]
            up = weight_of(y)
            node.x, node.y = weight_of(x), None if up is None else -up
        elif not name.startswith("view") and _KINDS.get(kind, "string"):
            put(node.attributes, name, self._value(name, kind, value, line))

    def _of_edge(self, edge: GraphEdge, name: str, kind: str, value: str, line: int) -> None:
        if name == "viewLabel":
            edge.label = value
        elif not name.startswith("view") and _KINDS.get(kind, "string"):
            put(edge.attributes, name, self._value(name, kind, value, line))

    def _value(self, name: str, kind: str, value: str, line: int) -> Any:
        declared = _KINDS.get(kind, "string")
        return tolerant(value, declared, name, self._findings, _Place(line))

    def settle(self) -> None:
        """Give edges the weight that a property tells."""
        for edge in self.edges.values():
            for name in ("weight", "Weight"):
                if name in edge.attributes:
                    edge.weight = weight_of(edge.attributes[name])


def _numbers(words: list[Any], line: int) -> Iterator[str]:
    """Give the numbers of a list, in which ``0..9`` is ten."""
    for word in words:
        if not isinstance(word, str):
            continue
        if found := _RANGE.match(word):
            first, last = int(found.group(1)), int(found.group(2))
            if last - first > _MOST_NODES:
                raise Unreadable(f"Line {line:,}: there cannot be {last - first:,} nodes.")
            yield from map(str, range(first, last + 1))
        elif word.isdigit():
            yield word
        else:
            raise Unreadable(f"Line {line:,}: “{word[:40]}” is no number of a node.")


def _statements(text: str) -> Iterator[_Node]:
    """Give the brackets that lie directly in ``(tlp …)``."""
    stack: list[_Node] = []
    position, line = 0, 1
    is_closed = False
    while position < len(text):
        found = _TOKEN.match(text, position)
        if found is None:
            raise Unreadable(f"Line {line:,}: the text that begins there has no end quote.")
        kind = found.lastgroup
        if kind == "open":
            stack.append([line])
            if len(stack) > DEEPEST:
                raise Unreadable(f"Line {line:,}: brackets lie more than {DEEPEST} deep.")
        elif kind == "close":
            if not stack:
                raise Unreadable(f"Line {line:,}: there is a “)” too many.")
            done = stack.pop()
            if len(stack) == 1 and len(done) > 1:
                yield done
            elif stack:
                stack[-1].append(done)
            else:
                is_closed = True
        elif kind in {"text", "word"} and stack:
            word = found.group(kind)
            if kind == "text":
                word = re.sub(r"\\(.)", r"\1", word)
            stack[-1].append(word)
        line += text.count("\n", position, found.end())
        position = found.end()
    if not is_closed:
        raise Unreadable("The file ends within its brackets; a “)” is missing.")
