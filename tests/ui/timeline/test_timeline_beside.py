"""The timeline of very many interactions is laid out beside, and the window goes on meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from explorer.model.view import ViewFacts
from explorer.network.filters import FilterSpec
from tests.building import generate_store
from ui.document import Document
from ui.jobs import JobRunner
from ui.lens import Lens
from ui.state import ViewState
from ui.theme import Appearance
from ui.timeline import TimelinePane

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


class Stand:
    def __init__(self, qapp: QApplication) -> None:
        self.jobs, self.state = JobRunner(), ViewState()
        self.document = Document(self.jobs)
        self.lens = Lens(self.document, self.state, self.jobs)
        self.document.loaded.connect(lambda _: self.lens.refresh())
        self.pane = TimelinePane(
            state=self.state, lens=self.lens, appearance=Appearance(qapp, "light"), jobs=self.jobs
        )
        self.pane.resize(900, 240)

    def is_laid_out(self) -> bool:
        content, look = self.pane.canvas.content, self.lens.look
        return (
            content is not None
            and look is not None
            and content.dataset is look.dataset
            and bool((content.passes == look.shown.passes_filter).all())
        )


@pytest.fixture
def stand(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Stand]:
    monkeypatch.setattr("ui.timeline.preparing._MOST_AT_ONCE", 10)
    for name in ("one", "two"):
        generate_store(tmp_path / f"{name}.actors", 20, 60, len(name), title=name).close()
    made = Stand(qapp)
    qtbot.addWidget(made.pane)
    made.document.open(tmp_path / "one.actors")
    qtbot.waitUntil(made.is_laid_out)
    yield made
    made.document.close()
    made.jobs.close()


def test_what_is_laid_out_beside_is_what_is_laid_out_at_once(stand: Stand, qtbot: QtBot) -> None:
    content = stand.pane.canvas.content
    assert content is not None
    assert stand.pane.canvas.light is not None
    kind = next(iter(stand.lens.look.dataset.columns.interaction_kinds)).name
    stand.state.change(filter=FilterSpec(interaction_kinds=frozenset({kind})))
    assert stand.pane.canvas.content is content, "what stood stays until the other is there"
    qtbot.waitUntil(stand.is_laid_out)
    assert stand.pane.canvas.content is not content
    assert not stand.pane.canvas.content.passes.all()


def test_another_store_clears_what_stood_and_the_same_one_keeps_it(
    stand: Stand, qtbot: QtBot, tmp_path: Path
) -> None:
    content = stand.pane.canvas.content
    seen: list[object] = []
    stand.lens.changed.connect(lambda _: seen.append(stand.pane.canvas.content))
    with qtbot.waitSignal(stand.document.loaded):
        stand.document.reload()
    assert [content] == seen
    qtbot.waitUntil(stand.is_laid_out)
    stand.state.reset(ViewFacts())
    seen.clear()
    with qtbot.waitSignal(stand.document.loaded):
        stand.document.open(tmp_path / "two.actors")
    assert [None] == seen[-1:]
    qtbot.waitUntil(stand.is_laid_out)


def test_only_what_was_asked_for_last_is_taken(stand: Stand, qtbot: QtBot) -> None:
    kinds = [kind.name for kind in stand.lens.look.dataset.columns.interaction_kinds]
    for kind in kinds:
        stand.state.change(filter=FilterSpec(interaction_kinds=frozenset({kind})))
    qtbot.waitUntil(stand.is_laid_out)
    assert stand.pane.canvas.content.passes.sum() == stand.lens.look.shown.passes_filter.sum()
