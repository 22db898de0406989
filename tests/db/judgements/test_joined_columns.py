"""Actors that are judged to be the same are one in the columns, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import Store, StoreColumns, history
from db.joining import is_first_part, representatives
from tests.building import build_store, generate_store

_pairs = st.lists(
    st.tuples(st.integers(1, 12), st.integers(1, 12)).filter(lambda pair: pair[0] != pair[1]),
    max_size=14,
)


def _shown_as(pairs: list[tuple[int, int]]) -> dict[int, int]:
    """Find out who stands for whom by walking from one to the next, as a person would."""
    found: dict[int, int] = {}
    everybody = {actor_id for pair in pairs for actor_id in pair}
    parts = {actor_id for actor_id, _ in pairs}
    for start in everybody:
        group, waiting = {start}, [start]
        while waiting:
            at = waiting.pop()
            for pair in pairs:
                if at in pair:
                    reached = set(pair) - group
                    group |= reached
                    waiting += reached
        found[start] = min(group - parts or group)
    return {actor_id: other for actor_id, other in found.items() if actor_id != other}


@given(_pairs)
def test_a_group_is_shown_as_who_is_part_of_nobody(pairs: list[tuple[int, int]]) -> None:
    parts, wholes = np.array(pairs, np.int64).reshape(-1, 2).T
    members, shown_as = representatives(parts, wholes)
    assert dict(zip(members.tolist(), shown_as.tolist(), strict=True)) == _shown_as(pairs)
    assert members.tolist() == sorted(members.tolist())


@pytest.mark.parametrize("count", [1, 2, 1_000])
def test_chains_of_any_length_end_at_their_last(count: int) -> None:
    ids = np.random.default_rng(count).permutation(count + 1).astype(np.int64)
    members, shown_as = representatives(ids[:-1], ids[1:])
    assert set(shown_as.tolist()) == {int(ids[-1])}
    assert members.size == count


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 1)), max_size=30),
    st.integers(1, 60),
)
def test_the_first_of_the_same_parts_stays(parts: list[tuple[int, int, int]], times: int) -> None:
    every = sorted(parts * times, key=lambda part: part[0])
    columns = np.array(every, np.int32).reshape(-1, 3).T
    is_first = is_first_part(*columns, np.array([1, 3], np.int32))
    told: set[tuple[int, int, int]] = set()
    for part, stays in zip(every, is_first.tolist(), strict=True):
        assert stays == (part not in told or part[1] not in (1, 3))
        told.add(part)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Four actors, the first three of whom will turn out to be one."""
    with build_store(
        tmp_path / "s.actors",
        actors=("Z. Aliyev", "Zaur Ələsgərov", "Алескеров", "Petra Novák"),
        interactions=(
            {"title": "Call", "participants": (("Z. Aliyev", "caller"), ("Petra Novák", "called"))},
            {"title": "Meeting", "participants": ("Zaur Ələsgərov", "Алескеров", "Petra Novák")},
            {"title": "Visit", "participants": (("Алескеров", "host"), ("Z. Aliyev", "visitor"))},
        ),
    ) as made:
        with made.atomic("Tell") as writer:
            source_id = writer.insert("sources", title="An article")
            writer.insert("relations", kind_id=6, from_actor_id=1, to_actor_id=3)
            writer.insert("relations", kind_id=1, from_actor_id=3, to_actor_id=4, title="Aide")
            for speaker_id in (1, 3, 4):
                writer.insert(
                    "quotes", speaker_id=speaker_id, form="verbatim", words="We met.",
                    source_id=source_id,
                )  # fmt: skip
            for giver_id in (1, 2):
                writer.insert(
                    "accounts", interaction_id=2, actor_id=giver_id, form="reported",
                    words="They met.", source_id=source_id,
                )  # fmt: skip
        yield made


def _join(store: Store, *pairs: tuple[int, int]) -> int:
    with store.atomic("Join", kind="merge") as writer:
        for actor_id, other_id in pairs:
            writer.insert("judgements", actor_id=actor_id, other_id=other_id, verdict="same")
    assert writer.changes.step_id is not None
    return writer.changes.step_id


def _parts(columns: StoreColumns) -> list[tuple[int, int, str]]:
    return [
        (int(columns.interaction_id[at]), int(columns.actor_id[who]), columns.roles[role].name)
        for at, who, role in zip(
            columns.participant_interaction,
            columns.participant_actor,
            columns.participant_role,
            strict=True,
        )
    ]


def test_what_belongs_to_any_of_them_belongs_to_one(store: Store) -> None:
    _join(store, (1, 2), (3, 1))
    c = store.columns()
    assert list(c.actor_name) == ["Zaur Ələsgərov", "Petra Novák"]
    assert c.actor_id.tolist() == [2, 4]
    assert (c.member_id.tolist(), c.member_of.tolist()) == ([1, 3], [0, 0])
    assert c.n_quotes_by.tolist() == [2, 1]
    assert c.accounts_actor.tolist() == [0, 0]
    assert (c.relation_from.tolist(), c.relation_to.tolist()) == ([0], [1])
    assert list(c.relation_title) == ["Aide"]


def test_nobody_takes_the_same_part_twice(store: Store) -> None:
    _join(store, (1, 2), (3, 1))
    assert _parts(store.columns()) == [
        (1, 2, "caller"), (1, 4, "called"),
        (2, 2, "participant"), (2, 4, "participant"),
        (3, 2, "host"), (3, 2, "visitor"),
    ]  # fmt: skip


def test_other_judgements_change_nothing(store: Store) -> None:
    before = store.columns()
    with store.atomic("Judge") as writer:
        writer.insert("judgements", actor_id=1, other_id=2, verdict="different")
        writer.insert("judgements", actor_id=1, other_id=3, verdict="unsure")
    assert _same(store.columns(), before)


@given(data=st.data())
def test_joins_taken_back_in_any_order_leave_the_columns_as_they_were(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    pairs = data.draw(st.lists(st.tuples(st.integers(1, 8), st.integers(1, 8)), max_size=6))
    with generate_store(tmp_path_factory.mktemp("joins") / "g.actors", 8, 20) as store:
        before = store.columns()
        joined: list[tuple[int, int]] = []
        steps = []
        for low, high in map(sorted, pairs):
            if low != high and (high, low) not in joined:
                joined.append((high, low))
                steps.append(_join(store, (high, low)))
        shown = store.columns()
        assert dict(
            zip(shown.member_id.tolist(), shown.actor_id[shown.member_of].tolist(), strict=True)
        ) == _shown_as(joined)
        parts = _parts(shown)
        assert len(parts) == len(set(parts))
        for step in data.draw(st.permutations(steps)):
            history.undo_step(store, step)
        assert _same(store.columns(), before)


def _same(first: StoreColumns, second: StoreColumns) -> bool:
    return all(
        np.array_equal(mine, theirs) if isinstance(mine, np.ndarray) else mine == theirs
        for name in StoreColumns.__slots__
        for mine, theirs in [(getattr(first, name), getattr(second, name))]
    )
