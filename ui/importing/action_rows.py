"""The action that takes files in."""

from __future__ import annotations

from ui.action import Action

IMPORTING: tuple[Action, ...] = (
    Action(
        "store.import",
        "Import…",
        "File",
        ("Ctrl+Shift+O",),
        "Take in tables, graphs and other files",
        begins_section=True,
        is_first_step=True,
    ),
)
