"""Turns rows of the store into entries, in batches: names from the dataset, the rest from reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from db import reads
from db.format.schema import OPEN_EARLIEST, OPEN_LATEST
from db.reads import EvidenceRow, InteractionRow, RelationRow
from db.records import SourceRow
from explorer.model.profile.entries import (
    ActorEntry,
    Evidence,
    InteractionEntry,
    Named,
    RelationEntry,
    SourceEntry,
    When,
)
from explorer.model.properties import read_properties
from explorer.model.timespan import NOT_STATED, date_words, precision_words
from explorer.session import Session

_MOST_ACTORS_IN_A_ROW = 8


class StoreReader:
    """Reads entries for one profile; store lane. Keeps what it has read, so make one per profile.

    Attributes
    ----------
    session
        The open store with its dataset.
    spans_years
        Whether the dataset reaches over more than one year: then short dates say the year where
        it changes.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.store, self.dataset = session.store, session.dataset
        columns = self.dataset.columns
        # Of hundreds of sources a page names a few.
        self._source_rows = {row.id: row for row in columns.sources}
        self._sources: dict[int, SourceEntry] = {}
        # A name may be long and stand in hundreds of chains: one copy of it is enough.
        self._actors: dict[int, ActorEntry] = {}
        self._named: dict[int, Named] = {}
        self._records: dict[int, str] = {}
        self._topic_names = tuple(topic.name for topic in columns.topics)
        span = self.dataset.day_span
        self.spans_years = span is not None and _year(span[0]) != _year(span[1])

    # --- by id --------------------------------------------------------------------------------

    def actor(self, actor_id: int) -> ActorEntry | None:
        """Return an actor; None where the store has none with that id."""
        row = self.dataset.actor_row(actor_id)
        return self.actor_of_row(row) if row >= 0 else None

    def actor_of_row(self, row: int) -> ActorEntry:
        """Return the actor in a row of the dataset."""
        if row not in self._actors:
            self._actors[row] = ActorEntry(
                int(self.dataset.actor_id(row)),
                self.dataset.actor_name(row),
                self.dataset.actor_kind(row),
                bool(self.dataset.columns.actor_is_unnamed[row]),
            )
        return self._actors[row]

    def record(self, actor_id: int | None) -> str:
        """Return the own name of an actor that is shown as part of another one; else nothing."""
        at = -1 if actor_id is None else self.dataset.actor_row(actor_id)
        if actor_id is None or at < 0 or self.dataset.actor_id(at) == actor_id:
            return ""
        if actor_id not in self._records:
            row = reads.actor(self.store, actor_id)
            self._records[actor_id] = "" if row is None else row.name
        return self._records[actor_id]

    def actor_as(self, actor_id: int | None) -> ActorEntry | None:
        """Return an actor, with the record by which the store means it here."""
        actor = None if actor_id is None else self.actor(actor_id)
        record = self.record(actor_id)
        return replace(actor, record=record) if actor is not None and record else actor

    def named(self, interaction_id: int) -> Named | None:
        """Return an interaction as a link; None where the store has none with that id."""
        row = self.dataset.interaction_row(interaction_id)
        return self.named_of_row(row) if row >= 0 else None

    def named_of_row(self, row: int) -> Named:
        """Return the interaction in a row of the dataset as a link."""
        if row not in self._named:
            kind = self.dataset.columns.interaction_kinds[
                int(self.dataset.columns.interaction_kind[row])
            ]
            self._named[row] = Named(
                int(self.dataset.interaction_id(row)),
                self.dataset.title(row),
                kind.name,
                kind.label,
                kind.family,
            )
        return self._named[row]

    def source(self, source_id: int) -> SourceEntry:
        """Return a source."""
        entry = self._sources.get(source_id)
        if entry is None:
            entry = self._sources[source_id] = source_entry(self._source_rows[source_id])
        return entry

    # --- interactions -------------------------------------------------------------------------

    def interactions(
        self,
        ids: Sequence[int],
        previous_id: int | None = None,
        *,
        is_long: bool = False,
    ) -> tuple[InteractionEntry, ...]:
        """Return interactions in the order of their ids, as rows of a list.

        Parameters
        ----------
        previous_id
            The interaction above the first one: decides whether the first says its year.
        is_long
            The list is too long for the row where the year changes to be in sight: all say it.
        """
        rows = reads.interactions(self.store, list(ids))
        year = None if previous_id is None else self._year_of(previous_id)
        entries: list[InteractionEntry] = []
        for row in rows:
            own = self._year_of(row.id)
            entries.append(
                self._entry(row, with_year=self.spans_years and (is_long or own != year))
            )
            year = own
        return tuple(entries)

    def when(self, row: InteractionRow | RelationRow, *, with_year: bool = False) -> When:
        """Return the date of a row of the store, in words."""
        earliest = OPEN_EARLIEST if row.earliest is None else row.earliest
        latest = OPEN_LATEST if row.latest is None else row.latest
        flags = row.date_flags or 0
        words = date_words(row.edtf, earliest, latest, flags)
        short = date_words(row.edtf, earliest, latest, flags, short=True, year=with_year)
        is_given = words != NOT_STATED
        return When(
            words=words,
            short=short,
            precision=precision_words(row.edtf, flags),
            stated=row.date_words,
            basis=row.date_basis,
            reasoning=row.date_reasoning,
            is_given=is_given,
            is_bounds_only=is_given and not row.edtf,
        )

    def dates(self, ids: Iterable[int]) -> dict[int, str]:
        """Return the dates of interactions in words, by id."""
        wanted = list(dict.fromkeys(ids))
        rows = reads.interactions(self.store, wanted) if wanted else []
        return {row.id: self.when(row).words for row in rows}

    def _entry(self, row: InteractionRow, *, with_year: bool) -> InteractionEntry:
        at = self.dataset.interaction_row(row.id)
        members = self.participants_of_row(at)
        shown = members[:_MOST_ACTORS_IN_A_ROW]
        parent = int(self.dataset.columns.parent[at])
        topics = self.dataset.topics_of.of(at)
        uncertain = bool(self.dataset.is_uncertain[at]) or not bool(self.dataset.has_date[at])
        return InteractionEntry(
            named=self.named_of_row(at),
            standing=row.standing,
            standing_words=row.standing_words,
            when=self.when(row, with_year=with_year),
            place=row.place_name,
            actors=tuple(self.actor_of_row(int(member)) for member in shown),
            n_actors=len(members),
            topics=tuple(self._topic_names[int(topic)] for topic in topics),
            n_accounts=int(self.dataset.columns.n_accounts[at]),
            parent=self.named_of_row(parent) if parent >= 0 else None,
            is_uncertain=uncertain,
        )

    def participants_of_row(self, row: int) -> list[int]:
        """Return the actor rows of an interaction row in the store's order, each once."""
        columns = self.dataset.columns
        # Of the column's own type: for another one numpy converts all of the column first.
        of = columns.participant_interaction
        low, high = of.searchsorted(np.array((row, row + 1), of.dtype)).tolist()
        return list(dict.fromkeys(columns.participant_actor[low:high].tolist()))

    def _year_of(self, interaction_id: int) -> int | None:
        row = self.dataset.interaction_row(interaction_id)
        if row < 0 or not self.dataset.has_date[row]:
            return None
        earliest = int(self.dataset.columns.earliest[row])
        latest = int(self.dataset.columns.latest[row])
        return _year(earliest if earliest != OPEN_EARLIEST else latest)

    # --- evidence and relations ---------------------------------------------------------------

    def evidence(
        self, rows: Iterable[EvidenceRow], fact: str = "", detail: str = ""
    ) -> tuple[Evidence, ...]:
        """Return passages; `fact` says what they support, else their aspect does."""
        return tuple(
            Evidence(
                source=self.source(row.source_id),
                excerpt=row.excerpt,
                start=row.start,
                end=row.end,
                fact=fact or ASPECT_WORDS.get(row.aspect, row.aspect),
                confidence=row.confidence,
                note=row.note,
                recorded_by=row.recorded_by,
                recorded_at=row.recorded_at,
                id=row.id,
                detail=detail,
            )
            for row in rows
        )

    def relations(
        self, rows: Sequence[RelationRow], seen_from: Collection[int] = ()
    ) -> tuple[RelationEntry, ...]:
        """Return relations as seen from one of their ends (default: the `from` end).

        `seen_from` are the ids of one actor, or of several that are one.
        """
        if not rows:
            return ()
        terms = {term.name: term for term in self.dataset.columns.relation_kinds}
        passages: dict[int, list[EvidenceRow]] = defaultdict(list)
        for passage in reads.evidence_for(self.store, relation_ids=[row.id for row in rows]):
            if passage.relation_id is not None:
                passages[passage.relation_id].append(passage)
        entries: list[RelationEntry] = []
        for row in rows:
            is_outgoing = not seen_from or row.from_actor_id in seen_from
            ends = (row.from_actor_id, row.to_actor_id)
            own_id, other_id = ends if is_outgoing else reversed(ends)
            other = self.actor(other_id)
            if other is None:
                continue
            term = terms.get(row.kind)
            label = term.label if term is not None else row.kind
            entries.append(
                RelationEntry(
                    id=row.id,
                    kind=row.kind,
                    family=term.family if term is not None else "other",
                    label=label,
                    title=row.title,
                    other=other,
                    is_outgoing=is_outgoing,
                    when=self._relation_when(row, passages[row.id]),
                    reasoning=row.date_reasoning,
                    description=row.description,
                    evidence=self.evidence(passages[row.id], "This relation"),
                    record=self.record(own_id),
                    properties=read_properties(row.properties),
                )
            )
        return tuple(entries)

    def _relation_when(self, row: RelationRow, passages: Sequence[EvidenceRow]) -> str:
        when = self.when(row)
        if when.is_given:
            return when.words
        if row.date_words:
            return row.date_words
        # Without any date a source still says how things stood when it was published.
        sources = [self.source(passage.source_id) for passage in passages]
        published = max((source.published for source in sources if source.published), default="")
        return f"as of {date_words(published)}" if published else ""


#: What evidence of an interaction or actor supports, by aspect.
ASPECT_WORDS = {
    "occurrence": "What is told",
    "date": "Date",
    "place": "Place",
    "standing": "Standing",
    "topic": "Topic",
    "parent": "Part of",
    "existence": "Mentioned",
    "name": "Name",
    "kind": "Kind",
    "fact": "This",
}


def source_entry(row: SourceRow) -> SourceEntry:
    """Return a source's row as an entry."""
    return SourceEntry(
        id=row.id,
        title=row.title,
        author=row.author,
        author_id=row.author_id,
        publisher=row.publisher,
        published=row.published,
        url=row.url,
        kind=row.kind,
        language=row.language,
        reliability=row.reliability,
        has_text=row.has_text,
    )


def _year(day: int) -> int | None:
    try:
        return (date(1970, 1, 1) + timedelta(days=day)).year
    except OverflowError:
        return round(1970 + day / 365.2425)
