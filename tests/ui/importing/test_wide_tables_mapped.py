"""Tables of hundreds of columns on the mapping page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from ui.app import Program
from ui.importing.dialog import ImportDialog


@pytest.fixture
def dialog(qapp, qtbot, tmp_path: Path) -> Iterator[ImportDialog]:
    path = tmp_path / "wide.csv"
    codes = [f"c{number}" for number in range(120)]
    heads = ["Date", *codes, "Participants"]
    cells = ["2021-03-12", *("1" * 120), "Ann Lee; Bob Ray"]
    path.write_text(f"{','.join(heads)}\n{','.join(cells)}\n", "utf-8")
    program = Program(qapp, is_synchronous=True)
    program.window.resize(1280, 800)
    program.start()
    program.importing.take([path])
    QApplication.processEvents()
    made = program.importing.flow.dialog
    assert made is not None
    yield made
    made.reject()
    program.close()
    program.window.deleteLater()
    program.deleteLater()
    qapp.processEvents()


def _more(dialog: ImportDialog) -> QPushButton:
    buttons = dialog.pages[0].findChildren(QPushButton)
    return next(b for b in reversed(buttons) if "more columns" in b.text())


def test_columns_that_mean_something_are_shown_wherever_they_stand(dialog):
    page = dialog.pages[0]
    assert page.column_row("Participants").meaning.currentData() == "participant"
    with pytest.raises(KeyError):
        page.column_row("c119")
    assert _more(dialog).text().startswith("82 more columns")


def test_further_columns_are_shown_when_asked_for_and_all_are_taken(dialog):
    for _ in range(3):
        _more(dialog).click()
        QApplication.processEvents()
    assert dialog.pages[0].column_row("c119").meaning.currentData() == "property"
    assert len(dialog.pages[0].mapping.of("property")) == 120
