"""What a graph file does not say itself is asked, and heeded by what is shown and taken in."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from db import open_store
from ui.command_line import main

GRAPH = (
    'graph [ node [ id 1 label "Ann" ] node [ id 2 label "Acme" ] '
    'edge [ source 1 target 2 date "2023-09-26" ] edge [ source 1 target 2 ] ]'
)


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    path = tmp_path / "net.gml"
    path.write_text(GRAPH)
    return path


def test_an_answer_changes_what_is_shown_and_what_comes(program, graph) -> None:
    program.importing.take([graph])
    dialog = program.importing.flow.dialog
    note = dialog._note
    assert "GML: 2 actors, 1 interaction, 1 relation" == note.text()
    field = dialog.choices.fields["edges"]
    field.setCurrentIndex(field.findData("relations"))
    field.activated.emit(field.currentIndex())
    assert "GML: 2 actors, 2 relations" == note.text()
    dialog.import_button.click()
    counts = program.document.session.store.counts()
    assert (2, 0, 2) == tuple(counts[n] for n in ("actors", "interactions", "relations"))


def test_actors_are_shown_by_their_names_also_beyond_the_first(program, tmp_path) -> None:
    nodes = "".join(f'node [ id {n} label "Person {n}x" ] ' for n in range(80))
    path = tmp_path / "many.gml"
    path.write_text(f"graph [ {nodes} edge [ source 79 target 78 ] ]")
    program.importing.take([path])
    assert "Person 79x → Person 78x" in program.importing.flow.dialog.preview.texts[0]


def test_a_table_is_asked_nothing_of_the_sort(program, tmp_path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("Who,When\nAnn,2023-09-26\nBob,2023-09-27\n")
    program.importing.take([table])
    assert not program.importing.flow.dialog.choices.isVisibleTo(program.importing.flow.dialog)
    assert {} == program.importing.flow.dialog.choices.answers


def imported(store: Path, graph: Path, *answers: str) -> str:
    options = [word for answer in answers for word in ("--set", answer)]
    result = CliRunner().invoke(main, ["import", str(store), str(graph), *options])
    return f"{result.exit_code} {result.output}"


def test_the_command_line_takes_answers_and_names_them_where_they_are_wrong(
    tmp_path, graph
) -> None:
    store = tmp_path / "s.actors"
    assert imported(store, graph, "edges=interactions", "kind=state").startswith("0 ")
    with open_store(store, writable=False) as opened:
        assert (0, 2) == tuple(opened.counts()[name] for name in ("relations", "interactions"))
    assert "the answers are auto, relations, interactions" in imported(store, graph, "edges=x")
    assert "ask: edges, events, kind, hierarchy" in imported(store, graph, "colour=red")
