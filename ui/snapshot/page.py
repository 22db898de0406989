"""The page: title, network, legend, strip of activity and sources, laid out and painted."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from explorer.drawing.camera import NO_INSETS, Camera, Insets, fit
from explorer.drawing.framing import fitting_camera
from explorer.drawing.network_picture import LabelMark, NetworkPicture
from explorer.drawing.scene import Scene, prepare
from explorer.drawing.styling import compose, glyph_diameters
from explorer.model.plain_text import shown_line
from explorer.progress import CancelToken
from ui.network.painter import paint_network
from ui.network.text import QtTextMeasure
from ui.snapshot.activity import ActivityStrip, activity_strip
from ui.snapshot.legend import LegendLayout, column_layout, flow_layout
from ui.snapshot.legend_content import legend_groups
from ui.snapshot.spec import SnapshotSpec
from ui.snapshot.subject import Subject
from ui.snapshot.typography import PageFonts, Scale, TextBlock, network_fonts, page_fonts
from ui.snapshot.words import imprint_words, nothing_words, source_words, what_words
from ui.theme.fonts import Fonts
from ui.theme.tokens import DARK, LIGHT, Theme

_MARGIN, _TOP, _BOTTOM = 36.0, 27.0, 16.0
_TITLE, _WHAT, _FOOT = 28.0, 16.0, 13.0
#: The network's own units are drawn so much larger on a page of the design's width.
_NETWORK_SCALE = 1.2
#: The strip, and the rows of the legend, leave the network this share of the page's height.
_LEAST_SHARE, _LEAST_SHARE_ON_LOW = 0.46, 0.52
#: A column of the legend takes at most this share of the width, rows of it of the height.
_COLUMN_SHARE, _ROWS_SHARE = 0.24, 0.2
_MOST_LABELS = 80
_MOST_REFITS = 3
#: How far a glyph reaches from its middle, in diameters, whichever kind it is.
_REACH = 0.62
#: A page lower than that has no second lines.
_LOW = 420.0
#: In less room than that the network is not kept small for all its names, and its glyphs shrink.
_ROOM_FOR_NAMES = (560.0, 340.0)
_LEAST_NETWORK_SCALE = 0.55


@dataclass(frozen=True, eq=False)
class Page:
    """A page laid out: everything has its place, nothing is painted.

    Attributes
    ----------
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
    title: TextBlock | None
    what: TextBlock
    header_bottom: float
    network_rect: QRectF
    network_scale: float
    picture: NetworkPicture | None
    nothing: TextBlock | None
    legend: LegendLayout | None
    legend_at: QPointF
    activity: ActivityStrip | None
    activity_at: QPointF
    hairline_y: float
    source: TextBlock | None
    imprint: TextBlock
    warnings: tuple[str, ...] = ()

    @property
    def margin(self) -> float:
        """Free edge at the left and the right."""
        return self.scale.px(_MARGIN, 10.0)


def lay_out(
    subject: Subject, spec: SnapshotSpec, fonts: Fonts, token: CancelToken | None = None
) -> Page:
    """Lay a page out; any thread, once the fonts are known.

    Raises
    ------
    explorer.progress.Cancelled
        When the token was cancelled.
    """
    return _Layout(subject, spec, page_fonts(fonts), token or CancelToken()).page()


class _Layout:
    """Works from the outside to the inside: what is left is the network's."""

    def __init__(
        self, subject: Subject, spec: SnapshotSpec, fonts: PageFonts, token: CancelToken
    ) -> None:
        self.subject = subject if spec.keep_selection else subject.without_selection()
        self.spec, self.fonts, self.token = spec, fonts, token
        self.theme = DARK if spec.theme == "dark" else LIGHT
        self.scale = Scale(spec.factor, fonts)
        self.margin = self.scale.px(_MARGIN, 10.0)
        self.inner = spec.width - 2 * self.margin
        self.warnings: list[str] = []
        self.is_low = spec.height < _LOW

    def page(self) -> Page:
        spec, scale = self.spec, self.scale
        title, what, header_bottom = self._header()
        source, imprint, hairline_y = self._footer()
        bottom = hairline_y - scale.px(16.0, 5.0)
        strip = activity_strip(self.subject, scale, self.inner) if spec.has_activity else None
        self.least = spec.height * (_LEAST_SHARE_ON_LOW if self.is_low else _LEAST_SHARE)
        strip_gap = scale.px(14.0, 4.0)
        if strip is not None and bottom - strip.height - strip_gap - header_bottom < self.least:
            strip = None
            self.warnings.append("The picture is too low for the strip of activity.")
        top = header_bottom + scale.px(12.0, 3.0)
        activity_at = QPointF(self.margin, 0.0)
        if strip is not None:
            activity_at.setY(bottom - strip.height)
            bottom = activity_at.y() - strip_gap
        area = QRectF(self.margin, top, self.inner, max(1.0, bottom - top))
        scene = prepare(self.subject.network, self.subject.arrangement, ghosts=False)
        self.token.raise_if_cancelled()
        legend, legend_at, network_rect = self._legend(scene, area)
        picture, network_scale = self._picture(scene, network_rect)
        if picture is not None and picture.is_dense and legend is not None:
            legend, legend_at, network_rect = self._legend(scene, area, is_dense=True)
            picture, network_scale = self._picture(scene, network_rect)
        nothing = None
        if not len(scene.drawn_nodes):
            words = nothing_words(self.subject)
            if len(scene.unconnected):
                words = "No tie and no position to draw."
            nothing = TextBlock(words, scale.font(_WHAT), network_rect.width(), 3)
        return Page(
            spec=spec,
            theme=self.theme,
            scale=scale,
            title=title,
            what=what,
            header_bottom=header_bottom,
            network_rect=network_rect,
            network_scale=network_scale,
            picture=picture,
            nothing=nothing,
            legend=legend,
            legend_at=legend_at,
            activity=strip,
            activity_at=activity_at,
            hairline_y=hairline_y,
            source=source,
            imprint=imprint,
            warnings=tuple(self.warnings),
        )

    def _header(self) -> tuple[TextBlock | None, TextBlock, float]:
        spec, scale = self.spec, self.scale
        bottom = scale.px(_TOP, 9.0)
        title = None
        words = self.subject.title if spec.title is None else spec.title
        if spec.has_title and words.strip():
            font = scale.font(_TITLE, bold=True, least=15.0)
            lines = 1 if self.is_low else 2
            title = TextBlock(shown_line(words, 300), font, self.inner, lines)
            bottom += title.height
            bottom += scale.px(3.0)
        what = TextBlock(what_words(self.subject), scale.font(_WHAT), self.inner, 2)
        return title, what, bottom + what.height

    def _footer(self) -> tuple[TextBlock | None, TextBlock, float]:
        """Return source, imprint and the height of the line above them."""
        spec, scale = self.spec, self.scale
        font = scale.font(_FOOT)
        words = imprint_words(self.subject, spec.drawn_on)
        imprint = TextBlock(words, font, self.inner, 1)
        source_text = source_words(self.subject) if spec.has_sources else ""
        source = None
        rows = imprint.height
        if source_text:
            beside = self.inner - imprint.width - scale.px(28.0, 14.0)
            source = TextBlock(source_text, font, beside)
            if source.is_elided:
                source = TextBlock(source_text, font, self.inner, 1 if self.is_low else 2)
                rows = source.height + imprint.height
        line_gap = scale.px(18.0, 4.0)
        return source, imprint, spec.height - scale.px(_BOTTOM, 6.0) - rows - line_gap

    def _legend(
        self, scene: Scene, area: QRectF, *, is_dense: bool = False
    ) -> tuple[LegendLayout | None, QPointF, QRectF]:
        """Return the legend, its place and what it leaves for the network."""
        groups = legend_groups(scene, is_dense=is_dense) if self.spec.has_legend else ()
        groups = groups if scene.shown.node_is_shown.any() else ()
        if not groups:
            return None, QPointF(), area
        gap = self.scale.px(24.0, 10.0)
        column = column_layout(groups, self.scale, area.height())
        is_broad = self.spec.width >= self.spec.height
        if is_broad and column is not None and column.width <= self.spec.width * _COLUMN_SHARE:
            width = max(column.width, self.scale.px(220.0))
            width = min(width, self.spec.width * _COLUMN_SHARE)
            at = QPointF(area.right() - width, area.top() + self._from_top(column, area))
            return column, at, area.adjusted(0, 0, -width - gap, 0)
        most = min(self.spec.height * _ROWS_SHARE, area.height() - gap / 2 - self.least * 0.9)
        flow = flow_layout(groups, self.scale, area.width(), most)
        if flow.left_out:
            self._warn_of_legend(flow)
        if not flow.rows:
            return None, QPointF(), area
        at = QPointF(area.left(), area.bottom() - flow.height)
        return flow, at, area.adjusted(0, 0, 0, -flow.height - gap / 2)

    def _from_top(self, column: LegendLayout, area: QRectF) -> float:
        """Let a short legend begin a little below the title, as the design does."""
        return min(self.scale.px(28.0), max(0.0, area.height() - column.height))

    def _warn_of_legend(self, flow: LegendLayout) -> None:
        words = (
            "The picture is too small for the legend."
            if not flow.rows
            else "The picture is too small for the whole legend."
        )
        if words not in self.warnings:
            self.warnings.append(words)

    def _picture(self, scene: Scene, rect: QRectF) -> tuple[NetworkPicture | None, float]:
        """Return the network's picture, and page units in each of its pixels."""
        room = min(rect.width() / _ROOM_FOR_NAMES[0], rect.height() / _ROOM_FOR_NAMES[1])
        scale = max(_LEAST_NETWORK_SCALE, min(1.0, room), _NETWORK_SCALE * self.spec.factor)
        if not len(scene.drawn_nodes):
            return None, scale
        measure = QtTextMeasure(network_fonts(self.fonts, scale))
        width, height = rect.width() / scale, rect.height() / scale
        facts = self.subject.facts
        if facts.viewport is not None and not self.spec.is_whole:
            camera = Camera.on_viewport(facts.viewport, width, height)
        elif room < 1.0:
            camera = _fit_to_glyphs(scene, width, height)
        else:
            camera = fitting_camera(scene, width, height, measure)
        is_fitted = facts.viewport is None or self.spec.is_whole
        picture = self._composed(camera, measure)
        for _ in range(_MOST_REFITS if is_fitted else 0):
            beyond = _beyond(picture)
            if beyond == NO_INSETS:
                break
            camera = _drawn_in(camera, beyond)
            picture = self._composed(camera, measure)
        # What still sticks out would be cut through: no name is better than half of one.
        labels = tuple(label for label in picture.labels if _is_inside(label, camera))
        return replace(picture, labels=labels), scale

    def _composed(self, camera: Camera, measure: QtTextMeasure) -> NetworkPicture:
        self.token.raise_if_cancelled()
        # Twice the area holds twice the names.
        room = max(1.0, camera.width_px * camera.height_px / (1_000.0 * 660.0))
        return compose(
            self.subject.network,
            self.subject.arrangement,
            camera,
            self.subject.facts,
            measure,
            is_dark=self.theme.is_dark,
            for_export=not self.spec.keep_selection,
            most_labels=min(400, round(_MOST_LABELS * room)),
        )


def _fit_to_glyphs(scene: Scene, width: float, height: float) -> Camera:
    """Show all glyphs, which shrink from afar; names stand where they find room."""
    rows = scene.drawn_nodes
    xy, size = scene.arrangement.xy[rows], scene.base_px[rows]
    camera = Camera(0.0, 0.0, 1.0, width, height)
    for _ in range(3):
        reach = np.repeat(size[:, None] * _REACH + 6.0, 4, axis=1)
        camera = fit(xy, reach, width, height)
        size = glyph_diameters(scene, camera)[rows]
    return camera


def _beyond(picture: NetworkPicture) -> Insets:
    """Return by how much names reach beyond each edge of the view."""
    camera, labels = picture.camera, picture.labels
    edges = (
        max((-label.x_px for label in labels), default=0.0),
        max((-label.y_px for label in labels), default=0.0),
        max((label.x_px + label.width_px - camera.width_px for label in labels), default=0.0),
        max((label.y_px + label.height_px - camera.height_px for label in labels), default=0.0),
    )
    return Insets(*(edge + 2.0 if edge > 0.5 else 0.0 for edge in edges))


def _drawn_in(camera: Camera, by: Insets) -> Camera:
    """Return a view somewhat smaller, moved away from the edges that are too near."""
    width = camera.width_px - by.left_px - by.right_px
    height = camera.height_px - by.top_px - by.bottom_px
    factor = max(0.7, min(width / camera.width_px, height / camera.height_px))
    dx, dy = (by.left_px - by.right_px) / 2, (by.top_px - by.bottom_px) / 2
    return camera.zoomed(factor).panned(dx, dy)


def _is_inside(label: LabelMark, camera: Camera) -> bool:
    return (
        label.x_px >= -1.0
        and label.y_px >= -1.0
        and label.x_px + label.width_px <= camera.width_px + 1.0
        and label.y_px + label.height_px <= camera.height_px + 1.0
    )


def paint_page(painter: QPainter, page: Page) -> None:
    """Paint a page; the painter's units are the page's."""
    theme, spec, margin = page.theme, page.spec, page.margin
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    if spec.theme != "transparent":
        painter.fillRect(QRectF(0, 0, spec.width, spec.height), theme.colour("canvas"))
    paint_network_part(painter, page)
    y = page.header_bottom - page.what.height
    page.what.draw(painter, margin, y, theme.colour("text_2"))
    if page.title is not None:
        y -= page.title.height + page.scale.px(3.0)
        page.title.draw(painter, margin, y, theme.colour("text_1"))
    if page.nothing is not None:
        middle = page.network_rect.center()
        page.nothing.draw(
            painter,
            middle.x(),
            middle.y() - page.nothing.height / 2,
            theme.colour("text_2"),
            "centre",
        )
    if page.legend is not None:
        x, y = page.legend_at.x(), page.legend_at.y()
        page.legend.paint(painter, x, y, theme, page.network_scale)
    if page.activity is not None:
        page.activity.paint(painter, page.activity_at.x(), page.activity_at.y(), theme)
    _paint_footer(painter, page)
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


def _paint_footer(painter: QPainter, page: Page) -> None:
    theme, spec, margin = page.theme, page.spec, page.margin
    painter.setPen(QPen(theme.colour("border"), max(0.8, page.scale.px(1.0))))
    y = page.hairline_y
    painter.drawLine(QPointF(margin, y), QPointF(spec.width - margin, y))
    y += page.scale.px(18.0, 4.0)
    ink = theme.colour("text_2")
    is_stacked = False
    if page.source is not None:
        page.source.draw(painter, margin, y, ink)
        is_stacked = page.source.width + page.imprint.width > spec.width - 2 * margin - 10.0
        is_stacked = is_stacked or len(page.source.lines) > 1
    if is_stacked and page.source is not None:
        page.imprint.draw(painter, margin, y + page.source.height, ink)
    else:
        page.imprint.draw(painter, spec.width - margin, y, ink, "right")
