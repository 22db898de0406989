"""Many rows at once are held to the same rules as one, and found by search as one is."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from db import InvalidRow, Store, create_store
from db.search import search

MANY = 25_000


@pytest.fixture
def store(tmp_path: Path) -> Iterable[Store]:
    with closing(create_store(tmp_path / "s.actors", title="S")) as made:
        yield made


def add_source_and_actor(store: Store) -> tuple[int, int]:
    with store.atomic("Add") as writer:
        source = writer.insert("sources", title="S")
        actor = writer.insert("actors", name="A", kind_id=writer.term("actor_kinds", "person"))
    return source, actor


def test_a_passage_of_nothing_among_many_is_refused(store: Store) -> None:
    source, actor = add_source_and_actor(store)
    rows = [(source, "words", actor) for _ in range(2_000)]
    rows[1_234] = (source, "words", None)  # type: ignore[assignment]
    with pytest.raises(InvalidRow), store.atomic("Add") as writer:
        writer.insert_many("evidence", ("source_id", "excerpt", "actor_id"), rows)
    assert store.counts()["evidence"] == 0


def test_a_passage_of_two_things_among_many_is_refused(store: Store) -> None:
    source, actor = add_source_and_actor(store)
    with store.atomic("Add") as writer:
        kind = writer.term("interaction_kinds", "call")
        call = writer.insert("interactions", title="C", kind_id=kind)
    rows: list[tuple[object, ...]] = [(source, "words", actor, None) for _ in range(2_000)]
    rows[7] = (source, "words", actor, call)
    columns = ("source_id", "excerpt", "actor_id", "interaction_id")
    with pytest.raises(InvalidRow), store.atomic("Add") as writer:
        writer.insert_many("evidence", columns, rows)


def test_bounds_the_wrong_way_round_among_many_are_refused(store: Store) -> None:
    with store.atomic("Add") as writer:
        kind = writer.term("interaction_kinds", "call")
    rows = [("C", kind, 10, 20) for _ in range(2_000)]
    rows[99] = ("C", kind, 20, 10)
    with pytest.raises(InvalidRow), store.atomic("Add") as writer:
        writer.insert_many("interactions", ("title", "kind_id", "earliest", "latest"), rows)


def test_one_row_after_many_is_checked_by_the_table_again(store: Store) -> None:
    source, actor = add_source_and_actor(store)
    with store.atomic("Add") as writer:
        writer.insert_many(
            "evidence", ("source_id", "excerpt", "actor_id"), [(source, "w", actor)] * 2_000
        )
    with pytest.raises(InvalidRow), store.atomic("Add") as writer:
        writer.insert("evidence", source_id=source, excerpt="w")


@pytest.mark.parametrize(
    "properties",
    ["{},{}", '{"a": 1', "[]", '{} , "b": {}', "1", ""],
)
def test_what_is_no_object_among_many_is_refused(store: Store, properties: str) -> None:
    with store.atomic("Add") as writer:
        kind = writer.term("interaction_kinds", "call")
    rows = [("C", kind, '{"a": [1, "}"]}')] * 50 + [("C", kind, properties)]
    with pytest.raises(InvalidRow) as refused, store.atomic("Add") as writer:
        writer.insert_many("interactions", ("title", "kind_id", "properties"), rows)
    assert refused.value.row == 50


def test_many_things_added_at_once_are_found(store: Store) -> None:
    with store.atomic("Add") as writer:
        kind = writer.term("actor_kinds", "person")
        names = [(f"Person number{i}", kind) for i in range(MANY)]
        ids = writer.insert_many("actors", ("name", "kind_id"), names)
    found = search(store, f"number{MANY - 3}")
    assert [hit.id for hit in found.actors] == [ids[MANY - 3]]
