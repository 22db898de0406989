"""Interactions as the entries of a dossier: day, who, where, how we know, what each side tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

from db import reads
from db.reads import EvidenceRow
from explorer.exchange.dossier.citing import SourceNumbers, passage_words, quotation
from explorer.exchange.dossier.content import Entry, Quotation, Run, SideBySide, Words
from explorer.model.plain_text import counted, quoted, shown_line
from explorer.model.profile.entries import ActorEntry, Evidence, InteractionEntry, Quote
from explorer.model.profile.reading import StoreReader
from explorer.model.profile.tellings import read_accounts
from explorer.network.filters import STANDING_WORDS
from explorer.progress import CancelToken, Progress

_BATCH = 200
_ASPECTS_FIRST = ("occurrence", "date", "place")


def interaction_entries(
    reader: StoreReader,
    ids: Sequence[int],
    numbers: SourceNumbers,
    token: CancelToken,
    progress: Progress,
    *,
    seen_from: frozenset[int] = frozenset(),
) -> tuple[Entry, ...]:
    """Return interactions as entries, in the order of their ids.

    Parameters
    ----------
    seen_from
        The ids of the actor whose dossier it is: it is not named among who took part, but its
        role is told.
    """
    entries: list[Entry] = []
    for start in range(0, len(ids), _BATCH):
        token.raise_if_cancelled()
        progress(start, len(ids), "Reading interactions.")
        entries += _batch(reader, ids[start : start + _BATCH], numbers, seen_from)
    return tuple(entries)


def _batch(
    reader: StoreReader, ids: Sequence[int], numbers: SourceNumbers, seen_from: frozenset[int]
) -> list[Entry]:
    store = reader.store
    accounts: dict[int, list[Quote]] = defaultdict(list)
    for account in read_accounts(reader, reads.accounts_of(store, ids)):
        if account.interaction is not None:
            accounts[account.interaction.id].append(account)
    passages: dict[int, list[EvidenceRow]] = defaultdict(list)
    for row in reads.evidence_for(store, interaction_ids=ids):
        if row.interaction_id is not None:
            passages[row.interaction_id].append(row)
    parts = _parts(reader, ids, seen_from) if seen_from else {}
    return [
        _entry(
            entry,
            reader.evidence(sorted(passages[entry.id], key=_rank)),
            accounts[entry.id],
            parts.get(entry.id, ()),
            numbers,
            seen_from,
        )
        for entry in reader.interactions(ids)
    ]


def _rank(row: EvidenceRow) -> int:
    known = _ASPECTS_FIRST
    return known.index(row.aspect) if row.aspect in known else len(known)


def _parts(
    reader: StoreReader, ids: Sequence[int], seen_from: frozenset[int]
) -> Mapping[int, Sequence[str]]:
    """Return as what an actor took part in interactions, by their ids."""
    labels = {term.name: term.label for term in reader.dataset.columns.roles}
    parts: dict[int, list[str]] = defaultdict(list)
    for row in reads.participants_of(reader.store, ids):
        if row.actor_id not in seen_from:
            continue
        said = parts[row.interaction_id]
        if row.role != "participant":
            said.append(labels.get(row.role, row.role).lower())
        if row.capacity:
            said.append(quoted(shown_line(row.capacity)))
    return parts


def _entry(
    entry: InteractionEntry,
    passages: Sequence[Evidence],
    accounts: Sequence[Quote],
    part: Sequence[str],
    numbers: SourceNumbers,
    seen_from: frozenset[int],
) -> Entry:
    facts: list[str] = [entry.named.kind_label]
    if entry.place:
        facts.append(shown_line(entry.place))
    if entry.standing != "took_place":
        facts.append(STANDING_WORDS.get(entry.standing, entry.standing).lower())
    if entry.topics:
        facts.append(", ".join(shown_line(topic) for topic in entry.topics[:6]))
    lines: list[Words] = [(Run(" · ".join(facts), "faint"),)]
    if who := _who(entry, seen_from):
        lines.append((Run(who),))
    if part:
        lines.append((Run(f"As {', '.join(dict.fromkeys(part))}", "faint"),))
    if passage := passage_words(passages, numbers):
        lines.append(passage)
    told = tuple(quotation(account, numbers, names_place=False) for account in accounts)
    below: tuple[Quotation | SideBySide, ...] = told
    if len(told) > 1:
        below = (SideBySide(told),)
    sign: Literal["solid", "hollow"] = "hollow" if entry.is_uncertain else "solid"
    date = entry.when.words if entry.when.is_given else "no date"
    if not entry.when.is_given and entry.when.stated:
        date = quoted(shown_line(entry.when.stated, 60))
    return Entry(date, sign, (Run(entry.named.shown, "strong"),), tuple(lines), below)


def _who(entry: InteractionEntry, seen_from: frozenset[int]) -> str:
    others: list[ActorEntry] = [actor for actor in entry.actors if actor.id not in seen_from]
    n_more = entry.n_actors - len(entry.actors)
    names = [actor.shown for actor in others]
    if n_more > 0:
        names.append(counted(n_more, "other"))
    if not names:
        return ""
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"With {listed}" if seen_from else listed
