"""Dossiers as files: HTML and PDF, from the command line and from the window."""

from __future__ import annotations

import shutil
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QMenu

from explorer.errors import ExportFailed, OutputExists
from explorer.model.view import Selection
from explorer.session import Session
from tests.building import build_store
from ui.app import Program
from ui.command_line import main
from ui.details.intents import WriteDossier
from ui.dossier.naming import file_name
from ui.dossier.paging import page_spans
from ui.dossier.writing import write_dossier
from ui.theme.fonts import Fonts


@pytest.fixture
def program(qapp, qtbot, sample_store: Path, tmp_path: Path) -> Iterator[Program]:
    made = Program(qapp, is_synchronous=True)
    made.start(Path(shutil.copy(sample_store, tmp_path / "sample.actors")))
    yield made
    made.close()
    made.window.deleteLater()
    made.deleteLater()
    qapp.processEvents()


@pytest.fixture
def session(sample_store: Path) -> Iterator[Session]:
    opened = Session.load(sample_store, writable=False)
    yield opened
    opened.close()


def first_actor(session: Session) -> Selection:
    return Selection.actor(int(session.dataset.columns.actor_id[0]))


@pytest.mark.parametrize("ending", [".html", ".pdf"])
def test_every_actor_and_interaction_of_the_sample_is_written(qapp, session, tmp_path, ending):
    fonts = Fonts.of_system()
    columns = session.dataset.columns
    chosen = [Selection.actor(int(i)) for i in columns.actor_id[:6]]
    chosen += [Selection.interaction(int(i)) for i in columns.interaction_id[:6]]
    for number, selection in enumerate(chosen):
        out = tmp_path / f"{number}{ending}"
        write_dossier(session, selection, out, fonts)
        start = out.read_bytes()[:9]
        assert start.startswith(b"%PDF-" if ending == ".pdf" else b"<!DOCTYPE")


def test_the_picture_in_the_page_is_well_formed_and_names_the_contacts(qapp, session, tmp_path):
    out = tmp_path / "power.html"
    dataset = session.dataset
    row = next(r for r in range(dataset.n_actors) if dataset.actor_name(r) == "Samantha Power")
    selection = Selection.actor(int(dataset.actor_id(row)))
    write_dossier(session, selection, out, Fonts.of_system())
    text = out.read_text("utf-8")
    svg = text[text.index("<svg") : text.index("</svg>") + 6]
    words = " ".join(ElementTree.fromstring(svg).itertext())
    assert "Pashinyan" in words
    assert "http" not in text.replace("http-equiv", "").replace("http://www.w3.org", "")


def test_a_hostile_name_does_not_leave_the_picture(qapp, tmp_path):
    name = '</text></svg><script>alert(1)</script>"&'
    talk = {"title": "Talk", "participants": [name, "Other"]}
    path = tmp_path / "hostile.actors"
    build_store(path, actors=[name, "Other"], interactions=[talk]).close()
    session = Session.load(path)
    write_dossier(session, Selection.actor(1), tmp_path / "out.html", Fonts.of_system())
    session.close()
    text = (tmp_path / "out.html").read_text("utf-8")
    assert "<script" not in text
    ElementTree.fromstring(text[text.index("<svg") : text.rindex("</svg>") + 6])


def test_a_file_that_is_there_stays_unless_asked(qapp, session, tmp_path):
    out = tmp_path / "there.html"
    out.write_text("mine")
    with pytest.raises(OutputExists):
        write_dossier(session, first_actor(session), out, Fonts.of_system())
    assert "mine" == out.read_text()
    with pytest.raises(ExportFailed, match=r"\.html or \.pdf"):
        write_dossier(session, first_actor(session), tmp_path / "a.doc", Fonts.of_system())


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["Samantha Power", "out.html"], 0, "Wrote"),
        (["Power meets Pashinyan", "out.pdf", "--interaction"], 0, "Wrote"),
        (["Nobody At All", "out.html"], 1, "error:"),
        (["Power meets", "out.html", "--interaction"], 1, "Did you mean “Power meets"),
    ],
)
def test_the_command_writes_or_says_why_not(
    qapp, sample_store, tmp_path, monkeypatch, words, code, said
):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["dossier", str(sample_store), *words])
    assert code == result.exit_code, result.output
    assert said in result.output
    assert (code == 0) == (tmp_path / words[1]).exists()


def test_the_store_itself_is_never_written_over(qapp, sample_store, tmp_path):
    store = Path(shutil.copy(sample_store, tmp_path / "store.html"))
    before = store.read_bytes()
    words = ["dossier", str(store), "Samantha Power", str(store), "--overwrite"]
    result = CliRunner().invoke(main, words)
    assert 1 == result.exit_code
    assert "is the store itself" in result.output
    assert before == store.read_bytes()


def test_panel_menu_and_context_menu_lead_to_the_same_file(program, tmp_path):
    actor = int(program.document.session.dataset.columns.actor_id[0])
    flow = program.exporting.dossiers
    assert not program.actions["store.dossier"].isEnabled()
    program.state.select(Selection.actor(actor))
    assert program.actions["store.dossier"].isEnabled()
    menu = QMenu()
    program.network.more_in_menu(menu, Selection.actor(actor))
    entry = next(action for action in menu.actions() if action.text() == "Dossier…")
    pages = []
    for number, trigger in enumerate(
        (
            program.actions["store.dossier"].trigger,
            lambda: program.details.amending.emit(WriteDossier()),
            entry.trigger,
        )
    ):
        out = tmp_path / f"{number}.html"
        flow.ask_save = lambda *_, out=out: (str(out), "")
        trigger()
        pages.append(out.read_text("utf-8"))
    assert 1 == len(set(pages))


def test_the_kind_that_was_chosen_gives_the_ending(program, tmp_path):
    flow = program.exporting.dossiers
    program.state.select(first_actor(program.document.session))
    flow.ask_save = lambda *_: (str(tmp_path / "mine"), "PDF for print (*.pdf)")
    flow.ask()
    assert (tmp_path / "mine.pdf").read_bytes().startswith(b"%PDF")


spans = st.lists(
    st.tuples(st.floats(0, 3000), st.floats(1, 80)).map(lambda s: (s[0], s[0] + s[1])), max_size=30
)


@given(st.floats(1, 5000), spans, spans)
def test_pages_follow_each_other_and_none_is_higher_than_a_page(length, unbroken, lines):
    pages = page_spans(length, 300.0, unbroken, lines)
    assert 0.0 == pages[0][0]
    assert length == pages[-1][1]
    assert all(a[1] == b[0] for a, b in pairwise(pages))
    assert all(0 <= bottom - top <= 300.0 + 1e-6 for top, bottom in pages)


@given(st.text(max_size=200))
def test_any_title_gives_a_name_for_a_file(title):
    name = file_name(title, ".html")
    assert name.endswith(".html")
    assert not set('\\/:*?"<>|\n\0') & set(name)
    assert 5 < len(name) < 110
