"""One view state: changes are told once, and Back takes steps back."""

from __future__ import annotations

import pytest

from explorer.model.view import Selection, ViewFacts
from explorer.network.filters import FilterSpec, TimeWindow
from ui.state import ViewState


@pytest.fixture
def state(qapp) -> ViewState:
    return ViewState()


def told(state: ViewState) -> list[frozenset[str]]:
    seen: list[frozenset[str]] = []
    state.changed.connect(seen.append)
    return seen


def test_a_change_is_told_once_with_the_fields_that_differ(state):
    seen = told(state)
    state.change(selection=Selection.actor(3), lanes="actor")
    assert [frozenset({"selection", "lanes"})] == seen


def test_setting_what_is_already_so_tells_nobody(state):
    state.select(Selection.actor(3))
    seen = told(state)
    state.select(Selection.actor(3))
    assert [] == seen


def test_selection_and_window_do_not_reset_each_other(state):
    state.select(Selection.actor(3))
    state.change(window=TimeWindow(1, 2))
    assert Selection.actor(3) == state.facts.selection
    state.select(Selection())
    assert TimeWindow(1, 2) == state.facts.window


def test_back_and_forward_walk_through_views(state):
    state.select(Selection.actor(1))
    state.select(Selection.actor(2))
    state.back()
    assert 1 == state.facts.selection.sole_actor
    state.forward()
    assert 2 == state.facts.selection.sole_actor
    assert not state.can_go_forward


def test_a_new_step_after_back_forgets_what_was_ahead(state):
    state.select(Selection.actor(1))
    state.select(Selection.actor(2))
    state.back()
    state.select(Selection.actor(9))
    assert not state.can_go_forward
    state.back()
    assert 1 == state.facts.selection.sole_actor


def test_a_drag_is_one_step(state):
    with state.gesture():
        for last in range(2, 30):
            state.change(window=TimeWindow(1, last))
    state.back()
    assert state.facts.window is None
    assert not state.can_go_back


def test_lanes_and_ghosts_are_no_steps(state):
    state.change(lanes="actor", show_ghosts=False)
    assert not state.can_go_back


def test_reset_empties_the_history(state):
    state.select(Selection.actor(1))
    state.reset(ViewFacts(show_positions=False))
    assert not state.can_go_back
    assert not state.facts.show_positions


def test_hover_is_told_only_when_it_changes(state):
    seen: list[object] = []
    state.hovered.connect(seen.append)
    for key in (5, 5, None, None, -2):
        state.set_hover(key)
    assert [5, None, -2] == seen


FULL = ViewFacts(
    selection=Selection.tie(4, 2),
    window=TimeWindow(19000, 19010),
    include_undated=True,
    filter=FilterSpec(actor_kinds=frozenset({"state"}), unnamed=True, topics=frozenset({0, 7})),
    focus=frozenset({2, 4}),
    hops=2,
    projection="interactions",
    show_positions=False,
    lanes="actor",
    viewport=(1.0, 2.0, 3.0, 4.0),
)


def test_a_view_survives_being_written_and_read():
    assert FULL == ViewFacts.from_json(FULL.to_json())
    assert ViewFacts() == ViewFacts.from_json({})


@pytest.mark.parametrize(
    "broken",
    [
        {"window": [3, 1]},
        {"window": "soon"},
        {"actors": ["x"]},
        {"filter": 3},
        {"focus": 1},
        {"viewport": [1, 2]},
    ],
)
def test_a_broken_saved_view_is_refused_as_a_value_error(broken):
    with pytest.raises(ValueError):
        ViewFacts.from_json(broken)


def test_a_viewport_of_no_size_is_ignored():
    assert ViewFacts.from_json({"viewport": [0, 0, 0, 5]}).viewport is None


def test_ctrl_click_adds_and_takes_out():
    selection = Selection.actor(1).toggled(actor=2).toggled(interaction=7)
    assert ((1, 2), (7,)) == (selection.actors, selection.interactions)
    assert Selection.several([2], [7]) == selection.toggled(actor=1)


def test_clicking_the_empty_ground_again_is_no_further_step(state):
    state.select(Selection.actor(1))
    for _ in range(3):
        state.select(Selection())
        state.select(Selection.several([], []))
    state.back()
    assert 1 == state.facts.selection.sole_actor
    state.back()
    assert not state.can_go_back


def test_a_drag_that_comes_back_to_where_it_began_is_no_step(state):
    state.select(Selection.actor(1))
    with state.gesture():
        state.change(window=TimeWindow(1, 2))
        state.change(window=None)
    assert not state.can_go_forward
    state.back()
    assert state.facts.selection.is_empty
    assert not state.can_go_back
