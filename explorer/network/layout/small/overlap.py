"""Pushes glyphs and names apart that lie on each other, with little change to the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from explorer.network.layout.request import Floats, Mask
    from explorer.network.layout.small.legibility import Boxes
    from explorer.progress import CancelToken

ROUNDS = 200
EXTRA = 0.01


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
