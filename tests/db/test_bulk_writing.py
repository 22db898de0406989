"""Rows come in column by column as they come in one by one: checked, recorded, and found."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import Store, create_store
from db.errors import InvalidRow
from db.history import steps, undo_step
from db.table_rows import table_rows
from db.writing.search_index import folded_words, folded_words_of_many

COLUMNS = ("name", "kind_id", "description")


@pytest.fixture
def store(tmp_path: Path) -> Iterable[Store]:
    with closing(create_store(tmp_path / "s.actors", title="S")) as made:
        yield made


def test_columns_come_in_as_rows_do(store: Store, tmp_path: Path) -> None:
    rows = [(f"Actor {n}", 1 + n % 3, None if n % 2 else "x") for n in range(1_200)]
    with store.atomic("By row") as writer:
        assert list(writer.insert_many("actors", COLUMNS, rows)) == list(range(1, 1_201))
    with closing(create_store(tmp_path / "t.actors", title="T")) as other:
        with other.atomic("By column") as writer:
            columns = dict(zip(COLUMNS, zip(*rows, strict=True), strict=True))
            assert list(writer.insert_columns("actors", columns)) == list(range(1, 1_201))
        assert list(table_rows(other, "actors", COLUMNS)) == rows
        assert other.integrity() == []
        undo_step(other, steps(other)[0].id)
        assert other.counts()["actors"] == 0
    assert list(table_rows(store, "actors", COLUMNS)) == rows


@pytest.mark.parametrize(
    ("table", "columns", "match"),
    [
        ("actors", {"name": ["a", "\0"], "kind_id": [1, 1]}, "NUL"),
        ("actors", {"name": ["a", ""], "kind_id": [1, 1]}, "one character"),
        ("actors", {"name": ["a", None], "kind_id": [1, 1]}, "given"),
        ("actors", {"name": ["a", "b"], "kind_id": [1, 99]}, "no row with that id"),
        ("actors", {"name": ["a", "b"], "kind_id": [1, 1], "key": ["k", "k"]}, "already"),
        ("actors", {"name": ["a", "b"], "kind_id": [1, 1], "key": ["k", "#k"]}, "#"),
        ("actors", {"name": ["a", "b"], "kind_id": [1, 1], "properties": [None, "[1]"]}, "JSON"),
    ],
)
def test_a_value_that_is_refused_refuses_its_row(
    store: Store, table: str, columns: dict[str, list[object]], match: str
) -> None:
    with store.atomic("Add") as writer:
        writer.insert("actors", name="A", kind_id=1)
        writer.insert("sources", title="S")
    with pytest.raises(InvalidRow, match=match) as refused, store.atomic("Add") as writer:
        writer.insert_columns(table, columns)
    assert refused.value.row == 1
    assert store.counts()["actors"] == 1


def test_a_passage_of_nothing_is_refused_among_many(store: Store) -> None:
    with store.atomic("Add") as writer:
        writer.insert("actors", name="A", kind_id=1)
        writer.insert("sources", title="S")
    actors: list[object] = [1] * 700
    actors[600] = None
    columns = {"source_id": [1] * 700, "excerpt": ["x"] * 700, "actor_id": actors}
    with pytest.raises(InvalidRow) as refused, store.atomic("Add") as writer:
        writer.insert_columns("evidence", columns)
    assert refused.value.table == "evidence"
    assert store.counts()["evidence"] == 0


def test_columns_of_different_length_are_a_mistake(store: Store) -> None:
    with pytest.raises(ValueError, match="kind_id"), store.atomic("Add") as writer:
        writer.insert_columns("actors", {"name": ["a", "b"], "kind_id": [1]})


_text = st.text(st.sampled_from("aB \n\t\x7féß\x1f.,王"), max_size=6)


@given(st.lists(st.lists(st.none() | _text, max_size=4), max_size=5))
def test_many_are_folded_as_each_by_itself(things: list[list[str | None]]) -> None:
    assert folded_words_of_many(things) == [folded_words(thing) for thing in things]
