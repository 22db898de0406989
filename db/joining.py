"""Who is who: which actors the judgements of a store show as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from db.positions import Ints, Positions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.bulk import BulkReader, Numbers
    from db.columns import StoreColumns

_COMPARED_EACH: Final = 48
"""Participants of one interaction up to which each is set against each, rather than sorted."""


def representatives(actor_ids: Numbers, other_ids: Numbers) -> tuple[Numbers, Numbers]:
    """Give who is shown as part of whom, by pairs that are the same.

    Parameters
    ----------
    actor_ids, other_ids
        Pairs; the first of each is part of the second.

    Returns
    -------
    member_ids, representative_ids
        The actors that are part of another one, ascending, and that one. All actors that pairs
        connect have the same: the one that is part of no other, of several such, or of none, as
        in a circle, the one with the lowest id.
    """
    ids, ends = np.unique(np.concatenate((actor_ids, other_ids)), return_inverse=True)
    parts, wholes = np.split(ends.astype(np.int64), 2)
    groups = _groups(parts, wholes, len(ids))
    is_whole = np.ones(len(ids), bool)
    is_whole[parts] = False
    chosen = groups.copy()  # the lowest of each group
    rows = np.flatnonzero(is_whole)
    chosen[groups[rows]] = len(ids)
    np.minimum.at(chosen, groups[rows], rows)
    representative = chosen[groups]
    is_member = representative != np.arange(len(ids))
    return ids[is_member], ids[representative[is_member]]


def shown_as(pairs: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Give who is shown as part of whom, by pairs as in `representatives`."""
    ends = np.array(pairs, np.int64).reshape(-1, 2)
    members, chosen = representatives(ends[:, 0], ends[:, 1])
    return dict(zip(members.tolist(), chosen.tolist(), strict=True))


def _groups(
    a: npt.NDArray[np.int64], b: npt.NDArray[np.int64], count: int
) -> npt.NDArray[np.int64]:
    """Give for each of `count` things the lowest thing that pairs connect it with."""
    groups = np.arange(count)
    while True:
        lower = np.minimum(groups[a], groups[b])
        before = groups.copy()
        # To the tops of both trees, so that long chains meet in few rounds.
        for ends in (groups[a], groups[b], a, b):
            np.minimum.at(groups, ends, lower)
        while not np.array_equal(further := groups[groups], groups):
            groups = further
        if np.array_equal(groups, before):
            return groups


def read_members(reader: BulkReader, actor_ids: Numbers) -> tuple[Numbers, Numbers]:
    """Read who is shown as part of whom; see `representatives`."""
    parts, wholes = reader.numbers(
        "SELECT actor_id, other_id FROM judgements WHERE verdict = 'same'", 2
    )
    if not parts.size:
        return parts, wholes
    positions = Positions(actor_ids)
    is_whole = (positions.of(parts) >= 0) & (positions.of(wholes) >= 0)
    return representatives(parts[is_whole], wholes[is_whole])


def are_joined_as(reader: BulkReader, columns: StoreColumns) -> bool:
    """Tell whether the judgements of the store show the same actors as one as columns do."""
    shown = columns.actor_id
    ids, representatives_of = read_members(reader, np.union1d(shown, columns.member_id))
    return np.array_equal(ids, columns.member_id) and np.array_equal(
        representatives_of, shown[columns.member_of]
    )


def without_members(values: dict[str, Any], reader: BulkReader) -> dict[str, Any]:
    """Leave out of the columns of actors those that are shown as part of others."""
    ids: Numbers = values["actor_id"]
    member_ids, representative_ids = read_members(reader, ids)
    if not member_ids.size:
        return {"member_id": member_ids, "member_of": np.empty(0, np.int32)}
    is_shown = np.ones(ids.size, bool)
    is_shown[Positions(ids).of(member_ids)] = False
    shown = {
        name: values[name][is_shown] for name in ("actor_id", "actor_kind", "actor_is_unnamed")
    }
    return {
        **shown,
        "actor_name": values["actor_name"].only(is_shown),
        "member_id": member_ids,
        "member_of": Positions(shown["actor_id"]).of(representative_ids),
    }


def is_first_part(
    interactions: Ints, actors: Ints, roles: Ints, member_of: Ints
) -> npt.NDArray[np.bool_]:
    """Tell which participations stay where actors that are one took the same part.

    Parameters
    ----------
    interactions, actors, roles
        Of each participation, by interaction; the first of those that are the same stays.
    member_of
        Rows of the actors of which others are part; all others take a part only once.
    """
    is_first = np.ones(actors.size, bool)
    has_members = np.zeros(int(actors.max(initial=-1)) + 1, bool)
    has_members[member_of[member_of < has_members.size]] = True
    asked = np.flatnonzero(has_members[actors])
    asked_in = interactions[asked]
    ends = np.flatnonzero(np.concatenate((asked_in[1:] != asked_in[:-1], [True])))
    longest = int(np.diff(ends, prepend=-1).max(initial=0))
    if longest > _COMPARED_EACH:
        is_first[_repeated_sorted(asked, (roles, actors, interactions))] = False
        return is_first
    # Each with the next, the next but one …: most interactions have few participants.
    at = np.arange(asked.size)
    for step in range(1, longest):
        at = at[: np.searchsorted(at, asked.size - step)]
        at = at[asked_in[at] == asked_in[at + step]]
        first, later = asked[at], asked[at + step]
        is_same = (actors[first] == actors[later]) & (roles[first] == roles[later])
        is_first[later[is_same]] = False
    return is_first


def _repeated_sorted(
    asked: npt.NDArray[np.int64], columns: tuple[Ints, Ints, Ints]
) -> npt.NDArray[np.int64]:
    """Give those of the rows asked about that say in all columns what an earlier one said."""
    keys = [column[asked] for column in columns]
    order = np.lexsort(keys)
    is_same = np.ones(max(asked.size - 1, 0), bool)
    for key in keys:
        is_same &= key[order][1:] == key[order][:-1]
    return asked[order[1:][is_same]]
