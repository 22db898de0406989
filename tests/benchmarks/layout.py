"""Laying out networks: the sample's size, a window's worth, and thousands of actors.

``python -m tests.benchmarks.layout --large`` adds 100,000 actors with 1,000,000 ties.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from dataclasses import replace

import numpy as np

from explorer.compiling.ready import CACHE_VARIABLE
from explorer.compiling.warm import fill_cache
from explorer.network.layout import LayoutRequest, layout
from explorer.network.layout.compose import best_means
from explorer.network.layout.large.plain_means import PlainMeans
from explorer.progress import Cancelled, CancelToken
from tests.benchmarks.measuring import peak_mb, report, timed
from tests.explorer.layout_graphs import diplomacy, planted, request_of


def realistic(n_actors: int, n_ties: int, seed: int) -> LayoutRequest:
    """Planted communities with heavy-tailed degrees, 3 % in small groups, 1 % without ties."""
    rng = np.random.default_rng(seed)
    n_main = int(n_actors * 0.96)
    n_groups = max(4, int(n_main**0.5 / 1.5))
    of_row = np.sort(rng.integers(0, n_groups, n_main))
    first = np.searchsorted(of_row, np.arange(n_groups + 1))
    weight = np.minimum(rng.pareto(1.8, n_main) + 0.3, n_main**0.5)
    upto = np.cumsum(weight)

    def drawn(low: np.ndarray, high: np.ndarray) -> np.ndarray:
        before = np.where(low > 0, upto[np.maximum(low - 1, 0)], 0.0)
        at = before + rng.random(len(low)) * (upto[high - 1] - before)
        return np.clip(np.searchsorted(upto, at, side="right"), low, high - 1)

    everybody = (np.zeros(n_ties, dtype=np.int64), np.full(n_ties, n_main))
    a = drawn(*everybody)
    is_inside = rng.random(n_ties) < 0.75
    b = np.where(is_inside, drawn(first[of_row[a]], first[of_row[a] + 1]), drawn(*everybody))
    rows = np.arange(n_main, n_main + int(n_actors * 0.03))
    small = np.stack([rows[:-1], rows[1:]], axis=1)[rng.random(len(rows) - 1) < 0.6]
    ties = np.concatenate([np.stack([a, b], axis=1), small])
    return request_of(n_actors, ties[ties[:, 0] != ties[:, 1]])


def size_of(request: LayoutRequest) -> str:
    """Name the size of a network."""
    return f"{request.n_nodes:,} / {len(request.ties):,}"


def once(what: str, request: LayoutRequest, plain: bool = False) -> np.ndarray:
    """Lay out once and print the time, that of the first picture, and the peak of memory."""
    first: list[float] = []
    begin = time.perf_counter()

    def shown(_: np.ndarray) -> None:
        first.append(time.perf_counter() - begin)

    means = PlainMeans() if plain else None
    places = layout(request, on_partial=shown, means=means)
    took = time.perf_counter() - begin
    early = f"first picture {first[0]:.2f} s" if first else "no picture before"
    print(f"{what:<46} {size_of(request):<26} {took:>9.2f} s  {early}  {peak_mb():>7.0f} MB")
    return places


def warm_start(request: LayoutRequest, places: np.ndarray) -> None:
    """Lay out again after 2 % of ties went and 1 % came, and print how far actors moved."""
    rng = np.random.default_rng(1)
    kept = request.ties[rng.random(len(request.ties)) > 0.02]
    new = rng.integers(0, int(request.n_nodes * 0.96), (len(request.ties) // 100, 2))
    ties = np.concatenate([kept, new[new[:, 0] != new[:, 1]]]).astype(np.int32)
    changed = replace(request, ties=ties, weights=np.ones(len(ties), np.float32), start=places)
    after = once("  after a change of 3 % of the ties", changed)
    moved = np.hypot(*(after - places).T) / np.ptp(places, axis=0).max() * 100
    print(f"{'  moved, share of the span':<73} median {np.median(moved):.2f} %, "
          f"p95 {np.percentile(moved, 95):.2f} %")  # fmt: skip


def cancelling(request: LayoutRequest, moments: int = 8) -> None:
    """Cancel at several moments and print the longest wait until the layout had ended."""
    begin = time.perf_counter()
    layout(request)
    whole_s = time.perf_counter() - begin
    waits = []
    for moment in range(moments):
        token, ended = CancelToken(), threading.Event()

        def work(token: CancelToken = token, ended: threading.Event = ended) -> None:
            try:
                layout(request, token)
            except Cancelled:
                ended.set()

        worker = threading.Thread(target=work)
        worker.start()
        time.sleep(whole_s * (moment + 0.5) / (moments + 1))
        begin = time.perf_counter()
        token.cancel()
        worker.join()
        if ended.is_set():
            waits.append(time.perf_counter() - begin)
    report("  from cancel to the end", size_of(request), waits)


def compare_with_networkx(request: LayoutRequest) -> None:
    """Time networkx's spring layout on the same network."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(range(request.n_nodes))
    graph.add_edges_from(request.ties.tolist())
    begin = time.perf_counter()
    try:
        nx.spring_layout(graph, seed=1)
    except ModuleNotFoundError as missing:  # From 500 nodes on it needs scipy.
        print(f"{'networkx spring_layout':<46} {size_of(request):<26} not run: no {missing.name}")
        return
    took = time.perf_counter() - begin
    print(f"{'networkx spring_layout':<46} {size_of(request):<26} {took:>9.2f} s")


def main() -> None:
    """Print a row for each size."""
    if CACHE_VARIABLE not in os.environ:
        os.environ[CACHE_VARIABLE] = tempfile.mkdtemp(prefix="layout-kernels-")
    begin = time.perf_counter()
    fill_cache()
    print(f"{'compiling, or loading what is compiled':<73} {time.perf_counter() - begin:>9.2f} s")
    best_means()
    sample = diplomacy()
    report("like the sample, with names", size_of(sample), timed(lambda: layout(sample)))
    window = planted(5, 20, seed=1)[0]
    report("a window's worth", size_of(window), timed(lambda: layout(window), runs=2))
    request = realistic(1_000, 5_000, seed=1)
    once("compiled", request)
    once("plain numpy", request, plain=True)
    compare_with_networkx(request)
    request = realistic(480, 2_000, seed=1)
    once("exact methods", request)
    compare_with_networkx(request)
    for n_actors, n_ties in ((5_000, 20_000), (10_000, 100_000)):
        request = realistic(n_actors, n_ties, seed=1)
        warm_start(request, once("compiled", request))
        cancelling(request)
    once("plain numpy", realistic(5_000, 20_000, seed=1), plain=True)
    if "--large" in sys.argv:
        request = realistic(100_000, 1_000_000, seed=1)
        warm_start(request, once("compiled", request))
        cancelling(request)


if __name__ == "__main__":
    main()
