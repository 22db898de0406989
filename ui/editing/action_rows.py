"""The rows of the table of actions that open forms."""

from __future__ import annotations

from ui.action import Action, can_edit

ADDING: tuple[Action, ...] = (
    Action(
        "edit.add_interaction",
        "Interaction…",
        "Edit/Add",
        ("Ctrl+Shift+N",),
        "Add a meeting, call, visit or statement",
        enabled=can_edit,
        begins_section=True,
        is_first_step=True,
    ),
    Action(
        "edit.add_interaction_here",
        "Add an interaction…",
        "",
        ("N",),
        "Add a meeting, call, visit or statement",
        scope="canvas",
        enabled=can_edit,
    ),
    Action(
        "edit.add_actor",
        "Actor…",
        "Edit/Add",
        ("Ctrl+Shift+P",),
        "Add a person or body",
        enabled=can_edit,
        is_first_step=True,
    ),
    Action(
        "edit.add_relation",
        "Position or relation…",
        "Edit/Add",
        ("Ctrl+Shift+R",),
        "Add what lasts between two actors",
        enabled=can_edit,
    ),
    Action(
        "edit.add_quote",
        "Quote…",
        "Edit/Add",
        ("Ctrl+Shift+Q",),
        "Add words of an actor",
        enabled=can_edit,
    ),
    Action(
        "edit.add_account",
        "Account…",
        "Edit/Add",
        ("Ctrl+Shift+U",),
        "Add what one party says happened",
        enabled=can_edit,
    ),
    Action(
        "edit.add_source",
        "Source…",
        "Edit/Add",
        ("Ctrl+Shift+S",),
        "Add an article or document with its text",
        enabled=can_edit,
    ),
    Action(
        "edit.add_evidence",
        "Passage for what is selected…",
        "Edit/Add",
        ("Ctrl+Shift+E",),
        "Add the words of a source that support it",
        enabled=can_edit,
    ),
    Action(
        "edit.change",
        "Change…",
        "Edit",
        ("F2",),
        "Change what is selected",
        enabled=lambda now: now.can_edit and now.has_selection,
    ),
)
