"""The network: its pane for the window, its painter for window and snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.network.pane import NetworkPane

__all__ = ["NetworkPane"]


def __getattr__(name: str) -> object:
    # Imported when asked for: a snapshot from the command line needs the painter only, and would
    # wait for pyqtgraph otherwise.
    if name == "NetworkPane":
        from ui.network.pane import NetworkPane

        return NetworkPane
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
