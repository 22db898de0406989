"""Shows a hover card a moment after the pointer came to rest on something in the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, QTimer

from explorer.drawing.glyph_shape import Glyph
from explorer.drawing.wording import HoverText, actor_hover, interaction_hover, link_hover
from ui.hover_card import HoverCard
from ui.network.choosing import interaction_with_accounts

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from explorer.drawing.network.picking import Target
    from explorer.drawing.network.picture import NetworkPicture
    from ui.network.stage import Stage
    from ui.theme import Appearance

AFTER_MS = 350
_LARGE_PX = 16.0


class NetworkCards(QObject):
    """One card for the whole canvas."""

    def __init__(self, stage: Stage, appearance: Appearance, over: QWidget) -> None:
        super().__init__(over)
        self._stage = stage
        self.card = HoverCard(appearance, over)
        self._target: Target | None = None
        self._at = QPointF()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self._show)

    @property
    def is_open(self) -> bool:
        """Whether a card is shown."""
        return self.card.isVisible()

    def point(self, target: Target | None, at: QPointF) -> None:
        """Follow the pointer."""
        self._at = at
        if target == self._target:
            return
        self._target = target
        self.card.hide()
        if target is None:
            self._timer.stop()
        else:
            self._timer.start()

    def close(self) -> bool:
        """Close the card; return whether there was one."""
        was_open = self.is_open
        self._timer.stop()
        self.card.hide()
        return was_open

    def _show(self) -> None:
        picture, target = self._stage.picture(), self._target
        if picture is None or target is None:
            return
        found = _content(picture, target)
        if found is not None:
            text, glyph, is_hollow = found
            around = _around(picture, target, self._at)
            self.card.show_text(
                text, around, glyph, is_hollow=is_hollow, avoid=_worth_seeing(picture)
            )


def _content(
    picture: NetworkPicture, target: Target
) -> tuple[HoverText, Glyph | None, bool] | None:
    shown = picture.shown
    network, dataset = shown.network, shown.network.dataset
    if target.kind == "accounts":
        row = interaction_with_accounts(shown, target)
        if row < 0:
            return None
        glyph = Glyph(dataset.interaction_kind(row), dataset.interaction_family(row) or "other")
        return interaction_hover(dataset, row), glyph, False
    if target.node >= 0:
        node = target.node
        row = int(network.node_row[node])
        glyph = picture.glyphs[int(picture.scene.glyph[node])]
        is_hollow = bool(shown.node_is_hollow[node])
        if network.is_interaction[node]:
            return interaction_hover(dataset, row), glyph, is_hollow
        return actor_hover(shown, row), glyph, is_hollow
    text = link_hover(shown, target.link)
    return None if text is None else (text, None, False)


def _worth_seeing(picture: NetworkPicture) -> list[QRectF]:
    """Return the boxes of glyphs and names near which the card should not lie."""
    boxes = [
        QRectF(label.x_px, label.y_px, label.width_px, label.height_px) for label in picture.labels
    ]
    nodes = picture.nodes
    large = ~nodes.is_ghost & (nodes.diameter_px >= _LARGE_PX)
    for (x, y), size in zip(
        nodes.xy_px[large].tolist(), nodes.diameter_px[large].tolist(), strict=True
    ):
        boxes.append(QRectF(x - size / 2, y - size / 2, size, size))
    return boxes


def _around(picture: NetworkPicture, target: Target, at: QPointF) -> QRectF:
    if target.node >= 0:
        for i in (picture.nodes.node == target.node).nonzero()[0].tolist():
            x, y = picture.nodes.xy_px[i].tolist()
            half = float(picture.nodes.diameter_px[i]) / 2 + 4
            around = QRectF(x - half, y - half, 2 * half, 2 * half)
            for label in picture.labels:
                if label.node == target.node:
                    name = QRectF(label.x_px, label.y_px, label.width_px, label.height_px)
                    around = around.united(name)
            return around
    return QRectF(at.x() - 8, at.y() - 8, 16, 16)
