"""Pairs of actors that may be the same, with what speaks for it and against it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for two actors being the same, or against it.

    Attributes
    ----------
    points
        Of a hundred; negative: against.
    words
        What it is, as half a sentence: "3 contacts in common".
    """

    points: int
    words: str

    @property
    def is_for(self) -> bool:
        """Whether it speaks for the two being the same."""
        return self.points > 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two actors that may be the same.

    Attributes
    ----------
    first_id, other_id
        Of two that stand for themselves; the one that is told more about comes second, as it
        would be kept.
    score
        0 to 100.
    reasons
        The weightiest first.
    is_unsure
        Whether somebody has looked at the pair before and left it open.
    """

    first_id: int
    other_id: int
    score: int
    reasons: tuple[Reason, ...] = ()
    is_unsure: bool = False

    @property
    def ids(self) -> frozenset[int]:
        """The pair, whichever way round."""
        return frozenset((self.first_id, self.other_id))


@dataclass(frozen=True, slots=True)
class Proposals:
    """What a search for duplicates found.

    Attributes
    ----------
    pairs
        The likeliest first, those that were left open before at the end.
    n_compared
        How many pairs of names were looked at closely.
    n_more
        How many further pairs there would be.
    n_settled
        How many pairs were not proposed, as they were told apart before.
    crowded
        Names that so many actors bear that not each could be set against each other, and how many.
    """

    pairs: tuple[Proposal, ...]
    n_compared: int = 0
    n_more: int = 0
    n_settled: int = 0
    crowded: tuple[tuple[str, int], ...] = field(default=())
