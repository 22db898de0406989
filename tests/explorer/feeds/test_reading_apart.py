"""A large feed is read in a process of its own: the same blocks, and no trace when it is ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from db import create_store, open_store
from explorer.errors import ImportFailed
from explorer.exchange.exporting import export_json
from explorer.exchange.feeds.apart import read_apart
from explorer.exchange.feeds.reading import read_feed
from explorer.exchange.format import Reading
from explorer.exchange.intake.incoming_file import IncomingFile
from explorer.exchange.intake.landing import land
from explorer.exchange.intake.problems import Problems
from explorer.progress import Cancelled, CancelToken
from tests.explorer.feeds.feed_files import gdelt_row

N_ROWS = 12_000


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rows") / "many.export.CSV"
    lines = [
        gdelt_row(i, f"202309{1 + i % 28:02d}", code=("010", "040", "190")[i % 3],
                  place=f"Place {i % 500}", url=f"https://e.example/{i // 4}")
        for i in range(N_ROWS)
    ]  # fmt: skip
    path.write_text("\n".join(lines) + "\nbroken\n", encoding="utf-8")
    return path


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def children() -> set[int]:
    found = Path(f"/proc/self/task/{os.getpid()}/children")
    if not found.exists():
        pytest.skip("this system does not list the children of a process")
    return {int(pid) for pid in found.read_text().split()}


def test_it_tells_the_same_as_reading_here(rows: Path) -> None:
    told = []
    for read in (read_feed, read_apart):
        problems = Problems(rows.name, is_skipping=True)
        file = IncomingFile.of(rows, "GDELT")
        blocks = list(read("gdelt", [file], Reading(problems, CancelToken(), {"kinds": "04,19"})))
        told.append((blocks, problems.refused, problems.remarks, file.bytes_read))
    assert told[0] == told[1]
    assert told[0][3] == rows.stat().st_size


def test_what_is_refused_there_refuses_the_import_here(rows: Path, tmp_path: Path) -> None:
    problems = Problems(rows.name)
    files = [IncomingFile.of(rows, "GDELT")]
    with create_store(tmp_path / "s.actors", title="S") as store:
        with pytest.raises(ImportFailed, match="1 columns"):
            land(
                store, files, read_apart("gdelt", files, Reading(problems, CancelToken())), problems
            )
        assert store.counts()["interactions"] == 0


def test_cancelling_ends_the_process_and_leaves_the_store_as_it_was(
    rows: Path, tmp_path: Path
) -> None:
    before = children()
    token = CancelToken()
    started: set[int] = set()

    def stop(done: int, _total: int, _words: str, /) -> None:
        if done:
            started.update(children() - before)
            token.cancel()

    problems = Problems(rows.name, is_skipping=True)
    files = [IncomingFile.of(rows, "GDELT")]
    with create_store(tmp_path / "s.actors", title="S") as store:
        as_it_was = export_json(store)
        blocks = read_apart("gdelt", files, Reading(problems, token))
        with pytest.raises(Cancelled):
            land(store, files, blocks, problems, token, stop)
        assert export_json(store) == as_it_was
    assert started
    assert not any(is_alive(pid) for pid in started)


_IMPORT = """
import sys
from pathlib import Path
from db import open_store
from explorer.exchange.feeds.apart import read_apart
from explorer.exchange.format import Reading
from explorer.exchange.intake.incoming_file import IncomingFile
from explorer.exchange.intake.landing import land
from explorer.exchange.intake.problems import Problems
from explorer.progress import CancelToken
files = [IncomingFile.of(Path(sys.argv[2]), "GDELT")]
problems = Problems("f", is_skipping=True)
told = lambda done, total, words: print(done, flush=True)
with open_store(Path(sys.argv[1])) as store:
    blocks = read_apart("gdelt", files, Reading(problems, CancelToken()))
    land(store, files, blocks, problems, progress=told)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no such signal")
def test_a_killed_import_leaves_the_store_as_it_was(rows: Path, tmp_path: Path) -> None:
    path = tmp_path / "s.actors"
    with create_store(path, title="S") as store:
        before = export_json(store)
    process = subprocess.Popen(
        [sys.executable, "-c", _IMPORT, str(path), str(rows)], stdout=subprocess.PIPE
    )
    with process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
    with open_store(path) as store:
        assert export_json(store) == before
