"""How large the panes are: as the design has it for the window, until the user drags one."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QMainWindow

from ui.theme.appearance import Appearance

#: Width of the window from which the panes are larger, and their sizes below and above.
_WIDE_PX = 1920
_DESIGNED_PX = {"filters": (232, 284), "details": (384, 520), "timeline": (238, 330)}
#: No pane takes more of the window than that, whatever the text size.
_MOST_PART = {"filters": 0.26, "details": 0.42, "timeline": 0.38}
#: A pane that the user has dragged may take more, but leaves the network some room.
_MOST_DRAGGED_PART = 0.7
_LEAST_PX = 40


class PaneSizes(QObject):
    """Gives the docks their sizes and learns which of them the user has chosen.

    Sizes are widths for filters and details, a height for the timeline, in pixels at 100 % text.
    """

    def __init__(
        self, window: QMainWindow, docks: Mapping[str, QDockWidget], appearance: Appearance
    ) -> None:
        super().__init__(window)
        self._window, self._docks, self._appearance = window, docks, appearance
        self._own: dict[str, float] = {}
        self._held: dict[str, int] | None = None
        self._applied: dict[str, int] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.apply)

    @property
    def own(self) -> dict[str, float]:
        """Sizes that the user has dragged, by the name of the pane."""
        return dict(self._own)

    def take(self, own: Mapping[str, float]) -> None:
        """Take over sizes that were dragged earlier; those of unknown panes are left out."""
        self._own = {name: px for name, px in own.items() if name in self._docks}
        self.apply()

    def hold(self) -> None:
        """Remember the sizes at a press between panes, to see at its end what was dragged."""
        self._held = {name: self._size_of(name) for name in self._docks}

    def let_go(self) -> None:
        """Take those sizes for the user's own that differ from when they were held."""
        held, self._held = self._held, None
        if held is None:
            return
        for name, before in held.items():
            now = self._size_of(name)
            if now != before and self._docks[name].isVisible():
                self._own[name] = now / self._appearance.fonts.scale
                self._applied[name] = now

    def follow(self) -> None:
        """Bring the sizes in line with a window that has become another size."""
        if self._held is None and any(
            self._wanted(name) != self._applied.get(name) for name in self._docks
        ):
            # Within the event Qt would overrule it with what the panes had.
            self._later.start()

    def apply(self) -> None:
        """Give every pane its size."""
        self._later.stop()
        wanted = {name: self._wanted(name) for name in self._docks}
        for names, direction in (
            (("filters", "details"), Qt.Orientation.Horizontal),
            (("timeline",), Qt.Orientation.Vertical),
        ):
            docks = [self._docks[name] for name in names]
            self._window.resizeDocks(docks, [wanted[name] for name in names], direction)
        self._applied = wanted

    def _wanted(self, name: str) -> int:
        whole = self._window.height() if name == "timeline" else self._window.width()
        scale = self._appearance.fonts.scale
        if name in self._own:
            return int(max(_LEAST_PX, min(self._own[name] * scale, whole * _MOST_DRAGGED_PART)))
        # Text of another size needs panes of another width; never more than the window has.
        scale = min(scale, max(1.0, self._window.width() / 960))
        designed = _DESIGNED_PX[name][int(self._window.width() >= _WIDE_PX)]
        return min(int(designed * scale), int(whole * _MOST_PART[name]))

    def _size_of(self, name: str) -> int:
        dock = self._docks[name]
        return dock.height() if name == "timeline" else dock.width()
