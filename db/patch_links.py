"""After a small change: topics, sources, accounts, quotes and stated order of interactions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from db.columns import read_accounts_and_quotes, read_stated_order
from db.patch_reading import TooMuch
from db.positions import Positions
from db.splice import Splice, splice_by_owner

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.bulk import BulkReader, Numbers
    from db.columns import StoreColumns
    from db.patch_reading import PatchReading
    from db.patch_who import Who

_TOLD_BY = (
    "SELECT interaction_id, source_id FROM evidence WHERE interaction_id {ids}"
    " UNION SELECT p.interaction_id, e.source_id FROM participants p"
    "  JOIN evidence e ON e.participant_id = p.id WHERE p.interaction_id {ids}"
    " UNION SELECT a.interaction_id, e.source_id FROM amounts a"
    "  JOIN evidence e ON e.amount_id = a.id WHERE a.interaction_id {ids}"
    " UNION SELECT interaction_id, source_id FROM accounts WHERE interaction_id {ids}"
    " UNION SELECT interaction_id, source_id FROM quotes WHERE interaction_id"
)


def patch_links(
    reading: PatchReading,
    reader: BulkReader,
    old: StoreColumns,
    values: Mapping[str, Any],
    things: Mapping[str, Splice],
    interactions: Splice,
    who: Who,
    actors: Splice,
) -> dict[str, Any]:
    """Give the columns of these that are others than before.

    Parameters
    ----------
    values
        The columns that are others by now.
    things
        What became of places, topics and sources.
    """
    ids = values.get("interaction_id", old.interaction_id)
    links = _Links(reading, old, interactions, ids)
    found: dict[str, Any] = {}
    topics = np.asarray(reading.touched("interaction_topics"), np.int64)
    select = "SELECT interaction_id, topic_id FROM interaction_topics WHERE interaction_id"
    found |= links.pairs(
        ("topic_interaction", "topic_index"), topics, select, things["topics"],
        _ids(values.get("topics", old.topics)),
    )  # fmt: skip
    found |= links.pairs(
        ("source_interaction", "source_index"), reading.told_interactions(), _TOLD_BY,
        things["sources"], _ids(values.get("sources", old.sources)),
    )  # fmt: skip
    tables = reading.changes.tables
    if "accounts" in tables or who.is_other:
        found |= read_accounts_and_quotes(reader, who.positions, links.now)
    else:
        found |= _accounts_and_quotes(reading, old, interactions, who, actors)
    if "interaction_order" in tables:
        found |= read_stated_order(reader, links.now)
    elif not interactions.keeps_rows:
        found["order_earlier"] = interactions.rows(old.order_earlier)
        found["order_later"] = interactions.rows(old.order_later)
    return found


class _Links:
    """Pairs of interactions and things, by rows of before and of now."""

    def __init__(
        self, reading: PatchReading, old: StoreColumns, interactions: Splice, ids: Numbers
    ) -> None:
        self._reading, self._old, self._interactions = reading, old, interactions
        self._before, self.now = Positions(old.interaction_id), Positions(ids)

    def pairs(
        self,
        names: tuple[str, str],
        asked: Numbers,
        select: str,
        things: Splice,
        thing_ids: Numbers,
    ) -> dict[str, Any]:
        """Patch pairs of an interaction's row and a thing's index, ordered by both."""
        old_rows, old_indexes = (getattr(self._old, name) for name in names)
        interactions = self._interactions
        gone = interactions.taken[interactions.rows(interactions.taken) < 0]
        before = self._before.of(asked)
        before = np.union1d(before[before >= 0], gone)
        found = self._reading.numbers_by(select, asked, 2)
        rows, indexes = self.now.of(found[:, 0]), Positions(thing_ids).of(found[:, 1])
        if (rows < 0).any() or (indexes < 0).any():
            raise TooMuch
        order = np.lexsort((indexes, rows))
        rows, indexes = rows[order], indexes[order]
        now = np.unique(rows)
        splice = splice_by_owner(old_rows, before, now, interactions.stood(now), rows)
        if not splice.cuts and interactions.keeps_rows and things.keeps_rows:
            return {}
        return {
            names[0]: splice.of(interactions.rows(old_rows), rows),
            names[1]: splice.of(things.rows(old_indexes), indexes),
        }


def _accounts_and_quotes(
    reading: PatchReading, old: StoreColumns, interactions: Splice, who: Who, actors: Splice
) -> dict[str, Any]:
    """Count on from before; accounts themselves are as they were."""
    found: dict[str, Any] = {}
    if not interactions.keeps_rows:
        found["accounts_interaction"] = interactions.rows(old.accounts_interaction)
    if not who.keeps_rows:
        found["accounts_actor"] = who.splice_rows(old.accounts_actor)
    found["n_accounts"] = interactions.of(old.n_accounts, interactions.carried(old.n_accounts))
    found["n_quotes_by"] = actors.of(old.n_quotes_by, actors.carried(old.n_quotes_by))
    if "quotes" in reading.changes.tables:
        changes = reading.changes
        n_quotes = found["n_quotes_by"].copy()
        speakers, more = reading.n_by("quotes", "speaker_id")
        rows = who.rows_of(speakers)
        np.add.at(n_quotes, rows[rows >= 0], more[rows >= 0].astype(np.int32))
        found["n_quotes_by"] = n_quotes
        n_more = len(changes.inserted.get("quotes", ())) - len(changes.deleted.get("quotes", ()))
        found["n_quotes_total"] = old.n_quotes_total + n_more
    return found


def _ids(things: tuple[Any, ...]) -> Numbers:
    return np.fromiter((thing.id for thing in things), np.int64, count=len(things))
