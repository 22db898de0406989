"""The data side at real size: opening, a step of the time window, searching, changing, memory.

Give a store's path, or several, to measure those instead of generated ones.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np

from explorer.drawing.network.scene import prepare
from explorer.network.arrangement import Arrangement
from explorer.network.filters import Shown, TimeWindow, show
from explorer.network.projection import ShownNetwork, show_network
from explorer.resident import give_back, resident_mb
from explorer.search import find
from explorer.session import Session
from tests.benchmarks.measuring import report
from tests.building import generate_store

SIZES = ((10_000, 100_000), (100_000, 1_000_000))
STEPS = 60


def worked(work: Callable[[], object]) -> float:
    """Return the seconds of a processor's work that something takes; other work does not count."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def measure(path: Path) -> None:
    """Print the rows for one store; seconds of work, not of waiting."""
    before = resident_mb() or 0.0
    opened: list[Session] = []
    seconds = worked(lambda: opened.append(Session.load(path)))
    session = opened[0]
    size = f"{session.dataset.n_actors:,} / {session.dataset.n_interactions:,}"
    report("open: read, project, first look", size, [seconds])
    report("which ties an interaction is behind", size, [worked(lambda: session.ties.pairs_of)])
    for share in (10, 3):
        report(f"step of a window of 1/{share} of all days", size, list(steps(session, share)))
    report("search", size, [worked(partial(find, session, q)) for q in queries(session)])
    give_back()
    held = (resident_mb() or 0.0) - before
    print(f"{'memory of store, ties and looks':<46} {size:<26} {held:>9.0f} MB")
    session.close()


def steps(session: Session, share: int) -> Iterator[float]:
    """Drag a window day by day, as far as what is drawn depends on it."""
    span, network = session.dataset.day_span, session.network("ties")
    if span is None:
        return
    xy = np.random.default_rng(1).random((network.n_nodes, 2))
    arrangement = Arrangement(network, xy, np.zeros(network.n_nodes, dtype=bool))
    looked: list[tuple[Shown, ShownNetwork]] = [(session.everything.shown, session.everything)]
    length, first = (span[1] - span[0]) // share, span[0] + (span[1] - span[0]) // 3

    def step(begin: int) -> None:
        shown_before, before = looked[-1]
        window = TimeWindow(begin, begin + length)
        shown = show(session.dataset, window=window, before=shown_before)
        drawn = show_network(network, shown, show_positions=False, before=before)
        looked[:] = [(shown, drawn)]
        _ = prepare(drawn, arrangement).drawn_nodes

    step(first)
    for number in range(1, STEPS):
        yield worked(partial(step, first + 2 * number))


def queries(session: Session) -> list[str]:
    """Give what somebody types: beginnings of names of actors, letter by letter."""
    rows = np.random.default_rng(2).choice(session.dataset.n_actors, 12, replace=False)
    names = [session.dataset.actor_name(int(row)) for row in rows]
    return [name[:length] for name in names for length in (3, 4, 6, len(name))]


def main() -> None:
    """Measure the stores named on the command line, or generated ones."""
    paths = [Path(name) for name in sys.argv[1:]]
    for path in paths:
        measure(path)
    with tempfile.TemporaryDirectory() as folder:
        for n_actors, n_interactions in SIZES if not paths else ():
            path = Path(folder) / f"{n_actors}.actors"
            generate_store(path, n_actors, n_interactions).close()
            measure(path)
            path.unlink()


if __name__ == "__main__":
    main()
