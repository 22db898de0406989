"""Judgements that two actors are the same must not lead back to where they began."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from db.errors import InvalidRow

if TYPE_CHECKING:
    import sqlite3


def refuse_circles(connection: sqlite3.Connection) -> None:
    """See to it that no actor is shown as part of itself.

    Raises
    ------
    InvalidRow
        If judgements lead in a circle; the value is an actor in it.
    """
    if circle := judgements_in_circles(connection):
        (other_id,) = connection.execute(
            "SELECT other_id FROM judgements WHERE id = ?", (circle[0],)
        ).fetchone()
        raise InvalidRow(
            "judgements",
            "other_id",
            other_id,
            "by other judgements that actor is part of this one already; take those back first",
        )


def judgements_in_circles(connection: sqlite3.Connection) -> list[int]:
    """Give the ids of judgements by which an actor would be part of itself, the newest first."""
    rows = connection.execute(
        "SELECT id, actor_id, other_id FROM judgements WHERE verdict = 'same'"
    ).fetchall()
    edges = [(row_id, (actor_id, other_id)) for row_id, actor_id, other_id in rows]
    # What hangs below a circle, and what it hangs on, is not in it.
    inner = _never_reached(_never_reached(edges, 1), 0)
    return sorted((row_id for row_id, _ in inner), reverse=True)


_Edges = list[tuple[int, tuple[int, int]]]


def _never_reached(edges: _Edges, begin: int) -> _Edges:
    """Give the edges that a walk from the free ends does not pass.

    Parameters
    ----------
    begin
        Which end of an edge comes first: 1 to walk from wholes to their parts, 0 the other way.
    """
    next_of: dict[int, list[int]] = defaultdict(list)
    n_before: dict[int, int] = defaultdict(int)
    for _, ends in edges:
        next_of[ends[begin]].append(ends[1 - begin])
        n_before[ends[1 - begin]] += 1
    free = [actor_id for actor_id in next_of if not n_before[actor_id]]
    while free:
        for actor_id in next_of[free.pop()]:
            n_before[actor_id] -= 1
            if not n_before[actor_id]:
                free.append(actor_id)
    return [edge for edge in edges if n_before[edge[1][begin]]]
