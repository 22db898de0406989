"""A field that takes several names, each in a frame of its own: topics, or actors spoken of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from explorer.editing.completing import Candidate
from explorer.editing.drafts import ActorDraft, ActorRef
from ui.controls import as_label
from ui.details.flow import FlowLayout
from ui.editing.desk import Desk
from ui.editing.fields.completing_line import Complete, CompletingLine, Offer
from ui.editing.fields.field import Field


class SeveralField(Field):
    """Enter takes a name and makes room for the next; Backspace in an empty line drops the last.

    Signals
    -------
    finished()
        Enter was pressed in the empty line: on to the field below.
    """

    finished = Signal()

    def __init__(
        self, desk: Desk, label: str, complete: Complete, offer: Offer, *, placeholder: str
    ) -> None:
        self.line = CompletingLine(desk.appearance, complete, offer)
        self.line.setPlaceholderText(placeholder)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(desk.appearance.fonts.px(4))
        self._shelf = QWidget()
        self._flow = FlowLayout(self._shelf, gap_px=desk.appearance.fonts.px(6))
        self._shelf.hide()
        column.addWidget(self._shelf)
        column.addWidget(self.line)
        super().__init__(desk.appearance, label, box)
        self.line.setAccessibleName(label)
        self.setFocusProxy(self.line)
        self._chips: list[tuple[Candidate, QPushButton]] = []
        self.line.chosen.connect(self._on_chosen)
        self.line.textEdited.connect(lambda _: self.edited.emit())
        self.line.installEventFilter(self)
        self._was_empty = True
        self.line.left_by_enter.connect(self._on_enter)

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """What is named, with what is typed and not taken yet."""
        pending = self.line.candidate
        chosen = [candidate for candidate, _ in self._chips]
        return tuple(dict.fromkeys([*chosen, *([pending] if pending else [])]))

    def set_candidates(self, candidates: Sequence[Candidate]) -> None:
        """Name these."""
        while self._chips:
            self._drop(self._chips[-1][1])
        for candidate in candidates:
            self._add(candidate)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = watched is self.line and event.type() == QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent):
            self._was_empty = not self.line.text().strip()
            if event.key() == Qt.Key.Key_Backspace and not self.line.text() and self._chips:
                self._drop(self._chips[-1][1])
                return True
        return super().eventFilter(watched, event)

    def _on_enter(self) -> None:
        if self._was_empty:
            self.finished.emit()

    def _on_chosen(self, candidate: Candidate | None) -> None:
        if candidate is not None:
            self._add(candidate)
            self.line.take(None)
        self.set_fault("")
        self.edited.emit()

    def _add(self, candidate: Candidate) -> None:
        if any(known == candidate for known, _ in self._chips):
            return
        new = " (new)" if candidate.is_new else ""
        chip = QPushButton(f"{as_label(candidate.text)}{new}  ×")
        chip.setProperty("role", "chip")
        chip.setAccessibleName(f"{candidate.text}: take out")
        chip.setToolTip(candidate.reason if candidate.is_new else "Take out")
        chip.setAutoDefault(False)
        chip.clicked.connect(lambda: self._drop(chip))
        self._chips.append((candidate, chip))
        self._flow.addWidget(chip)
        self._shelf.show()

    def _drop(self, chip: QPushButton) -> None:
        self._chips = [pair for pair in self._chips if pair[1] is not chip]
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self._shelf.setVisible(bool(self._chips))
        self.line.setFocus()
        self.edited.emit()


class TopicsField(SeveralField):
    """What an interaction was about."""

    def __init__(self, desk: Desk, label: str = "About") -> None:
        super().__init__(
            desk,
            label,
            desk.complete_topics,
            lambda words: [Candidate(None, words, "New topic")],
            placeholder="Topic, Enter for the next",
        )

    def value(self) -> tuple[int | str, ...]:
        """Return ids, and names of new topics."""
        return tuple(c.text if c.id is None else c.id for c in self.candidates)


class ActorsField(SeveralField):
    """Several actors."""

    def __init__(self, desk: Desk, label: str) -> None:
        super().__init__(
            desk,
            label,
            lambda words, deliver: desk.complete("actors", words, deliver),
            lambda words: [Candidate(None, words, "New person", kind="person")],
            placeholder="Name, Enter for the next",
        )

    def value(self) -> tuple[ActorRef, ...]:
        """Return ids, and drafts of new actors."""
        return tuple(
            ActorDraft(name=c.text, kind=c.kind) if c.id is None else c.id for c in self.candidates
        )
