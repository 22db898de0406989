"""Files to import in a benchmark: event data, a table of meetings, a graph; and SQLite bare."""

from __future__ import annotations

import csv
import random
import re
import sqlite3
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.explorer.feeds.feed_files import NOBODY, Actor, gdelt_row

_COUNTRIES = ("USA", "RUS", "CHN", "ARM", "AZE", "TUR", "FRA", "DEU", "GBR", "IRN", "ISR", "UKR")
_TYPES = ("GOV", "MIL", "COP", "JUD", "LEG", "BUS", "MED", "CVL", "OPP", "REB")
_CODES = ("010", "020", "036", "040", "042", "043", "051", "112", "173", "190")
_KINDS = ("meeting", "call", "visit")
_EDGE = re.compile(r'<edge id="(.*?)" source="(.*?)" target="(.*?)".*?>([\d.]+)</data></edge>')


def make_events(path: Path, n_rows: int) -> None:
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


def make_meetings(path: Path, n_rows: int) -> None:
    """Write a table of meetings: a date, two people, a place, a topic, a source and a note."""
    chance = random.Random(3)

    def somebody(title: str) -> str:
        return f"{title} {int(chance.paretovariate(0.7)) % 20_000} Name"

    with path.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file, delimiter=";").writerow
        write(("Date", "Kind", "Host", "Guest", "Place", "Topic", "Source", "Notes"))
        for n in range(n_rows):
            write(
                (
                    f"{1 + n % 28}.{1 + n % 12}.{2000 + n % 23}", chance.choice(_KINDS),
                    somebody("Minister"), somebody("Person"), f"City {n % 500}",
                    f"topic {n % 50}", f"Gazette {n % 2_000}", f"note number {n}",
                )
            )  # fmt: skip


def make_graph(path: Path, n_edges: int) -> None:
    """Write a GraphML file: five edges to a node, labels and weights."""
    chance = random.Random(3)
    n_nodes = max(2, n_edges // 5)
    keys = (
        '<key id="l" for="node" attr.name="label" attr.type="string"/>'
        '<key id="p" for="node" attr.name="party" attr.type="string"/>'
        '<key id="w" for="edge" attr.name="weight" attr.type="double"/>'
    )
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        file.write('<graphml xmlns="http://graphml.graphdrafting.org/xmlns">')
        file.write(f'{keys}<graph edgedefault="undirected">\n')
        for n in range(n_nodes):
            told = f'<data key="l">Person {n}</data><data key="p">P{n % 7}</data>'
            file.write(f'<node id="n{n}">{told}</node>\n')
        for n in range(n_edges):
            ends = f'source="n{chance.randrange(n_nodes)}" target="n{chance.randrange(n_nodes)}"'
            file.write(f'<edge id="e{n}" {ends}><data key="w">{n % 9 + 1}.0</data></edge>\n')
        file.write("</graph></graphml>\n")


def rows_of(path: Path) -> Iterator[list[str]]:
    """Give what stands in one of these files, row by row, as a loader without any care would."""
    with path.open(encoding="utf-8", newline="") as file:
        if path.suffix == ".graphml":
            yield from (list(found.groups()) for line in file if (found := _EDGE.search(line)))
        elif path.suffix == ".csv":
            yield from csv.reader(file, delimiter=";")
        else:
            yield from (line.rstrip("\n").split("\t") for line in file)


def load_bare(rows: Iterable[list[str]], store: Path) -> float:
    """Load rows into one table without index; give the seconds by the clock."""
    begin = time.perf_counter()
    source = iter(rows)
    first = next(source)
    connection = sqlite3.connect(store)
    columns = ", ".join(f"c{i}" for i in range(len(first)))
    connection.execute(f"CREATE TABLE bare ({columns})")
    sql = f"INSERT INTO bare VALUES ({', '.join('?' * len(first))})"
    connection.execute(sql, first)
    connection.executemany(sql, source)
    connection.commit()
    connection.close()
    return time.perf_counter() - begin
