"""A million rows of event data: how long they take to come in, beside SQLite bare."""

from __future__ import annotations

import random
import resource
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from db import create_store
from explorer.exchange.taking_in import sorted_by_format, take_in
from explorer.progress import CancelToken
from tests.benchmarks.measuring import peak_mb
from tests.explorer.feeds.feed_files import NOBODY, Actor, gdelt_row

ROWS = 1_000_000
WITHIN_S, WITHIN_MB = 60, 1_000
_COUNTRIES = ("USA", "RUS", "CHN", "ARM", "AZE", "TUR", "FRA", "DEU", "GBR", "IRN", "ISR", "UKR")
_TYPES = ("GOV", "MIL", "COP", "JUD", "LEG", "BUS", "MED", "CVL", "OPP", "REB")
_CODES = ("010", "020", "036", "040", "042", "043", "051", "112", "173", "190")


def make_rows(path: Path, n_rows: int) -> None:
    """Write a table as GDELT 2.0 does: a few actors in most rows, four rows of an article."""
    chance = random.Random(7)
    actors: list[Actor] = [(c, c, c, "") for c in _COUNTRIES]
    actors += [(c + t, f"{t} {c} {i}", c, t) for c in _COUNTRIES for t in _TYPES for i in range(60)]

    def somebody() -> Actor:
        return actors[min(int(chance.paretovariate(0.5)), len(actors)) - 1]

    with path.open("w", encoding="utf-8") as file:
        for number in range(n_rows):
            place = min(int(chance.paretovariate(0.6)), 5_000)
            file.write(
                gdelt_row(
                    1_100_000_000 + number,
                    f"202309{1 + int(chance.random() * 28):02d}",
                    somebody(),
                    somebody() if chance.random() < 0.67 else NOBODY,
                    chance.choice(_CODES),
                    place=f"City {place}, Region {place % 50}, {_COUNTRIES[place % 12]}",
                    url=f"https://www.site{number // 4 % 300}.example/2023/a-visit-{number // 4}",
                )
            )
            file.write("\n")


def load_bare(rows: Path, store: Path) -> float:
    """Load the same rows into one table without index; give the seconds."""
    begin = time.perf_counter()
    connection = sqlite3.connect(store)
    columns = ", ".join(f"c{i}" for i in range(61))
    connection.execute(f"CREATE TABLE events ({columns})")
    marks = ", ".join("?" * 61)
    with rows.open(encoding="utf-8") as file:
        connection.executemany(
            f"INSERT INTO events VALUES ({marks})",
            (line.rstrip("\n").split("\t") for line in file),
        )
    connection.commit()
    connection.close()
    return time.perf_counter() - begin


def main() -> int:
    """Import, and say how long it took."""
    n_rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory(prefix="importing-") as folder:
        rows = Path(folder) / "20230926.export.CSV"
        make_rows(rows, n_rows)
        begin, cpu = time.perf_counter(), time.process_time()
        with create_store(Path(folder) / "s.actors", title="Bench") as store:
            report = take_in(store, sorted_by_format([rows])[0], token=CancelToken())
        seconds, cpu = time.perf_counter() - begin, time.process_time() - cpu
        child = resource.getrusage(resource.RUSAGE_CHILDREN)
        megabytes = peak_mb() + peak_mb(of_children=True)
        bare = load_bare(rows, Path(folder) / "bare.sqlite")
        print(
            f"{n_rows:,} rows in {seconds:.0f} s ({cpu:.0f} s of processor time to land, "
            f"{child.ru_utime + child.ru_stime:.0f} s beside it to read), {megabytes:.0f} MB at "
            f"most; {rows.stat().st_size / 1e6:.0f} MB of text"
        )
        print(f"the same rows into SQLite bare: {bare:.0f} s, a table without index or search")
        print(f"{report.added['interactions']:,} interactions, {report.added['sources']:,} sources")
    is_within = seconds <= WITHIN_S * n_rows / ROWS and megabytes <= WITHIN_MB
    return 0 if is_within else 1


if __name__ == "__main__":
    sys.exit(main())
