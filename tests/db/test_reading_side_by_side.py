"""A large store is read through several connections of one moment."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import db.moment
from db import StoreColumns, open_store
from db.moment import Moment, moment_of
from explorer.progress import Cancelled, CancelToken
from tests.building import build_store, generate_store


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a store that counts as large, on a machine of several cores."""
    monkeypatch.setattr(db.moment, "_LEAST_BYTES", 0)
    monkeypatch.setattr("os.cpu_count", lambda: 8)
    monkeypatch.setattr("db.blocks._ROWS_IN_BLOCK", 100)
    path = tmp_path / "a.actors"
    generate_store(path, 120, 700).close()
    return path


def plain(columns: StoreColumns) -> dict[str, Any]:
    """Give columns as values that can be compared."""
    found = {name: getattr(columns, name) for name in StoreColumns.__slots__}
    return {
        name: value.tolist() if isinstance(value, np.ndarray) else value
        for name, value in found.items()
    }


def n_connections(path: Path) -> int:
    """Count the connections that a moment of the open store gets."""
    with open_store(path) as store:
        store.connection.execute("BEGIN")
        with moment_of(store.connection, path) as moment:
            count = len(moment._connections)
        store.connection.execute("ROLLBACK")
    return count


def test_several_connections_read_what_one_reads(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert n_connections(file) > 1
    with open_store(file) as store:
        together = plain(store.columns())
        monkeypatch.setattr("os.cpu_count", lambda: 1)
        assert plain(store.columns()) == together


def test_rows_that_are_gone_leave_no_trace_in_any_block(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(file) as store:
        with store.atomic("Thin out") as writer:
            for interaction_id in (1, 2, 150, 151, *range(300, 520), 700):
                writer.delete("interactions", interaction_id)
        together = plain(store.columns())
        monkeypatch.setattr("db.blocks._ROWS_IN_BLOCK", 10_000)
        monkeypatch.setattr("os.cpu_count", lambda: 1)
        assert plain(store.columns()) == together
        ids = set(together["interaction_id"])
    assert ids == set(range(1, 701)) - {1, 2, 150, 151, *range(300, 520), 700}


def test_nobody_writes_while_several_read(file: Path) -> None:
    with open_store(file) as store:
        store.connection.execute("BEGIN")
        with moment_of(store.connection, file), closing(sqlite3.connect(file, timeout=0)) as other:
            other.execute("UPDATE meta SET value = 'x' WHERE name = 'title'")
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.commit()
            other.rollback()
        store.connection.execute("ROLLBACK")
        assert store.title != "x"


def test_a_file_put_in_the_place_of_the_open_one_is_not_read(file: Path, tmp_path: Path) -> None:
    build_store(tmp_path / "b.actors", actors=["Somebody else"]).close()
    with open_store(file) as store:
        store.connection.execute("BEGIN")
        (tmp_path / "b.actors").replace(file)
        with moment_of(store.connection, file) as moment:
            assert [store.connection] == list(moment._connections)
        store.connection.execute("ROLLBACK")
        assert len(store.columns().interaction_id) == 700


def test_a_file_in_write_ahead_mode_is_read_by_one_connection(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    file.chmod(0o400)
    assert n_connections(file) == 1
    assert [file] == list(file.parent.glob("a.actors*"))


def test_cancelling_ends_all_who_read(file: Path) -> None:
    token = CancelToken()

    def cancel_soon(done: int, total: int, words: str, /) -> None:
        if 300 < done < total:
            token.cancel()

    with open_store(file) as store:
        with pytest.raises(Cancelled):
            store.columns(token, cancel_soon)
        assert len(store.columns().interaction_id) == 700


def test_a_fault_in_one_of_many_pieces_of_work_is_raised() -> None:
    def halve(connection: sqlite3.Connection, number: int) -> int:
        if number % 2:
            raise ValueError(number)
        return number // 2

    with (
        closing(sqlite3.connect(":memory:", check_same_thread=False)) as one,
        closing(sqlite3.connect(":memory:", check_same_thread=False)) as other,
    ):
        moment = Moment([one, other])
        assert [0, 1, 2] == list(moment.each(halve, [0, 2, 4]))
        with pytest.raises(ValueError, match="5"):
            list(moment.each(halve, [0, 2, 5, 6]))
