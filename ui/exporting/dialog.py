"""The dialog that asks in which format, how much, and how a store shall be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from explorer.exchange.scope import Scope
from explorer.exchange.writers import WRITERS, Writer, writer_named
from ui.controls import PushButton, Segmented
from ui.theme.appearance import Appearance

_WIDTH_PX = 520
_LOSS_LINES = 4


@dataclass(frozen=True)
class ExportChoice:
    """What the user chose; kept for the next time.

    Attributes
    ----------
    scope
        "whole", "view" or "selection".
    answers
        To the choices of the format, by name.
    """

    format_name: str = "gexf"
    scope: str = "whole"
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def writer(self) -> Writer:
        """The format."""
        return writer_named(self.format_name)


@dataclass(frozen=True)
class ScopeOffer:
    """A part of the store that can be written, None where there is none now."""

    scope: Scope | None
    n_actors: int = 0
    n_interactions: int = 0

    @property
    def words(self) -> str:
        """How much it is."""
        actors = f"{self.n_actors:,} actor{'' if self.n_actors == 1 else 's'}"
        many = "" if self.n_interactions == 1 else "s"
        return f"{actors} and {self.n_interactions:,} interaction{many}"


_SCOPES = (
    ("whole", "Everything", "Everything in the store, without filters"),
    ("view", "What is in view", "What filters, time window and focus leave"),
    ("selection", "Selection", "What is selected, with what belongs to it"),
)


class ExportDialog(QDialog):
    """Asks for format, part and projection, and says what the file will not hold.

    It writes nothing: it asks by signals and is told by methods.

    Signals
    -------
    export_wanted(ExportChoice)
        The user wants the file; the name is not asked yet.
    cancel_wanted()
        Stop the export that runs.
    """

    export_wanted = Signal(object)
    cancel_wanted = Signal()

    def __init__(
        self,
        appearance: Appearance,
        choice: ExportChoice,
        offers: Mapping[str, ScopeOffer],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._offers = offers
        self._answers = dict(choice.answers)
        self._is_busy = False
        self.setWindowTitle("Export")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._make_fields(choice)
        self._lay_out()
        self.format.currentIndexChanged.connect(self._follow)
        self.scope.chosen.connect(self._follow)
        for segmented in self.choices.values():
            segmented.chosen.connect(self._follow)
        self._follow()
        self.setFixedWidth(appearance.fonts.px(_WIDTH_PX))
        self.format.setFocus()

    def choice(self) -> ExportChoice:
        """Return what is chosen now."""
        name = str(self.format.currentData())
        answers = {
            choice.name: self.choices[choice.name].choice() for choice in writer_named(name).choices
        }
        scope = "whole" if writer_named(name).is_whole_only else self.scope.choice()
        return ExportChoice(name, scope, {**self._answers, **answers})

    @property
    def loss_text(self) -> str:
        """What is said that the file will not hold."""
        return self._loss.text()

    @property
    def failure_text(self) -> str:
        """What is said to have gone wrong, or an empty text."""
        return self._failure.text() if self._failure.isVisibleTo(self) else ""

    def show_failure(self, words: str) -> None:
        """Say why no file was written; the dialog stays."""
        self.set_busy(False)
        self._failure.setText(words)
        self._failure.setAccessibleName(words)
        self._failure.show()
        self.adjustSize()

    def set_busy(self, is_busy: bool) -> None:
        """Say that the file is being written, with the second button as the way out."""
        self._is_busy = is_busy
        self._failure.hide()
        self._fields.setEnabled(not is_busy)
        self.export_button.setEnabled(not is_busy)
        self.export_button.setText("Writing…" if is_busy else "Export…")

    def reject(self) -> None:
        if self._is_busy:
            self.cancel_wanted.emit()
            self.set_busy(False)
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_busy:
            self.cancel_wanted.emit()
        super().closeEvent(event)

    # --- building --------------------------------------------------------------------------

    def _make_fields(self, choice: ExportChoice) -> None:
        self.format = QComboBox()
        self.format.setAccessibleName("Format")
        for writer in WRITERS:
            self.format.addItem(f"{writer.label}  ·  {writer.ending}", writer.name)
        self.format.setCurrentIndex(max(0, self.format.findData(choice.format_name)))
        self.scope = Segmented(
            self._appearance, tuple((name, words, "") for name, words, _ in _SCOPES), "Part"
        )
        for name, _, hint in _SCOPES:
            button = self.scope.button(name)
            button.setToolTip(hint)
            button.setEnabled(self._offers[name].scope is not None)
        is_offered = self._offers[choice.scope].scope is not None
        self.scope.set_choice(choice.scope if is_offered else "whole")
        self.choices: dict[str, Segmented] = {}
        self._meanings: dict[str, QLabel] = {}
        self._headings: dict[str, QLabel] = {}
        for writer in WRITERS:
            for asked in writer.choices:
                if asked.name in self.choices:
                    continue
                segmented = Segmented(
                    self._appearance,
                    tuple((name, words, "") for name, words, _ in asked.answers),
                    asked.label,
                )
                answer = choice.answers.get(asked.name)
                if answer in {name for name, _, _ in asked.answers}:
                    segmented.set_choice(str(answer))
                self.choices[asked.name] = segmented
                self._meanings[asked.name] = _note()
                self._headings[asked.name] = _heading(asked.label, segmented)

    def _lay_out(self) -> None:
        fonts = self._appearance.fonts
        self._fields = QWidget()
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(fonts.px(16), fonts.px(14), fonts.px(16), fonts.px(14))
        column.setSpacing(fonts.px(5))
        column.addWidget(_heading("Format", self.format))
        column.addWidget(self.format)
        self._scope_words = _note()
        column.addSpacing(fonts.px(7))
        column.addWidget(_heading("What", self.scope))
        column.addWidget(self.scope)
        column.addWidget(self._scope_words)
        for name, segmented in self.choices.items():
            self._headings[name].setContentsMargins(0, fonts.px(7), 0, 0)
            for widget in (self._headings[name], segmented, self._meanings[name]):
                column.addWidget(widget)
        self._loss, self._failure = _note(), QLabel()
        heading = _heading("What the file does not hold", self._loss)
        heading.setContentsMargins(0, fonts.px(7), 0, 0)
        column.addWidget(heading)
        # Of one height for all formats, so that nothing jumps while one looks through them.
        self._loss.setMinimumHeight(self._loss.fontMetrics().lineSpacing() * _LOSS_LINES)
        self._loss.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._loss)
        self._failure.setProperty("role", "danger")
        self._failure.setTextFormat(Qt.TextFormat.PlainText)
        self._failure.setWordWrap(True)
        self._failure.hide()
        self.cancel_button = PushButton(self._appearance, "Cancel")
        self.cancel_button.setAutoDefault(False)
        self.export_button = PushButton(self._appearance, "Export…", role="primary")
        self.export_button.setDefault(True)
        self.cancel_button.clicked.connect(self.reject)
        self.export_button.clicked.connect(lambda: self.export_wanted.emit(self.choice()))
        foot = QHBoxLayout()
        foot.setContentsMargins(fonts.px(16), fonts.px(10), fonts.px(16), fonts.px(12))
        foot.setSpacing(fonts.px(8))
        foot.addWidget(self._failure, 1)
        foot.addStretch(0)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.export_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._fields, 1)
        line = QFrame()
        line.setProperty("role", "hairline")
        whole.addWidget(line)
        whole.addLayout(foot)

    def _follow(self, *_: object) -> None:
        """Let what depends on the choices follow them."""
        self._failure.hide()
        choice = self.choice()
        writer = choice.writer
        asked = {each.name: each for each in writer.choices}
        for name, segmented in self.choices.items():
            is_asked = name in asked
            for widget in (self._headings[name], segmented, self._meanings[name]):
                widget.setEnabled(is_asked)
            if is_asked:
                meaning = {key: words for key, _, words in asked[name].answers}
                self._meanings[name].setText(meaning[segmented.choice()])
        self.scope.setEnabled(not writer.is_whole_only)
        offer = self._offers[choice.scope]
        words = offer.words
        if writer.is_whole_only:
            words += ": this format holds a store as a whole"
        self._scope_words.setText(words)
        self._loss.setText(writer.loss(choice.answers))


def _heading(words: str, buddy: QWidget) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "heading")
    label.setBuddy(buddy)
    return label


def _note() -> QLabel:
    label = QLabel()
    label.setProperty("role", "note")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
