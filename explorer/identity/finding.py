"""A search through a whole store for actors that may be the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

import numpy as np

from db import reads
from db.table_rows import table_rows
from explorer.identity.blocking import NameTable, candidate_pairs, crowded_names
from explorer.identity.circumstances import Circumstances, same_identifiers
from explorer.identity.making_way import short_turns
from explorer.identity.name_match import NameMatch, Rarity, compare
from explorer.identity.names import Name, name_of
from explorer.identity.offices import office_matches
from explorer.identity.proposals import Proposal, Proposals
from explorer.identity.weighing import name_reasons
from explorer.progress import CancelToken, Progress, no_progress

if TYPE_CHECKING:
    from explorer.model.dataset import Dataset
    from explorer.network.ties import Ties
    from explorer.session import Session

MOST_PROPOSALS: Final = 5_000
LEAST_SCORE: Final = 60
_LEAST_NAME: Final = 0.62
_CHECK_EVERY: Final = 2_000
_MOST_PAIRS: Final = 1_500_000
"""Name pairs that are kept in mind so as not to be compared again."""
_MOST_WEIGHED: Final = 400_000
"""Pairs of actors; beyond, the store has names that tell nobody apart."""

Pair = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Material:
    """All that a search for duplicates looks at, read from the store beforehand.

    Attributes
    ----------
    other_names
        (actor row, name) beside the names in the dataset, those of joined records among them.
    identifiers
        (actor row, scheme, value)
    settled
        Pairs of rows, the lower first, that were judged not to be the same or left open.
    """

    dataset: Dataset
    ties: Ties
    other_names: tuple[tuple[int, str], ...]
    identifiers: tuple[tuple[int, str, str], ...]
    settled: Mapping[Pair, str]


def gather(
    session: Session, *, token: CancelToken | None = None, progress: Progress = no_progress
) -> Material:
    """Read what a search looks at; store thread, soon done."""
    progress(0, 0, "Reading names")
    store, dataset = session.store, session.dataset
    row_of = {actor_id: row for row, actor_id in enumerate(dataset.columns.actor_id.tolist())}
    c = dataset.columns
    row_of.update(zip(c.member_id.tolist(), c.member_of.tolist(), strict=True))
    names = [
        (row_of[actor_id], name)
        for actor_id, name in table_rows(store, "actor_names", ("actor_id", "name"))
        if actor_id in row_of
    ]
    members = reads.actors(store, c.member_id.tolist()) if c.member_id.size else []
    names += [(row_of[member.id], member.name) for member in members if not member.is_unnamed]
    columns = ("actor_id", "scheme", "value")
    identifiers = [
        (row_of[actor_id], scheme, value)
        for actor_id, scheme, value in table_rows(store, "actor_identifiers", columns)
        if actor_id in row_of
    ]
    if token is not None:
        token.raise_if_cancelled()
    settled: dict[Pair, str] = {}
    for judgement in reads.judgements(store):
        a, b = row_of.get(judgement.actor_id, -1), row_of.get(judgement.other_id, -1)
        if judgement.verdict != "same" and a >= 0 and b >= 0:
            settled[min(a, b), max(a, b)] = judgement.verdict
    return Material(dataset, session.ties, tuple(names), tuple(identifiers), settled)


def find_duplicates(
    material: Material, *, token: CancelToken | None = None, progress: Progress = no_progress
) -> Proposals:
    """Propose pairs of actors that may be the same; any thread.

    Compares all names of all actors with those that sound alike, stand in another order, script or
    with initials, and weighs what the store tells of both. Pairs that were told apart are not
    proposed; those that were left open come last.

    Raises
    ------
    explorer.progress.Cancelled
        When the token was cancelled.
    """
    with short_turns():
        return _Search(material, token or CancelToken(), progress).run()


class _Search:
    def __init__(self, material: Material, token: CancelToken, progress: Progress) -> None:
        self._dataset = material.dataset
        self._token, self._progress = token, progress
        self._identifiers = material.identifiers
        self._settled = material.settled
        self._table = self._take_apart(material)
        self._rarity = Rarity(self._table.names, self._table.owner.tolist())
        self._circumstances = Circumstances(material.dataset, material.ties, material.identifiers)
        self._offices = office_matches(
            material.dataset,
            chain(enumerate(material.dataset.columns.actor_name), material.other_names),
        )

    def run(self) -> Proposals:
        best, n_compared = self._best_names()
        found: list[Proposal] = []
        n_settled = n_proposals = 0
        for at, (pair, named) in enumerate(best.items()):
            if at % _CHECK_EVERY == 0:
                self._step(at, len(best), "Weighing what speaks for and against")
            if self._settled.get(pair) == "different":
                n_settled += 1
            elif (proposal := self._proposal(pair, named)) is not None:
                n_proposals += 1
                found.append(proposal)
                if len(found) > 2 * MOST_PROPOSALS:
                    found = sorted(found, key=_order)[:MOST_PROPOSALS]
        pairs = tuple(sorted(found, key=_order)[:MOST_PROPOSALS])
        n_more = n_proposals - len(pairs)
        return Proposals(pairs, n_compared, n_more, n_settled, crowded_names(self._table))

    # --- names ------------------------------------------------------------------------------

    def _take_apart(self, material: Material) -> NameTable:
        """Make the table of all names; what the sources leave unnamed is described, not named."""
        c = self._dataset.columns
        is_unnamed = c.actor_is_unnamed.tolist()
        names: list[Name] = []
        owners: list[int] = []
        known: set[tuple[int, str]] = set()
        total = self._dataset.n_actors + len(material.other_names)
        for at, (row, given) in enumerate(chain(enumerate(c.actor_name), material.other_names)):
            if at % _CHECK_EVERY == 0:
                self._step(at, total, "Taking names apart")
            if is_unnamed[row] or (row, given) in known:
                continue
            known.add((row, given))
            if (name := name_of(given)).words:
                names.append(name)
                owners.append(row)
        return NameTable(names, np.array(owners, np.int32))

    def _best_names(self) -> tuple[dict[Pair, tuple[NameMatch, int, int] | None], int]:
        """Give for each pair of actors that is worth it the names of theirs that are most alike."""
        best: dict[Pair, tuple[NameMatch, int, int] | None] = dict.fromkeys(
            (*same_identifiers(self._identifiers), *self._offices)
        )
        names, owner = self._table.names, self._table.owner.tolist()
        seen: set[int] = set()
        n_compared = 0
        for portion in candidate_pairs(self._table, self._token.raise_if_cancelled):
            for at, (i, j) in enumerate(portion.tolist()):
                if at % _CHECK_EVERY == 0:
                    self._step(0, 0, f"Comparing names: {n_compared:,} pairs")
                code = i << 32 | j
                if code in seen:
                    continue
                if len(seen) < _MOST_PAIRS:
                    seen.add(code)
                n_compared += 1
                match = compare(names[i], names[j], self._rarity, _LEAST_NAME)
                if match is None:
                    continue
                a, b = owner[i], owner[j]
                pair = (a, b) if a < b else (b, a)
                known = best.get(pair)
                if known is None and len(best) >= _MOST_WEIGHED and pair not in best:
                    continue
                if known is None or match.score > known[0].score:
                    best[pair] = (match, i, j)
        return best, n_compared

    # --- weighing ---------------------------------------------------------------------------

    def _proposal(self, pair: Pair, named: tuple[NameMatch, int, int] | None) -> Proposal | None:
        reasons = self._circumstances.reasons(*pair)
        if (office := self._offices.get(pair)) is not None:
            reasons.append(office)
        if named is not None:
            match, i, j = named
            names = self._table.names
            reasons += name_reasons(match, names[i].given, names[j].given)
        score = max(0, min(100, sum(reason.points for reason in reasons)))
        if score < LEAST_SCORE:
            return None
        first, other = sorted(pair, key=lambda row: (self._circumstances.told_about(row), -row))
        return Proposal(
            int(self._dataset.actor_id(first)),
            int(self._dataset.actor_id(other)),
            score,
            tuple(sorted(reasons, key=lambda reason: -abs(reason.points))),
            self._settled.get(pair) == "unsure",
        )

    def _step(self, done: int, total: int, words: str) -> None:
        self._token.raise_if_cancelled()
        self._progress(done, total, words)


def _order(proposal: Proposal) -> tuple[bool, int, int, int]:
    return proposal.is_unsure, -proposal.score, proposal.first_id, proposal.other_id
