"""Icons as vector paths and as pixmaps in any colour, and which pictogram stands for which kind."""

from __future__ import annotations

from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPainterPath, QPixmap

from resources import icon_svg
from ui.theme.svg_path import path_of_svg

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.theme.tokens import Theme

BOX = 256.0
"""Side of the square that every icon's path is drawn in."""

ACTOR_ICON: Mapping[str, str] = MappingProxyType(
    {
        "person": "user",
        "organisation": "buildings",
        "state": "flag",
        "office": "identification-card",
        "group": "users-three",
    }
)
INTERACTION_ICON: Mapping[str, str] = MappingProxyType(
    {
        "meeting": "handshake",
        "call": "phone",
        "roundtable": "users-four",
        "talks": "chats-circle",
        "visit": "airplane-tilt",
        "arrival": "airplane-landing",
        "departure": "footprints",
        "statement": "quotes",
        "announcement": "megaphone-simple",
        "publication": "newspaper",
        "agreement": "check-square",
        "decision": "gavel",
        "fighting": "sword",
    }
)
KIND_ICON: Mapping[str, str] = MappingProxyType({**ACTOR_ICON, **INTERACTION_ICON})
UNKNOWN_KIND_ICON = "circle"


def kind_icon(kind: str) -> str:
    """Return the pictogram of a kind of actor or interaction, "circle" for an unknown one."""
    return KIND_ICON.get(kind, UNKNOWN_KIND_ICON)


@cache
def icon_path(name: str, filled: bool = False) -> QPainterPath:
    """Return an icon as a path in a 256 × 256 box, parsed once. Do not change it.

    Raises
    ------
    KeyError
        If the icon is not shipped in this weight.
    """
    return path_of_svg(icon_svg(f"{name}-fill" if filled else name))


def paint_icon(
    painter: QPainter, name: str, rect: QRectF, colour: QColor | str, filled: bool = False
) -> None:
    """Fill an icon into a square as vectors: right on screens, in SVG and in PDF.

    Parameters
    ----------
    rect
        The icon is centred in it and as large as its shorter side.
    colour
        A QColor or "#RRGGBB"; a theme's ``colour(key)`` gives one.
    """
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center().x() - side / 2, rect.center().y() - side / 2)
    painter.scale(side / BOX, side / BOX)
    painter.fillPath(icon_path(name, filled), QColor(colour))
    painter.restore()


def pixmap(
    name: str, colour: QColor | str, size_px: int = 16, filled: bool = False, ratio: float = 1.0
) -> QPixmap:
    """Return an icon as a pixmap for a device ratio (main thread).

    Parameters
    ----------
    size_px
        Side in logical pixels.
    ratio
        Device pixels in a logical one: ``widget.devicePixelRatioF()``.
    """
    result = QPixmap(_drawn(name, QColor(colour).rgba(), size_px, filled, ratio, 0))
    result.setDevicePixelRatio(ratio)
    return result


def icon(
    name: str,
    colour: QColor | str,
    size_px: int = 16,
    filled: bool = False,
    disabled_colour: QColor | str | None = None,
    checked_colour: QColor | str | None = None,
    gap_px: int = 0,
) -> QIcon:
    """Return an icon that is sharp at the device ratio of every attached screen.

    Parameters
    ----------
    colour
        A QColor or "#RRGGBB".
    disabled_colour, checked_colour
        Colour when the control is disabled, or checked. None: the first colour, in which case
        Qt greys a disabled icon by its own rule.
    gap_px
        Empty space at the right of the icon, within its pixmap: buttons put text too near.
    """
    return _icon(
        name,
        QColor(colour).rgba(),
        size_px,
        filled,
        None if disabled_colour is None else QColor(disabled_colour).rgba(),
        None if checked_colour is None else QColor(checked_colour).rgba(),
        _drawn_ratios(),
        gap_px,
    )


def control_icon(
    theme: Theme,
    name: str,
    size_px: int = 16,
    filled: bool = False,
    colour: str = "text_2",
    checked_colour: str | None = None,
    gap_px: int = 0,
) -> QIcon:
    """Return an icon for a button, menu or field in a theme's colours.

    Parameters
    ----------
    colour, checked_colour
        Colour keys of the theme; a disabled control always takes "disabled".
    """
    return icon(
        name,
        theme.colour(colour),
        size_px,
        filled,
        disabled_colour=theme.colour("disabled"),
        checked_colour=None if checked_colour is None else theme.colour(checked_colour),
        gap_px=gap_px,
    )


@lru_cache(maxsize=1024)
def _drawn(name: str, rgba: int, size_px: int, filled: bool, ratio: float, gap_px: int) -> QPixmap:
    side = max(1, round(size_px * ratio))
    result = QPixmap(side + round(gap_px * ratio), side)
    result.fill(Qt.GlobalColor.transparent)
    with QPainter(result) as painter:
        paint_icon(painter, name, QRectF(0, 0, side, side), QColor.fromRgba(rgba), filled)
    return result


@lru_cache(maxsize=512)
def _icon(
    name: str,
    rgba: int,
    size_px: int,
    filled: bool,
    disabled_rgba: int | None,
    checked_rgba: int | None,
    ratios: tuple[float, ...],
    gap_px: int,
) -> QIcon:
    # Qt takes a pixmap of exactly the device pixels it needs as it is, and would blur another.
    result = QIcon()
    for ratio in ratios:

        def drawn(colour: int, ratio: float = ratio) -> QPixmap:
            return _drawn(name, colour, size_px, filled, ratio, gap_px)

        result.addPixmap(drawn(rgba))
        if disabled_rgba is not None:
            result.addPixmap(drawn(disabled_rgba), QIcon.Mode.Disabled, QIcon.State.Off)
            result.addPixmap(drawn(disabled_rgba), QIcon.Mode.Disabled, QIcon.State.On)
        if checked_rgba is not None:
            for mode in (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Selected):
                result.addPixmap(drawn(checked_rgba), mode, QIcon.State.On)
    return result


def _drawn_ratios() -> tuple[float, ...]:
    """Return what an icon is drawn at: each screen's ratio, and larger for larger text."""
    ratios = {screen.devicePixelRatio() for screen in QGuiApplication.screens()}
    return tuple(sorted(ratios | {1.0, 1.5, 2.0, 3.0}))


def icon_size(size_px: int) -> QSize:
    """Return the QSize to give to ``setIconSize`` for icons of this side."""
    return QSize(size_px, size_px)
