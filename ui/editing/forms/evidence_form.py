"""The form of evidence: the passage of a source that supports a fact."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from explorer.editing.adding import add_evidence
from explorer.editing.changing import change_evidence
from explorer.editing.drafts import EvidenceDraft, Fact
from explorer.editing.marked import MarkedPassage
from ui.editing.desk import Desk
from ui.editing.fields.evidence import EvidenceBlock
from ui.editing.fields.field import Field
from ui.editing.forms.form import Deed, Form

_ASPECTS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "interaction": (
        ("occurrence", "That it took place"), ("date", "When"), ("place", "Where"),
        ("standing", "Its standing"), ("topic", "What it was about"),
        ("parent", "What it was part of"),
        ("fact", "Something else"),
    ),
    "actor": (
        ("existence", "That there is this actor"), ("name", "The name"), ("kind", "The kind"),
        ("fact", "Something else"),
    ),
}  # fmt: skip


class EvidenceForm(Form):
    """Adds a passage to a fact, or changes one.

    Parameters
    ----------
    fact
        What it supports.
    fact_words
        The same in words.
    stored
        Id and draft of the one to change; None adds one.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        fact: Fact,
        fact_words: str,
        *,
        stored: tuple[int, EvidenceDraft] | None = None,
    ) -> None:
        title = "New evidence" if stored is None else "Change evidence"
        super().__init__(desk, title, parent, save_words="Save" if stored else "Add evidence")
        self._stored, self._fact = stored, fact
        about = QLabel(f"Supports: {fact_words}")
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setWordWrap(True)
        self.column.addWidget(about)
        self.aspect_box = QComboBox()
        for name, words in _ASPECTS.get(fact.subject, (("fact", "The fact"),)):
            self.aspect_box.addItem(words, name)
        self.aspect_box.activated.connect(lambda _: self.touch())
        self.aspect = Field(desk.appearance, "What of it", self.aspect_box)
        self.evidence = EvidenceBlock(desk)
        self.add(self.evidence)
        self.add(self.aspect)
        self.aspect.setVisible(self.aspect_box.count() > 1)
        self.follow(self.evidence.source.source.line, self.evidence.excerpt.area)
        if stored is not None:
            self.evidence.set_value(stored[1])
            self.aspect_box.setCurrentIndex(max(0, self.aspect_box.findData(stored[1].aspect)))
        self.watch_focus()

    def set_passage(self, passage: MarkedPassage) -> None:
        """Fill in a passage that was marked in a source."""
        self.evidence.set_passage(passage.source_id, passage.words, passage.start, passage.end)

    def find_fault(self) -> QWidget | None:
        fault = self.evidence.show_fault()
        if fault is not None:
            return fault
        if self.evidence.source.value() is None:
            self.evidence.source.source.set_fault("Name the source.")
            return self.evidence.source
        if not self.evidence.value():
            self.evidence.excerpt.set_fault("Give its words that say so.")
            return self.evidence.excerpt
        return None

    def deed(self) -> Deed:
        (draft,) = self.evidence.value(str(self.aspect_box.currentData()))
        if self._stored is None:
            return add_evidence, (self._fact, draft)
        return change_evidence, (self._stored[0], draft, self._stored[1])

    def show_refusal(self, field: str, words: str) -> QWidget | None:
        is_source = field.rpartition(".")[2] in ("source", "title")
        target: Field = self.evidence.source.source if is_source else self.evidence.excerpt
        target.set_fault(words)
        return target
