"""Small controls that several panes share: icon buttons and the segmented choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from explorer.model.plain_text import shown_line
from ui.theme.icons import control_icon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme.appearance import Appearance

_GAP_PX = 4
_MOST_CHARACTERS = 60
_INK_OF_ROLE = {"primary": "on_accent", "link": "accent", "quiet-link": "accent"}


def as_label(name: str) -> str:
    """Return a name as the label of a button or menu entry: one line, "&" a letter like others."""
    return shown_line(name, _MOST_CHARACTERS).replace("&", "&&")


def set_button_icon(
    button: QAbstractButton,
    appearance: Appearance,
    name: str,
    size_px: int = 16,
    colour: str = "text_1",
    checked_colour: str | None = None,
) -> None:
    """Give a button an icon in the theme's colours at the text's size; again on each change.

    Parameters
    ----------
    name
        Phosphor name of the icon.
    size_px
        Side at a body text of 13 px.
    colour, checked_colour
        Colour keys. None for the checked colour: the same.
    """
    fonts = appearance.fonts
    side = fonts.px(size_px)
    with_text = bool(button.text()) and (
        not isinstance(button, QToolButton)
        or button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    )
    gap = fonts.px(_GAP_PX) if with_text else 0
    button.setIconSize(QSize(side + gap, side))
    button.setIcon(
        control_icon(
            appearance.theme,
            name,
            side,
            colour=colour,
            checked_colour=checked_colour,
            gap_px=gap,
        )
    )


def add_shadow(widget: QWidget) -> None:
    """Let a hover card float: the one shadow the design allows besides the menus'.

    Notes
    -----
    The effect draws outside the widget, so its parent must have 24 px to spare around it.
    """
    shadow = QGraphicsDropShadowEffect(widget)
    shadow.setBlurRadius(24.0)
    shadow.setOffset(0.0, 6.0)
    shadow.setColor(QColor(0, 0, 0, 40))
    widget.setGraphicsEffect(shadow)


class IconButton(QToolButton):
    """A flat tool button whose icon follows the theme."""

    def __init__(
        self,
        appearance: Appearance,
        icon_name: str,
        name: str,
        key: str = "",
        text: str = "",
        role: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make the button.

        Parameters
        ----------
        name
            What it does: spoken by screen readers and shown as the tooltip.
        key
            Its key as shown in the tooltip; the shortcut itself belongs to the action.
        text
            Text beside the icon, if any.
        role
            "toggle" makes it checkable, in accent while on; otherwise a role of the style sheet.
        """
        super().__init__(parent)
        self._appearance = appearance
        self._icon_name = icon_name
        self._role = role
        self.setText(text)
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({key})" if key else name)
        if text:
            self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        if role:
            self.setProperty("role", role)
        self.setCheckable(role == "toggle")
        appearance.changed.connect(self._draw_icon)
        self._draw_icon()

    def _draw_icon(self) -> None:
        set_button_icon(
            self,
            self._appearance,
            self._icon_name,
            colour="accent" if self._role == "link" else "text_2",
            checked_colour="accent" if self._role == "toggle" else None,
        )


class PushButton(QPushButton):
    """A push button with an icon that follows the theme."""

    def __init__(
        self,
        appearance: Appearance,
        text: str,
        icon_name: str = "",
        role: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make the button.

        Parameters
        ----------
        role
            "primary", "link", "quiet-link", or "" for a secondary button.
        """
        super().__init__(text, parent)
        self._appearance = appearance
        self._icon_name = icon_name
        self._colour = _INK_OF_ROLE.get(role, "text_1")
        if role:
            self.setProperty("role", role)
        if icon_name:
            appearance.changed.connect(self._draw_icon)
            self._draw_icon()

    def _draw_icon(self) -> None:
        set_button_icon(self, self._appearance, self._icon_name, colour=self._colour)


class Segmented(QFrame):
    """A choice of one from two or three, side by side in one frame.

    Signals
    -------
    chosen(key: str)
        The user chose another segment. Not sent by ``set_choice``.
    """

    chosen = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        segments: Sequence[tuple[str, str, str]],
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        """Make the segments, the first one chosen.

        Parameters
        ----------
        segments
            Key, text and icon of each; an empty icon for none.
        name
            What is chosen, for screen readers.
        """
        super().__init__(parent)
        self._appearance = appearance
        self._icons = {key: icon for key, _, icon in segments}
        self._buttons: dict[str, _Segment] = {}
        self.setProperty("role", "segmented")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        group = QButtonGroup(self)
        group.setExclusive(True)
        for key, text, _ in segments:
            button = _Segment(text, self)
            button.setAccessibleName(f"{name}: {text}")
            group.addButton(button)
            row.addWidget(button)
            self._buttons[key] = button
        next(iter(self._buttons.values())).setChecked(True)
        for key, button in self._buttons.items():
            button.toggled.connect(lambda on, key=key: self._on_toggled(key, on))
        appearance.changed.connect(self._draw_icons)
        self._draw_icons()

    def choice(self) -> str:
        """Return the key of the chosen segment."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def set_choice(self, key: str) -> None:
        """Choose a segment without a signal."""
        self.blockSignals(True)
        self._buttons[key].setChecked(True)
        self.blockSignals(False)

    def set_icons_only(self, is_short: bool) -> None:
        """Leave the words out where there is no room; names stay for who listens."""
        styles = Qt.ToolButtonStyle
        style = styles.ToolButtonIconOnly if is_short else styles.ToolButtonTextBesideIcon
        for button in self._buttons.values():
            button.setToolButtonStyle(style)

    def button(self, key: str) -> QToolButton:
        """Return a segment, to set its tooltip or to enable it."""
        return self._buttons[key]

    def _on_toggled(self, key: str, on: bool) -> None:
        if on:
            self.chosen.emit(key)

    def _draw_icons(self) -> None:
        for key, button in self._buttons.items():
            if self._icons[key]:
                set_button_icon(
                    button,
                    self._appearance,
                    self._icons[key],
                    colour="text_2",
                    checked_colour="text_1",
                )


class _Segment(QToolButton):
    """A segment as wide as its bold text, so that choosing it moves nothing."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setProperty("role", "segment")
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toggled.connect(self._on_toggled)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        bold = QFont(self.font())
        bold.setBold(True)
        extra = self._text_width_px(bold) - self._text_width_px(self.font())
        if self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
            extra = 0
        return QSize(hint.width() + max(0, extra), hint.height())

    def _text_width_px(self, font: QFont) -> int:
        """Measure as the tool button does: it adds a space on either side, bold ones differ."""
        metrics = QFontMetrics(font)
        text = metrics.size(Qt.TextFlag.TextShowMnemonic.value, self.text()).width()
        return text + 2 * metrics.horizontalAdvance(" ")

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _on_toggled(self, on: bool) -> None:
        font = QFont(self.font())
        font.setBold(on)
        self.setFont(font)
