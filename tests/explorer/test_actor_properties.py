"""Properties of actors: filtered by, and mapped to colours and sizes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from explorer.model.property_columns import MOST_VALUES, column_named
from explorer.model.view import ViewFacts
from explorer.network.colouring import N_HUES, property_hues
from explorer.network.facets import facet_counts
from explorer.network.filters import FilterSpec, show
from explorer.session import Session
from tests.building import build_store

PEOPLE = {
    "Ann": {"party": "Green", "votes": 5, "motto": "a"},
    "Bob": {"party": "Red", "votes": -1, "motto": "b"},
    "Cleo": {"party": "Green", "motto": "c", "tags": ["x", "y"]},
    "Dan": {},
}


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "s.actors"
    talk = {"title": "Talk", "participants": list(PEOPLE)}
    with (
        closing(build_store(path, actors=PEOPLE, interactions=[talk])) as store,
        store.atomic("Describe them") as writer,
    ):
        for actor_id, properties in enumerate(PEOPLE.values(), start=1):
            if properties:
                writer.update("actors", actor_id, properties=properties)
    opened = Session.load(path)
    yield opened
    opened.close()


def test_properties_that_group_or_measure_are_columns(session: Session) -> None:
    columns = session.dataset.properties
    assert ["party", "votes"] == [column.name for column in columns]
    party, votes = columns[0], columns[1]
    assert (("Green", "Red"), [0, 1, 0, 2]) == (party.values, party.index.tolist())
    assert votes.numbers is not None
    assert [5.0, -1.0] == votes.numbers[:2].tolist()
    assert np.isnan(votes.numbers[2:]).all()


def test_a_hidden_value_hides_its_actors_and_is_counted(session: Session) -> None:
    dataset = session.dataset
    spec = FilterSpec().with_hidden("property:party", frozenset({"Green", ""}))
    shown = show(dataset, spec)
    assert [False, True, False, False] == shown.actor_is_shown.tolist()
    counts = facet_counts(dataset, shown)["property:party"]
    assert [("Green", 2, 0), ("Red", 1, 1), ("Not stated", 1, 0)] == [
        (count.label, count.total, count.shown) for count in counts
    ]
    both = spec.with_hidden("property:votes", frozenset({"5"}))
    assert {("party", "Green"), ("party", ""), ("votes", "5")} == set(both.properties)
    assert spec == both.with_hidden("property:votes", frozenset())


def test_sizes_are_the_numbers_and_nothing_for_none(session: Session) -> None:
    assert [5.0, 0.0, 0.0, 0.0] == session.measure("property:votes").tolist()
    assert [1.0] * 4 == session.measure("property:gone").tolist()


@pytest.mark.parametrize("projection", ["ties", "interactions"])
def test_colours_go_by_value_and_are_neutral_for_none(session: Session, projection: str) -> None:
    found = property_hues(session.network(projection), "party")  # type: ignore[arg-type]
    assert found is not None
    values, hue = found
    assert ("Green", "Red") == values
    assert [0, 1, 0, N_HUES] == hue[:4].tolist()
    assert all(hue[4:] == N_HUES)
    assert None is property_hues(session.network("ties"), "motto")


def test_the_view_remembers_hidden_values_colours_and_sizes() -> None:
    facts = ViewFacts(
        filter=FilterSpec().with_hidden("property:party", frozenset({"Green"})),
        size_by="property:votes",
        colour_by="property:party",
    )
    assert facts == ViewFacts.from_json(facts.to_json())
    broken = {**facts.to_json(), "size_by": "property:", "colour_by": 5}
    read = ViewFacts.from_json(broken)
    assert ("interactions", "auto") == (read.size_by, read.colour_by)


def test_what_tells_everybody_apart_is_no_group(tmp_path: Path) -> None:
    names = [f"P{n}" for n in range(MOST_VALUES + 5)]
    path = tmp_path / "m.actors"
    with (
        closing(build_store(path, actors=names)) as store,
        store.atomic("Describe them") as writer,
    ):
        for actor_id in range(1, len(names) + 1):
            writer.update("actors", actor_id, properties={"id": f"x{actor_id}", "n": actor_id})
    session = Session.load(path)
    try:
        numbers = column_named(session.dataset.properties, "n")
        assert numbers is not None
        assert ["n"] == [column.name for column in session.dataset.properties]
        assert () == numbers.values
    finally:
        session.close()
