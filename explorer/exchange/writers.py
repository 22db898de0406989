"""The formats that a store can be written in, for the dialog and the command line alike."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from explorer.exchange.atomic_file import write_atomically
from explorer.exchange.choice import Choice
from explorer.exchange.scope import WHOLE, Scope
from explorer.progress import CancelToken, Progress, no_progress

if TYPE_CHECKING:
    from db import Store
    from explorer.exchange.graphs.writing.content import GraphContent, Projection
    from explorer.session import Session

# What writes a format is imported when it is asked for: most of the time it is not.


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written.

    Attributes
    ----------
    options
        Answers to the format's choices, by name.
    session
        The store as it was read already, if it was.
    places
        Where actors stand in the window, by their ids, if there is one.
    """

    store: Store
    path: Path
    scope: Scope = WHOLE
    options: Mapping[str, str] | None = None
    token: CancelToken | None = None
    progress: Progress = no_progress
    overwrite: bool = False
    session: Session | None = None
    places: Mapping[int, tuple[float, float]] | None = None

    def option(self, name: str, default: str) -> str:
        """Give the answer to a choice."""
        return (self.options or {}).get(name) or default


@dataclass(frozen=True, slots=True)
class Written:
    """What came of it.

    Attributes
    ----------
    paths
        The files, mostly one.
    notes
        What did not fit, as sentences.
    """

    paths: tuple[Path, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Writer:
    """One format to write.

    Attributes
    ----------
    name
        As `--format` takes it: ``gexf``.
    label
        What people read: ``GEXF 1.3, with dates (Gephi)``.
    ending
        Of the file's name, with the dot.
    loss
        Says, for the answers to the choices, what the format leaves out.
    write
        Writes at once or not at all.
    is_whole_only
        Whether the format only holds a store as a whole.
    """

    name: str
    label: str
    ending: str
    loss: Callable[[Mapping[str, str]], str]
    write: Callable[[Order], Written]
    choices: tuple[Choice, ...] = ()
    is_whole_only: bool = False


PROJECTION: Final = Choice(
    "projection",
    "Interactions become",
    (
        ("events", "Nodes of their own", "Nothing about who took part, and as what, is lost."),
        (
            "pairs",
            "Edges between pairs",
            "An edge for each pair that shares one; a meeting of k has k(k−1)/2 of them.",
        ),
    ),
)


def _write_own_json(order: Order) -> Written:
    from explorer.exchange.exporting import write_json

    write_json(order.store, order.path, order.token, order.progress, overwrite=order.overwrite)
    return Written((order.path,))


def _graph_loss(answers: Mapping[str, str]) -> str:
    from explorer.exchange.graphs.writing.statement import loss_of

    return loss_of(_projection(answers.get("projection", "events")))


def _projection(word: str) -> Projection:
    return "pairs" if word == "pairs" else "events"


def _graph(order: Order) -> GraphContent:
    from explorer.exchange.graphs.writing.content import GraphContent

    return GraphContent(
        order.store,
        _projection(order.option("projection", "events")),
        order.scope,
        order.token or CancelToken(),
        order.progress,
    )


def _write_graph(module: str, function: str, order: Order) -> Written:
    from importlib import import_module

    write = getattr(import_module(f"explorer.exchange.graphs.writing.{module}"), function)
    content = _graph(order)
    notes: list[str] = []

    def fill(path: Path) -> None:
        notes.extend(write(content, path))

    write_atomically(order.path, fill, overwrite=order.overwrite)
    return Written((order.path,), tuple(notes))


def _write_gephi_tables(order: Order) -> Written:
    from explorer.errors import OutputExists
    from explorer.exchange.graphs.writing import gephi_tables

    nodes, edges = gephi_tables.nodes_path(order.path), gephi_tables.edges_path(order.path)
    for path in (nodes, edges):
        if os.path.lexists(path) and not order.overwrite:
            raise OutputExists(path)
    content = _graph(order)
    notes: list[str] = []

    def fill_nodes(path: Path) -> None:
        notes.extend(gephi_tables.write_nodes_table(content, path))
        # Within, so that neither table is there without the other.
        write_atomically(edges, fill_edges, overwrite=order.overwrite)

    def fill_edges(path: Path) -> None:
        notes.extend(gephi_tables.write_edges_table(content, path))

    write_atomically(nodes, fill_nodes, overwrite=order.overwrite)
    return Written((nodes, edges), tuple(notes))


def _write_workbook(order: Order) -> Written:
    from explorer.exchange.sheets.writing import write_workbook

    return Written((order.path,), write_workbook(order))


def _write_archive(order: Order) -> Written:
    from explorer.exchange.sheets.writing import write_archive

    return Written((order.path,), write_archive(order))


def _write_web_page(order: Order) -> Written:
    from explorer.exchange.webpage.writing import write_page

    return Written((order.path,), write_page(order))


def _web_page_loss(_answers: Mapping[str, str]) -> str:
    return (
        "It is for reading, not for reading back: identifiers, properties, amounts, who recorded "
        "what and the history are left out."
    )


def _write_timeline(order: Order) -> Written:
    from explorer.exchange.publishing.timeline_js import write_timeline

    return Written((order.path,), write_timeline(order))


def _timeline_loss(_answers: Mapping[str, str]) -> str:
    return (
        "It has a slide for each dated interaction, with who took part, what was said, and the "
        "sources. Uncertainty of dates is said in words only; nothing can be read back."
    )


def _write_csl(order: Order) -> Written:
    from explorer.exchange.publishing.csl import write_csl

    return Written((order.path,), write_csl(order))


def _csl_loss(_answers: Mapping[str, str]) -> str:
    return "It holds the sources alone, without their texts."


def _graph_writer(name: str, label: str, ending: str, module: str, function: str) -> Writer:
    return Writer(
        name, label, ending, _graph_loss, partial(_write_graph, module, function), (PROJECTION,)
    )


def _nothing_lost(_answers: Mapping[str, str]) -> str:
    return "Nothing but the history of changes."


def _write_ftm(order: Order) -> Written:
    from explorer.exchange.ftm.writing import write_ftm

    return write_ftm(order)


def _ftm_loss(_answers: Mapping[str, str]) -> str:
    return (
        "Names' languages, amounts, the order of interactions, judgements and the history; what "
        "the model has no property for (roles, exact dates, kinds) is kept in notes, which this "
        "program reads back."
    )


WRITERS: Final[tuple[Writer, ...]] = (
    Writer(
        "json", "Actor Explorer JSON", ".json", _nothing_lost, _write_own_json, is_whole_only=True
    ),
    Writer("xlsx", "Excel workbook, a sheet each", ".xlsx", _nothing_lost, _write_workbook),
    Writer("csv", "Tables of text (CSV) in an archive", ".zip", _nothing_lost, _write_archive),
    _graph_writer("gexf", "GEXF 1.3, with dates (Gephi)", ".gexf", "gexf", "write_gexf"),
    _graph_writer("graphml", "GraphML (most programs)", ".graphml", "graphml", "write_graphml"),
    _graph_writer("cyjs", "Cytoscape JSON", ".cyjs", "cyjs", "write_cyjs"),
    Writer(
        "gephi-csv", "Tables of nodes and edges (Gephi)", ".csv", _graph_loss, _write_gephi_tables,
        (PROJECTION,),
    ),
    Writer("ftm", "FollowTheMoney entities", ".ftm.json", _ftm_loss, _write_ftm),
    Writer("html", "Page for a browser, to be mailed", ".html", _web_page_loss, _write_web_page),
    Writer("timelinejs", "TimelineJS slides", ".timeline.json", _timeline_loss, _write_timeline),
    Writer("csl", "Sources for reference managers (CSL)", ".csl.json", _csl_loss, _write_csl),
    _graph_writer("gml", "GML", ".gml", "plain_networks", "write_gml"),
    _graph_writer("pajek", "Pajek network", ".net", "plain_networks", "write_pajek"),
)  # fmt: skip
"""In the order in which they are offered."""


def writer_named(name: str) -> Writer:
    """Give a format by its name.

    Raises
    ------
    KeyError
        If there is none.
    """
    return {known.name: known for known in WRITERS}[name]


def writer_for(path: Path) -> Writer | None:
    """Give the format that the ending of a file's name stands for, None where none does."""
    name = path.name.lower()
    known = [writer for writer in WRITERS if name.endswith(writer.ending)]
    return max(known, key=lambda writer: len(writer.ending), default=None)
