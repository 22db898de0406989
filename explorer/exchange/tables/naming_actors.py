"""Names and ids in cells as actors: split where asked, and found in tables of actors by id."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from explorer.exchange.intake.records import ActorRecord
from explorer.exchange.tables.dating import BadCell
from explorer.exchange.tables.terms import actor_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.exchange.intake.records import ActorReference
    from explorer.exchange.tables.mapping import Use

_BLANKS: Final = re.compile(r"\s+")
_MOST_KEPT: Final = 100_000
_UNNAMED: Final = frozenset({"", "-", "–", "—", "?", "n/a", "n.a."})


class KnownActors:
    """The actors that tables of actors tell of, by their ids and names.

    Attributes
    ----------
    is_strict
        Whether an id that no table tells of is a fault; else it is taken for a name.
    """

    def __init__(self, *, is_strict: bool = True) -> None:
        self.is_strict = is_strict
        self._by_id: dict[str, str] = {}
        self._by_name: dict[str, str | None] = {}

    def __len__(self) -> int:
        return len(self._by_id)

    def learn(self, actor_id: str, name: str, key: str) -> bool:
        """Remember an actor; False if the id is another one's already."""
        if self._by_id.setdefault(actor_id, key) != key:
            return False
        # Of two with one name neither can be meant by it.
        self._by_name[name] = key if self._by_name.get(name, key) == key else None
        return True

    def of_id(self, actor_id: str) -> str | None:
        """Give the key of the actor with an id."""
        return self._by_id.get(actor_id)

    def of_name(self, name: str) -> str | None:
        """Give the key of the only actor with a name."""
        return self._by_name.get(name)


class ActorCells:
    """Reads the cells of one use as actors."""

    def __init__(self, use: Use, known: KnownActors) -> None:
        self._use = use
        self._known = known
        self._split = splitter(use.separator)
        self._kind = actor_kind(use.actor_kind) if use.actor_kind else "person"
        self._made: dict[str, Sequence[ActorReference]] = {}
        self.unknown_ids: set[str] = set()

    @property
    def heading(self) -> str:
        """The heading of the column."""
        return self._use.heading

    def actors(
        self,
        text: str,
        *,
        kind: str = "",
        identifiers: tuple[tuple[str, str], ...] = (),
    ) -> Sequence[ActorReference]:
        """Give the actors that a cell names.

        Raises
        ------
        BadCell
            If it holds an id that no table tells of.
        """
        if kind or identifiers:
            return [self._actor(name, kind, identifiers) for name in self._split(text)]
        # The same records for the same cell: a million rows name few actors.
        found = self._made.get(text)
        if found is None:
            if len(self._made) >= _MOST_KEPT:
                self._made.clear()
            found = [self._actor(name, "", ()) for name in self._split(text)]
            self._made[text] = found
        return found

    def _actor(
        self, name: str, kind: str, identifiers: tuple[tuple[str, str], ...]
    ) -> ActorReference:
        known = self._known
        if self._use.is_by_id:
            if key := known.of_id(name):
                return key
            if known.is_strict:
                reason = "No table of actors has this id; correct it or add the row."
                raise BadCell(self._use.heading, name, reason)
            self.unknown_ids.add(name)
        elif key := known.of_name(name):
            return key
        return ActorRecord(
            name, kind=actor_kind(kind) if kind else self._kind, identifiers=identifiers
        )


@lru_cache(maxsize=256)
def splitter(separator: str) -> _Splitter:
    """Give what splits cells at a separator; several may be given, as `; |`.

    Words such as `and` split only where they stand alone.
    """
    return _Splitter(separator)


class _Splitter:
    def __init__(self, separator: str) -> None:
        parts = [separator] if separator.isspace() else separator.split()
        escaped = [
            rf"\s+{re.escape(part)}\s+" if part.isalnum() else re.escape(part) for part in parts
        ]
        self._pattern = re.compile("|".join(escaped), re.IGNORECASE) if escaped else None

    def __call__(self, text: str) -> Sequence[str]:
        """Give what stands between the separators, without blanks around and without repeats."""
        if not text:
            return ()
        if self._pattern is None or not self._pattern.search(text):
            bare = _BLANKS.sub(" ", text).strip()
            return () if bare in _UNNAMED else (bare,)
        parts = (_BLANKS.sub(" ", part).strip() for part in self._pattern.split(text))
        return tuple(dict.fromkeys(part for part in parts if part not in _UNNAMED))
