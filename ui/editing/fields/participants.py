"""Who took part: a row each for actor, role and capacity."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from explorer.editing.completing import Candidate
from explorer.editing.drafts import Kind, ParticipantDraft
from ui.controls import IconButton, PushButton
from ui.editing.desk import Desk
from ui.editing.fields.reference_fields import ActorField, TermField
from ui.editing.fields.side_by_side import SideBySide

_NARROW_PX = 420


class ParticipantRow(QWidget):
    """One participant.

    Signals
    -------
    done()
        Enter was pressed in it: on to the next.
    dropped()
        The user takes it out.
    """

    done = Signal()
    dropped = Signal()
    edited = Signal()

    def __init__(self, desk: Desk, number: int, role: str = "participant") -> None:
        super().__init__()
        self._kept: ParticipantDraft | None = None
        self._shown_capacity = ""
        self.actor = ActorField(desk, f"Participant {number}", is_label_shown=False)
        self.role = TermField(
            desk, "roles", f"Role of participant {number}", value=role, is_label_shown=False
        )
        self.capacity = QLineEdit()
        self.capacity.setPlaceholderText("Capacity")
        self.capacity.setAccessibleName(f"Capacity of participant {number}")
        self.drop = IconButton(desk.appearance, "x", f"Take participant {number} out")
        parts = ((self.actor, 4), (self.role, 3), (self.capacity, 4))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            SideBySide(desk.appearance, parts, narrowest_px=_NARROW_PX, last=self.drop)
        )
        self.actor.line.left_by_enter.connect(self.done)
        self.role.line.left_by_enter.connect(self.done)
        self.capacity.returnPressed.connect(self.done)
        self.drop.clicked.connect(self.dropped)
        self.actor.edited.connect(self.edited)
        self.role.edited.connect(self.edited)
        self.capacity.textEdited.connect(lambda _: self.edited.emit())

    @property
    def is_empty(self) -> bool:
        """Whether nobody is named."""
        return not self.actor.line.text().strip()

    def set_value(self, draft: ParticipantDraft, name: str) -> None:
        """Show a participant that is in the store."""
        self._kept = draft
        actor = draft.actor
        if isinstance(actor, int):
            self.actor.take(Candidate(actor, name))
        else:
            self.actor.take(Candidate(None, actor.name, "New actor", kind=str(actor.kind)))
        if isinstance(draft.role, str):
            self.role.set_value(draft.role)
        self.capacity.setText(draft.capacity or "")
        self.capacity.setCursorPosition(0)
        self._shown_capacity = self.capacity.text()

    def value(self) -> ParticipantDraft | None:
        """Return the participant, None where nobody is named."""
        actor = self.actor.value()
        if actor is None:
            return None
        role: Kind = self.role.value() or "participant"
        capacity = self.capacity.text().strip() or None
        if self._kept is not None:
            if self.capacity.text() == self._shown_capacity:
                capacity = self._kept.capacity
            return replace(self._kept, actor=actor, role=role, capacity=capacity)
        return ParticipantDraft(actor, role, capacity)


class ParticipantsField(QWidget):
    """All participants; Enter goes on to the next row and makes one after the last.

    Signals
    -------
    edited()
        Something in it changed.
    finished()
        Enter was pressed in an empty last row: on to the field below.
    """

    edited = Signal()
    finished = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.rows: list[ParticipantRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(desk.appearance.fonts.px(6))
        self._column = QVBoxLayout()
        self._column.setSpacing(desk.appearance.fonts.px(6))
        column.addLayout(self._column)
        self.add_row()
        self.add_row()
        # Made after the rows, so that Tab comes to it last.
        self.add_button = PushButton(
            desk.appearance, "Another participant", "plus", role="quiet-link"
        )
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(lambda: self.add_row().actor.setFocus())
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def add_row(self) -> ParticipantRow:
        """Add an empty row at the end, and return it."""
        row = ParticipantRow(self._desk, len(self.rows) + 1)
        row.done.connect(lambda: self._go_on(row))
        row.dropped.connect(lambda: self._drop(row))
        row.edited.connect(self.edited)
        self.rows.append(row)
        self._column.addWidget(row)
        if len(self.rows) > 1 and row.window() is not self:
            # The others are in their order already.
            self._order_tabs(self.rows[-2:])
        return row

    def set_values(self, participants: list[tuple[ParticipantDraft, str]]) -> None:
        """Show participants with the names of their actors."""
        for row in self.rows[:]:
            self._drop(row)
        for draft, name in participants:
            self.add_row().set_value(draft, name)
        if not participants:
            self.add_row()

    def value(self) -> tuple[ParticipantDraft, ...]:
        """Return those that are named."""
        drafts = (row.value() for row in self.rows)
        return tuple(draft for draft in drafts if draft is not None)

    def names(self) -> list[str]:
        """Return the names, as for a title."""
        texts = (row.actor.line.text().strip() for row in self.rows)
        return [text for text in texts if text]

    def show_fault(self, at: int, part: str, words: str) -> QWidget:
        """Say what is wrong with the one at a place among those named; return what to focus."""
        named = [row for row in self.rows if not row.is_empty]
        row = named[at] if at < len(named) else self.rows[0]
        field = row.role if part == "role" else row.actor
        field.set_fault(words)
        return field

    def _order_tabs(self, rows: list[ParticipantRow]) -> None:
        chain: list[QWidget] = []
        for row in rows:
            chain += [row.actor.line, row.role.line, row.role.family, row.capacity, row.drop]
        for first, second in pairwise([*chain, self.add_button]):
            QWidget.setTabOrder(first, second)

    def _go_on(self, row: ParticipantRow) -> None:
        at = self.rows.index(row)
        following = self.rows[at + 1] if at + 1 < len(self.rows) else None
        if following is None and row.is_empty:
            # An empty last row ends the list.
            self.finished.emit()
            return
        (following or self.add_row()).actor.line.setFocus(Qt.FocusReason.TabFocusReason)

    def _drop(self, row: ParticipantRow) -> None:
        at = self.rows.index(row)
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        if self.rows:
            self.rows[min(at, len(self.rows) - 1)].actor.line.setFocus()
        self.edited.emit()
