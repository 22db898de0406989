"""The user's taste, kept in the platform's own place; the only file that makes a QSettings."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

APPLICATION = "Actor Explorer"
ORGANISATION = "ActorExplorer"

_THEMES = ("system", "light", "dark")
_MOST_RECENT = 10
_LARGEST_PX = 20_000
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Settings:
    """Taste: theme, text size, motion; a broken stored value falls back to these defaults."""

    theme: str = "system"
    text_scale: float = 1.0
    reduced_motion: bool = False

    def __post_init__(self) -> None:
        if self.theme not in _THEMES:
            raise ValueError(f"The theme is one of {', '.join(_THEMES)}, not “{self.theme}”.")
        if not 0.8 <= self.text_scale <= 3.0:
            raise ValueError(f"Text can be shown at 80 % to 300 %, not {self.text_scale:.0%}.")


@dataclass(frozen=True)
class WindowLayout:
    """How the window was left.

    Attributes
    ----------
    geometry
        Qt's own bytes.
    sizes_px
        Sizes of the panes that the user has dragged, by name, at 100 % text.
    folded
        Names of the panes that are folded away.
    """

    geometry: QByteArray
    sizes_px: Mapping[str, float] = field(default_factory=dict)
    folded: tuple[str, ...] = ()


class SettingsStore:
    """Reads and writes `Settings`, the window's geometry and the list of recent stores."""

    def __init__(self) -> None:
        self._qt = QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, ORGANISATION, APPLICATION
        )

    def read(self) -> Settings:
        """Return the stored settings, each broken value replaced by its default."""
        settings = Settings()
        for f in fields(Settings):
            if not self._qt.contains(f.name):
                continue
            raw = self._qt.value(f.name)
            try:
                settings = replace(settings, **{f.name: _typed(raw, f.default)})
            except (TypeError, ValueError) as error:
                _log.info(
                    "The setting “%s” was not readable and is back to default: %s", f.name, error
                )
        return settings

    def write(self, settings: Settings) -> None:
        """Store the settings."""
        for f in fields(Settings):
            self._qt.setValue(f.name, getattr(settings, f.name))
        self._qt.sync()

    def recent(self) -> list[Path]:
        """Return the stores opened lately, latest first, also those that are gone meanwhile."""
        raw = self._qt.value("recent") or []
        paths = [raw] if isinstance(raw, str) else raw if isinstance(raw, list) else []
        return [Path(path) for path in paths if isinstance(path, str) and path][:_MOST_RECENT]

    def add_recent(self, path: Path) -> None:
        """Put a store at the head of the recent ones."""
        others = [p for p in self.recent() if p != path]
        self._qt.setValue("recent", [str(p) for p in [path, *others][:_MOST_RECENT]])

    def window_layout(self) -> WindowLayout | None:
        """Return the window's layout as last left, None at the first start."""
        geometry = self._qt.value("window/geometry")
        if not isinstance(geometry, QByteArray):
            return None
        folded = str(self._qt.value("window/folded") or "")
        sizes = _sizes(str(self._qt.value("window/sizes") or ""))
        return WindowLayout(geometry, sizes, tuple(filter(None, folded.split("|"))))

    def set_window_layout(self, layout: WindowLayout) -> None:
        """Remember the window's layout."""
        # What an earlier version kept of the panes; Qt crashes on such bytes where one is wrong.
        self._qt.remove("window/docks")
        self._qt.remove("window/check")
        sizes = "|".join(f"{name}={px:.1f}" for name, px in layout.sizes_px.items())
        self._qt.setValue("window/geometry", layout.geometry)
        self._qt.setValue("window/sizes", sizes)
        self._qt.setValue("window/folded", "|".join(layout.folded))
        self._qt.sync()


def _sizes(words: str) -> dict[str, float]:
    """Read sizes of panes; what is not readable is left out."""
    sizes = {}
    for part in words.split("|"):
        name, _, px = part.partition("=")
        try:
            size = float(px)
        except ValueError:
            continue
        if 0 < size < _LARGEST_PX:
            sizes[name] = size
    return sizes


def _typed(raw: Any, default: Any) -> Any:
    if isinstance(default, bool):
        return raw if isinstance(raw, bool) else str(raw).lower() in ("true", "1")
    return type(default)(raw)
