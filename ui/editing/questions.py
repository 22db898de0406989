"""The words of the questions that are asked before something goes."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.editing.history.taking_back import TakingBack
from explorer.editing.removing import Removal
from explorer.model.plain_text import counted, shown_line

_MOST_LINES = 40


@dataclass(frozen=True)
class Question:
    """What an `Agreement` says.

    Attributes
    ----------
    lead
        The question, as a sentence.
    lines
        What would go along, one thing a line.
    stays
        What would stay and lose something, one thing a line.
    note
        What follows below the list, "" for nothing.
    do
        Label of the button that does it; "" where it cannot be done.
    """

    title: str
    lead: str
    lines: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()
    note: str = ""
    do: str = ""


def removal_question(removal: Removal) -> Question:
    """Ask before a deletion that touches more than what is deleted."""
    if removal.forbidden:
        return Question(
            "Delete", f"{_sentence(removal.what)} cannot be deleted.", (removal.forbidden,)
        )
    lead = (
        f"Deleting {removal.what} would also remove:"
        if removal.goes_along
        else f"Deleting {removal.what} would touch what stays:"
    )
    return Question(
        "Delete",
        lead,
        removal.goes_along,
        removal.loses,
        "It is one step, and Undo gives all of it back.",
        "Delete",
    )


def taking_back_question(found: TakingBack) -> Question:
    """Ask before steps are taken back that rest on the one that was chosen."""
    what = f"“{shown_line(found.step.title, 120)}”"
    if found.forbidden:
        reasons = found.reasons or (found.forbidden,)
        return Question("Take back", f"{what} cannot be taken back.", _cut(reasons))
    n = len(found.before)
    lead = (
        f"{counted(n, 'later step')} {'rests' if n == 1 else 'rest'} on {what} and would be "
        "taken back with it:"
    )
    lines = tuple(shown_line(step.title, 160) for step in found.before)
    do = "Take back both" if n == 1 else f"Take back all {n + 1:,}"
    return Question("Take back", lead, _cut(lines), (), "All other steps stay.", do)


def import_question(title: str) -> Question:
    """Ask before a whole import is taken back by a key that is pressed in passing."""
    return Question(
        "Undo",
        f"Take back “{shown_line(title, 120)}”?",
        note="Everything that came with it goes. Redo brings it back.",
        do="Take back",
    )


def _cut(lines: tuple[str, ...]) -> tuple[str, ...]:
    if len(lines) <= _MOST_LINES:
        return lines
    return (*lines[:_MOST_LINES], f"and {len(lines) - _MOST_LINES:,} more")


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
