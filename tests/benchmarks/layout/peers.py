"""Lays out a graph by our engine and by each peer that is installed, at its best settings.

Times are of the processor (user and system), since other work may share the machine.
"""

from __future__ import annotations

import importlib
import resource
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.network.layout import layout
from explorer.network.layout.large.means import Means
from explorer.progress import CancelToken
from tests.benchmarks.layout.graphs import Graph

Places = npt.NDArray[np.float64]


class NotRun(Exception):
    """A peer cannot, or need not, lay out this graph; says why."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """A layout with what it took.

    Attributes
    ----------
    first_s
        Until the first picture, nan where there is none before the last.
    deaf_s
        The longest work between two looks at the token: how long a cancel may go unheard.
    """

    places: Places
    took_s: float
    first_s: float = float("nan")
    deaf_s: float = float("nan")


class _Watch(CancelToken):
    """Takes the processor time from one look at it to the next."""

    __slots__ = ("last_s", "longest_s")

    def __init__(self) -> None:
        super().__init__()
        self.last_s, self.longest_s = time.thread_time(), 0.0

    def raise_if_cancelled(self) -> None:
        now_s = time.thread_time()
        self.longest_s = max(self.longest_s, now_s - self.last_s)
        self.last_s = now_s


def own(graph: Graph, means: Means | None, start: Places | None = None, seed: int = 0) -> Outcome:
    """Lay out by the engine of this program, from cold or near a start."""
    request = replace(graph.request(seed), start=start)
    first: list[float] = []
    watch = _Watch()
    begin = time.process_time()
    places = layout(
        request, watch, on_partial=lambda _: first.append(time.process_time()), means=means
    )
    took = time.process_time() - begin
    return Outcome(places, took, first[0] - begin if first else took, watch.longest_s)


def sfdp(graph: Graph) -> Outcome:
    """Lay out by Graphviz's sfdp, as it comes."""
    if shutil.which("sfdp") is None:
        raise NotRun("Graphviz is not installed (apt-get install graphviz)")
    lines = ["graph {", *(f"{row};" for row in range(graph.n))]
    lines += [f"{a}--{b};" for a, b in graph.ties.tolist()]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    answer = subprocess.run(
        ["sfdp", "-Tplain"], input="\n".join([*lines, "}"]), capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    places = np.zeros((graph.n, 2))
    for line in answer.stdout.splitlines():
        if line.startswith("node "):
            _, row, x, y, *_ = line.split()
            places[int(row)] = float(x), float(y)
    return Outcome(places, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def igraph_springs(graph: Graph) -> Outcome:
    """Lay out by igraph's Fruchterman-Reingold on a grid, in fewer rounds if there are many."""
    igraph = _installed("igraph", "")
    made = igraph.Graph(n=graph.n, edges=graph.ties.tolist())
    rounds = 500 if graph.n <= 20_000 else 200
    return _timed(lambda: made.layout_fruchterman_reingold(niter=rounds, grid="grid").coords)


def forceatlas2(graph: Graph) -> Outcome:
    """Lay out by ForceAtlas2 with its tree, hubs set apart."""
    fa2 = _installed("fa2", "")
    _expect_at_most(graph, 3_000, "at 10,000 it had not ended after 40 s of work")
    made = _networkx_graph(graph)
    engine = fa2.ForceAtlas2(barnesHutOptimize=True, outboundAttractionDistribution=True,
                             verbose=False)  # fmt: skip

    def work() -> Any:
        places = engine.forceatlas2_networkx_layout(made, iterations=100)
        return [places[row] for row in range(graph.n)]

    return _timed(work)


def networkx_springs(graph: Graph) -> Outcome:
    """Lay out by networkx's spring layout."""
    networkx = _installed("networkx", "")
    _installed("scipy", ", which networkx needs for more than 500 actors")
    _expect_at_most(graph, 3_000, "it holds all pairs of actors")
    made = _networkx_graph(graph)

    def work() -> Any:
        places = networkx.spring_layout(made, seed=1)
        return [places[row] for row in range(graph.n)]

    return _timed(work)


PEERS: dict[str, Callable[[Graph], Outcome]] = {
    "Graphviz sfdp": sfdp,
    "igraph springs": igraph_springs,
    "fa2": forceatlas2,
    "networkx springs": networkx_springs,
}
"""sfdp first: the others are given relative to it."""


def _timed(work: Callable[[], Any]) -> Outcome:
    begin = time.process_time()
    places = work()
    took = time.process_time() - begin
    return Outcome(np.asarray(places, dtype=np.float64), took)


def _networkx_graph(graph: Graph) -> Any:
    made = _installed("networkx", "").Graph()
    made.add_nodes_from(range(graph.n))
    made.add_edges_from(graph.ties.tolist())
    return made


def _installed(name: str, why: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        raise NotRun(f"{name} is not installed here{why}") from None


def _expect_at_most(graph: Graph, most: int, why: str) -> None:
    if graph.n > most:
        raise NotRun(f"{why}, so not beyond {most:,}")
