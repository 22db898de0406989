"""What an opened store is first seen as: made beside, so that the window need not stand still."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from explorer.model.view import ViewFacts, first_view
from ui.lens import Look, look_at

if TYPE_CHECKING:
    from explorer.session import Session
    from ui.memory import ViewMemory

Kept = tuple[ViewFacts, dict[str, Any]]


@dataclass(frozen=True)
class FirstLook:
    """The view of a store as it was left, and what it leaves of the store.

    Attributes
    ----------
    places
        As `Arranger.remember` takes them.
    """

    facts: ViewFacts
    places: dict[str, Any]
    look: Look


def first_look(session: Session, memory: ViewMemory, asked: Kept | None = None) -> FirstLook:
    """Look at a store for the first time; any thread.

    Parameters
    ----------
    asked
        A view that is wanted instead of the one that was left.
    """
    kept = asked or memory.read(session.uuid)
    facts, places = kept if kept is not None else (first_view(session.dataset), {})
    look = look_at(session, facts)
    look.make_ready()
    return FirstLook(facts, places, look)
