"""What lies on the canvas: the legend line and the count of unconnected actors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from explorer.drawing.network.camera import Insets
from explorer.drawing.network.legend import legend_entries
from explorer.model.plain_text import shown_line
from ui.network.legend_line import LegendLine
from ui.network.unconnected import UnconnectedButton

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from explorer.drawing.network.picture import NetworkPicture
    from ui.theme import Appearance

_SIDE_PX, _BOTTOM_PX, _APART_PX = 14, 4, 18
_MOST_NAMES = 13


class Overlays(QObject):
    """Keeps legend and count in step with the picture, and in their corners.

    Signals
    -------
    insets_changed(Insets)
        They take more or less of the canvas than before.
    """

    insets_changed = Signal(object)

    def __init__(self, appearance: Appearance, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.legend = LegendLine(appearance, over)
        self.unconnected = UnconnectedButton(appearance, over)
        self._made_for: tuple[object, ...] = ()

    def follow(self, picture: NetworkPicture | None) -> None:
        """Show what belongs to a picture."""
        if picture is None:
            self._made_for = ()
            self.legend.set_entries(())
            self.unconnected.hide()
            self.arrange()
            return
        scene = picture.scene
        wanted = (scene.shown, picture.is_dense, picture.emphasis)
        if len(wanted) == len(self._made_for) and all(
            a is b for a, b in zip(wanted, self._made_for, strict=True)
        ):
            return
        self._made_for = wanted
        entries = legend_entries(scene, is_dense=picture.is_dense)
        # The kinds of actors stand with their signs in the filters already.
        self.legend.set_entries(tuple(e for e in entries if e.sign not in ("actor", "unnamed")))
        self._count_unconnected(picture)
        self.arrange()

    def arrange(self) -> None:
        """Put both into their corners."""
        width, height = self._over.width(), self._over.height()
        taken = 0
        if not self.unconnected.isHidden():
            button = self.unconnected
            button.resize(button.sizeHint())
            button.move(
                width - button.width() - _SIDE_PX + 6, height - button.height() - _BOTTOM_PX
            )
            taken = button.width() + _APART_PX
        self.legend.fit_into(max(120, width - 2 * _SIDE_PX - taken), height)
        self.legend.move(_SIDE_PX, height - self.legend.height() - _BOTTOM_PX)
        button_height = 0 if self.unconnected.isHidden() else self.unconnected.height()
        bottom = max(self.legend.height(), button_height) + _BOTTOM_PX
        self.insets_changed.emit(Insets(bottom_px=float(bottom)))

    def _count_unconnected(self, picture: NetworkPicture) -> None:
        scene = picture.scene
        if scene.network.projection != "ties":
            self.unconnected.hide()
            return
        rows = scene.unconnected
        dataset = scene.network.dataset
        few = rows[:_MOST_NAMES]
        kinds = [
            (dataset.actor_kind(int(row)), bool(dataset.columns.actor_is_unnamed[row]))
            for row in few
        ]
        # The button counts by the length; only the first are drawn and named.
        kinds += [("", False)] * (len(rows) - len(few))
        names = [shown_line(dataset.actor_name(int(row))) for row in few]
        names += ["…"] * (len(rows) - len(few))
        is_selected = bool(np.any(picture.emphasis.is_selected[rows]))
        self.unconnected.show_actors(tuple(kinds), names, is_selected=is_selected)
