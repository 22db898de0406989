"""How we know: the source, its passage, and how sure it makes one."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from db.edtf import InvalidDate, date_of_day, parse_edtf
from db.format.schema import CONFIDENCES
from explorer.editing.completing import Candidate
from explorer.editing.drafts import EvidenceDraft, SourceDraft, SourceRef
from ui.editing.desk import Desk
from ui.editing.fields.date_field import DateField
from ui.editing.fields.field import Field, LineField, TextField
from ui.editing.fields.reference_fields import SourceField
from ui.editing.fields.side_by_side import SideBySide


class SourceBlock(QWidget):
    """A source by its title; of a new one also who published it when, and where it is.

    Signals
    -------
    edited()
        Something in it changed.
    base_changed(object)
        The day of the source that is named, from which relative dates count, or None.
    """

    edited = Signal()
    base_changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        appearance = desk.appearance
        self.source = SourceField(desk)
        self.publisher = LineField(appearance, "Publisher")
        self.published = DateField(appearance, "Published")
        self.published.line.setPlaceholderText("28 September 2023")
        self.url = LineField(appearance, "Address", placeholder="https://…")
        self._more = QWidget()
        more = QVBoxLayout(self._more)
        more.setContentsMargins(0, 0, 0, 0)
        more.setSpacing(appearance.fonts.px(8))
        more.addWidget(SideBySide(appearance, ((self.publisher, 1), (self.published, 1))))
        more.addWidget(self.url)
        self._more.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(appearance.fonts.px(8))
        column.addWidget(self.source)
        column.addWidget(self._more)
        self.source.line.chosen.connect(self._on_chosen)
        for field in (self.source, self.publisher, self.published, self.url):
            field.edited.connect(self.edited)
        self.setFocusProxy(self.source)

    def take(self, source_id: int) -> None:
        """Name a source of the store."""
        self.source.take(self._desk.source(source_id))

    def value(self) -> SourceRef | None:
        """Return the id of the source, or the draft of a new one; None for none."""
        source = self.source.value()
        if not isinstance(source, SourceDraft):
            return source
        return SourceDraft(
            title=source.title,
            publisher=self.publisher.value(),
            published=self.published.edtf(),
            url=self.url.value() or source.url,
        )

    def _on_chosen(self, candidate: Candidate | None) -> None:
        self._more.setVisible(candidate is not None and candidate.is_new)
        day = None
        if candidate is not None and candidate.id is not None:
            row = self._desk.source_row(candidate.id)
            day = _day_of(row.published if row is not None else None)
        self.base_changed.emit(day)


class EvidenceBlock(QWidget):
    """A passage of a source that supports what the form says.

    Signals
    -------
    edited()
        Something in it changed.
    """

    edited = Signal()

    def __init__(self, desk: Desk, *, passage_label: str = "Passage") -> None:
        super().__init__()
        self._desk = desk
        appearance = desk.appearance
        self.source = SourceBlock(desk)
        self.excerpt = TextField(appearance, passage_label, n_lines=2, is_quoted=True)
        self.excerpt.area.setPlaceholderText("Its words, verbatim")
        confidence = QComboBox()
        for name in CONFIDENCES:
            confidence.addItem(name.replace("_", " ").capitalize(), name)
        confidence.setCurrentIndex(CONFIDENCES.index("not_assessed"))
        self.confidence_box = confidence
        self.confidence = Field(appearance, "How sure it makes", confidence)
        self.note = LineField(appearance, "Note")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(appearance.fonts.px(8))
        column.addWidget(self.source)
        column.addWidget(self.excerpt)
        column.addWidget(SideBySide(appearance, ((self.confidence, 2), (self.note, 3))))
        self._offsets: tuple[str, int, int] | None = None
        self._proposed: int | None = None
        last = desk.last_source
        if last is not None:
            self._proposed = last
            self.source.take(last)
        confidence.activated.connect(lambda _: self.edited.emit())
        for field in (self.source, self.excerpt, self.note):
            field.edited.connect(self.edited)

    def set_passage(self, source_id: int, excerpt: str, start: int, end: int) -> None:
        """Show a passage that was marked in a source, with its offsets in characters."""
        self.source.take(source_id)
        self._proposed = None
        self.excerpt.set_text(excerpt)
        self._offsets = (self.excerpt.text(), start, end)

    def set_value(self, draft: EvidenceDraft) -> None:
        """Show evidence that is in the store."""
        if isinstance(draft.source, int):
            self.source.take(draft.source)
        self._proposed = None
        self.excerpt.set_text(draft.excerpt)
        if draft.start is not None and draft.end is not None:
            self._offsets = (self.excerpt.text(), draft.start, draft.end)
        self.confidence_box.setCurrentIndex(CONFIDENCES.index(draft.confidence))
        self.note.set_text(draft.note)

    def show_fault(self) -> QWidget | None:
        """Say what is missing; return what to focus, None where it is whole or empty."""
        source, excerpt = self.source.value(), self.excerpt.value()
        if self.source.published.isVisibleTo(self) and self.source.published.show_fault():
            return self.source.published
        if excerpt is not None and source is None:
            self.source.source.set_fault("Name the source that the passage is from.")
            return self.source
        if source is not None and excerpt is None and source != self._proposed:
            self.excerpt.set_fault("Give its words that say so, or leave the source out.")
            return self.excerpt
        return None

    def value(self, aspect: str = "fact") -> tuple[EvidenceDraft, ...]:
        """Return the evidence; none where no passage is given."""
        source, excerpt = self.source.value(), self.excerpt.value()
        if source is None or excerpt is None:
            return ()
        start = end = None
        if self._offsets is not None and self._offsets[0] == self.excerpt.text():
            _, start, end = self._offsets
        self._desk.cite(source)
        return (
            EvidenceDraft(
                source,
                excerpt,
                start,
                end,
                aspect,
                str(self.confidence_box.currentData()),
                self.note.value(),
            ),
        )


def _day_of(edtf: str | None) -> date | None:
    try:
        day = parse_edtf(edtf or "").earliest
        return None if day is None else date_of_day(day)
    except (InvalidDate, OverflowError):
        return None
