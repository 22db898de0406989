"""The rows of the table of actions that tell who is who."""

from __future__ import annotations

from ui.action import Action, can_edit

IDENTITY: tuple[Action, ...] = (
    Action(
        "identity.duplicates",
        "Find duplicates…",
        "Edit",
        ("Ctrl+Shift+D",),
        "Look for actors that are there twice",
        enabled=can_edit,
        begins_section=True,
    ),
    Action(
        "identity.join",
        "Show as one actor…",
        "Edit",
        ("Ctrl+Shift+J",),
        "Join the two selected actors, which can be taken back at any time",
        enabled=lambda now: now.can_edit and now.can_join,
    ),
    Action(
        "identity.split",
        "Divide the actor…",
        "Edit",
        (),
        "Make two actors of the selected one",
        enabled=lambda now: now.can_edit and now.can_split,
    ),
)
