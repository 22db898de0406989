"""Two tables that Gephi's spreadsheet import reads: nodes and edges, with their times."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from explorer.exchange.graphs.model import Attributes, GraphEdge, GraphNode, Spell
from explorer.exchange.graphs.writing.content import GraphContent
from explorer.exchange.graphs.writing.encoding import Columns
from explorer.exchange.graphs.writing.statement import left_out

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NODE_HEAD = ("Id", "Label", "timeset")
_EDGE_HEAD = ("Source", "Target", "Type", "Id", "Label", "Weight", "Kind", "timeset")
_TIMES = {"start", "end", "weight"}


def edges_path(path: Path) -> Path:
    """Give where the edges go, beside the nodes."""
    return path.with_name(f"{path.stem.removesuffix('-nodes')}-edges{path.suffix}")


def nodes_path(path: Path) -> Path:
    """Give where the nodes go."""
    return path.with_name(f"{path.stem.removesuffix('-nodes')}-nodes{path.suffix}")


def write_nodes_table(content: GraphContent, path: Path) -> list[str]:
    """Write the nodes; give what did not fit, as sentences."""
    columns = _columns(content.nodes(), _NODE_HEAD)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*_NODE_HEAD, *columns.types])
        for node in content.nodes():
            row = [node.id, safe_cell(node.label), _timeset(node.spells)]
            writer.writerow(row + _cells(node.attributes, columns))
    return []


def write_edges_table(content: GraphContent, path: Path) -> list[str]:
    """Write the edges; give what did not fit, as sentences."""
    columns = _columns(content.edges(), _EDGE_HEAD)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*_EDGE_HEAD, *columns.types])
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


def safe_cell(text: str) -> str:
    """Give a text that no spreadsheet runs as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _columns(items: Iterable[GraphNode | GraphEdge], head: tuple[str, ...]) -> Columns:
    taken = {name.casefold() for name in head} | _TIMES
    found = Columns.of(items)
    return Columns(
        {name: kind for name, kind in found.types.items() if name.casefold() not in taken}
    )


def _cells(attributes: Attributes, columns: Columns) -> list[str]:
    cells = []
    for name, kind in columns.types.items():
        if name not in attributes:
            cells.append("")
        elif kind == "string":
            cells.append(safe_cell(columns.text(name, attributes[name])))
        else:
            cells.append(columns.text(name, attributes[name]))
    return cells


def _timeset(spells: tuple[Spell, ...]) -> str:
    pieces = [f"[{spell.start or '-Infinity'}, {spell.end or 'Infinity'}]" for spell in spells]
    return f"<{'; '.join(pieces)}>" if pieces else ""
