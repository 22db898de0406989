"""Graphviz DOT read: chains, groups as ends, what holds for all that follows, clusters, ports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from explorer.exchange.graphs.files.dot_tokens import DotToken, dot_tokens
from explorer.exchange.graphs.files.opening import Unreadable, whole_text
from explorer.exchange.graphs.model import (
    Attributes,
    Findings,
    GraphEdge,
    GraphHead,
    GraphItem,
    GraphNode,
)
from explorer.exchange.graphs.values import put, weight_of

DEEPEST = 100

_KEYWORDS = {"node", "edge", "graph", "digraph", "subgraph", "strict"}
#: How something is drawn; not what it says.
_DRAWING = {
    "arrowhead", "arrowsize", "arrowtail", "bb", "bgcolor", "class", "color", "colorscheme",
    "constraint", "decorate", "dir", "distortion", "fillcolor", "fixedsize", "fontcolor",
    "fontname", "fontsize", "gradientangle", "headclip", "headlp", "headport", "height", "id",
    "image", "imagescale", "labelangle", "labeldistance", "labelfloat", "labelfontcolor",
    "labelfontname", "labelfontsize", "labelloc", "labeljust", "layer", "len", "lhead", "lp",
    "ltail", "margin", "minlen", "nojustify", "ordering", "orientation", "penwidth",
    "peripheries", "pin", "pos", "rank", "rects", "regular", "samehead", "sametail", "shape",
    "shapefile", "sides", "skew", "sortv", "style", "tailclip", "tail_lp", "tailport", "target",
    "vertices", "width", "xlp", "z",
}  # fmt: skip
_BREAK = re.compile(r"\\[nlr]")


def read_dot(stream: BinaryIO, head: GraphHead, findings: Findings) -> Iterator[GraphItem]:
    """Read the nodes and edges of the first graph of a Graphviz file.

    Raises
    ------
    Unreadable
    """
    text = whole_text(stream)
    reader = _Reader(head, findings, dot_tokens(text.replace("\r\n", "\n").replace("\r", "\n")))
    reader.read()
    yield from reader.nodes.values()
    yield from reader.edges


@dataclass(slots=True)
class _Frame:
    """What holds within a pair of braces."""

    nodes: dict[str, str] = field(default_factory=dict)
    edges: dict[str, str] = field(default_factory=dict)
    cluster: str = ""
    members: dict[str, None] = field(default_factory=dict)

    def within(self) -> _Frame:
        """Give what holds in braces within these."""
        return _Frame(dict(self.nodes), dict(self.edges), self.cluster)


class _Reader:
    def __init__(self, head: GraphHead, findings: Findings, tokens: Iterator[DotToken]) -> None:
        self.nodes: dict[str, GraphNode] = {}
        self.edges: list[GraphEdge] = []
        self._head = head
        self._findings = findings
        self._tokens = tokens
        self._token = next(tokens)
        self._is_strict = False
        self._known: dict[tuple[str, str], GraphEdge] = {}

    def read(self) -> None:
        self._is_strict = self._takes_word("strict")
        is_directed = self._takes_word("digraph")
        if not is_directed and not self._takes_word("graph"):
            raise Unreadable("It has no “graph { … }” or “digraph { … }”, so it is no DOT file.")
        if self._token.kind in {"word", "name"}:
            self._head.title = self._next().text
        self._expect("{")
        self._statements(_Frame(), 1)
        if self._token.kind != "end":
            self._findings.notice("Of several graphs in the file only the first is read")
        if self._is_strict:
            self._findings.notice("The graph is strict: of edges between the same two one is kept")

    # --- words -----------------------------------------------------------------------------

    def _next(self) -> DotToken:
        token, self._token = self._token, next(self._tokens)
        return token

    def _is_mark(self, mark: str) -> bool:
        return self._token.kind == "mark" and self._token.text == mark

    def _takes(self, mark: str) -> bool:
        if self._is_mark(mark):
            self._next()
            return True
        return False

    def _takes_word(self, word: str) -> bool:
        if self._token.kind == "word" and self._token.text.lower() == word:
            self._next()
            return True
        return False

    def _expect(self, mark: str) -> None:
        if not self._takes(mark):
            raise self._unexpected(f"where “{mark}” is expected")

    def _unexpected(self, why: str) -> Unreadable:
        if self._token.kind == "end":
            return Unreadable("The file ends within the graph; a “}” or “]” is missing.")
        return Unreadable(
            f"Line {self._token.line:,}: “{self._token.text[:40]}” stands {why}. Mend it there, "
            "or export the file again."
        )

    # --- statements ------------------------------------------------------------------------

    def _statements(self, frame: _Frame, depth: int) -> None:
        if depth > DEEPEST:
            raise Unreadable(f"Groups lie more than {DEEPEST} deep in each other.")
        while not self._takes("}"):
            if self._takes(";") or self._takes(","):
                continue
            self._statement(frame, depth)

    def _statement(self, frame: _Frame, depth: int) -> None:
        token = self._token
        word = token.text.lower() if token.kind == "word" else ""
        if word in {"node", "edge", "graph"}:
            self._next()
            given = self._attributes()
            if word == "node":
                frame.nodes.update(given)
            elif word == "edge":
                frame.edges.update(given)
            else:
                self._describe(given, frame, depth)
            return
        ends = [self._end(frame, depth)]
        if self._takes("="):
            self._describe({ends[0][0]: self._value()}, frame, depth)
            return
        arrows: list[DotToken] = []
        while self._token.kind == "arrow":
            arrows.append(self._next())
            ends.append(self._end(frame, depth))
        given = self._attributes()
        if arrows:
            for rank, arrow in enumerate(arrows):
                for source in ends[rank]:
                    for target in ends[rank + 1]:
                        self._edge(source, target, arrow, {**frame.edges, **given})
        elif given and len(ends[0]) == 1 and token.text != "{":
            self._tell(self.nodes[ends[0][0]], given)

    def _end(self, frame: _Frame, depth: int) -> list[str]:
        """Give the nodes at one end of an edge: one, or all of a group."""
        name = ""
        if is_group := self._takes_word("subgraph"):
            name = self._next().text if self._token.kind in {"word", "name"} else ""
        if self._takes("{"):
            inner = frame.within()
            if name.lower().startswith("cluster"):
                inner.cluster = name
            self._statements(inner, depth + 1)
            frame.members.update(inner.members)
            return list(inner.members)
        if is_group:
            raise self._unexpected("where “{” is expected")
        identifier = self._name()
        self._ports()
        if self._is_mark("="):
            return [identifier]
        if identifier not in self.nodes:
            node = GraphNode(identifier, place=f"line {self._token.line:,}")
            self.nodes[identifier] = node
            self._tell(node, frame.nodes)
            put(node.attributes, "cluster", frame.cluster)
        elif frame.cluster:
            self.nodes[identifier].attributes.setdefault("cluster", frame.cluster)
        frame.members[identifier] = None
        return [identifier]

    def _name(self) -> str:
        if self._token.kind not in {"word", "name"} or (
            self._token.kind == "word" and self._token.text.lower() in _KEYWORDS
        ):
            raise self._unexpected("where a name is expected")
        return self._next().text

    def _ports(self) -> None:
        while self._takes(":"):
            self._name()

    def _attributes(self) -> dict[str, str]:
        given: dict[str, str] = {}
        while self._takes("["):
            while not self._takes("]"):
                if self._takes(",") or self._takes(";"):
                    continue
                if self._token.kind not in {"word", "name"}:
                    raise self._unexpected("where the name of an attribute is expected")
                name = self._next().text
                given[name] = self._value() if self._takes("=") else "true"
        return given

    def _value(self) -> str:
        # Some programs write [label=].
        if self._is_mark("]") or self._is_mark(",") or self._is_mark(";"):
            return ""
        value = self._next()
        if value.kind not in {"word", "name"}:
            raise self._unexpected("after what is no value")
        return value.text

    # --- what they mean --------------------------------------------------------------------

    def _describe(self, given: dict[str, str], frame: _Frame, depth: int) -> None:
        label = _lines(given.get("label", ""))
        if depth > 1:
            if label and frame.cluster:
                for member in frame.members:
                    node = self.nodes[member]
                    if node.attributes.get("cluster") == frame.cluster:
                        node.attributes["cluster"] = label
                frame.cluster = label
            return
        self._head.title = label or self._head.title
        for name, value in given.items():
            if name not in _DRAWING and name != "label":
                put(self._head.attributes, name, value)

    def _tell(self, node: GraphNode, given: dict[str, str]) -> None:
        for name, value in given.items():
            if name == "label":
                node.label = _lines(value.replace("\\N", node.id).replace("\\G", self._head.title))
            elif name == "pos":
                x, _, y = value.rstrip("!").partition(",")
                node.x = weight_of(x)
                up = weight_of(y.split(",")[0])
                node.y = None if up is None else -up  # Graphviz draws upwards
            elif name not in _DRAWING:
                put(node.attributes, name, _lines(value))

    def _edge(self, source: str, target: str, arrow: DotToken, given: dict[str, str]) -> None:
        is_directed = arrow.text == "->" and given.get("dir", "forward") in {"forward", "back"}
        if given.get("dir") == "back" and is_directed:
            source, target = target, source
        ends = (source, target)
        if self._is_strict:
            known = ends if is_directed else (min(ends), max(ends))
            if known in self._known:
                _settle(self._known[known], given)
                return
        edge = GraphEdge(*ends, directed=is_directed, place=f"line {arrow.line:,}")
        _settle(edge, given)
        self.edges.append(edge)
        if self._is_strict:
            self._known[known] = edge


def _settle(edge: GraphEdge, given: dict[str, str]) -> None:
    attributes: Attributes = edge.attributes
    for name, value in given.items():
        if name in {"label", "xlabel"} and not edge.label:
            edge.label = _lines(value)
        elif name == "weight":
            edge.weight = weight_of(value)
            if edge.weight is None:
                put(attributes, name, value)
        elif name not in _DRAWING and name != "label":
            put(attributes, name, _lines(value))


def _lines(text: str) -> str:
    """Give a label on one line: its breaks become blanks."""
    return " ".join(_BREAK.sub(" ", text).replace("\\\\", "\\").split())
