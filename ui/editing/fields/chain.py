"""How words reached us: who passed them on with which verb, the first who spoke on top."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from explorer.editing.drafts import AttributionDraft
from ui.controls import IconButton, PushButton
from ui.editing.desk import Desk
from ui.editing.fields.reference_fields import ActorField
from ui.editing.fields.side_by_side import SideBySide


class ChainRow(QWidget):
    """One who passed the words on.

    Signals
    -------
    done(), dropped(), edited()
        Enter was pressed; the user takes it out; something changed.
    """

    done = Signal()
    dropped = Signal()
    edited = Signal()

    def __init__(self, desk: Desk, number: int) -> None:
        super().__init__()
        self._kept: AttributionDraft | None = None
        self.actor = ActorField(desk, f"Link {number}: who", is_label_shown=False)
        self.verb = QLineEdit()
        self.verb.setPlaceholderText("said, released the statement, quotes …")
        self.verb.setAccessibleName(f"Link {number}: verb")
        self.date_words = QLineEdit()
        self.date_words.setPlaceholderText("When, in words")
        self.date_words.setAccessibleName(f"Link {number}: when")
        self.drop = IconButton(desk.appearance, "x", f"Take link {number} out")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        parts = ((self.actor, 4), (self.verb, 4), (self.date_words, 2))
        column.addWidget(SideBySide(desk.appearance, parts, narrowest_px=420, last=self.drop))
        self.actor.line.left_by_enter.connect(lambda: self.verb.setFocus())
        self.verb.returnPressed.connect(self.done)
        self.date_words.returnPressed.connect(self.done)
        self.drop.clicked.connect(self.dropped)
        self.actor.edited.connect(self.edited)
        for line in (self.verb, self.date_words):
            line.textEdited.connect(lambda _: self.edited.emit())

    def set_value(self, desk: Desk, draft: AttributionDraft) -> None:
        """Show a link that is in the store."""
        self._kept = draft
        if isinstance(draft.actor, int):
            self.actor.take(desk.actor(draft.actor))
        elif isinstance(draft.source, int):
            # A document that passed the words on keeps its place; only its verb is changed here.
            self.actor.line.setText(desk.source(draft.source).text)
            self.actor.line.setReadOnly(True)
        elif draft.interaction_id is not None:
            self.actor.line.setText(desk.interaction(draft.interaction_id).text)
            self.actor.line.setReadOnly(True)
        self.verb.setText(draft.verb)
        self.date_words.setText(draft.date_words or "")

    def value(self) -> AttributionDraft | None:
        """Return the link, None for an empty row."""
        verb = self.verb.text().strip()
        words = self.date_words.text().strip() or None
        if self._kept is not None and self.actor.line.isReadOnly():
            return replace(self._kept, verb=verb or self._kept.verb, date_words=words)
        actor = self.actor.value()
        if actor is None and not verb:
            return None
        if self._kept is not None:
            return replace(self._kept, actor=actor, verb=verb or "said", date_words=words)
        return AttributionDraft(verb or "said", actor, date_words=words)


class ChainField(QWidget):
    """The links; Enter in a verb goes on to the next.

    Signals
    -------
    edited()
        Something in it changed.
    """

    edited = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.rows: list[ChainRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(desk.appearance.fonts.px(4))
        self._column = QVBoxLayout()
        self._column.setSpacing(desk.appearance.fonts.px(4))
        column.addLayout(self._column)
        self.add_button = PushButton(desk.appearance, "Who passed it on", "plus", role="quiet-link")
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(lambda: self.add_row().actor.setFocus())
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def add_row(self, draft: AttributionDraft | None = None) -> ChainRow:
        """Add a link at the end, and return it."""
        row = ChainRow(self._desk, len(self.rows) + 1)
        if draft is not None:
            row.set_value(self._desk, draft)
        self.rows.append(row)
        self._column.addWidget(row)
        row.done.connect(lambda: self._go_on(row))
        row.dropped.connect(lambda: self._drop(row))
        row.edited.connect(self.edited)
        chain: list[QWidget] = []
        for each in self.rows:
            chain += [each.actor.line, each.verb, each.date_words, each.drop]
        for first, second in pairwise([*chain, self.add_button]):
            QWidget.setTabOrder(first, second)
        return row

    def value(self) -> tuple[AttributionDraft, ...]:
        """Return the links from the first who spoke to the source at hand."""
        drafts = (row.value() for row in self.rows)
        return tuple(draft for draft in drafts if draft is not None)

    def _go_on(self, row: ChainRow) -> None:
        at = self.rows.index(row)
        if row is self.rows[-1]:
            self.add_row()
        self.rows[at + 1].actor.line.setFocus(Qt.FocusReason.TabFocusReason)

    def _drop(self, row: ChainRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.add_button.setFocus()
        self.edited.emit()
