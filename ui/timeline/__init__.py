"""The timeline: lanes of marks, histogram with a draggable window, and what has no date."""

from __future__ import annotations

from ui.timeline.pane import TimelinePane
from ui.timeline.strip import make_activity_strip, paint_activity_strip

__all__ = ["TimelinePane", "make_activity_strip", "paint_activity_strip"]
