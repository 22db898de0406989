"""Small graph files, read and taken in, for the tests of this room."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from db import Store, create_store
from db.table_rows import table_rows
from explorer.exchange.format import HEAD_BYTES, Reading
from explorer.exchange.formats import format_of
from explorer.exchange.graphs.formats import graph_format, graph_items
from explorer.exchange.graphs.model import (
    Findings,
    GraphEdge,
    GraphHead,
    GraphHyperedge,
    GraphNode,
)
from explorer.exchange.intake.incoming_file import IncomingFile
from explorer.exchange.intake.landing import land
from explorer.exchange.intake.problems import Problems
from explorer.exchange.packing import parts_of
from explorer.exchange.report import ImportReport
from explorer.progress import CancelToken


class ReadGraph:
    """What a file holds, by kind of item."""

    def __init__(self, path: Path) -> None:
        self.head, self.findings = GraphHead(), Findings()
        known = graph_format(path, parts_of(path)[0].head(HEAD_BYTES))
        assert known is not None
        self.format = known.name
        self.nodes: list[GraphNode] = []
        self.edges: list[GraphEdge] = []
        self.hyperedges: list[GraphHyperedge] = []
        for item in graph_items(path, known, self.head, self.findings):
            if isinstance(item, GraphNode):
                self.nodes.append(item)
            elif isinstance(item, GraphEdge):
                self.edges.append(item)
            else:
                self.hyperedges.append(item)

    @property
    def counts(self) -> tuple[int, int]:
        return len(self.nodes), len(self.edges)

    @property
    def node(self) -> dict[str, GraphNode]:
        return {node.id: node for node in self.nodes}


def take_in(store: Store, *paths: Path, is_skipping: bool = False, **options: Any) -> ImportReport:
    """Take graph files of one format into a store as the program does."""
    (known,) = {format_of(path).name: format_of(path) for path in paths}.values()
    assert known.read is not None
    token, problems = CancelToken(), Problems(paths[0].name, is_skipping=is_skipping)
    files = [IncomingFile.of(path, known.label) for path in paths]
    records = known.read(files, Reading(problems, token, options))
    return land(store, files, records, problems, token)


@contextmanager
def empty_store(folder: Path, name: str = "taken") -> Iterator[Store]:
    with closing(create_store(folder / f"{name}.actors", title="Taken", overwrite=True)) as store:
        yield store


def rows(store: Store, table: str, *columns: str) -> list[tuple[Any, ...]]:
    return list(table_rows(store, table, columns))
