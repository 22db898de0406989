"""Glyphs: the right colours in the right places, hollow when hollow, and vectors in print."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF
from PySide6.QtGui import QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from tests.ui.painting import colour_at, painted, pixels, share_of
from ui.glyphs import (
    actor_path,
    interaction_path,
    paint_actor_glyph,
    paint_interaction_glyph,
    paint_split_disc,
    symbol_extent,
    symbol_path,
)
from ui.theme import DARK, LIGHT, Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

KINDS = ("person", "organisation", "state", "office", "group")
SIZES = (9.0, 13.0, 16.0, 22.0, 42.0)
BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)

pytestmark = pytest.mark.usefixtures("qapp")


def actor_image(
    kind: str, theme: Theme, size: float = 42.0, scale: float = 1.0, **options: object
) -> QImage:
    def paint(painter: QPainter) -> None:
        paint_actor_glyph(painter, kind, QPointF(), size, theme, **options)  # type: ignore[arg-type]

    return painted(paint, 64, theme.canvas, scale)


def interaction_image(family: str, kind: str, theme: Theme, **options: object) -> QImage:
    def paint(painter: QPainter) -> None:
        paint_interaction_glyph(painter, family, kind, QPointF(), 25.0, theme, **options)  # type: ignore[arg-type]

    return painted(paint, 48, theme.canvas)


@BOTH
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", SIZES)
def test_a_filled_actor_is_filled_with_the_hue_of_its_kind(
    kind: str, theme: Theme, size: float
) -> None:
    image = actor_image(kind, theme, size, pictogram=False)
    assert colour_at(image, 0, 0) == theme.actor_kinds[kind]
    assert colour_at(image, 31, 31) == theme.canvas


@BOTH
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", SIZES)
def test_an_actor_without_a_name_is_hollow(kind: str, theme: Theme, size: float) -> None:
    image = actor_image(kind, theme, size, pictogram=False, hollow=True, scale=4)
    assert colour_at(image, 0, 0) == theme.canvas
    assert share_of(image, theme.actor_kinds[kind]) > 0.0
    # Walking out of the middle to the left: ground, outline, ground.
    row = [colour_at(image, -x / 4, size / 40, scale=4) for x in range(4 * 31)]
    runs = [row[0]] + [now for before, now in pairwise(row) if now != before]
    pure = [colour for colour in runs if colour in (theme.canvas, theme.actor_kinds[kind])]
    assert pure == [theme.canvas, theme.actor_kinds[kind], theme.canvas]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", SIZES)
def test_hollow_and_filled_glyphs_cover_the_same_ground(kind: str, size: float) -> None:
    filled, hollow = (
        pixels(actor_image(kind, LIGHT, size, 4.0, pictogram=False, hollow=hollow))
        for hollow in (False, True)
    )
    ground = pixels(painted(lambda _: None, 64, LIGHT.canvas, 4.0))

    def reach(image: np.ndarray) -> np.ndarray:
        drawn = np.abs(image - ground).sum(axis=2) > 60
        return np.array([np.flatnonzero(drawn.any(axis=axis))[[0, -1]] for axis in (0, 1)])

    assert np.abs(reach(filled) - reach(hollow)).max() <= 2  # half a pixel at four-fold size


@BOTH
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "group"])
def test_pictograms_come_at_20_px_and_never_before(kind: str, theme: Theme) -> None:
    ink = theme.canvas if theme.is_dark else theme.surface

    def ink_inside(size: float) -> float:
        image = actor_image(kind, theme, size, 4.0).copy(128 - 24, 128 - 24, 48, 48)
        return share_of(image, ink)

    assert ink_inside(19.9) == 0.0
    assert ink_inside(22.0) > 0.05


def test_groups_carry_no_pictogram_at_any_size() -> None:
    assert actor_image("group", LIGHT) == actor_image("group", LIGHT, pictogram=False)


def test_an_unknown_kind_of_actor_is_a_neutral_circle_with_a_circle_in_it() -> None:
    image = actor_image("alliance", LIGHT)
    assert colour_at(image, 0, 0) == LIGHT.surface
    assert colour_at(image, 17, 0) == LIGHT.text_3
    assert actor_path("alliance") == actor_path("person")


@BOTH
@pytest.mark.parametrize("family", ["talk", "movement", "words", "deal", "force", "other"])
def test_an_interaction_is_a_diamond_in_the_hue_of_its_family(theme: Theme, family: str) -> None:
    image = interaction_image(family, "call", theme)
    for x, y in ((15, 0), (-15, 0), (0, 15), (0, -15)):
        assert colour_at(image, x, y) == theme.families[family]
    for x, y in ((12, 12), (-12, -12)):
        assert colour_at(image, x, y) == theme.canvas


def test_an_uncertain_interaction_is_hollow() -> None:
    image = interaction_image("talk", "call", LIGHT, hollow=True, pictogram=False)
    assert colour_at(image, 0, 0) == LIGHT.canvas
    assert colour_at(image, 0, 15) == LIGHT.families["talk"]


@BOTH
def test_the_split_disc_is_full_at_left_and_outlined_at_right(theme: Theme) -> None:
    image = painted(lambda p: paint_split_disc(p, QPointF(), 16.0, theme), 32, theme.canvas, 4.0)
    assert colour_at(image, -4, 0, 4) == theme.accent
    assert colour_at(image, 0, 0, 4) == theme.canvas  # the cut
    assert colour_at(image, 4, 0, 4) == theme.surface
    assert colour_at(image, 8.2, 0, 4) == theme.accent


@BOTH
def test_a_dimmed_glyph_keeps_its_pictogram(theme: Theme) -> None:
    dimmed = actor_image("person", theme, opacity=0.28)
    ground, disc, ink = (
        np.array([int(colour_at(dimmed, x, y)[i : i + 2], 16) for i in (1, 3, 5)])
        for x, y in ((-31, -31), (-17, 0), (0, -2))
    )
    assert np.abs(ink - ground).max() <= 4
    assert np.abs(disc - ground).max() >= 40


def test_opacity_blends_a_glyph_into_its_ground() -> None:
    image = actor_image("person", LIGHT, pictogram=False, opacity=0.28)
    # The picture of the design shows this grey for a dimmed person.
    expected = (0xBB, 0xC4, 0xCC)
    found = colour_at(image, 0, 0)
    assert [int(found[i : i + 2], 16) for i in (1, 3, 5)] == pytest.approx(expected, abs=2)


@pytest.mark.parametrize("kind", [*KINDS, "interaction"])
def test_symbols_fill_the_unit_square_and_no_more(kind: str) -> None:
    box = symbol_path(kind).boundingRect()
    assert QRectF(-0.5001, -0.5001, 1.0002, 1.0002).contains(box)
    assert max(box.width(), box.height()) > 0.9
    path = interaction_path() if kind == "interaction" else actor_path(kind)
    assert path.boundingRect().width() == pytest.approx(box.width() * symbol_extent(kind))


def test_the_proportions_are_those_of_the_design() -> None:
    def size(kind: str) -> tuple[float, float]:
        box = actor_path(kind).boundingRect()
        return box.width(), box.height()

    assert size("person") == pytest.approx((1.0, 1.0), abs=1e-3)
    assert size("office") == pytest.approx((1.22, 0.78), abs=1e-3)
    assert size("state")[1] > size("state")[0]  # its point is up
    box = interaction_path().boundingRect()
    assert box.width() == pytest.approx(box.height())


def test_a_group_is_one_shape_without_a_hole() -> None:
    assert len(actor_path("group").toSubpathPolygons()) == 1
    assert len(actor_path("group", 0.06).toSubpathPolygons()) == 1


def paint_all(painter: QPainter) -> None:
    for index, kind in enumerate(KINDS):
        paint_actor_glyph(painter, kind, QPointF(40 + 60 * index, 40), 42.0, LIGHT)
    paint_interaction_glyph(painter, "talk", "meeting", QPointF(40, 100), 25.0, LIGHT, hollow=True)
    paint_split_disc(painter, QPointF(100, 100), 16.0, LIGHT)


def written(write: partial[None]) -> bytes:
    target = QByteArray()
    buffer = QBuffer(target)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    write(buffer)
    buffer.close()
    return bytes(target.data())


def write_svg(buffer: QBuffer) -> None:
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setViewBox(QRectF(0, 0, 400, 200))
    painter = QPainter(generator)
    paint_all(painter)
    painter.end()


def write_pdf(buffer: QBuffer) -> None:
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    paint_all(painter)
    painter.end()


def test_glyphs_stay_vectors_in_svg_and_pdf() -> None:
    svg = written(partial(write_svg)).decode()
    assert len(re.findall(r"<path", svg)) >= 11
    assert "<image" not in svg
    pdf = written(partial(write_pdf))
    assert pdf.startswith(b"%PDF")
    assert b"/Subtype /Image" not in pdf


def test_painting_leaves_the_painter_as_it_was() -> None:
    def paint(painter: QPainter) -> None:
        before = painter.transform(), painter.opacity(), painter.pen(), painter.brush()
        paint_all(painter)
        assert before == (painter.transform(), painter.opacity(), painter.pen(), painter.brush())

    painted(paint, 100, LIGHT.canvas)
