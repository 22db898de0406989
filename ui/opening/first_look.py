"""What an opened store is first seen as: made beside, so that the window need not stand still."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from explorer.model.view import ViewFacts, first_view
from ui.lens import Look, look_at

if TYPE_CHECKING:
    from explorer.session import Session

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


def first_look(session: Session, kept: Kept | None) -> FirstLook:
    """Look at a store for the first time; any thread.

    Parameters
    ----------
    kept
        The view in which it was left, None for one that nobody has looked at.
    """
    facts, places = kept if kept is not None else (first_view(session.dataset), {})
    look = look_at(session, facts)
    look.make_ready()
    return FirstLook(facts, places, look)
