"""Rows of several tables, or several rows of one, that tell of one interaction."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from explorer.exchange.tables.row_interactions import (
    accounts_of,
    amounts_of,
    quotes_of,
    topics_of,
)

if TYPE_CHECKING:
    from explorer.exchange.intake.records import (
        AccountRecord,
        AmountRecord,
        InteractionRecord,
        ParticipantRecord,
        QuoteRecord,
    )
    from explorer.exchange.tables.row import Row
    from explorer.exchange.tables.row_actors import RowActors


@dataclass(slots=True)
class _Told:
    """What further rows tell of an interaction."""

    participants: list[ParticipantRecord] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    amounts: list[AmountRecord] = field(default_factory=list)
    quotes: list[QuoteRecord] = field(default_factory=list)
    accounts: list[AccountRecord] = field(default_factory=list)
    lines: dict[str, list[int]] = field(default_factory=dict)


class FurtherRows:
    """Collects what rows tell of interactions that other rows begin, by their ids.

    It is held in memory: a reference or two for each participant.
    """

    def __init__(self) -> None:
        self._told: dict[str, _Told] = {}
        self._same: dict[ParticipantRecord, ParticipantRecord] = {}
        self._joined: set[str] = set()

    def add(self, interaction_id: str, row: Row, actors: RowActors) -> None:
        """Take in a row.

        Raises
        ------
        BadCell
        """
        layout = actors.layout
        participants = list(actors.participants(row))
        told = self._told.get(interaction_id)
        if told is None:
            told = self._told[interaction_id] = _Told()
        for participant in participants:
            told.participants.append(self._shared(participant))
        if layout.uses("topic"):
            told.topics += topics_of(row, actors)
        if layout.uses("amount"):
            told.amounts += amounts_of(row, actors)
        if layout.uses("quote", "account"):
            source = row.source()
            told.quotes += quotes_of(row, actors, source)
            told.accounts += accounts_of(row, actors, source)
        first_and_last = told.lines.setdefault(layout.table.name, [row.line, row.line])
        first_and_last[1] = row.line

    def _shared(self, participant: ParticipantRecord) -> ParticipantRecord:
        """Give one object for participations that are the same."""
        try:
            return self._same.setdefault(participant, participant)
        except TypeError:
            # With properties it has no hash.
            return participant

    def has(self, interaction_id: str) -> bool:
        """Tell whether anything is told of an interaction that was not given out yet."""
        return interaction_id in self._told

    def is_joined(self, table: str) -> bool:
        """Tell whether any row of a table told of an interaction that another table begins."""
        return table in self._joined

    def joined(
        self, record: InteractionRecord, interaction_id: str, *, is_among: bool = False
    ) -> InteractionRecord:
        """Give an interaction with all that is told of it, which is then forgotten.

        Parameters
        ----------
        is_among
            Whether the row of the record is itself one of those that were taken in.
        """
        told = self._told.pop(interaction_id, None)
        if told is None:
            return record
        if not is_among:
            self._joined.update(told.lines)
        if is_among:
            record = replace(record, participants=(), topics=(), amounts=(), quotes=(), accounts=())
        origin = record.origin
        if origin is not None:
            origin = replace(origin, place=origin.place + _places(told))
        return replace(
            record,
            participants=(*record.participants, *told.participants),
            topics=(*record.topics, *told.topics),
            amounts=(*record.amounts, *told.amounts),
            quotes=(*record.quotes, *told.quotes),
            accounts=(*record.accounts, *told.accounts),
            origin=origin,
        )

    def left_over(self) -> list[tuple[str, str, int]]:
        """Give what no row began: id, table, first line."""
        return [
            (interaction_id, name, first)
            for interaction_id, told in self._told.items()
            for name, (first, _) in told.lines.items()
        ]


def _places(told: _Told) -> str:
    return "".join(
        f"; {name}, rows {first:,} to {last:,}" if first != last else f"; {name}, row {first:,}"
        for name, (first, last) in told.lines.items()
    )
