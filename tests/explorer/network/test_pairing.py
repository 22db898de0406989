"""Compiled and plain pairing give the same ties, in the same order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.model.dataset import group
from explorer.network import ties
from explorer.network.pairing.compiled import is_worth_it, n_pairs_of, ordered_pairs
from explorer.network.ties import MOST_ACTORS_FOR_TIES, project_ties
from explorer.session import Session
from tests.building import generate_store


@pytest.fixture
def compiled(monkeypatch):
    """Have compiled code do all that it can, however little that is."""
    monkeypatch.setattr(ties, "is_worth_it", lambda *_: True)


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    path = tmp_path_factory.mktemp("pairs") / "s.actors"
    with generate_store(path, 60, 900, 3) as store, store.atomic("Directions") as writer:
        roles = dict(store.connection.execute("SELECT direction, id FROM roles"))
        parts = store.connection.execute("SELECT id FROM participants").fetchall()
        for (part,) in parts[::2]:
            writer.update("participants", part, role_id=roles["from" if part % 4 else "to"])
    loaded = Session.load(path)
    yield loaded
    loaded.close()


def test_both_ways_give_the_same_ties(session, compiled, monkeypatch):
    quick = project_ties(session.dataset)
    behind = quick.pairs_of
    monkeypatch.setattr(ties, "is_worth_it", lambda *_: False)
    plain = project_ties(session.dataset)
    assert len(plain.pair_tie) > 500
    assert plain.has_directions
    for name in ("a", "b", "pair_tie", "pair_interaction", "pair_direction"):
        assert np.array_equal(getattr(quick, name), getattr(plain, name)), name
    assert np.array_equal(behind.rows, plain.pairs_of.rows)
    assert np.array_equal(behind.start, plain.pairs_of.start)


#: Who took part in each interaction, among nine.
meetings = st.lists(st.sets(st.integers(0, 8), max_size=9), max_size=25)


@settings(deadline=None)
@given(meetings=meetings, most=st.integers(0, 9))
def test_pairs_are_those_of_all_interactions_that_are_not_too_large(meetings, most):
    owner = np.array([i for i, m in enumerate(meetings) for _ in m], np.int32)
    rows = np.array([a for m in meetings for a in sorted(m)], np.int32)
    actors_of = group(owner, rows, len(meetings))
    found = ordered_pairs(
        actors_of, group(rows, owner, 9), np.zeros(len(actors_of.rows), np.int8), most
    )
    expected = sorted(
        (a, b, i) for i, m in enumerate(meetings) if len(m) <= most for a in m for b in m if a < b
    )
    told = zip(
        found.a[found.pair_tie], found.b[found.pair_tie], found.pair_interaction, strict=True
    )
    assert [tuple(int(n) for n in row) for row in told] == expected
    assert n_pairs_of(actors_of.counts, most) == len(expected)
    ends = list(zip(found.a.tolist(), found.b.tolist(), strict=True))
    assert ends == sorted({(a, b) for a, b, _ in expected})


def test_a_store_with_few_pairs_never_waits_for_machine_code(monkeypatch):
    monkeypatch.setattr("explorer.network.pairing.compiled.engine_is_ready", lambda: True)
    assert not is_worth_it(1_000)
    assert not is_worth_it(600_000, 500_000)
    assert is_worth_it(60_000_000, 900_000)
    monkeypatch.setattr("explorer.network.pairing.compiled.engine_is_ready", lambda: False)
    assert not is_worth_it(60_000_000, 900_000)


def test_a_crowd_is_counted_by_both_ways(tmp_path, compiled):
    with generate_store(tmp_path / "c.actors", 320, 4, 1) as store, store.atomic("All") as writer:
        held = set(store.connection.execute("SELECT actor_id FROM participants "
                                            "WHERE interaction_id = 1"))  # fmt: skip
        role = store.connection.execute("SELECT min(id) FROM roles").fetchone()[0]
        for actor in range(1, MOST_ACTORS_FOR_TIES + 2):
            if (actor,) not in held:
                writer.insert("participants", interaction_id=1, actor_id=actor, role_id=role)
    session = Session.load(tmp_path / "c.actors")
    made = session.ties
    session.close()
    assert made.n_too_large == 1
    assert len(made.pairs_of.of(0)) == 0
