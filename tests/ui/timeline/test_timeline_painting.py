"""Marks are painted in the grammar of certainty: solid, hollow, soft, dotted."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from explorer.drawing.timeline.axis import DAY
from explorer.drawing.timeline.bins import Bins
from explorer.drawing.timeline.marks import End
from explorer.network.filters import TimeWindow
from tests.ui.painting import colour_at, painted, pixels
from ui.theme import DARK, LIGHT, Fonts, contrast
from ui.timeline.geometry import divide, rows_that_fit
from ui.timeline.painting.bars_painter import full_height, paint_bars
from ui.timeline.painting.mark_painter import MarkPainter, number_colours

GROUND, HUE = LIGHT.canvas, LIGHT.families["deal"]
SIDE_PX = 120
BAR = QRectF(-50, -7, 100, 14)


@pytest.fixture
def marks(qapp) -> MarkPainter:
    return MarkPainter(LIGHT, Fonts.of_system())


def image_of(paint):
    def smooth(painter):
        painter.setRenderHint(painter.RenderHint.Antialiasing)
        paint(painter)

    return painted(smooth, SIDE_PX, GROUND)


def disc(marks: MarkPainter, **how: bool):
    hue = QColor(HUE)
    return image_of(lambda painter: marks.disc(painter, QPointF(0, 0), hue, **how))


def bar(marks: MarkPainter, ends: tuple[End, End], **how: bool):
    hue = QColor(HUE)
    return image_of(lambda painter: marks.bar(painter, BAR, hue, ends, **how))


def strength(image, x: float, y: float = 0.0) -> float:
    """How much of the hue a place has, 0 the ground, 1 the hue itself."""
    found, ground, hue = (
        np.array([QColor(c).red(), QColor(c).green(), QColor(c).blue()], dtype=float)
        for c in (colour_at(image, x, y), GROUND, HUE)
    )
    return float((ground - found).sum() / (ground - hue).sum())


def test_a_stated_day_is_a_solid_disc(marks):
    assert HUE == colour_at(disc(marks), 0, 0)


def test_an_uncertain_day_is_a_hollow_disc(marks):
    image = disc(marks, is_hollow=True)
    assert GROUND == colour_at(image, 0, 0)
    assert strength(image, 4.0) > 0.6


def test_an_inferred_day_is_a_solid_disc_with_a_dot_of_the_ground(marks):
    image = disc(marks, is_inferred=True)
    assert strength(image, 0) < 0.3
    assert strength(image, 3.5) > 0.8


def test_two_accounts_cut_the_disc_in_two(marks):
    image = disc(marks, is_split=True)
    assert strength(image, 0, 2) < 0.5
    assert strength(image, 3, 2) > 0.8
    assert strength(image, -3, 2) > 0.8


def test_a_range_is_a_solid_bar_to_both_ends(marks):
    image = bar(marks, (End.SHARP, End.SHARP))
    assert [1.0] * 3 == [pytest.approx(strength(image, x), abs=0.05) for x in (-48, 0, 48)]


def test_an_approximate_end_fades_and_the_other_does_not(marks):
    image = bar(marks, (End.SOFT, End.SHARP))
    assert strength(image, -48) < 0.25
    assert strength(image, -36) < strength(image, -28) < 1.01
    assert strength(image, 0) > 0.95
    assert strength(image, 48) > 0.95


def test_an_open_side_fades_along_most_of_the_bar(marks):
    image = bar(marks, (End.OPEN, End.SHARP))
    assert strength(image, -45) < strength(image, 0) < strength(image, 40)
    assert strength(image, 0) < 0.8


def test_an_uncertain_end_is_outlined_only(marks):
    image = bar(marks, (End.SHARP, End.HOLLOW))
    assert strength(image, -20) > 0.95
    assert GROUND == colour_at(image, 40, 0)
    assert strength(image, 40, -6.5) > 0.5


def test_what_did_not_surely_take_place_is_an_outline(marks):
    image = bar(marks, (End.SHARP, End.SHARP), is_hollow=True)
    assert GROUND == colour_at(image, 0, 0)
    assert strength(image, 0, -6.5) > 0.5


def test_bounds_alone_are_an_empty_bar_with_a_dotted_outline(marks):
    hue = QColor(HUE)
    image = image_of(lambda p: marks.bounds(p, BAR, hue, (End.SHARP, End.SHARP)))
    assert GROUND == colour_at(image, 0, 0)
    along = [strength(image, x, -6.4) for x in np.arange(-40, 40, 0.5)]
    assert max(along) > 0.6
    assert min(along) < 0.3


def test_a_whisker_is_pale_and_a_soft_one_fades(marks):
    hue = QColor(HUE)
    sharp = image_of(lambda p: marks.whisker(p, -40, 40, 0, hue, is_soft=False))
    soft = image_of(lambda p: marks.whisker(p, -40, 40, 0, hue, is_soft=True))
    assert 0.3 < strength(sharp, 38) < 0.5
    assert strength(soft, 38) < 0.3
    assert strength(soft, 0) > 0.9


@pytest.mark.parametrize("row_px", [13.0, 17.0, 24.0])
@pytest.mark.parametrize("diameter_px", [10.0, 12.0])
def test_a_ring_stays_in_its_row_and_keeps_a_gap_to_its_disc(marks, row_px, diameter_px):
    half = diameter_px / 2
    body = QRectF(-half, -half, diameter_px, diameter_px)

    def paint(painter):
        marks.disc(painter, QPointF(0, 0), QColor(HUE), diameter_px=diameter_px)
        marks.ring(painter, body, QColor(LIGHT.accent), 2.2, row_px)

    image = image_of(paint)
    beyond = row_px / 2 + 1
    assert {GROUND} == {colour_at(image, x, y) for x, y in ((0, beyond), (beyond, 0), (0, -beyond))}
    assert HUE == colour_at(image, 0, 0)
    along = [colour_at(image, x, 0) for x in range(int(row_px / 2) + 1)]
    assert len(set(along)) >= 3


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_numbers_can_be_read_on_every_family(theme):
    for hue in (*theme.families.values(), theme.text_2):
        ground, ink = number_colours(hue, theme.is_dark)
        assert contrast(ink, ground) >= 4.5


def bins_of(certain: list[int], possible: list[int]) -> Bins:
    return Bins(DAY, 0, np.array(certain), np.array(possible))


def test_bars_are_solid_below_and_outlined_above(qapp):
    bins = bins_of([2], [2])

    def paint(painter):
        paint_bars(painter, bins, QRectF(-50, -50, 100, 100), lambda day: -50 + 100 * day, LIGHT)

    image = painted(paint, SIDE_PX, GROUND)
    assert LIGHT.text_2 == colour_at(image, 0, 25)
    assert GROUND == colour_at(image, 0, -25)
    assert 0 < (pixels(image)[10:12, 30:90].sum(axis=2) < 600).mean()


def test_bars_outside_the_window_are_dimmed(qapp):
    bins = bins_of([1, 1], [0, 0])

    def paint(painter):
        paint_bars(
            painter,
            bins,
            QRectF(-50, -50, 100, 100),
            lambda day: -50 + 50 * day,
            LIGHT,
            TimeWindow(0, 0),
        )

    image = painted(paint, SIDE_PX, GROUND)
    assert LIGHT.text_2 == colour_at(image, -25, 0)
    assert QColor(colour_at(image, 25, 0)).lightness() > QColor(LIGHT.text_2).lightness() + 50


@pytest.mark.parametrize(
    ("highest", "full"), [(0, 0), (3, 3), (10, 10), (11, 12), (97, 100), (101, 125), (1600, 2000)]
)
def test_bars_are_scaled_by_round_numbers_so_that_they_keep_their_height(highest, full):
    assert full == full_height(bins_of([highest], [0]), 0, 1)


@pytest.mark.parametrize("n_rows", [1, 5, 11, 30, 200])
@pytest.mark.parametrize("height_px", [120.0, 203.0, 296.0, 700.0])
def test_the_canvas_is_divided_without_overlap_at_any_height(qapp, n_rows, height_px):
    fonts = Fonts.of_system()
    geometry = divide(900.0, height_px, n_rows, 90.0, fonts, scroll_px=1e9)
    assert geometry.lanes_top + geometry.lanes_px <= geometry.histogram_rect.top() + 0.5
    assert geometry.base_px < height_px
    assert 13.0 <= geometry.row_px / fonts.scale <= 32.0
    last = geometry.row_middle_px(n_rows - 1) + geometry.row_px / 2
    assert last <= geometry.lanes_top + geometry.lanes_px + 0.5
    if n_rows <= rows_that_fit(height_px, fonts):
        assert 0 == geometry.most_scroll_px
