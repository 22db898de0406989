"""The rows of the table of actions that write something to a file of its own."""

from __future__ import annotations

from ui.action import Action, with_store

EXPORTING: tuple[Action, ...] = (
    Action(
        "snapshot.export",
        "Export snapshot…",
        "File",
        ("Ctrl+E",),
        "Save the network as a picture",
        enabled=with_store,
    ),
    Action(
        "store.export",
        "Export…",
        "File",
        ("Ctrl+Alt+E",),
        "Write the store, or a part of it, for another program",
        enabled=with_store,
    ),
    Action(
        "store.dossier",
        "Dossier…",
        "File",
        ("Ctrl+Alt+D",),
        "Write all that is known of the selected actor or interaction, for reading and print",
        enabled=lambda now: now.can_tell,
    ),
)
