"""What the Edit menu does to the store: undo, redo, delete, the history, the backups."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from db import UndoBlocked
from explorer.editing.edited import Edited
from explorer.editing.history.taking_back import (
    TakingBack,
    look_at_taking_back,
    take_back_step,
    take_back_together,
)
from explorer.editing.removing import Removal, look_at_removal, remove
from explorer.editing.upkeep import rebuild_search
from explorer.progress import CancelToken, Progress
from explorer.session import Session
from ui.controls import as_label
from ui.document import Document
from ui.editing.agreement import Agreement
from ui.editing.history.backups_window import BackupsWindow
from ui.editing.history.window import HistoryWindow
from ui.editing.questions import (
    Question,
    import_question,
    removal_question,
    taking_back_question,
)
from ui.jobs import JobRunner
from ui.messages import explain
from ui.state import ViewState
from ui.theme.appearance import Appearance
from ui.window.notice_bar import NoticeBar

if TYPE_CHECKING:
    from ui.actions import ActionSet

_UNDO, _REDO = "edit.undo", "edit.redo"


class EditingCommands(QObject):
    """Handlers of the actions that change the store; main thread.

    Parameters
    ----------
    say
        Says a few words in the status line.
    """

    def __init__(
        self,
        *,
        document: Document,
        state: ViewState,
        jobs: JobRunner,
        appearance: Appearance,
        window: QWidget,
        notice: NoticeBar,
        say: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._document, self._state, self._jobs = document, state, jobs
        self._appearance, self._window = appearance, window
        self._notice, self._say = notice, say
        self._history: HistoryWindow | None = None
        document.edited.connect(self._on_edited)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Return the handler of each action by its id."""
        return {
            _UNDO: self.undo,
            _REDO: self.redo,
            "edit.delete": self.delete_selection,
            "edit.history": self.show_history,
            "store.backups": self.show_backups,
            "store.rebuild_search": self.rebuild_search,
        }

    def situation(self) -> dict[str, bool]:
        """Return what of a `Situation` depends on the store being changed."""
        document, selection = self._document, self._state.facts.selection
        can_edit = document.can_edit
        is_of_one_kind = bool(selection.actors) + bool(selection.interactions) == 1
        is_of_one_kind = is_of_one_kind or selection.source is not None
        return {
            "can_edit": can_edit,
            "can_undo": can_edit and document.chain.undo is not None and not document.is_editing,
            "can_redo": can_edit and document.chain.redo is not None and not document.is_editing,
            "can_delete": can_edit and is_of_one_kind and not selection.is_tie,
        }

    def refresh(self, actions: ActionSet) -> None:
        """Name what Undo and Redo would do in the Edit menu."""
        chain = self._document.chain
        for action_id, word, step in ((_UNDO, "Undo", chain.undo), (_REDO, "Redo", chain.redo)):
            action = actions[action_id]
            action.setText(as_label(f"{word}: {step.title}") if step is not None else word)
            hint = f"{word}: {step.title}" if step is not None else f"Nothing to {word.lower()}"
            action.setToolTip(self._document.why_not or hint)
            action.setStatusTip(self._document.why_not or hint)

    def undo(self) -> None:
        """Take back the newest step; a whole import is asked about first."""
        step = self._document.chain.undo
        if step is None or self._document.is_editing:
            return
        if step.kind == "import":
            self._ask(import_question(step.title), lambda: self._take_back(step.step_id))
        else:
            self._take_back(step.step_id)

    def redo(self) -> None:
        """Do again what was taken back last."""
        step = self._document.chain.redo
        if step is not None and not self._document.is_editing:
            self._take_back(step.step_id)

    def take_back(self, step_id: int) -> None:
        """Take back any step; what rests on it is named first and offered to go with it."""
        session = self._document.session
        if session is None:
            return
        if not self._document.can_edit:
            self._notice.say(self._document.why_not, is_error=True)
            return
        self._jobs.run(
            "taking-back",
            _look_at_taking_back,
            session,
            step_id,
            on_done=self._ask_taking_back,
            on_failed=self._on_failed,
        )

    def show_history(self) -> None:
        """Open the window on the history, or bring it to the front."""
        if self._document.session is None:
            return
        if self._history is None:
            window = HistoryWindow(self._document, self._jobs, self._appearance, self._window)
            window.taking_back_wanted.connect(self.take_back)
            window.selection_wanted.connect(self._state.select)
            window.destroyed.connect(self._forget_history)
            self._history = window
        self._history.show()
        self._history.raise_()
        self._history.activateWindow()

    def show_backups(self) -> None:
        """Open the window on the backups."""
        if self._document.session is not None:
            window = BackupsWindow(self._document, self._jobs, self._appearance, self._window)
            window.said.connect(self._say)
            window.open()

    def rebuild_search(self) -> None:
        """Fill the search anew, for a store that another program wrote without it."""
        self._document.edit(
            rebuild_search,
            on_done=lambda _: self._say("The search is new."),
            on_failed=self._on_failed,
        )

    def _forget_history(self) -> None:
        self._history = None

    def delete_selection(self) -> None:
        """Delete what is selected, after saying what would go along."""
        selection = self._state.facts.selection
        if selection.is_tie:
            return
        if selection.source is not None:
            self.delete("sources", (selection.source,))
        elif selection.actors and not selection.interactions:
            self.delete("actors", selection.actors)
        elif selection.interactions and not selection.actors:
            self.delete("interactions", selection.interactions)

    def delete(self, table: str, ids: Sequence[int]) -> None:
        """Delete rows; where others go along or lose something, that is said first."""
        session = self._document.session
        if session is None:
            return
        if not self._document.can_edit:
            self._notice.say(self._document.why_not, is_error=True)
            return
        self._jobs.run(
            "removal",
            _look_at_removal,
            session,
            table,
            tuple(ids),
            on_done=self._ask_removal,
            on_failed=self._on_failed,
        )

    # --- asking ----------------------------------------------------------------------------

    def _ask_removal(self, removal: Removal) -> None:
        def go() -> None:
            self._document.edit(remove, removal.table, removal.ids, on_failed=self._on_failed)

        if removal.is_harmless:
            go()
        else:
            self._ask(removal_question(removal), go)

    def _ask_taking_back(self, found: TakingBack) -> None:
        step_id = found.step.id
        if not found.before and not found.forbidden:
            self._take_back(step_id)
            return
        self._ask(
            taking_back_question(found),
            lambda: self._document.edit(take_back_together, step_id, on_failed=self._on_failed),
        )

    def _ask(self, question: Question, go: Callable[[], None]) -> None:
        Agreement.ask(self._appearance, question, self._window, go)

    def _take_back(self, step_id: int) -> None:
        def failed(error: Exception) -> None:
            if isinstance(error, UndoBlocked):
                self.take_back(step_id)
            else:
                self._on_failed(error)

        self._document.edit(take_back_step, step_id, on_failed=failed)

    def _on_edited(self, edited: Edited) -> None:
        if edited.step_id is None:
            self._say("Nothing was changed.")
        else:
            self._say(edited.title)

    def _on_failed(self, error: Exception) -> None:
        self._notice.say(explain(error).text, is_error=True)


def _look_at_removal(
    session: Session,
    table: str,
    ids: tuple[int, ...],
    *,
    token: CancelToken,
    progress: Progress,
) -> Removal:
    return look_at_removal(session.store, table, ids, token=token, progress=progress)


def _look_at_taking_back(
    session: Session, step_id: int, *, token: CancelToken, progress: Progress
) -> TakingBack:
    return look_at_taking_back(session.store, step_id, token=token, progress=progress)
