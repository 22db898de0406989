"""Icons: all readable, drawn as the SVG renderer draws them, in the colours asked for."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from resources import icon_names, icon_svg
from tests.ui.painting import painted, pixels
from ui.theme import (
    ACTOR_ICON,
    INTERACTION_ICON,
    LIGHT,
    control_icon,
    icon_path,
    kind_icon,
    paint_icon,
    pixmap,
)
from ui.theme.icons import BOX
from ui.theme.svg_path import path_of_svg

pytestmark = pytest.mark.usefixtures("qapp")


def weight_of(name: str) -> tuple[str, bool]:
    return name.removesuffix("-fill"), name.endswith("-fill")


@pytest.mark.parametrize("name", icon_names())
def test_every_shipped_icon_looks_as_the_svg_renderer_draws_it(name: str) -> None:
    def by_qt(painter: QPainter) -> None:
        svg = icon_svg(name).replace("currentColor", "#000000")
        QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(-32, -32, 64, 64))

    def by_us(painter: QPainter) -> None:
        paint_icon(
            painter, weight_of(name)[0], QRectF(-32, -32, 64, 64), "#000000", weight_of(name)[1]
        )

    theirs, ours = (pixels(painted(paint, 64, "#FFFFFF")) for paint in (by_qt, by_us))
    assert theirs.min() == 0, "the icon is blank"
    assert np.abs(theirs - ours).mean() < 1.0
    assert np.abs(theirs - ours).max() < 80


def test_every_icon_stays_in_its_box() -> None:
    for name in icon_names():
        box = icon_path(*weight_of(name)).boundingRect()
        assert QRectF(-0.1, -0.1, BOX + 0.2, BOX + 0.2).contains(box), name


def test_every_kind_has_a_filled_pictogram_and_unknown_kinds_have_the_circle() -> None:
    for kind in (*ACTOR_ICON, *INTERACTION_ICON):
        assert not icon_path(kind_icon(kind), filled=True).isEmpty()
    assert kind_icon("something new") == "circle"
    assert not icon_path("circle", filled=True).isEmpty()


def test_a_missing_icon_is_named_in_the_error() -> None:
    with pytest.raises(KeyError, match="unicorn"):
        icon_path("unicorn")


@pytest.mark.parametrize(
    ("data", "end", "width", "height"),
    [
        ("M1 2L5 8", (5, 8), 4, 6),
        ("m1,2 4,6", (5, 8), 4, 6),
        ("M0 0H10V5h-4v-2", (6, 3), 10, 5),
        ("M0 0C0 10 10 10 10 0S20-10 20 0", (20, 0), 20, 15),
        ("M0 0Q5 10 10 0T20 0", (20, 0), 20, 10),
        ("M0 0A5 5 0 0 1 10 0", (10, 0), 10, 5),
        ("M0 0a5 5 0 0110 0", (10, 0), 10, 5),
        ("M0-5a5,5,0,1,0,.01,0Z", (0, -5), 10, 10),
    ],
)
def test_path_data_is_read_in_all_its_spellings(
    data: str, end: tuple[float, float], width: float, height: float
) -> None:
    path = path_of_svg(f'<svg><path d="{data}"/></svg>')
    assert (path.currentPosition().x(), path.currentPosition().y()) == pytest.approx(end)
    box = path.boundingRect()
    assert (box.width(), box.height()) == pytest.approx((width, height), abs=0.05)


@pytest.mark.parametrize("data", ["", "L1 1", "M1", "M0 0A5 5 0 3 1 1 1", "M0 0 C 1 2 3"])
def test_broken_path_data_is_refused(data: str) -> None:
    with pytest.raises(ValueError):
        path_of_svg(f'<svg><path d="{data}"/></svg>')


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_a_pixmap_has_the_device_pixels_of_its_ratio(ratio: float) -> None:
    drawn = pixmap("user", LIGHT.accent, 16, ratio=ratio)
    assert drawn.width() == 16 * ratio
    assert drawn.devicePixelRatio() == ratio


def middle_colour(icon: QIcon, mode: QIcon.Mode, state: QIcon.State) -> str:
    image = icon.pixmap(QSize(16, 16), mode, state).toImage()
    return strongest(image)


def strongest(image: QImage) -> str:
    opaque = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    ]
    assert opaque, "nothing is drawn"
    return opaque[0].name().upper()


def test_a_control_icon_follows_the_state_of_its_control() -> None:
    icon = control_icon(LIGHT, "check-square", filled=True, checked_colour="accent")
    off, on = QIcon.State.Off, QIcon.State.On
    assert middle_colour(icon, QIcon.Mode.Normal, off) == LIGHT.text_2
    assert middle_colour(icon, QIcon.Mode.Normal, on) == LIGHT.accent
    assert middle_colour(icon, QIcon.Mode.Disabled, off) == LIGHT.disabled
    assert middle_colour(icon, QIcon.Mode.Disabled, on) == LIGHT.disabled


def test_an_icon_is_sharp_at_twice_the_size() -> None:
    icon = control_icon(LIGHT, "check-square", 16)
    assert icon.pixmap(QSize(32, 32)).size() == QSize(32, 32)
    assert (
        icon.pixmap(QSize(32, 32)).toImage()
        == pixmap("check-square", QColor(LIGHT.text_2), 32).toImage()
    )
