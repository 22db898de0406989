"""What the layout of large networks needs done for it, whether compiled or in plain numpy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from explorer.network.layout.large.rows import Rows, Steps
    from explorer.network.layout.request import Floats, Floats32, Ints, Mask
    from explorer.progress import CancelToken


@dataclass(frozen=True)
class Model:
    """Strengths of the forces.

    A tie pulls with its weight × (`linear` + `by_length` d + `bounded` / (1 + d²)) × d. Two
    masses m push with m m' (`push` / (`soft` + d²) + `near` (`reach`² / (d² + ε) - 1)) × d, the
    latter within the reach only and with ε = (`reach` / 10)². Pivots pull to `unit` per step
    with `faithful` / D².
    """

    linear: float = 0.0
    by_length: float = 0.0
    bounded: float = 0.0
    push: float = 0.0
    soft: float = 1.0
    near: float = 0.0
    reach: float = 0.0
    faithful: float = 0.0
    unit: float = 1.0


@dataclass(frozen=True, eq=False)
class Level:
    """A coarser graph and the row of it that each row of the finer one went into."""

    rows: Rows
    group: Ints


class Body(Protocol):
    """Actors on the move.

    Attributes
    ----------
    x
        (n, 2) float32, changed in place by `step`.
    home, hold
        Where each is held, and how strongly by the slope of its forces; 0 is free.
    is_fixed
        (n,) who does not move at all.
    """

    x: Floats32
    home: Floats32
    hold: Floats32
    is_fixed: Mask

    def step(
        self,
        model: Model,
        cap: float,
        token: CancelToken,
        pivots: Ints | None = None,
        steps: Steps | None = None,
    ) -> float:
        """Move everybody once, at most by the cap; give the mean length of the moves."""
        ...


class Means(Protocol):
    """The costly parts.

    Attributes
    ----------
    patience
        Share of the rounds that are worth their time: 1 where they are quick.
    """

    patience: float

    def search(self, rows: Rows, source: int, steps: Steps) -> None:
        """Fill (n,) with the steps from the source, at most `rows.FAR` - 1."""
        ...

    def coarsen(self, rows: Rows, rng: np.random.Generator, token: CancelToken) -> list[Level]:
        """Give coarser versions of a graph, finest first; none if it cannot."""
        ...

    def body(self, rows: Rows, weight: Floats32, x: Floats32, mass: Floats32) -> Body:
        """Set actors at their places."""
        ...

    def sum_stress(self, steps: Steps, pivots: Ints, x: Floats32) -> Floats:
        """Sum d²/D² and d/D over distances from pivots, and count them, (3,)."""
        ...
