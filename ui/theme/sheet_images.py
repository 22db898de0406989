"""Writes the few icons that a style sheet can only take from files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTemporaryDir

from resources import icon_svg


class SheetImages:
    """Recoloured icons in a directory that goes when the program ends.

    A style sheet draws the carets of combo boxes and number fields itself and wants a file for
    them; everything else is painted from the paths.
    """

    def __init__(self) -> None:
        self._folder = QTemporaryDir()

    def url(self, name: str, colour: str) -> str:
        """Return ``url(…)`` of an icon in a colour, or "none" if no file can be written.

        Parameters
        ----------
        name
            Name of the icon, "-fill" at the end for the filled one.
        colour
            "#RRGGBB".
        """
        if not self._folder.isValid():
            return "none"
        file = Path(self._folder.path()) / f"{name}-{colour.lstrip('#').lower()}.svg"
        try:
            if not file.exists():
                svg = icon_svg(name).replace("currentColor", colour)
                file.write_text(svg, encoding="utf-8")
        except OSError:
            # A full disk costs the carets, not the window.
            return "none"
        return f'url("{file.as_posix()}")'
