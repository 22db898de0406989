"""A window on the sample, into which hostile files are thrown."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from ui.app import Program


@contextmanager
def window_on(
    qapp: QApplication, store: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Program]:
    """Give a window with a store open, in places of its own for a whole module."""
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            patch.setenv(variable, str(tmp_path_factory.mktemp(variable)))
        with window(qapp) as made:
            made.start(store)
            yield made


@contextmanager
def window(qapp: QApplication) -> Iterator[Program]:
    """Give a window that is not shown yet, and take all of it away afterwards."""
    made = Program(qapp, is_synchronous=True)
    made.window.resize(1280, 800)
    yield made
    made.close()
    made.window.deleteLater()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def put_back(program: Program, store: Path) -> None:
    """Have the store open, all of it seen, and nothing said."""
    program.files.ask_open = lambda *_: ""
    program.snapshot.ask_store = lambda *_: ""
    if program.document.session is None or program.document.session.path != store:
        program.files.open(store)
    program.state.reset()
    program.window.notice.hide()


def assert_said(program: Program, *words: str) -> None:
    """The bar says one clear thing, plainly."""
    QApplication.processEvents()
    notice = program.window.notice
    assert notice.isVisible()
    assert notice.text.endswith(".")
    assert len(notice.text) < 600
    for never in ("Traceback", "Error", "SELECT", "None", "inside the program"):
        assert never not in notice.text
    for word in words:
        assert word in notice.text


def holdings(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in os.listdir(folder)}
