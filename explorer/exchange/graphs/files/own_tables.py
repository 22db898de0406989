"""Our own tables of nodes and edges read back, as they were written for Gephi."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from explorer.exchange.graphs.files.opening import Unreadable
from explorer.exchange.graphs.model import (
    Attributes,
    Findings,
    GraphEdge,
    GraphHead,
    GraphItem,
    GraphNode,
    Value,
)
from explorer.exchange.graphs.own import RECOGNISED
from explorer.exchange.graphs.values import put

NODE_HEAD: Final = ("Id", "Label", "timeset")
EDGE_HEAD: Final = ("Source", "Target", "Type", "Id", "Label", "Weight", "Kind", "timeset")

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(\.\d+)?(?:[eE][+-]?\d+)?$")
_LARGEST_FIELD = 1 << 26


def is_own_table(head: str) -> bool:
    """Tell from the beginning of a file whether it is one of ours."""
    names = head.lstrip("\ufeff").split("\n", 1)[0].strip().split(",")
    is_nodes = tuple(names[:3]) == NODE_HEAD and "node_type" in names
    return is_nodes or (tuple(names[:8]) == EDGE_HEAD and "edge_type" in names)


def safe_cell(text: str) -> str:
    """Give a text that no spreadsheet runs as a formula."""
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def unsafe_cell(cell: str) -> str:
    """Give the text from which `safe_cell` made a cell."""
    is_marked = cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA)
    return cell[1:] if is_marked else cell


def looks_like_value(text: str) -> bool:
    """Tell whether a text would be read back as a number or a truth value."""
    return text in {"true", "false"} or bool(_NUMBER.match(text))


def read_own_table(stream: BinaryIO, head: GraphHead, findings: Findings) -> Iterator[GraphItem]:
    """Read the nodes or the edges of a table of ours.

    Raises
    ------
    Unreadable
    """
    del head
    csv.field_size_limit(_LARGEST_FIELD)
    text = io.TextIOWrapper(stream, "utf-8-sig", errors="replace", newline="")
    rows = csv.reader(text, strict=True)
    try:
        names = next(rows, [])
        is_nodes = tuple(names[:3]) == NODE_HEAD
        fixed = NODE_HEAD if is_nodes else EDGE_HEAD
        for row in rows:
            place = f"line {rows.line_num:,}"
            if len(row) != len(names):
                findings.fault("A row has another number of cells than the heading.", place)
                continue
            attributes = _attributes(names[len(fixed) :], row[len(fixed) :])
            cells = [unsafe_cell(cell) for cell in row[: len(fixed)]]
            if is_nodes:
                yield GraphNode(cells[0], cells[1], attributes, place=place)
            else:
                edge = GraphEdge(cells[0], cells[1], cells[3], cells[2] == "Directed", cells[4])
                edge.attributes, edge.place = attributes, place
                yield edge
    except csv.Error as fault:
        raise Unreadable(f"Line {rows.line_num:,}: {fault}. Export the table again.") from fault
    finally:
        text.detach()  # who opened the file closes it


def _attributes(names: list[str], cells: list[str]) -> Attributes:
    attributes: Attributes = {}
    for name, cell in zip(names, cells, strict=True):
        if cell:
            put(attributes, name, unsafe_cell(cell) if name in RECOGNISED else _value(cell))
    return attributes


def _value(cell: str) -> Value:
    if cell in {"true", "false"}:
        return cell == "true"
    if found := _NUMBER.match(cell):
        is_whole = found.group(1) is None and "e" not in cell.lower()
        return int(cell) if is_whole else float(cell)
    return unsafe_cell(cell)
