"""Dividing one actor into two: what of it belongs to the other, moved in one step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from db import reads
from explorer.editing.edited import Edited, one_step
from explorer.editing.titles import actor_words, name_of
from explorer.errors import ExplorerError
from explorer.identity.judging import NotThere
from explorer.model.plain_text import shown_line
from explorer.model.profile.reading import StoreReader
from explorer.model.view import Selection
from explorer.progress import CancelToken, Progress, no_progress

if TYPE_CHECKING:
    from db import Store, Writer
    from explorer.session import Session

PartTable = Literal[
    "actor_names", "actor_identifiers", "relations", "participants", "quotes", "quote_actors",
    "accounts", "evidence",
]  # fmt: skip

MOST_PARTS: Final = 20_000
"""Of each sort; who is to be divided by more is divided by an import."""

_OWNER: Final[dict[PartTable, str]] = {
    "actor_names": "actor_id",
    "actor_identifiers": "actor_id",
    "participants": "actor_id",
    "quotes": "speaker_id",
    "accounts": "actor_id",
    "evidence": "actor_id",
}


class CannotSplit(ExplorerError):
    """What was asked does not make two actors of one."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is told of an actor and may belong to another.

    Attributes
    ----------
    id
        Of its row; of whom a quote is about, of the quote.
    words
        What it is, on one line.
    """

    table: PartTable
    id: int
    words: str


@dataclass(frozen=True, slots=True)
class SplitDraft:
    """How an actor is to be divided.

    Attributes
    ----------
    actor_id
        The one that is there.
    name, kind_id
        Of the one that is made; without a kind it is of the same.
    parts
        What goes to it, as (table, id); all else stays.
    """

    actor_id: int
    name: str
    parts: tuple[tuple[PartTable, int], ...]
    kind_id: int | None = None
    note: str = ""


def read_parts(
    session: Session,
    actor_id: int,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> tuple[Part, ...]:
    """Give all that may go to another actor, sort by sort; store thread."""
    row = session.dataset.actor_row(actor_id)
    if row < 0:
        return ()
    ids = session.dataset.actor_ids(row)
    reader = StoreReader(session)
    parts: list[Part] = []
    for sort in (_names, _relations, _participations, _words):
        if token is not None:
            token.raise_if_cancelled()
        parts += sort(reader, ids)
    return tuple(parts)


def split_actor(
    store: Store,
    draft: SplitDraft,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Make a new actor and give it what belongs to it, in one step; store thread.

    The two are remembered as different, so that nobody proposes to join them again.

    Raises
    ------
    NotThere
        If the actor or one of the parts is gone.
    CannotSplit
        If the new one has no name.
    """
    name = draft.name.strip()
    if not name:
        raise CannotSplit("The new actor has no name; type one first.")
    old = reads.actor(store, draft.actor_id)
    if old is None:
        raise NotThere("This actor is no longer in the store; close the window and look again.")
    title = f"Split “{name_of(name)}” off “{actor_words(store, draft.actor_id)}”"
    with one_step(store, title, token=token) as step:
        new_id = step.writer.insert("actors", name=name, kind_id=draft.kind_id or old.kind_id)
        ids = _all_of(store, draft.actor_id)
        for done, (table, row_id) in enumerate(dict.fromkeys(draft.parts)):
            if token is not None:
                token.raise_if_cancelled()
            progress(done, len(draft.parts), "Moving what was chosen")
            _move(store, step.writer, table, row_id, ids, new_id)
        step.writer.insert(
            "judgements",
            actor_id=new_id,
            other_id=draft.actor_id,
            verdict="different",
            note=draft.note or "Divided.",
        )
        step.selection, step.row_id = Selection.actor(new_id), new_id
    return step.edited()


def _move(
    store: Store, writer: Writer, table: PartTable, row_id: int, ids: Iterable[int], new_id: int
) -> None:
    if table == "quote_actors":
        for actor_id in ids:
            if writer.row(table, (row_id, actor_id)) is not None:
                writer.delete(table, (row_id, actor_id))
                if writer.row(table, (row_id, new_id)) is None:
                    writer.insert(table, quote_id=row_id, actor_id=new_id)
        return
    row = writer.row(table, row_id)
    if row is None:
        raise NotThere("Something of what was chosen is gone meanwhile; choose again.")
    if table == "relations":
        ends = {end: new_id for end in ("from_actor_id", "to_actor_id") if row[end] in set(ids)}
        writer.update(table, row_id, **ends)
        return
    writer.update(table, row_id, **{_OWNER[table]: new_id})
    if table in ("quotes", "accounts"):
        # Who passed the words on is the same person as who said them.
        chain = {"quote_ids": [row_id]} if table == "quotes" else {"account_ids": [row_id]}
        for link in reads.attributions(store, **chain):
            if link.actor_id in set(ids):
                writer.update("attributions", link.id, actor_id=new_id)


def _all_of(store: Store, actor_id: int) -> tuple[int, ...]:
    """Give the actor and those that are shown as part of it."""
    found, waiting = {actor_id}, [actor_id]
    while waiting:
        for row in reads.judgements_on(store, waiting.pop()):
            fresh = {row.actor_id, row.other_id} - found if row.verdict == "same" else set()
            found |= fresh
            waiting += fresh
    return tuple(sorted(found))


def _names(reader: StoreReader, ids: Sequence[int]) -> Iterator[Part]:
    for name in reads.actor_names(reader.store, ids):
        yield Part("actor_names", name.id, shown_line(name.name))
    for identifier in reads.actor_identifiers(reader.store, ids):
        words = f"{shown_line(identifier.scheme)}: {shown_line(identifier.value)}"
        yield Part("actor_identifiers", identifier.id, words)
    for evidence in reads.evidence_for(reader.store, actor_ids=ids):
        source = reader.source(evidence.source_id).label
        words = f"“{shown_line(evidence.excerpt, 90)}”, {shown_line(source)}"
        yield Part("evidence", evidence.id, words)


def _relations(reader: StoreReader, ids: Sequence[int]) -> Iterator[Part]:
    for relation in reader.relations(reads.relations_of(reader.store, ids), ids):
        what = shown_line(relation.title or relation.label)
        ends = (
            [what, relation.other.shown] if relation.is_outgoing else [relation.other.shown, what]
        )
        when = f" ({relation.when})" if relation.when else ""
        yield Part("relations", relation.id, f"{', '.join(ends)}{when}")


def _participations(reader: StoreReader, ids: Sequence[int]) -> Iterator[Part]:
    rows = reads.participations_of(reader.store, ids, MOST_PARTS)
    labels = {term.name: term.label for term in reader.dataset.columns.roles}
    dates = reader.dates(row.interaction_id for row in rows)
    for row in rows:
        named = reader.named(row.interaction_id)
        if named is None:
            continue
        role = "" if row.role == "participant" else f", {labels.get(row.role, row.role).lower()}"
        yield Part("participants", row.id, f"{named.shown}, {dates[named.id]}{role}")


def _words(reader: StoreReader, ids: Sequence[int]) -> Iterator[Part]:
    for quote in reads.quotes_by(reader.store, ids, MOST_PARTS):
        yield Part("quotes", quote.id, f"“{shown_line(quote.words, 90)}”")
    for quote in reads.quotes_about(reader.store, ids, MOST_PARTS):
        yield Part("quote_actors", quote.id, f"“{shown_line(quote.words, 90)}”")
    for account in reads.accounts_by(reader.store, ids)[:MOST_PARTS]:
        named = reader.named(account.interaction_id)
        of = "" if named is None else f"{named.shown}: "
        yield Part("accounts", account.id, f"{of}“{shown_line(account.words, 90)}”")
