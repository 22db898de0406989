"""What a page holds of a store, as plain lists that are written into it as JSON."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from db import reads
from db.format.schema import OPEN_EARLIEST, OPEN_LATEST
from explorer.exchange.dossier.citing import web_address
from explorer.exchange.scope import Scope
from explorer.model.citation import FORM_WORDS, chain_words, source_citation
from explorer.model.dataset import Mask
from explorer.model.plain_text import counted, shown_line, shown_passage
from explorer.model.profile.entries import InteractionEntry, Quote, SourceEntry
from explorer.model.profile.ordering import ids_of, oldest_first
from explorer.model.profile.reading import StoreReader
from explorer.model.profile.tellings import read_accounts, read_quotes
from explorer.network.ego import arrange_part
from explorer.network.filters import STANDING_WORDS
from explorer.progress import CancelToken, Progress
from explorer.session import Session

Places = Mapping[int, tuple[float, float]]
Row = list[Any]

MOST_ACTORS = 2_000
"""More than that no browser draws with ease, and nobody looks through."""
MOST_INTERACTIONS = 10_000
_MOST_QUOTES_OF_ONE = 30
_MOST_PASSAGES = 2
_MOST_PEOPLE = 300
_PASSAGE_CHARACTERS = 300
_WORDS_CHARACTERS = 3_000
_BATCH = 400


@dataclass(frozen=True, slots=True)
class PageContent:
    """The data of a page, and what was left out, as sentences."""

    data: dict[str, Any]
    notes: tuple[str, ...]


def page_content(
    session: Session,
    scope: Scope,
    places: Places | None,
    made_on: str,
    token: CancelToken,
    progress: Progress,
) -> PageContent:
    """Gather a page; store thread.

    Parameters
    ----------
    places
        Where actors stand, by their ids; if one of those that are shown has none, all are
        arranged anew.

    Raises
    ------
    explorer.progress.Cancelled
        When the token was cancelled.
    """
    return _Gathering(session, scope, token, progress).content(places, made_on)


class _Gathering:
    """One page while it is gathered."""

    def __init__(
        self, session: Session, scope: Scope, token: CancelToken, progress: Progress
    ) -> None:
        self._session, self._token, self._progress = session, token, progress
        self._dataset = session.dataset
        self._reader = StoreReader(session)
        self._notes: list[str] = []
        self._sources: dict[int, int] = {}
        self._source_rows: list[Row] = []
        columns = self._dataset.columns
        self._actors = self._chosen_actors(_mask(columns.actor_id, scope.actors))
        self._interactions = self._chosen_interactions(
            _mask(columns.interaction_id, scope.interactions)
        )
        rows = np.flatnonzero(self._actors)
        self._place_of = {int(row): place for place, row in enumerate(rows)}

    def content(self, places: Places | None, made_on: str) -> PageContent:
        columns = self._dataset.columns
        interactions = self._interaction_rows()
        data = {
            "title": shown_line(self._session.title),
            "made": made_on,
            "kinds": [[kind.name, kind.label] for kind in columns.actor_kinds],
            "actors": self._actor_rows(places),
            "interactions": interactions,
            "relations": self._relation_rows(),
            "sources": self._source_rows,
            "notes": self._notes,
        }
        return PageContent(data, tuple(self._notes))

    # --- what is in it ------------------------------------------------------------------------

    def _chosen_actors(self, wanted: Mask) -> Mask:
        n = int(np.count_nonzero(wanted))
        if n <= MOST_ACTORS:
            return wanted
        rows = np.flatnonzero(wanted)
        order = np.argsort(-self._dataset.n_interactions_of[rows], kind="stable")
        chosen = np.zeros(len(wanted), dtype=bool)
        chosen[rows[order[:MOST_ACTORS]]] = True
        self._notes.append(
            f"The {MOST_ACTORS:,} actors with most interactions are shown, of {n:,}."
        )
        return chosen

    def _chosen_interactions(self, wanted: Mask) -> list[int]:
        dataset = self._dataset
        has_shown = np.zeros(dataset.n_interactions, dtype=bool)
        owner = np.repeat(np.arange(dataset.n_interactions), dataset.actors_of.counts)
        has_shown[owner[self._actors[dataset.actors_of.rows]]] = True
        of_nobody = dataset.actors_of.counts == 0
        is_chosen = wanted & (has_shown | of_nobody)
        rows = np.flatnonzero(is_chosen).astype(np.int32)
        left = int(np.count_nonzero(wanted)) - len(rows)
        if left:
            self._notes.append(f"{counted(left, 'interaction')} of actors not shown left out.")
        if len(rows) > MOST_INTERACTIONS:
            # Those with most of the actors shown say most about them; ties by row.
            order = np.argsort(-dataset.actors_of.counts[rows], kind="stable")
            n, rows = len(rows), np.sort(rows[order[:MOST_INTERACTIONS]])
            self._notes.append(
                f"{MOST_INTERACTIONS:,} interactions are told, those with most participants, "
                f"of {n:,}."
            )
        return [int(i) for i in ids_of(dataset, oldest_first(dataset, rows))]

    # --- rows ---------------------------------------------------------------------------------

    def _actor_rows(self, places: Places | None) -> list[Row]:
        dataset, columns = self._dataset, self._dataset.columns
        rows = list(self._place_of)
        ids = [int(dataset.actor_id(row)) for row in rows]
        xy = self._xy(rows, ids, places)
        facts = {row.id: row.description for row in reads.actors(self._session.store, ids)}
        also: dict[int, list[str]] = defaultdict(list)
        for name in reads.actor_names(self._session.store, ids):
            also[name.actor_id].append(shown_line(name.name, 120))
        made = []
        for row, actor_id, (x, y) in zip(rows, ids, xy, strict=True):
            description = facts.get(actor_id)
            made.append(
                [
                    shown_line(dataset.actor_name(row), 200),
                    int(columns.actor_kind[row]),
                    round(x, 3),
                    round(y, 3),
                    int(bool(columns.actor_is_unnamed[row])),
                    shown_passage(description, 1_000)[0] if description else "",
                    list(dict.fromkeys(also[actor_id]))[:12],
                ]
            )
        return made

    def _xy(
        self, rows: Sequence[int], ids: Sequence[int], places: Places | None
    ) -> list[tuple[float, float]]:
        if places is not None and all(actor_id in places for actor_id in ids):
            return [places[actor_id] for actor_id in ids]
        self._progress(0, 0, "Arranging the network.")
        network = self._session.network("ties")
        arrangement = arrange_part(network, self._actors, token=self._token)
        return [(float(x), float(y)) for x, y in arrangement.xy[list(rows)]]

    def _interaction_rows(self) -> list[Row]:
        rows: list[Row] = []
        ids = self._interactions
        for start in range(0, len(ids), _BATCH):
            self._token.raise_if_cancelled()
            self._progress(start, len(ids), "Reading interactions.")
            rows += self._batch(ids[start : start + _BATCH])
        return rows

    def _batch(self, ids: Sequence[int]) -> list[Row]:
        store, reader = self._session.store, self._reader
        said: dict[int, list[Row]] = defaultdict(list)
        told = read_accounts(reader, reads.accounts_of(store, ids))
        words = read_quotes(reader, reads.quotes_of_interactions(store, ids))
        for quote in (*told, *words):
            if quote.interaction is not None:
                mine = said[quote.interaction.id]
                if len(mine) < _MOST_QUOTES_OF_ONE:
                    mine.append(self._quote(quote))
        passages: dict[int, list[Row]] = defaultdict(list)
        for row in reads.evidence_for(store, interaction_ids=ids):
            mine = passages[row.interaction_id or 0]
            if len(mine) < _MOST_PASSAGES and row.excerpt.strip():
                text, _ = shown_passage(row.excerpt, _PASSAGE_CHARACTERS)
                passage = [text, self._source(reader.source(row.source_id))]
                if passage not in mine:
                    mine.append(passage)
        return [
            self._interaction(entry, said[entry.id], passages[entry.id])
            for entry in reader.interactions(ids)
        ]

    def _interaction(self, entry: InteractionEntry, said: list[Row], passages: list[Row]) -> Row:
        dataset = self._dataset
        at = dataset.interaction_row(entry.id)
        first, last = int(dataset.columns.earliest[at]), int(dataset.columns.latest[at])
        days = (
            [
                first if first != OPEN_EARLIEST else last,
                last if last != OPEN_LATEST else first,
            ]
            if bool(dataset.has_date[at])
            else []
        )
        members = self._reader.participants_of_row(at)
        shown = [self._place_of[row] for row in members if row in self._place_of]
        standing = "" if entry.standing == "took_place" else entry.standing
        facts = [entry.named.kind_label]
        if standing:
            facts.append(STANDING_WORDS.get(standing, standing).lower())
        facts += [shown_line(entry.place)] if entry.place else []
        facts += [", ".join(shown_line(topic, 80) for topic in entry.topics[:6])]
        when = entry.when.words
        if not entry.when.is_given and entry.when.stated:
            when = f"“{shown_line(entry.when.stated, 60)}”"
        return [
            shown_line(entry.named.title, 300),
            entry.named.family,
            when,
            days,
            int(entry.is_uncertain),
            " · ".join(fact for fact in facts if fact),
            shown[:_MOST_PEOPLE],
            len(members) - len(shown[:_MOST_PEOPLE]),
            said,
            passages,
        ]

    def _quote(self, quote: Quote) -> Row:
        speaker = quote.speaker.shown if quote.speaker is not None else "Speaker not named"
        row = -1 if quote.speaker is None else self._dataset.actor_row(quote.speaker.id)
        return [
            speaker,
            self._place_of.get(row, -1),
            FORM_WORDS.get(quote.form, quote.form),
            shown_passage(quote.words, _WORDS_CHARACTERS)[0],
            chain_words(quote, is_sentence=True),
            self._source(quote.source),
            int(quote.is_account),
        ]

    def _relation_rows(self) -> list[Row]:
        columns = self._dataset.columns
        inside = self._actors[columns.relation_from] & self._actors[columns.relation_to]
        ids = columns.relation_id[inside]
        rows: list[Row] = []
        for start in range(0, len(ids), _BATCH):
            self._token.raise_if_cancelled()
            for row in reads.relations(self._session.store, ids[start : start + _BATCH]):
                ends = [self._dataset.actor_row(i) for i in (row.from_actor_id, row.to_actor_id)]
                seen = self._reader.relations([row])
                if not seen or any(end not in self._place_of for end in ends):
                    continue
                words = shown_line(row.title or seen[0].label, 200)
                rows.append([*(self._place_of[end] for end in ends), words, seen[0].when])
        return rows

    def _source(self, source: SourceEntry) -> int:
        """Return the place of a source in the list, added when it is first named."""
        if source.id not in self._sources:
            self._sources[source.id] = len(self._source_rows)
            citation = source_citation(source)
            self._source_rows.append([citation, web_address(source.url)])
        return self._sources[source.id]


def _mask(ids: np.ndarray[tuple[int], np.dtype[np.int64]], wanted: frozenset[int] | None) -> Mask:
    if wanted is None:
        return np.ones(len(ids), dtype=bool)
    return np.isin(ids, np.fromiter(wanted, np.int64, len(wanted)))
