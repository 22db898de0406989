"""Properties of a store in the window: a facet, colours and sizes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.building import build_store
from ui.app import Program
from ui.filters.facet_model import FacetModel, FacetRow, RowKind
from ui.snapshot.words import filter_words


@pytest.fixture
def program(qapp, qtbot, tmp_path: Path) -> Iterator[Program]:
    path = tmp_path / "s.actors"
    people = {"Ann": {"Standing": "Green", "votes": 5}, "Bob": {"Standing": "Red", "votes": 1},
              "Cleo": {"Standing": "Green"}}  # fmt: skip
    talk = {"title": "Talk", "participants": list(people)}
    with (
        closing(build_store(path, actors=people, interactions=[talk])) as store,
        store.atomic("Describe them") as writer,
    ):
        for actor_id, properties in enumerate(people.values(), start=1):
            writer.update("actors", actor_id, properties=properties)
    made = Program(qapp, is_synchronous=True)
    made.window.resize(1280, 800)
    made.start(path)
    yield made
    made.close()
    made.window.deleteLater()
    made.deleteLater()
    qapp.processEvents()


def rows(model: FacetModel) -> list[FacetRow]:
    return [model.row(model.index(at)) for at in range(model.rowCount())]


def test_a_property_is_a_facet_of_its_own_that_hides_actors(program) -> None:
    model = program.filters.facets.facets
    # Named like a facet of ours, and still another one.
    at = next(i for i, row in enumerate(rows(model)) if row.facet == "property:Standing")
    assert RowKind.HEADING is rows(model)[at].kind
    model.fold(model.index(at), False)
    found = [row for row in rows(model) if row.facet == "property:Standing"]
    assert ["Standing", "Green", "Red"] == [row.label for row in found]
    green = next(i for i, row in enumerate(rows(model)) if row.label == "Green")
    model.toggle(model.index(green))
    assert {("Standing", "Green")} == set(program.state.facts.filter.properties)
    assert 1 == program.lens.look.shown.n_actors
    assert ["Standing: Red"] == filter_words(program.lens.look.dataset, program.state.facts.filter)
    model.only(model.index(green))
    assert {("Standing", "Red")} == set(program.state.facts.filter.properties)
    model.toggle(model.index(at))
    assert program.state.facts.filter.is_empty
    model.toggle(model.index(at))
    assert not program.lens.look.shown.n_actors
    model.toggle(model.index(at))
    assert Qt.CheckState.Checked == rows(model)[at].state


def test_colours_and_sizes_by_property_are_offered_shown_and_explained(program, qtbot) -> None:
    colour, size = (program.header.menus[f"View/{name} by"] for name in ("Colour", "Size"))
    colour.aboutToShow.emit()
    size.aboutToShow.emit()
    colours = {action.text(): action for action in colour.actions()}
    sizes = {action.text(): action for action in size.actions()}
    assert "Standing" not in sizes
    colours["Standing"].trigger()
    sizes["votes"].trigger()
    qtbot.waitUntil(lambda: program.colouring.hues is not None)
    hues = program.colouring.hues
    assert ("Standing", ("Green", "Red")) == (hues.property_name, hues.values)
    assert [0, 1, 0] == hues.index.tolist()
    assert [5.0, 1.0, 0.0] == program.lens.look.network.actor_measure.tolist()
    colour.aboutToShow.emit()
    again = {action.text(): action for action in colour.actions()}
    assert again["Standing"].isChecked()
    program.actions["view.colour_kind"].trigger()
    assert None is program.colouring.hues
