"""The store at a glance: how much, what is worth a look, who is most involved, what was latest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from db.edtf import DateFlag
from db.format.schema import STANDINGS
from explorer.model.dataset import Mask, Rows
from explorer.model.plain_text import shown_line
from explorer.model.profile.entries import ActorEntry, SourceEntry
from explorer.model.profile.listing import Listing, list_interactions, span_of
from explorer.model.profile.ordering import ids_of, newest_first
from explorer.model.profile.reading import StoreReader
from explorer.model.timespan import day_words
from explorer.network.filters import STANDING_WORDS

_MOST_INVOLVED = 6
_MOST_SELECTED = 20_000


@dataclass(frozen=True, slots=True)
class Notice:
    """Something worth a look: its words, how many, and what a click selects.

    Attributes
    ----------
    kind
        `accounts`, `date`, `undated`, `unnamed`, `standing` or `words`: decides the icon.
    """

    kind: str
    words: str
    n: int
    actors: tuple[int, ...]
    interactions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StoreProfile:
    """The open store.

    Attributes
    ----------
    involved
        The actors with the most interactions, and how many.
    holders
        Ids of those who hold the positions or are the members.
    latest
        All interactions that are shown, newest first.
    """

    title: str
    description: str
    span: str
    n_actors: int
    n_interactions: int
    n_positions: int
    holders: tuple[int, ...]
    n_quotes: int
    n_accounts: int
    notices: tuple[Notice, ...]
    involved: tuple[tuple[ActorEntry, int], ...]
    latest: Listing
    sources: tuple[tuple[SourceEntry, int], ...]


def build_overview(reader: StoreReader, is_shown: Mask | None = None) -> StoreProfile:
    """Read the overview of a store; a filter narrows "most involved" and "latest"."""
    dataset = reader.dataset
    columns = dataset.columns
    shown = np.ones(dataset.n_interactions, bool) if is_shown is None else is_shown
    rows = np.flatnonzero(shown).astype(np.int32)
    session, standing = reader.session, _position_holders(reader)
    return StoreProfile(
        title=session.title,
        description=reader.store.description,
        span=span_of(dataset, np.arange(dataset.n_interactions, dtype=np.int32)),
        n_actors=dataset.n_actors,
        n_interactions=dataset.n_interactions,
        n_positions=len(standing),
        holders=tuple(dict.fromkeys(standing[:_MOST_SELECTED].tolist())),
        n_quotes=int(columns.n_quotes_total),
        n_accounts=int(columns.n_accounts.sum()),
        notices=tuple(_notices(reader)),
        involved=_involved(reader, shown),
        latest=list_interactions(reader, newest_first(dataset, rows)),
        sources=tuple(
            (reader.source(source.id), int(n))
            for source, n in zip(columns.sources, _interactions_per_source(reader), strict=True)
        ),
    )


def _position_holders(reader: StoreReader) -> npt.NDArray[np.int64]:
    """Return who holds each position or membership, one id for each."""
    columns = reader.dataset.columns
    standing = [k.family in ("position", "membership") for k in columns.relation_kinds]
    is_standing = np.array(standing or [False], dtype=bool)[columns.relation_kind]
    return np.asarray(columns.actor_id[columns.relation_from[is_standing]], dtype=np.int64)


def _interactions_per_source(reader: StoreReader) -> Rows:
    columns = reader.dataset.columns
    n = np.bincount(columns.source_index, minlength=len(columns.sources))
    return n[: len(columns.sources)].astype(np.int32)


def _involved(reader: StoreReader, shown: Mask) -> tuple[tuple[ActorEntry, int], ...]:
    dataset = reader.dataset
    if shown.all():
        n = dataset.n_interactions_of
    else:
        owner = np.repeat(np.arange(dataset.n_interactions), dataset.actors_of.counts)
        n = np.bincount(dataset.actors_of.rows[shown[owner]], minlength=dataset.n_actors)
    order = np.lexsort((np.arange(dataset.n_actors), -n))[:_MOST_INVOLVED]
    return tuple((reader.actor_of_row(int(row)), int(n[row])) for row in order if n[row])


def _notices(reader: StoreReader) -> list[Notice]:
    dataset = reader.dataset
    columns = dataset.columns
    notices: list[Notice] = []

    def add(kind: str, words: str, mask: Mask) -> None:
        rows = np.flatnonzero(mask).astype(np.int32)
        if len(rows):
            ids = tuple(int(i) for i in ids_of(dataset, rows[:_MOST_SELECTED]))
            notices.append(Notice(kind, words, len(rows), (), ids))

    differ = np.flatnonzero(dataset.accounts_differ)
    if len(differ) == 1:
        row = int(differ[0])
        words = f"Accounts differ: {_short_name(reader, row)}"
        n = int(columns.n_accounts[row])
        notices.append(Notice("accounts", words, n, (), (int(dataset.interaction_id(row)),)))
    elif len(differ):
        add("accounts", "Accounts differ", dataset.accounts_differ)
    vague = DateFlag.UNCERTAIN | DateFlag.APPROXIMATE | DateFlag.UNSPECIFIED
    vague |= DateFlag.BOUNDS_ONLY
    add("date", "Date uncertain or approximate", (columns.date_flags & int(vague)) != 0)
    add("undated", "No date given", ~dataset.has_date)
    unnamed = np.flatnonzero(columns.actor_is_unnamed)
    if len(unnamed):
        ids = tuple(int(columns.actor_id[row]) for row in unnamed[:_MOST_SELECTED])
        notices.append(Notice("unnamed", "Actors without a name", len(unnamed), ids, ()))
    for number, standing in enumerate(STANDINGS):
        if standing != "took_place":
            add("standing", STANDING_WORDS[standing], columns.standing == number)
    return notices


def _short_name(reader: StoreReader, row: int) -> str:
    """Return `the call of 26 September` for an interaction with a known day, else its title."""
    columns, named = reader.dataset.columns, reader.named_of_row(row)
    if reader.dataset.has_date[row] and columns.earliest[row] == columns.latest[row]:
        day = day_words(int(columns.earliest[row]), year=reader.spans_years)
        return f"the {named.kind_label.lower()} of {day}"
    return shown_line(named.title, 80)
