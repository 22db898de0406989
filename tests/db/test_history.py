"""The history: any step can be taken back, alone, at any time, unless something rests on it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from db import Store, UndoBlocked, history, open_store
from db.format.schema import TABLES, UNRECORDED
from tests.building import generate_store
from tests.db.dumping import dump


def _random_step(store: Store, chance: random.Random) -> int | None:
    """Do a few random things as one step; return the step."""
    with store.atomic(f"Step {chance.random()}") as writer:
        for _ in range(chance.randint(1, 4)):
            ids = {
                table: [row[0] for row in store.connection.execute(f"SELECT id FROM {table}")]
                for table in ("actors", "interactions", "sources", "topics", "places", "quotes")
            }
            pick = {table: chance.choice(found) if found else None for table, found in ids.items()}
            match chance.randrange(11):
                case 0:
                    writer.insert("actors", name=f"A{chance.random()}", kind_id=1, key=None)
                case 1:
                    rows = [(f"Run {chance.random()}", 2) for _ in range(chance.randint(1, 5))]
                    writer.insert_many("actors", ("name", "kind_id"), rows)
                case 2 if pick["actors"]:
                    writer.update("actors", pick["actors"], name=f"Renamed {chance.random()}")
                case 3 if pick["actors"]:
                    writer.delete("actors", pick["actors"])
                case 4:
                    writer.insert(
                        "interactions", kind_id=1, title=f"I{chance.random()}",
                        edtf=f"20{chance.randint(10, 23)}", parent_id=pick["interactions"],
                        place_id=pick["places"],
                    )  # fmt: skip
                case 5 if pick["interactions"]:
                    writer.delete("interactions", pick["interactions"])
                case 6 if pick["interactions"]:
                    writer.update("interactions", pick["interactions"], edtf="2001?", key=None)
                case 7 if pick["topics"]:
                    writer.update("topics", pick["topics"], name=f"T{chance.random()}")
                case 8 if pick["sources"] and pick["actors"]:
                    quote = writer.insert(
                        "quotes", speaker_id=pick["actors"], form="verbatim", words="Said.",
                        source_id=pick["sources"], interaction_id=pick["interactions"],
                    )  # fmt: skip
                    writer.insert("quote_actors", quote_id=quote, actor_id=pick["actors"])
                case 9 if pick["sources"]:
                    writer.delete("sources", pick["sources"])
                case 10:
                    writer.insert("sources", title="S", text="words " * 2_000)
                case _:
                    writer.insert("places", name=f"P{chance.random()}", parent_id=pick["places"])
    return writer.changes.step_id


@pytest.mark.parametrize("seed", range(12))
def test_undoing_all_steps_backwards_leads_through_all_earlier_states(
    told_store: Store, seed: int
) -> None:
    chance = random.Random(seed)
    states, steps = [dump(told_store)], []
    for _ in range(8):
        step = _random_step(told_store, chance)
        if step is not None:
            steps.append(step)
            states.append(dump(told_store))
    undone = []
    for step, earlier in zip(reversed(steps), reversed(states[:-1]), strict=True):
        undone.append(history.undo_step(told_store, step).step_id)
        assert dump(told_store) == earlier
    assert told_store.integrity() == []
    for step, later in zip(reversed(undone), states[1:], strict=True):
        assert step is not None
        history.undo_step(told_store, step)
        assert dump(told_store) == later
    assert told_store.integrity() == []


@pytest.mark.parametrize("seed", range(12))
def test_undoing_any_step_alone_works_or_changes_nothing(told_store: Store, seed: int) -> None:
    chance = random.Random(1_000 + seed)
    steps = [_random_step(told_store, chance) for _ in range(10)]
    for step in chance.sample([step for step in steps if step], k=4):
        before = dump(told_store)
        try:
            history.undo_step(told_store, step)
        except UndoBlocked as blocked:
            reasons, blocking = blocked.reasons, blocked.step_ids
            assert dump(told_store) == before
            assert len(reasons) > 0
            assert all(later > step for later in blocking)
        assert told_store.integrity() == []


def test_what_came_after_stays(tiny_store: Store) -> None:
    with tiny_store.atomic("Rename") as writer:
        writer.update("actors", 1, name="S. Power")
    first = writer.changes.step_id
    with tiny_store.atomic("Describe") as writer:
        writer.update("actors", 1, description="Administrator")
        writer.insert("actors", name="Someone else", kind_id=1)
    assert first is not None
    changes = history.undo_step(tiny_store, first)
    assert changes.updated == {"actors": (1,)}
    rows = tiny_store.connection.execute("SELECT name, description FROM actors").fetchall()
    assert rows[0] == ("Samantha Power", "Administrator")
    assert len(rows) == 4


def test_what_rests_on_a_step_is_named_and_can_be_taken_back_first(tiny_store: Store) -> None:
    with tiny_store.atomic("Add an actor") as writer:
        actor = writer.insert("actors", name="New", kind_id=1)
    added = writer.changes.step_id
    with tiny_store.atomic("Let the actor take part") as writer:
        writer.insert("participants", interaction_id=3, actor_id=actor, role_id=1)
    took_part = writer.changes.step_id
    with tiny_store.atomic("Rename the actor") as writer:
        writer.update("actors", actor, name="Newer")
    renamed = writer.changes.step_id
    assert added is not None
    before = dump(tiny_store)
    assert history.steps_resting_on(tiny_store, added)[0] == (renamed, took_part)
    with pytest.raises(UndoBlocked, match="Add an actor") as caught:
        history.undo_step(tiny_store, added)
    assert caught.value.step_ids == (renamed, took_part)
    assert len(caught.value.reasons) == 2
    assert dump(tiny_store) == before
    for step in caught.value.step_ids:
        history.undo_step(tiny_store, step)
    history.undo_step(tiny_store, added)
    assert tiny_store.counts()["actors"] == 3


def test_a_deleted_thing_comes_back_only_where_its_place_is_free(tiny_store: Store) -> None:
    with tiny_store.atomic("Key") as writer:
        writer.update("actors", 3, key="dos")
    with tiny_store.atomic("Delete") as writer:
        writer.delete("actors", 3)
    deleted = writer.changes.step_id
    with tiny_store.atomic("Reuse the key") as writer:
        writer.insert("actors", name="Disk Operating System", kind_id=2, key="dos")
    reused = writer.changes.step_id
    assert deleted is not None
    with pytest.raises(UndoBlocked, match="another row has it") as caught:
        history.undo_step(tiny_store, deleted)
    assert caught.value.step_ids == (reused,)


def test_a_later_deletion_of_the_target_stands_in_the_way(told_store: Store) -> None:
    with told_store.atomic("Delete the quote") as writer:
        writer.delete("quotes", 1)
    quote = writer.changes.step_id
    with told_store.atomic("Delete the source") as writer:
        writer.delete("sources", 1)
    source = writer.changes.step_id
    assert quote is not None
    assert source is not None
    with pytest.raises(UndoBlocked, match="gone since") as caught:
        history.undo_step(told_store, quote)
    assert caught.value.step_ids == (source,)
    history.undo_step(told_store, source)
    history.undo_step(told_store, quote)
    assert told_store.counts()["quotes"] == 1


def test_a_column_that_was_changed_again_is_not_overwritten(tiny_store: Store) -> None:
    steps = []
    for name in ("One", "Two", "Three"):
        with tiny_store.atomic(name) as writer:
            writer.update("actors", 1, name=name)
        steps.append(writer.changes.step_id)
    assert steps[0] is not None
    with pytest.raises(UndoBlocked, match="changed again") as caught:
        history.undo_step(tiny_store, steps[0])
    assert caught.value.step_ids == (steps[2], steps[1])


def test_undoing_and_redoing_are_steps_with_names(tiny_store: Store) -> None:
    with tiny_store.atomic("Add 100%_sure") as writer:
        writer.insert("actors", name="New", kind_id=1)
    added = writer.changes.step_id
    assert added is not None
    undone = history.undo_step(tiny_store, added).step_id
    assert undone is not None
    redone = history.undo_step(tiny_store, undone).step_id
    newest = history.steps(tiny_store, limit=3)
    assert [(s.id, s.title, s.kind, s.undoes_id, s.undone_by_id) for s in newest] == [
        (redone, "Redo “Add 100%_sure”", "redo", undone, None),
        (undone, "Undo “Add 100%_sure”", "undo", added, redone),
        (added, "Add 100%_sure", "edit", None, None),
    ]
    assert [s.id for s in history.steps(tiny_store, words="100%_")] == [redone, undone, added]
    assert history.steps(tiny_store, words="100_") == []
    assert history.n_steps(tiny_store) == len(history.steps(tiny_store, limit=-1))
    assert [s.id for s in history.steps(tiny_store, limit=1, offset=2)] == [added]
    with pytest.raises(ValueError, match="no step 99"):
        history.undo_step(tiny_store, 99)


def test_changes_tell_before_and_after(tiny_store: Store) -> None:
    with tiny_store.atomic("Several") as writer:
        writer.update("actors", 1, name="S. Power")
        writer.delete("topics", 1)
        writer.insert("sources", title="T", text="x" * 10_000)
    step = writer.changes.step_id
    assert step is not None
    update, pair, delete, insert = history.changes_of(tiny_store, step)
    assert (update.table, update.before, update.after) == (
        "actors", [{"name": "Samantha Power"}], [{"name": "S. Power"}],
    )  # fmt: skip
    assert pair.before == [{"interaction_id": 1, "topic_id": 1}]
    assert delete.before == [{"id": 1, "key": None, "name": "humanitarian access"}]
    assert insert.after[0]["text"]["characters"] == 10_000
    assert len(history.changes_of(tiny_store, step, limit=2, offset=3)) == 1


def test_the_history_survives_closing(told_store: Store, store_path: Path) -> None:
    before = dump(told_store)
    with told_store.atomic("Delete") as writer:
        writer.delete_many("interactions", [1, 2])
    step = writer.changes.step_id
    told_store.close()
    with open_store(store_path) as again:
        assert step is not None
        history.undo_step(again, step)
        assert dump(again) == before


def test_a_whole_import_is_taken_back_and_done_again(tmp_path: Path) -> None:
    with generate_store(tmp_path / "g.actors", 300, 2_000) as store:
        full = dump(store)
        undone = history.undo_step(store, 1).step_id
        counts = store.counts()
        left = {t.name for t in TABLES if t.name not in UNRECORDED and counts[t.name]}
        assert left == {"meta", "actor_kinds", "interaction_kinds", "relation_kinds", "roles"}
        assert store.integrity() == []
        assert undone is not None
        history.undo_step(store, undone)
        assert dump(store) == full
        assert store.integrity() == []
