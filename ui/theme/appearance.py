"""Puts a theme and a text size on the application, and tells the views when they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from ui.theme.focus_ring import FocusRing
from ui.theme.fonts import Fonts
from ui.theme.sheet_images import SheetImages
from ui.theme.style import ActorExplorerStyle
from ui.theme.stylesheet import build_palette, build_stylesheet
from ui.theme.tokens import DARK, LIGHT, Theme, theme_named

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

SYSTEM = "system"


class Appearance(QObject):
    """The look of the running program: one per application, given to every view.

    Parameters
    ----------
    theme_name
        "light", "dark" or "system" (follows the desktop, also while running).
    text_scale
        The user's factor on the system's text size, 0.8 to 3.

    Attributes
    ----------
    theme, fonts
        What painters draw with now.
    reduced_motion
        Whether the user wants no gliding; asked at each move, so nothing needs telling.

    Signals
    -------
    changed()
        Theme or text size changed; style sheet, palette and application font are already set.
        Views that paint themselves drop their caches and update.
    """

    changed = Signal()

    def __init__(
        self, app: QApplication, theme_name: str = SYSTEM, text_scale: float = 1.0
    ) -> None:
        super().__init__(app)
        self._app = app
        self._theme_name = theme_name
        self._text_scale = text_scale
        self.reduced_motion = False
        self.theme: Theme = self._resolved()
        self.fonts: Fonts = apply_theme(app, self.theme, text_scale)
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def theme_name(self) -> str:
        """Return the choice as the user made it: light, dark or system."""
        return self._theme_name

    @property
    def text_scale(self) -> float:
        """Return the user's factor on the system's text size."""
        return self._text_scale

    def set_theme(self, name: str) -> None:
        """Change to "light", "dark" or "system"."""
        self._theme_name = name
        if name == SYSTEM:
            self._app.styleHints().unsetColorScheme()
        self._apply()

    def set_text_scale(self, text_scale: float) -> None:
        """Change the text size, 1.0 being the system's own."""
        self._text_scale = text_scale
        self._apply()

    def _resolved(self) -> Theme:
        if self._theme_name != SYSTEM:
            return theme_named(self._theme_name)
        dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return DARK if dark else LIGHT

    def _on_system_changed(self) -> None:
        if self._theme_name == SYSTEM and self._resolved() is not self.theme:
            self._apply()

    def _apply(self) -> None:
        self.theme = self._resolved()
        if self._theme_name != SYSTEM:
            scheme = Qt.ColorScheme.Dark if self.theme.is_dark else Qt.ColorScheme.Light
            self._app.styleHints().setColorScheme(scheme)
        self.fonts = apply_theme(self._app, self.theme, self._text_scale)
        self.changed.emit()


def apply_theme(app: QApplication, theme: Theme, text_scale: float = 1.0) -> Fonts:
    """Give an application the style, palette, font and style sheet of a theme (main thread).

    Call it before the first window is shown: then nothing is ever painted in other colours.

    Returns
    -------
    Fonts
        The fonts in force, for painters.
    """
    fonts = Fonts.of_system(text_scale)
    kept = app.findChild(_Kept, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if kept is None:
        kept = _Kept(app, theme, fonts)
        app.setStyle(kept.style)
    kept.style.theme = theme
    kept.style.fonts = fonts
    kept.ring.theme = theme
    app.setPalette(build_palette(theme))
    app.setFont(fonts.ui_font())
    app.setStyleSheet(build_stylesheet(theme, fonts, kept.images))
    return fonts


class _Kept(QObject):
    """Keeps style, focus ring and images with the application that they belong to."""

    def __init__(self, app: QApplication, theme: Theme, fonts: Fonts) -> None:
        super().__init__(app)
        self.images = SheetImages()
        self.style = ActorExplorerStyle(theme, fonts)
        self.ring = FocusRing(app, theme)
