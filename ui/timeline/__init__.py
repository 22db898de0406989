"""The timeline: lanes of marks, histogram with a draggable window, and what has no date."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.timeline.pane import TimelinePane

__all__ = ["TimelinePane"]


def __getattr__(name: str) -> object:
    # Imported when asked for: a snapshot from the command line needs the bars only, and would
    # wait for pyqtgraph otherwise.
    if name == "TimelinePane":
        from ui.timeline.pane import TimelinePane

        return TimelinePane
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
