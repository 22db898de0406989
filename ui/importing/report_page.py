"""What came of an import: counts, remarks, and every row that was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from explorer.model.plain_text import counted, shown_text

if TYPE_CHECKING:
    from explorer.exchange.report import ImportReport
    from ui.theme.appearance import Appearance

_COUNTED = ("actors", "interactions", "relations", "participants", "sources", "quotes", "accounts")
_MOST_LINES = 5_000


class ReportPage(QWidget):
    """Says how an import went."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fonts = appearance.fonts
        self._head, self._counts, self._notes = (
            _label("heading"), _label("body"), _label("quiet"),
        )  # fmt: skip
        self._refused_heading = _label("heading")
        self.refused = QPlainTextEdit()
        self.refused.setReadOnly(True)
        self.refused.setAccessibleName("What was left out")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, fonts.px(8), 0, 0)
        column.setSpacing(fonts.px(10))
        for widget in (self._head, self._counts, self._notes, self._refused_heading):
            column.addWidget(widget)
        column.addWidget(self.refused, 1)
        column.addStretch(0)

    @property
    def text(self) -> str:
        """All that is said."""
        return "\n".join(label.text() for label in (self._head, self._counts, self._notes))

    def show_report(self, report: ImportReport) -> None:
        """Show a report."""
        self._head.setText("Imported" if report.n_added else "Nothing new")
        lines = [
            counted(count, name.removesuffix("s"))
            for name in _COUNTED
            if (count := report.added.get(name, 0))
        ]
        if not lines:
            lines = ["All of it is in the store already."]
        elif report.n_present:
            lines.append(f"{counted(report.n_present, 'row')} there already")
        self._counts.setText(" · ".join(lines))
        self._notes.setText(shown_text("\n".join(report.remarks)))
        self._notes.setVisible(bool(report.remarks))
        n = len(report.refused)
        self._refused_heading.setVisible(bool(n))
        self.refused.setVisible(bool(n))
        self._refused_heading.setText(f"{counted(n, 'thing')} left out")
        told = [shown_text(str(problem)) for problem in report.refused[:_MOST_LINES]]
        if n > _MOST_LINES:
            told.append(f"and {n - _MOST_LINES:,} more.")
        self.refused.setPlainText("\n".join(told))


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
