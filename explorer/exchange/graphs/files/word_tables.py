"""Tables of nodes and ties in one file: GUESS's GDF and NetDraw's VNA."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
from explorer.exchange.graphs.values import put, taken, tolerant, weight_of

_GDF_KINDS = {
    "varchar": "string", "text": "string", "char": "string", "string": "string",
    "tinyint": "int", "smallint": "int", "int": "int", "integer": "int", "bigint": "int",
    "double": "double", "float": "double", "decimal": "double", "real": "double",
    "boolean": "boolean", "bool": "boolean",
}  # fmt: skip
_GDF_HEAD = re.compile(r"\s*(node|edge)def\s*>\s*(.*)", re.IGNORECASE)
_GDF_CELL = re.compile(
    r"""\s*(?:"((?:[^"\\]|\\.|"")*)"|'((?:[^'\\]|\\.|'')*)'|([^,]*?))\s*(?:,|$)"""
)
_GDF_DRAWING = {"color", "width", "height", "style", "fixed", "strokecolor", "labelvisible",
                "labelcolor", "labelsize", "visible", "image"}  # fmt: skip
_VNA_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|([^\s,"]+)')
_VNA_SECTION = re.compile(
    r"\*\s*(node\s*data|node\s*properties|tie\s*data|tie\s*properties)\b", re.I
)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$")
_FROM = {"from", "source", "node1", "ego"}
_TO = {"to", "target", "node2", "alter"}
_TRUE = {"true", "1", "yes", "t"}


class _Row:
    """A row of values with where it stands."""

    def __init__(self, names: list[str], cells: list[str], line: int) -> None:
        self.place = f"line {line:,}"
        self.by_name = dict(zip(names, cells, strict=False))


def read_gdf(stream: BinaryIO, head: GraphHead, findings: Findings) -> Iterator[GraphItem]:
    """Read the nodes and edges of a GDF file.

    Raises
    ------
    Unreadable
    """
    del head
    encoding = encoding_of(stream)
    stream.seek(0)
    section = ""
    names: list[str] = []
    kinds: dict[str, str] = {}
    for number, raw in text_lines(stream, encoding):
        line = raw.strip().lstrip("\ufeff")
        if not line or line.startswith("#"):
            continue
        if found := _GDF_HEAD.match(line):
            section = found.group(1).lower()
            names, kinds = _gdf_columns(found.group(2), number)
            continue
        if not section:
            raise Unreadable(f"Line {number:,}: it should begin with “nodedef>”, as GDF files do.")
        cells = _gdf_cells(line)
        if len(cells) > len(names):
            findings.notice("A row has more values than columns; the rest is left out",
                            f"line {number:,}")  # fmt: skip
        row = _Row(names, cells, number)
        if section == "node":
            yield _gdf_node(row, names[0], kinds, findings)
        elif (edge := _gdf_edge(row, names, kinds, findings)) is not None:
            yield edge
    if not section:
        raise Unreadable("It has no “nodedef>”, so it is no GDF file with anything in it.")


def _gdf_columns(text: str, line: int) -> tuple[list[str], dict[str, str]]:
    names: list[str] = []
    kinds: dict[str, str] = {}
    for cell in re.split(r",(?![^(]*\))", text):
        words = cell.split()
        if not words:
            continue
        kind = words[-1].split("(")[0].lower() if len(words) > 1 else "varchar"
        is_typed = len(words) > 1 and (kind in _GDF_KINDS or "default" in cell.lower())
        name = words[0] if is_typed and "default" in cell.lower() else " ".join(
            words[:-1] if is_typed else words
        )  # fmt: skip
        if is_typed and "default" in cell.lower():
            kind = words[1].split("(")[0].lower()
        name = name.strip("\"'")
        names.append(name)
        kinds[name] = _GDF_KINDS.get(kind, "string")
    if not names:
        raise Unreadable(f"Line {line:,}: there are no columns behind the “>”.")
    return names, kinds


def _gdf_cells(line: str) -> list[str]:
    cells: list[str] = []
    position = 0
    while position < len(line):
        found = _GDF_CELL.match(line, position)
        if found is None or found.end() == position:
            cells.append(line[position:])
            break
        double, single, bare = found.groups()
        if bare is not None:
            cells.append(bare)
        else:
            quote = '"' if double is not None else "'"
            text = double if double is not None else single
            cells.append(text.replace(quote * 2, quote).replace(f"\\{quote}", quote))
        position = found.end()
    return cells


def _gdf_node(row: _Row, key: str, kinds: dict[str, str], findings: Findings) -> GraphNode:
    node = GraphNode(row.by_name.get(key, ""), place=row.place)
    for name, text in row.by_name.items():
        lowered = name.lower()
        if name == key or lowered in _GDF_DRAWING:
            continue
        if lowered == "label":
            node.label = text
        elif lowered == "x":
            node.x = weight_of(text)
        elif lowered == "y":
            node.y = weight_of(text)
        else:
            put(node.attributes, name, tolerant(text, kinds[name], name, findings, row))
    return node


def _gdf_edge(
    row: _Row, names: list[str], kinds: dict[str, str], findings: Findings
) -> GraphEdge | None:
    source_name = next((name for name in names if name.lower() == "node1"), names[0])
    rest = [name for name in names if name != source_name]
    target_name = next((name for name in rest if name.lower() == "node2"), (rest or [""])[0])
    source, target = row.by_name.get(source_name, ""), row.by_name.get(target_name, "")
    if not source or not target:
        findings.fault("An edge has no source or no target. Give it both, or leave it out.",
                       row.place)  # fmt: skip
        return None
    edge = GraphEdge(source, target, place=row.place)
    for name, text in row.by_name.items():
        lowered = name.lower()
        if name in {source_name, target_name} or lowered in _GDF_DRAWING:
            continue
        if lowered == "directed":
            edge.directed = text.strip().lower() in _TRUE
        elif lowered == "label":
            edge.label = text
        elif lowered == "weight":
            edge.weight = weight_of(text)
        else:
            put(edge.attributes, name, tolerant(text, kinds[name], name, findings, row))
    return edge


def read_vna(stream: BinaryIO, head: GraphHead, findings: Findings) -> Iterator[GraphItem]:
    """Read the nodes and ties of a VNA file.

    Raises
    ------
    Unreadable
    """
    del head
    encoding = encoding_of(stream)
    stream.seek(0)
    section, names = "", list[str]()
    nodes: dict[str, GraphNode] = {}
    edges: list[GraphEdge] = []
    for number, raw in text_lines(stream, encoding):
        line = raw.strip().lstrip("\ufeff")
        if not line:
            continue
        if found := _VNA_SECTION.match(line):
            section, names = " ".join(found.group(1).lower().split()), []
            # Some files have the headings on the same line.
            line = line[found.end() :].strip()
            if not line:
                continue
        if not section:
            raise Unreadable("It does not begin with *Node data or *Tie data, as VNA files do.")
        cells = [quoted or bare for quoted, bare in _VNA_WORD.findall(line)]
        if not names:
            names = cells
            continue
        if len(cells) > len(names):
            findings.notice("A row has more values than columns; the rest is left out",
                            f"line {number:,}")  # fmt: skip
        row = _Row(names, cells, number)
        if section.startswith("node"):
            _vna_node(row, names[0], section, nodes)
        elif section == "tie data" and (edge := _vna_tie(row, findings)) is not None:
            edges.append(edge)
    yield from nodes.values()
    yield from edges


def _vna_node(row: _Row, key: str, section: str, nodes: dict[str, GraphNode]) -> None:
    identifier = row.by_name.get(key, "")
    node = nodes.setdefault(identifier, GraphNode(identifier, place=row.place))
    for name, text in row.by_name.items():
        if name == key:
            continue
        if section == "node data":
            put(node.attributes, name, _guessed(text))
        elif name.lower() == "x":
            node.x = weight_of(text)
        elif name.lower() == "y":
            node.y = weight_of(text)
        elif name.lower() in {"label", "shortlabel"} and not node.label:
            node.label = text


def _vna_tie(row: _Row, findings: Findings) -> GraphEdge | None:
    attributes: Attributes = {}
    ends = {"from": "", "to": ""}
    for rank, (name, text) in enumerate(row.by_name.items()):
        if name.lower() in _FROM or rank == 0:
            ends["from"] = text
        elif name.lower() in _TO or rank == 1:
            ends["to"] = text
        else:
            put(attributes, name, _guessed(text))
    if not ends["from"] or not ends["to"]:
        findings.fault("A tie does not name two nodes. Mend it or leave it out.", row.place)
        return None
    edge = GraphEdge(ends["from"], ends["to"], directed=True, place=row.place)
    edge.weight = weight_of(taken(attributes, "strength", "weight"))
    edge.attributes = attributes
    return edge


def _guessed(text: str) -> str | int | float:
    if not _NUMBER.match(text):
        return text
    try:
        return int(text)
    except ValueError:
        return float(text)
