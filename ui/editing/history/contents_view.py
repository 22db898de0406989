"""What a backup holds, beside what the store holds now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from explorer.editing.history.sentences import made_words
from explorer.model.plain_text import shown_line

if TYPE_CHECKING:
    from db import StoreColumns
    from explorer.editing.backups import Backup, BackupContents
    from ui.theme.appearance import Appearance


class ContentsView(QScrollArea):
    """Counts of a backup and of now, and the newest steps that the backup knows."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("What the backup holds")
        self.setProperty("ground", "surface")
        self.say("")

    @property
    def text(self) -> str:
        """All that is shown, for tests and screen readers."""
        body = self.widget()
        return "" if body is None else "\n".join(one.text() for one in body.findChildren(QLabel))

    def say(self, words: str) -> None:
        """Show a sentence instead of a backup."""
        column = self._begin()
        column.addWidget(_label(words, "secondary"))
        column.addStretch(1)

    def show_contents(self, backup: Backup, contents: BackupContents, now: StoreColumns) -> None:
        """Show what a backup holds beside the open store."""
        column, fonts = self._begin(), self._appearance.fonts
        column.addWidget(_label(backup.reason_words, "heading"))
        column.addWidget(_label(shown_line(contents.title, 200), "secondary"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(fonts.px(18))
        grid.setVerticalSpacing(fonts.px(3))
        grid.setColumnStretch(3, 1)
        right = Qt.AlignmentFlag.AlignRight
        grid.addWidget(_label("then", "note"), 0, 1, right)
        grid.addWidget(_label("now", "note"), 0, 2, right)
        rows = (
            ("Actors", "actors", len(now.actor_id)),
            ("Interactions", "interactions", len(now.interaction_id)),
            ("Participations", "participants", len(now.participant_id)),
            ("Relations", "relations", len(now.relation_id)),
            ("Quotes", "quotes", now.n_quotes_total),
            ("Sources", "sources", len(now.sources)),
        )
        for row, (words, table, n_now) in enumerate(rows, start=1):
            grid.addWidget(_label(words, "body"), row, 0)
            grid.addWidget(_label(f"{contents.counts[table]:,}", "body"), row, 1, right)
            grid.addWidget(_label(f"{n_now:,}", "secondary"), row, 2, right)
        column.addLayout(grid)
        if contents.newest_steps:
            column.addSpacing(fonts.px(6))
            column.addWidget(_label("Last changes it holds", "small-heading"))
            for step in contents.newest_steps:
                column.addWidget(_label(shown_line(step.title, 160), "body"))
                column.addWidget(_label(made_words(step.made_at), "note"))
        column.addStretch(1)

    def _begin(self) -> QVBoxLayout:
        fonts = self._appearance.fonts
        body = QWidget()
        body.setProperty("ground", "surface")
        column = QVBoxLayout(body)
        column.setContentsMargins(fonts.px(16), fonts.px(12), fonts.px(16), fonts.px(12))
        column.setSpacing(fonts.px(6))
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()
        self.setWidget(body)
        return column


def _label(words: str, role: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(role not in ("note",))
    return label
