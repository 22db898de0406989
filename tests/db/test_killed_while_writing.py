"""SIGKILL at any moment: the store opens with all that was committed, and nothing half done."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from db import StoreUnavailable, create_store, open_store
from tests.db.dumping import dump

_ROOT = Path(__file__).parents[2]
_WRITER = """
import sys
from db import open_store
store = open_store(sys.argv[1])
print("ready", flush=True)
for number in range(100_000):
    with store.atomic(f"Step {number}") as writer:
        run = [(f"Actor {number}.{part}", 1) for part in range(200)]
        ids = writer.insert_many("actors", ("name", "kind_id"), run)
        writer.insert("interactions", kind_id=1, title=f"Meeting {number}", edtf="2023-09-26")
        writer.insert("sources", title=f"Source {number}", text="text " * 20_000)
        if number % 3 == 0:
            writer.delete_many("actors", ids[:50])
    print(number, flush=True)
"""


def _killed_after(path: Path, delay_s: float) -> int:
    """Let another process write until it is killed; return the last step it said was done."""
    process = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path)],
        cwd=_ROOT,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(delay_s)
    process.send_signal(signal.SIGKILL)
    said, _ = process.communicate()
    lines = said.splitlines()
    return int(lines[-1]) if lines else -1


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
@pytest.mark.parametrize("seed", range(8))
def test_a_killed_writer_loses_nothing_that_was_committed(store_path: Path, seed: int) -> None:
    create_store(store_path, title="T").close()
    last_said = _killed_after(store_path, random.Random(seed).uniform(0.01, 0.4))
    with open_store(store_path) as store:
        titles = [row[0] for row in store.connection.execute("SELECT title FROM history_steps")]
        # The process may die between the commit and saying so.
        assert len(titles) in (last_said + 1, last_said + 2)
        assert titles == [f"Step {number}" for number in range(len(titles))]
        counts = store.counts()
        assert counts["interactions"] == counts["sources"] == len(titles)
        kept = sum(150 if number % 3 == 0 else 200 for number in range(len(titles)))
        assert counts["actors"] == kept
        assert store.integrity() == []
        with store.atomic("After") as writer:
            writer.insert("actors", name="A", kind_id=1)
    assert [entry.name for entry in store_path.parent.iterdir()] == [store_path.name]


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be copied there")
def test_a_journal_left_behind_is_played_back_when_writing_and_explained_when_reading(
    store_path: Path,
) -> None:
    with create_store(store_path, title="T") as store:
        with store.atomic("Add") as writer:
            writer.insert_many("actors", ("name", "kind_id"), [(f"A{n}", 1) for n in range(3_000)])
        before = dump(store)
        connection = store.connection
        # A small cache makes SQLite write pages into the file before the commit.
        connection.execute("PRAGMA cache_size = 10")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE actors SET name = name || ' half written'")
        copy = store_path.with_name("copy.actors")
        shutil.copy(store_path, copy)
        shutil.copy(f"{store_path}-journal", f"{copy}-journal")
        connection.execute("ROLLBACK")
    assert b"half written" in copy.read_bytes()
    left = copy.read_bytes()
    with pytest.raises(StoreUnavailable, match="middle of a change"):
        open_store(copy, writable=False)
    copy.chmod(0o444)
    with pytest.raises(StoreUnavailable, match="middle of a change"):
        open_store(copy)
    copy.chmod(0o644)
    assert copy.read_bytes() == left
    with open_store(copy) as store:
        assert dump(store) == before
        assert store.integrity() == []
    assert not copy.with_name("copy.actors-journal").exists()
