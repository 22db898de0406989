"""Names never lie on names or nodes, keep their places, and are ready for display."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.drawing.network.label_places import (
    BELOW,
    INSISTS,
    LEFT,
    N_SIDES,
    RIGHT,
    Ground,
    Wanted,
    clear_of_others,
    place_boxes,
)
from explorer.drawing.network.labels import place_labels
from explorer.drawing.text import lines_of
from tests.explorer.plain_measure import PlainMeasure

VIEW = (0.0, 0.0, 800.0, 500.0)
NO_TIES = (np.zeros((0, 4)), np.zeros(0))


def ground_of(
    wanted: list[Wanted], ties: tuple[np.ndarray, np.ndarray] = NO_TIES, view=VIEW
) -> Ground:
    boxes = [
        (w.x_px - w.reach_px[0], w.y_px - w.reach_px[1], w.x_px + w.reach_px[0],
         w.y_px + w.reach_px[2])
        for w in wanted
    ]  # fmt: skip
    owner = np.array([w.node for w in wanted], dtype=np.int64)
    return Ground(np.array(boxes).reshape(-1, 4), owner, *ties, view)


def name_at(node: int, x: float, y: float, width: float = 80.0, radius: float = 12.0) -> Wanted:
    return Wanted(node, x, y, (radius, radius, radius), width, 15.0)


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return (
        one[0] < other[2] - 1e-9
        and one[2] > other[0] + 1e-9
        and one[1] < other[3] - 1e-9
        and one[3] > other[1] + 1e-9
    )


@given(
    st.lists(
        st.tuples(st.floats(0, 800), st.floats(0, 500), st.floats(10, 160), st.floats(3, 21)),
        max_size=60,
    )
)
def test_names_never_lie_on_names_or_on_other_nodes(
    nodes: list[tuple[float, float, float, float]],
) -> None:
    wanted = [name_at(i, x, y, width, radius) for i, (x, y, width, radius) in enumerate(nodes)]
    ground = ground_of(wanted)
    size = {w.node: (w.width_px, w.height_px) for w in wanted}
    boxes = [
        (p.node, (p.x_px, p.y_px, p.x_px + size[p.node][0], p.y_px + size[p.node][1]))
        for p in place_labels(wanted, ground, last={})
    ]
    for i, (node, box) in enumerate(boxes):
        assert not any(overlap(box, other) for _, other in boxes[i + 1 :])
        for owner, glyph in zip(ground.owner.tolist(), ground.boxes.tolist(), strict=True):
            assert owner == node or not overlap(box, tuple(glyph))


def test_a_lone_name_stands_below_its_node() -> None:
    name = name_at(1, 400, 200)
    assert [BELOW] == [p.place for p in place_labels([name], ground_of([name]), last={})]


def test_a_name_moves_off_the_tie_that_runs_below_its_node() -> None:
    name = name_at(1, 400, 200)
    tie = np.array([[400.0, 200.0, 400.0, 400.0]])
    placed = place_labels([name], ground_of([name], (tie, np.ones(1))), last={})
    assert placed[0].place in (RIGHT, LEFT, 1)


def test_a_name_stays_inside_the_view() -> None:
    name = name_at(1, 400, 480)
    placed = place_labels([name], ground_of([name]), last={})
    assert placed[0].y_px + 15 <= 500


def test_the_more_important_name_wins_the_place() -> None:
    # Two nodes at one spot, and walls all around but for the place below them.
    names = [name_at(1, 100, 30, 190), name_at(2, 100, 30, 190)]
    walls = Ground(
        np.array([[-999.0, -999.0, 999.0, 44.0], [-999.0, 61.0, 999.0, 999.0]]),
        np.full(2, -1),
        *NO_TIES,
        VIEW,
    )
    assert [1] == [p.node for p in place_labels(names, walls, last={})]


def test_a_name_keeps_its_place_while_that_is_nearly_as_good() -> None:
    name = name_at(1, 400, 200)
    placed = place_labels([name], ground_of([name]), last={1: RIGHT})
    assert [RIGHT] == [p.place for p in placed]


def test_a_name_leaves_a_place_that_became_bad() -> None:
    name, other = name_at(1, 400, 200), name_at(2, 440, 200)
    placed = place_labels([name], ground_of([name, other]), last={1: RIGHT})
    assert RIGHT != placed[0].place


def test_names_that_stay_are_respected() -> None:
    name = name_at(1, 400, 200)
    first = place_labels([name], ground_of([name]), last={})[0]
    other = name_at(2, 400, 201)
    both = place_labels([other, name], ground_of([other]), last={}, kept={1: first}, may_move=False)
    assert first in both
    assert 2 == len({(p.x_px, p.y_px) for p in both})


def test_a_name_without_room_takes_its_narrow_form() -> None:
    name = Wanted(1, 50, 100, (10.0, 10.0, 10.0), 120.0, 15.0, narrow=(60.0, 30.0))
    ground = ground_of([name], view=(0.0, 0.0, 100.0, 200.0))
    placed = place_labels([name], ground, last={})
    assert (BELOW, 1) == (placed[0].place, placed[0].form)
    assert [] == place_labels([name_at(1, 50, 100, 120)], ground, last={})


def test_a_name_without_room_beside_its_node_stands_apart_with_a_line_to_it() -> None:
    around = np.array([[230.0, 150.0, 370.0, 250.0]])
    crowd = Ground(around, np.array([-1]), *NO_TIES, VIEW)
    quiet = Wanted(1, 300, 200, (10.0, 10.0, 10.0), 60.0, 15.0)
    assert [] == place_labels([quiet], crowd, last={})
    loud = Wanted(1, 300, 200, (10.0, 10.0, 10.0), 60.0, 15.0, level=INSISTS)
    (placed,) = place_labels([loud], crowd, last={})
    assert N_SIDES == placed.place
    assert placed.line is not None
    assert not overlap(placed.box, tuple(around[0]))


def test_a_line_to_a_name_passes_no_other_node_if_there_is_another_way() -> None:
    name = Wanted(1, 300, 200, (10.0, 10.0, 10.0), 60.0, 15.0, may_lead=True)
    ring = [
        name_at(2 + k, 300 + 45 * np.cos(k * np.pi / 4), 200 + 45 * np.sin(k * np.pi / 4))
        for k in range(8)
    ]
    ground = ground_of([name, *ring])
    (placed,) = place_labels([name], ground, last={})
    assert placed.line is not None
    x0, y0, x1, y1 = placed.line
    for share in np.linspace(0, 1, 50):
        x, y = x0 + (x1 - x0) * share, y0 + (y1 - y0) * share
        assert not any(abs(x - w.x_px) < 12 and abs(y - w.y_px) < 12 for w in ring)


def test_a_name_that_must_be_there_takes_the_place_of_one_that_matters_less() -> None:
    view = (0.0, 0.0, 70.0, 44.0)
    weak = [Wanted(k, 35, 22, (3.0, 3.0, 3.0), 66.0, 15.0) for k in (1, 3)]
    strong = Wanted(2, 35, 22, (3.0, 3.0, 3.0), 66.0, 15.0, level=INSISTS)
    ground = ground_of(weak, view=view)
    kept = {p.node: p for p in place_labels(weak, ground, last={})}
    assert {1, 3} == set(kept)
    placed = place_labels([strong, *weak], ground, last={}, kept=kept)
    assert 2 == len(placed)
    assert 2 == placed[0].node


def test_a_name_that_would_be_cut_at_the_edge_is_left_out() -> None:
    name = name_at(1, 20, 100, 300)
    narrow_view = ground_of([name], view=(0.0, 0.0, 120.0, 200.0))
    assert [] == place_labels([name], narrow_view, last={})


def test_no_more_names_than_wanted_are_placed() -> None:
    names = [name_at(i, 60 + 150 * (i % 5), 40 + 60 * (i // 5)) for i in range(30)]
    assert 7 == len(place_labels(names, ground_of(names), last={}, most=7))


def test_the_places_touch_neither_glyph_nor_each_other_at_the_sides() -> None:
    boxes = place_boxes([name_at(1, 0, 0, 60, 20)])[0]
    assert boxes[BELOW, 1] >= 20
    assert boxes[RIGHT, 0] >= 20
    assert boxes[LEFT, 2] <= -20


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Samantha Power", ("Samantha Power",)),
        ("State Department spokesperson", ("State Department", "spokesperson")),
        ("Office of President Aliyev", ("Office of", "President Aliyev")),
        ("Armenians who had crossed the border", ("Armenians who had", "crossed the border")),
        ("UN Resident Coordinator Office", ("UN Resident", "Coordinator Office")),
    ],
)
def test_long_names_break_between_words_near_the_middle(name: str, lines: tuple[str, ...]) -> None:
    assert (lines, False) == lines_of(name, "name", PlainMeasure())


def test_a_name_longer_than_two_lines_is_elided() -> None:
    name = "Interdepartmental Coordination Council for the Monitoring of Humanitarian Corridors"
    lines, is_elided = lines_of(name, "name", PlainMeasure())
    assert is_elided
    assert 2 == len(lines)
    assert lines[1].endswith("…")


def test_a_word_is_never_broken() -> None:
    lines, is_elided = lines_of("Donaudampfschifffahrtsgesellschaft", "name", PlainMeasure())
    assert 1 == len(lines)
    assert is_elided


def test_turned_reading_order_and_controls_do_not_reach_the_picture() -> None:
    lines, _ = lines_of("Safe\u202e\u0007txt.exe\u2066", "name", PlainMeasure())
    assert ("Safetxt.exe",) == lines


@given(st.text(max_size=200))
def test_any_text_becomes_at_most_two_lines(text: str) -> None:
    lines, _ = lines_of(text, "name", PlainMeasure())
    assert 1 <= len(lines) <= 2
    assert all(line and "\n" not in line for line in lines)


def test_standing_names_are_checked_against_nodes_but_their_own() -> None:
    nodes = [name_at(1, 100, 100), name_at(2, 300, 100)]
    boxes = np.array([[95.0, 95.0, 160.0, 110.0], [280.0, 90.0, 320.0, 105.0]])
    free = clear_of_others(boxes, np.array([1, 1]), ground_of(nodes))
    assert [True, False] == free.tolist()
