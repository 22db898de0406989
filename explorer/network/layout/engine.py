"""Arranges one connected group of thousands to hundreds of thousands of actors.

A first picture from distances to pivots; then coarser graphs from few groups down to all actors,
moved by springs and pushes; then a fine stage in which ties pull by their share of an actor's
ties, so that communities show, while pivots keep the distances of the graph. The fine stage
weighs the two against each other by the stress it measures.

Needs the compiled kernels: import it only where `compiled.engine_is_ready`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from explorer.network.layout import graph_kernels
from explorer.network.layout.forces import Body, Model
from explorer.network.layout.rows import Level, Pivots, Rows, coarsen, pivot_scaling
from explorer.progress import CancelToken

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.network.layout.components import Component
    from explorer.network.layout.request import Floats, Floats32, Ints, Mask
    from explorer.network.layout.rows import Steps

FIRST_PIVOTS, FAR_PIVOTS, CHANCE_PIVOTS = 25, 45, 30
CONTROL_PIVOTS = 48
"""Other pivots, by which the stress is measured."""
SPREAD = 0.15
"""Mean distance from the middle by the square root of the number of actors."""
FAITHFUL, LEAST_FAITHFUL, MOST_FAITHFUL = 0.12, 0.02, 0.5
SLACK = 1.03
"""Stress that the fine stage may reach, relative to the stage before."""
RAMP_FROM, RAMP_TO = 0.6, 5.0
"""From this share of the fine stage on, pushes grow up to this factor."""

OnStep = "Callable[[Floats32], None]"


def arrange_large(
    component: Component,
    start: Floats,
    is_pinned: Mask,
    seed: int,
    token: CancelToken,
    on_step: Callable[[float, Floats32], None] | None = None,
) -> Floats:
    """Arrange a component, (k, 2), near the places it has, if any (nan for none).

    Parameters
    ----------
    on_step
        Called often with the share that is done and the present places, which the callee
        must copy to keep.
    """
    return _Run(component, start, is_pinned, seed, token, on_step).places()


class _Run:
    def __init__(
        self,
        component: Component,
        start: Floats,
        is_pinned: Mask,
        seed: int,
        token: CancelToken,
        on_step: Callable[[float, Floats32], None] | None,
    ) -> None:
        self.component, self.start, self.is_pinned = component, start, is_pinned
        self.token, self.on_step = token, on_step
        self.rng = np.random.default_rng(seed)
        self.rows = Rows.of(component)
        self.pivots = Pivots(self.rows, FIRST_PIVOTS + FAR_PIVOTS + CHANCE_PIVOTS, self.rng)
        self.control = Pivots(self.rows, CONTROL_PIVOTS, self.rng)

    def places(self) -> Floats:
        x = self._springs(self._first_picture())
        x = self._fine(x)
        return x.astype(np.float64)

    def _tell(self, share: float, x: Floats32) -> None:
        if self.on_step is not None:
            self.on_step(share, x)

    def _first_picture(self) -> Floats32:
        self.pivots.add_far_ones(FIRST_PIVOTS, self.token)
        x = _scaled(pivot_scaling(self.pivots))
        self._tell(0.05, x)
        self.pivots.add_far_ones(FAR_PIVOTS, self.token)
        self.pivots.add_by_chance(CHANCE_PIVOTS, self.token)
        x = _scaled(pivot_scaling(self.pivots))
        self._tell(0.1, x)
        self.control.add_by_chance(CONTROL_PIVOTS, self.token)
        return x

    def _springs(self, x: Floats32) -> Floats32:
        """Run springs and pushes from the coarsest level to the finest."""
        levels = coarsen(self.rows, self.rng, self.token)
        graphs = [self.rows, *(level.rows for level in levels)]
        n, entries = self.rows.n, len(self.rows.to)
        more = 2 * np.clip(np.sqrt(2e4 / n), 1, 5) * np.clip(12 * n / entries, 1, 3)
        at = _into_groups(x, levels)
        for depth in range(len(graphs) - 1, -1, -1):
            graph = graphs[depth]
            base = 20 if depth == 0 else 200 if depth == len(graphs) - 1 else 60
            if depth < len(levels):
                at = self._prolonged(at, levels[depth], graphs[depth])
            body = Body(graph, graph.weight, at, graph.size.astype(np.float32))
            model = Model(by_length=1.0, push=0.2, soft=0.02)
            radius = float(np.abs(at - at.mean(axis=0)).mean()) + 1e-6
            rounds = int(base * more)
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
        rounds = int(np.clip(120 * (1e5 / n) ** 0.25, 120, 400))
        body = Body(self.rows, self._shares(), x, np.ones(n, dtype=np.float32))
        pivots, steps = self.pivots.rows, self.pivots.steps
        watched, watched_steps = self.control.rows, self.control.steps
        push = 0.005 * (n / 1e4) ** -0.3
        faithful = FAITHFUL
        wanted, unit = _stress(x, watched, watched_steps)
        for k in range(rounds):
            share = k / rounds
            if k % 10 == 0 and k:
                self.token.raise_if_cancelled()
                present, unit = _stress(body.x, watched, watched_steps)
                faithful *= 1.25 if present > SLACK * wanted else 0.85
                faithful = float(np.clip(faithful, LEAST_FAITHFUL, MOST_FAITHFUL))
            ramp = 1 + (RAMP_TO - 1) * max(0.0, (share - RAMP_FROM) / (1 - RAMP_FROM))
            model = Model(
                linear=0.1,
                bounded=8.0,
                push=push * ramp,
                faithful=faithful,
                unit=unit,
            )
            body.step(model, 3.0 * (0.05 / 3.0) ** share, self.token, pivots, steps)
            self._tell(0.4 + 0.6 * share, body.x)
        return body.x

    def _shares(self) -> Floats32:
        """Weigh each tie by the mean of its shares of both ends' ties."""
        rows = self.rows
        inverse = (1.0 / np.maximum(rows.degree, 1)).astype(np.float32)
        own = np.repeat(inverse, rows.degree)
        strength = np.clip(np.sqrt(rows.weight), 0.5, 2.0)
        share: Floats32 = ((own + inverse[rows.to]) / 2 * strength).astype(np.float32)
        return share


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


def _stress(x: Floats32, pivots: Ints, steps: Steps) -> tuple[float, float]:
    """Give the stress per pair at the best scale, and the length of a step at that scale."""
    sums = np.zeros(3)
    graph_kernels.sum_stress(steps, pivots, x, sums)
    squared, mixed, pairs = (float(value) for value in sums)
    return 1 - mixed**2 / max(squared * pairs, 1e-12), squared / max(mixed, 1e-12)
