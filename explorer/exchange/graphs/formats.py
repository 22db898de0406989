"""The graph formats that are read, and which of them a file is in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from explorer.exchange.format import LIKELY, PERHAPS, SURE
from explorer.exchange.graphs.files.completing import with_nodes
from explorer.exchange.graphs.files.cytoscape import read_json_graph
from explorer.exchange.graphs.files.dot import read_dot
from explorer.exchange.graphs.files.gexf import read_gexf
from explorer.exchange.graphs.files.gml import read_gml
from explorer.exchange.graphs.files.graphml import read_graphml
from explorer.exchange.graphs.files.line_lists import (
    is_edge_list,
    read_edge_list,
    read_lgl,
    read_neighbours,
    read_sif,
    read_tgf,
)
from explorer.exchange.graphs.files.matrix_market import read_matrix_market
from explorer.exchange.graphs.files.opening import Unreadable, part_of, refusal
from explorer.exchange.graphs.files.own_tables import is_own_table, read_own_table
from explorer.exchange.graphs.files.pajek import read_pajek
from explorer.exchange.graphs.files.tulip import read_tlp
from explorer.exchange.graphs.files.ucinet import read_dl
from explorer.exchange.graphs.files.word_tables import read_gdf, read_vna
from explorer.exchange.graphs.files.xgmml import read_xgmml
from explorer.exchange.graphs.model import Findings, GraphHead, GraphItem

_PACKED = {".gz", ".gzip", ".zip"}
_ENDINGS_OF_TABLES = {".csv", ".tsv", ".tab", ".psv"}

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
    is_of_ties
        Whether nodes need not be listed, as ties name them.
    """

    name: str
    label: str
    endings: tuple[str, ...]
    read: _Reader
    signs: re.Pattern[str]
    is_of_ties: bool = False


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
        "xgmml",
        "XGMML (Cytoscape)",
        (".xgmml",),
        read_xgmml,
        re.compile(r"<(?:[\w.-]+:)?graph\b[^>]*xgmml|<!DOCTYPE\s+graph\b[^>]*xgmml", re.IGNORECASE),
    ),
    GraphFormat(
        "vna",
        "VNA (NetDraw)",
        (".vna",),
        read_vna,
        re.compile(r"\A\s*\*\s*(?:node\s+(?:data|properties)|tie\s+data)\b", re.IGNORECASE),
        is_of_ties=True,
    ),
    GraphFormat(
        "pajek",
        "Pajek",
        (".net", ".paj"),
        read_pajek,
        re.compile(r"(?:^|[\r\n])\s*\*\s*(?:vertices|network)\b", re.IGNORECASE),
    ),
    GraphFormat(
        "gdf",
        "GDF (GUESS)",
        (".gdf",),
        read_gdf,
        re.compile(r"\A(?:\s*#[^\n]*\n)*\s*nodedef\s*>", re.IGNORECASE),
    ),
    GraphFormat(
        "tulip", "Tulip", (".tlp",), read_tlp, re.compile(r"\A(?:\s|;[^\n]*\n)*\(\s*tlp\b")
    ),
    GraphFormat(
        "ucinet",
        "UCINET DL",
        (".dl",),
        read_dl,
        re.compile(r"\A\s*dl\b[\s,;]+(?:n[rcm]?\b\s*=?\s*\d|format\b|labels?\b)", re.IGNORECASE),
    ),
    GraphFormat(
        "matrix-market",
        "Matrix Market",
        (".mtx",),
        read_matrix_market,
        re.compile(r"\A%%MatrixMarket\s+matrix\b", re.IGNORECASE),
    ),
    GraphFormat(
        "dot",
        "Graphviz (DOT)",
        (".dot", ".gv"),
        read_dot,
        re.compile(
            r"\A(?:\s|//[^\n]*\n|/\*.*?\*/|\#[^\n]*\n)*(?:strict\s+)?(?:di)?graph\b"
            r"(?:\s*(?:\"(?:[^\"\\\\]|\\\\.)*\"|<[^{}]*>|[^\s{}\[\"]+))?\s*\{",
            re.IGNORECASE | re.DOTALL,
        ),
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
            r'|@context|group|data)"|\{.*?"elements"\s*:|\{.*?"nodes"\s*:\s*\[\s*[{"\d]'
            r'|\{\s*"graphs?"\s*:\s*[\[{].*?"nodes"\s*:\s*[\[{])',
            re.DOTALL,
        ),
    ),
)

_NO_SIGNS = re.compile(r"\b\B")

_LISTS: tuple[GraphFormat, ...] = (
    GraphFormat(
        "edge-list",
        "List of ties (edge list, NCOL)",
        (".edgelist", ".edges", ".edge", ".ncol", ".el", ".elist", ".wel"),
        read_edge_list,
        _NO_SIGNS,
        is_of_ties=True,
    ),
    GraphFormat("lgl", "LGL", (".lgl",), read_lgl, _NO_SIGNS, is_of_ties=True),
    GraphFormat(
        "adjacency",
        "List of neighbours",
        (".adjlist", ".adj"),
        read_neighbours,
        _NO_SIGNS,
        is_of_ties=True,
    ),
    GraphFormat("tgf", "TGF", (".tgf",), read_tgf, _NO_SIGNS),
    GraphFormat("sif", "SIF (Cytoscape)", (".sif",), read_sif, _NO_SIGNS, is_of_ties=True),
)
"""Told by their endings; what they hold could be much else."""

OWN_TABLES = GraphFormat(
    "gephi-csv", "Our tables of nodes and edges", (), read_own_table, _NO_SIGNS
)
"""Told by their headings; not among the others, since their files end like any table's."""


@lru_cache(maxsize=2)  # every format asks it of the same file
def graph_format(path: Path, head: bytes) -> GraphFormat | None:
    """Tell the format of a file from its beginning, else from its name; None if it is no graph."""
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    text = head.decode(encoding, "replace").lstrip("\ufeff")
    if '"actor-explorer"' not in text[:200]:
        for known in GRAPH_FORMATS:
            if known.signs.search(text):
                return known
    ending = _ending(path)
    named = next((known for known in (*GRAPH_FORMATS, *_LISTS) if ending in known.endings), None)
    if named is None and ending not in _ENDINGS_OF_TABLES and is_edge_list(text):
        return _LISTS[0]
    return named


def graph_format_named(name: str) -> GraphFormat:
    """Give a format by its name.

    Raises
    ------
    KeyError
        If there is none.
    """
    return {known.name: known for known in (*GRAPH_FORMATS, *_LISTS)}[name]


def _ending(path: Path) -> str:
    suffixes = [suffix.lower() for suffix in path.suffixes if suffix.lower() not in _PACKED]
    return suffixes[-1] if suffixes else ""


def sniff_own_tables(_path: Path, head: bytes) -> int:
    """Tell how sure it is that a file is a table that this program wrote of a graph."""
    return SURE + 1 if is_own_table(head.decode("utf-8", "replace")) else 0


def sniff_graph(name: str, path: Path, head: bytes) -> int:
    """Tell how sure it is that a file is of the graph format of this name."""
    known = graph_format(path, head)
    if known is None or known.name != name:
        return 0
    text = head.decode("utf-8", "replace").lstrip("\ufeff")
    if known.signs.search(text) or _ending(path) in known.endings:
        return SURE
    return LIKELY if known in _LISTS else PERHAPS


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
            items = known.read(stream, head, findings)
            yield from with_nodes(items) if known.is_of_ties else items
        except Unreadable as fault:
            raise refusal(path, str(fault)) from fault
