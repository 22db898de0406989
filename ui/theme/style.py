"""The widget style: Fusion, with our own ticks, arrows and menus, and no dotted rectangles."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPalette, QPen, QRegion
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)

from ui.theme.icons import paint_icon

if TYPE_CHECKING:
    from ui.theme.fonts import Fonts
    from ui.theme.tokens import Theme

_Primitive = QStyle.PrimitiveElement
_Metric = QStyle.PixelMetric
_Hint = QStyle.StyleHint
_ARROWS = {
    _Primitive.PE_IndicatorArrowDown: "caret-down",
    _Primitive.PE_IndicatorArrowUp: "caret-up",
    _Primitive.PE_IndicatorArrowLeft: "caret-left",
    _Primitive.PE_IndicatorArrowRight: "caret-right",
    _Primitive.PE_IndicatorSpinDown: "caret-down",
    _Primitive.PE_IndicatorSpinUp: "caret-up",
}
_MENU_RADIUS = 8


class ActorExplorerStyle(QProxyStyle):
    """Draws what a style sheet cannot: check marks, carets and round menus.

    Keyboard focus is shown by ``ui.theme.focus_ring``, outside the control, so the style draws
    no focus rectangles at all.

    Attributes
    ----------
    theme, fonts
        What it draws with; set both, then repolish by setting the style sheet.
    """

    def __init__(self, theme: Theme, fonts: Fonts) -> None:
        super().__init__("Fusion")
        self.theme = theme
        self.fonts = fonts

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element == _Primitive.PE_FrameFocusRect:
            return
        if element in (
            _Primitive.PE_IndicatorCheckBox,
            _Primitive.PE_IndicatorItemViewItemCheck,
        ):
            paint_check_box(painter, QRectF(option.rect), option.state, self.theme)
            return
        if element == _Primitive.PE_IndicatorMenuCheckMark:
            if option.state & QStyle.StateFlag.State_On:
                rect = QRectF(option.rect)
                paint_icon(painter, "check", rect, self._ink(option, "text_1"))
            return
        if element == _Primitive.PE_IndicatorRadioButton:
            _paint_radio(painter, QRectF(option.rect), option.state, self.theme)
            return
        if element in _ARROWS:
            side = min(float(self.fonts.px(12)), float(option.rect.width()))
            box = QRectF(0, 0, side, side)
            box.moveCenter(QRectF(option.rect).center())
            paint_icon(painter, _ARROWS[element], box, self._ink(option, "text_2"))
            return
        super().drawPrimitive(element, option, painter, widget)

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric in (_Metric.PM_IndicatorWidth, _Metric.PM_IndicatorHeight):
            return self.fonts.px(14)
        if metric in (_Metric.PM_ExclusiveIndicatorWidth, _Metric.PM_ExclusiveIndicatorHeight):
            return self.fonts.px(14)
        if metric in (_Metric.PM_SmallIconSize, _Metric.PM_ButtonIconSize):
            return self.fonts.px(16)
        if metric in (
            _Metric.PM_ButtonShiftHorizontal,
            _Metric.PM_ButtonShiftVertical,
            _Metric.PM_MenuPanelWidth,
        ):
            return 0
        return super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # noqa: N803 - Qt's name
    ) -> int:
        if hint == _Hint.SH_UnderlineShortcut:
            # Mnemonics are underlined while Alt is held, not at rest.
            alt = QGuiApplication.queryKeyboardModifiers() & Qt.KeyboardModifier.AltModifier
            return int(bool(alt))
        if hint in (
            _Hint.SH_EtchDisabledText,
            _Hint.SH_DitherDisabledText,
            _Hint.SH_ItemView_ShowDecorationSelected,
        ):
            return 0
        if hint == _Hint.SH_ToolTip_WakeUpDelay:
            return 500
        return super().styleHint(hint, option, widget, returnData)

    def polish(self, target: QWidget | QApplication | QPalette) -> None:  # type: ignore[override]
        super().polish(target)
        if isinstance(target, QMenu):
            _round(target)
        elif isinstance(target, QLineEdit) and isinstance(target.parent(), QAbstractSpinBox):
            # The sheet's padding does not reach the field inside a number field.
            target.setTextMargins(self.fonts.px(6), 0, 0, 0)
        elif isinstance(target, QLabel) and target.metaObject().className() == "QTipLabel":
            # Tooltips say names out of strangers' files; Qt would take one with tags for HTML.
            target.setTextFormat(Qt.TextFormat.PlainText)

    def _ink(self, option: QStyleOption, key: str) -> QColor:
        enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        return self.theme.colour(key if enabled else "disabled")


def paint_check_box(painter: QPainter, rect: QRectF, state: QStyle.StateFlag, theme: Theme) -> None:
    """Paint a check box with its three states; delegates of lists use it too.

    Parameters
    ----------
    state
        ``State_On`` ticked, ``State_NoChange`` partly; without ``State_Enabled`` greyed.
    """
    on = bool(state & QStyle.StateFlag.State_On)
    partly = bool(state & QStyle.StateFlag.State_NoChange)
    enabled = bool(state & QStyle.StateFlag.State_Enabled)
    hovered = bool(state & QStyle.StateFlag.State_MouseOver)
    side = min(rect.width(), rect.height())
    box = QRectF(0, 0, side, side)
    box.moveCenter(rect.center())
    radius = side * 4 / 14
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if on or partly:
        ground = theme.colour("accent_pressed" if hovered else "accent")
        if not enabled:
            ground = theme.colour("disabled")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, radius, radius)
        mark = theme.colour("on_accent" if enabled else "surface")
        _paint_mark(painter, box, mark, dash=partly)
    else:
        outline = theme.colour("strong" if enabled else "border")
        if hovered and enabled:
            outline = theme.colour("text_2")
        painter.setPen(QPen(outline, 1.0))
        painter.setBrush(theme.colour("surface") if enabled else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.restore()


def _paint_mark(painter: QPainter, box: QRectF, colour: QColor, dash: bool) -> None:
    side = box.width()
    pen = QPen(colour, side * 1.7 / 14)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    points = [(0.27, 0.5), (0.73, 0.5)] if dash else [(0.24, 0.53), (0.42, 0.7), (0.76, 0.32)]
    painter.drawPolyline([QPointF(box.left() + x * side, box.top() + y * side) for x, y in points])


def _paint_radio(painter: QPainter, rect: QRectF, state: QStyle.StateFlag, theme: Theme) -> None:
    on = bool(state & QStyle.StateFlag.State_On)
    enabled = bool(state & QStyle.StateFlag.State_Enabled)
    side = min(rect.width(), rect.height())
    radius = side / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if on:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent" if enabled else "disabled"))
        painter.drawEllipse(rect.center(), radius, radius)
        painter.setBrush(theme.colour("on_accent" if enabled else "surface"))
        painter.drawEllipse(rect.center(), radius * 0.4, radius * 0.4)
    else:
        painter.setPen(QPen(theme.colour("strong" if enabled else "border"), 1.0))
        painter.setBrush(theme.colour("surface") if enabled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(rect.center(), radius - 0.5, radius - 0.5)
    painter.restore()


def _round(menu: QMenu) -> None:
    """Take the window system's square frame and shadow off a menu that is not yet shown."""
    if menu.testAttribute(Qt.WidgetAttribute.WA_WState_Created):
        return
    menu.setWindowFlags(
        menu.windowFlags()
        | Qt.WindowType.FramelessWindowHint
        | Qt.WindowType.NoDropShadowWindowHint
    )
    if _windows_can_be_translucent():
        menu.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    else:
        menu.installEventFilter(_CornerCutter(menu))


def _windows_can_be_translucent() -> bool:
    # A bare X session has no compositor: translucent corners would come out black there.
    return QGuiApplication.platformName() != "xcb" or bool(os.environ.get("XDG_CURRENT_DESKTOP"))


class _CornerCutter(QObject):
    """Cuts a menu's corners off by a mask where windows cannot be translucent."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QMenu):
            watched.setMask(_rounded_region(watched))
        return False


def _rounded_region(widget: QWidget) -> QRegion:
    rect, side = widget.rect(), 2 * _MENU_RADIUS
    region = QRegion(rect.adjusted(_MENU_RADIUS, 0, -_MENU_RADIUS, 0))
    region += QRegion(rect.adjusted(0, _MENU_RADIUS, 0, -_MENU_RADIUS))
    for x in (rect.left(), rect.right() + 1 - side):
        for y in (rect.top(), rect.bottom() + 1 - side):
            region += QRegion(x, y, side, side, QRegion.RegionType.Ellipse)
    return region
