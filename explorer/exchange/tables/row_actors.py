"""Who is named in a row, in which role and capacity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from explorer.exchange.intake.records import ActorReference, ParticipantRecord
from explorer.exchange.tables.dating import BadCell, Dated
from explorer.exchange.tables.mapping import WHO, Meaning
from explorer.exchange.tables.naming_actors import ActorCells
from explorer.exchange.tables.terms import known_actor_kind, role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explorer.exchange.intake.records import When
    from explorer.exchange.tables.mapping import Use
    from explorer.exchange.tables.naming_actors import KnownActors
    from explorer.exchange.tables.row import Layout, Row

_OF_ANOTHER: Final[tuple[Meaning, ...]] = ("role", "capacity", "identifier", "actor_kind")


class RowActors:
    """Finds the actors of rows.

    Attributes
    ----------
    remarks
        What the user should know of the rows so far, and how often.
    """

    def __init__(self, layout: Layout, known: KnownActors) -> None:
        self.remarks: dict[str, int] = {}
        self._remarked: dict[str, str] = {}
        self.layout = layout
        self._cells = {
            id(use): ActorCells(use, known) for use in layout.mapping.uses if use.meaning in WHO
        }
        self._of = {
            meaning: {use.of: use for use in layout.uses(meaning)} for meaning in _OF_ANOTHER
        }

    def of_use(self, use: Use, row: Row) -> Sequence[ActorReference]:
        """Give the actors that a use names in a row.

        Raises
        ------
        BadCell
            If it holds an id that no table tells of.
        """
        cells = self._cells[id(use)]
        if not self._of["actor_kind"] and not self._of["identifier"]:
            return cells.actors(row.text(use))
        kind = self.told("actor_kind", use, row)
        identifier = self._of["identifier"].get(use.heading) if use.heading else None
        identifiers: tuple[tuple[str, str], ...] = ()
        if identifier is not None and (words := row.text(identifier)):
            identifiers = ((identifier.label or identifier.heading, words),)
        return cells.actors(
            row.text(use), kind=known_actor_kind(kind) or kind, identifiers=identifiers
        )

    def first(self, meaning: Meaning, row: Row) -> ActorReference | None:
        """Give the first actor of a meaning."""
        for use in self.layout.uses(meaning):
            for actor in self.of_use(use, row):
                return actor
        return None

    def told(self, meaning: Meaning, use: Use, row: Row) -> str:
        """Give what another column says of the actors of a use: their role, their capacity."""
        of = self._of[meaning]
        other = (of.get(use.heading) if use.heading else None) or of.get("")
        return row.text(other) if other is not None else ""

    def participants(self, row: Row) -> Iterator[ParticipantRecord]:
        """Give who took part according to a row.

        Raises
        ------
        BadCell
        """
        for use in self.layout.uses("participant"):
            words = self.told("role", use, row)
            as_what = role(words or use.role or "participant")
            capacity = self.told("capacity", use, row) or None
            for actor in self.of_use(use, row):
                yield ParticipantRecord(actor, as_what, capacity)

    def sides(self, row: Row) -> tuple[list[ActorReference], list[ActorReference]]:
        """Give the actors on either side of a pair.

        Raises
        ------
        BadCell
            If there are none on one side.
        """
        return self._side("from", row), self._side("to", row)

    def _side(self, meaning: Meaning, row: Row) -> list[ActorReference]:
        uses = self.layout.uses(meaning)
        actors = [actor for use in uses for actor in self.of_use(use, row)]
        if not actors:
            heading = uses[0].heading if uses else ""
            raise BadCell(heading, "", "A pair needs both its sides; this one is empty.")
        return actors

    def all_remarks(self) -> dict[str, int]:
        """Give the remarks, and ids of which no table of actors tells."""
        found = dict(self.remarks)
        for cells in self._cells.values():
            if n := len(cells.unknown_ids):
                words = "an id that no table of actors tells was taken for a name"
                found[f"{cells.heading}: {words}, such as “{min(cells.unknown_ids)}”."] = n
        return found

    def noted(self, found: Dated) -> When | None:
        """Keep what is to be remarked of a date, and give it."""
        if found.remark:
            # One example will do.
            remark = self._remarked.setdefault(found.remark.partition(", such as")[0], found.remark)
            self.remarks[remark] = self.remarks.get(remark, 0) + 1
        return found.when


def named(actor: ActorReference) -> str:
    """Give what an actor is called: its name, or its key."""
    return actor if isinstance(actor, str) else actor.name
