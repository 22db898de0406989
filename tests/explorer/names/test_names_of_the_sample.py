"""On the sample no name lies on anything, and no important one is missing, however one looks."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.model.view import Selection
from tests.explorer.names.pictures import Easel, faults, in_view, name_boxes, named

if TYPE_CHECKING:
    from explorer.drawing.network.picture import NetworkPicture
    from explorer.session import Session

#: The canvas in windows of 960 x 600, 1280 x 800, 1920 x 1080 and 2560 x 1440.
SIZES = [(530.0, 255.0), (664.0, 445.0), (1114.0, 633.0), (1754.0, 993.0)]
TEXT_SCALES = [1.0, 1.5, 2.0]
PROJECTIONS = ["ties", "interactions"]


def selections(session: Session) -> list[Selection]:
    """Every actor, every interaction, every tie, and some at once."""
    dataset = session.dataset
    actors = [int(dataset.actor_id(row)) for row in range(dataset.n_actors)]
    interactions = dataset.columns.interaction_id.tolist()
    ties = session.ties
    return [
        *(Selection.actor(actor) for actor in actors),
        *(Selection.interaction(int(one)) for one in interactions),
        *(
            Selection.tie(actors[int(a)], actors[int(b)])
            for a, b in zip(ties.a, ties.b, strict=True)
        ),
        Selection.several(actors[:4]),
        Selection.several(actors),
    ]


@pytest.mark.parametrize(("projection", "size"), list(product(PROJECTIONS, SIZES)))
@pytest.mark.parametrize("text_scale", TEXT_SCALES)
def test_no_name_lies_on_a_glyph_a_name_or_a_sign_whatever_is_selected(
    sample: Session, projection: str, size: tuple[float, float], text_scale: float
) -> None:
    easel = Easel(sample, size, text_scale, projection=projection)
    assert [] == faults(easel.picture(), easel.text)
    for selection in selections(sample)[::3]:
        easel.facts = type(easel.facts)(projection=projection, selection=selection)  # type: ignore[arg-type]
        assert [] == faults(easel.picture(), easel.text), selection


@pytest.mark.parametrize(("projection", "size"), list(product(PROJECTIONS, SIZES[1:])))
@pytest.mark.parametrize("text_scale", TEXT_SCALES)
def test_the_selected_and_the_largest_always_have_their_name(
    sample: Session, projection: str, size: tuple[float, float], text_scale: float
) -> None:
    easel = Easel(sample, size, text_scale, projection=projection)
    importance = easel.picture().scene.importance
    for selection in [Selection(), *selections(sample)[:-1:2]]:
        easel.facts = type(easel.facts)(projection=projection, selection=selection)  # type: ignore[arg-type]
        picture = easel.picture()
        seen = in_view(picture)
        selected = set(picture.emphasis.is_selected.nonzero()[0].tolist()) & seen
        assert selected <= named(picture), selection
        assert int(np.argmin(importance)) in named(picture), selection


@pytest.mark.parametrize(("text_scale", "most"), [(1.0, 3), (1.5, 12)])
def test_of_a_small_window_captions_stay_away_before_actors_are_without_a_name(
    sample: Session, text_scale: float, most: int
) -> None:
    picture = Easel(sample, SIZES[1], text_scale, projection="interactions").picture()
    is_interaction = picture.scene.network.is_interaction
    unnamed = in_view(picture) - named(picture)
    actors = [node for node in unnamed if not is_interaction[node]]
    assert len(actors) <= most
    assert len(actors) < len(unnamed), "it is the captions that give way"


@pytest.mark.parametrize("projection", PROJECTIONS)
@pytest.mark.parametrize("size", SIZES[2:])
def test_in_a_window_of_usual_size_every_name_is_there(
    sample: Session, projection: str, size: tuple[float, float]
) -> None:
    picture = Easel(sample, size, projection=projection).picture()
    assert in_view(picture) == named(picture)


def test_in_a_small_window_all_actors_tied_have_their_name(sample: Session) -> None:
    picture = Easel(sample, SIZES[1]).picture()
    assert in_view(picture) == named(picture)


def test_in_a_small_window_more_important_actors_are_named_before_others(sample: Session) -> None:
    # Greedy by importance: among the larger half of the actors hardly any is missing.
    for text_scale in TEXT_SCALES:
        picture = Easel(sample, SIZES[1], text_scale).picture()
        rows = sorted(in_view(picture), key=lambda row: int(picture.scene.importance[row]))
        half = len(rows) // 2
        is_named = [row in named(picture) for row in rows]
        assert sum(is_named[:half]) >= sum(is_named[half:])
        assert all(is_named[:3])


def test_names_of_the_neighbours_of_the_selected_win_over_those_that_step_back(
    sample: Session,
) -> None:
    for text_scale in TEXT_SCALES:
        easel = Easel(sample, SIZES[1], text_scale)
        easel.picture()
        for selection in selections(sample)[: sample.dataset.n_actors]:
            easel.facts = type(easel.facts)(selection=selection)
            picture = easel.picture()
            near = picture.emphasis.is_near
            seen = in_view(picture)
            lit = {row for row in seen if near[row]}
            dim = seen - lit
            if not lit or not dim or not picture.emphasis.is_dimming:
                continue
            share_lit = len(lit & named(picture)) / len(lit)
            share_dim = len(dim & named(picture)) / len(dim)
            assert share_lit >= share_dim


@settings(max_examples=25)
@given(
    st.floats(0.4, 6.0),
    st.tuples(st.floats(-150, 150), st.floats(-100, 100)),
    st.sampled_from(TEXT_SCALES),
    st.sampled_from(PROJECTIONS),
)
def test_at_any_zoom_and_place_no_name_lies_on_anything(
    sample: Session, zoom: float, way: tuple[float, float], text_scale: float, projection: str
) -> None:
    easel = Easel(sample, SIZES[1], text_scale, projection=projection)
    easel.camera = easel.camera.zoomed(zoom).panned(*way)
    assert [] == faults(easel.picture(), easel.text)


def test_while_panning_names_move_with_their_nodes_and_none_vanishes(sample: Session) -> None:
    for projection in PROJECTIONS:
        easel = Easel(sample, SIZES[1], projection=projection)
        easel.camera = easel.camera.zoomed(1.7)
        before = easel.picture()
        for _ in range(30):
            easel.camera = easel.camera.panned(-7.0, 3.0)
            picture = easel.picture()
            assert not (named(before) & in_view(picture)) - named(picture)
            for row in named(before) & named(picture):
                was, now = place(before, row), place(picture, row)
                # At the edge of the view a name may change to the other side of its node.
                if 8 < was[0] - 7 and was[1] + 3 < SIZES[1][1] - 100:
                    assert np.allclose(now - was, (-7.0, 3.0))
            before = picture


def test_a_name_that_a_pan_would_cut_off_changes_to_the_other_side(sample: Session) -> None:
    easel = Easel(sample, SIZES[2])
    before = easel.picture()
    label = min((n for n in before.labels if len(n.lines[0]) > 8), key=lambda n: n.x_px)
    node_x = float(before.nodes.xy_px[before.nodes.node == label.node][0, 0])
    easel.camera = easel.camera.panned(-(node_x - 20.0), 0.0)
    picture = easel.picture()
    assert label.node in named(picture)
    assert place(picture, label.node)[0] >= 0


def test_selecting_moves_hardly_any_name_but_those_of_the_selected(sample: Session) -> None:
    easel = Easel(sample, SIZES[2])
    before = easel.picture()
    moved = kept = 0
    for selection in selections(sample)[: sample.dataset.n_actors]:
        easel.facts = type(easel.facts)(selection=selection)
        picture = easel.picture()
        selected = picture.emphasis.is_selected | before.emphasis.is_selected
        for row in named(before) & named(picture):
            if selected[row]:
                continue
            stays = np.allclose(place(before, row), place(picture, row))
            kept, moved = kept + stays, moved + (not stays)
        before = picture
    assert moved < 0.02 * kept


def test_a_name_apart_from_its_node_has_a_line_from_rim_to_name(sample: Session) -> None:
    easel = Easel(sample, SIZES[1], 2.0, projection="interactions")
    picture = easel.picture()
    led = [i for i, label in enumerate(picture.labels) if label.line is not None]
    assert led
    boxes = name_boxes(picture)
    for i in led:
        label = picture.labels[i]
        assert label.line is not None
        x0, y0, x1, y1 = label.line
        at = int(np.flatnonzero(picture.nodes.node == label.node)[0])
        away = np.hypot(*(picture.nodes.xy_px[at] - (x0, y0)))
        # Sharp glyphs reach farther than round ones.
        assert away < 0.75 * picture.nodes.diameter_px[at] + 10
        gap = np.hypot(
            max(boxes[i, 0] - x1, 0, x1 - boxes[i, 2]), max(boxes[i, 1] - y1, 0, y1 - boxes[i, 3])
        )
        assert gap < 4


def place(picture: NetworkPicture, row: int) -> np.ndarray:
    label = next(label for label in picture.labels if label.node == row)
    return np.array([label.x_px, label.y_px])


def test_while_zooming_few_names_change_sides(sample: Session) -> None:
    easel = Easel(sample, SIZES[2])
    before = easel.picture()
    moved = total = 0
    for _ in range(30):
        easel.camera = easel.camera.zoomed(1.03)
        picture = easel.picture()
        sides = [{n.node: (n.place, n.form) for n in p.labels} for p in (before, picture)]
        both = sides[0].keys() & sides[1].keys()
        moved += sum(sides[0][row] != sides[1][row] for row in both)
        total += len(both)
        before = picture
    assert moved < 0.08 * total


def test_arriving_gives_names_the_places_they_would_have_had_at_once(sample: Session) -> None:
    easel = Easel(sample, SIZES[2])
    easel.picture()
    for _ in range(10):
        easel.camera = easel.camera.zoomed(1.05)
        easel.picture()
    arrived = easel.picture(keeps_names=False)
    fresh = easel.picture(anew=True)
    same = [
        np.allclose(place(arrived, row), place(fresh, row)) for row in named(arrived) & named(fresh)
    ]
    # Up to places that are nearly as good as the best: those are kept.
    assert np.mean(same) > 0.7
