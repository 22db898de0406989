"""A line in which a name is typed and completed from what the store knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from db.folding import fold
from explorer.editing.completing import Candidate
from ui.editing.fields.suggestions import Suggestions
from ui.theme import Appearance

Deliver = Callable[[Sequence[Candidate]], None]
Complete = Callable[[str, Deliver], None]
"""Finds candidates for what is typed and hands them over, at once or later."""

Offer = Callable[[str], Sequence[Candidate]]
"""Gives the candidates that would be made new for what is typed."""

_ASK_AFTER_MS = 60


class CompletingLine(QLineEdit):
    """Offers candidates while one types; the keyboard stays in the line.

    Down and Up go through them, Enter and Tab take the one that is marked and go on, Escape
    closes the list. Who is faster than the store loses nothing: the answer is taken when it
    comes. What stands there after Escape counts as the candidate of exactly that name, else as
    the first new one.

    Signals
    -------
    chosen(object)
        Another `Candidate`, or None, is what the line means now.
    left_by_enter()
        Enter was pressed, and what the line means is taken.
    settled()
        The answer has come that `is_waiting` was for.
    """

    chosen = Signal(object)
    left_by_enter = Signal()
    settled = Signal()

    def __init__(
        self,
        appearance: Appearance,
        complete: Complete,
        offer: Offer,
        *,
        shows_all: bool = False,
        has_namesakes: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make the line.

        Parameters
        ----------
        shows_all
            Whether Down on an empty line shows what there is.
        has_namesakes
            Whether there may be another one of the very name of one that is there.
        """
        super().__init__(parent)
        self._complete, self._offer, self._shows_all = complete, offer, shows_all
        self._has_namesakes = has_namesakes
        self._chosen: Candidate | None = None
        self._known: tuple[Candidate, ...] = ()
        self._known_for: str | None = None
        self._is_taking = self._is_waiting = False
        self._takes_best = False
        self.popup = Suggestions(appearance, self)
        self.popup.picked.connect(self.take)
        self._ask_later = QTimer(self)
        self._ask_later.setSingleShot(True)
        self._ask_later.setInterval(_ASK_AFTER_MS)
        self._ask_later.timeout.connect(self._ask)
        self.textEdited.connect(self._on_edited)

    @property
    def is_waiting(self) -> bool:
        """Whether the store has not answered yet on what is typed."""
        return self._is_waiting

    @property
    def candidate(self) -> Candidate | None:
        """What the line means; what was typed without choosing is resolved first."""
        self._resolve()
        return self._chosen

    def take(self, candidate: Candidate | None) -> None:
        """Let the line mean a candidate, and show its name."""
        self._ask_later.stop()
        self._is_waiting = self._takes_best = False
        self._chosen = candidate
        self._is_taking = True
        self.setText("" if candidate is None else candidate.text)
        if not self.hasFocus():
            # A long name is read from its beginning.
            self.setCursorPosition(0)
        self._is_taking = False
        self.popup.hide()
        self.chosen.emit(candidate)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        is_open = self.popup.isVisible()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if is_open:
                self.popup.step(1 if key == Qt.Key.Key_Down else -1)
            else:
                self._ask()
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        ):
            self.accept_typed()
            self.left_by_enter.emit()
            return
        if key == Qt.Key.Key_Escape and is_open:
            self.popup.hide()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Tab moves on before keyPressEvent would see it.
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Tab
        ):
            self.accept_typed()
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.popup.hide()
        if self._is_waiting:
            self._ask_for_best()
        else:
            self._resolve()

    def hideEvent(self, event: QHideEvent) -> None:
        self.popup.hide()
        super().hideEvent(event)

    def _on_edited(self, text: str) -> None:
        if self._chosen is not None:
            self._chosen = None
            self.chosen.emit(None)
        self._takes_best = False
        self._is_waiting = bool(text.strip())
        if text.strip() or self._shows_all:
            self._ask_later.start()
        else:
            self._ask_later.stop()
            self.popup.hide()

    def accept_typed(self) -> None:
        """Take what is marked, or the best as soon as it is known."""
        marked = self.popup.current() if self.popup.isVisible() else None
        if self._is_waiting:
            self._ask_for_best()
        elif marked is not None:
            self.take(marked)
        else:
            self._resolve()
        self.popup.hide()

    def _ask_for_best(self) -> None:
        is_asked = self._takes_best
        self._takes_best = True
        if self._ask_later.isActive() or not is_asked:
            self._ask_later.stop()
            self._ask()

    def _ask(self) -> None:
        words = "" if self._chosen is not None and self._shows_all else self.text().strip()
        if words or self._shows_all:
            self._complete(words, lambda found: self._show(words, found))

    def _show(self, words: str, found: Sequence[Candidate]) -> None:
        self._known, self._known_for = tuple(found), words
        is_current = self.text().strip() == words or (self._shows_all and not words)
        if not is_current:
            return
        self._is_waiting = False
        if self._takes_best:
            self._takes_best = False
            best = (*found, *self._offer(words)) if words else ()
            self.take(best[0] if best else None)
            self.settled.emit()
            return
        self.settled.emit()
        if not self.hasFocus():
            return
        is_there = any(fold(candidate.text) == fold(words) for candidate in found)
        is_there = is_there and not self._has_namesakes
        new = () if is_there or not words else tuple(self._offer(words))
        at = 0 if words and (found or new) else -1
        if self._chosen is not None and self._shows_all:
            at = next((i for i, c in enumerate(found) if c.text == self._chosen.text), 0)
        self.popup.show_candidates(words, (*found, *new), current=at)

    def _resolve(self) -> None:
        if self._chosen is not None or self._is_taking or self._is_waiting:
            return
        words = self.text().strip()
        if not words:
            return
        same = [c for c in self._known if fold(c.text) == fold(words)]
        if self._known_for is not None and len(same) == 1:
            self._chosen = same[0]
        else:
            new = tuple(self._offer(words))
            self._chosen = new[0] if new else None
        self.chosen.emit(self._chosen)
