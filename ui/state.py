"""The one view state: what is selected, filtered and in the window, observed by every view."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from explorer.model.view import Selection, ViewFacts

#: Fields of which a change is a step that Back undoes.
_REMEMBERED = frozenset(
    {"selection", "window", "include_undated", "filter", "focus", "hops", "projection"}
)
#: Fields that are the same in every step: Back and Forward do not lay a network out anew.
_LASTING = frozenset({"communities"})
_MOST_STEPS = 200


class ViewState(QObject):
    """The only mutable truth about what is looked at; main thread.

    Views render `facts` and ask for changes through `change` and its short forms; they never
    call each other. A setter compares, stores and emits once; none triggers another.

    Attributes
    ----------
    facts : ViewFacts
        The current value, immutable.

    Signals
    -------
    changed(frozenset of str)
        Names of the fields that differ from before.
    hovered(object)
        What the pointer rests on: a network node key (actor id, or minus interaction id), or None.
    gesture_ended()
        A drag is over: who has held back during it catches up.
    history_changed()
        Whether Back and Forward are possible may have changed.
    fit_requested(), reveal_requested(object)
        Intents for the network: show everything; bring a node key into sight.
    """

    changed = Signal(frozenset)
    hovered = Signal(object)
    gesture_ended = Signal()
    history_changed = Signal()
    fit_requested = Signal()
    reveal_requested = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._facts = ViewFacts()
        self._steps: list[ViewFacts] = [self._facts]
        self._at = 0
        self._hover: int | None = None
        self._gesture = False
        self._gesture_has_step = False

    @property
    def facts(self) -> ViewFacts:
        """The current value."""
        return self._facts

    @property
    def hover(self) -> int | None:
        """Network node key that the pointer rests on in whichever view, or None."""
        return self._hover

    def change(self, **values: Any) -> None:
        """Replace some fields of the facts; emits `changed` once if any differs."""
        after = replace(self._facts, **values)
        differing = _differing(self._facts, after)
        if not differing:
            return
        self._facts = after
        if lasting := {name: getattr(after, name) for name in differing & _LASTING}:
            self._steps = [replace(step, **lasting) for step in self._steps]
        if differing & _REMEMBERED:
            self._remember(differing)
        elif self._at < len(self._steps):
            self._steps[self._at] = after
        self.changed.emit(differing)

    def select(self, selection: Selection) -> None:
        """Select something, in all views at once."""
        self.change(selection=selection)

    def set_hover(self, key: int | None) -> None:
        """Say what the pointer rests on."""
        if key != self._hover:
            self._hover = key
            self.hovered.emit(key)

    @contextmanager
    def gesture(self) -> Iterator[None]:
        """Hold changes of one drag together as one step of the history."""
        self.begin_gesture()
        try:
            yield
        finally:
            self.end_gesture()

    def begin_gesture(self) -> None:
        """Hold the changes from now on as those of one drag."""
        self._gesture, self._gesture_has_step = True, False

    def end_gesture(self) -> None:
        """End the drag; one that came back to where it began is no step."""
        if self._gesture:
            self._gesture = False
            if self._gesture_has_step:
                self._forget_step_to_itself()
            self.gesture_ended.emit()

    @property
    def is_in_gesture(self) -> bool:
        """Whether a drag is going on: what is slow to show may wait for its end."""
        return self._gesture

    def reset(self, facts: ViewFacts | None = None) -> None:
        """Begin anew for another store; the history is emptied."""
        before, self._facts = self._facts, facts or ViewFacts()
        self._steps, self._at = [self._facts], 0
        self.set_hover(None)
        self.history_changed.emit()
        self.changed.emit(_differing(before, self._facts) or frozenset({"selection"}))

    @property
    def can_go_back(self) -> bool:
        """Whether there is an earlier view."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether Back was used and can be taken back."""
        return self._at < len(self._steps) - 1

    def back(self) -> None:
        """Go to the view before."""
        if self.can_go_back:
            self._go(self._at - 1)

    def forward(self) -> None:
        """Go to the view that Back left."""
        if self.can_go_forward:
            self._go(self._at + 1)

    def _go(self, at: int) -> None:
        before, self._at = self._facts, at
        self._facts = self._steps[at]
        self.history_changed.emit()
        self.changed.emit(_differing(before, self._facts))

    def _forget_step_to_itself(self) -> None:
        at = self._at
        if at and not _differing(self._steps[at - 1], self._steps[at]) & _REMEMBERED:
            # The later of the two: what is not remembered may have changed.
            del self._steps[at - 1]
            self._at = at - 1
            self.history_changed.emit()

    def _remember(self, differing: frozenset[str]) -> None:
        if self._gesture and self._gesture_has_step:
            self._steps[self._at] = self._facts
            return
        self._gesture_has_step = self._gesture
        del self._steps[self._at + 1 :]
        self._steps.append(self._facts)
        del self._steps[:-_MOST_STEPS]
        self._at = len(self._steps) - 1
        self.history_changed.emit()


def _differing(before: ViewFacts, after: ViewFacts) -> frozenset[str]:
    return frozenset(
        f.name for f in fields(ViewFacts) if getattr(before, f.name) != getattr(after, f.name)
    )
