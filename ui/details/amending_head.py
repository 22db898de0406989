"""What the head of a page offers to change and to add."""

from __future__ import annotations

from dataclasses import replace

from explorer.model.view import Selection
from ui.details.intents import AddHere, Change, Intent, WriteDossier
from ui.details.page import Head, HeadButton

_TO_ACTOR: tuple[tuple[str, Intent], ...] = (
    ("Add an interaction…", AddHere("interaction")),
    ("Add a position or relation…", AddHere("relation")),
    ("Add a quote…", AddHere("quote")),
    ("Add a passage…", AddHere("evidence")),
)
_TO_INTERACTION: tuple[tuple[str, Intent], ...] = (
    ("Add an account…", AddHere("account")),
    ("Add a quote…", AddHere("quote")),
    ("Add a passage…", AddHere("evidence")),
)


def amended_head(head: Head, selection: Selection) -> Head | None:
    """Return a head with what can be done to the thing it is of; None where it is not one thing.

    Of an actor it stands in the menu that is there already: a fourth button would break its name
    over two lines in a panel of the usual width.
    """
    actor, interaction = selection.sole_actor, selection.sole_interaction
    if actor is not None:
        entries = (("Change…", Change("actors", actor)), *_TO_ACTOR)
        dossier = ("Dossier…", WriteDossier())
        buttons = tuple(
            replace(button, menu=(*entries, *button.menu, dossier))
            if button.key == "more"
            else button
            for button in head.buttons
        )
        return replace(head, buttons=buttons)
    if interaction is not None:
        add = HeadButton("add", "plus", "Add", menu=_TO_INTERACTION)
        told = HeadButton("dossier", "file-text", "Dossier…", intent=WriteDossier())
        pencil = _pencil("interactions", interaction)
        return replace(head, buttons=(pencil, add, told, *head.buttons))
    if selection.source is not None:
        return replace(head, buttons=(_pencil("sources", selection.source), *head.buttons))
    return None


def _pencil(table: str, row_id: int) -> HeadButton:
    return HeadButton("change", "pencil-simple", "Change", "F2", Change(table, row_id))
