"""Which filters exclude each other, in words."""

from __future__ import annotations

from explorer.network.conflicts import conflict_words
from explorer.network.filters import NONE_STATED, FilterSpec
from explorer.session import Session


def all_but(values: list[object], *kept: object) -> frozenset[object]:
    return frozenset(v for v in values if v not in kept)


def test_no_words_while_something_is_left(sample: Session) -> None:
    assert "" == conflict_words(sample.dataset, FilterSpec())


def test_the_two_filters_that_exclude_each_other_are_named(sample: Session) -> None:
    c = sample.dataset.columns
    kinds = all_but([k.name for k in c.interaction_kinds], "call")
    yerevan = next(p.id for p in c.places if p.name == "Yerevan")
    places = all_but([*(p.id for p in c.places), NONE_STATED], yerevan)
    spec = FilterSpec(interaction_kinds=kinds, places=places)  # type: ignore[arg-type]
    assert "No interaction is both a call and in Yerevan." == conflict_words(sample.dataset, spec)


def test_a_facet_that_is_off_altogether_is_named_alone(sample: Session) -> None:
    kinds = frozenset(k.name for k in sample.dataset.columns.interaction_kinds)
    words = conflict_words(sample.dataset, FilterSpec(interaction_kinds=kinds))
    assert "All kinds of interaction are switched off." == words


def test_many_values_are_not_listed(sample: Session) -> None:
    c = sample.dataset.columns
    kinds = all_but([k.name for k in c.interaction_kinds], "call", "fighting", "decision")
    yerevan = next(p.id for p in c.places if p.name == "Yerevan")
    places = all_but([*(p.id for p in c.places), NONE_STATED], yerevan)
    words = conflict_words(sample.dataset, FilterSpec(interaction_kinds=kinds, places=places))  # type: ignore[arg-type]
    assert words.endswith("and in Yerevan.")
