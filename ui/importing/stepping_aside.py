"""A dialog that is done makes room for what it brought: it shrinks into the window's corner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from ui.theme.fonts import Fonts

_DONE_PX: Final = (380, 250)
_LIST_PX: Final = (520, 360)
_GAP_PX: Final = 16


def step_aside(
    dialog: QDialog, shrunk: tuple[QWidget, ...], fonts: Fonts, *, has_list: bool = False
) -> None:
    """Lay a dialog in the corner of its window, which can be used from now on.

    Parameters
    ----------
    shrunk
        What within it has lost its content.
    has_list
        Whether there is more to read than a few lines.
    """
    for widget in (*shrunk, dialog):
        # Or the size of what went would still be the least.
        widget.updateGeometry()
        if (layout := widget.layout()) is not None:
            layout.invalidate()
            layout.activate()
    width_px, height_px = _LIST_PX if has_list else _DONE_PX
    dialog.resize(fonts.px(width_px), fonts.px(height_px))
    window = dialog.parentWidget()
    if window is None:
        return
    # What is shown keeps the modality that it was shown with.
    dialog.hide()
    dialog.setWindowModality(Qt.WindowModality.NonModal)
    corner = window.mapToGlobal(window.rect().bottomRight())
    gap = fonts.px(_GAP_PX)
    dialog.move(corner.x() - dialog.width() - gap, corner.y() - dialog.height() - 2 * gap)
    dialog.show()
