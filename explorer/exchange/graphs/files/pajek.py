"""Pajek networks and projects read: vertices, arcs, edges, lists, matrices, relations, times."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import BinaryIO

from explorer.exchange.graphs.files.opening import Unreadable, encoding_of, text_lines
from explorer.exchange.graphs.files.pajek_lines import (
    NUMBER,
    EdgeLine,
    edge_line,
    relation_of,
    vertex_line,
)
from explorer.exchange.graphs.model import Findings, GraphEdge, GraphHead, GraphItem, GraphNode
from explorer.exchange.graphs.values import number, put

_SECTION = re.compile(r"\s*\*\s*([A-Za-z]+)(.*)", re.DOTALL)
_COMMENT = ("%", "/*")
_EDGES = {"arcs", "edges", "arcslist", "edgeslist", "matrix"}
_MOST_VERTICES = 20_000_000


def read_pajek(stream: BinaryIO, head: GraphHead, findings: Findings) -> Iterator[GraphItem]:
    """Read the networks of a Pajek .net or .paj file; a bare square of numbers as well.

    Raises
    ------
    Unreadable
    """
    encoding = encoding_of(stream)
    stream.seek(0)
    reader = _Reader(head, findings)
    lines = text_lines(stream, encoding)
    yield from reader.items(lines)


class _Network:
    """One network of the file, with its vertices by number."""

    def __init__(self, name: str, rank: int) -> None:
        self.name = name
        self.prefix = "" if rank == 1 else f"{rank}:"
        self.n_declared = 0
        self.nodes: dict[int, GraphNode] = {}
        self.is_given = False

    def id_of(self, vertex: int) -> str:
        return f"{self.prefix}{vertex}"

    def complete(self) -> None:
        """Add the vertices that are declared and not described, unless numbers have gaps."""
        if len(self.nodes) < self.n_declared:
            for vertex in range(1, self.n_declared + 1):
                self.nodes.setdefault(vertex, GraphNode(self.id_of(vertex)))


class _Reader:
    def __init__(self, head: GraphHead, findings: Findings) -> None:
        self._head = head
        self._findings = findings
        self._networks: list[_Network] = []
        self._network: _Network | None = None
        self._name = ""
        self._relation = ""
        self._matrix: list[tuple[int, list[str]]] = []
        self._values: tuple[str, list[str]] = ("", [])
        self._bare: list[tuple[int, list[str]]] = []
        self._is_bare = True
        self._unread: set[str] = set()
        head.creates_missing = False

    def items(self, lines: Iterator[tuple[int, str]]) -> Iterator[GraphItem]:
        section = ""
        for line_number, raw in lines:
            line = raw.strip().lstrip("\ufeff")
            if not line or line.startswith(_COMMENT):
                continue
            if line.startswith("*") and (found := _SECTION.match(line)):
                yield from self._ended(section)
                section = self._begun(found.group(1).lower(), found.group(2).strip(), line_number)
                if section in _EDGES:
                    yield from self._nodes(self._here(line_number))
            else:
                yield from self._line(section, line, line_number)
        yield from self._ended(section)
        if not self._networks:
            yield from self._bare_matrix()
        for network in self._networks:
            yield from self._nodes(network)
        for section in sorted(self._unread):
            self._findings.notice(f"The section *{section} is not read")

    def _nodes(self, network: _Network) -> Iterator[GraphItem]:
        """Give the nodes of a network, once: before its edges."""
        if network.is_given:
            return
        network.is_given = True
        network.complete()
        for node in network.nodes.values():
            for name, value in self._head.late.get(node.id, {}).items():
                put(node.attributes, name, value)
            yield node

    def _begun(self, section: str, rest: str, line: int) -> str:
        match section:
            case "network":
                self._name = rest.strip().strip("\"'")
                self._head.title = self._head.title or self._name
                self._network = None
                self._values = ("", [])
            case "vertices":
                self._vertices(rest, line)
            case "arcs" | "edges" | "arcslist" | "edgeslist" | "matrix":
                self._relation = relation_of(rest)
                self._here(line)
            case "partition" | "vector":
                self._values = (rest or section, [])
        return section

    def _here(self, line: int) -> _Network:
        if self._network is None:
            raise Unreadable(f"Line {line:,}: there are no *Vertices before this section.")
        return self._network

    def _vertices(self, rest: str, line: int) -> None:
        counts = re.findall(r"-?\d+", rest)
        if self._network is not None and self._network.n_declared:
            # Partitions and vectors repeat how many vertices they are for.
            if self._values[0] and counts:
                return
            self._network = None
        if not counts:
            raise Unreadable(f"Line {line:,}: *Vertices does not say how many there are.")
        n_vertices = int(counts[0])
        if not 0 <= n_vertices <= _MOST_VERTICES:
            raise Unreadable(f"Line {line:,}: there cannot be {n_vertices:,} vertices.")
        network = _Network(self._name, len(self._networks) + 1)
        network.n_declared = n_vertices
        if len(counts) > 1:
            n_first = int(counts[1])
            if n_first > n_vertices:
                raise Unreadable(
                    f"Line {line:,}: {n_first:,} of {n_vertices:,} vertices cannot be of the "
                    "first mode."
                )
            if len(self._networks) == 0 and 0 < n_first < n_vertices:
                self._head.n_first_mode = n_first
        self._networks.append(network)
        self._network = network

    def _line(self, section: str, line: str, number_: int) -> Iterator[GraphItem]:
        match section:
            case "":
                self._bare.append((number_, line.replace(",", " ").split()))
                self._is_bare = self._is_bare and all(NUMBER.match(w) for w in self._bare[-1][1])
                if not self._is_bare:
                    self._bare = self._bare[:1]
            case "vertices" if self._values[0]:
                self._values[1].append(line)
            case "vertices":
                self._vertex(line, number_)
            case "arcs" | "edges":
                read = edge_line(line)
                if read is None:
                    self._nonsense(line, number_)
                else:
                    yield from self._edge(read, section == "arcs", number_)
            case "arcslist" | "edgeslist":
                yield from self._several(line, section == "arcslist", number_)
            case "matrix":
                self._matrix.append((number_, line.split()))
            case "partition" | "vector":
                self._values[1].append(line)
            case "network":
                pass
            case _:
                self._unread.add(section)

    def _ended(self, section: str) -> Iterator[GraphItem]:
        if section == "matrix":
            yield from self._cells()
        elif section in {"partition", "vector", "vertices"} and self._values[0]:
            name, values = self._values
            if values:
                self._assign(name, values)
                self._values = ("", [])

    # --- lines -----------------------------------------------------------------------------

    def _nonsense(self, line: str, number_: int) -> None:
        self._findings.fault(
            f"“{line[:40]}” does not name two vertices by their numbers. Mend it or leave it out.",
            f"line {number_:,}",
        )

    def _vertex(self, line: str, number_: int) -> None:
        network = self._here(number_)
        read = vertex_line(line)
        if read is None:
            self._findings.fault(
                f"“{line[:40]}” does not begin with the number of a vertex.", f"line {number_:,}"
            )
            return
        if read.vertex < 1:
            self._findings.fault(
                f"Vertices are numbered from 1; {read.vertex} is none.", f"line {number_:,}"
            )
            return
        if read.vertex > network.n_declared or len(network.nodes) >= network.n_declared:
            self._findings.notice(
                f"There are more vertices, or higher numbers, than the {network.n_declared:,} "
                "declared; all are read",
                f"line {number_:,}",
            )
        node = GraphNode(network.id_of(read.vertex), html.unescape(read.label))
        node.place = f"line {number_:,}"
        node.x, node.y = read.x, read.y
        node.attributes = dict(read.attributes)
        node.spells = read.spells
        network.nodes[read.vertex] = node

    def _edge(self, read: EdgeLine, is_arc: bool, number_: int) -> Iterator[GraphItem]:
        network = self._here(number_)
        for vertex in (read.source, read.target):
            if vertex not in network.nodes:
                self._findings.fault(
                    f"There is no vertex {vertex}. Describe it, or leave the line out.",
                    f"line {number_:,}",
                )
                return
        relation = read.relation or self._relation
        edge = GraphEdge(network.id_of(read.source), network.id_of(read.target))
        edge.place = f"line {number_:,}"
        edge.directed = is_arc
        edge.kind = relation or ("" if len(self._networks) == 1 else network.name)
        edge.label = read.label
        edge.weight = read.weight
        edge.attributes = dict(read.attributes)
        edge.spells = read.spells
        yield edge

    def _several(self, line: str, is_arc: bool, number_: int) -> Iterator[GraphItem]:
        vertices = line.split()
        if not all(re.fullmatch(r"-?\d+", word) for word in vertices):
            self._nonsense(line, number_)
            return
        source, *targets = (abs(int(word)) for word in vertices)
        for target in targets:
            yield from self._edge(EdgeLine(source, target), is_arc, number_)

    def _cells(self) -> Iterator[GraphItem]:
        rows, self._matrix = self._matrix, []
        if not rows:
            return
        network = self._here(rows[0][0])
        n_first = self._head.n_first_mode or 0
        is_two_mode = 0 < n_first < network.n_declared and len(self._networks) == 1
        n_rows = n_first if is_two_mode else network.n_declared
        n_columns = network.n_declared - n_first if is_two_mode else network.n_declared
        if len(rows) != n_rows and sum(len(row) for _, row in rows) == n_rows * n_columns:
            cells = [cell for _, row in rows for cell in row]
            first = rows[0][0]
            rows = [(first, cells[i * n_columns : (i + 1) * n_columns]) for i in range(n_rows)]
        offset = n_first if is_two_mode else 0
        for source, (number_, row) in enumerate(rows, start=1):
            if len(row) != n_columns:
                self._findings.notice(
                    f"A row of the matrix has {len(row):,} values for {n_columns:,} columns",
                    f"line {number_:,}",
                )
            for column, cell in enumerate(row, start=1):
                try:
                    weight = float(cell)
                except ValueError:
                    self._findings.fault(f"“{cell[:40]}” is no number.", f"line {number_:,}")
                    continue
                if weight and source <= n_rows and column <= n_columns:
                    read = EdgeLine(source, column + offset, weight)
                    yield from self._edge(read, not is_two_mode, number_)

    def _bare_matrix(self) -> Iterator[GraphItem]:
        """Read a file without sections: a square of numbers, as some tools write."""
        n = len(self._bare)
        if not n or not self._is_bare or any(len(row) != n for _, row in self._bare):
            raise Unreadable(
                "It has no *Vertices, so it is no Pajek file. A table belongs into a file that "
                "ends in .csv."
            )
        self._findings.notice("The file is a bare matrix; its rows and columns are numbered")
        self._vertices(str(n), 1)
        yield from self._nodes(self._here(1))
        self._matrix = self._bare
        yield from self._cells()

    def _assign(self, name: str, values: list[str]) -> None:
        network = self._network
        if network is not None:
            network.complete()
        if network is None or len(values) != len(network.nodes):
            self._findings.notice(f"“{name}” has another number of values than there are vertices")
            return
        for vertex, value in zip(sorted(network.nodes), values, strict=True):
            late = self._head.late.setdefault(network.id_of(vertex), {})
            try:
                put(late, name, number(value, whole="." not in value))
            except ValueError:
                put(late, name, value)
