"""The timeline: lanes of marks, histogram with a draggable window, and what has no date."""

from __future__ import annotations

from ui.timeline.pane import TimelinePane

__all__ = ["TimelinePane"]
