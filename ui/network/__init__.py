"""The network: its pane for the window, its painter for window and snapshot."""

from __future__ import annotations

from ui.network.pane import NetworkPane

__all__ = ["NetworkPane"]
