"""Two tables that Gephi's spreadsheet import reads: nodes and edges, with their times."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from explorer.exchange.graphs.files.own_tables import (
    EDGE_HEAD,
    NODE_HEAD,
    looks_like_value,
    safe_cell,
)
from explorer.exchange.graphs.model import Attributes, GraphEdge, GraphNode, Spell
from explorer.exchange.graphs.own import EDGE_TYPE, NODE_TYPE, RECOGNISED
from explorer.exchange.graphs.writing.content import GraphContent
from explorer.exchange.graphs.writing.encoding import Columns, encoded
from explorer.exchange.graphs.writing.statement import left_out

_TIMES = {"start", "end", "weight"}


def edges_path(path: Path) -> Path:
    """Give where the edges go, beside the nodes."""
    return path.with_name(f"{path.stem.removesuffix('-nodes')}-edges{path.suffix}")


def nodes_path(path: Path) -> Path:
    """Give where the nodes go."""
    return path.with_name(f"{path.stem.removesuffix('-nodes')}-nodes{path.suffix}")


def write_nodes_table(content: GraphContent, path: Path) -> list[str]:
    """Write the nodes; give what did not fit, as sentences."""
    columns = _columns(content.nodes(), NODE_HEAD, NODE_TYPE)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*NODE_HEAD, *columns.types])
        for node in content.nodes():
            row = [node.id, safe_cell(node.label), _timeset(node.spells)]
            writer.writerow(row + _cells(node.attributes, columns))
    return []


def write_edges_table(content: GraphContent, path: Path) -> list[str]:
    """Write the edges; give what did not fit, as sentences."""
    columns = _columns(content.edges(), EDGE_HEAD, EDGE_TYPE)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*EDGE_HEAD, *columns.types])
        for edge in content.edges():
            row = [
                edge.source,
                edge.target,
                "Directed" if edge.directed else "Undirected",
                edge.id,
                safe_cell(edge.label),
                "1",
                safe_cell(edge.kind),
                _timeset(edge.spells),
            ]
            writer.writerow(row + _cells(edge.attributes, columns))
    return left_out(content)


def _columns(items: Iterable[GraphNode | GraphEdge], head: tuple[str, ...], mark: str) -> Columns:
    """Give the columns beside the fixed ones; by `mark` the table is known when it is read."""
    taken = {name.casefold() for name in head} | _TIMES
    found = Columns.of(items)
    found.types.setdefault(mark, "string")
    return Columns(
        {name: kind for name, kind in found.types.items() if name.casefold() not in taken}
    )


def _cells(attributes: Attributes, columns: Columns) -> list[str]:
    cells = []
    for name, kind in columns.types.items():
        if name not in attributes:
            cells.append("")
        elif kind == "string":
            text = columns.text(name, attributes[name])
            # A text such as 007 must not come back as a number.
            if name not in RECOGNISED and looks_like_value(text):
                text = encoded(text)
            cells.append(safe_cell(text))
        else:
            cells.append(columns.text(name, attributes[name]))
    return cells


def _timeset(spells: tuple[Spell, ...]) -> str:
    pieces = [f"[{spell.start or '-Infinity'}, {spell.end or 'Infinity'}]" for spell in spells]
    return f"<{'; '.join(pieces)}>" if pieces else ""
