"""Decisions as they are made, written one after the other without keeping anybody waiting.

Before the first that joins actors a backup is kept: whoever goes through a list joins many.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from explorer.editing.backups import backed_up
from explorer.editing.edited import Edited
from explorer.editing.history.taking_back import take_back_step
from explorer.identity.deciding import Decided, Decision, decide
from ui.document import Document
from ui.messages import explain


@dataclass(eq=False)
class Ticket:
    """One decision on its way into the store.

    Attributes
    ----------
    step_id
        Its step in the history once it is written; None before, and where nothing had to be.
    is_written
        Whether the store has it.
    is_withdrawn
        Whether it was taken back before it was written.
    """

    decision: Decision
    step_id: int | None = None
    is_written: bool = False
    is_withdrawn: bool = False


@dataclass
class _Queue:
    waiting: list[Ticket] = field(default_factory=list)
    writing: list[Ticket] = field(default_factory=list)


class Register(QObject):
    """Writes decisions through the document; those made meanwhile go together in the next edit.

    Signals
    -------
    failed(str, list)
        Why decisions were not written, and their tickets.
    """

    failed = Signal(str, list)

    def __init__(self, document: Document, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._queue = _Queue()
        self._has_backup = False

    @property
    def is_busy(self) -> bool:
        """Whether decisions are still on their way."""
        return bool(self._queue.waiting or self._queue.writing)

    def decide(self, decision: Decision) -> Ticket:
        """Have a decision written."""
        ticket = Ticket(decision)
        self._queue.waiting.append(ticket)
        self._write()
        return ticket

    def take_back(self, ticket: Ticket) -> None:
        """Take a decision back, wherever it is by now."""
        if ticket in self._queue.waiting:
            self._queue.waiting.remove(ticket)
        elif ticket.is_written:
            self._undo(ticket)
        ticket.is_withdrawn = True

    def _write(self) -> None:
        queue = self._queue
        if queue.writing or not queue.waiting:
            return
        queue.writing, queue.waiting = queue.waiting, []
        is_first = not self._has_backup and _joins(queue.writing)
        self._document.edit(
            backed_up("before-merge", decide) if is_first else decide,
            tuple(ticket.decision for ticket in queue.writing),
            on_done=self._on_written,
            on_failed=self._on_failed,
        )

    def _on_written(self, edited: Edited) -> None:
        tickets, self._queue.writing = self._queue.writing, []
        steps = edited.steps if isinstance(edited, Decided) else ()
        self._has_backup |= _joins(tickets) and any(step is not None for step in steps)
        for ticket, step_id in zip(tickets, steps, strict=False):
            ticket.step_id, ticket.is_written = step_id, True
            if ticket.is_withdrawn:
                self._undo(ticket)
        if isinstance(edited, Decided) and edited.problems:
            self.failed.emit(edited.problems[0], [])
        self._write()

    def _on_failed(self, error: Exception) -> None:
        tickets, self._queue.writing = self._queue.writing, []
        self.failed.emit(explain(error).text, tickets)
        self._write()

    def _undo(self, ticket: Ticket) -> None:
        if ticket.step_id is not None:
            self._document.edit(
                take_back_step,
                ticket.step_id,
                on_failed=lambda error: self.failed.emit(explain(error).text, []),
            )


def _joins(tickets: list[Ticket]) -> bool:
    return any(ticket.decision.verdict == "same" for ticket in tickets)
