"""Arranges one connected group of thousands to hundreds of thousands of actors.

A first picture from distances to pivots; then coarser graphs from few groups down to all actors,
moved by springs and pushes; then a fine stage in which ties pull by their share of an actor's
ties, so that communities show, while pivots keep the distances of the graph. The fine stage
weighs the two against each other by the stress it measures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from explorer.network.layout.large.balance import Balance
from explorer.network.layout.large.means import Level, Means, Model
from explorer.network.layout.large.rows import Pivots, Rows, pivot_scaling
from explorer.network.layout.request import EVEN
from explorer.network.layout.small.keeping import onto_pins

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.network.layout.components import Component
    from explorer.network.layout.large.means import Body
    from explorer.network.layout.large.rows import Steps
    from explorer.network.layout.request import Floats, Floats32, Ints, Mask
    from explorer.progress import CancelToken

FIRST_PIVOTS, FAR_PIVOTS = 25, 45
CONTROL_PIVOTS = 48
"""Other pivots, by which the stress is measured."""
SPREAD = 0.15
"""Mean distance from the middle by the square root of the number of actors."""
UP, DOWN = 1.15, 0.88
"""How the pull to pivots changes where the stress is more, or less, than the balance takes."""
RAMP_FROM, RAMP_TO = 0.6, 5.0
"""From this share of the fine stage on, pushes grow up to this factor."""
SOON_LESS = 0.035
"""By so much of the stress of springs the growing pushes will lower that of the picture."""

NEAR, NEAR_REACH = 2.0, 0.5
"""Strength of the push that parts those on one spot, and its reach by the mean spacing."""
ENOUGH_KNOWN = 0.3
"""Share of actors with a place from which on the others join them."""
KEEPING_ROUNDS, MOVING_ROUNDS = 60, 120
KEEPING_CAP, MOVING_CAP = 0.5, 1.5

HOLD = 3.0
"""How strongly actors are held where they were, by the slope of their other forces."""


def arrange_large(
    means: Means,
    component: Component,
    start: Floats,
    is_pinned: Mask,
    seed: int,
    token: CancelToken,
    on_step: Callable[[float, Floats32], None] | None = None,
    balance: Balance = Balance.at(EVEN),  # noqa: B008 - frozen
    *,
    keeps_start: bool = True,
) -> Floats:
    """Arrange a component, (k, 2), near the places it has, if any (nan for none).

    Parameters
    ----------
    keeps_start
        If not, all but the pinned move on from their places as the balance wants it.
    on_step
        Called often with the share that is done and the present places, which the callee
        must copy to keep.
    """
    run = _Run(means, component, seed, token, on_step, balance)
    known = np.isfinite(start[:, 0])
    if (known & ~is_pinned).mean() >= ENOUGH_KNOWN:
        return run.kept(start, known, is_pinned, keeps_start=keeps_start)
    cold = run.cold()
    if not known.any():
        return cold
    # The others come along with those that have a place.
    near = onto_pins(cold, start, known)
    held = known & ~is_pinned if known.sum() > is_pinned.sum() else np.zeros_like(known)
    return run.settled(near, np.where(known[:, None], start, near), held, is_pinned)


class _Run:
    def __init__(
        self,
        means: Means,
        component: Component,
        seed: int,
        token: CancelToken,
        on_step: Callable[[float, Floats32], None] | None,
        balance: Balance,
    ) -> None:
        self.means, self.token, self.on_step = means, token, on_step
        self.balance = balance
        self.rng = np.random.default_rng(seed)
        self.rows = Rows.of(component, token)
        count = FIRST_PIVOTS + FAR_PIVOTS + balance.chance_pivots
        token.raise_if_cancelled()
        self.pivots = Pivots(self.rows, count, means.search, self.rng)
        token.raise_if_cancelled()
        self.control = Pivots(self.rows, CONTROL_PIVOTS, means.search, self.rng)

    def cold(self) -> Floats:
        x = self._fine(self._springs(self._first_picture()))
        return x.astype(np.float64)

    def kept(self, start: Floats, known: Mask, is_pinned: Mask, *, keeps_start: bool) -> Floats:
        """Let newcomers join and all others give way a little, or move on."""
        x = self._with_newcomers(start, known)
        self._tell(0.0, x.astype(np.float32))
        self._find_pivots()
        home = np.where(known[:, None], start, x)
        held = known & ~is_pinned if keeps_start else np.zeros_like(known)
        return self.settled(x, home, held, is_pinned, is_moving=not keeps_start)

    def settled(
        self, x: Floats, home: Floats, held: Mask, is_pinned: Mask, *, is_moving: bool = False
    ) -> Floats:
        """Run a short fine stage around the homes, or a longer one that moves on from there.

        Pinned actors do not move at all.
        """
        rounds, cap = (MOVING_ROUNDS, MOVING_CAP) if is_moving else (KEEPING_ROUNDS, KEEPING_CAP)
        body = self._body(x.astype(np.float32))
        body.home = home.astype(np.float32)
        body.hold = np.where(held, HOLD, 0).astype(np.float32)
        body.is_fixed = is_pinned.copy()
        pivots, steps = self.pivots.rows, self.pivots.steps
        faithful = self.balance.steady if is_moving else self.balance.faithful
        _, unit = self._stress(body.x, pivots, steps)
        reach = NEAR_REACH * _spacing(body.x)
        for k in range(rounds):
            share = k / rounds
            if is_moving and k == int(RAMP_FROM * rounds):
                self._shake(body.x, 0.01)
            if is_moving and k % 10 == 0 and k:
                # The picture grows and shrinks.
                _, unit = self._stress(body.x, pivots, steps)
                reach = NEAR_REACH * _spacing(body.x)
            grown = _grown(share) if is_moving else 1.0
            model = Model(
                linear=0.1,
                bounded=8.0,
                push=(1 + (RAMP_TO - 1) * grown) * self._push,
                near=NEAR,
                reach=reach,
                faithful=faithful,
                unit=unit,
            )
            body.step(model, cap * 0.1**share, self.token, pivots, steps)
            self._tell(0.4 + 0.6 * share, body.x)
        answer = body.x.astype(np.float64)
        answer[is_pinned] = home[is_pinned]
        return answer

    def _with_newcomers(self, start: Floats, known: Mask) -> Floats:
        """Set each actor without a place among its neighbours that have one, (n, 2)."""
        x, placed = start.copy(), known.copy()
        owner, to = self.rows.owner, self.rows.to
        spacing = float(np.sqrt(np.prod(np.ptp(start[known], axis=0)) / max(known.sum(), 1)))
        while not placed.all():
            self.token.raise_if_cancelled()
            use = ~placed[owner] & placed[to]
            count = np.bincount(owner[use], minlength=len(x))
            ready = count > 0
            for axis in (0, 1):
                total = np.bincount(owner[use], weights=x[to[use], axis], minlength=len(x))
                x[ready, axis] = total[ready] / count[ready]
            x[ready] += self.rng.normal(0, 0.5 * spacing, (int(ready.sum()), 2))
            placed |= ready
        return x

    def _tell(self, share: float, x: Floats32) -> None:
        self.token.raise_if_cancelled()
        if self.on_step is not None:
            self.on_step(share, x)
            self.token.raise_if_cancelled()

    def _first_picture(self) -> Floats32:
        self._find_pivots(on_first=lambda x: self._tell(0.05, x))
        x = _scaled(pivot_scaling(self.pivots, self.token))
        # Actors with equal distances to all others lie on one spot until noise parts them.
        self._shake(x, 0.3)
        self._tell(0.1, x)
        self.control.add_by_chance(CONTROL_PIVOTS, self.token)
        return x

    def _find_pivots(self, on_first: Callable[[Floats32], None] | None = None) -> None:
        self.pivots.add_far_ones(FIRST_PIVOTS, self.token)
        if on_first is not None:
            on_first(_scaled(pivot_scaling(self.pivots, self.token)))
        self.pivots.add_far_ones(FAR_PIVOTS, self.token)
        self.pivots.add_by_chance(self.balance.chance_pivots, self.token)

    def _springs(self, x: Floats32) -> Floats32:
        """Run springs and pushes from the coarsest level to the finest."""
        levels = self.means.coarsen(self.rows, self.rng, self.token)
        graphs = [self.rows, *(level.rows for level in levels)]
        n, entries = self.rows.n, len(self.rows.to)
        more = 2 * np.clip(np.sqrt(2e4 / n), 1, 5) * np.clip(12 * n / entries, 1, 3)
        at = _into_groups(x, levels)
        for depth in range(len(graphs) - 1, -1, -1):
            graph = graphs[depth]
            base = 20 if depth == 0 else 200 if depth == len(graphs) - 1 else 60
            if depth < len(levels):
                at = self._prolonged(at, levels[depth], graphs[depth])
            body = self.means.body(graph, graph.weight, at, graph.size.astype(np.float32))
            model = Model(by_length=1.0, push=0.2, soft=0.02)
            radius = float(np.abs(at - at.mean(axis=0)).mean()) + 1e-6
            rounds = int(base * more * self.means.patience)
            start_cap = radius * (0.3 if depth == len(graphs) - 1 else 0.05)
            for k in range(rounds):
                cap = start_cap * 0.05 ** (k / rounds)
                body.step(model, cap, self.token)
                if depth == 0 and k % 8 == 0:
                    self._tell(0.2 + 0.2 * k / rounds, _scaled(body.x))
            at = body.x
        return _scaled(at)

    def _prolonged(self, at: Floats32, level: Level, finer: Rows) -> Floats32:
        """Set the rows of the finer graph around their groups."""
        spread = 0.3 * np.sqrt(level.rows.size[level.group]).astype(np.float32)
        noise = self.rng.normal(0, 1, (finer.n, 2)).astype(np.float32)
        placed: Floats32 = at[level.group] + noise * spread[:, None]
        return placed

    def _fine(self, x: Floats32) -> Floats32:
        n = self.rows.n
        rounds = int(np.clip(120 * (1e5 / n) ** 0.25, 120, 400) * self.means.patience)
        body = self._body(x)
        pivots, steps = self.pivots.rows, self.pivots.steps
        watched, watched_steps = self.control.rows, self.control.steps
        balance, faithful = self.balance, self.balance.faithful
        wanted, unit = self._stress(x, watched, watched_steps)
        reach = NEAR_REACH * _spacing(x)
        for k in range(rounds):
            share = k / rounds
            if k == int(RAMP_FROM * rounds):
                self._shake(body.x, 0.01)
            if k % 10 == 0 and k:
                self.token.raise_if_cancelled()
                present, unit = self._stress(body.x, watched, watched_steps)
                taken = balance.slack + (SOON_LESS if share < RAMP_FROM else 0.0)
                faithful *= UP if present > taken * wanted else DOWN
                faithful = float(np.clip(faithful, balance.least, balance.most))
                reach = NEAR_REACH * _spacing(body.x)
            grown = _grown(share)
            model = Model(
                linear=0.1,
                bounded=8.0,
                push=self._push * (1 + (RAMP_TO - 1) * grown),
                near=max(0.3, grown) * NEAR if grown > 0 else 0.0,
                reach=reach,
                faithful=faithful,
                unit=unit,
            )
            body.step(model, 3.0 * (0.05 / 3.0) ** share, self.token, pivots, steps)
            self._tell(0.4 + 0.6 * share, body.x)
        return body.x

    def _shake(self, x: Floats32, amount: float) -> None:
        """Move everybody in place by chance, by a share of the mean spacing.

        Actors tied to the same others run together, to the last bit, where pushes are weak.
        """
        x += self.rng.normal(0, amount * _spacing(x), x.shape).astype(np.float32)

    @property
    def _push(self) -> float:
        return float(0.005 * (self.rows.n / 1e4) ** -0.3)

    def _body(self, x: Floats32) -> Body:
        self.token.raise_if_cancelled()
        return self.means.body(self.rows, self._shares(), x, np.ones(len(x), dtype=np.float32))

    def _stress(self, x: Floats32, pivots: Ints, steps: Steps) -> tuple[float, float]:
        """Give the stress per pair at the best scale, and the length of a step at that scale."""
        self.token.raise_if_cancelled()
        squared, mixed, pairs = (float(v) for v in self.means.sum_stress(steps, pivots, x))
        return 1 - mixed**2 / max(squared * pairs, 1e-12), squared / max(mixed, 1e-12)

    def _shares(self) -> Floats32:
        """Weigh each tie by the mean of its shares of both ends' ties."""
        rows = self.rows
        inverse = (1.0 / np.maximum(rows.degree, 1)).astype(np.float32)
        own = np.repeat(inverse, rows.degree)
        strength = np.clip(np.sqrt(rows.weight), 0.5, 2.0)
        share: Floats32 = ((own + inverse[rows.to]) / 2 * strength).astype(np.float32)
        return share


def _grown(share: float) -> float:
    """Tell how far the pushes have grown, 0 to 1, when a share of a fine stage is done."""
    return max(0.0, (share - RAMP_FROM) / (1 - RAMP_FROM))


def _into_groups(x: Floats32, levels: list[Level]) -> Floats32:
    """Carry places up to the coarsest level: each group in the middle of its actors."""
    for level in levels:
        count = np.bincount(level.group, minlength=level.rows.n)
        sums = [
            np.bincount(level.group, weights=x[:, axis], minlength=level.rows.n) for axis in (0, 1)
        ]
        x = (np.stack(sums, axis=1) / count[:, None]).astype(np.float32)
    return x


def _scaled(x: Floats32) -> Floats32:
    """Centre places and bring them to the spread that the fine stage works at."""
    centred = x - x.mean(axis=0)
    mean = float(np.sqrt((centred**2).sum(axis=1)).mean())
    scaled: Floats32 = (centred * (SPREAD * np.sqrt(len(x)) / max(mean, 1e-9))).astype(np.float32)
    return scaled


def _spacing(x: Floats32) -> float:
    """Give the side of the square that each actor would have in an even picture."""
    deviation = x.std(axis=0)
    return float(np.sqrt(4 * np.pi * deviation[0] * deviation[1] / len(x))) + 1e-6
