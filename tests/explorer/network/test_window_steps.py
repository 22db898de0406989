"""A step of the time window gives what counting all anew gives, whatever was shown before."""

from __future__ import annotations

import random
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.network.filters import FilterSpec, TimeWindow, show
from explorer.network.projection import ShownNetwork, show_network
from explorer.session import Session
from tests.building import generate_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from explorer.model.view import Projection

N_ACTORS, N_INTERACTIONS = 40, 300


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    path: Path = tmp_path_factory.mktemp("steps") / "s.actors"
    chance = random.Random(5)
    with generate_store(path, N_ACTORS, N_INTERACTIONS, 5) as store:
        vague = ("~", "?", "/..", "/", None)
        with store.atomic("Vague dates, directions and accounts") as writer:
            for row in range(1, N_INTERACTIONS, 4):
                last = chance.choice(vague)
                edtf = None if last is None else f"20{chance.randint(10, 24)}-0{1 + row % 9}{last}"
                writer.update("interactions", row, edtf=edtf)
            roles = dict(store.connection.execute("SELECT direction, id FROM roles"))
            parts = store.connection.execute("SELECT id FROM participants").fetchall()
            for (part,) in parts[::2]:
                chosen = roles.get("from" if part % 4 else "to")
                if chosen is not None:
                    writer.update("participants", part, role_id=chosen)
            for row in range(1, N_INTERACTIONS, 7):
                for giver in (1, 2):
                    writer.insert(
                        "accounts",
                        form="reported",
                        words="So.",
                        source_id=1,
                        actor_id=giver,
                        interaction_id=row,
                    )
    loaded = Session.load(path)
    yield loaded
    loaded.close()


#: Begin and length in hundredths of all days.
windows = st.one_of(
    st.none(),
    st.tuples(st.integers(-5, 100), st.integers(0, 80)),
)
steps = st.fixed_dictionaries(
    {
        "window": windows,
        "include_undated": st.booleans(),
        "focus": st.sampled_from((frozenset(), frozenset({3}), frozenset({1, 9}))),
        "spec": st.sampled_from(
            (
                FilterSpec(),
                FilterSpec(actor_kinds=frozenset({"person"})),
                FilterSpec(standings=frozenset({"took_place"})),
                FilterSpec(least_behind_tie=3),
            )
        ),
        "projection": st.sampled_from(("ties", "ties", "interactions")),
        "show_positions": st.booleans(),
    }
)


@settings(max_examples=60, deadline=None)
@given(wishes=st.lists(steps, min_size=2, max_size=6))
def test_a_step_is_as_if_nothing_had_been_shown_before(
    session: Session, wishes: list[dict[str, Any]]
) -> None:
    before: ShownNetwork | None = None
    for wish in wishes:
        before = seen(session, wish, before)
        fresh = seen(session, wish, None)
        assert_same(fresh, before)


def test_a_small_step_touches_few_and_is_still_whole(session: Session) -> None:
    """Day by day, as a hand drags: here the counts before are always gone on with."""
    wish = {
        "include_undated": False,
        "focus": frozenset(),
        "spec": FilterSpec(),
        "projection": "ties",
        "show_positions": True,
    }
    before: ShownNetwork | None = None
    n_shown = set()
    for first in range(60):
        before = seen(session, wish | {"window": (first, 30)}, before)
        n_shown.add(before.shown.n_interactions)
    assert before is not None
    assert len(n_shown) > 5
    assert_same(seen(session, wish | {"window": (59, 30)}, None), before)
    assert before.link_direction.any()
    assert before.link_accounts_differ.any()


def seen(session: Session, wish: dict[str, Any], before: ShownNetwork | None) -> ShownNetwork:
    shown = show(
        session.dataset,
        wish["spec"],
        None if wish["window"] is None else window_of(session, *wish["window"]),
        include_undated=wish["include_undated"],
        focus=wish["focus"],
        before=None if before is None else before.shown,
    )
    projection: Projection = wish["projection"]
    return show_network(
        session.network(projection), shown, show_positions=wish["show_positions"], before=before
    )


def window_of(session: Session, begin: int, length: int) -> TimeWindow:
    span = session.dataset.day_span
    assert span is not None
    first = span[0] + begin * (span[1] - span[0]) // 100
    return TimeWindow(first, first + length * (span[1] - span[0]) // 100)


def assert_same(fresh: ShownNetwork, found: ShownNetwork) -> None:
    for one, other in ((fresh, found), (fresh.shown, found.shown), (fresh.weights, found.weights)):
        for field in fields(one):
            first, second = getattr(one, field.name), getattr(other, field.name)
            if isinstance(first, np.ndarray):
                assert first.dtype == second.dtype, field.name
                np.testing.assert_array_equal(first, second, err_msg=field.name)
            elif isinstance(first, (int, bool)):
                assert first == second, field.name
    for name in (
        "is_unconnected",
        "node_is_hollow",
        "link_n",
        "link_is_hollow",
        "link_direction",
        "link_accounts_differ",
    ):
        np.testing.assert_array_equal(getattr(fresh, name), getattr(found, name), err_msg=name)


def test_weights_are_what_the_interactions_behind_each_tie_say(session: Session) -> None:
    shown = show(session.dataset, window=window_of(session, 20, 40))
    weights = show_network(session.network("ties"), shown, show_positions=False).weights
    ties, differ = session.ties, session.dataset.accounts_differ
    for tie in range(len(ties)):
        mine = ties.pair_tie == tie
        rows, ways = ties.pair_interaction[mine], ties.pair_direction[mine]
        is_in = shown.is_shown[rows]
        sure, ways = int(shown.is_certain[rows].sum()), set(ways[is_in].tolist())
        assert (int(is_in.sum()), sure) == (int(weights.n[tie]), int(weights.n_certain[tie]))
        assert int(is_in.sum()) - sure == int(weights.n_possible[tie])
        assert (ways.pop() if len(ways) == 1 else 0) == int(weights.direction[tie])
        assert bool(differ[rows][is_in].any()) == bool(weights.accounts_differ[tie])
