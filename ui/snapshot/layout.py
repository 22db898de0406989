"""Lays a page out from the outside to the inside: what the other parts leave is the network's."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from explorer.drawing.network.picture import NetworkPicture
from explorer.drawing.network.scene import Scene, prepare
from explorer.model.plain_text import shown_line
from explorer.progress import CancelToken
from ui.snapshot.activity import ActivityStrip, activity_strip
from ui.snapshot.legend import LegendLayout, column_layout, flow_layout
from ui.snapshot.legend_content import legend_groups
from ui.snapshot.network_part import MOST_LABELS, network_picture
from ui.snapshot.page import Page, PlacedText
from ui.snapshot.spec import SnapshotSpec
from ui.snapshot.subject import Subject
from ui.snapshot.typography import PageFonts, Scale, TextBlock, page_fonts
from ui.snapshot.words import imprint_words, nothing_words, source_words, what_words
from ui.theme.fonts import Fonts
from ui.theme.tokens import DARK, LIGHT

_MARGIN, _TOP, _BOTTOM = 36.0, 27.0, 16.0
_TITLE, _WHAT, _FOOT = 28.0, 16.0, 13.0
_LEAST_TITLE_PX = 15.0
#: The strip, and the rows of the legend, leave the network this share of the page's height.
_LEAST_SHARE, _LEAST_SHARE_ON_LOW = 0.46, 0.52
#: A column of the legend takes at most this share of the width, rows of it of the height.
_COLUMN_SHARE, _ROWS_SHARE = 0.24, 0.2
_COLUMN = 220.0
#: A page lower than that has no second lines.
_LOW_PX = 420.0
_NO_STRIP = "The picture is too low for the activity over time."


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
    """The page while it is made; `texts` and `warnings` fill up."""

    def __init__(
        self, subject: Subject, spec: SnapshotSpec, fonts: PageFonts, token: CancelToken
    ) -> None:
        self.subject = subject if spec.keep_selection else subject.without_selection()
        self.spec, self.fonts, self.token = spec, fonts, token
        self.theme = DARK if spec.theme == "dark" else LIGHT
        self.scale = Scale(spec.factor, fonts)
        self.margin = self.scale.px(_MARGIN, 10.0)
        self.inner = spec.width - 2 * self.margin
        self.is_low = spec.height < _LOW_PX
        self.least = spec.height * (_LEAST_SHARE_ON_LOW if self.is_low else _LEAST_SHARE)
        self.texts: dict[str, PlacedText] = {}
        self.warnings: list[str] = []
        self.is_legend_cut = False

    def page(self) -> Page:
        spec, scale = self.spec, self.scale
        header_bottom = self._header()
        hairline_y = self._footer()
        top = header_bottom + scale.px(12.0, 3.0)
        end = hairline_y - scale.px(16.0, 5.0)
        strip, strip_top, bottom = self._strip(top, end)
        area = QRectF(self.margin, top, self.inner, max(1.0, bottom - top))
        scene = prepare(
            self.subject.network,
            self.subject.arrangement,
            ghosts=False,
            hues=self.subject.hues,
        )
        self.token.raise_if_cancelled()
        legend, legend_at, rect = self._legend(scene, area, is_dense=False)
        if strip is not None and self.is_legend_cut:
            # Signs that are not explained weigh more than the activity over time.
            strip, self.is_legend_cut = None, False
            self.warnings.append(_NO_STRIP)
            area.setBottom(end)
            legend, legend_at, rect = self._legend(scene, area, is_dense=False)
        if self.is_legend_cut:
            part = "the legend" if legend is None else "the whole legend"
            self.warnings.append(f"The picture is too small for {part}.")
        picture, network_scale = self._picture(scene, rect)
        if picture is not None and picture.is_dense and legend is not None:
            # Of hairlines no widths are to be explained; the legend gets smaller.
            legend, legend_at, rect = self._legend(scene, area, is_dense=True)
            picture, network_scale = self._picture(scene, rect)
        if picture is not None:
            self._count_names(picture)
        else:
            words = nothing_words(self.subject)
            if len(scene.unconnected):
                words = "No tie and no position to draw."
            block = TextBlock(words, scale.font(_WHAT), rect.width(), 3)
            middle = rect.center()
            self.texts["nothing"] = PlacedText(
                block, middle.x(), middle.y() - block.height / 2, align="centre"
            )
        return Page(
            spec=spec,
            theme=self.theme,
            scale=scale,
            margin=self.margin,
            texts=self.texts,
            network_rect=rect,
            network_scale=network_scale,
            picture=picture,
            legend=legend,
            legend_at=legend_at,
            activity=strip,
            activity_at=QPointF(self.margin, strip_top),
            hairline_y=hairline_y,
            warnings=tuple(self.warnings),
        )

    def _header(self) -> float:
        """Place title and subtitle; return where they end."""
        spec, scale = self.spec, self.scale
        y = scale.px(_TOP, 9.0)
        words = self.subject.title if spec.title is None else spec.title
        if spec.has_title and words.strip():
            font = scale.font(_TITLE, bold=True, least=_LEAST_TITLE_PX)
            title = TextBlock(shown_line(words, 300), font, self.inner, 1 if self.is_low else 2)
            self.texts["title"] = PlacedText(title, self.margin, y, "text_1")
            y += title.height + scale.px(3.0)
        what = TextBlock(what_words(self.subject), scale.font(_WHAT), self.inner, 2)
        self.texts["what"] = PlacedText(what, self.margin, y)
        return y + what.height

    def _footer(self) -> float:
        """Place source and imprint, beside each other if they fit; return the line above them."""
        spec, scale, margin = self.spec, self.scale, self.margin
        font = scale.font(_FOOT)
        imprint = TextBlock(imprint_words(self.subject, spec.drawn_on), font, self.inner)
        words = source_words(self.subject) if spec.has_sources else ""
        beside = self.inner - imprint.width - scale.px(28.0, 14.0)
        source = TextBlock(words, font, beside) if words else None
        is_stacked = source is not None and source.is_elided
        if is_stacked:
            source = TextBlock(words, font, self.inner, 1 if self.is_low else 2)
        rows = imprint.height + (source.height if is_stacked and source is not None else 0.0)
        gap = scale.px(18.0, 4.0)
        y = spec.height - scale.px(_BOTTOM, 6.0) - rows
        if source is not None:
            self.texts["source"] = PlacedText(source, margin, y)
        if is_stacked and source is not None:
            self.texts["imprint"] = PlacedText(imprint, margin, y + source.height)
        else:
            right = spec.width - margin
            self.texts["imprint"] = PlacedText(imprint, right, y, align="right")
        return y - gap

    def _strip(self, top: float, bottom: float) -> tuple[ActivityStrip | None, float, float]:
        """Return the strip of activity, where it begins, and where the room above it ends."""
        if not self.spec.has_activity:
            return None, 0.0, bottom
        strip = activity_strip(self.subject, self.scale, self.inner)
        if strip is None:
            return None, 0.0, bottom
        gap = self.scale.px(14.0, 4.0)
        if bottom - strip.height - gap - top < self.least:
            self.warnings.append(_NO_STRIP)
            return None, 0.0, bottom
        return strip, bottom - strip.height, bottom - strip.height - gap

    def _legend(
        self, scene: Scene, area: QRectF, *, is_dense: bool
    ) -> tuple[LegendLayout | None, QPointF, QRectF]:
        """Return the legend, its place and what it leaves for the network."""
        scale, spec = self.scale, self.spec
        groups = legend_groups(scene, is_dense=is_dense) if spec.has_legend else ()
        if not groups or not scene.shown.node_is_shown.any():
            return None, QPointF(), area
        gap = scale.px(24.0, 10.0)
        most_width = spec.width * _COLUMN_SHARE
        is_broad = spec.width >= spec.height
        column = column_layout(groups, scale, area.height()) if is_broad else None
        if column is not None and column.width <= most_width:
            width = min(max(column.width, scale.px(_COLUMN)), most_width)
            # A short legend begins a little below the title.
            down = min(scale.px(28.0), max(0.0, area.height() - column.height))
            at = QPointF(area.right() - width, area.top() + down)
            return column, at, area.adjusted(0, 0, -width - gap, 0)
        most = min(spec.height * _ROWS_SHARE, area.height() - gap / 2 - self.least * 0.9)
        flow = flow_layout(groups, scale, area.width(), most)
        self.is_legend_cut = flow.left_out > 0
        if not flow.rows:
            return None, QPointF(), area
        at = QPointF(area.left(), area.bottom() - flow.height)
        return flow, at, area.adjusted(0, 0, 0, -flow.height - gap / 2)

    def _count_names(self, picture: NetworkPicture) -> None:
        """Say how many names found no room, where all were meant to."""
        n = len(picture.nodes)
        missing = n - len(picture.labels)
        is_fitted = self.spec.is_whole or self.subject.facts.viewport is None
        if missing and is_fitted and n <= MOST_LABELS:
            names = "name finds" if missing == 1 else "names find"
            self.warnings.append(f"{missing} {names} no room; a larger picture has more.")

    def _picture(self, scene: Scene, rect: QRectF) -> tuple[NetworkPicture | None, float]:
        return network_picture(
            scene,
            self.subject.facts,
            self.spec,
            rect,
            self.fonts,
            self.token,
            is_dark=self.theme.is_dark,
            crowd=self.subject.crowd,
        )
