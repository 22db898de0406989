"""The window on the backups of the open store: what each holds, a look into it, the way back."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QProcess, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from db import Changes, Store
from explorer.editing.backups import (
    Backup,
    BackupContents,
    backups_of,
    go_back,
    keep_backup,
    look_into,
)
from explorer.editing.edited import Edited
from explorer.editing.history.sentences import made_words
from explorer.progress import CancelToken, Progress
from ui.controls import PushButton
from ui.document import Document
from ui.editing.agreement import Agreement
from ui.editing.history.contents_view import ContentsView
from ui.editing.history.two_lines import NOTE, TwoLines
from ui.editing.questions import Question
from ui.jobs import JobRunner
from ui.messages import explain
from ui.theme.appearance import Appearance


class BackupsWindow(QDialog):
    """Lists the backups of the open store, the newest first.

    Parameters
    ----------
    open_apart
        Opens a store in a window of its own; tests put a function of their own here.

    Signals
    -------
    said(str)
        A few words for the status line.
    """

    said = Signal(str)

    def __init__(
        self,
        document: Document,
        jobs: JobRunner,
        appearance: Appearance,
        parent: QWidget,
        open_apart: Callable[[Path], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._jobs, self._appearance = document, jobs, appearance
        self._open_apart = open_apart or open_in_another_window
        self._backups: list[Backup] = []
        self.setWindowTitle("Backups")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(TwoLines(appearance, self.list))
        self.list.setMouseTracking(True)
        self.list.setAccessibleName("Backups, the newest first")
        self.view = ContentsView(appearance)
        self.keep_button = PushButton(appearance, "Keep one now")
        self.look_button = PushButton(appearance, "Look into it")
        self.back_button = PushButton(appearance, "Go back to this…")
        self.close_button = PushButton(appearance, "Close")
        self._lay_out()
        self.list.currentRowChanged.connect(lambda _: self._on_current())
        self.keep_button.clicked.connect(self.keep)
        self.look_button.clicked.connect(self._look_into)
        self.back_button.clicked.connect(self._ask_to_go_back)
        self.close_button.clicked.connect(self.close)
        document.closed.connect(self.close)
        document.loaded.connect(lambda _: self.refresh())
        document.editing_changed.connect(lambda _: self._show_buttons())
        self.refresh()

    @property
    def current(self) -> Backup | None:
        """The backup that is looked at."""
        row = self.list.currentRow()
        return self._backups[row] if 0 <= row < len(self._backups) else None

    def refresh(self) -> None:
        """List the backups anew."""
        session = self._document.session
        if session is not None:
            self._jobs.run(
                "backups", _list, session.path, on_done=self._take_list, on_failed=self._on_failed
            )

    def keep(self) -> None:
        """Keep a backup of the store as it is now, which no thinning takes."""
        self._document.edit(_keep, on_done=lambda _: self._on_kept(), on_failed=self._on_failed)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._jobs.cancel("backups")
        self._jobs.cancel("backup-contents")
        super().closeEvent(event)

    def _on_kept(self) -> None:
        self.refresh()
        self.said.emit("Kept a backup.")

    # --- within ----------------------------------------------------------------------------

    def _take_list(self, backups: list[Backup]) -> None:
        kept = self.current
        self._backups = backups
        self.list.clear()
        for backup in backups:
            item = QListWidgetItem(made_words(backup.made_at.isoformat()))
            item.setData(NOTE, f"{backup.reason_words} · {size_words(backup.size_bytes)}")
            item.setToolTip(str(backup.path))
            self.list.addItem(item)
        if backups:
            at = backups.index(kept) if kept in backups else 0
            self.list.setCurrentRow(at)
        else:
            self.view.say(
                "There is no backup yet. One is kept before each import, merge of many and "
                "renewal of the format, and whenever you ask for one."
            )
        self._show_buttons()

    def _on_current(self) -> None:
        backup = self.current
        self._show_buttons()
        if backup is not None:
            self._jobs.run(
                "backup-contents",
                _contents,
                backup,
                on_done=lambda found: self._show(backup, found),
                on_failed=self._on_failed,
            )

    def _show(self, backup: Backup, contents: BackupContents) -> None:
        session = self._document.session
        if session is not None and backup == self.current:
            self.view.show_contents(backup, contents, session.dataset.columns)

    def _look_into(self) -> None:
        if self.current is not None:
            self._open_apart(self.current.path)

    def _ask_to_go_back(self) -> None:
        backup = self.current
        if backup is None:
            return
        when = made_words(backup.made_at.isoformat())
        question = Question(
            "Go back",
            f"Make the store what it was on {when}?",
            note="What it is now is kept as a backup first, so that you can come back to it.",
            do="Go back",
        )
        Agreement.ask(self._appearance, question, self, lambda: self._go_back(backup))

    def _go_back(self, backup: Backup) -> None:
        self._document.edit(go_back, backup, on_failed=self._on_failed)

    def _show_buttons(self) -> None:
        can_edit = self._document.can_edit and not self._document.is_editing
        has_current = self.current is not None
        self.keep_button.setEnabled(can_edit)
        self.look_button.setEnabled(has_current)
        self.back_button.setEnabled(can_edit and has_current)
        for button in (self.keep_button, self.back_button):
            button.setToolTip(self._document.why_not)

    def _on_failed(self, error: Exception) -> None:
        self.view.say(explain(error).text)

    def _lay_out(self) -> None:
        fonts = self._appearance.fonts
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.addWidget(self.list)
        middle.addWidget(self.view)
        middle.setStretchFactor(1, 1)
        middle.setChildrenCollapsible(False)
        middle.setSizes([fonts.px(300), fonts.px(400)])
        foot = QHBoxLayout()
        foot.setContentsMargins(fonts.px(16), fonts.px(10), fonts.px(16), fonts.px(12))
        foot.setSpacing(fonts.px(8))
        foot.addWidget(self.keep_button)
        foot.addStretch(1)
        for button in (self.look_button, self.back_button, self.close_button):
            foot.addWidget(button)
        for button in (self.keep_button, self.look_button, self.back_button, self.close_button):
            button.setAutoDefault(False)
        line = QFrame()
        line.setProperty("role", "hairline")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(middle, 1)
        whole.addWidget(line)
        whole.addLayout(foot)
        room = self.screen().availableGeometry()
        self.resize(min(fonts.px(720), room.width() - 40), min(fonts.px(460), room.height() - 80))


def size_words(size_bytes: int) -> str:
    """Return a size in words: `484 MB`."""
    size = float(size_bytes)
    for unit in ("bytes", "KB", "MB"):
        if size < 1_000:
            return f"{size:,.0f} {unit}"
        size /= 1_000
    return f"{size:,.1f} GB"


def open_in_another_window(path: Path) -> None:
    """Open a store in a process of its own."""
    QProcess.startDetached(sys.executable, ["-m", "ui", str(path)])


def _list(path: Path, *, token: CancelToken, progress: Progress) -> list[Backup]:
    return backups_of(path)


def _contents(backup: Backup, *, token: CancelToken, progress: Progress) -> BackupContents:
    return look_into(backup, token=token, progress=progress)


def _keep(store: Store, *, token: CancelToken, progress: Progress) -> Edited:
    keep_backup(store, "by-hand", token=token, progress=progress)
    return Edited("Keep a backup", Changes(None))
