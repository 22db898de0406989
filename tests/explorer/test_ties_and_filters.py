"""Ties are counts of shared interactions, and filters and windows only ever hide."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import create_store
from explorer.model.view import ViewFacts
from explorer.network.facets import facet_counts
from explorer.network.filters import (
    NONE_STATED,
    FilterSpec,
    TimeWindow,
    in_window,
    passes,
    show,
)
from explorer.network.projection import LinkKind, show_network
from explorer.network.tally import count
from explorer.network.ties import MOST_ACTORS_FOR_TIES, project_ties
from explorer.session import Session

if TYPE_CHECKING:
    from pathlib import Path

DAY_25 = 19625  # 25 September 2023
N_ACTORS = 7

interactions = st.lists(
    st.tuples(
        st.lists(st.integers(0, N_ACTORS - 1), max_size=5),
        st.sampled_from(
            (
                None,
                "2023-09-25",
                "2023-09-26?",
                "2023-09~",
                "2023-09-XX",
                "2023-09-22/2023-09-25",
                "../2023-09-24",
                "2023-09-26/",
                "2023",
                "2023-09-25T10:00",
            )
        ),
        st.sampled_from(["took_place", "planned", "denied"]),
    ),
    max_size=8,
)


def session_of(path: Path, rows) -> Session:
    path.unlink(missing_ok=True)
    store = create_store(path, title="T")
    with store.atomic("fill") as write:
        kind = write.term("actor_kinds", "person")
        meeting = write.term("interaction_kinds", "meeting")
        role = write.term("roles", "participant")
        ids = [write.insert("actors", name=f"A{i}", kind_id=kind) for i in range(N_ACTORS)]
        for members, edtf, standing in rows:
            one = write.insert(
                "interactions", kind_id=meeting, title="t", edtf=edtf, standing=standing
            )
            for member in dict.fromkeys(members):
                write.insert("participants", interaction_id=one, actor_id=ids[member], role_id=role)
    store.close()
    return Session.load(path)


any_store = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)


@any_store
@given(rows=interactions)
def test_a_tie_counts_exactly_the_interactions_that_two_actors_share(tmp_path, rows):
    with session_of(tmp_path / "s.actors", rows).store as store:
        session = Session.load(store.path)
        expected: dict[tuple[int, int], int] = {}
        for members, _, _ in rows:
            for pair in combinations(sorted(set(members)), 2):
                expected[pair] = expected.get(pair, 0) + 1
        ties = session.ties
        weights = count(ties, session.dataset, show(session.dataset))
        found = {
            (int(a), int(b)): int(n) for a, b, n in zip(ties.a, ties.b, weights.n, strict=True)
        }
        session.close()
    assert expected == found


@any_store
@given(rows=interactions, first=st.integers(-5, 5), length=st.integers(0, 8))
def test_a_wider_window_never_hides_what_a_narrower_one_shows(tmp_path, rows, first, length):
    session = session_of(tmp_path / "s.actors", rows)
    narrow = TimeWindow(DAY_25 + first, DAY_25 + first + length)
    wide = TimeWindow(narrow.first - 3, narrow.last + 3)
    for window in (narrow, wide):
        sure, maybe = in_window(session.dataset, window)
        assert not (sure & maybe).any()
    sure_narrow, maybe_narrow = in_window(session.dataset, narrow)
    sure_wide, maybe_wide = in_window(session.dataset, wide)
    assert ((sure_narrow | maybe_narrow) <= (sure_wide | maybe_wide)).all()
    # All that is dated lies somewhere: inside, outside, or it has no date.
    shown = show(session.dataset, window=narrow)
    total = shown.n_interactions + shown.n_outside + shown.n_undated_hidden + shown.n_filtered
    assert len(rows) == total
    session.close()


@any_store
@given(rows=interactions)
def test_filters_commute_with_each_other(tmp_path, rows):
    session = session_of(tmp_path / "s.actors", rows)
    one = FilterSpec(standings=frozenset({"planned"}))
    two = FilterSpec(places=frozenset({NONE_STATED}))
    both = FilterSpec(standings=one.standings, places=two.places)
    data = session.dataset
    assert (passes(data, both) == (passes(data, one) & passes(data, two))).all()
    session.close()


@pytest.mark.parametrize(
    ("edtf", "window", "expected"),
    [
        ("2023-09-25", (0, 0), "sure"),
        ("2023-09-25", (1, 3), "out"),
        ("2023-09-25?", (-3, 3), "maybe"),
        ("2023-09-22/2023-09-25", (0, 2), "sure"),
        ("2023-09~", (-60, 60), "maybe"),
        ("2023-09-XX", (-60, 60), "sure"),
        ("2023-09-XX", (0, 0), "maybe"),
        ("2023-09", (0, 0), "maybe"),
        ("2023-09", (-60, 60), "sure"),
        ("2023-23", (0, 0), "maybe"),
        ("2023", (-300, 60), "maybe"),
        ("2023", (-300, 300), "sure"),
        ("../2023-09-25", (-9, -5), "maybe"),
        ("../2023-09-25", (0, 4), "sure"),
        ("2023-09-25/..", (5, 9), "maybe"),
        ("2023-09-25/..", (0, 9), "sure"),
        ("2023-09-25/", (-9, -1), "out"),
        (None, (-60, 60), "out"),
    ],
)
def test_what_a_date_says_decides_between_surely_and_possibly(tmp_path, edtf, window, expected):
    session = session_of(tmp_path / "s.actors", [([0, 1], edtf, "took_place")])
    sure, maybe = in_window(session.dataset, TimeWindow(DAY_25 + window[0], DAY_25 + window[1]))
    found = "sure" if sure[0] else "maybe" if maybe[0] else "out"
    session.close()
    assert expected == found


def row_of(session: Session, title: str) -> int:
    return list(session.dataset.columns.interaction_title).index(title)


def actor(session: Session, name: str) -> int:
    return session.dataset.actor_id(list(session.dataset.columns.actor_name).index(name))


def test_a_meeting_that_was_only_intended_makes_a_hollow_tie(sample):
    shown = show(sample.dataset)
    network = show_network(sample.network("ties"), shown, show_positions=True)
    power, aliyev = (sample.dataset.actor_row(actor(sample, n)) for n in POWER_AND_ALIYEV)
    tie = sample.ties.find(power, aliyev)
    link = int(np.flatnonzero(network.network.link_kind == LinkKind.TIE)[tie])
    assert network.link_is_shown[link]
    assert network.link_is_hollow[link]


POWER_AND_ALIYEV = ("Samantha Power", "Ilham Aliyev")


def test_the_call_told_in_two_ways_marks_its_tie(sample):
    network = show_network(sample.network("ties"), show(sample.dataset), show_positions=False)
    marked = np.flatnonzero(network.link_accounts_differ & network.link_is_shown)
    names = {
        frozenset(
            sample.dataset.actor_name(int(end[link]))
            for end in (network.network.link_a, network.network.link_b)
        )
        for link in marked
    }
    assert {frozenset({"Antony Blinken", "Ilham Aliyev"})} == names


def test_an_announcement_points_from_speaker_to_addressee(sample):
    network = show_network(sample.network("ties"), show(sample.dataset), show_positions=False)
    directed = np.flatnonzero((network.link_direction != 0) & network.link_is_shown)
    for link in directed:
        assert network.network.link_kind[link] == LinkKind.TIE


def test_undated_things_are_counted_and_can_be_included(sample):
    window = TimeWindow(DAY_25, DAY_25 + 1)
    without = show(sample.dataset, window=window)
    included = show(sample.dataset, window=window, include_undated=True)
    n_undated = int((~sample.dataset.has_date).sum())
    assert n_undated == without.n_undated_hidden
    assert 0 == included.n_undated_hidden
    assert without.n_interactions + n_undated == included.n_interactions


def test_facets_count_what_is_shown_of_what_there_is(sample):
    spec = FilterSpec(interaction_kinds=frozenset({"call"}))
    counts = facet_counts(sample.dataset, show(sample.dataset, spec))
    kinds = {row.value: row for row in counts["interaction_kinds"]}
    assert (1, 0) == (kinds["call"].total, kinds["call"].shown)
    assert kinds["meeting"].total == kinds["meeting"].shown
    assert sample.dataset.n_actors == sum(row.total for row in counts["actor_kinds"])


def test_weak_ties_are_left_out_with_nothing_else(sample):
    everything = show_network(sample.network("ties"), show(sample.dataset), show_positions=True)
    spec = FilterSpec(least_behind_tie=2)
    shown = show(sample.dataset, spec)
    network = show_network(sample.network("ties"), shown, show_positions=True)
    is_tie = network.network.link_kind == LinkKind.TIE
    assert network.link_is_shown[is_tie].sum() == (everything.link_n[is_tie] >= 2).sum() > 0
    assert not network.link_is_shown[is_tie].all()
    assert network.link_is_shown[~is_tie].all()
    assert shown.n_interactions == sample.dataset.n_interactions
    assert shown.n_actors == sample.dataset.n_actors
    assert not spec.is_empty
    facts = ViewFacts(filter=spec)
    assert ViewFacts.from_json(facts.to_json()) == facts


def test_hiding_unnamed_actors_hides_no_interaction(sample):
    shown = show(sample.dataset, FilterSpec(unnamed=True))
    assert sample.dataset.n_interactions == shown.n_interactions
    hidden = sample.dataset.columns.actor_is_unnamed
    assert not shown.actor_is_shown[hidden].any()


def test_focus_leaves_an_actor_and_its_neighbours(sample):
    blinken = actor(sample, "Antony Blinken")
    shown = show(sample.dataset, focus=frozenset({blinken}))
    names = {sample.dataset.actor_name(int(r)) for r in np.flatnonzero(shown.actor_is_shown)}
    assert {"Antony Blinken", "Ilham Aliyev", "United States"} <= names
    assert "Gary Peters" not in names
    assert shown.is_shown[row_of(sample, "Blinken and Aliyev speak by phone")]


def test_a_focus_on_nobody_that_exists_shows_nobody(sample):
    shown = show(sample.dataset, focus=frozenset({10**9}))
    assert (0, 0) == (shown.n_actors, shown.n_interactions)


def test_a_crowd_makes_no_ties_but_is_counted(tmp_path):
    store = create_store(tmp_path / "crowd.actors", title="Crowd")
    n = MOST_ACTORS_FOR_TIES + 1
    with store.atomic("fill") as write:
        kind = write.term("actor_kinds", "person")
        meeting = write.term("interaction_kinds", "meeting")
        role = write.term("roles", "participant")
        ids = [write.insert("actors", name=f"A{i}", kind_id=kind) for i in range(n)]
        one = write.insert("interactions", kind_id=meeting, title="all")
        write.insert_many(
            "participants", ("interaction_id", "actor_id", "role_id"), [(one, i, role) for i in ids]
        )
    store.close()
    session = Session.load(tmp_path / "crowd.actors")
    assert (0, 1) == (len(session.ties), session.ties.n_too_large)
    assert (
        n
        == show_network(
            session.network("interactions"), show(session.dataset), show_positions=True
        ).link_is_shown.sum()
    )
    session.close()


def test_an_empty_store_has_nothing_to_show(tmp_path):
    create_store(tmp_path / "empty.actors", title="Empty").close()
    session = Session.load(tmp_path / "empty.actors")
    assert (0, 0) == (len(session.ties), show(session.dataset).n_interactions)
    assert session.dataset.day_span is None
    assert 0 == len(project_ties(session.dataset))
    for projection in ("ties", "interactions"):
        network = show_network(
            session.network(projection), show(session.dataset), show_positions=True
        )
        assert 0 == network.network.n_nodes
    session.close()


def test_a_window_cannot_end_before_it_begins():
    with pytest.raises(ValueError):
        TimeWindow(2, 1)
