"""A window in which forms are filled in by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.app import Program
    from ui.editing.forms.form import Form


class Typist:
    """Types into whatever has the keyboard, and waits for what the program offers."""

    def __init__(self, program: Program, qtbot: Any) -> None:
        self.program, self._qtbot = program, qtbot
        self.n_keys = 0

    @property
    def focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    @property
    def form(self) -> Form:
        form = self.program.entry.form
        assert form is not None
        return form

    def opens(self, open_form: Callable[..., object], *what: object) -> None:
        """Open a form, and wait until it has the keyboard."""
        open_form(*what)
        self._qtbot.waitUntil(lambda: QApplication.activeWindow() is self.form)

    def write(self, text: str) -> None:
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self.focused, event)
            self.n_keys += 1

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        # Through the window, as from a keyboard: only so are shortcuts looked for.
        handle = self.focused.window().windowHandle()
        assert handle is not None
        QTest.keyPress(handle, key, held)
        # A form that saves on the press may be gone with its window before the key comes up.
        if isValid(handle):
            QTest.keyRelease(handle, key, held)
        self.n_keys += 1

    def enter(self, text: str = "") -> None:
        self.write(text)
        self.press(Qt.Key.Key_Return)

    def tab(self, text: str = "") -> None:
        self.write(text)
        self.press(Qt.Key.Key_Tab)

    def save(self) -> None:
        self.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def sees(self, name: str) -> None:
        assert name == self.focused.accessibleName()
