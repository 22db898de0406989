"""Pages of every size hold their parts apart and inside, and say what did not find room."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from explorer.model.view import Selection, ViewFacts
from explorer.network.filters import FilterSpec, TimeWindow
from explorer.sample import create_sample
from explorer.session import Session
from tests.building import build_store
from tests.ui.snapshot_stand import EVERYTHING, loaded, subject
from ui.snapshot.layout import lay_out
from ui.snapshot.page import Page
from ui.snapshot.spec import SnapshotSpec
from ui.snapshot.writing import paint_image
from ui.theme.fonts import Fonts
from ui.theme.tokens import DARK, LIGHT

_SIZES = [
    (400, 300),
    (600, 400),
    (640, 900),
    (794, 1123),
    (800, 500),
    (1200, 420),
    (1400, 1400),
    (1600, 1000),
    (1920, 1080),
    (3840, 1200),
    (4000, 2500),
]
_LONG = "A conference of the parties on the humanitarian situation after the fighting " * 4


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("sample") / "us-karabakh-2023-09.actors"
    create_sample(path).close()
    session = loaded(path)
    yield session
    session.close()


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    """A store with forty actors that nothing connects, and two that have met."""
    path = tmp_path_factory.mktemp("crowd") / "crowd.actors"
    names = [f"Delegate of the {n}th observer mission" for n in range(40)]
    build_store(
        path,
        actors=["Ada", "Bo", *names],
        interactions=[
            {"title": "Talk", "edtf": "2023-09-26", "participants": ["Ada", "Bo"]},
            *(
                {"title": f"Speech {n}", "edtf": "2023-10", "participants": [name]}
                for n, name in enumerate(names)
            ),
        ],
    ).close()
    session = loaded(path)
    yield session
    session.close()


@pytest.fixture
def fonts(qapp):
    return Fonts.of_system()


@pytest.fixture
def dejavu(qapp):
    return Fonts(13.0, ("DejaVu Sans",), ("DejaVu Serif",))


def page_of(session: Session, spec: SnapshotSpec, fonts: Fonts, facts=EVERYTHING) -> Page:
    return lay_out(subject(session, facts), spec, fonts)


def assert_sound(page: Page) -> None:
    parts = page.parts()
    whole = QRectF(0, 0, page.spec.width, page.spec.height).adjusted(-0.5, -0.5, 0.5, 0.5)
    for name, rect in parts.items():
        assert whole.contains(rect), f"{name} leaves the page: {rect}"
        assert rect.width() > 0, name
        assert rect.height() > 0, name
    for (name, rect), (other, beside) in itertools.combinations(parts.items(), 2):
        overlap = rect.intersected(beside)
        assert overlap.width() <= 0.5 or overlap.height() <= 0.5, f"{name} lies on {other}"
    assert_inside_legend(page)
    assert_labels_apart(page)


def assert_inside_legend(page: Page) -> None:
    if page.legend is None:
        return
    boxes = [QRectF(row.x, row.y, row.block.width, row.block.height) for row in page.legend.rows]
    assert max(box.bottom() for box in boxes) <= page.legend.height + 0.5
    for box, beside in itertools.combinations(boxes, 2):
        overlap = box.intersected(beside)
        assert overlap.width() <= 0.5 or overlap.height() <= 0.5


def assert_labels_apart(page: Page) -> None:
    if page.picture is None:
        return
    camera = page.picture.camera
    boxes = [QRectF(la.x_px, la.y_px, la.width_px, la.height_px) for la in page.picture.labels]
    view = QRectF(-1, -1, camera.width_px + 2, camera.height_px + 2)
    for box in boxes:
        assert view.contains(box), "a name is cut off at the edge of the network"
    for box, beside in itertools.combinations(boxes, 2):
        overlap = box.intersected(beside)
        assert overlap.width() <= 1.0 or overlap.height() <= 1.0, "two names overlap"


@pytest.mark.parametrize(("width", "height"), _SIZES)
@pytest.mark.parametrize("projection", ["ties", "interactions"])
def test_parts_lie_inside_and_apart_at_every_size(sample, dejavu, width, height, projection):
    spec = SnapshotSpec(width, height, drawn_on="24 November 2026")
    assert_sound(page_of(sample, spec, dejavu, ViewFacts(projection=projection)))


@given(width=st.integers(300, 4000), height=st.integers(250, 2500), title=st.text(max_size=80))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_parts_lie_inside_and_apart_at_any_size(sample, dejavu, width, height, title):
    spec = SnapshotSpec(width, height, title=title or None, drawn_on="24 November 2026")
    assert_sound(page_of(sample, spec, dejavu))


@pytest.mark.parametrize(("width", "height"), [(200, 200), (200, 20_000), (20_000, 200)])
def test_a_page_of_no_reasonable_shape_is_no_fault(sample, dejavu, width, height):
    page = page_of(sample, SnapshotSpec(width, height), dejavu)
    paint_image(page, 0.1)


@pytest.mark.parametrize(("width", "height"), _SIZES)
def test_forty_unconnected_actors_and_a_long_title_do_not_break_the_page(
    crowd, dejavu, width, height
):
    spec = SnapshotSpec(width, height, title=_LONG, drawn_on="24 November 2026")
    assert_sound(page_of(crowd, spec, dejavu))


@pytest.mark.parametrize(("width", "height"), [(400, 300), (1600, 1000)])
def test_parts_that_are_not_wanted_are_not_there(sample, fonts, width, height):
    bare = SnapshotSpec(
        width,
        height,
        has_title=False,
        has_legend=False,
        has_activity=False,
        has_sources=False,
    )
    page = page_of(sample, bare, fonts)
    assert {"what", "imprint", "network"} == set(page.parts())
    assert_sound(page)


def test_the_network_gets_what_the_legend_does_not_take(sample, fonts):
    with_legend = page_of(sample, SnapshotSpec(), fonts)
    without = page_of(sample, SnapshotSpec(has_legend=False), fonts)
    assert with_legend.network_rect.width() + 200 < without.network_rect.width()


def test_no_text_is_smaller_than_eleven_pixels(sample, fonts):
    page = page_of(sample, SnapshotSpec(400, 300), fonts)
    blocks = [text.block for text in page.texts.values()]
    blocks += [row.block for row in page.legend.rows]
    assert all(11 <= block.font.pixelSize() for block in blocks)
    small = page.scale.fonts.base_px, page.network_scale
    assert 11 <= round(13 / min(1.0, small[1]) * 12 / 13 * small[1])


def test_text_grows_with_the_width_of_the_page(sample, fonts):
    size = {
        width: page_of(sample, SnapshotSpec(width, width * 5 // 8), fonts).texts["title"].block.font
        for width in (1600, 3200)
    }
    assert (28, 56) == (size[1600].pixelSize(), size[3200].pixelSize())
    assert QFont.Weight.Bold == size[1600].weight()


def test_the_legend_counts_the_unconnected_that_do_not_fit(crowd, fonts):
    page = page_of(crowd, SnapshotSpec(), fonts)
    words = [" ".join(row.block.lines) for row in page.legend.rows]
    listed = [line for line in words if line.startswith("Delegate")]
    assert 40 > len(listed) > 5
    assert f"and {40 - len(listed)} more" == words[-1]


def test_the_legend_has_only_signs_that_occur(sample, fonts):
    page = page_of(sample, SnapshotSpec(), fonts)
    words = {" ".join(row.block.lines) for row in page.legend.rows}
    assert {"Person", "Group", "Without a name", "accounts differ"} <= words
    (uncertain,) = (said for said in words if said.startswith("uncertain"))
    assert "planned or intended" in uncertain
    assert "…" not in uncertain
    facts = ViewFacts(filter=FilterSpec(interaction_kinds=frozenset({"call"})))
    page = page_of(sample, SnapshotSpec(), fonts, facts)
    assert "accounts differ" not in {" ".join(row.block.lines) for row in page.legend.rows}


def test_a_low_page_says_what_it_left_out(sample, fonts):
    page = page_of(sample, SnapshotSpec(1200, 300), fonts)
    assert page.activity is None
    assert any("activity" in words for words in page.warnings)


def test_an_empty_window_is_said_in_place_of_the_network(sample, fonts):
    facts = ViewFacts(window=TimeWindow(1, 20), show_positions=False)
    page = page_of(sample, SnapshotSpec(), fonts, facts)
    assert page.picture is None
    assert "Nothing from 2–21 January 1970." == " ".join(page.texts["nothing"].block.lines)
    assert page.legend is None


def test_a_store_without_actors_makes_a_page(tmp_path, fonts):
    build_store(tmp_path / "a.actors", title="Nothing").close()
    session = loaded(tmp_path / "a.actors")
    page = page_of(session, SnapshotSpec(), fonts)
    session.close()
    assert "This store has no actors yet." == " ".join(page.texts["nothing"].block.lines)
    assert_sound(page)
    paint_image(page, 0.25)


def test_a_selection_stays_only_if_asked(sample, fonts):
    facts = ViewFacts(selection=Selection.actor(1))
    plain = page_of(sample, SnapshotSpec(), fonts, facts)
    kept = page_of(sample, SnapshotSpec(keep_selection=True), fonts, facts)
    assert not plain.picture.has_rings
    assert not plain.picture.nodes.is_selected.any()
    assert kept.picture.has_rings
    assert 1 == np.count_nonzero(kept.picture.nodes.is_selected)
    assert not kept.picture.nodes.is_ghost.any()


def test_what_is_seen_is_the_part_in_view(sample, fonts):
    everything = page_of(sample, SnapshotSpec(), fonts)
    x, y, width, height = everything.picture.camera.viewport
    part = ViewFacts(viewport=(x, y, width / 3, height / 3))
    near = page_of(sample, SnapshotSpec(is_whole=False), fonts, part)
    assert near.picture.camera.scale > 2 * everything.picture.camera.scale
    whole = page_of(sample, SnapshotSpec(is_whole=True), fonts, part)
    assert everything.picture.camera.scale == pytest.approx(whole.picture.camera.scale)


@pytest.mark.parametrize(("theme", "tokens"), [("light", LIGHT), ("dark", DARK)])
def test_the_ground_is_the_canvas_of_the_theme(sample, fonts, theme, tokens):
    image = paint_image(page_of(sample, SnapshotSpec(800, 500, theme=theme), fonts), 1.0)
    assert tokens.colour("canvas").rgb() == image.pixelColor(2, 2).rgb()


def test_a_transparent_page_has_no_ground(sample, fonts):
    image = paint_image(page_of(sample, SnapshotSpec(800, 500, theme="transparent"), fonts), 1.0)
    assert 0 == image.pixelColor(2, 2).alpha()
    assert image.hasAlphaChannel()


def test_names_of_strangers_are_drawn_as_text(tmp_path, fonts):
    names = ["<script>alert(1)</script>", "\u202eevil", "😀 Ada", "x" * 5000]
    build_store(
        tmp_path / "a.actors",
        actors=names,
        interactions=[{"title": "T", "participants": names}],
        title="<b>bold</b> & \u202egnirts",
    ).close()
    session = loaded(tmp_path / "a.actors")
    page = page_of(session, SnapshotSpec(), fonts)
    session.close()
    assert_sound(page)
    assert ("<b>bold</b> & gnirts",) == page.texts["title"].block.lines
    paint_image(page, 0.5)
