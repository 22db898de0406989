"""The way of a graph file into a store: surveyed once, planned, and read as records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.errors import ImportFailed, ImportProblem
from explorer.exchange.graphs.files.opening import part_of
from explorer.exchange.graphs.files.own_tables import NODE_HEAD
from explorer.exchange.graphs.formats import (
    OWN_TABLES,
    GraphFormat,
    graph_format_named,
    graph_items,
)
from explorer.exchange.graphs.model import Findings, GraphEdge, GraphHead, GraphItem
from explorer.exchange.graphs.own import KEY, NODE_TYPE
from explorer.exchange.graphs.spool import Spool
from explorer.exchange.graphs.taking.own_taking import OwnTaking
from explorer.exchange.graphs.taking.plan import GraphPlan, plan_for
from explorer.exchange.graphs.taking.records_of_graph import Taking
from explorer.exchange.graphs.taking.survey import Survey, survey
from explorer.progress import CancelToken

if TYPE_CHECKING:
    from explorer.exchange.format import Reading
    from explorer.exchange.intake.incoming_file import IncomingFile
    from explorer.exchange.intake.problems import Problems
    from explorer.exchange.intake.records import Record

_CHECK_EVERY = 500


@dataclass(frozen=True, slots=True)
class SurveyedGraph:
    """A graph file that was read once through.

    Attributes
    ----------
    plan
        How it will be taken.
    faults
        Elements that make no sense.
    notices
        What was read otherwise than it stands, as sentences.
    """

    survey: Survey
    plan: GraphPlan
    faults: tuple[ImportProblem, ...]
    notices: tuple[str, ...]

    @property
    def is_own(self) -> bool:
        """Whether it is a graph that this program made."""
        # By what is in it, not by who wrote it: other programs may have saved it since.
        kinds = self.survey.node_columns.get(NODE_TYPE)
        return (
            kinds is not None
            and kinds.values.keys() <= {"actor", "interaction"}
            and KEY in self.survey.node_columns
        )


def surveyed(
    path: Path, known: GraphFormat, options: Mapping[str, Any], token: CancelToken, spool: Spool
) -> SurveyedGraph:
    """Read a graph file once through and plan how to take it.

    Parameters
    ----------
    spool
        Keeps the items for the taking.

    Raises
    ------
    ImportFailed
        If it is broken beyond reading.
    Cancelled
    """
    head, findings = GraphHead(), Findings()
    found = survey(spool.passing(graph_items(path, known, head, findings)), head, token)
    if found.missing and not head.creates_missing:
        shown = ", ".join(found.missing[:5])
        more = f" and {len(found.missing) - 5:,} more" if len(found.missing) > 5 else ""
        findings.fault(
            f"Edges name nodes that the file does not list: {shown}{more}. List them, or take "
            "out their edges."
        )
    elif found.missing:
        findings.notice(
            f"Edges name {len(found.missing):,} nodes that the file does not list; they are added"
        )
    if not found.n_nodes and not found.missing:
        findings.notice("The graph is empty")
    return SurveyedGraph(
        found, plan_for(found, options), tuple(findings.problems), tuple(findings.notices)
    )


def read_graph(name: str, files: Sequence[IncomingFile], reading: Reading) -> Iterator[Record]:
    """Read the files of one graph format as records.

    Raises
    ------
    ImportFailed
    Cancelled
    """
    if name == OWN_TABLES.name:
        yield from _of_own_tables(files, reading)
        return
    known = graph_format_named(name)
    for index, file in enumerate(files):
        yield from _records(file, index, known, reading)


def _of_own_tables(files: Sequence[IncomingFile], reading: Reading) -> Iterator[Record]:
    """Read our tables, those of nodes before those of edges, as one graph."""
    findings = Findings()
    heads = [part_of(file.path).head(len(NODE_HEAD[0])) for file in files]
    nodes_first = sorted(files, key=lambda file: heads[files.index(file)] != b"Id")
    taking = OwnTaking(GraphPlan(), files[0].key, [], reading.problems, files.index(nodes_first[0]))

    def items() -> Iterator[GraphItem]:
        for file in nodes_first:
            yield from graph_items(file.path, OWN_TABLES, GraphHead(), findings)
            file.bytes_read = file.size

    yield from taking.records(_checked(items(), reading, frozenset()))
    for fault in findings.problems:
        reading.problems.refuse(fault.list_name, "", None, fault.what)


def _records(
    file: IncomingFile, index: int, known: GraphFormat, reading: Reading
) -> Iterator[Record]:
    problems = reading.problems
    with Spool() as spool:
        graph = surveyed(file.path, known, reading.options, reading.token, spool)
        _tell(graph, file, problems)
        if graph.faults and not problems.is_skipping:
            raise ImportFailed(file.path.name, graph.faults)
        # What an edge without its nodes would need is left out with it.
        creates = graph.survey.head.creates_missing
        missing = graph.survey.missing if creates else []
        absent = frozenset(() if creates else graph.survey.missing)

        def items() -> Iterator[GraphItem]:
            for item, share in spool.items(graph.survey.head):
                file.bytes_read = int(file.size * share)
                yield item

        maker = OwnTaking if graph.is_own else Taking
        taking = maker(graph.plan, file.key, missing, problems, index)
        yield from taking.records(_checked(items(), reading, absent))
    file.bytes_read = file.size


def _checked(
    items: Iterator[GraphItem], reading: Reading, absent: frozenset[str]
) -> Iterator[GraphItem]:
    for rank, item in enumerate(items):
        if rank % _CHECK_EVERY == 0:
            reading.token.raise_if_cancelled()
        if absent and isinstance(item, GraphEdge) and {item.source, item.target} & absent:
            reading.problems.remark("An edge to a node that is not listed was left out")
            continue
        yield item


def _tell(graph: SurveyedGraph, file: IncomingFile, problems: Problems) -> None:
    problems.remark(graph.survey.told)
    for notice in graph.notices:
        problems.remark(notice)
    if problems.is_skipping:
        for fault in graph.faults:
            place = f"{file.path.name}, {fault.list_name}" if fault.list_name else file.path.name
            problems.refuse(place, "", None, fault.what)
    if graph.is_own:
        return
    found, plan = graph.survey, graph.plan
    if plan.has_events:
        problems.remark("Nodes that are events are taken as interactions of those they touch.")
    elif found.head.n_first_mode is not None:
        problems.remark(
            "The network has two modes; all nodes are taken as actors. Say that those of the "
            "second mode are events, and they become interactions."
        )
    if found.n_positions:
        problems.remark("Where nodes stand in the file's picture is not taken over.")
