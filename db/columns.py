"""The whole store as columns: what a picture of it needs, read in one pass."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from db.bulk import BulkReader, Field, Numbers
from db.format.schema import OPEN_EARLIEST, OPEN_LATEST, STANDINGS
from db.joining import is_first_part, without_members
from db.positions import ActorPositions, Ints, Positions
from db.records import UNKNOWN_KIND, PlaceRow, SourceRow, Term, TopicRow
from db.terms import read_vocabularies
from db.text_column import TextColumn

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from db.moment import Moment
    from db.waiting import Progress, Token

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class StoreColumns:
    """A store's tables as read-only arrays, in the order of ids unless said otherwise.

    Actors that are judged to be the same are one actor here: what belongs to any of them has the
    row of their representative, and a part that several of them took is one participation.

    *row* means the position in the arrays of a table; *index* the position in one of the tuples.
    Days are int32 since 1970-01-01; `schema.OPEN_EARLIEST` and `schema.OPEN_LATEST` stand where
    a date is not bounded on that side.

    Attributes
    ----------
    member_id, member_of
        The actors that are shown as part of another one: their ids, ascending, and its row.
    standing
        uint8, index into `schema.STANDINGS`.
    has_date
        Whether any bound is known.
    place, parent
        Index of the place and row of the parent, -1 where there is none.
    n_accounts
        How many accounts there are of each.
    is_inferred
        Whether the date was inferred.
    participant_interaction, participant_actor, participant_role
        Row, row and index; ordered by (interaction row, id).
    topic_interaction, topic_index
        Pairs of row and index, ordered by both.
    source_interaction, source_index
        Pairs: the sources of evidence on an interaction, its participants and amounts, of its
        accounts and of what was said in it; distinct, ordered by both.
    accounts_interaction, accounts_actor
        Rows: who gives an account of what.
    order_earlier, order_later
        Rows: of which a source says that one came before the other, in the order of ids.
    n_quotes_by
        For each actor the number of quotes.
    """

    actor_kinds: tuple[Term, ...]
    interaction_kinds: tuple[Term, ...]
    relation_kinds: tuple[Term, ...]
    roles: tuple[Term, ...]
    places: tuple[PlaceRow, ...]
    topics: tuple[TopicRow, ...]
    sources: tuple[SourceRow, ...]

    actor_id: Numbers
    actor_kind: Ints
    actor_is_unnamed: Bools
    actor_name: TextColumn
    n_quotes_by: Ints
    n_quotes_total: int
    member_id: Numbers
    member_of: Ints

    interaction_id: Numbers
    interaction_kind: Ints
    standing: npt.NDArray[np.uint8]
    earliest: Ints
    latest: Ints
    has_date: Bools
    date_flags: Ints
    place: Ints
    parent: Ints
    n_accounts: Ints
    is_inferred: Bools
    interaction_title: TextColumn
    interaction_edtf: TextColumn

    participant_id: Numbers
    participant_interaction: Ints
    participant_actor: Ints
    participant_role: Ints

    relation_id: Numbers
    relation_kind: Ints
    relation_from: Ints
    relation_to: Ints
    relation_earliest: Ints
    relation_latest: Ints
    relation_title: TextColumn

    topic_interaction: Ints
    topic_index: Ints
    source_interaction: Ints
    source_index: Ints
    accounts_interaction: Ints
    accounts_actor: Ints
    order_earlier: Ints
    order_later: Ints


def read_columns(
    moment: Moment,
    token: Token | None,
    progress: Progress,
    on_actors: Callable[[StoreColumns], None] | None = None,
) -> StoreColumns:
    """Read all columns of a moment of the store.

    Parameters
    ----------
    on_actors
        Called with the actors alone, as soon as they are read: as if nothing had happened yet.

    References that lead nowhere, as only a damaged store has, are left out; what is of a kind that
    is not there is of the kind `records.UNKNOWN_KIND`, which then ends the tuple of kinds.
    """
    connection = moment.connection
    total = sum(_count(connection, table) for table in ("actors", "interactions", "participants"))
    told = 0

    def on_rows(rows: int) -> None:
        nonlocal told
        told = min(told + rows, total)
        progress(told, total, "Reading the store")

    reader = BulkReader(connection, token, on_rows, moment)
    values: dict[str, Any] = read_vocabularies(connection)
    values |= _actors(reader, values)
    values |= without_members(values, reader)
    if on_actors is not None:
        on_actors(_with_actors_alone(values))
    values |= _interactions(reader, values)
    actors = ActorPositions(values["actor_id"], values["member_id"], values["member_of"])
    interactions = Positions(values["interaction_id"])
    values |= _participants(reader, values, actors, interactions)
    values |= _relations(reader, values, actors)
    values |= _topics(reader, values, interactions)
    values |= read_source_pairs(reader, interactions, values["sources"])
    values |= read_accounts_and_quotes(reader, actors, interactions)
    values |= read_stated_order(reader, interactions)
    for value in values.values():
        if isinstance(value, np.ndarray):
            value.flags.writeable = False
    return StoreColumns(**values)


def _with_actors_alone(values: dict[str, Any]) -> StoreColumns:
    """Give columns of which all others have no rows."""
    empty = {
        "Numbers": np.empty(0, np.int64), "Ints": np.empty(0, np.int32),
        "Bools": np.empty(0, np.bool_), "npt.NDArray[np.uint8]": np.empty(0, np.uint8),
        "TextColumn": TextColumn.of([]), "int": 0,
    }  # fmt: skip
    others = {field.name: empty[str(field.type)] for field in fields(StoreColumns)
              if field.name not in values}  # fmt: skip
    others["n_quotes_by"] = np.zeros(len(values["actor_id"]), np.int32)
    return StoreColumns(**{**others, **values})


def _actors(reader: BulkReader, values: dict[str, Any]) -> dict[str, Any]:
    ids, kinds, unnamed = reader.numbers(
        "SELECT id, kind_id, is_unnamed FROM actors ORDER BY id", 3
    )
    return {
        "actor_id": ids,
        "actor_kind": _of_kinds(values, "actor_kinds", kinds),
        "actor_is_unnamed": unnamed != 0,
        "actor_name": reader.texts("SELECT name FROM actors ORDER BY id"),
    }


def _interactions(reader: BulkReader, values: dict[str, Any]) -> dict[str, Any]:
    unclear = STANDINGS.index("unclear")
    standings = " ".join(f"WHEN '{name}' THEN {at}" for at, name in enumerate(STANDINGS))
    # One less than the least value there is stands for none.
    place_low, place_high = reader.bounds("interactions", "place_id")
    parent_low, parent_high = reader.bounds("interactions", "parent_id")
    earliest_low, earliest_high = reader.bounds("interactions", "earliest")
    latest_low, latest_high = reader.bounds_by_scan("interactions", "latest")
    numbers, (titles, edtf) = reader.table(
        "interactions",
        (
            Field("id", *reader.bounds("interactions", "id")),
            Field("kind_id", *reader.bounds("interactions", "kind_id")),
            Field(f"CASE standing {standings} ELSE {unclear} END", 0, len(STANDINGS) - 1),
            Field("coalesce(date_basis = 'inferred', 0)", 0, 1),
            Field("date_flags & 65535", 0, 65_535),
            Field(f"coalesce(place_id, {place_low - 1})", place_low - 1, place_high),
            Field(f"coalesce(parent_id, {parent_low - 1})", parent_low - 1, parent_high),
            Field(f"coalesce(earliest, {earliest_low - 1})", earliest_low - 1, earliest_high),
            Field(f"coalesce(latest, {latest_low - 1})", latest_low - 1, latest_high),
        ),
        ("title", "coalesce(edtf, '')"),
    )
    ids, kinds, standing, inferred, flags, places, parents, earliest, latest = numbers
    earliest[earliest < earliest_low] = OPEN_EARLIEST
    latest[latest < latest_low] = OPEN_LATEST
    first_days, last_days = _days(earliest), _days(latest)
    place_indexes, parent_rows = _indexes(values["places"]).of(places), Positions(ids).of(parents)
    place_indexes[places < place_low] = -1
    parent_rows[parents < parent_low] = -1
    return {
        "interaction_id": ids,
        "interaction_kind": _of_kinds(values, "interaction_kinds", kinds),
        "standing": standing.astype(np.uint8),
        "earliest": first_days,
        "latest": last_days,
        "has_date": (first_days != OPEN_EARLIEST) | (last_days != OPEN_LATEST),
        "date_flags": flags.astype(np.int32),
        "place": place_indexes,
        "parent": parent_rows,
        "is_inferred": inferred != 0,
        "interaction_title": titles,
        "interaction_edtf": edtf,
    }


def _participants(
    reader: BulkReader, values: dict[str, Any], actors: Positions, interactions: Positions
) -> dict[str, Any]:
    names = ("id", "interaction_id", "actor_id", "role_id")
    (ids, interaction_ids, actor_ids, role_ids), _ = reader.table(
        "participants", [Field(name, *reader.bounds("participants", name)) for name in names]
    )
    rows, who = interactions.of(interaction_ids), actors.of(actor_ids)
    roles = _indexes(values["roles"]).of(role_ids)
    order: Any = (rows >= 0) & (who >= 0) & (roles >= 0)
    if (np.diff(rows[order]) < 0).any():
        order = np.flatnonzero(order)[np.argsort(rows[order], kind="stable")]
    elif order.all():
        order = slice(None)
    member_of = values["member_of"]
    if member_of.size:
        is_first = is_first_part(rows[order], who[order], roles[order], member_of)
        order = np.arange(ids.size)[order][is_first]
    return {
        "participant_id": ids[order],
        "participant_interaction": rows[order],
        "participant_actor": who[order],
        "participant_role": roles[order],
    }


def _relations(reader: BulkReader, values: dict[str, Any], actors: Positions) -> dict[str, Any]:
    ids, kinds, from_ids, to_ids, earliest, latest = reader.numbers(
        "SELECT id, kind_id, from_actor_id, to_actor_id,"  # noqa: S608
        f" coalesce(earliest, {OPEN_EARLIEST}), coalesce(latest, {OPEN_LATEST})"
        " FROM relations ORDER BY id",
        6,
    )
    titles = reader.texts("SELECT coalesce(title, '') FROM relations ORDER BY id")
    kind_indexes = _of_kinds(values, "relation_kinds", kinds)
    from_rows, to_rows = actors.of(from_ids), actors.of(to_ids)
    is_whole: Any = (from_rows >= 0) & (to_rows >= 0)
    if values["member_of"].size:
        # What lasts between two that are one joins it to nobody.
        is_whole &= (from_rows != to_rows) | (from_ids == to_ids)
    if is_whole.all():
        is_whole = slice(None)
    else:
        titles = titles.only(is_whole)
    return {
        "relation_id": ids[is_whole],
        "relation_kind": kind_indexes[is_whole],
        "relation_from": from_rows[is_whole],
        "relation_to": to_rows[is_whole],
        "relation_earliest": _days(earliest)[is_whole],
        "relation_latest": _days(latest)[is_whole],
        "relation_title": titles,
    }


def _topics(reader: BulkReader, values: dict[str, Any], interactions: Positions) -> dict[str, Any]:
    names = ("interaction_id", "topic_id")
    pairs = reader.rows(
        "interaction_topics",
        [Field(name, *reader.bounds("interaction_topics", name)) for name in names],
    )
    rows, indexes = _distinct_pairs(pairs, interactions, values["topics"])
    return {"topic_interaction": rows, "topic_index": indexes}


def read_source_pairs(
    reader: BulkReader, interactions: Positions, sources: tuple[SourceRow, ...]
) -> dict[str, Any]:
    """Read which sources tell of which interactions."""
    pairs = reader.numbers(
        "SELECT interaction_id, source_id FROM evidence WHERE interaction_id IS NOT NULL"
        " UNION ALL SELECT p.interaction_id, e.source_id FROM evidence e"
        "  JOIN participants p ON p.id = e.participant_id WHERE e.participant_id IS NOT NULL"
        " UNION ALL SELECT a.interaction_id, e.source_id FROM evidence e"
        "  JOIN amounts a ON a.id = e.amount_id WHERE e.amount_id IS NOT NULL"
        " UNION ALL SELECT interaction_id, source_id FROM accounts"
        " UNION ALL SELECT interaction_id, source_id FROM quotes WHERE interaction_id IS NOT NULL",
        2,
    )
    rows, indexes = _distinct_pairs(pairs, interactions, sources)
    return {"source_interaction": rows, "source_index": indexes}


def read_accounts_and_quotes(
    reader: BulkReader, actors: Positions, interactions: Positions
) -> dict[str, Any]:
    """Read who gives accounts of what, and how often each is quoted."""
    account_pairs = reader.numbers("SELECT interaction_id, actor_id FROM accounts ORDER BY id", 2)
    rows, givers = interactions.of(account_pairs[0]), actors.of(account_pairs[1])
    is_whole = (rows >= 0) & (givers >= 0)
    rows, givers = rows[is_whole], givers[is_whole]
    (speakers,) = reader.numbers("SELECT coalesce(speaker_id, -1) FROM quotes", 1)
    speaker_rows = actors.of(speakers)
    return {
        "accounts_interaction": rows,
        "accounts_actor": givers,
        "n_accounts": np.bincount(rows, minlength=interactions.count).astype(np.int32),
        "n_quotes_by": np.bincount(speaker_rows[speaker_rows >= 0], minlength=actors.count).astype(
            np.int32
        ),
        "n_quotes_total": int(speakers.size),
    }


def read_stated_order(reader: BulkReader, interactions: Positions) -> dict[str, Any]:
    """Read of which interactions a source says that one came before the other."""
    pairs = reader.numbers(
        "SELECT CASE relation WHEN 'before' THEN interaction_id ELSE other_id END,"
        " CASE relation WHEN 'before' THEN other_id ELSE interaction_id END"
        " FROM interaction_order WHERE relation IN ('before', 'after') ORDER BY id",
        2,
    )
    earlier, later = (interactions.of(ids) for ids in pairs)
    is_whole = (earlier >= 0) & (later >= 0)
    return {"order_earlier": earlier[is_whole], "order_later": later[is_whole]}


def _distinct_pairs(
    pairs: list[Numbers], interactions: Positions, things: tuple[Any, ...]
) -> tuple[Ints, Ints]:
    rows, indexes = interactions.of(pairs[0]), _indexes(things).of(pairs[1])
    is_whole = (rows >= 0) & (indexes >= 0)
    packed = rows[is_whole].astype(np.int64) << 32 | indexes[is_whole]
    packed.sort()
    if packed.size:
        packed = packed[np.concatenate(([True], packed[1:] != packed[:-1]))]
    return (packed >> 32).astype(np.int32), (packed & 0xFFFFFFFF).astype(np.int32)


def _of_kinds(values: dict[str, Any], vocabulary: str, kind_ids: Numbers) -> Ints:
    """Give the indexes of kinds; where a kind is not there, one that says so is added."""
    kinds = values[vocabulary]
    indexes = _indexes(kinds).of(kind_ids)
    is_missing = indexes < 0
    if is_missing.any():
        values[vocabulary] = (*kinds, UNKNOWN_KIND)
        indexes[is_missing] = len(kinds)
    return indexes


def _indexes(things: tuple[Any, ...]) -> Positions:
    return Positions(np.fromiter((thing.id for thing in things), np.int64, count=len(things)))


def _days(days: Numbers) -> Ints:
    return np.clip(days, OPEN_EARLIEST, OPEN_LATEST).astype(np.int32)


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608
