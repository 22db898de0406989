"""The part of a store that a command line asks for: a view, a time, surroundings, kinds."""

from __future__ import annotations

from dataclasses import dataclass, replace

from explorer.exchange.scope import WHOLE, Scope, view_scope
from explorer.model.dataset import Dataset
from explorer.model.plain_text import quoted
from explorer.model.view import ViewFacts
from explorer.session import Session
from ui.lens import look_at
from ui.memory import ViewMemory
from ui.snapshot.asked import NotInStore, actor_of, window_of


@dataclass(frozen=True, slots=True)
class Asked:
    """What part is asked for.

    Attributes
    ----------
    first, last
        EDTF dates between which interactions lie.
    actors, hops
        Actors whose surroundings alone are written, and how far those reach.
    kinds
        Kinds of interactions that are written; none for all.
    is_view
        The view last seen in the window, narrowed further by the rest.
    """

    first: str | None = None
    last: str | None = None
    actors: tuple[str, ...] = ()
    hops: int = 1
    kinds: tuple[str, ...] = ()
    is_view: bool = False

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Asked(hops=self.hops)


def scope_asked(session: Session, asked: Asked) -> Scope:
    """Give the part of an open store that is asked for.

    Raises
    ------
    NotInStore
        If the store holds nothing of what is named, or nothing is left.
    """
    if asked.is_everything:
        return WHOLE
    dataset = session.dataset
    facts = _last_view(session) if asked.is_view else ViewFacts()
    window = window_of(dataset, asked.first, asked.last)
    if window is not None:
        facts = replace(facts, window=window)
    if asked.actors:
        focus = frozenset(actor_of(session.store, dataset, name) for name in asked.actors)
        facts = replace(facts, focus=focus, hops=asked.hops)
    if asked.kinds:
        hidden = facts.filter.interaction_kinds | _other_kinds(dataset, asked.kinds)
        facts = replace(facts, filter=replace(facts.filter, interaction_kinds=hidden))
    shown = look_at(session, facts).shown
    scope = view_scope(dataset, shown.actor_is_shown, shown.is_shown)
    if not scope.actors and not scope.interactions:
        raise NotInStore("Nothing in the store is left by what was asked for; ask for more.")
    return replace(scope, words="what was asked for")


def _last_view(session: Session) -> ViewFacts:
    kept = ViewMemory().read(session.uuid)
    if kept is None:
        raise NotInStore(
            f"The window has not shown {session.path.name} yet, so there is no view of it. "
            "Open it there first, or leave --view out."
        )
    return kept[0]


def _other_kinds(dataset: Dataset, wanted: tuple[str, ...]) -> frozenset[str]:
    """Give the kinds of interactions that are not wanted, which go by name or by label."""
    kinds = dataset.columns.interaction_kinds
    found: set[str] = set()
    for word in wanted:
        folded = word.strip().casefold()
        named = {kind.name for kind in kinds if folded in {kind.name, kind.label.casefold()}}
        if not named:
            known = ", ".join(sorted(kind.name for kind in kinds))
            raise NotInStore(f"There is no kind {quoted(word)}; there are {known}.")
        found |= named
    return frozenset(kind.name for kind in kinds) - found
