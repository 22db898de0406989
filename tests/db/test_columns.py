"""Columns: the whole store as arrays says the same as its rows."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import Store, StoreColumns, TextColumn, create_store, open_store
from db.bulk import BulkReader, Field
from db.edtf import DateFlag, parse_edtf
from db.format.schema import OPEN_EARLIEST, OPEN_LATEST, STANDINGS
from db.positions import Positions
from tests.building import generate_store


def _index_of(terms: tuple[object, ...], name: str) -> int:
    return [term.name for term in terms].index(name)  # type: ignore[attr-defined]


def test_columns_say_what_the_rows_say(told_store: Store) -> None:
    c = told_store.columns()
    assert list(c.actor_name) == ["Samantha Power", "İlham Əliyev", "State Department"]
    assert [c.actor_kinds[kind].name for kind in c.actor_kind] == [
        "person", "person", "organisation",
    ]  # fmt: skip
    assert not c.actor_is_unnamed.any()
    assert list(c.interaction_title) == [
        "Call about the corridor", "Arrival for talks", "Something without a date",
    ]  # fmt: skip
    assert [STANDINGS[standing] for standing in c.standing] == [
        "took_place", "planned", "took_place",
    ]  # fmt: skip
    call = parse_edtf("2023-09-26")
    assert (c.earliest[0], c.latest[0]) == (call.earliest, call.latest)
    assert (c.earliest[2], c.latest[2]) == (OPEN_EARLIEST, OPEN_LATEST)
    assert c.has_date.tolist() == [True, True, False]
    assert c.date_flags.tolist() == [0, DateFlag.RANGE, 0]
    assert list(c.interaction_edtf) == ["2023-09-26", "2023-09-22/2023-09-25", ""]
    assert c.place.tolist() == [0, -1, -1]
    assert c.places[0].name == "Yerevan"
    assert c.parent.tolist() == [-1, 2, -1]
    assert c.n_accounts.tolist() == [2, 0, 0]
    assert c.participant_interaction.tolist() == [0, 0, 1]
    assert c.participant_actor.tolist() == [0, 1, 0]
    assert [c.roles[role].name for role in c.participant_role] == ["caller", "called", "visitor"]
    assert c.roles[_index_of(c.roles, "caller")].family == "from"
    assert (c.relation_from.tolist(), c.relation_to.tolist()) == ([0], [2])
    assert c.relation_title[0] == "Administrator"
    assert c.relation_latest.tolist() == [OPEN_LATEST]
    assert list(zip(c.topic_interaction.tolist(), c.topic_index.tolist(), strict=True)) == [
        (0, 0), (0, 1), (1, 1),
    ]  # fmt: skip
    # The evidence on the call and its caller and both accounts; the amount and the quote.
    assert (c.source_interaction.tolist(), c.source_index.tolist()) == ([0, 1], [0, 0])
    assert (c.accounts_interaction.tolist(), c.accounts_actor.tolist()) == ([0, 0], [2, 1])
    assert c.n_quotes_by.tolist() == [1, 0, 0]
    assert c.n_quotes_total == 1
    assert (c.order_earlier.tolist(), c.order_later.tolist()) == ([0], [2])
    assert c.sources[0].has_text


def test_an_empty_store_has_empty_columns(store_path: Path) -> None:
    with create_store(store_path, title="Empty") as store:
        c = store.columns()
    assert len(c.actor_id) == len(c.interaction_title) == len(c.participant_id) == 0
    assert len(c.interaction_kinds) == 13


def test_columns_cannot_be_changed(told_store: Store) -> None:
    c = told_store.columns()
    for name in StoreColumns.__slots__:
        value = getattr(c, name)
        if isinstance(value, np.ndarray):
            with pytest.raises(ValueError, match="read-only"):
                value[...] = 0


def test_gaps_in_ids_and_unordered_participants_make_no_difference(tiny_store: Store) -> None:
    with tiny_store.atomic("Change") as writer:
        writer.insert_many("actors", ("name", "kind_id"), [(f"N{n}", 1) for n in range(20)])
        writer.delete_many("actors", [1, 2, 7, 9])
        writer.insert("participants", interaction_id=3, actor_id=8, role_id=1)
        writer.insert("participants", interaction_id=1, actor_id=10, role_id=1)
        writer.insert("participants", interaction_id=2, actor_id=3, role_id=1)
    c = tiny_store.columns()
    pairs = zip(c.participant_interaction, c.participant_actor, strict=True)
    assert [(int(c.interaction_id[i]), int(c.actor_id[a])) for i, a in pairs] == [
        (1, 10), (2, 3), (3, 8),
    ]  # fmt: skip


def test_a_generated_store_agrees_with_its_tables(tmp_path: Path) -> None:
    with generate_store(tmp_path / "g.actors", 500, 3_000) as store:
        c, counts = store.columns(), store.counts()
        assert store.integrity() == []
        rows = store.connection.execute(
            "SELECT interaction_id, actor_id, role_id, id FROM participants"
            " ORDER BY interaction_id, id"
        ).fetchall()
    assert len(c.actor_id) == counts["actors"]
    read = zip(
        c.interaction_id[c.participant_interaction].tolist(),
        c.actor_id[c.participant_actor].tolist(),
        [c.roles[role].id for role in c.participant_role],
        c.participant_id.tolist(),
        strict=True,
    )
    assert list(read) == rows
    degrees = np.sort(np.bincount(c.participant_actor))[::-1]
    assert degrees[0] > 20 * np.median(degrees)


def test_generated_stores_are_the_same_for_the_same_seed(tmp_path: Path) -> None:
    columns = []
    for name, seed in (("a", 3), ("b", 3), ("c", 4)):
        with generate_store(tmp_path / name, 50, 200, seed) as store:
            columns.append(store.columns())
    assert columns[0].actor_name == columns[1].actor_name
    assert np.array_equal(columns[0].earliest, columns[1].earliest)
    assert columns[0].actor_name != columns[2].actor_name


def test_reading_says_how_far_it_is_and_can_be_cancelled(tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    class Token:
        is_cancelled = False

        def raise_if_cancelled(self) -> None:
            if self.is_cancelled:
                raise Stopped

    with generate_store(tmp_path / "g.actors", 200, 1_000) as store:
        told: list[tuple[int, int]] = []
        store.columns(progress=lambda done, total, words: told.append((done, total)))
        assert told[-1][0] == told[-1][1] > 0
        token = Token()
        token.is_cancelled = True
        with pytest.raises(Stopped):
            store.columns(token)
        assert len(store.columns().actor_id) == 200


def test_references_to_nothing_are_left_out(tiny_store: Store) -> None:
    connection = tiny_store.connection
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("DELETE FROM actors WHERE id = 1")
    connection.execute("UPDATE interactions SET place_id = 99, parent_id = 98 WHERE id = 1")
    c = tiny_store.columns()
    assert c.participant_actor.tolist() == [0]
    assert (c.place[0], c.parent[0]) == (-1, -1)
    assert any("not there" in fault for fault in tiny_store.integrity())
    connection.execute("PRAGMA foreign_keys = ON")


def test_days_beyond_32_bits_are_clipped(tiny_store: Store) -> None:
    tiny_store.connection.execute(
        "UPDATE interactions SET earliest = -9e15, latest = 9e15 WHERE id = 3"
    )
    c = tiny_store.columns()
    assert (c.earliest[2], c.latest[2]) == (OPEN_EARLIEST, OPEN_LATEST)


@given(st.sets(st.integers(-(2**62), 2**62)), st.lists(st.integers(-(2**62), 2**62)))
def test_positions_of_ids_are_their_ranks(ids: set[int], asked: list[int]) -> None:
    ordered = sorted(ids)
    positions = Positions(np.array(ordered, np.int64)).of(np.array([*ordered, *asked], np.int64))
    expected = [ordered.index(i) if i in ids else -1 for i in (*ordered, *asked)]
    assert positions.tolist() == expected


@given(st.lists(st.text()))
def test_a_text_column_gives_back_its_texts(texts: list[str]) -> None:
    texts = [text.encode("utf-8", "replace").decode() for text in texts]
    column = TextColumn.of(texts)
    assert list(column) == texts
    assert column.many(range(len(texts))) == texts
    assert [column[-1 - row] for row in range(len(texts))] == texts[::-1]
    half = len(texts) // 2
    assert TextColumn.joined([TextColumn.of(texts[:half]), TextColumn.of(texts[half:])]) == column
    assert len(TextColumn.joined([])) == 0
    with pytest.raises(IndexError):
        column[len(texts)]


def test_reopened_columns_are_equal(told_store: Store) -> None:
    with open_store(told_store.path, writable=False) as other:
        assert other.columns().actor_name == told_store.columns().actor_name


@given(st.data())
def test_numbers_read_packed_are_the_numbers_that_are_there(data: st.DataObject) -> None:
    bounds = data.draw(
        st.lists(
            st.tuples(st.integers(-(2**63), 2**63 - 1), st.integers(-(2**63), 2**63 - 1)).map(
                sorted
            )
            | st.tuples(st.integers(-5, 5), st.integers(6, 2**20)).map(list),
            min_size=1,
            max_size=8,
        )
    )
    rows = data.draw(
        st.lists(st.tuples(*(st.integers(low, high) for low, high in bounds)), max_size=5)
    )
    names = [f"c{number}" for number in range(len(bounds))]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE TABLE t ({', '.join(f'{name} INTEGER' for name in names)})")
        connection.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(names))})", rows)
        fields = [Field(name, *ends) for name, ends in zip(names, bounds, strict=True)]
        read = BulkReader(connection).fields(fields, "FROM t ORDER BY rowid")
    assert [tuple(row) for row in np.array(read, object).T.tolist()] == rows


_MOST = 2**40


@given(st.data())
def test_a_table_read_in_blocks_is_the_table_that_is_there(data: st.DataObject) -> None:
    ids = data.draw(st.lists(st.integers(-_MOST, _MOST), unique=True, max_size=6).map(sorted))
    texts = st.text(max_size=5) | st.just("\0Ə\N{GRINNING FACE}")
    rows = [(i, data.draw(st.integers(-9, 2**21)), data.draw(texts)) for i in ids]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, words TEXT)")
        connection.executemany("INSERT INTO t VALUES (?, ?, ?)", rows)
        reader = BulkReader(connection)
        fields = [Field("id", *reader.bounds("t", "id")), Field("n", *reader.bounds("t", "n"))]
        (read_ids, numbers), (words,) = reader.table("t", fields, ("words",))
    found = list(zip(read_ids.tolist(), numbers.tolist(), words, strict=True))
    assert rows == found


@pytest.mark.parametrize(
    "before",
    [
        "PRAGMA encoding = 'UTF-16'",
        # What no block can hold is read row by row.
        "SELECT 1",
    ],
)
def test_what_cannot_be_read_in_blocks_is_read_row_by_row(before: str) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(before)
        connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, words TEXT)")
        rows = [(1, 5, "a" * 900), (2, 6, "Şuşa")]
        connection.executemany("INSERT INTO t VALUES (?, ?, ?)", rows)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 3_000)
        if "encoding" not in before:
            rows.append((3, 7, "b" * 2_900))
            connection.execute("INSERT INTO t VALUES (?, ?, ?)", rows[-1])
        fields = [Field("id", 1, 3), Field("n", 5, 7)]
        (ids, numbers), (words,) = BulkReader(connection).table("t", fields, ("words",))
    assert rows == list(zip(ids.tolist(), numbers.tolist(), words, strict=True))


def test_several_blocks_make_one_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.blocks._ROWS_IN_BLOCK", 3)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, words TEXT)")
        rows = [(7 * number, f"t{number}") for number in range(10)]
        connection.executemany("INSERT INTO t VALUES (?, ?)", rows)
        told: list[int] = []
        reader = BulkReader(connection, None, told.append)
        (ids,), (words,) = reader.table("t", [Field("id", 0, 63)], ("words",))
    assert rows == list(zip(ids.tolist(), words, strict=True))
    assert [3, 3, 3, 1] == told
