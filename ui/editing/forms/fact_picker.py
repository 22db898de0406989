"""Asks which fact a marked passage supports."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from explorer.editing.completing import Candidate
from explorer.editing.drafts import Fact
from explorer.editing.facts import find_facts
from explorer.model.plain_text import shown_passage
from ui.editing.desk import Desk
from ui.editing.fields.completing_line import CompletingLine, Deliver
from ui.editing.fields.field import Field

_WIDTH_PX = 520


class FactPicker(QDialog):
    """A line that finds interactions, actors and positions; Enter takes the one that is marked.

    Signals
    -------
    picked(object)
        The `Fact`.
    """

    picked = Signal(object)

    def __init__(self, desk: Desk, words: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._facts: dict[Candidate, Fact] = {}
        self.setWindowTitle("What does the passage support?")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("ground", "surface")
        fonts = desk.appearance.fonts
        column = QVBoxLayout(self)
        margin = fonts.px(18)
        column.setContentsMargins(margin, fonts.px(14), margin, margin)
        column.setSpacing(fonts.px(10))
        quoted = QLabel(f"“{shown_passage(words, 240)[0]}”")
        quoted.setTextFormat(Qt.TextFormat.PlainText)
        quoted.setWordWrap(True)
        quoted.setFont(fonts.serif_font())
        column.addWidget(quoted)
        self.line = CompletingLine(desk.appearance, self._complete, lambda _: ())
        self.line.setPlaceholderText("Interaction, actor or position")
        self.field = Field(desk.appearance, "Supports", self.line)
        column.addWidget(self.field)
        self.line.chosen.connect(self._on_chosen)
        self.line.left_by_enter.connect(self._on_enter)
        self.resize(fonts.px(_WIDTH_PX), 0)

    def _complete(self, words: str, deliver: Deliver) -> None:
        def take(found: Sequence[tuple[Candidate, Fact]]) -> None:
            self._facts = dict(found)
            deliver(tuple(self._facts))

        self._desk.read("facts", find_facts, words, on_done=take, on_failed=lambda _: take(()))

    def _on_chosen(self, candidate: Candidate | None) -> None:
        fact = self._facts.get(candidate) if candidate is not None else None
        if fact is not None:
            self.accept()
            self.picked.emit(fact)

    def _on_enter(self) -> None:
        if not self.line.is_waiting and self.line.candidate is None:
            self.field.set_fault("Nothing in this store is called that.")
