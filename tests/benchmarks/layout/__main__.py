"""Lays out generated and real graphs by our engine and its peers, and compares what comes out.

``python -m tests.benchmarks.layout`` lays out 1,000 and 10,000 actors, three graphs each;
``--large`` adds 100,000 (Graphviz takes minutes for each), ``--pairs FILE:column,column`` a
real graph.
"""

from __future__ import annotations

import argparse
import math
import time

import numpy as np

from explorer.network.layout import layout
from explorer.network.layout.large.means import Means
from explorer.network.layout.large.plain_means import PlainMeans
from tests.benchmarks.layout.engine import compiled, keep_to_one_core
from tests.benchmarks.layout.graphs import Graph, changed, planted, read_pairs
from tests.benchmarks.layout.peers import PEERS, NotRun, Outcome, own
from tests.benchmarks.layout.quality import Quality, measure
from tests.benchmarks.measuring import peak_mb
from tests.explorer.layout_graphs import diplomacy


def main() -> None:
    """Print a block of rows for each graph."""
    asked = argparse.ArgumentParser(prog="layout", description=__doc__)
    asked.add_argument("--large", action="store_true")
    asked.add_argument("--seeds", type=int, default=3)
    asked.add_argument("--pairs", action="append", default=[], metavar="FILE:COLUMN,COLUMN")
    asked.add_argument("--only-pairs", action="store_true", help="no generated graphs")
    asked.add_argument("--alone", action="store_true", help="without the peers")
    wish = asked.parse_args()
    keep_to_one_core()
    means = compiled()
    own(planted(1_000, 5_000, seed=9), means)
    layout(diplomacy())
    begin = time.process_time()
    layout(diplomacy())
    print(f"like the sample, with names, 23 / 27: {time.process_time() - begin:.2f} s")
    sizes = [(1_000, 5_000), (10_000, 100_000)] + [(100_000, 1_000_000)] * wish.large
    for n, n_ties in [] if wish.only_pairs else sizes:
        for seed in range(1, wish.seeds + 1):
            compare(planted(n, n_ties, seed), means, is_alone=wish.alone)
    for pairs in wish.pairs:
        compare(read_pairs(pairs), means, is_alone=wish.alone)


def compare(graph: Graph, means: Means, *, is_alone: bool) -> None:
    """Print a row for each way to lay out a graph."""
    print(f"\n{graph.name}, {graph.size}", flush=True)
    bar = None
    for name, lay_out in {} if is_alone else PEERS.items():
        try:
            outcome = lay_out(graph)
        except NotRun as why:
            print(f"  {name:<26} not run: {why}", flush=True)
            continue
        quality = measure(graph, outcome.places)
        if name == "Graphviz sfdp":
            bar = outcome, quality
        _print(name, outcome, quality, bar)
    cold = own(graph, means)
    _print("own", cold, measure(graph, cold.places), bar)
    other = changed(graph, seed=1)
    warm = own(other, means, start=cold.places)
    _print("own, 3 % of ties changed", warm, measure(other, warm.places), bar)
    moved = np.hypot(*(warm.places - cold.places).T) / np.ptp(cold.places, axis=0).max()
    print(f"  {'':<26} moved {np.median(moved):.2%} of the span in the median, "
          f"{np.percentile(moved, 95):.2%} at the 95th percentile")  # fmt: skip
    anew = own(other, means)
    _print("own, the same from cold", anew, measure(other, anew.places), bar)
    if graph.n <= 1_000:
        plain = own(graph, PlainMeans())
        _print("own, not yet compiled", plain, measure(graph, plain.places), bar)


def _print(
    name: str, outcome: Outcome, quality: Quality, bar: tuple[Outcome, Quality] | None
) -> None:
    def against(value: float, of_bar: float) -> str:
        known = bar is not None and of_bar > 0 and not math.isnan(value)
        return f"({value / of_bar:5.2f}x)" if known else "        "

    base, base_quality = bar or (outcome, quality)
    first = "" if math.isnan(outcome.first_s) else f"  first {outcome.first_s:.2f} s"
    deaf = "" if math.isnan(outcome.deaf_s) else f"  deaf {outcome.deaf_s * 1000:.0f} ms"
    print(
        f"  {name:<26} {outcome.took_s:7.2f} s {against(outcome.took_s, base.took_s)}"
        f"  stress {quality.stress:.4f} {against(quality.stress, base_quality.stress)}"
        f"  neighbours {quality.neighbours:.4f} "
        f"{against(quality.neighbours, base_quality.neighbours)}"
        f"  purity {quality.purity:.3f} {against(quality.purity, base_quality.purity)}"
        f"  crowded {quality.crowding:.3f}{first}{deaf}  {peak_mb():.0f} MB",
        flush=True,
    )


if __name__ == "__main__":
    main()
