"""How long a store takes to go out in each format, and with how much memory."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from db import open_store
from explorer.exchange.writers import WRITERS, Order, writer_named
from tests.benchmarks.measuring import peak_mb
from tests.building import generate_store


class Bound(NamedTuple):
    """Within how many seconds of processor time and megabytes a million interactions go out."""

    seconds: float
    megabytes: float


BOUNDS = {
    "json": Bound(75, 700),
    "xlsx": Bound(150, 700),
    "csv": Bound(120, 700),
    "gexf": Bound(150, 900),
    "graphml": Bound(150, 900),
    "cyjs": Bound(150, 900),
    "gephi-csv": Bound(150, 900),
    "gml": Bound(180, 900),
    "pajek": Bound(90, 900),
}
_FULL = 1_000_000
SIZES = {"20k": (5_000, 20_000), "200k": (20_000, 200_000)}


def measure(name: str, store: Path, n_interactions: int) -> int:
    """Write a store in one format in this process, and say what it took."""
    writer, bound = writer_named(name), BOUNDS[name]
    with (
        tempfile.TemporaryDirectory(prefix="exporting-") as folder,
        closing(open_store(store, writable=False)) as opened,
    ):
        out = Path(folder) / f"out{writer.ending}"
        begin, cpu = time.perf_counter(), time.process_time()
        written = writer.write(Order(opened, out))
        seconds, cpu = time.perf_counter() - begin, time.process_time() - cpu
        size = sum(path.stat().st_size for path in written.paths) / 1e6
    print(
        f"{name:<10} {n_interactions:>9,} interactions  {seconds:>7.1f} s by the clock  "
        f"{cpu:>7.1f} s of processor time  {peak_mb():>6.0f} MB  a file of {size:>6.0f} MB",
        flush=True,
    )
    share = n_interactions / _FULL
    return 0 if cpu <= max(5, bound.seconds * share) and peak_mb() <= bound.megabytes else 1


def main() -> int:
    """Measure all formats at 20,000 interactions, or at the sizes that are named."""
    if len(sys.argv) > 3:
        return measure(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
    failed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="exporting-") as folder:
        for size in sys.argv[1:] or ["20k", "200k"]:
            n_actors, n_interactions = SIZES[size]
            store = Path(folder) / f"{size}.actors"
            generate_store(store, n_actors, n_interactions).close()
            for writer in WRITERS:
                if writer.name not in BOUNDS:
                    continue
                arguments = [writer.name, str(store), str(n_interactions)]
                command = [sys.executable, "-m", "tests.benchmarks.exporting", *arguments]
                if subprocess.run(command, check=False).returncode:
                    failed.append(f"{writer.name} at {size}")
    if failed:
        print(f"beyond its bound: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
