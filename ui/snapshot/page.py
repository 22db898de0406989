"""The page: title, network, legend, strip of activity and sources, each at its place; painted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from explorer.drawing.network.picture import NetworkPicture
from ui.network.painter import paint_network
from ui.snapshot.activity import ActivityStrip
from ui.snapshot.legend import LegendLayout
from ui.snapshot.spec import SnapshotSpec
from ui.snapshot.typography import Align, Scale, TextBlock, network_fonts
from ui.theme.tokens import Theme


@dataclass(frozen=True, eq=False)
class PlacedText:
    """Lines of text at their place.

    Attributes
    ----------
    x
        The left edge, the middle or the right edge, by `align`.
    colour
        Colour key of the theme.
    """

    block: TextBlock
    x: float
    top: float
    colour: str = "text_2"
    align: Align = "left"

    @property
    def rect(self) -> QRectF:
        """What the lines take."""
        share = {"left": 0.0, "centre": 0.5, "right": 1.0}[self.align]
        width = self.block.width
        return QRectF(self.x - share * width, self.top, width, self.block.height)


@dataclass(frozen=True, eq=False)
class Page:
    """A page laid out: everything has its place, nothing is painted.

    Attributes
    ----------
    texts
        By name: `title`, `what`, `nothing`, `source`, `imprint`; those that are there.
    network_rect
        Where the network is, in page units.
    network_scale
        Page units in each pixel of the network's picture.
    warnings
        What did not find room, as sentences.
    """

    spec: SnapshotSpec
    theme: Theme
    scale: Scale
    margin: float
    texts: dict[str, PlacedText]
    network_rect: QRectF
    network_scale: float
    picture: NetworkPicture | None
    legend: LegendLayout | None
    legend_at: QPointF
    activity: ActivityStrip | None
    activity_at: QPointF
    hairline_y: float
    warnings: tuple[str, ...] = ()

    def parts(self) -> dict[str, QRectF]:
        """Return what each part of the page takes; no two of them overlap."""
        parts = {name: text.rect for name, text in self.texts.items() if name != "nothing"}
        parts["network"] = self.network_rect
        if self.legend is not None:
            legend = self.legend
            parts["legend"] = QRectF(
                self.legend_at.x(), self.legend_at.y(), legend.width, legend.height
            )
        if self.activity is not None:
            strip = self.activity
            parts["activity"] = QRectF(
                self.activity_at.x(), self.activity_at.y(), strip.width, strip.height
            )
        return parts


def paint_page(painter: QPainter, page: Page) -> None:
    """Paint a page; the painter's units are the page's."""
    theme, spec = page.theme, page.spec
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    if spec.theme != "transparent":
        painter.fillRect(QRectF(0, 0, spec.width, spec.height), theme.colour("canvas"))
    paint_network_part(painter, page)
    for text in page.texts.values():
        text.block.draw(painter, text.x, text.top, theme.colour(text.colour), text.align)
    if page.legend is not None:
        x, y = page.legend_at.x(), page.legend_at.y()
        page.legend.paint(painter, x, y, theme, page.network_scale)
    if page.activity is not None:
        page.activity.paint(painter, page.activity_at.x(), page.activity_at.y(), theme)
    painter.setPen(QPen(theme.colour("border"), max(0.8, page.scale.px(1.0))))
    y = page.hairline_y
    painter.drawLine(QPointF(page.margin, y), QPointF(spec.width - page.margin, y))
    painter.restore()


def paint_network_part(painter: QPainter, page: Page) -> None:
    """Paint the network alone, at its place and no further."""
    if page.picture is None:
        return
    painter.save()
    painter.setClipRect(page.network_rect)
    painter.translate(page.network_rect.topLeft())
    painter.scale(page.network_scale, page.network_scale)
    fonts = network_fonts(page.scale.fonts, page.network_scale)
    paint_network(painter, page.picture, page.theme, fonts)
    painter.restore()
