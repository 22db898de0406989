"""The columns after a small change are those that reading all anew gives, bit by bit."""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import Changes, InvalidRow, Store, StoreColumns, history
from db.column_patch import ColumnPatch
from tests.building import generate_store


def assert_same(expected: StoreColumns, found: StoreColumns) -> None:
    for field in fields(StoreColumns):
        first, other = getattr(expected, field.name), getattr(found, field.name)
        if isinstance(first, np.ndarray):
            assert first.dtype == other.dtype, field.name
            np.testing.assert_array_equal(first, other, err_msg=field.name)
            assert not other.flags.writeable, field.name
        else:
            assert first == other, field.name


def _ids(store: Store, table: str) -> list[int]:
    return [row[0] for row in store.connection.execute(f'SELECT id FROM "{table}" ORDER BY id')]


def _something(store: Store, chance: random.Random) -> Changes:
    """Do something small as one step."""

    def any_of(table: str) -> int:
        return chance.choice(_ids(store, table))

    with store.atomic("Something") as writer:
        for _ in range(chance.randint(1, 3)):
            match chance.randrange(20):
                case 0:
                    writer.insert(
                        "actors", name=f"Ə{chance.random()}", kind_id=1 + chance.randrange(3)
                    )
                case 1:
                    writer.update("actors", any_of("actors"), name="Renamed", is_unnamed=1)
                case 2:
                    meeting = writer.insert(
                        "interactions",
                        kind_id=2,
                        title="Mëeting",
                        edtf=f"20{chance.randint(10, 23)}~",
                        parent_id=any_of("interactions"),
                        place_id=any_of("places"),
                    )
                    for actor in {any_of("actors"), any_of("actors")}:
                        writer.insert(
                            "participants", interaction_id=meeting, actor_id=actor, role_id=1
                        )
                    writer.insert(
                        "interaction_topics", interaction_id=meeting, topic_id=any_of("topics")
                    )
                case 3:
                    writer.update(
                        "interactions",
                        any_of("interactions"),
                        edtf=None,
                        title="T",
                        place_id=None,
                        standing="denied",
                    )
                case 4:
                    writer.update("participants", any_of("participants"), role_id=3)
                case 5:
                    writer.delete("participants", any_of("participants"))
                case 6:
                    ids = _ids(store, "interactions")
                    writer.delete(
                        "interactions", ids[-1] if chance.random() < 0.3 else chance.choice(ids)
                    )
                case 7:
                    ids = _ids(store, "actors")
                    writer.delete(
                        "actors", ids[-1] if chance.random() < 0.3 else chance.choice(ids)
                    )
                case 8:
                    writer.insert(
                        "relations",
                        kind_id=1,
                        from_actor_id=any_of("actors"),
                        to_actor_id=any_of("actors"),
                        title="Minister",
                        edtf="2020/..",
                    )
                case 9:
                    writer.delete("relations", any_of("relations"))
                case 10:
                    source = writer.insert("sources", title="New source")
                    writer.insert(
                        "evidence",
                        source_id=source,
                        excerpt="so",
                        interaction_id=any_of("interactions"),
                    )
                case 11:
                    writer.insert(
                        "quotes",
                        form="verbatim",
                        words="Yes.",
                        source_id=any_of("sources"),
                        speaker_id=any_of("actors"),
                        interaction_id=any_of("interactions"),
                    )
                case 12:
                    writer.insert(
                        "accounts",
                        form="reported",
                        words="No.",
                        source_id=any_of("sources"),
                        actor_id=any_of("actors"),
                        interaction_id=any_of("interactions"),
                    )
                case 13:
                    writer.insert("places", name="Elsewhere")
                    writer.update("topics", any_of("topics"), name=f"Topic {chance.random()}")
                case 14:
                    writer.insert(
                        "interaction_order",
                        interaction_id=any_of("interactions"),
                        relation="before",
                        other_id=any_of("interactions"),
                    )
                case 15:
                    table = chance.choice(["places", "topics", "sources", "quotes", "accounts"])
                    if len(ids := _ids(store, table)) > 2:
                        writer.delete(table, chance.choice(ids))
                case 16:
                    if ids := _ids(store, "quotes"):
                        speaker = any_of("actors")
                        writer.update("quotes", chance.choice(ids), speaker_id=speaker)
                case 17:
                    one, other = any_of("actors"), any_of("actors")
                    with suppress(InvalidRow):
                        writer.insert("judgements", actor_id=one, other_id=other, verdict="same")
                case 18:
                    if _ids(store, "judgements"):
                        writer.delete("judgements", any_of("judgements"))
                case _:
                    writer.delete("evidence", any_of("evidence"))
    return writer.changes


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 2**31))
def test_a_patched_store_is_the_store_read_anew(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    chance = random.Random(seed)
    n_patched = 0
    path = tmp_path_factory.mktemp("patched") / "s.actors"
    with generate_store(path, 40, 80, seed % 100) as store:
        if seed % 2:
            _join_some(store, chance)
        columns = store.columns()
        for _ in range(25):
            if chance.random() < 0.3 and history.n_steps(store) > 1:
                changes = history.undo_step(store, history.steps(store, limit=1)[0].id)
            else:
                changes = _something(store, chance)
            patch = store.columns_after(columns, changes)
            fresh = store.columns()
            if patch is not None:
                n_patched += 1
                assert_same(fresh, patch.columns)
                _assert_named(columns, fresh, patch)
            columns = fresh
    assert n_patched >= 24, "what is small is patched and not read anew"


def _join_some(store: Store, chance: random.Random) -> None:
    """Let some actors be one, two of whom take part side by side and are related."""
    ids = _ids(store, "actors")
    with store.atomic("Join", kind="merge") as writer:
        for part in chance.sample(ids[1:20], 4):
            writer.insert("judgements", actor_id=part, other_id=ids[0], verdict="same")
            writer.insert("relations", kind_id=1, from_actor_id=part, to_actor_id=ids[0])
        writer.insert("judgements", actor_id=ids[25], other_id=ids[26], verdict="same")


def test_judgements_that_join_nobody_cost_nothing(tmp_path: Path) -> None:
    with generate_store(tmp_path / "s.actors", 40, 80) as store:
        columns = store.columns()
        for verdict in ("different", "unsure", "same"):
            with store.atomic("Judge") as writer:
                writer.insert("judgements", actor_id=1, other_id=2 + len(verdict), verdict=verdict)
            patch = store.columns_after(columns, writer.changes)
            assert patch is not None
            assert patch.is_nothing == (verdict != "same")
            if verdict != "same":
                assert patch.columns is columns


def _assert_named(before: StoreColumns, after: StoreColumns, patch: ColumnPatch) -> None:
    """See that all interactions whose participants differ are named."""

    def parts(columns: StoreColumns) -> dict[int, list[tuple[int, int]]]:
        found: dict[int, list[tuple[int, int]]] = {}
        for row, actor, role in zip(
            columns.interaction_id[columns.participant_interaction].tolist(),
            columns.actor_id[columns.participant_actor].tolist(),
            columns.participant_role.tolist(), strict=True,
        ):  # fmt: skip
            found.setdefault(row, []).append((actor, role))
        return found

    first, other = parts(before), parts(after)
    others = {row for row in first | other if first.get(row) != other.get(row)}
    assert others & first.keys() <= set(before.interaction_id[patch.parts_before].tolist())
    assert others & other.keys() <= set(after.interaction_id[patch.parts].tolist())


def test_new_kinds_and_very_many_rows_are_read_anew(tmp_path: Path) -> None:
    with generate_store(tmp_path / "s.actors", 40, 80) as store:
        columns = store.columns()
        with store.atomic("A kind") as writer:
            writer.term("actor_kinds", "committee")
        assert store.columns_after(columns, writer.changes) is None
        with store.atomic("Many") as writer:
            writer.insert_many("actors", ("name", "kind_id"), [("A", 1)] * 6_000)
        assert store.columns_after(store.columns(), writer.changes) is None


def test_a_row_that_takes_the_id_of_one_that_goes_is_read(tmp_path: Path) -> None:
    with generate_store(tmp_path / "s.actors", 40, 80) as store:
        columns = store.columns()
        with store.atomic("Replace the newest") as writer:
            writer.delete("participants", _ids(store, "participants")[-1])
            writer.insert("participants", interaction_id=1, actor_id=40, role_id=5)
            writer.delete("interactions", _ids(store, "interactions")[-1])
            writer.insert("interactions", kind_id=1, title="Another")
        patch = store.columns_after(columns, writer.changes)
        assert patch is not None
        assert_same(store.columns(), patch.columns)


def test_patched_columns_count_as_up_to_date(tmp_path: Path) -> None:
    with generate_store(tmp_path / "s.actors", 10, 10) as store:
        columns = store.columns()
        with store.atomic("Add") as writer:
            writer.insert("actors", name="New", kind_id=1)
        assert store.columns_after(columns, writer.changes) is not None
        assert not store.changed_outside()
