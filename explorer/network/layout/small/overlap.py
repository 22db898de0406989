"""Pushes glyphs and names apart that lie on each other, with little change to the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from explorer.network.layout.request import Floats, Mask
    from explorer.network.layout.small.legibility import Boxes, Rows
    from explorer.progress import CancelToken

ROUNDS = 200
EXTRA = 0.01
CROWD_ROUNDS = 40
CROWD_STEP = 0.4
"""Share of an overlap that each of two glyphs of a crowd yields in one round."""


def separate(places: Floats, boxes: Boxes, token: CancelToken, fixed: Mask | None = None) -> Floats:
    """Move boxes of placements (k, 2) apart along the shorter way; fixed rows stay exactly.

    Cost k² a round. Where a crowd does not come apart within the rounds (pinned actors may make
    it impossible), the last and best state is given.
    """
    k = len(places)
    x = places.copy()
    if k < 2:
        return x
    i, j = np.triu_indices(k, 1)
    room = boxes.half[i] + boxes.half[j]
    shift = boxes.shift[j] - boxes.shift[i]
    yields = np.ones(k) if fixed is None else (~fixed).astype(np.float64)
    share_i = yields[i] / np.maximum(yields[i] + yields[j], 1)
    share_j = yields[j] / np.maximum(yields[i] + yields[j], 1)
    movable = (share_i + share_j) > 0
    i, j, room, shift = i[movable], j[movable], room[movable], shift[movable]
    share_i, share_j = share_i[movable], share_j[movable]
    for _ in range(ROUNDS):
        token.raise_if_cancelled()
        delta = x[j] - x[i]
        delta[:, 1] += shift
        deep = room - np.abs(delta)
        hit = np.flatnonzero((deep > 1e-9).all(axis=1))
        if len(hit) == 0:
            break
        axis = np.argmin(deep[hit], axis=1)
        # Equal places are told apart by row, which the key decides.
        way = np.where(delta[hit, axis] >= 0, 1.0, -1.0)
        move = np.zeros((len(hit), 2))
        move[np.arange(len(hit)), axis] = way * (deep[hit, axis] * 0.55 + EXTRA)
        pushed = np.zeros_like(x)
        np.add.at(pushed, i[hit], -move * share_i[hit, None])
        np.add.at(pushed, j[hit], move * share_j[hit, None])
        x += np.clip(pushed, -0.6, 0.6)
    return x


def loosen(places: Floats, radius: Floats, token: CancelToken) -> Floats:
    """Move round glyphs of a crowd (k, 2) off each other, each as little as possible.

    Cost k log k a round where they are not all in one spot; after some rounds it ends, whatever
    is left. Names do not count.
    """
    x = places.copy()
    if len(x) < 2:
        return x
    cell = 2 * float(radius.max())
    for _ in range(CROWD_ROUNDS):
        token.raise_if_cancelled()
        i, j = _close_pairs(x, cell)
        delta = x[j] - x[i]
        apart = np.hypot(delta[:, 0], delta[:, 1])
        deep = radius[i] + radius[j] - apart
        hit = deep > 1e-6
        if not hit.any():
            break
        i, j, delta, apart, deep = i[hit], j[hit], delta[hit], apart[hit], deep[hit]
        # Glyphs on one spot part in directions told by their rows.
        angle = (i + j) * 2.399963
        same = apart < 1e-9
        delta[same] = np.stack([np.cos(angle[same]), np.sin(angle[same])], axis=1)
        move = delta / np.where(same, 1.0, apart)[:, None] * (CROWD_STEP * deep)[:, None]
        for axis in (0, 1):
            x[:, axis] += np.bincount(j, move[:, axis], len(x)) - np.bincount(
                i, move[:, axis], len(x)
            )
    return x


def _close_pairs(x: Floats, cell: float) -> tuple[Rows, Rows]:
    """Return pairs of rows that lie in the same cell or in neighbouring ones."""
    at = np.floor((x - x.min(axis=0)) / cell).astype(np.int64) + 1
    wide = int(at[:, 0].max()) + 2
    key = at[:, 1] * wide + at[:, 0]
    order = np.argsort(key, kind="stable")
    key = key[order]
    first, second = [], []
    for offset in (0, 1, wide - 1, wide, wide + 1):
        begin = np.searchsorted(key, key + offset, side="left")
        if offset == 0:
            begin = np.arange(len(key)) + 1
        count = np.searchsorted(key, key + offset, side="right") - begin
        one = np.repeat(np.arange(len(key)), count)
        skipped = np.repeat(np.cumsum(count) - count, count)
        other = np.repeat(begin, count) + np.arange(len(one)) - skipped
        first.append(order[one])
        second.append(order[other])
    return np.concatenate(first), np.concatenate(second)
