"""Why nothing is left: which two filters exclude each other, in one sentence."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from explorer.model.dataset import Dataset, Mask
from explorer.model.plain_text import shown_line
from explorer.network.filters import NONE_STATED, STANDING_WORDS, FilterSpec, passes

_FACETS = ("interaction_kinds", "standings", "topics", "places", "sources")
_MOST_NAMED = 2

_ALL_OFF = {
    "interaction_kinds": "All kinds of interaction are switched off.",
    "standings": "All interactions are switched off by their standing.",
    "topics": "All topics are switched off.",
    "places": "All places are switched off.",
    "sources": "All sources are switched off.",
}
_CHOSEN = {
    "interaction_kinds": "of the kinds chosen",
    "standings": "of the standings chosen",
    "topics": "about the topics chosen",
    "places": "at the places chosen",
    "sources": "from the sources chosen",
}


def conflict_words(dataset: Dataset, spec: FilterSpec) -> str:
    """Return why a filter lets no interaction through; an empty text where it lets some through.

    Examples
    --------
    `No interaction is both a call and in Yerevan.`
    """
    if passes(dataset, spec).any():
        return ""
    if not dataset.n_interactions:
        return "This store has no interactions yet."
    alone: dict[str, Mask] = {
        facet: passes(dataset, FilterSpec().with_hidden(facet, getattr(spec, facet)))
        for facet in _FACETS
        if getattr(spec, facet)
    }
    for facet, mask in alone.items():
        if not mask.any():
            return _ALL_OFF[facet]
    for one, other in combinations(alone, 2):
        if not (alone[one] & alone[other]).any():
            first, second = _phrase(dataset, spec, one), _phrase(dataset, spec, other)
            return f"No interaction is both {first} and {second}."
    return "No interaction passes all of the filters together."


def _phrase(dataset: Dataset, spec: FilterSpec, facet: str) -> str:
    """Return what a facet still lets through: `a call`, `in Yerevan`, `at the places chosen`."""
    left = _left(dataset, facet, getattr(spec, facet))
    if not 0 < len(left) <= _MOST_NAMED:
        return _CHOSEN[facet]
    return " or ".join(left)


def _left(dataset: Dataset, facet: str, hidden: frozenset[object]) -> list[str]:
    c = dataset.columns
    match facet:
        case "interaction_kinds":
            used = set(np.unique(c.interaction_kind).tolist())
            kinds = [k for i, k in enumerate(c.interaction_kinds) if i in used]
            return [_with_article(k.label.lower()) for k in kinds if k.name not in hidden]
        case "standings":
            return [words.lower() for name, words in STANDING_WORDS.items() if name not in hidden]
        case "topics":
            words = [f"about {shown_line(t.name)}" for t in c.topics if t.id not in hidden]
            return words + _none(hidden, "without a topic")
        case "places":
            words = [f"in {shown_line(p.name)}" for p in c.places if p.id not in hidden]
            return words + _none(hidden, "without a place")
        case _:
            words = [f"from “{shown_line(s.title)}”" for s in c.sources if s.id not in hidden]
            return words + _none(hidden, "without a source")


def _none(hidden: frozenset[object], words: str) -> list[str]:
    return [] if NONE_STATED in hidden else [words]


def _with_article(noun: str) -> str:
    if noun == "fighting" or noun.endswith("s"):
        return noun
    return f"an {noun}" if noun[:1] in "aeiou" else f"a {noun}"
