"""The line at the bottom: counts of what is shown, progress of slow work, what just happened."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ui.jobs import JobRunner
from ui.lens import Lens
from ui.theme.appearance import Appearance
from ui.window.about import memory_words

_HEIGHT_PX = 26
_SAID_FOR_MS = 4000
_SHOW_PROGRESS_AFTER_MS = 300

#: Topics whose progress the user should see and may cancel.
_VISIBLE = frozenset({"open", "edit", "layout", "import", "export", "snapshot"})


class StatusLine(QWidget):
    """Observes the lens and the jobs.

    Signals
    -------
    cancel_requested(str)
        The topic of the job that the user wants to stop.
    reset_requested()
        The user wants back what is filtered away.
    """

    cancel_requested = Signal(str)
    reset_requested = Signal()

    def __init__(
        self, lens: Lens, jobs: JobRunner, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._lens, self._jobs, self._appearance = lens, jobs, appearance
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._topic = ""
        self._counts = _plain("note")
        self._hidden = QPushButton()
        self._hidden.setProperty("role", "quiet-link")
        self._hidden.setToolTip("Show everything again: filters, focus and time window")
        self._hidden.clicked.connect(self.reset_requested)
        self._said = _plain("note")
        self._work = _plain("note")
        self._cancel = QPushButton("Cancel")
        self._cancel.setProperty("role", "quiet-link")
        self._cancel.clicked.connect(lambda: self.cancel_requested.emit(self._topic))
        self._state = _plain("note")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(18)
        for widget in (self._counts, self._hidden, self._work, self._cancel):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._said)
        row.addWidget(self._state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._progress)
        column.addLayout(row, 1)
        self._said_timer = QTimer(self)
        self._said_timer.setSingleShot(True)
        self._said_timer.timeout.connect(self._said.clear)
        self._show_timer = QTimer(self)
        self._show_timer.setSingleShot(True)
        self._show_timer.setInterval(_SHOW_PROGRESS_AFTER_MS)
        self._show_timer.timeout.connect(self._show_work)
        lens.changed.connect(self._on_look_changed)
        jobs.started.connect(self._on_started)
        jobs.ended.connect(self._on_ended)
        jobs.progressed.connect(self._on_progressed)
        appearance.changed.connect(self._on_appearance_changed)
        self._hide_work()
        self._on_appearance_changed()
        self._on_look_changed(True)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell under the pointer what the program takes at this moment."""
        self.setToolTip(memory_words())
        super().enterEvent(event)

    def say(self, words: str) -> None:
        """Say something for a few seconds ("Copied.")."""
        self._said.setText(words)
        self._said_timer.start(_SAID_FOR_MS)

    def show_state(self, words: str) -> None:
        """Say at the right how the store stands ("Saved", "Read-only")."""
        self._state.setText(words)

    def show_counts(self, words: str) -> None:
        """Say what there is of a store that is being read, until it is looked at."""
        self._counts.setText(words)

    @property
    def counts_text(self) -> str:
        """The counts as shown."""
        return self._counts.text()

    def _on_look_changed(self, _is_other_dataset: bool) -> None:
        look = self._lens.look
        if look is None:
            self._counts.setText("No store open")
            self._hidden.hide()
            return
        shown, dataset = look.shown, look.dataset
        words = [
            _counted(shown.n_actors, dataset.n_actors, "actor"),
            _counted(shown.n_interactions, dataset.n_interactions, "interaction"),
            _plural(len(dataset.columns.sources), "source"),
        ]
        self._counts.setText("     ".join(words))
        parts = []
        if shown.n_filtered:
            parts.append(f"{shown.n_filtered:,} filtered out")
        if shown.n_outside:
            parts.append(f"{shown.n_outside:,} outside the window")
        if shown.n_undated_hidden:
            parts.append(f"{shown.n_undated_hidden:,} without a date")
        n_actors = dataset.n_actors - shown.n_actors
        if n_actors and not parts:
            parts.append(f"{_plural(n_actors, 'actor')} filtered out")
        self._hidden.setVisible(bool(parts))
        self._hidden.setText(", ".join(parts) + " · Show all")

    def _on_started(self, topic: str) -> None:
        if topic in _VISIBLE:
            self._topic = topic
            self._work.setText("")
            self._progress.setRange(0, 0)
            self._show_timer.start()

    def _on_ended(self, topic: str) -> None:
        if topic == self._topic:
            self._hide_work()

    def _on_progressed(self, topic: str, done: int, total: int, words: str) -> None:
        if topic == self._topic:
            self._progress.setRange(0, total if total > 0 else 0)
            self._progress.setValue(done)
            self._work.setText(words)

    def _show_work(self) -> None:
        if not self._topic:
            return
        self._progress.show()
        self._work.show()
        self._cancel.show()

    def _hide_work(self) -> None:
        self._topic = ""
        self._show_timer.stop()
        for widget in (self._progress, self._work, self._cancel):
            widget.hide()

    def _on_appearance_changed(self) -> None:
        self.setFixedHeight(self._appearance.fonts.px(_HEIGHT_PX))


def _plain(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    return label


def _plural(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def _counted(shown: int, total: int, noun: str) -> str:
    return _plural(total, noun) if shown == total else f"{shown:,} of {_plural(total, noun)}"
