"""What the likeness of two names counts, in points and words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from explorer.identity.proposals import Reason

if TYPE_CHECKING:
    from explorer.identity.name_match import NameMatch

_NAME_POINTS: Final = 82
_DIFFERING: Final = -8
_GENDERED: Final = -16
_COMMON: Final = 0.2
_MOST_COMMON: Final = 20


def name_reasons(
    match: NameMatch, first: str, other: str, *, is_among_all: bool = True
) -> list[Reason]:
    """Say what the likeness of two names speaks for.

    Parameters
    ----------
    is_among_all
        Whether the match knows how common the words are in the whole store.
    """
    words = match.words if first == other else f"{match.words}: {first} – {other}"
    found = [Reason(round(_NAME_POINTS * match.score), words)]
    found += [Reason(_DIFFERING, f"“{a}” is not “{b}”") for a, b in match.differing]
    if is_among_all and match.n_by_chance > _COMMON:
        points = min(_MOST_COMMON, round(8 * math.log2(1 + match.n_by_chance)))
        found.append(Reason(-points, "such names are common here"))
    if match.is_gendered:
        found.append(Reason(_GENDERED, "one surname is a man's, the other a woman's"))
    return found
