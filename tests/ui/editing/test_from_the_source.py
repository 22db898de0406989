"""In the source reader a marked passage becomes what it tells of, with its exact place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from db import reads
from explorer.editing.adding import add_evidence, add_source
from explorer.editing.drafts import EvidenceDraft, Fact, SourceDraft
from explorer.editing.stored import (
    account_draft,
    actor_draft,
    evidence_draft,
    quote_draft,
    source_draft,
)
from explorer.model.view import Selection
from tests.ui.editing.form_stand import Typist
from ui.app import Program
from ui.details.intents import ReadSource
from ui.details.quotes.source_reader import SourceReader
from ui.editing.forms.fact_picker import FactPicker

# Astral letters, an invisible mark, two kinds of line ends: none may shift an offset.
TEXT = (
    "𝔗𝔥𝔢 𝔫𝔬𝔱𝔢 😀 of the day.\r\n\u202eSamantha Power met İlham Əliyev in Baku\u2028"
    "and said: “We will help 👩‍👩‍👧 those who fled.” Power then left for Yerevan."
)


@pytest.fixture
def reader(program: Program, qtbot) -> SourceReader:
    program.document.edit(add_source, SourceDraft("A note", text=TEXT))
    source = program.document.session.dataset.columns.sources[-1].id
    program.details.do(ReadSource(source))
    made = program.details._deeds.reader
    assert made is not None
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    return made


@pytest.fixture
def typist(program: Program, qtbot) -> Typist:
    return Typist(program, qtbot)


def mark(reader: SourceReader, words: str) -> tuple[int, int]:
    """Mark words as the pointer would; give their place in the stored text."""
    view = reader.reading
    cursor = view.document().find(words)
    assert cursor.hasSelection()
    view.setTextCursor(cursor)
    view.setFocus()
    start = TEXT.index(words)
    return start, start + len(words)


def store_of(program: Program):
    return program.document.session.store


def ready(program: Program, qtbot) -> None:
    qtbot.waitUntil(lambda: program.entry.form is not None)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is program.entry.form)


@pytest.mark.parametrize(
    "words", ["We will help 👩‍👩‍👧 those who fled.", "Samantha Power", "Yerevan.", "𝔫𝔬𝔱𝔢 😀 of"]
)
def test_what_is_marked_has_its_exact_place_in_the_stored_text(
    reader: SourceReader, words: str
) -> None:
    place = mark(reader, words)
    selected = reader.reading.selected()
    assert (words, *place) == (selected.words, selected.start, selected.end)
    assert words == TEXT[selected.start : selected.end]


def test_white_space_at_the_ends_of_a_mark_is_left_out(reader: SourceReader) -> None:
    view = reader.reading
    view.selectAll()
    selected = view.selected()
    assert TEXT == selected.words
    cursor = view.document().find(" of the day.")
    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert "of the day." == view.selected().words


def test_q_makes_a_quote_of_what_is_marked(
    program: Program, reader: SourceReader, typist: Typist, qtbot
) -> None:
    place = mark(reader, "We will help 👩‍👩‍👧 those who fled.")
    typist.press(Qt.Key.Key_Q)
    ready(program, qtbot)
    typist.sees("Who said it")
    typist.write("power")
    typist.save()
    quote = quote_draft(store_of(program), store_of(program).counts()["quotes"])
    assert ("We will help 👩‍👩‍👧 those who fled.", *place) == (quote.words, quote.start, quote.end)
    # And it is underlined at once in the reader that is still open.
    kinds = {mark.kind for _, _, mark in reader.reading._marks}
    assert reader.isVisible()
    assert "quote" in kinds


def test_p_makes_an_actor_of_a_name(
    program: Program, reader: SourceReader, typist: Typist, qtbot
) -> None:
    place = mark(reader, "Yerevan")
    typist.press(Qt.Key.Key_P)
    ready(program, qtbot)
    typist.save()
    store = store_of(program)
    added = actor_draft(store, store.counts()["actors"])
    evidence = evidence_draft(store, store.counts()["evidence"])
    assert "Yerevan" == added.name
    assert ("Yerevan", *place, "existence") == (
        evidence.excerpt,
        evidence.start,
        evidence.end,
        evidence.aspect,
    )


def test_i_makes_an_interaction_with_the_passage_as_its_evidence(
    program: Program, reader: SourceReader, typist: Typist, qtbot
) -> None:
    words = "Samantha Power met İlham Əliyev in Baku"
    place = mark(reader, words)
    typist.press(Qt.Key.Key_I)
    ready(program, qtbot)
    typist.enter("meeting")
    typist.enter("2023-10-01")
    typist.enter("power")
    typist.enter("aliyev")
    typist.save()
    store = store_of(program)
    evidence = evidence_draft(store, store.counts()["evidence"])
    assert (words, *place) == (evidence.excerpt, evidence.start, evidence.end)


def test_a_makes_an_account(program: Program, reader: SourceReader, typist: Typist, qtbot) -> None:
    place = mark(reader, "Power then left for Yerevan.")
    typist.press(Qt.Key.Key_A)
    ready(program, qtbot)
    typist.sees("Who tells it so")
    typist.enter("power")
    typist.enter("corridor")
    typist.save()
    store = store_of(program)
    account = account_draft(store, store.counts()["accounts"])
    assert ("Power then left for Yerevan.", *place) == (account.words, account.start, account.end)


def test_e_asks_which_fact_is_supported_and_takes_it_by_a_few_letters(
    program: Program, reader: SourceReader, typist: Typist, qtbot
) -> None:
    place = mark(reader, "Samantha Power met İlham Əliyev")
    typist.press(Qt.Key.Key_E)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), FactPicker))
    typist.enter("corridor")
    ready(program, qtbot)
    typist.save()
    store = store_of(program)
    row = next(r for r in reads.evidence_in_source(store, 1, -1) if r.start == place[0])
    assert 1 == row.interaction_id
    assert "occurrence" == row.aspect


def test_without_a_mark_the_reader_says_how_to_mark(
    program: Program, reader: SourceReader, typist: Typist
) -> None:
    reader.reading.setFocus()
    typist.press(Qt.Key.Key_Q)
    assert program.entry.form is None
    assert "Mark the passage first" in reader._note.text()


def test_names_are_marked_faintly_and_offered(program: Program, reader: SourceReader) -> None:
    names = [(m.words, TEXT[m.start : m.end]) for _, _, m in reader.reading._marks]
    expected = [
        ("Samantha Power", "Samantha Power"),
        ("İlham Əliyev", "İlham Əliyev"),
        ("Samantha Power", "Power"),
    ]
    assert expected == names
    cursor = reader.reading.document().find("Power met")
    cursor.setPosition(cursor.selectionStart())
    reader.reading.setTextCursor(cursor)
    reader.reading.setFocus()
    QTest.keyClick(reader.reading, Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert ["Samantha Power"] == [action.text() for action in menu.actions()]
    offered = menu.actions()[0].menu()
    offered.actions()[0].trigger()
    menu.close()
    assert program.state.facts.selection.sole_actor is not None


def test_what_is_known_is_underlined_and_can_be_stepped_through(
    program: Program, reader: SourceReader
) -> None:
    start = TEXT.index("met İlham")
    draft = EvidenceDraft(reader.source_id, "met İlham", start, start + 9)
    program.document.edit(add_evidence, Fact("interaction", 1), draft)
    view = reader.reading
    (mark,) = [m for _, _, m in view._marks if m.kind == "evidence"]
    assert (start, start + 9) == (mark.start, mark.end)
    assert "Call about the corridor" in mark.words
    view.moveCursor(QTextCursor.MoveOperation.Start)
    view.setFocus()
    QTest.keyClick(view, "]")
    assert mark in view.marks_at(view.textCursor().position())


def test_a_text_is_opened_from_a_page_and_its_hash_is_told(
    program: Program, tmp_path: Path
) -> None:
    page = tmp_path / "article.html"
    page.write_text(
        "<html><head><title>A title</title><style>p{}</style></head><body>"
        "<p>One &amp; two</p>\n<p>Three 😀</p><script>no()</script></body></html>",
        encoding="utf-8",
    )
    program.entry.add_source()
    form = program.entry.form
    form.open_text(page)
    assert "A title" == form.title.text()
    assert "18 characters · SHA-256" in form.text.hint
    form.save()
    sources = program.document.session.dataset.columns.sources
    assert "One & two\n\nThree 😀" == source_draft(store_of(program), sources[-1].id).text
    assert sources[-1].text_sha256


def test_a_file_that_is_no_text_is_refused_with_a_sentence(
    program: Program, tmp_path: Path
) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    program.entry.add_source()
    program.entry.form.open_text(picture)
    assert "picture.png is no text" in program.entry.form.text.fault


def test_a_text_with_any_line_ends_is_kept_to_the_letter(program: Program, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_bytes("One\r\ntwo\rthree\u2028four".encode())
    program.entry.add_source()
    program.entry.form.open_text(note)
    program.entry.form.save()
    source = program.document.session.dataset.columns.sources[-1].id
    assert "One\r\ntwo\rthree\u2028four" == source_draft(store_of(program), source).text


def test_the_reader_shows_the_selection_when_a_mark_is_followed(
    program: Program, reader: SourceReader
) -> None:
    names = [m for _, _, m in reader.reading._marks]
    reader.reading.marks_asked.emit(names[:1], QPoint(5, 5))
    menu = QApplication.activePopupWidget()
    menu.actions()[0].menu().actions()[0].trigger()
    menu.close()
    assert isinstance(program.state.facts.selection, Selection)
    assert program.state.facts.selection.sole_actor == names[0].thing[1]
