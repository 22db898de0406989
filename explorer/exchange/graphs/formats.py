"""The graph formats that are read, and which of them a file is in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from explorer.exchange.format import PERHAPS, SURE
from explorer.exchange.graphs.files.cytoscape import read_json_graph
from explorer.exchange.graphs.files.gexf import read_gexf
from explorer.exchange.graphs.files.gml import read_gml
from explorer.exchange.graphs.files.graphml import read_graphml
from explorer.exchange.graphs.files.opening import Unreadable, part_of, refusal
from explorer.exchange.graphs.files.own_tables import is_own_table, read_own_table
from explorer.exchange.graphs.files.pajek import read_pajek
from explorer.exchange.graphs.model import Findings, GraphHead, GraphItem

_PACKED = {".gz", ".gzip", ".zip"}

_Reader = Callable[[BinaryIO, GraphHead, Findings], Iterator[GraphItem]]


@dataclass(frozen=True, slots=True)
class GraphFormat:
    """A graph format.

    Attributes
    ----------
    endings
        Of file names, lower case, with the dot.
    signs
        A file whose beginning matches is of this format, whatever its name.
    """

    name: str
    label: str
    endings: tuple[str, ...]
    read: _Reader
    signs: re.Pattern[str]


GRAPH_FORMATS: tuple[GraphFormat, ...] = (
    GraphFormat(
        "graphml",
        "GraphML",
        (".graphml", ".graphmlz"),
        read_graphml,
        re.compile(r"<(?:[\w.-]+:)?graphml\b", re.IGNORECASE),
    ),
    GraphFormat(
        "gexf",
        "GEXF",
        (".gexf",),
        read_gexf,
        re.compile(r"<(?:[\w.-]+:)?gexf\b", re.IGNORECASE),
    ),
    GraphFormat(
        "pajek",
        "Pajek",
        (".net", ".paj"),
        read_pajek,
        re.compile(r"(?:^|[\r\n])\s*\*\s*(?:vertices|network)\b", re.IGNORECASE),
    ),
    GraphFormat(
        "gml",
        "GML",
        (".gml",),
        read_gml,
        re.compile(r"(?:^|\s)graph\s*\[", re.IGNORECASE),
    ),
    GraphFormat(
        "cytoscape",
        "Cytoscape (CX2, CX, .cyjs)",
        (".cyjs", ".cx2", ".cx"),
        read_json_graph,
        re.compile(
            r'\A\s*(?:\[\s*\{\s*"(?:CXVersion|numberVerification|metaData|status|nodes|edges'
            r'|@context|group|data)"|\{.*?"elements"\s*:|\{.*?"nodes"\s*:\s*\[\s*[{"\d])',
            re.DOTALL,
        ),
    ),
)

OWN_TABLES = GraphFormat(
    "gephi-csv", "Our tables of nodes and edges", (), read_own_table, re.compile(r"\b\B")
)
"""Told by their headings; not among the others, since their files end like any table's."""


def graph_format(path: Path, head: bytes) -> GraphFormat | None:
    """Tell the format of a file from its beginning, else from its name; None if it is no graph."""
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    text = head.decode(encoding, "replace").lstrip("\ufeff")
    if '"actor-explorer"' not in text[:200]:
        for known in GRAPH_FORMATS:
            if known.signs.search(text):
                return known
    suffixes = [suffix.lower() for suffix in path.suffixes if suffix.lower() not in _PACKED]
    ending = suffixes[-1] if suffixes else ""
    return next((known for known in GRAPH_FORMATS if ending in known.endings), None)


def sniff_own_tables(_path: Path, head: bytes) -> int:
    """Tell how sure it is that a file is a table that this program wrote of a graph."""
    return SURE + 1 if is_own_table(head.decode("utf-8", "replace")) else 0


def sniff_graph(name: str, path: Path, head: bytes) -> int:
    """Tell how sure it is that a file is of the graph format of this name."""
    known = graph_format(path, head)
    if known is None or known.name != name:
        return 0
    text = head.decode("utf-8", "replace")
    return SURE if known.signs.search(text) or path.suffix.lower() in known.endings else PERHAPS


def graph_items(
    path: Path,
    known: GraphFormat,
    head: GraphHead,
    findings: Findings,
    on_read: Callable[[int], None] | None = None,
) -> Iterator[GraphItem]:
    """Read a graph file item by item.

    Raises
    ------
    explorer.errors.ImportFailed
        If it is broken beyond reading.
    """
    with part_of(path).open(on_read) as stream:
        try:
            yield from known.read(stream, head, findings)
        except Unreadable as fault:
            raise refusal(path, str(fault)) from fault
