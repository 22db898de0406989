"""Dividing an actor: what it is called, and what of all that is told goes to the new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.records import Term
from explorer.identity.splitting import Part, PartTable, SplitDraft
from explorer.model.plain_text import counted, shown_line
from ui.controls import PushButton
from ui.theme.appearance import Appearance

_GROUPS: tuple[tuple[str, tuple[PartTable, ...]], ...] = (
    ("Other names", ("actor_names",)),
    ("Identifiers", ("actor_identifiers",)),
    ("Positions and relations", ("relations",)),
    ("Took part in", ("participants",)),
    ("Quotes by it", ("quotes",)),
    ("Quotes about it", ("quote_actors",)),
    ("Accounts it gives", ("accounts",)),
    ("Passages about it", ("evidence",)),
)
_PART = Qt.ItemDataRole.UserRole


class SplitDialog(QDialog):
    """Asks what goes to the new actor; all that is not ticked stays.

    Signals
    -------
    wanted(SplitDraft)
        The user wants it so.
    """

    wanted = Signal(object)

    def __init__(
        self,
        appearance: Appearance,
        *,
        actor_id: int,
        name: str,
        kind: str,
        kinds: Sequence[Term],
        parts: Sequence[Part],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._actor_id = actor_id
        self._n_parts = len(parts)
        shown = shown_line(name)
        self.setWindowTitle(f"Divide {shown}")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        fonts = appearance.fonts
        self.name = QLineEdit()
        self.name.setAccessibleName("Name of the new actor")
        self.name.setPlaceholderText("What the new actor is called")
        self.kind = QComboBox()
        self.kind.setAccessibleName("Kind of the new actor")
        for term in kinds:
            self.kind.addItem(shown_line(term.label), term.id)
            if term.name == kind:
                self.kind.setCurrentIndex(self.kind.count() - 1)
        self._other_names = [p.words for p in parts if p.table == "actor_names"]
        self.tree = QTreeWidget()
        self._part_items: list[QTreeWidgetItem] = []
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setRootIsDecorated(False)
        self._row_px = fonts.px(24)
        self.tree.setAccessibleName("What goes to the new actor")
        self._fill(parts)
        self.tree.itemChanged.connect(self._refresh)
        self.filter_line = QLineEdit()
        self.filter_line.setPlaceholderText("Show only lines with these words")
        self.filter_line.setAccessibleName("Show only lines with these words")
        self.filter_line.setClearButtonEnabled(True)
        self.filter_line.textChanged.connect(self._narrow)
        self._count = QLabel()
        self._count.setProperty("role", "count")
        self._count.setWordWrap(True)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("Name", self.name)
        form.addRow("Kind", self.kind)
        cancel = PushButton(appearance, "Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.split_button = PushButton(appearance, "Divide", role="primary")
        self.split_button.setDefault(True)
        self.split_button.clicked.connect(self._accept)
        foot = QHBoxLayout()
        foot.setSpacing(fonts.px(8))
        foot.addWidget(self._count, 1)
        foot.addWidget(cancel)
        foot.addWidget(self.split_button)
        line = QFrame()
        line.setProperty("role", "hairline")
        column = QVBoxLayout(self)
        column.setContentsMargins(fonts.px(16), fonts.px(14), fonts.px(16), fonts.px(12))
        column.setSpacing(fonts.px(10))
        column.addLayout(form)
        lead = QLabel(f"Tick what belongs to the new actor. The rest stays with {shown}.")
        lead.setProperty("role", "note")
        lead.setTextFormat(Qt.TextFormat.PlainText)
        lead.setWordWrap(True)
        column.addWidget(lead)
        column.addWidget(self.filter_line)
        column.addWidget(self.tree, 1)
        column.addWidget(line)
        column.addLayout(foot)
        self.name.textChanged.connect(self._refresh)
        room = self.screen().availableGeometry()
        self.resize(min(fonts.px(640), room.width() - 40), min(fonts.px(600), room.height() - 80))
        self._refresh()
        self.name.setFocus()

    def chosen(self) -> tuple[tuple[PartTable, int], ...]:
        """Return what is ticked."""
        return tuple(
            (part.table, part.id)
            for item in self._part_items
            if item.checkState(0) == Qt.CheckState.Checked
            and isinstance(part := item.data(0, _PART), Part)
        )

    def draft(self) -> SplitDraft:
        """Return how the actor is to be divided."""
        return SplitDraft(
            self._actor_id, self.name.text().strip(), self.chosen(), self.kind.currentData()
        )

    def _fill(self, parts: Sequence[Part]) -> None:
        for heading, tables in _GROUPS:
            mine = [part for part in parts if part.table in tables]
            if not mine:
                continue
            group = QTreeWidgetItem(self.tree, [f"{heading} ({len(mine):,})"])
            group.setSizeHint(0, QSize(0, self._row_px))
            group.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsAutoTristate
            )
            items = []
            for part in mine:
                item = QTreeWidgetItem([part.words])
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled
                    | Qt.ItemFlag.ItemIsSelectable
                    | Qt.ItemFlag.ItemIsUserCheckable
                )
                item.setCheckState(0, Qt.CheckState.Unchecked)
                item.setData(0, _PART, part)
                item.setToolTip(0, part.words)
                item.setSizeHint(0, QSize(0, self._row_px))
                items.append(item)
            group.addChildren(items)
            self._part_items += items
            group.setExpanded(True)

    def _narrow(self, words: str) -> None:
        wanted = words.casefold().split()
        for item in self._part_items:
            text = item.text(0).casefold()
            item.setHidden(not all(word in text for word in wanted))

    def _refresh(self) -> None:
        n = len(self.chosen())
        has_name = bool(self.name.text().strip())
        self.split_button.setEnabled(has_name)
        words = f"{n:,} of {counted(self._n_parts, 'thing')} would go to the new actor."
        self._count.setText(words if has_name else f"{words} Give it a name first.")

    def _accept(self) -> None:
        if self.name.text().strip():
            self.wanted.emit(self.draft())
            self.accept()
