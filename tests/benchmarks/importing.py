"""How long large files take to come in, beside SQLite bare: event rows, table rows, edges."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from db import create_store
from explorer.exchange.taking_in import sorted_by_format, take_in
from explorer.progress import CancelToken
from tests.benchmarks.import_files import (
    load_bare,
    make_events,
    make_graph,
    make_meetings,
    rows_of,
)
from tests.benchmarks.measuring import peak_mb


class Case(NamedTuple):
    """What is imported, and within which seconds and megabytes on two quiet cores."""

    make: Callable[[Path, int], None]
    file_name: str
    n_rows: int
    within_s: float
    within_mb: float


CASES = {
    "events": Case(make_events, "20230926.export.CSV", 1_000_000, 60, 1_000),
    "table": Case(make_meetings, "meetings.csv", 200_000, 30, 500),
    "edges": Case(make_graph, "people.graphml", 200_000, 25, 500),
}


def measure(name: str, n_rows: int) -> int:
    """Import one file in this process, and say how long it took."""
    case = CASES[name]
    with tempfile.TemporaryDirectory(prefix="importing-") as folder:
        path = Path(folder) / case.file_name
        case.make(path, n_rows)
        begin, cpu = time.perf_counter(), time.process_time()
        with create_store(Path(folder) / "s.actors", title="Bench") as store:
            report = take_in(store, sorted_by_format([path])[0], token=CancelToken())
        seconds, cpu = time.perf_counter() - begin, time.process_time() - cpu
        child = resource.getrusage(resource.RUSAGE_CHILDREN)
        beside = child.ru_utime + child.ru_stime
        megabytes = peak_mb() + peak_mb(of_children=True)
        bare = load_bare(rows_of(path), Path(folder) / "bare.sqlite")
        apart = f" and {beside:.0f} s beside it to read" if beside >= 1 else ""
        print(
            f"{name}: {n_rows:,} rows, {path.stat().st_size / 1e6:.0f} MB of text, in "
            f"{seconds:.1f} s by the clock, {cpu:.1f} s of processor time{apart}; "
            f"{megabytes:.0f} MB at most; a store of "
            f"{(Path(folder) / 's.actors').stat().st_size / 1e6:.0f} MB"
        )
        print(f"  the same rows into SQLite bare, a table without index or search: {bare:.1f} s")
        told = ", ".join(f"{count:,} {table}" for table, count in report.added.items())
        print(f"  {told}", flush=True)
    share = n_rows / case.n_rows
    # A small file takes at least as long as a start, and as much memory.
    return 0 if seconds <= max(5, case.within_s * share) and megabytes <= case.within_mb else 1


def main() -> int:
    """Import each file in a process of its own, or the one that is named, with so many rows."""
    if len(sys.argv) > 1:
        name = sys.argv[1]
        return measure(name, int(sys.argv[2]) if len(sys.argv) > 2 else CASES[name].n_rows)
    results = [
        subprocess.run([sys.executable, "-m", "tests.benchmarks.importing", name], check=False)
        for name in CASES
    ]
    return 1 if any(result.returncode for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
