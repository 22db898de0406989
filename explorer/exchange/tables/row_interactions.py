"""A row as an interaction, with all that hangs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.exchange.intake.records import (
    AccountRecord,
    AmountRecord,
    Citation,
    InteractionRecord,
    PlaceRecord,
    QuoteRecord,
)
from explorer.exchange.tables.cells import money_in
from explorer.exchange.tables.dating import BadCell, spells
from explorer.exchange.tables.naming_actors import splitter
from explorer.exchange.tables.terms import interaction_kind, standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explorer.exchange.intake.records import ParticipantRecord, SourceRecord, When
    from explorer.exchange.tables.row import Row
    from explorer.exchange.tables.row_actors import RowActors


def interaction_of(
    row: Row,
    actors: RowActors,
    participants: tuple[ParticipantRecord, ...],
    when: When | None,
    key: str,
) -> InteractionRecord:
    """Give the interaction that a row tells of.

    Raises
    ------
    BadCell
    """
    # There are hundreds of thousands of rows, and most tell little of what there could be.
    told = actors.layout.told()
    source = row.source()
    words = row.first("standing") if "standing" in told else ""
    how = standing(words) if words else "took_place"
    return InteractionRecord(
        key,
        interaction_kind(row.first("kind") or "meeting"),
        participants,
        " ".join(row.first("title").split()) if "title" in told else "",
        how or "unclear",
        words or None,
        when,
        _place(row, actors) if "place" in told or "within" in told else None,
        tuple(topics_of(row, actors)) if "topic" in told else (),
        "",
        tuple(amounts_of(row, actors)) if "amount" in told else (),
        tuple(quotes_of(row, actors, source)) if "quote" in told else (),
        tuple(accounts_of(row, actors, source)) if "account" in told else (),
        (row.all("description") or None) if "description" in told else None,
        row.properties() if "property" in told else None,
        citations_of(row, source),
        row.origin(),
    )


def spans_of(row: Row, actors: RowActors) -> list[When | None]:
    """Give the spells of a row; empty where there are none.

    Raises
    ------
    BadCell
    """
    return [
        actors.noted(found)
        for use in actors.layout.uses("timeset")
        for found in spells(use.heading, row.text(use))
        if found.when is not None
    ]


def topics_of(row: Row, actors: RowActors) -> Iterator[str]:
    """Give what it was about."""
    for use in actors.layout.uses("topic"):
        yield from splitter(use.separator)(row.text(use))


def amounts_of(row: Row, actors: RowActors) -> Iterator[AmountRecord]:
    """Give sums and quantities.

    Raises
    ------
    BadCell
        If one is no number.
    """
    for use in actors.layout.uses("amount"):
        value = row.number(use)
        if value is not None:
            unit = row.first("unit") or use.label or money_in(row.text(use))[1] or use.heading
            yield AmountRecord(value, unit, row.text(use))


def quotes_of(row: Row, actors: RowActors, source: SourceRecord | None) -> Iterator[QuoteRecord]:
    """Give what somebody is quoted with."""
    for use in actors.layout.uses("quote"):
        if words := row.text(use):
            yield QuoteRecord(words, speaker=actors.first("speaker", row), source=source)


def accounts_of(
    row: Row, actors: RowActors, source: SourceRecord | None
) -> Iterator[AccountRecord]:
    """Give what somebody says happened.

    Raises
    ------
    BadCell
        If it is not said who.
    """
    for use in actors.layout.uses("account"):
        if words := row.text(use):
            actor = actors.first("account_by", row)
            if actor is None:
                reason = "An account needs somebody whose it is; name a column or a value."
                raise BadCell(use.heading, words, reason)
            yield AccountRecord(actor, words, source=source)


def citations_of(row: Row, source: SourceRecord | None) -> tuple[Citation, ...]:
    """Give the passage of the source that a row names."""
    if source is None:
        return ()
    return (Citation(source, row.first("quote") or source.title),)


def _place(row: Row, actors: RowActors) -> PlaceRecord | None:
    name, within = row.first("place"), row.first("within")
    if not name and not within:
        return None
    latitude, longitude = _coordinates(row, actors)
    if not name:
        return PlaceRecord(within, latitude, longitude)
    return PlaceRecord(name, latitude, longitude, within if within != name else None)


def _coordinates(row: Row, actors: RowActors) -> tuple[float | None, float | None]:
    latitudes, longitudes = actors.layout.uses("latitude"), actors.layout.uses("longitude")
    if not latitudes or not longitudes:
        return None, None
    latitude, longitude = row.number(latitudes[0]), row.number(longitudes[0])
    if latitude is None or longitude is None:
        return None, None
    for use, value, most in ((latitudes[0], latitude, 90), (longitudes[0], longitude, 180)):
        if abs(value) > most:
            reason = f"There is no such place; it ends at {most}."
            raise BadCell(use.heading, row.text(use), reason)
    return latitude, longitude
