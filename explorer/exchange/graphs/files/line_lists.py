"""Plain lists of ties, a line each: edge lists, NCOL, LGL, lists of neighbours, TGF, SIF."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from explorer.exchange.graphs.files.opening import Unreadable, encoding_of, text_lines
from explorer.exchange.graphs.model import (
    Attributes,
    Findings,
    GraphEdge,
    GraphHead,
    GraphItem,
    GraphNode,
)
from explorer.exchange.graphs.values import json_value, put, weight_of

_COMMENT = ("#", "%", "//", "*", "@")
_PART = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'(?=[\s,;|]|$)|([^\s]+))""")
_DICTIONARY = re.compile(r"\{.*\}\s*$")
_UNDIRECTED = re.compile(r"\bundirected\b|\bsym\b|^%\s*bip\b", re.IGNORECASE)
_DIRECTED = re.compile(r"\bdirected\b|\basym\b", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$")
_HEADINGS = {"source", "from", "fromnodeid", "node1", "src", "id1", "from_node_id"}

_Line = tuple[int, str]


def read_edge_list(stream: BinaryIO, head: GraphHead, findings: Findings) -> Iterator[GraphItem]:
    """Read lines of two names, with a weight, a time, or a dictionary after them.

    Raises
    ------
    Unreadable
    """
    del head
    is_directed = False
    names: list[str] = []
    n_edges = 0
    for number, line in _lines(stream):
        if line.startswith(_COMMENT):
            if _UNDIRECTED.search(line):
                is_directed = False
            elif _DIRECTED.search(line):
                is_directed = True
            continue
        attributes, line = _dictionary(line)
        cells = _cells(line)
        if not n_edges and not names and cells[0].lower() in _HEADINGS:
            names = cells
            continue
        if len(cells) == 1 and not attributes:
            yield GraphNode(cells[0], place=f"line {number:,}")
            continue
        if len(cells) < 2:
            _nonsense(line, number, findings)
            continue
        n_edges += 1
        edge = GraphEdge(cells[0], cells[1], directed=is_directed, place=f"line {number:,}")
        edge.attributes = attributes
        _rest(edge, cells[2:], names[2:])
        yield edge


def _rest(edge: GraphEdge, cells: list[str], names: list[str]) -> None:
    """Take what stands behind the two names: a weight, a time, words."""
    for rank, cell in enumerate(cells):
        name = names[rank] if rank < len(names) else ("weight", "time")[rank] if rank < 2 else ""
        number = weight_of(cell) if _NUMBER.match(cell) else None
        if name.lower() == "weight" and number is not None:
            edge.weight = number
        elif name in {"weight", "time"} and number is None and rank >= len(names):
            put(edge.attributes, f"column {rank + 3}", cell)
        else:
            value = cell if number is None else int(number) if number.is_integer() else number
            put(edge.attributes, name or f"column {rank + 3}", value)
    if edge.weight is None:
        edge.weight = weight_of(edge.attributes.get("weight"))


def read_lgl(stream: BinaryIO, head: GraphHead, findings: Findings) -> Iterator[GraphItem]:
    """Read an LGL file: ``# name``, then its neighbours with weights, a line each.

    Raises
    ------
    Unreadable
    """
    del head
    around = ""
    for number, line in _lines(stream):
        if line.startswith("#"):
            around = line[1:].strip()
            if around:
                yield GraphNode(around, place=f"line {number:,}")
            continue
        if not around:
            raise Unreadable(f"Line {number:,}: a neighbour stands before the first “# name”.")
        cells = line.split()
        edge = GraphEdge(around, cells[0], place=f"line {number:,}")
        if len(cells) > 2:
            findings.notice("A neighbour has more than a weight; the rest is left out",
                            edge.place)  # fmt: skip
        edge.weight = weight_of(cells[1]) if len(cells) > 1 else None
        yield edge


def read_neighbours(stream: BinaryIO, head: GraphHead, findings: Findings) -> Iterator[GraphItem]:
    """Read lines of a name and all its neighbours.

    Raises
    ------
    Unreadable
    """
    del head, findings
    for number, line in _lines(stream):
        if line.startswith(("#", "%")):
            continue
        first, *neighbours = _cells(line)
        place = f"line {number:,}"
        yield GraphNode(first, place=place)
        for neighbour in neighbours:
            yield GraphEdge(first, neighbour, place=place)


def read_tgf(stream: BinaryIO, head: GraphHead, findings: Findings) -> Iterator[GraphItem]:
    """Read a TGF file: nodes with labels, a line with ``#``, ties with labels.

    Raises
    ------
    Unreadable
    """
    del head
    is_edges = False
    for number, line in _lines(stream):
        if line.strip() == "#":
            is_edges = True
            continue
        place = f"line {number:,}"
        if not is_edges:
            identifier, _, label = line.partition(" ") if "\t" not in line else line.partition("\t")
            yield GraphNode(identifier, label.strip(), place=place)
            continue
        cells = line.split(None, 2)
        if len(cells) < 2:
            _nonsense(line, number, findings)
            continue
        edge = GraphEdge(cells[0], cells[1], directed=True, place=place)
        if len(cells) > 2:
            edge.label = cells[2].strip()
            edge.weight = weight_of(edge.label)
            if edge.weight is not None:
                edge.label = ""
        yield edge


def read_sif(stream: BinaryIO, head: GraphHead, findings: Findings) -> Iterator[GraphItem]:
    """Read a SIF file of Cytoscape: ``name relation name name …``.

    Raises
    ------
    Unreadable
    """
    del head
    for number, line in _lines(stream):
        cells = [cell.strip() for cell in line.split("\t")] if "\t" in line else line.split()
        cells = [cell for cell in cells if cell]
        place = f"line {number:,}"
        if len(cells) == 2:
            findings.notice("A line names a relation and nobody at its end", place)
        if cells:
            yield GraphNode(cells[0], place=place)
        for target in cells[2:]:
            yield GraphEdge(cells[0], target, directed=True, kind=cells[1], place=place)


def is_edge_list(text: str) -> bool:
    """Tell whether the beginning of a file is a list of ties with blanks between, and no prose.

    All lines must have the same number of words: two, or two with numbers after them.
    """
    lines = [line.strip() for line in text.splitlines()[:200]]
    if len(lines) > 2:
        lines = lines[:-1]  # the last may be cut
    has_comment = any(line.startswith(("#", "%")) for line in lines)
    rows = [line for line in lines if line and not line.startswith(("#", "%"))]
    if len(rows) < 2 or any(character in ",;|" for row in rows for character in row):
        return False
    if not has_comment and any("\t" in row for row in rows):
        return False  # a table, whose columns the user names
    parts = [row.split() for row in rows]
    width = len(parts[0])
    return (
        2 <= width <= 4
        and all(len(part) == width for part in parts)
        and all(_NUMBER.match(cell) for part in parts for cell in part[2:])
        and not any(part[1].endswith((".", ":", "!", "?")) for part in parts)
    )


def _lines(stream: BinaryIO) -> Iterator[_Line]:
    encoding = encoding_of(stream)
    stream.seek(0)
    for number, raw in text_lines(stream, encoding):
        line = raw.strip().lstrip("\ufeff")
        if "\0" in line:
            raise Unreadable("It is not text.")
        if line:
            yield number, line


def _cells(line: str) -> list[str]:
    """Part a line at its tabs, else commas or semicolons, else blanks; quotes hold together."""
    split: Callable[[str], list[str]] | None = None
    for separator in "\t,;|":
        if separator in line and '"' not in line:
            split = lambda text, at=separator: [cell.strip() for cell in text.split(at)]  # noqa: E731
            break
    cells = (
        split(line)
        if split is not None
        else [double or single or bare for double, single, bare in _PART.findall(line)]
    )
    return [cell for cell in cells if cell] or [line]


def _dictionary(line: str) -> tuple[Attributes, str]:
    """Part the dictionary that networkx writes behind the names from the rest."""
    found = _DICTIONARY.search(line)
    if found is None:
        return {}, line
    try:
        given = ast.literal_eval(found.group())
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return {}, line
    attributes: Attributes = {}
    if not isinstance(given, dict):
        return {}, line
    for name, value in given.items():
        put(attributes, str(name), json_value(value))
    return attributes, line[: found.start()].rstrip()


def _nonsense(line: str, number: int, findings: Findings) -> None:
    findings.fault(f"“{line[:40]}” does not name two nodes. Mend it or leave it out.",
                   f"line {number:,}")  # fmt: skip
