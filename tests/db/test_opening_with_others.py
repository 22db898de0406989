"""Two programs, two threads and a killed one: each is told, none spoils the store."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from db import (
    Store,
    StoreLocked,
    create_store,
    open_store,
)
from tests.db.dumping import dump


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _beside(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.parent.iterdir())


def test_a_write_lock_of_another_program_is_told_within_seconds(
    told_store: Store, store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.files.connection.BUSY_TIMEOUT_S", 0.1)
    told_store.close()
    with closing(sqlite3.connect(store_path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with open_store(store_path) as store:
            assert len(store.columns().actor_id) == 3
            with pytest.raises(StoreLocked, match="another program"), store.atomic("X"):
                pass
            other.execute("ROLLBACK")
            with store.atomic("Now") as writer:
                writer.insert("actors", name="A", kind_id=1)
        before = _hash(store_path)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreLocked):
            open_store(store_path)
        other.execute("ROLLBACK")
    assert _hash(store_path) == before


def test_a_reader_in_the_way_of_a_commit_is_told_and_nothing_is_written(
    told_store: Store, store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(told_store)
    monkeypatch.setattr("db.store.COMMIT_PATIENCE_S", 0.1)
    with closing(sqlite3.connect(store_path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM actors").fetchone()
        with pytest.raises(StoreLocked), told_store.atomic("X") as writer:
            writer.insert("actors", name="A", kind_id=1)
        other.execute("ROLLBACK")
    assert dump(told_store) == before
    with told_store.atomic("X") as writer:
        writer.insert("actors", name="A", kind_id=1)


def test_a_change_by_another_program_is_noticed_until_it_is_read(
    told_store: Store, store_path: Path
) -> None:
    with open_store(store_path) as other:
        assert not told_store.changed_outside()
        with told_store.atomic("Own") as writer:
            writer.insert("actors", name="A", kind_id=1)
        assert not told_store.changed_outside()
        assert other.changed_outside()
        with other.atomic("Theirs") as writer:
            writer.insert("actors", name="B", kind_id=1)
        assert told_store.changed_outside()
        assert told_store.changed_outside()
        assert len(told_store.columns().actor_id) == 5
        assert not told_store.changed_outside()


def test_two_programs_write_in_turn(told_store: Store, store_path: Path) -> None:
    with open_store(store_path) as other:
        for number in range(10):
            store = (told_store, other)[number % 2]
            with store.atomic(f"Step {number}") as writer:
                writer.insert("actors", name=f"A{number}", kind_id=1)
    assert told_store.counts()["actors"] == 13
    assert told_store.integrity() == []


def test_a_store_left_in_write_ahead_mode_opens_and_is_one_file_again(
    told_store: Store, store_path: Path
) -> None:
    told_store.close()
    with closing(sqlite3.connect(store_path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE actors SET description = 'x'")
        connection.commit()
    before, beside = _hash(store_path), _beside(store_path)
    with open_store(store_path, writable=False) as store:
        assert len(store.columns().actor_id) == 3
    assert (_hash(store_path), _beside(store_path)) == (before, beside)
    with open_store(store_path) as store, store.atomic("Add") as writer:
        writer.insert("actors", name="A", kind_id=1)
    assert _beside(store_path) == beside
    assert store_path.read_bytes()[18:20] == b"\x01\x01"


def test_a_log_that_a_killed_program_left_is_read(told_store: Store, store_path: Path) -> None:
    told_store.close()
    with closing(sqlite3.connect(store_path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("UPDATE actors SET name = 'From the log' WHERE id = 1")
        copy = store_path.with_name("copy.actors")
        shutil.copy(store_path, copy)
        shutil.copy(f"{store_path}-wal", f"{copy}-wal")
    with open_store(copy, writable=False) as store:
        assert store.columns().actor_name[0] == "From the log"
    with open_store(copy) as store:
        assert store.columns().actor_name[0] == "From the log"
    assert not copy.with_name("copy.actors-wal").exists()


def test_a_journal_beside_a_new_file_is_not_played_into_it(
    told_store: Store, store_path: Path
) -> None:
    journal = store_path.with_name(f"{store_path.name}-journal")
    told_store.connection.execute("BEGIN")
    told_store.connection.execute("UPDATE actors SET description = 'x'")
    left_behind = journal.read_bytes()
    told_store.connection.execute("ROLLBACK")
    told_store.close()
    store_path.unlink()
    journal.write_bytes(left_behind)
    with create_store(store_path, title="New") as store:
        assert store.counts()["actors"] == 0
        assert store.integrity() == []


def test_a_store_belongs_to_its_thread_but_may_be_interrupted_and_closed(
    told_store: Store,
) -> None:
    failures: list[Exception] = []

    def elsewhere() -> None:
        try:
            told_store.counts()
        except RuntimeError as error:
            failures.append(error)
        told_store.interrupt()
        told_store.close()
        told_store.interrupt()

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert "thread" in str(failures[0])
    with pytest.raises(RuntimeError, match="closed"):
        told_store.counts()
    told_store.close()


def test_long_work_is_interrupted_from_elsewhere(told_store: Store) -> None:
    class Stopped(Exception):
        pass

    class Token:
        is_cancelled = False

        def raise_if_cancelled(self) -> None:
            raise Stopped

    timer = threading.Timer(0.1, told_store.interrupt)
    timer.start()
    endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT max(x) FROM c"

    def work() -> None:
        with told_store.atomic("Endless", token=Token()):
            told_store.connection.execute(endless).fetchone()

    with pytest.raises(Stopped):
        work()
    timer.join()
    assert told_store.integrity() == []
