"""A form: fields one below the other, Ctrl+Enter saves, what is wrong is said beside the field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from explorer.editing.edited import Edited
from explorer.editing.refusal import EditRefused
from ui.controls import PushButton
from ui.editing.desk import Desk
from ui.editing.fields.completing_line import CompletingLine
from ui.editing.fields.several_field import SeveralField
from ui.messages import explain

_MOST_BUTTONS_BETWEEN = 12

Deed = tuple[Callable[..., Edited], tuple[Any, ...]]
"""A use-case of `explorer.editing` and its arguments after the store."""


class Form(QDialog):
    """What all forms share; a form says what its fields are and which deed they make.

    Signals
    -------
    saved(object)
        It is in the store; the `Edited`.
    next_wanted()
        It is in the store, and the user goes on with another one.
    """

    saved = Signal(object)
    next_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        title: str,
        parent: QWidget | None,
        *,
        save_words: str = "Save",
        width_px: int = 620,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self._is_dirty = self._is_busy = self._is_warned = self._goes_on = False
        self._save_words = save_words
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("ground", "surface")
        fonts = desk.appearance.fonts
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        self.column = QVBoxLayout(inside)
        margin = fonts.px(18)
        self.column.setContentsMargins(margin, fonts.px(14), margin, fonts.px(14))
        self.column.setSpacing(fonts.px(10))
        self.area = QScrollArea()
        self.area.setWidget(inside)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.area, 1)
        line = QFrame()
        line.setProperty("role", "hairline")
        whole.addWidget(line)
        whole.addLayout(self._foot())
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self, self.save)
        for keys in ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"):
            QShortcut(QKeySequence(keys), self, self.save_and_go_on)
        self._width_px = fonts.px(width_px)

    # --- for forms ----------------------------------------------------------------------------

    def deed(self) -> Deed:
        """Return what saving does; called after `find_fault` found none."""
        raise NotImplementedError

    def find_fault(self) -> QWidget | None:
        """Say beside a field what is wrong with it; return what to focus, None for nothing."""
        return None

    def show_refusal(self, field: str, words: str) -> QWidget | None:
        """Say beside the field at a path what the store has against it; None: there is none."""
        return None

    def add(self, widget: QWidget) -> None:
        """Put a field below the others."""
        self.column.addWidget(widget)
        edited = getattr(widget, "edited", None)
        if edited is not None:
            edited.connect(self.touch)

    def heading(self, words: str) -> None:
        """Put a heading below the fields so far."""
        label = QLabel(words)
        label.setProperty("role", "heading")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setContentsMargins(0, self.desk.appearance.fonts.px(6), 0, 0)
        self.column.addWidget(label)

    def touch(self) -> None:
        """Take notice that something was filled in."""
        self._is_dirty, self._is_warned = True, False
        self._failure.hide()

    # --- opening, saving, leaving -------------------------------------------------------------

    def open_at(self, first: QWidget) -> None:
        """Show the form over its parent, the keyboard in its first field."""
        self.column.addStretch(1)
        room = self.screen().availableGeometry()
        wanted = self.column.sizeHint().height() + self.desk.appearance.fonts.px(64)
        width = min(self._width_px, room.width() - 24)
        self.resize(width, min(max(wanted, 260), round(room.height() * 0.94)))
        self._is_dirty = False
        self.open()
        first.setFocus(Qt.FocusReason.TabFocusReason)
        focused = self.focusWidget()
        if isinstance(focused, QLineEdit):
            focused.selectAll()

    def save(self) -> None:
        """Write what is filled in, or say beside the field why it cannot be."""
        self._goes_on = False
        self._save()

    def _save(self) -> None:
        if self._is_busy:
            return
        if self.desk.document.why_not:
            self._say_failure(self.desk.document.why_not)
            return
        if self._waits_for_names():
            return
        fault = self.find_fault()
        if fault is not None:
            self._go_to(fault)
            return
        use_case, arguments = self.deed()
        self._set_busy(True)
        self.desk.document.edit(
            use_case, *arguments, on_done=self._on_done, on_failed=self._on_failed
        )

    def save_and_go_on(self) -> None:
        """Write what is filled in, and ask for the next form of the kind."""
        self._goes_on = True
        self._save()

    def reject(self) -> None:
        if self._is_dirty and not self._is_warned and not self._is_busy:
            self._is_warned = True
            self._say_failure("What is filled in is not saved. Esc again leaves it.")
            return
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
            return
        super().keyPressEvent(event)

    def _go_on(self) -> None:
        """Enter goes on to the next field, or presses the button it is on; Ctrl+Enter saves."""
        focused = self.focusWidget()
        if isinstance(focused, QAbstractButton):
            focused.click()
            return
        for _ in range(_MOST_BUTTONS_BETWEEN):
            self.focusNextChild()
            now = self.focusWidget()
            if now in (self.cancel_button, self.save_button):
                self.save_button.setFocus(Qt.FocusReason.TabFocusReason)
                return
            if not isinstance(now, QAbstractButton) or isinstance(now, QCheckBox):
                return

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.area.ensureWidgetVisible(watched, 0, self.desk.appearance.fonts.px(40))
        elif event.type() == QEvent.Type.Wheel and isinstance(watched, QComboBox):
            # A wheel over a closed choice scrolls the form, it does not change the choice.
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def follow(self, before: CompletingLine | SeveralField, following: QWidget) -> None:
        """Let Enter in a completed line go on to what follows."""
        left = before.finished if isinstance(before, SeveralField) else before.left_by_enter
        left.connect(lambda: following.setFocus(Qt.FocusReason.TabFocusReason))

    def watch_focus(self) -> None:
        """Keep whatever has the keyboard in sight; once all fields are there."""
        for widget in self.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                widget.installEventFilter(self)

    def _foot(self) -> QHBoxLayout:
        appearance = self.desk.appearance
        fonts = appearance.fonts
        foot = QHBoxLayout()
        foot.setContentsMargins(fonts.px(18), fonts.px(10), fonts.px(18), fonts.px(12))
        foot.setSpacing(fonts.px(8))
        self._failure = QLabel()
        self._failure.setProperty("role", "danger")
        self._failure.setTextFormat(Qt.TextFormat.PlainText)
        self._failure.setWordWrap(True)
        self._failure.hide()
        foot.addWidget(self._failure, 1)
        foot.addStretch(0)
        self.cancel_button = PushButton(appearance, "Cancel")
        self.save_button = PushButton(appearance, self._save_words, role="primary")
        self.save_button.setToolTip(
            f"{self._save_words} (Ctrl+Enter; Ctrl+Shift+Enter goes on with the next)"
        )
        for button in (self.cancel_button, self.save_button):
            button.setAutoDefault(False)
            foot.addWidget(button)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)
        return foot

    @property
    def failure_text(self) -> str:
        """What is said at the foot to have gone wrong, "" for nothing."""
        return self._failure.text() if self._failure.isVisibleTo(self) else ""

    def _on_done(self, edited: Edited) -> None:
        self._is_busy = self._is_dirty = False
        self.saved.emit(edited)
        self.accept()
        if self._goes_on:
            self.next_wanted.emit()

    def _on_failed(self, error: Exception) -> None:
        self._set_busy(False)
        if isinstance(error, EditRefused):
            at = self.show_refusal(error.field, str(error))
            if at is not None:
                self._go_to(at)
                return
            self._say_failure(str(error))
            return
        self._say_failure(explain(error).text)

    def _go_to(self, widget: QWidget) -> None:
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        self.area.ensureWidgetVisible(widget, 0, self.desk.appearance.fonts.px(40))

    def _waits_for_names(self) -> bool:
        """Save as soon as the store has said what was meant by the names typed last."""
        line = next((each for each in self.findChildren(CompletingLine) if each.is_waiting), None)
        if line is None:
            return False
        line.settled.connect(self._save, Qt.ConnectionType.SingleShotConnection)
        line.accept_typed()
        return True

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        self._failure.hide()
        self.save_button.setEnabled(not is_busy)
        self.save_button.setText("Saving…" if is_busy else self._save_words)

    def _say_failure(self, words: str) -> None:
        self._failure.setText(words)
        self._failure.setAccessibleName(words)
        self._failure.show()
