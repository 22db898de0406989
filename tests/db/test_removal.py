"""What a deletion would take with it, told before it is done."""

from __future__ import annotations

from db import Store
from db.writing.removal import consequences
from tests.db.dumping import dump


def test_consequences_are_told_and_come_true(told_store: Store) -> None:
    before, counts = dump(told_store), told_store.counts()
    told = consequences(told_store, "actors", [1])
    assert dump(told_store) == before
    assert told.refused == {}
    with told_store.atomic("Delete") as writer:
        writer.delete("actors", 1)
    after = told_store.counts()
    gone = {t: counts[t] - after[t] for t in counts if not t.startswith("history")}
    assert told.deleted == {table: number for table, number in gone.items() if number}
    updated = {table: len(ids) for table, ids in writer.changes.updated.items()}
    cleared: dict[str, int] = {}
    for (table, _), number in told.cleared.items():
        cleared[table] = cleared.get(table, 0) + number
    assert cleared == updated


def test_a_term_in_use_refuses(told_store: Store) -> None:
    told = consequences(told_store, "actor_kinds", [1])
    assert told.refused == {("actors", "kind_id"): 2}


def test_what_nothing_rests_on_goes_alone(told_store: Store) -> None:
    told = consequences(told_store, "amounts", [1])
    assert (told.deleted, told.cleared) == ({"amounts": 1, "evidence": 1}, {})
    assert consequences(told_store, "amounts", [99]).deleted == {}
