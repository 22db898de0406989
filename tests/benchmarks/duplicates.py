"""Looking for duplicates: how long it takes, and how many of those that were planted it finds."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from explorer.identity.finding import find_duplicates, gather
from explorer.session import Session
from tests.benchmarks.planted import VARIANTS, plant


def main() -> None:
    """Measure at several sizes."""
    sizes = ((5_000, 20_000), (100_000, 1_000_000)) if len(sys.argv) < 2 else ()
    sizes = sizes or ((int(sys.argv[1]), int(sys.argv[2])),)
    for n_actors, n_interactions in sizes:
        measure(n_actors, n_interactions)


def measure(n_actors: int, n_interactions: int) -> None:
    """Look through one store."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "people.actors")
        planted = plant(path, n_actors, n_interactions, n_actors // 50)
        session = Session.load(path)
        try:
            start, worked = time.perf_counter(), time.process_time()
            found = find_duplicates(gather(session))
            seconds = time.perf_counter() - start
            work_s = time.process_time() - worked
        finally:
            session.close()
    pairs = {proposal.ids: proposal for proposal in found.pairs}
    right = [pair for pair in pairs if pair in planted]
    by_how = Counter(planted[pair] for pair in right)
    wanted = Counter(planted.values())
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{n_actors:,} actors, {n_interactions:,} interactions: {seconds:.1f} s"
        f" ({work_s:.1f} s of work),"
        f" {found.n_compared:,} pairs of names compared, {len(pairs):,} proposed"
        f" (and {found.n_more:,} more), {peak_mb:,.0f} MB"
    )
    for limit in (95, 90, 80, 70, 60):
        above = [pair for pair, proposal in pairs.items() if proposal.score >= limit]
        n_right = sum(pair in planted for pair in above)
        print(
            f"  score {limit} and more: {len(above):,} proposed, precision"
            f" {n_right / max(len(above), 1):.0%}, recall {n_right / len(planted):.0%}"
        )
    for how in VARIANTS:
        print(f"  {how}: {by_how[how]} of {wanted[how]} found")


if __name__ == "__main__":
    main()
