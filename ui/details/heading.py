"""The heading of a section: sign and words at the left, note or choices at the right or below."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.details.rows.painting import paint_sign
from ui.details.rows.row import Sign
from ui.details.rows.text_block import TextBlock
from ui.painting import guarded
from ui.theme import Appearance

_PAD_PX = 16
_GAP_PX = 12
_SIGN_PX = 16


class HeadingRow(QWidget):
    """Sets a heading; what stands at its right goes below it where both do not fit."""

    def __init__(
        self,
        appearance: Appearance,
        sign: HeadingSign | None,
        heading: TextBlock,
        right: list[QWidget],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._appearance, self._sign, self._heading, self._right = appearance, sign, heading, right
        for widget in (sign, heading, *right):
            if widget is not None:
                widget.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(width, is_trial=True)

    def sizeHint(self) -> QSize:
        return QSize(100, self.heightForWidth(max(100, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width(), is_trial=False)

    def changed(self) -> None:
        """Place anew: a note has other words."""
        self.updateGeometry()
        self._place(self.width(), is_trial=False)

    def _place(self, width: int, *, is_trial: bool) -> int:
        px = self._appearance.fonts.px
        pad, gap = px(_PAD_PX), px(_GAP_PX)
        left = pad + (px(_SIGN_PX) + px(11) if self._sign is not None else 0)
        room = max(1, width - left - pad)
        sizes = [self._size_of(widget, width - 2 * pad) for widget in self._right]
        taken = sum(size.width() for size in sizes) + gap * max(0, len(sizes) - 1)
        natural = self._heading.natural_width_px()
        is_below = bool(sizes) and natural + gap + taken > room
        own = room if is_below or not sizes else room - taken - gap
        height = self._heading.heightForWidth(own)
        line = height if is_below else max([height, *(size.height() for size in sizes)])
        if not is_trial:
            self._heading.setGeometry(QRect(left, (line - height) // 2, own, height))
            if self._sign is not None:
                top = (min(line, px(19)) - px(_SIGN_PX)) // 2 + (line - height) // 2
                self._sign.setGeometry(QRect(pad, top, px(_SIGN_PX) + px(3), px(_SIGN_PX)))
        x = left if is_below else width - pad - taken
        y = line + px(2) if is_below else 0
        bottom = line
        for widget, size in zip(self._right, sizes, strict=True):
            if is_below and x + size.width() > width - pad and x > left:
                x, y = left, bottom + px(2)
            top = y if is_below else (line - size.height()) // 2
            if not is_trial:
                widget.setGeometry(QRect(x, top, size.width(), size.height()))
            bottom = max(bottom, top + size.height())
            x += size.width() + gap
        return bottom

    def _size_of(self, widget: QWidget, most: int) -> QSize:
        if isinstance(widget, TextBlock):
            wide = min(widget.natural_width_px(), max(1, most))
            return QSize(wide, widget.heightForWidth(wide))
        return widget.sizeHint()


class HeadingSign(QWidget):
    """The sign before a heading."""

    def __init__(self, appearance: Appearance, sign: Sign) -> None:
        super().__init__()
        self._appearance, self._sign = appearance, sign

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            size = float(self._appearance.fonts.px(_SIGN_PX))
            centre = QPointF(size / 2 + 1, self.height() / 2)
            paint_sign(painter, self._sign, centre, size, self._appearance.theme)
