"""How a large layout weighs true distances against visible communities."""

from __future__ import annotations

import math
from dataclasses import dataclass

from explorer.network.layout.request import EVEN


@dataclass(frozen=True)
class Balance:
    """How strongly pivots keep the distances of the graph while ties pull communities together.

    Attributes
    ----------
    faithful
        The pull to pivots to begin with.
    least, most
        Between these the pull is weighed anew by the stress.
    slack
        Stress that is taken for communities, relative to that of springs alone.
    chance_pivots
        How many pivots are chosen by chance, besides those far apart. Few of them, pulling
        strongly, would be kept at the cost of all other distances.
    """

    faithful: float
    least: float
    most: float
    slack: float
    chance_pivots: int

    @property
    def steady(self) -> float:
        """The pull where it is not weighed anew, since nobody knows what springs would reach."""
        return math.sqrt(self.least * self.most)

    @classmethod
    def at(cls, communities: float, size: int = 0) -> Balance:
        """Give the balance for a place between true distances, 0, and visible communities, 1.

        In the middle pivots pull less in groups of very many: there they would draw communities
        out into rays, while the distances of the graph are kept with little.
        """
        end = _DISTANCES if communities < EVEN else _COMMUNITIES
        share = abs(communities - EVEN) / EVEN

        def between(middle: float, last: float) -> float:
            # By ratios, since a pull twice as strong is one step wherever it begins.
            return middle * math.pow(last / middle, share)

        less = min(1.0, _VERY_MANY / max(size, 1)) ** (1 - share)
        return cls(
            between(_MIDDLE.faithful, end.faithful) * math.sqrt(less),
            between(_MIDDLE.least, end.least) * less,
            between(_MIDDLE.most, end.most),
            between(_MIDDLE.slack, end.slack),
            round(between(_MIDDLE.chance_pivots, end.chance_pivots)),
        )


_VERY_MANY = 10_000
_DISTANCES = Balance(0.5, 0.4, 0.8, 0.95, 130)
_MIDDLE = Balance(0.12, 0.1, 0.5, 1.03, 30)
_COMMUNITIES = Balance(0.01, 0.006, 0.01, 2.0, 30)
