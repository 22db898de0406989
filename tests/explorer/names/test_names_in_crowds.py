"""In crowds names never lie on names, and stand still while one pans."""

from __future__ import annotations

from dataclasses import replace
from time import process_time
from typing import TYPE_CHECKING

import numpy as np
import pytest

from explorer.drawing.network.label_crowd import Crowd
from explorer.drawing.network.naming import names_left_out, with_labels
from explorer.model.view import Selection
from explorer.session import Session
from tests.building import generate_store
from tests.explorer.names.pictures import (
    Easel,
    glyph_boxes,
    in_view,
    name_boxes,
    named,
    overlap,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explorer.drawing.network.picture import NetworkPicture

CANVAS = (1114.0, 633.0)
ZOOMS = (1.0, 3.0, 9.0, 25.0)


@pytest.fixture(scope="module")
def some_hundred(tmp_path_factory) -> Iterator[Session]:
    path = tmp_path_factory.mktemp("names") / "hundreds.actors"
    generate_store(path, 300, 700).close()
    session = Session.load(path)
    yield session
    session.close()


@pytest.fixture(scope="module")
def thousands(tmp_path_factory) -> Iterator[Session]:
    path = tmp_path_factory.mktemp("names") / "thousands.actors"
    generate_store(path, 2_500, 8_000).close()
    session = Session.load(path)
    yield session
    session.close()


def easel_on(session: Session, zoom: float, text_scale: float = 1.0) -> Easel:
    """Look at the surroundings of the largest actor."""
    easel = Easel(session, CANVAS, text_scale)
    importance = easel.picture().scene.importance
    x, y = easel.arrangement.xy[int(np.argmin(importance))]
    easel.camera = replace(easel.camera.zoomed(zoom), x=float(x), y=float(y))
    return easel


def names_on_names(picture: NetworkPicture) -> int:
    boxes = name_boxes(picture)
    return int(np.triu(overlap(boxes, boxes), 1).sum())


def names_on_glyphs(picture: NetworkPicture, at_least_px: float) -> list[tuple[int, int]]:
    """Return whose name lies on the glyph of whom, for glyphs of a size."""
    owner = np.array([label.node for label in picture.labels])
    hit = overlap(name_boxes(picture), glyph_boxes(picture))
    hit &= owner[:, None] != picture.nodes.node[None]
    hit &= (picture.nodes.diameter_px >= at_least_px)[None]
    return [
        (int(owner[i]), int(picture.nodes.node[j])) for i, j in zip(*hit.nonzero(), strict=True)
    ]


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("text_scale", [1.0, 2.0])
def test_names_lie_on_no_name_and_on_no_glyph_of_some_hundred(
    some_hundred: Session, zoom: float, text_scale: float
) -> None:
    picture = easel_on(some_hundred, zoom, text_scale).picture()
    assert picture.labels
    assert 0 == names_on_names(picture)
    assert [] == names_on_glyphs(picture, 0.0)


@pytest.mark.parametrize("zoom", ZOOMS)
def test_names_lie_on_no_name_and_on_no_large_glyph_of_thousands(
    thousands: Session, zoom: float
) -> None:
    picture = easel_on(thousands, zoom).picture()
    assert picture.labels
    assert 0 == names_on_names(picture)
    many = len(in_view(picture)) > 400
    assert [] == names_on_glyphs(picture, 20.0 if many else 0.0)


@pytest.mark.parametrize("zoom", ZOOMS)
def test_the_largest_and_the_selected_have_their_name_in_a_crowd(
    thousands: Session, zoom: float
) -> None:
    easel = easel_on(thousands, zoom)
    picture = easel.picture()
    seen = sorted(in_view(picture), key=lambda row: int(picture.scene.importance[row]))
    assert int(np.argmin(picture.scene.importance)) in named(picture)
    for row in (seen[-1], seen[len(seen) // 2]):
        actor = int(thousands.dataset.actor_id(row))
        easel.facts = replace(easel.facts, selection=Selection.actor(actor))
        assert row in named(easel.picture())


@pytest.mark.parametrize("zoom", ZOOMS[1:])
def test_no_name_vanishes_while_its_node_is_in_view_of_a_pan(
    thousands: Session, zoom: float
) -> None:
    easel = easel_on(thousands, zoom)
    before = easel.picture()
    for _ in range(20):
        easel.camera = easel.camera.panned(11.0, -6.0)
        picture = easel.picture()
        assert not (named(before) & in_view(picture)) - named(picture)
        assert 0 == names_on_names(picture)
        before = picture


@pytest.mark.parametrize("factor", [1.03, 1 / 1.03])
def test_while_zooming_over_thousands_hardly_any_name_changes_sides(
    thousands: Session, factor: float
) -> None:
    easel = easel_on(thousands, 6.0)
    before = easel.picture()
    moved = total = 0
    for _ in range(25):
        easel.camera = easel.camera.zoomed(factor)
        picture = easel.picture()
        assert 0 == names_on_names(picture)
        sides = [{n.node: (n.place, n.form) for n in p.labels} for p in (before, picture)]
        both = sides[0].keys() & sides[1].keys()
        moved += sum(sides[0][row] != sides[1][row] for row in both)
        total += len(both)
        before = picture
    assert total > 300
    assert moved < 0.04 * total


def test_among_many_it_is_not_counted_whose_name_is_missing(thousands: Session) -> None:
    assert 0 == names_left_out(easel_on(thousands, 1.0).picture())


def test_the_time_for_names_does_not_grow_with_the_network(thousands: Session) -> None:
    easel = easel_on(thousands, 1.0)
    picture = easel.picture()
    times = []
    for _ in range(5):
        start = process_time()
        with_labels(picture, easel.text, picture, 80, keeps=False)
        times.append(process_time() - start)
    # About 10 ms on one core of an old machine; several tests may share it.
    assert np.median(times) < 0.1


def test_a_crowd_is_weighed_where_it_stands() -> None:
    xy = np.array([[100.0, 100.0], [104.0, 100.0], [300.0, 200.0], [-5.0, 50.0]])
    crowd = Crowd.of(xy, np.array([1.0, 2.0, 4.0, 8.0]), (400.0, 300.0), 2.0)
    boxes = np.array(
        [
            [90.0, 90.0, 120.0, 110.0],
            [290.0, 190.0, 310.0, 210.0],
            [0.0, 0.0, 50.0, 80.0],
            [-500.0, -500.0, 900.0, 900.0],
        ]
    )
    assert [3.0, 4.0, 0.0, 7.0] == crowd.weight_in(boxes).tolist()


def test_a_pan_into_unknown_parts_brings_their_names(thousands: Session) -> None:
    easel = easel_on(thousands, 6.0)
    easel.picture()
    for _ in range(60):
        easel.camera = easel.camera.panned(11.0, -6.0)
        panned = easel.picture()
    fresh = easel.picture(anew=True)
    assert len(panned.labels) > 0.7 * len(fresh.labels)
