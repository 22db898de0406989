"""The formats of files that can be taken in, and which of them a file is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from explorer.errors import ImportFailed, ImportProblem
from explorer.exchange.feeds.choices import FEED_CHOICES
from explorer.exchange.format import HEAD_BYTES, PERHAPS, SURE, Format
from explorer.exchange.graphs.choices import GRAPH_CHOICES
from explorer.exchange.packing import parts_of
from explorer.exchange.strangers import stranger, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from db import Store
    from explorer.exchange.format import Reading
    from explorer.exchange.intake.event_block import EventBlock
    from explorer.exchange.intake.incoming_file import IncomingFile
    from explorer.exchange.intake.records import Record
    from explorer.exchange.report import ImportReport
    from explorer.progress import CancelToken, Progress

# What reads a format is imported when it is needed: most of the time it is not.


def _sniff_own_json(path: Path, head: bytes) -> int:
    if b'"actor-explorer"' in head[:4096] and head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return SURE
    is_other_json = head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"{", b"["))
    return PERHAPS // 2 if path.name.lower().endswith(".json") and not is_other_json else 0


def _take_in_json(
    store: Store, paths: Sequence[Path], token: CancelToken, progress: Progress, /
) -> ImportReport:
    from explorer.exchange.interchange import import_json

    (path,) = paths
    return import_json(store, path, token, progress)


def _sniff_store(_path: Path, head: bytes) -> int:
    is_ours = head.startswith(b"SQLite format 3\0") and head[68:72] == b"Actx"
    return SURE if is_ours else 0


def _join_store(
    store: Store, paths: Sequence[Path], token: CancelToken, progress: Progress, /
) -> ImportReport:
    from explorer.exchange.stores.joining import join_store

    (path,) = paths
    return join_store(store, path, token, progress)


def _sniff_sheets(path: Path, _head: bytes) -> int:
    from explorer.exchange.sheets.reading import is_sheets

    return SURE if is_sheets(path) else 0


def _take_in_sheets(
    store: Store, paths: Sequence[Path], token: CancelToken, progress: Progress, /
) -> ImportReport:
    from explorer.exchange.sheets.reading import import_sheets

    (path,) = paths
    return import_sheets(store, path, token, progress)


def _sniff_table(path: Path, head: bytes) -> int:
    from explorer.exchange.tables.recognition import sniff_table

    return sniff_table(path, head)


def _read_tables(files: Sequence[IncomingFile], reading: Reading, /) -> Iterator[Record]:
    from explorer.exchange.tables.reading import read_tables

    return read_tables(files, reading)


def _graph_format(name: str, label: str, *endings: str) -> Format:
    def sniff(path: Path, head: bytes) -> int:
        from explorer.exchange.graphs.formats import sniff_graph

        return sniff_graph(name, path, head)

    def read(files: Sequence[IncomingFile], reading: Reading, /) -> Iterator[Record]:
        from explorer.exchange.graphs.reading import read_graph

        return read_graph(name, files, reading)

    return Format(name, label, endings, sniff, read=read, choices=GRAPH_CHOICES)


def _sniff_ftm(_path: Path, head: bytes) -> int:
    from explorer.exchange.ftm.reading import sniff_ftm

    return sniff_ftm(head)


def _read_ftm(files: Sequence[IncomingFile], reading: Reading, /) -> Iterator[Record]:
    from explorer.exchange.ftm.reading import read_ftm

    return read_ftm(files, reading)


def _sniff_own_tables(path: Path, head: bytes) -> int:
    from explorer.exchange.graphs.formats import sniff_own_tables

    return sniff_own_tables(path, head)


def _read_own_tables(files: Sequence[IncomingFile], reading: Reading, /) -> Iterator[Record]:
    from explorer.exchange.graphs.reading import read_graph

    return read_graph("gephi-csv", files, reading)


def _feed_format(name: str, label: str, *endings: str) -> Format:
    def sniff(_path: Path, head: bytes) -> int:
        from explorer.exchange.feeds.reading import sniff_feed

        return sniff_feed(name, head)

    def read(files: Sequence[IncomingFile], reading: Reading, /) -> Iterator[Record | EventBlock]:
        from explorer.exchange.feeds.apart import read_large_feed

        return read_large_feed(name, files, reading)

    return Format(name, label, endings, sniff, read=read, is_set=True, choices=FEED_CHOICES)


FORMATS: Final[tuple[Format, ...]] = (
    Format("json", "Actor Explorer JSON", (".json",), _sniff_own_json, take_in=_take_in_json),
    Format("store", "Another store", (".actors",), _sniff_store, take_in=_join_store),
    Format(
        "sheets",
        "Actor Explorer workbook or tables",
        (".xlsx", ".zip"),
        _sniff_sheets,
        take_in=_take_in_sheets,
    ),
    Format(
        "table",
        "Table (CSV, Excel, OpenDocument)",
        (".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"),
        _sniff_table,
        read=_read_tables,
        is_mapped=True,
        is_set=True,
    ),
    _graph_format("graphml", "GraphML", ".graphml", ".graphmlz"),
    _graph_format("gexf", "GEXF (Gephi)", ".gexf"),
    _graph_format("gml", "GML", ".gml"),
    _graph_format("pajek", "Pajek", ".net", ".paj"),
    _graph_format("cytoscape", "Cytoscape (CX2, CX, cyjs)", ".cyjs", ".cx2", ".cx"),
    _graph_format("xgmml", "XGMML (Cytoscape)", ".xgmml"),
    _graph_format("dot", "Graphviz (DOT)", ".dot", ".gv"),
    _graph_format("gdf", "GDF (GUESS)", ".gdf"),
    _graph_format("vna", "VNA (NetDraw)", ".vna"),
    _graph_format("ucinet", "UCINET DL", ".dl"),
    _graph_format("tulip", "Tulip", ".tlp"),
    _graph_format("matrix-market", "Matrix Market", ".mtx"),
    _graph_format("sif", "SIF (Cytoscape)", ".sif"),
    _graph_format("tgf", "TGF", ".tgf"),
    _graph_format("lgl", "LGL", ".lgl"),
    _graph_format("adjacency", "List of neighbours", ".adjlist", ".adj"),
    _graph_format(
        "edge-list",
        "List of ties (edge list, NCOL)",
        ".edgelist",
        ".edges",
        ".edge",
        ".ncol",
        ".el",
        ".elist",
        ".wel",
    ),
    Format(
        "ftm",
        "FollowTheMoney entities",
        (".ftm.json", ".ijson", ".jsonl", ".ndjson", ".json"),
        _sniff_ftm,
        read=_read_ftm,
        is_set=True,
    ),
    Format(
        "gephi-csv",
        "Actor Explorer tables of nodes and edges",
        (".csv",),
        _sniff_own_tables,
        read=_read_own_tables,
        is_set=True,
    ),
    _feed_format("gdelt", "GDELT events and mentions", ".csv", ".tsv", ".txt"),
    _feed_format("icews", "ICEWS events", ".tab", ".tsv", ".csv", ".txt"),
    _feed_format("polecat", "POLECAT events", ".txt", ".tsv", ".csv"),
)
"""In the order in which equals are preferred."""


def format_named(name: str) -> Format:
    """Give a format by its name.

    Raises
    ------
    KeyError
        If there is none.
    """
    return {known.name: known for known in FORMATS}[name]


def format_of(path: Path) -> Format:
    """Tell which format a file is of.

    Raises
    ------
    ImportFailed
        If it cannot be read, or is of none that is known.
    """
    known, score = likeliest_format(path)
    if not score:
        head = parts_of(path)[0].head(HEAD_BYTES)
        what = stranger(path, head) or unknown(head)
        raise ImportFailed(str(path), [ImportProblem(what)])
    return known


def likeliest_format(path: Path) -> tuple[Format, int]:
    """Give the format that a file is most likely of, and how sure that is (0 to 100).

    Raises
    ------
    ImportFailed
        If it cannot be read or is empty.
    """
    if path.is_dir():
        raise ImportFailed(str(path), [ImportProblem("It is a folder. Name files in it.")])
    head = parts_of(path)[0].head(HEAD_BYTES)
    if not head:
        raise ImportFailed(str(path), [ImportProblem("It is empty.")])
    score, at = max((known.sniff(path, head), -at) for at, known in enumerate(FORMATS))
    if score < SURE and stranger(path, head):
        score = 0
    return FORMATS[-at], score
