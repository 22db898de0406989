"""What besides names speaks for two actors being the same, or against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Final

import numpy as np

from db.folding import fold
from explorer.identity.proposals import Reason
from explorer.model.dataset import Grouped, Rows, group

if TYPE_CHECKING:
    from explorer.model.dataset import Dataset
    from explorer.network.ties import Ties

_IDENTIFIER: Final = 65
_OTHER_IDENTIFIER: Final = -35
_KIND: Final = -30
_TOGETHER: Final = -22
_MOST_TOGETHER: Final = -45
_RELATED: Final = -18
_POSITION: Final = 14
_SUCCESSION: Final = -20
_MOST_CONTACTS: Final = 18
_CONTACTS_LOOKED_AT: Final = 3_000


class Circumstances:
    """Looks pairs of actor rows up in what the dataset tells.

    Parameters
    ----------
    identifiers
        (actor row, scheme, value) of all identifiers.
    is_for_one
        Only one pair is asked about: then all contacts are not put in order first.
    """

    def __init__(
        self,
        dataset: Dataset,
        ties: Ties,
        identifiers: Iterable[tuple[int, str, str]],
        *,
        is_for_one: bool = False,
    ) -> None:
        self._dataset = dataset
        self._ties = ties
        n = dataset.n_actors
        self._contacts: Grouped | None = None
        if not is_for_one:
            both = (np.concatenate((ties.a, ties.b)), np.concatenate((ties.b, ties.a)))
            self._contacts = group(both[0], both[1], n)
        self._n_contacts = np.bincount(ties.a, minlength=n) + np.bincount(ties.b, minlength=n)
        self._identifiers: dict[int, dict[str, dict[str, str]]] = defaultdict(
            lambda: defaultdict(dict)
        )
        for row, scheme, value in identifiers:
            self._identifiers[row][fold(scheme)][fold(value)] = value
        c = dataset.columns
        links = np.arange(len(c.relation_from), dtype=np.int32)
        self._relations = group(c.relation_from, links, n)
        self._told = dataset.n_interactions_of + self._relations.counts

    def reasons(self, a: int, b: int) -> list[Reason]:
        """Give what speaks for and against two actor rows being the same, names apart."""
        found = [
            *self._by_kind(a, b),
            *self._by_identifiers(a, b),
            *self._by_interactions(a, b),
            *self._by_contacts(a, b),
            *self._by_relations(a, b),
        ]
        return [reason for reason in found if reason.points]

    def _by_kind(self, a: int, b: int) -> Iterable[Reason]:
        kinds = self._dataset.columns.actor_kind
        if kinds[a] != kinds[b]:
            labels = [self._dataset.columns.actor_kinds[int(kinds[row])].label for row in (a, b)]
            yield Reason(_KIND, f"one is of the kind {labels[0]}, the other {labels[1]}")

    def _by_identifiers(self, a: int, b: int) -> Iterable[Reason]:
        mine, theirs = self._identifiers.get(a, {}), self._identifiers.get(b, {})
        for scheme in mine.keys() & theirs.keys():
            if shared := mine[scheme].keys() & theirs[scheme].keys():
                yield Reason(_IDENTIFIER, f"the same {scheme}: {mine[scheme][min(shared)]}")
            else:
                words = " and ".join(min(values[scheme].values()) for values in (mine, theirs))
                yield Reason(_OTHER_IDENTIFIER, f"different {scheme}: {words}")

    def _by_interactions(self, a: int, b: int) -> Iterable[Reason]:
        # First among few contacts: hardly any pair has a tie, and there are many ties.
        mine = self.contacts_of(a)
        at = int(mine.searchsorted(np.int32(b)))
        if at < len(mine) and mine[at] == b:
            n = len(self._ties.interactions_behind(self._ties.find(a, b)))
            points = max(_MOST_TOGETHER, _TOGETHER - 6 * (n - 1))
            times = "once" if n == 1 else f"in {n:,} interactions"
            yield Reason(points, f"both took part side by side {times}")

    def _by_contacts(self, a: int, b: int) -> Iterable[Reason]:
        mine, theirs = (self.contacts_of(row)[:_CONTACTS_LOOKED_AT] for row in (a, b))
        shared = np.intersect1d(mine, theirs, assume_unique=True)
        if not len(shared):
            return
        # Who deals with few people says more by dealing with these two.
        n_of = self._n_contacts[shared]
        weight = float((1 / np.log2(2 + n_of)).sum())
        share = len(shared) / max(min(len(mine), len(theirs)), 1)
        points = round(min(_MOST_CONTACTS, 22 * weight * (0.4 + 0.6 * share)))
        if points > 0:
            names = [self._dataset.actor_name(int(row)) for row in shared[np.argsort(n_of)][:2]]
            if len(shared) == 1:
                words = f"a contact in common: {names[0]}"
            else:
                such = ":" if len(shared) == len(names) else ", such as"
                words = f"{len(shared):,} contacts in common{such} {' and '.join(names)}"
            yield Reason(points, words)

    def contacts_of(self, row: int) -> Rows:
        """Give the rows of those with whom an actor dealt, ascending."""
        if self._contacts is not None:
            return self._contacts.of(row)
        ties = self._ties
        return np.sort(np.concatenate((ties.b[ties.a == row], ties.a[ties.b == row])))

    def _by_relations(self, a: int, b: int) -> Iterable[Reason]:
        c = self._dataset.columns
        mine, theirs = (self._relations.of(row) for row in (a, b))
        joining = (mine[c.relation_to[mine] == b], theirs[c.relation_to[theirs] == a])
        for link in np.concatenate(joining).tolist():
            kind = c.relation_kinds[int(c.relation_kind[link])]
            yield Reason(_RELATED, f"a relation joins the two: {kind.label}")
            return
        for link in mine.tolist():
            for other in theirs[c.relation_to[theirs] == c.relation_to[link]].tolist():
                if c.relation_kind[other] != c.relation_kind[link]:
                    continue
                title, theirs_title = c.relation_title[link], c.relation_title[other]
                if title and theirs_title and fold(title) != fold(theirs_title):
                    continue
                at = self._dataset.actor_name(int(c.relation_to[link]))
                what = f"{title}, {at}" if title else at
                if title and not self._overlap(link, other):
                    yield Reason(_SUCCESSION, f"the same position, one after the other: {what}")
                else:
                    yield Reason(_POSITION, f"the same position or membership: {what}")
                return

    def _overlap(self, link: int, other: int) -> bool:
        """Tell whether two relations may have lasted at the same time."""
        c = self._dataset.columns
        first = max(int(c.relation_earliest[link]), int(c.relation_earliest[other]))
        last = min(int(c.relation_latest[link]), int(c.relation_latest[other]))
        return first <= last

    def told_about(self, row: int) -> int:
        """Give how much is told about an actor: its interactions and relations."""
        return int(self._told[row])


def same_identifiers(
    identifiers: Collection[tuple[int, str, str]],
) -> list[tuple[int, int]]:
    """Give pairs of actor rows that bear the same identifier."""
    bearers: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row, scheme, value in identifiers:
        bearers[fold(scheme), fold(value)].append(row)
    found = {
        (min(a, b), max(a, b))
        for rows in bearers.values()
        for a, b in zip(sorted(set(rows)), sorted(set(rows))[1:], strict=False)
    }
    return sorted(found)
